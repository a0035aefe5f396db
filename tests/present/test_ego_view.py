"""One thing and its direct neighbours alone: nothing else is drawn, and colours stay those of the whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.model.graph import Entity, Graph, Relation
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.ego import ego_view, neighbours_of
from kgworkbench.present.lens import Lens
from kgworkbench.present.nest import nested_view

NAMES = "abcdefghi"
LENS = Lens(shown="communities")


def graph(ties) -> Graph:
    entities = tuple(Entity(name, name.upper(), "T") for name in NAMES)
    return Graph(entities, tuple(Relation(f"{at}", a, "knows", b) for at, (a, b) in enumerate(ties)))


FINE = tuple(
    Community(f"c{at}", 0, tuple(group), group[0], "top" if at < 2 else "side", name=f"Group {at}")
    for at, group in enumerate(("abc", "def", "ghi"))
)
TOP = Community("top", 1, tuple("abcdef"), "a", name="Top")
SIDE = Community("side", 1, tuple("ghi"), "g", name="Side")
TREE = KnowledgeTree((*FINE, TOP, SIDE))


def ids(view) -> set[str]:
    return {node["id"] for node in view["nodes"]}


def test_a_community_stands_with_its_neighbours_and_its_own_ties() -> None:
    ties = graph([("a", "d"), ("d", "g"), ("e", "f"), ("h", "i"), ("f", "g")])
    view = ego_view("c0", ties, TREE, LENS)
    assert view is not None
    assert ids(view) == {"c0", "c1"}
    assert {frozenset((edge["from"], edge["to"])) for edge in view["edges"]} == {frozenset(("c0", "c1"))}
    view = ego_view("c1", ties, TREE, LENS)
    assert view is not None
    assert ids(view) == {"c0", "c1", "c2"}
    whole = {node["id"]: node["color"] for node in nested_view(TREE, ties, level=0)["nodes"]}
    assert all(node["color"] == whole[node["id"]] for node in view["nodes"])
    top = ego_view("side", graph([("a", "b")]), TREE, LENS)
    assert top is not None
    assert [node["color"] for node in top["nodes"]] == [
        node["color"] for node in nested_view(TREE, ties, level=1)["nodes"] if node["id"] == "side"
    ]
    opened = ego_view("c1", ties, TREE, Lens(shown="communities", opened=("c0", "top")))
    assert opened is not None
    assert ids(opened) == {"a", "b", "c", "c1", "c2"}


def test_an_entity_stands_with_its_neighbours_and_says_how_many() -> None:
    ties = graph([("a", "d"), ("a", "g"), ("d", "g"), ("g", "h")])
    view = ego_view("a", ties, TREE, LENS)
    assert view is not None
    assert ids(view) == {"a", "d", "g"}
    assert (view["shown"], view["total"], len(view["edges"])) == (3, 3, 3)
    few = ego_view("a", ties, TREE, Lens(limit=2))
    assert few is not None
    assert (few["shown"], few["total"]) == (2, 3)
    assert ego_view("nobody", ties, TREE, LENS) is None


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14), st.sampled_from("abg"))
def test_what_is_drawn_is_the_thing_and_its_neighbours(ties, name) -> None:
    whole = graph([tie for tie in ties if tie[0] != tie[1]])
    for identity in (name, "c0", "c2", "top"):
        view = ego_view(identity, whole, TREE, LENS)
        near = neighbours_of(whole, TREE, identity)
        assert view is not None
        assert ids(view) == {identity, *near}
        assert identity not in near
        assert all(identity in neighbours_of(whole, TREE, other) for other in near)
