"""View data of a graph: honest, whole, stable, and harmless whatever the text."""

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.model.evidence import Hop
from kgworkbench.model.graph import Entity, Fact, Graph, GraphDelta, Provenance, Relation
from kgworkbench.present.graph import graph_delta, graph_view, patched, places_of
from kgworkbench.present.picture import to_html, to_svg
from kgworkbench.present.wording import cut, wrapped

KINDS = ("Person", "Machine", "机构")


def star(leaves: int) -> Graph:
    hub = Entity("hub", "Ada Lovelace", "Person", ("Countess",), (Fact("born", "1815"),), (Provenance("d", "c"),))
    others = tuple(Entity(f"e{k:03}", f"Leaf {k}", KINDS[k % 3]) for k in range(leaves))
    links = tuple(Relation(f"r{k:03}", "hub", "knows", f"e{k:03}") for k in range(leaves))
    return Graph((hub, *others), links)


def test_the_cut_keeps_the_most_linked_and_says_what_it_left() -> None:
    view = graph_view(star(30), limit=10)
    assert (view["shown"], view["total"], view["edges_shown"], view["edges_total"]) == (10, 31, 9, 30)
    assert view["nodes"][0]["id"] == "hub"
    assert sum(row["shown"] for row in view["legend"]) == 10
    assert sum(row["total"] for row in view["legend"]) == 31
    assert len(view["unseen"]["nodes"]) == 21
    assert view["order"] == "degree"
    json.dumps(view)


def test_a_tooltip_is_plain_text_of_what_is_known() -> None:
    node = next(node for node in graph_view(star(3))["nodes"] if node["id"] == "hub")
    assert node["title"] == "Ada Lovelace · Person\nalso: Countess\nborn: 1815\n3 relations · 1 documents"
    assert "3 条关系" in graph_view(star(3), language="zh")["nodes"][0]["title"]


def test_focus_brings_the_surroundings_first() -> None:
    view = graph_view(star(30), limit=3, focus=["e007"])
    assert [node["id"] for node in view["nodes"]][:2] == ["e007", "hub"]
    ego = graph_view(star(30), focus=["e007"], depth=1)
    assert {node["id"] for node in ego["nodes"]} == {"e007", "hub"}
    assert ego["total"] == 31


def test_paths_are_numbered_and_drawn_even_where_the_graph_lacks_them() -> None:
    hops = (
        Hop("hub", "Ada Lovelace", "Person", "knows", "e001", "Leaf 1", "Machine", "r001"),
        Hop("x", "Charles", "Person", "taught", "e001", "Leaf 1", "Machine", "r999", inward=True),
        Hop("x", "Charles", "Person", "born", "", "1791", "", literal=True),
    )
    view = graph_view(star(30), limit=4, paths=[hops])
    assert view["paths"][0]["number"] == 1
    assert view["paths"][0]["text"] == "Ada Lovelace —knows→ Leaf 1 ←taught— Charles —born→ 1791"
    drawn = {node["id"] for node in view["nodes"]}
    assert set(view["paths"][0]["nodes"]) == drawn
    assert len(drawn) == 4
    assert {edge["id"] for edge in view["edges"]} >= set(view["paths"][0]["edges"])
    assert [node["kind"] for node in view["nodes"] if node["name"] == "1791"] == ["literal"]
    # What is read from a path only is drawn and told apart; it is no relation, and gives no entity one.
    assert [edge["kind"] for edge in view["edges"] if edge["id"] == "r999"] == ["hop"]
    assert sorted(edge["kind"] for edge in view["edges"]) == ["hop", "hop", "relation"]
    assert (view["edges_shown"], view["edges_total"]) == (1, 30)
    assert {node["id"]: node["degree"] for node in view["nodes"] if node["id"] in ("hub", "e001")} == {
        "hub": 30,
        "e001": 1,
    }
    # So it stays when the graph grows, until the relation itself is there.
    grown = graph_delta(view, GraphDelta((), (Relation("new", "hub", "knows", "e001"),)))
    assert (grown["edges_shown"], grown["edges_total"]) == (2, 31)
    there = graph_delta(patched(view, grown), GraphDelta((), (Relation("r999", "x", "taught", "e001"),)))
    assert (there["edges_shown"], there["edges_total"]) == (3, 32)


