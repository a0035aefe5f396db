"""Communities that a person keeps apart: never offered again, found again after re-clustering, undone to the byte."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.curate.apart import apart_in, communities_apart, meant_by, speaks_of_communities
from kgworkbench.curate.telling import told
from kgworkbench.curate.working import Working
from kgworkbench.curating import Journal
from kgworkbench.model.codec import dumps, loads
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.ids import content_id
from kgworkbench.model.journal import KeepApart, Merge, Operation
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.ports import Changes
from kgworkbench.present.community_queue import community_queue
from kgworkbench.stores.memory import MemoryStore

NAMES = "abcdefghi"
GRAPH = Graph(
    tuple(Entity(name, name.upper(), "T") for name in NAMES),
    tuple(Relation(f"{a}{b}", a, "knows", b) for a, b in ("ab", "bc", "de", "ef", "gh", "hi", "ad", "be")),
)


def grouped(*groups: str) -> KnowledgeTree:
    """A tree of one level with these communities, each called by its first member."""
    return KnowledgeTree(tuple(Community(content_id(group), 0, tuple(group), group[0], name=group) for group in groups))


def id_of(tree: KnowledgeTree, member: str) -> str:
    return next(each.id for each in tree.communities if member in each.members)


@pytest.fixture
def journal() -> Journal:
    store = MemoryStore()
    store.apply(Changes(delta=GraphDelta(GRAPH.entities, GRAPH.relations), tree=grouped("abc", "def", "ghi")))
    return Journal(store, lambda: ())


def offered(journal: Journal) -> set[frozenset[str]]:
    """The pairs a queue offers, by the names of their communities."""
    rows = community_queue(journal.graph(), journal.tree(), apart=journal.communities_apart())
    return {frozenset(member["name"] for member in row["members"]) for row in rows}


def test_what_is_kept_apart_is_not_offered_and_its_undo_is_byte_for_byte(journal: Journal) -> None:
    before, exported = dumps((journal.graph(), journal.tree())), journal.export()
    assert offered(journal) == {frozenset({"abc", "def"})}
    done = journal.act(communities_apart("a", "d"), author="me", reason="two labs")
    assert offered(journal) == set()
    assert dumps((journal.graph(), journal.tree())) == before, "an answer changes neither graph nor communities"
    assert journal.apart() == frozenset(), "two communities apart say nothing of their entities"
    held = journal.export()
    journal.undo(done.number)
    assert (journal.export(), dumps((journal.graph(), journal.tree()))) == (exported, before)
    assert offered(journal) == {frozenset({"abc", "def"})}
    journal.redo(done.number)
    assert journal.export() == held


def test_the_answer_survives_re_clustering_and_a_merged_anchor(journal: Journal) -> None:
    journal.act(communities_apart("a", "d"))
    journal.take_tree(grouped("ab", "cdef", "ghi"))
    tree = journal.tree()
    assert journal.communities_apart() == {frozenset((id_of(tree, "a"), id_of(tree, "d")))}
    assert frozenset({"ab", "cdef"}) not in offered(journal)
    journal.act(Merge("b", ("b", "a")))
    journal.take_tree(grouped("bc", "def", "ghi"))
    tree = journal.tree()
    assert journal.communities_apart() == {frozenset((id_of(tree, "b"), id_of(tree, "d")))}
    # Where clustering makes them one there is nothing to offer; apart once more, the answer still holds.
    journal.take_tree(grouped("bcdef", "ghi"))
    assert journal.communities_apart() == frozenset()
    journal.take_tree(grouped("bc", "def", "ghi"))
    assert len(journal.communities_apart()) == 1


def test_the_answer_goes_to_another_graph_as_a_file(journal: Journal) -> None:
    journal.act(communities_apart("a", "d"), reason="two labs")
    other_store = MemoryStore()
    other_store.apply(Changes(delta=GraphDelta(GRAPH.entities, GRAPH.relations), tree=grouped("ab", "cde", "fghi")))
    other = Journal(other_store, lambda: ())
    applied = other.apply(journal.export())
    assert [each.action for each in applied.done] == [communities_apart("a", "d")]
    assert len(other.communities_apart()) == 1
    again = other.apply(journal.export())
    assert (again.done, len(again.standing)) == ((), 1)
    assert json.loads(other.export())["operations"][0]["reason"] == "two labs"


def test_it_is_told_in_both_languages_apart_from_what_is_said_of_entities() -> None:
    known = Working(GRAPH, grouped("abc", "def", "ghi"))
    assert told(communities_apart("a", "d", 1), known) == "keep the communities of A and D apart at level 1"
    assert told(communities_apart("a", "d", 1), known, "zh") == "让第 1 层“A”与“D”所在的社区保持分开"
    assert told(KeepApart("a", "d"), known) == "A and D are not the same"
    assert speaks_of_communities(communities_apart("a", "d"))
    assert not speaks_of_communities(KeepApart("a", "d"))
    assert not speaks_of_communities(Merge("a", ("b",)))


@given(st.text(min_size=1), st.text(min_size=1), st.integers(0, 9))
def test_an_anchor_and_a_level_are_read_as_they_were_written(one: str, other: str, level: int) -> None:
    action = communities_apart(one, other, level)
    assert (meant_by(action.one), meant_by(action.other)) == ((one, level), (other, level))


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=6),
    st.lists(st.integers(0, 2), min_size=9, max_size=9),
    st.randoms(),
)
def test_pairs_are_two_communities_of_the_tree_whatever_the_order(pairs, labels, random) -> None:
    groups = ["".join(name for name, label in zip(NAMES, labels, strict=True) if label == each) for each in set(labels)]
    tree = grouped(*groups)
    held = [Operation(at, communities_apart(a, b)) for at, (a, b) in enumerate(pairs, 1)]
    found = apart_in(tree, held)
    random.shuffle(held)
    assert apart_in(tree, [loads(Operation, dumps(each)) for each in held]) == found
    want = {frozenset((id_of(tree, a), id_of(tree, b))) for a, b in pairs}
    assert found == {pair for pair in want if len(pair) == 2}


def test_names_are_given_again_below_what_people_decided(journal: Journal) -> None:
    from kgworkbench.model.journal import MergeCommunities, RenameCommunity

    first = dumps(journal.tree())
    merge = journal.act(MergeCommunities(("a", "d")))
    named = journal.act(RenameCommunity("g", "By hand"))
    tree = journal.tree()
    words = {id_of(tree, member): (f"Engine {member}", "told") for member in "ag"}
    reworded = journal.reword(words)
    assert {each.name for each in reworded.communities} == {"Engine a", "By hand"}
    journal.undo(named.number)
    assert {each.name for each in journal.tree().communities} == {"Engine a", "Engine g"}
    # A merge that is undone gives back the two it was made of, one with its new words.
    journal.undo(merge.number)
    assert {each.name for each in journal.tree().communities} == {"Engine a", "def", "Engine g"}
    journal.reword({id_of(grouped("abc"), "a"): ("abc", ""), id_of(grouped("ghi"), "g"): ("ghi", "")})
    assert dumps(journal.tree()) == first
