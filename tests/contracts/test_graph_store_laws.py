"""A law over both stores: whatever is applied, in whatever order, they hold the same."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kgworkbench.errors import StoreError
from kgworkbench.model.facts import Extraction, Failure, Mention
from kgworkbench.model.graph import Entity, Fact, GraphDelta, Provenance, Relation
from kgworkbench.model.journal import Inverse, Operation, Rename
from kgworkbench.model.text import Chunk, Document, Span
from kgworkbench.model.tree import Community, Keyword, KnowledgeTree
from kgworkbench.ports import Changes, GraphStore
from kgworkbench.stores.kuzu import KuzuStore
from kgworkbench.stores.memory import MemoryStore

texts = st.text(max_size=8)
spans = st.none() | st.builds(Span, st.integers(0, 9), st.integers(0, 9))


def some(values: st.SearchStrategy[object], most: int = 4) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=most).map(tuple)


entity_ids, chunk_ids, document_ids, relation_ids = (
    st.sampled_from([f"{letter}{n}" for n in range(size)]) for letter, size in (("e", 5), ("c", 4), ("d", 3), ("r", 5))
)
provenance = some(st.builds(Provenance, document_ids, chunk_ids, spans), 3)
facts = some(st.builds(Fact, texts, texts, provenance), 2)
entities = st.builds(Entity, entity_ids, texts, texts, some(texts, 2), facts, provenance)
relations = st.builds(Relation, relation_ids, entity_ids, texts, entity_ids, st.floats(0, 1), provenance)
keywords = some(st.builds(Keyword, texts, st.floats(0, 1), some(entity_ids, 2)), 2)
communities = st.builds(
    Community,
    st.sampled_from("xyz"),
    st.integers(0, 2),
    some(entity_ids, 3),
    entity_ids,
    st.none() | st.sampled_from("xyzw"),
    keywords,
    texts,
    texts,
)
trees = st.none() | st.builds(
    KnowledgeTree,
    st.lists(communities, max_size=3, unique_by=lambda each: each.id).map(tuple),
    st.sampled_from(["dual", "leiden"]),
)
deltas = st.builds(GraphDelta, some(entities), some(relations, 3), some(entity_ids, 1), some(relation_ids, 2))
chunks = st.builds(Chunk, chunk_ids, document_ids, texts, st.integers(0, 9), st.integers(0, 9), texts)
extractions = st.builds(
    Extraction, chunk_ids, document_ids, st.integers(0, 3), some(st.builds(Mention, texts, texts, spans), 2)
)
changes = st.builds(
    Changes,
    some(st.builds(Document, document_ids, texts, texts, texts), 3),
    some(chunks),
    some(extractions, 3),
    some(st.builds(Failure, chunk_ids, texts), 2),
    deltas,
    trees,
    some(document_ids, 1),
    some(
        st.builds(
            Operation,
            st.integers(1, 3),
            st.builds(Rename, entity_ids, texts),
            texts,
            inverse=st.none() | st.builds(Inverse, some(entities, 2), some(relations, 2)),
        ),
        2,
    ),
)


# Refused late, when everything else of its batch has been written: what is taken back must leave no trace.
UNWRITABLE = KnowledgeTree((Community("bad", 0, (), "", summary="\ud800"),))


def applied(store: GraphStore, change: Changes) -> str:
    try:
        store.apply(change)
    except StoreError as problem:
        return str(problem)
    return ""


def held(store: GraphStore) -> dict[str, object]:
    return {
        "documents": store.documents(),
        "chunks": store.chunks(),
        "some chunks": store.chunks(["c0", "c2", "c9"]),
        "unseen": store.unseen(["c0", "c1", "c2", "c3"]),
        "extractions": tuple(store.extractions()),
        "failures": store.failures(),
        "graph": store.graph(),
        "tree": store.tree(),
        "journal": store.journal(),
        "found": [store.find(text) for text in ("", "a", "0", "É")],
        "near": [store.neighbourhood(["e0", "e3"], depth, limit) for depth, limit in ((0, 9), (1, 9), (2, 3))],
    }


def links_said(store: GraphStore) -> set[tuple[str, str]]:
    """The MENTIONS that the values imply: a chunk that is there, named in an entity's provenance."""
    present = {chunk.id for chunk in store.chunks()}
    return {
        (place.chunk, entity.id)
        for entity in store.graph().entities
        for place in entity.provenance
        if place.chunk in present
    }


@settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
@given(st.lists(changes, min_size=1, max_size=5))
def test_both_stores_hold_the_same_after_any_changes(sequence: list[Changes]) -> None:
    folder = Path(tempfile.mkdtemp())
    memory = MemoryStore()
    kuzu = KuzuStore.open(folder, 64)
    everyone = tuple(Entity(f"e{n}", f"é{n}", "Thing", ("a",)) for n in range(5))
    try:
        for change in (Changes(delta=GraphDelta(everyone)), *sequence):
            assert applied(kuzu, replace(change, tree=UNWRITABLE))
            assert applied(kuzu, change) == applied(memory, change)
            assert held(kuzu) == held(memory)
        drawn = kuzu.query("MATCH (c:Chunk)-[:MENTIONS]->(e:Entity) RETURN c.id AS c, e.id AS e")
        assert sorted((row["c"], row["e"]) for row in drawn) == sorted(links_said(memory))
        parts = kuzu.query("MATCH (c:Chunk)-[:PART_OF]->(d:Document) RETURN c.id AS c, d.id AS d")
        known = {document.id for document in memory.documents()}
        whole = [(chunk.id, chunk.document) for chunk in memory.chunks() if chunk.document in known]
        assert sorted((row["c"], row["d"]) for row in parts) == sorted(whole)
        kuzu.close()
        kuzu = KuzuStore.open(folder, 64)
        assert held(kuzu) == held(memory)
    finally:
        kuzu.close()
        shutil.rmtree(folder)
