"""A library without something: nothing of it is left to see, and the rest is what a fresh index would hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_library import Semantic, chunk_of, entity_id, small_library

from kgworkbench.errors import QuestionError
from kgworkbench.index.build import build_index
from kgworkbench.index.library import Library
from kgworkbench.index.without import Without, without
from kgworkbench.model.query import ROUTES, Limits, SubQuery
from kgworkbench.retrieve.routes import ROUTES as SERVE

LIBRARIES = {"lexical": small_library(), "semantic": small_library(Semantic())}
LIBRARY = LIBRARIES["lexical"]
QUESTIONS = (
    "Where was the inventor of the Enigma machine born?",
    "What did Alan Turing design?",
    "《梦溪笔谈》的作者出生在哪里？",
)
ENTITIES = [entity.id for entity in LIBRARY.graph.entities]
RELATIONS = [link.id for link in LIBRARY.graph.relations]
CHUNKS = [chunk.id for chunk in LIBRARY.chunks]


def some(ids: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), unique=True, max_size=4).map(tuple)


def offs() -> st.SearchStrategy[Without]:
    return st.builds(Without, entities=some(ENTITIES), relations=some(RELATIONS), chunks=some(CHUNKS))


@settings(deadline=None)
@given(offs(), st.sampled_from(sorted(LIBRARIES)), st.sampled_from(QUESTIONS))
def test_no_route_sees_what_is_off(off: Without, kind: str, text: str) -> None:
    seen = without(LIBRARIES[kind], off)
    for route in ROUTES:
        for item in SERVE[route](SubQuery("q", text, anchors=off.entities), seen, Limits()):
            assert not set(item.chunks) & set(off.chunks)
            for hop in item.hops:
                assert hop.head not in off.entities
                assert hop.tail not in off.entities
                assert hop.relation_id not in off.relations
                assert not {place.chunk for place in hop.provenance} & set(off.chunks)


@settings(deadline=None)
@given(offs())
def test_what_only_an_off_chunk_says_is_off(off: Without) -> None:
    graph = without(LIBRARY, off).graph
    gone = set(off.chunks)
    for link in LIBRARY.graph.relations:
        said = {place.chunk for place in link.provenance}
        silent = bool(said) and said <= gone
        cut = link.id in off.relations or {link.head, link.tail} & set(off.entities)
        kept = any(other.id == link.id for other in graph.relations)
        if silent or cut:
            assert not kept
    for entity in graph.entities:
        assert entity.id not in off.entities
        assert not {place.chunk for place in entity.provenance} & gone
    ids = {entity.id for entity in graph.entities}
    assert all({link.head, link.tail} <= ids for link in graph.relations)


@settings(deadline=None)
@given(some(CHUNKS), st.sampled_from(sorted(LIBRARIES)))
def test_the_arrays_are_those_of_a_fresh_index(chunks: tuple[str, ...], kind: str) -> None:
    whole = LIBRARIES[kind]
    seen = without(whole, Without(chunks=chunks))
    got, fresh = seen.index, build_index(seen.graph, seen.chunks, whole.index.embedder)
    assert (got.relations, got.told, got.names, got.anchors) == (
        fresh.relations,
        fresh.told,
        fresh.names,
        fresh.anchors,
    )
    assert np.array_equal(got.owners, fresh.owners)
    assert np.array_equal(got.places, fresh.places)
    assert np.allclose(got.rarity, fresh.rarity)
    assert np.array_equal(got.topics, fresh.topics)
    assert got.chunks == fresh.chunks == len(seen.chunks)
    # Where a document's own entity goes, a fresh index words its statements otherwise; the told facts are the same.
    assert abs(got.about[: got.told, : got.entities] - fresh.about[: fresh.told, : fresh.entities]).sum() == 0
    assert abs(got.facts_in[:, : got.told] - fresh.facts_in[:, : fresh.told]).sum() == 0
    assert abs(got.facts_of - fresh.facts_of).sum() == 0
    if got.facts == fresh.facts:
        assert abs(got.steps - fresh.steps).max() < 1e-6
    if got.seen_chunks is not None and fresh.chunk_vectors is not None and len(seen.chunks):
        assert np.allclose(whole.index.chunk_vectors[got.seen_chunks], fresh.chunk_vectors, atol=1e-6)


@settings(deadline=None)
@given(offs(), offs())
def test_one_after_the_other_is_both_at_once(first: Without, second: Without) -> None:
    once = without(LIBRARY, first)
    rest = Without(
        entities=tuple(key for key in second.entities if key in once.entity),
        relations=tuple(key for key in second.relations if key in once.relation),
        chunks=tuple(key for key in second.chunks if key in once.chunk),
    )
    both = Without(
        tuple(dict.fromkeys(first.entities + second.entities)),
        tuple(dict.fromkeys(first.relations + second.relations)),
        tuple(dict.fromkeys(first.chunks + second.chunks)),
    )
    twice, together = without(once, rest), without(LIBRARY, both)
    assert twice.graph == together.graph
    assert twice.chunks == together.chunks
    assert twice.tree == together.tree


def test_nothing_off_is_the_library_itself() -> None:
    assert without(LIBRARY, Without()) is LIBRARY
    assert without(LIBRARY, Without(routes=ROUTES)) is LIBRARY


def test_the_whole_graph_can_be_off() -> None:
    seen = without(LIBRARY, Without(chunks=tuple(CHUNKS)))
    assert not seen.chunks
    assert all(SERVE[route](SubQuery("q", QUESTIONS[0]), seen, Limits()) == () for route in ROUTES)


def test_a_community_takes_those_below_it_and_words_of_lost_members_go() -> None:
    seen = without(LIBRARY, Without(communities=("top",)))
    below = {one.id for one in LIBRARY.tree.communities if one.parent == "top"}
    assert below
    assert not seen.community.keys() & (below | {"top"})
    one = min(below)
    fewer = without(LIBRARY, Without(communities=(one,)))
    assert fewer.community.keys() == LIBRARY.community.keys() - {one}
    turing = without(LIBRARY, Without(entities=(entity_id("Alan Turing"),)))
    assert all(entity_id("Alan Turing") not in one.members for one in turing.tree.communities)
    assert all("Alan Turing" not in one.name + one.summary for one in turing.tree.communities)


@pytest.mark.parametrize(
    "off", [Without(entities=("x",)), Without(relations=("x",)), Without(chunks=("x",)), Without(communities=("x",))]
)
def test_an_unknown_id_is_named(off: Without) -> None:
    with pytest.raises(QuestionError, match="'x'"):
        without(LIBRARY, off)


def test_a_passage_that_is_off_leaves_the_others_in_their_order() -> None:
    library: Library = LIBRARIES["semantic"]
    seen = without(library, Without(chunks=(chunk_of("turner").id,)))
    query = SubQuery("q", "Where was Arthur Scherbius born?")
    before = [item.id for item in SERVE["chunk"](query, library, Limits())]
    after = [item.id for item in SERVE["chunk"](query, seen, Limits())]
    assert after[:2] == before[:2]
    assert library.version != seen.version