def test_fixed_nodes_stay_on_the_screen_where_they_are() -> None:
    first = graph_view(star(30), limit=10)
    second = graph_view(star(60), limit=20, fixed=places_of(first))
    places = places_of(second)
    assert {node: places[node] for node in places_of(first)} == places_of(first)


ids = st.sampled_from([f"e{k}" for k in range(12)])
entities = st.builds(Entity, ids, st.text(max_size=6), st.sampled_from(KINDS))


@st.composite
def deltas(draw: st.DrawFn) -> GraphDelta:
    some = {entity.id: entity for entity in draw(st.lists(entities, max_size=6))}
    links = draw(st.lists(st.tuples(st.integers(0, 15), ids, ids), max_size=6, unique_by=lambda link: link[0]))
    relations = tuple(Relation(f"r{n}-{a}-{b}", a, "to", b) for n, a, b in links)
    gone = tuple(set(draw(st.lists(ids, max_size=2))) - set(some))
    return GraphDelta(tuple(some.values()), relations, gone)


def applied(graph: Graph, delta: GraphDelta) -> Graph:
    known = {one.id: one for one in graph.entities} | {one.id: one for one in delta.entities}
    for node in delta.gone_entities:
        known.pop(node, None)
    links = {one.id: one for one in (*graph.relations, *delta.relations)}
    kept = {key: one for key, one in links.items() if one.head in known and one.tail in known}
    return Graph(tuple(known.values()), tuple(kept.values()))


def closed(graph: Graph, delta: GraphDelta) -> GraphDelta:
    """The delta as a store would write it: no relation to a missing entity, relations of gone ones gone."""
    after = {one.id for one in applied(graph, delta).entities}
    gone = tuple(one.id for one in graph.relations if not {one.head, one.tail} <= after)
    kept = tuple(one for one in delta.relations if {one.head, one.tail} <= after)
    return GraphDelta(delta.entities, kept, delta.gone_entities, gone)


@settings(max_examples=120, deadline=None)
@given(st.lists(deltas(), max_size=4), st.integers(2, 14))
def test_deltas_count_right_and_move_nothing(changes: list[GraphDelta], limit: int) -> None:
    graph, view = Graph(), graph_view(Graph(), limit=limit)
    for change in changes:
        delta = closed(graph, change)
        graph = applied(graph, delta)
        before = places_of(view)
        view = patched(view, graph_delta(view, delta))
        shown = {node["id"]: node for node in view["nodes"]}
        assert len(shown) <= limit
        assert view["total"] == len(graph.entities)
        assert view["edges_total"] == len(graph.relations)
        assert view["shown"] == len(shown)
        assert sum(row["total"] for row in view["legend"]) == view["total"]
        assert all(places_of(view)[node] == place for node, place in before.items() if node in shown)
        assert all({edge["from"], edge["to"]} <= set(shown) for edge in view["edges"])
        for entity in graph.entities:
            if entity.id in shown:
                assert shown[entity.id]["name"] == entity.name
        json.dumps(view)


HOSTILE = Entity("x", "</script><img src=x onerror=alert(1)> href=javascript:1", "<b>", ("'\"&",))


def test_the_page_stands_alone_and_text_stays_text() -> None:
    graph = Graph((HOSTILE, Entity("y", "plain", "Person")), (Relation("r", "x", "<i>", "y"),))
    page = to_html(graph_view(graph), "A <title>")
    assert "<img src=x" not in page
    assert "A &lt;title&gt;" in page
    assert "bootstrap" not in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']https?:""", page)
    assert "htmlTitle" not in page.split("vis-network")[0]


def test_the_svg_is_well_formed_and_says_the_cut() -> None:
    graph = Graph((HOSTILE, *star(10).entities), star(10).relations)
    root = ElementTree.fromstring(to_svg(graph_view(graph, limit=6)))
    assert root.tag.endswith("svg")
    assert "6 / 12" in "".join(root.itertext())
    assert ElementTree.fromstring(to_svg(graph_view(Graph()))) is not None


@pytest.mark.parametrize("text", ["a" * 60, "知识图谱工作台" * 6, "one two three four five six seven eight", ""])
def test_labels_are_short(text: str) -> None:
    assert all(len(line) <= 20 for line in wrapped(text).split("\n"))
    assert wrapped(text).count("\n") <= 1
    assert len(cut(text, 10)) <= 10
