"""The seams. A Protocol stands here only where two implementations exist."""

from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.graph import Graph, GraphDelta
from kgworkbench.model.journal import Operation
from kgworkbench.model.tasks import ComposeTask, Draft, Reply, Task
from kgworkbench.model.text import Chunk, Document
from kgworkbench.model.tree import KnowledgeTree

__all__ = ["Changes", "Embedder", "Engine", "GraphStore", "SpeakingEngine", "Vectors", "is_free"]

Value = TypeVar("Value")

Vectors = NDArray[np.float32]


class Engine(Protocol):
    """Whatever answers tasks: the local engine, an endpoint, a cassette."""

    @property
    def name(self) -> str:
        """How the engine is shown to people: "local", a model's name, "replay"."""

    @property
    def free(self) -> bool:
        """Whether it answers any task, at no cost and always alike, so that nobody need be asked before it is.

        A cassette is not free in this sense: it has no answer but to what was recorded.
        """

    def reply(self, task: Task[Value]) -> Reply[Value]:
        """The reply to one task. May be called from several threads at once.

        Raises:
            EngineError: the engine could not answer.
        """


def is_free(engine: Engine) -> bool:
    """Whether the engine says that it is free; one that says nothing, as people's own may, is not."""
    return bool(getattr(engine, "free", False))


@runtime_checkable
class SpeakingEngine(Engine, Protocol):
    """An engine that lets one listen while it composes: an endpoint, and the recorder of one."""

    def speak(self, task: ComposeTask) -> Generator[str, None, Reply[Draft]]:
        """The answer so far, each time there is more of it; returns the reply that ``reply`` would have returned.

        Raises:
            EngineError: the engine could not answer.
        """


class Embedder(Protocol):
    """Whatever turns texts into vectors."""

    @property
    def name(self) -> str:
        """Names the vector space: equal names give equal vectors for equal texts."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, float32, one for each text; a text with nothing in it gives a row of zeros."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What one transaction writes: all of it, or nothing.

    An extraction replaces the earlier one of its chunk, and a failure too; an operation that of its number. Removing
    a document removes its chunks, extractions and failures; entities and relations go only by ``delta``.
    """

    documents: tuple[Document, ...] = ()
    chunks: tuple[Chunk, ...] = ()
    extractions: tuple[Extraction, ...] = ()
    failures: tuple[Failure, ...] = ()
    delta: GraphDelta = GraphDelta()
    tree: KnowledgeTree | None = None
    gone_documents: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = ()


class GraphStore(Protocol):
    """Where documents, extractions, the graph and its tree are kept. One writer; readers in any thread."""

    def apply(self, changes: Changes) -> None:
        """Write the changes in one transaction."""

    def documents(self) -> tuple[Document, ...]:
        """Every document, sorted by id."""

    def chunks(self, ids: Collection[str] | None = None) -> tuple[Chunk, ...]:
        """The chunks of those ids, or all, sorted by document and start."""

    def unseen(self, ids: Collection[str]) -> frozenset[str]:
        """Which of the chunk ids have no extraction yet."""

    def extractions(self) -> Iterator[Extraction]:
        """Every extraction, sorted by chunk id, with its candidates."""

    def failures(self) -> tuple[Failure, ...]:
        """Chunks whose last try failed, sorted by chunk id."""

    def graph(self) -> Graph:
        """All entities and relations, each sorted by id."""

    def tree(self) -> KnowledgeTree:
        """The stored tree; empty before the first build."""

    def journal(self) -> tuple[Operation, ...]:
        """Every operation of the journal, sorted by number."""

    def find(self, text: str, limit: int = 20) -> tuple[str, ...]:
        """Ids of entities whose name or alias contains the text, whatever its case; shortest names first."""

    def neighbourhood(self, ids: Collection[str], depth: int = 1, limit: int = 500) -> Graph:
        """Entities within ``depth`` relations of the given ones, at most ``limit``, and the relations among them."""

    def query(self, cypher: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Rows of a read-only Cypher query, for power users.

        Raises:
            StoreError: the store speaks no Cypher, or the query is wrong or would write.
        """

    def close(self) -> None:
        """Let go of the folder; every later call fails."""
