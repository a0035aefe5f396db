"""From documents to a graph with communities: the first half of the line, as one generator of typed events."""

from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Executor

from kgworkbench.curate.growth import Grown, SchemaGrowth
from kgworkbench.line import Line
from kgworkbench.model.facts import Extraction
from kgworkbench.model.graph import Graph
from kgworkbench.model.progress import BuildEvent, BuildReport
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk, Document, Unread
from kgworkbench.ports import Embedder, Engine, GraphStore
from kgworkbench.read.chunk import chunks_of
from kgworkbench.schema.rename import Renames
from kgworkbench.settings import CHUNK_CHARACTERS, BuildSettings

__all__ = ["Memory", "build", "pending_chunks"]


class Memory:
    """What a build knows at its end, for the next one over the same store: then one more document costs little.

    Whoever keeps it calls ``forget`` when anything else writes to the store.
    """

    def __init__(self) -> None:
        self._line: Line | None = None

    def forget(self) -> None:
        """Let the next build read the store."""
        self._line = None

    def take(self) -> "Line | None":
        """The last build, once: one that is cut off leaves nothing to go on from."""
        line, self._line = self._line, None
        return line

    def built(self) -> tuple[Graph, tuple[Chunk, ...]] | None:
        """The graph and the chunks as the last build left them in the store; None where the store must be read."""
        if self._line is None:
            return None
        chunks = (chunk for _, found in sorted(self._line.chunks.items()) for chunk in found)
        return self._line.stored, tuple(chunks)

    def keep(self, line: "Line") -> None:
        """Remember this build, which has come to its end."""
        self._line = line


def build(
    corpus: Sequence[Document],
    schema: Schema,
    *,
    engine: Engine,
    embedder: Embedder,
    store: GraphStore,
    settings: BuildSettings = BuildSettings(),
    executor: Executor | None = None,
    known: Sequence[Extraction] = (),
    renames: Mapping[int, Renames] = {},
    mapped: Renames = Renames(),
    growth: SchemaGrowth | None = None,
    keep: Callable[[Grown], Schema] | None = None,
    memory: Memory | None = None,
    unread: Sequence[Unread] = (),
) -> Generator[BuildEvent, None, BuildReport]:
    """Events of bringing the store to what the corpus says; the report is the last event and the return value.

    Idempotent and resumable: only chunks the store has no extraction of are extracted; what was extracted under
    another version of the schema is judged again from its kept candidates, under the ``renames`` from that version and
    the names people ``mapped`` to types. A document that is gone or changed takes with it what only it supported. Each
    batch is one transaction, so a build that is killed loses at most the batch under way. What the journal holds is
    done again on every graph on the way.

    ``known`` are extractions another tool made (``kgw build --triples``): they are stored as they are and their
    chunks are never given to the engine. ``growth`` may take proposed types in while chunks are read; ``keep`` turns
    such a schema into the next version. With a ``memory`` of the build before, the store need not be read again.
    ``unread`` files of the corpus are told as events and in the report; documents read of them before stay.
    """
    earlier = memory.take() if memory is not None else None
    if unread:
        corpus = [*corpus, *_read_before(unread, corpus, store)]
    line = Line(corpus, schema, engine, embedder, store, settings, renames, mapped, earlier, tuple(unread))
    report = yield from line.run(executor, known, growth, keep)
    if memory is not None:
        memory.keep(line)
    return report


def _read_before(unread: Sequence[Unread], corpus: Sequence[Document], store: GraphStore) -> list[Document]:
    """Documents an earlier build read of files that cannot be read now: a file that breaks takes nothing away."""
    sources, known = {each.source for each in unread}, {document.id for document in corpus}
    return [each for each in store.documents() if each.source in sources and each.id not in known]


def pending_chunks(
    corpus: Sequence[Document], store: GraphStore, settings: BuildSettings, schema: Schema | None = None
) -> tuple[Chunk, ...]:
    """The chunks a build of this corpus would give to the engine (``kgw build --dry-run``)."""
    limit = settings.chunk_characters or CHUNK_CHARACTERS
    chunks = [chunk for document in corpus for chunk in chunks_of(document, limit)]
    if settings.again == "all":
        return tuple(chunks)
    unseen = store.unseen([chunk.id for chunk in chunks])
    if isinstance(settings.again, tuple):
        unseen |= set(settings.again)
    if settings.again == "changed" and schema is not None:
        unseen |= {each.chunk for each in store.extractions() if each.schema_version != schema.version}
    return tuple(chunk for chunk in chunks if chunk.id in unseen)
