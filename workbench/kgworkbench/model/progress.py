"""Events of a build, in the order they happen; the command line, widgets and pages all read this one stream."""

from dataclasses import dataclass

from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.graph import GraphDelta
from kgworkbench.model.text import Unread
from kgworkbench.model.usage import Usage

__all__ = [
    "BuildEvent",
    "BuildReport",
    "ChunkDone",
    "ChunkFailed",
    "DocumentFailed",
    "GraphGrew",
    "Rejudged",
    "SchemaGrew",
    "StageDone",
    "Started",
]


@dataclass(frozen=True, slots=True)
class Started:
    """The corpus was read: its documents and chunks, the chunks still to extract, the documents that are gone."""

    documents: int
    chunks: int
    pending: tuple[str, ...]
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentFailed:
    """A file of the corpus could not be read; what an earlier build read of it stays."""

    unread: Unread


@dataclass(frozen=True, slots=True)
class ChunkDone:
    """A chunk was extracted."""

    extraction: Extraction
    ms: float
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class ChunkFailed:
    """A chunk could not be extracted."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class GraphGrew:
    """A batch was committed to the store; ``done`` of ``pending`` chunks are in the graph now.

    ``new_share`` is the share of the last chunks' claims that no earlier chunk of the run had made.
    """

    delta: GraphDelta
    done: int
    pending: int
    new_share: float = 1.0


@dataclass(frozen=True, slots=True)
class SchemaGrew:
    """Types that the chunks asked for were taken in, as the policy allows; they serve the chunks that follow."""

    version: int
    types: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rejudged:
    """Kept candidates were judged again under a changed schema, with no engine call; so many chunks said otherwise."""

    chunks: int
    changed: int


@dataclass(frozen=True, slots=True)
class StageDone:
    """A stage of the line ended: read, extract, resolve, store, community or index."""

    stage: str
    seconds: float


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build left behind: counts of the whole graph, and tokens and seconds of this run.

    ``chunks_extracted`` gave a reply in this run; ``failures`` are the chunks whose last try failed.
    ``waiting`` chunks were not extracted because ``stopped`` says why ("budget"); ``dormant`` operations of the
    journal find nothing to act upon in the graph as it is. ``tokens_so_far`` are those of every chunk that is kept.
    ``unread`` files of the corpus could not be read.
    """

    documents: int
    chunks: int
    chunks_extracted: int
    entities: int
    relations: int
    attributes: int
    communities: int
    levels: int
    violations: int
    failures: int
    proposals: int
    usage: Usage
    seconds: tuple[tuple[str, float], ...]
    waiting: int = 0
    stopped: str = ""
    rejudged: int = 0
    new_share: float = 1.0
    tokens_so_far: Usage = Usage()
    dormant: tuple[int, ...] = ()
    unread: tuple[Unread, ...] = ()


BuildEvent = (
    Started | DocumentFailed | Rejudged | ChunkDone | ChunkFailed | GraphGrew | SchemaGrew | StageDone | BuildReport
)
