"""A store that forgets: for tests, for trials in a notebook, and as the plain statement of what a store does."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from kgworkbench.errors import StoreError
from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.journal import Operation
from kgworkbench.model.text import Chunk, Document
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.ports import Changes
from kgworkbench.stores.rules import check_ends, check_tree, fitting, latest, reach

__all__ = ["MemoryStore"]


@dataclass(frozen=True, slots=True)
class _State:
    """Everything stored, by id. A dict is never changed once it stands here, so a reader needs no lock."""

    documents: dict[str, Document] = field(default_factory=dict)
    chunks: dict[str, Chunk] = field(default_factory=dict)
    extractions: dict[str, Extraction] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    tree: KnowledgeTree = field(default_factory=KnowledgeTree)
    operations: dict[int, Operation] = field(default_factory=dict)


class MemoryStore:
    """A graph store in memory, gone with the process. It speaks no Cypher."""

    def __init__(self) -> None:
        self._state: _State | None = _State()
        self._writer = Lock()

    def apply(self, changes: Changes) -> None:
        """Write the changes, all of them or none."""
        with self._writer:
            state = _with_texts(_without(self._now(), frozenset(changes.gone_documents)), changes)
            state = _with_graph(state, changes.delta)
            if changes.tree is not None:
                check_tree(changes.tree)
                state = replace(state, tree=changes.tree)
            if changes.operations:
                entries = {each.number: each for each in changes.operations}
                state = replace(state, operations=state.operations | entries)
            self._state = state

    def documents(self) -> tuple[Document, ...]:
        """Every document, sorted by id."""
        return tuple(document for _, document in sorted(self._now().documents.items()))

    def chunks(self, ids: Collection[str] | None = None) -> tuple[Chunk, ...]:
        """The chunks of those ids, or all, sorted by document and start."""
        kept = self._now().chunks
        chosen = kept.values() if ids is None else [kept[ident] for ident in set(ids) if ident in kept]
        return tuple(sorted(chosen, key=lambda chunk: (chunk.document, chunk.start, chunk.id)))

    def unseen(self, ids: Collection[str]) -> frozenset[str]:
        """Which of the chunk ids have no extraction yet."""
        return frozenset(ids) - self._now().extractions.keys()

    def extractions(self) -> Iterator[Extraction]:
        """Every extraction, sorted by chunk id."""
        return iter([extraction for _, extraction in sorted(self._now().extractions.items())])

    def failures(self) -> tuple[Failure, ...]:
        """Chunks whose last try failed, sorted by chunk id."""
        return tuple(failure for _, failure in sorted(self._now().failures.items()))

    def graph(self) -> Graph:
        """All entities and relations, each sorted by id."""
        state = self._now()
        return _graph(state, state.entities.keys())

    def tree(self) -> KnowledgeTree:
        """The stored tree; empty before the first build."""
        return self._now().tree

    def journal(self) -> tuple[Operation, ...]:
        """Every operation of the journal, sorted by number."""
        return tuple(operation for _, operation in sorted(self._now().operations.items()))

    def find(self, text: str, limit: int = 20) -> tuple[str, ...]:
        """Ids of entities whose name or alias contains the text, whatever its case; shortest names first."""
        return fitting(self._now().entities.values(), text, limit)

    def neighbourhood(self, ids: Collection[str], depth: int = 1, limit: int = 500) -> Graph:
        """Entities within ``depth`` relations of the given ones, at most ``limit``, and the relations among them."""
        state = self._now()
        start = [ident for ident in ids if ident in state.entities]
        return _graph(state, reach(start, depth, limit, lambda frontier: _beside(state, set(frontier))))

    def query(self, cypher: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:  # noqa: ARG002
        """Nothing, ever.

        Raises:
            StoreError: always; this store speaks no Cypher.
        """
        self._now()
        raise StoreError(f"a store in memory speaks no Cypher, so {cypher!r} cannot run: keep the graph in a folder")

    def close(self) -> None:
        """Forget everything; every later call fails."""
        self._state = None

    def _now(self) -> _State:
        if self._state is None:
            raise StoreError("the store in memory is closed: make a new one")
        return self._state


def _without(state: _State, gone: frozenset[str]) -> _State:
    if not gone:
        return state
    chunks = {ident for ident, chunk in state.chunks.items() if chunk.document in gone}
    chunks |= {ident for ident, extraction in state.extractions.items() if extraction.document in gone}
    return replace(
        state,
        documents=_less(state.documents, gone),
        chunks=_less(state.chunks, chunks),
        extractions=_less(state.extractions, chunks),
        failures=_less(state.failures, chunks),
    )


def _with_texts(state: _State, changes: Changes) -> _State:
    extractions = latest(changes.extractions, lambda extraction: extraction.chunk)
    failures = state.failures | latest(changes.failures, lambda failure: failure.chunk)
    return replace(
        state,
        documents=state.documents | latest(changes.documents, lambda document: document.id),
        chunks=state.chunks | latest(changes.chunks, lambda chunk: chunk.id),
        extractions=state.extractions | extractions,
        failures=_less(failures, extractions),
    )


def _with_graph(state: _State, delta: GraphDelta) -> _State:
    gone, lost = set(delta.gone_entities), set(delta.gone_relations)
    fresh = latest(delta.relations, lambda relation: relation.id)
    relations = {
        ident: relation
        for ident, relation in state.relations.items()
        if ident not in lost and relation.head not in gone and relation.tail not in gone
    } | fresh
    entities = _less(state.entities, gone) | latest(delta.entities, lambda entity: entity.id)
    for relation in fresh.values():
        check_ends(relation.id, (relation.head, relation.tail), entities)
    return replace(state, entities=entities, relations=relations)


def _beside(state: _State, frontier: set[str]) -> set[str]:
    outward = {relation.tail for relation in state.relations.values() if relation.head in frontier}
    return outward | {relation.head for relation in state.relations.values() if relation.tail in frontier}


def _less(kept: dict[str, Any], gone: Collection[str]) -> dict[str, Any]:
    return {ident: value for ident, value in kept.items() if ident not in gone}


def _graph(state: _State, among: Collection[str]) -> Graph:
    entities = sorted((state.entities[ident] for ident in among), key=lambda entity: entity.id)
    relations = [relation for relation in state.relations.values() if relation.head in among and relation.tail in among]
    return Graph(tuple(entities), tuple(sorted(relations, key=lambda relation: relation.id)))
