"""The notebook's graph view as a value: what goes in, what can be read, what a saved notebook keeps."""

import subprocess
import sys
from xml.etree import ElementTree

import pandas as pd
import polars as pl
import pytest

from kgwidgets import GraphView
from kgwidgets.bundle import graph_view_module
from kgwidgets.source import graph_of
from kgworkbench.model.evidence import Hop
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.text import Document
from kgworkbench.present.graph import graph_view
from kgworkbench.workbench import Workbench

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("Brown", "Stone", "Field", "Wood", "Hill")
ROWS = [("Ada", "wrote", "Notes"), ("Notes", "describe", "Engine"), ("Charles", "designed", "Engine")]


class Bench:
    """Something that has a graph, as a Workbench does."""

    def graph(self) -> Graph:
        return graph_of(ROWS)[0]


def star(leaves: int) -> Graph:
    nodes = tuple(Entity(f"e{k:03}", f"Leaf {k}", "Person") for k in range(leaves))
    hub = Entity("hub", "Hub", "Place")
    return Graph((*nodes, hub), tuple(Relation(f"r{k:03}", f"e{k:03}", "in", "hub") for k in range(leaves)))


@pytest.mark.parametrize(
    "source",
    [
        ROWS,
        [{"subject": h, "predicate": r, "object": t} for h, r, t in ROWS],
        pl.DataFrame(ROWS, schema=["head", "relation", "tail"], orient="row"),
        pd.DataFrame(ROWS, columns=["Source", "Type", "Target"]),
        Bench(),
        Bench().graph(),
        graph_view(Bench().graph()),
    ],
    ids=["rows", "dicts", "polars", "pandas", "workbench", "graph", "view data"],
)
def test_every_kind_of_source_gives_the_same_picture(source: object) -> None:
    view = GraphView(source)
    assert {node["id"] for node in view.nodes} == {"Ada", "Notes", "Engine", "Charles"}
    assert sorted(edge["label"] for edge in view.edges) == ["describe", "designed", "wrote"]
    assert view.nodes == GraphView(ROWS).nodes
    assert view.counts["shown"] == 4
    assert view.error == ""


def test_types_of_triples_and_rows_that_say_nothing() -> None:
    frame = pd.DataFrame(
        {
            "head": ["Ada", None],
            "relation": ["wrote", "x"],
            "tail": ["Notes", "y"],
            "head_type": ["Person", float("nan")],
        }
    )
    view = GraphView(frame)
    assert {node["id"]: node["type"] for node in view.nodes} == {"Ada": "Person", "Notes": ""}
    assert "1 row without" in view.error


@pytest.mark.parametrize(
    ("source", "words"),
    [(42, "list of"), ([("a", "b")], "no triple"), (["abc"], "no triple"), (pl.DataFrame({"x": [1]}), "rename")],
)
def test_what_cannot_be_drawn_says_what_to_give(source: object, words: str) -> None:
    with pytest.raises((TypeError, ValueError), match=words):
        GraphView(source)


def test_unknown_arguments_say_what_to_do() -> None:
    with pytest.raises(TypeError, match="did you mean 'theme'"):
        GraphView(ROWS, theem="dark")
    with pytest.raises(TypeError, match="layout="):
        GraphView(ROWS, height=300)
    with pytest.raises(TypeError, match="it takes caption"):
        GraphView(ROWS, zzzz=1)


def test_no_trait_is_named_like_a_layout_parameter_and_both_hosts_share_them() -> None:
    from kgworkbench.app.components.graph_view import GraphView as PanelView

    traits = {name for name in GraphView.class_own_traits() if not name.startswith("_")}
    assert not traits & {"width", "height", "name", "tags", "visible", "loading", "margin", "styles"}
    # What is drawn goes to a page of Panel as one text, in the place of these.
    drawn = {"nodes", "edges", "legend", "groups", "counts"}
    assert traits - drawn <= set(PanelView.param)
    assert {"written"} <= set(PanelView.param) or drawn <= set(PanelView.param)


def test_selection_can_be_read_set_and_observed() -> None:
    view, heard = GraphView(ROWS), []
    view.observe(lambda change: heard.append(change["new"]), "selected")
    view.set_state({"selected": ["Ada"]})
    assert view.selected == ["Ada"]
    assert heard == [["Ada"]]


def test_growing_keeps_places_and_dragged_nodes_stay_where_they_were_put() -> None:
    view = GraphView(ROWS)
    view.set_state({"moved": {"Ada": [500.0, 600.0]}})
    before = {node["id"]: (node["x"], node["y"]) for node in view.nodes} | {"Ada": (500.0, 600.0)}
    view.grow(GraphDelta((Entity("New", "New", ""),), (Relation("n", "New", "met", "Ada"),)))
    after = {node["id"]: (node["x"], node["y"]) for node in view.nodes}
    assert {node: after[node] for node in before} == before
    assert len(after) == 5
    view.grow(GraphDelta(gone_entities=("New",), gone_relations=("n",)))
    assert {node["id"] for node in view.nodes} == set(before)


