"""Communities as bubbles opened in place, and the lens that decides what is drawn."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.discs import discs_beside
from kgworkbench.present.graph import graph_delta, graph_view, patched, places_of
from kgworkbench.present.lens import Lens, granted, seen_through
from kgworkbench.present.nest import nested_view, overview_level

GRAPH = Graph(
    tuple(Entity(f"e{k}", f"Name {k}", "Person" if k < 4 else "Place") for k in range(9)),
    tuple(
        Relation(f"r{a}{b}", f"e{a}", "knows" if a % 2 else "visited", f"e{b}")
        for a, b in [(0, 1), (1, 2), (2, 3), (4, 5), (3, 4), (1, 6), (2, 7)]
    ),
)
TREE = KnowledgeTree(
    (
        Community("c0", 0, ("e0", "e1", "e2", "e3"), "e1", "top"),
        Community("c1", 0, ("e4", "e5"), "e4", "top", (), "Places"),
        Community("c2", 0, ("e6", "e7", "e8"), "e6", "solo"),
        Community("top", 1, ("e0", "e1", "e2", "e3", "e4", "e5"), "e1"),
        Community("solo", 1, ("e6", "e7", "e8"), "e6"),
    )
)


def test_bubbles_are_as_large_as_their_members_and_tied_as_often_as_they_relate() -> None:
    view = nested_view(TREE, GRAPH, level=0)
    assert [(node["id"], node["degree"]) for node in view["nodes"]] == [("c0", 4), ("c2", 3), ("c1", 2)]
    sizes = [node["size"] for node in view["nodes"]]
    assert sizes == sorted(sizes, reverse=True)
    assert {edge["id"]: edge["count"] for edge in view["edges"]} == {"c0~c1": 1, "c0~c2": 2}
    assert (view["shown"], view["total"], view["entities"]) == (3, 3, 9)
    json.dumps(view)


def test_a_community_opens_in_its_own_place_and_moves_nothing_else() -> None:
    view = nested_view(TREE, GRAPH, level=1)
    opened = nested_view(TREE, GRAPH, level=1, opened=("top",))
    deeper = nested_view(TREE, GRAPH, level=1, opened=("top", "c0"))
    assert {node["id"] for node in opened["nodes"]} == {"c0", "c1", "solo"}
    assert {node["id"] for node in deeper["nodes"]} == {"e0", "e1", "e2", "e3", "c1", "solo"}
    before, middle, after = places_of(view), places_of(opened), places_of(deeper)
    assert middle["solo"] == before["solo"] == after["solo"]
    assert after["c1"] == middle["c1"]
    ring = next(group for group in deeper["groups"] if group["id"] == "c0")
    assert (ring["x"], ring["y"]) == middle["c0"]
    for node in ("e0", "e1", "e2", "e3"):
        assert (after[node][0] - ring["x"]) ** 2 + (after[node][1] - ring["y"]) ** 2 <= ring["r"] ** 2
    assert (ring["shown"], ring["total"]) == (4, 4)
    json.dumps(deeper)


def test_what_the_limit_cuts_is_counted_and_a_higher_limit_moves_nothing() -> None:
    few = nested_view(TREE, GRAPH, level=0, opened=("c0",), limit=4)
    all_of_it = nested_view(TREE, GRAPH, level=0, opened=("c0",), limit=50)
    assert few["shown"] == 4
    assert few["total"] == all_of_it["total"] == all_of_it["shown"] == 6
    wide = places_of(all_of_it)
    assert all(wide[node] == place for node, place in places_of(few).items())


def test_an_empty_tree_draws_nothing() -> None:
    assert nested_view(KnowledgeTree(), Graph())["nodes"] == []
    assert overview_level(KnowledgeTree()) == 0


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.floats(20, 400), min_size=1, max_size=25))
def test_discs_do_not_overlap_whatever_their_order(radii: dict[str, float]) -> None:
    spots = discs_beside(radii, [])
    assert spots == discs_beside(dict(reversed(radii.items())), [])
    ids = sorted(radii)
    for k, a in enumerate(ids):
        for b in ids[k + 1 :]:
            far = ((spots[a][0] - spots[b][0]) ** 2 + (spots[a][1] - spots[b][1]) ** 2) ** 0.5
            assert far >= 0.97 * (radii[a] + radii[b])


def test_the_lens_shows_communities_above_its_limit_and_entities_below() -> None:
    above = seen_through(Lens(limit=4), GRAPH, TREE)
    assert {node["kind"] for node in above["nodes"]} == {"community"}
    below = seen_through(Lens(limit=20), GRAPH, TREE)
    assert {node["kind"] for node in below["nodes"]} == {"entity"}
    assert (below["shown"], below["total"], below["loose"]) == (8, 9, 1)
    assert seen_through(Lens(limit=20, loose=True), GRAPH, TREE)["shown"] == 9


def test_wishes_change_the_lens() -> None:
    lens = Lens(limit=4)
    drawn: list[str] = []
    opened = granted(lens, {"kind": "open", "ids": ["top"]}, GRAPH, TREE, drawn)
    opened = granted(opened, {"kind": "open", "ids": ["c0"]}, GRAPH, TREE, drawn)
    assert opened.opened == ("top", "c0")
    assert granted(opened, {"kind": "close", "ids": ["top"]}, GRAPH, TREE, drawn).opened == ()
    assert granted(lens, {"kind": "limit", "limit": 10**9}, GRAPH, TREE, drawn).limit == 2000
    assert granted(lens, {"kind": "loose", "show": True}, GRAPH, TREE, drawn).loose
    flat = granted(lens, {"kind": "shown", "shown": "entities"}, GRAPH, TREE, drawn)
    view = seen_through(flat, GRAPH, TREE)
    assert view["shown"] == 4
    assert granted(flat, {"kind": "nonsense"}, GRAPH, TREE, drawn) == flat


def test_expanding_brings_a_few_of_each_type_and_says_how_many_more() -> None:
    hub = Graph(
        tuple(Entity(f"n{k:02}", f"N {k}", "T") for k in range(31)),
        tuple(Relation(f"r{k:02}", "n00", "made" if k < 21 else "knew", f"n{k:02}") for k in range(1, 31)),
    )
    lens = Lens(limit=1, shown="entities")
    view = seen_through(lens, hub, KnowledgeTree())
    assert view["nodes"][0]["more"] == {"made": 20, "knew": 10}
    lens = granted(lens, {"kind": "expand", "ids": ["n00"]}, hub, KnowledgeTree(), ["n00"])
    wider = seen_through(lens, hub, KnowledgeTree(), fixed=places_of(view))
    assert wider["shown"] == 17
    assert next(node for node in wider["nodes"] if node["id"] == "n00")["more"] == {"made": 12, "knew": 2}
    drawn = [node["id"] for node in wider["nodes"]]
    lens = granted(lens, {"kind": "expand", "ids": ["n00"], "type": "knew"}, hub, KnowledgeTree(), drawn)
    widest = seen_through(lens, hub, KnowledgeTree(), fixed=places_of(wider))
    assert next(node for node in widest["nodes"] if node["id"] == "n00")["more"] == {"made": 12}
    places = places_of(widest)
    assert all(places[node] == place for node, place in places_of(wider).items())


def test_an_entity_waits_beside_the_drawing_until_a_relation_comes() -> None:
    view = graph_view(Graph(), loose=False)
    first = GraphDelta((Entity("a", "A", "T"), Entity("b", "B", "T"), Entity("c", "C", "T")), ())
    view = patched(view, graph_delta(view, first))
    assert (view["shown"], view["total"], view["loose"]) == (0, 3, 3)
    view = patched(view, graph_delta(view, GraphDelta((), (Relation("r", "a", "to", "b"),))))
    assert (view["shown"], view["total"], view["loose"]) == (2, 3, 1)
    assert [edge["id"] for edge in view["edges"]] == ["r"]
    assert {node["name"] for node in view["nodes"]} == {"A", "B"}
    json.dumps(view)