def test_expanding_shows_more_neighbours_and_a_larger_limit_more_nodes() -> None:
    view = GraphView(star(80), limit=10)
    assert (view.counts["shown"], view.counts["total"]) == (10, 81)
    before = {node["id"]: (node["x"], node["y"]) for node in view.nodes}
    view.set_state({"request": {"kind": "expand", "ids": ["hub"], "serial": 1}})
    assert view.counts["shown"] == 18
    view.set_state({"request": {"kind": "limit", "limit": 81, "serial": 2}})
    assert view.counts["shown"] == 81
    after = {node["id"]: (node["x"], node["y"]) for node in view.nodes}
    assert {node: after[node] for node in before} == before


def test_a_callback_may_add_what_it_finds_and_its_failure_is_shown() -> None:
    view = GraphView(ROWS, on_expand=lambda ids: Graph((Entity("More", ids[0], ""),)))
    view.set_state({"request": {"kind": "expand", "ids": ["Ada"], "serial": 1}})
    assert "More" in {node["id"] for node in view.nodes}

    def fail(ids: list[str]) -> None:
        raise RuntimeError("the store is closed")

    broken = GraphView(ROWS, on_expand=fail)
    with pytest.raises(RuntimeError):
        broken._asked({"new": {"kind": "expand", "ids": ["Ada"]}})
    assert broken.error == "RuntimeError: the store is closed"


def test_a_saved_notebook_keeps_a_picture_or_words() -> None:
    data, _ = GraphView(ROWS)._repr_mimebundle_()
    assert data["text/plain"] == "GraphView: 4 of 4 nodes, 3 relations"
    assert "Engine" in "".join(ElementTree.fromstring(data["image/svg+xml"]).itertext())
    large, _ = GraphView(star(400))._repr_mimebundle_()
    assert "image/svg+xml" not in large
    assert "401 of 401" in large["text/plain"]


def test_the_picture_that_stays_lights_and_numbers_the_paths() -> None:
    graph = graph_of(ROWS)[0]
    wrote = next(one for one in graph.relations if one.type == "wrote")
    path = (Hop("Ada", "Ada", "", "wrote", "Notes", "Notes", "", wrote.id),)
    data, _ = GraphView(graph, paths=[path])._repr_mimebundle_()
    drawn = ElementTree.fromstring(data["image/svg+xml"])
    words = [text.text for text in drawn.iter(f"{SVG}text")]
    assert words.count("1") == 1, "the number of the path"
    assert {"Ada", "Notes"} <= set(words)
    assert "Charles" not in words, "what lies on no path is dimmed, and its name with it"
    shades = {line.get("stroke") for line in drawn.iter(f"{SVG}path")}
    assert len(shades) == 2
    plain, _ = GraphView(graph)._repr_mimebundle_()
    assert "opacity" not in plain["image/svg+xml"]


def test_the_picture_that_stays_shows_communities_as_bubbles_with_their_sizes() -> None:
    bench = Workbench.open(embedder="lexical")
    bench.build(
        [Document(f"{n}", f"{n}", f"Ada {name} met Charles {name} in {name}ville.") for n, name in enumerate(NAMES)]
    ).result()
    entities = len(bench.graph().entities)
    cut, _ = GraphView(bench, limit=4)._repr_mimebundle_()
    assert cut["text/plain"].endswith(f"4 communities stand for {entities - 3} of {entities} entities")
    data, _ = GraphView(bench, limit=5)._repr_mimebundle_()
    assert data["text/plain"].endswith(f"5 communities stand for {entities} of {entities} entities")
    drawn = ElementTree.fromstring(data["image/svg+xml"])
    sizes = [int(text.text or "") for text in drawn.iter(f"{SVG}text") if (text.text or "").isdigit()]
    assert sum(sizes) == entities
    chinese, _ = GraphView(bench, limit=5, language="zh")._repr_mimebundle_()
    assert chinese["text/plain"].endswith(f"5 个社区代表 {entities} 个实体中的 {entities} 个")


def test_a_view_can_ask_after_itself() -> None:
    view = GraphView(ROWS)
    assert view._own == view.model_id


def test_the_module_is_whole_and_asks_for_nothing() -> None:
    module = graph_view_module()
    assert "export default { render }" in module
    assert "MIT License" in module
    own = module[module.rindex("// The graph view:") :]
    for word in ("import ", "fetch(", "eval(", "new Function", "innerHTML", "http:", "https:"):
        assert word not in own.replace("http://www.w3.org/2000/svg", ""), word


def test_importing_the_package_loads_no_widget_library() -> None:
    code = (
        "import sys, kgwidgets.bundle as b; b.graph_view_module(); "
        "print(sorted({'anywidget', 'ipywidgets', 'pyvis'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_graph_that_grows_from_nothing_leaves_out_what_has_no_relation_until_it_has_one() -> None:
    view = GraphView(Graph())
    alone, ada, babbage = Entity("alone", "Alone", ""), Entity("ada", "Ada", ""), Entity("babbage", "Babbage", "")
    view.grow(GraphDelta((alone, ada, babbage), (Relation("r", "ada", "met", "babbage"),)))
    assert {node["id"] for node in view.nodes} == {"ada", "babbage"}
    places = {node["id"]: (node["x"], node["y"]) for node in view.nodes}
    view.grow(GraphDelta((), (Relation("s", "alone", "met", "ada"),)))
    assert {node["id"] for node in view.nodes} == {"ada", "babbage", "alone"}
    assert {node["id"]: (node["x"], node["y"]) for node in view.nodes if node["id"] != "alone"} == places
