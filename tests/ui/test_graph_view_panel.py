"""The graph view under Panel, in a browser: painted, both ways, and still while it grows."""

from typing import Any

import pytest
from playwright.sync_api import expect

from kgworkbench.model.evidence import Hop
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.graph import graph_delta, graph_view, patched
from kgworkbench.present.nest import nested_view

KINDS = ("Person", "Machine", "Place", "机构")


def ring(count: int) -> Graph:
    entities = tuple(Entity(f"e{k:04}", f"Node {k} <b>x</b>", KINDS[k % 4]) for k in range(count))
    hops = [(k, (k + 1) % count) for k in range(count)] + [(k, (k * 7) % count) for k in range(0, count, 5)]
    relations = tuple(Relation(f"r{n:05}", f"e{a:04}", "made", f"e{b:04}") for n, (a, b) in enumerate(hops) if a != b)
    return Graph(entities, relations)


def growth(start: int, count: int) -> GraphDelta:
    entities = tuple(Entity(f"n{k}", f"New {k}", "Person") for k in range(start, start + count))
    relations = tuple(Relation(f"s{k}", f"n{k}", "knows", f"e{k % 30:04}") for k in range(start, start + count))
    return GraphDelta(entities, relations)


FIND = """() => { const seek = (root) => { for (const found of root.querySelectorAll('*')) {
  if (found.graphView) return found;
  if (found.shadowRoot) { const inner = seek(found.shadowRoot); if (inner) return inner } } };
  window.kgw = seek(document); return Boolean(window.kgw?.dataset.painted) }"""


def where(page: Any, node: str) -> tuple[float, float]:
    found = page.evaluate("(id) => window.kgw.graphView.where(id)", node)
    return found["x"], found["y"]


@pytest.fixture
def shown(serve_app: Any, browser_page: Any) -> Any:
    """Shows view data in a page and returns the component of that page."""
    import panel as pn
    from panel.io.callbacks import PeriodicCallback

    from kgworkbench.app.components.graph_view import GraphView
    from kgworkbench.app.waking import send_rest

    def show(view: dict[str, Any] | None, page: Any = browser_page, **params: Any) -> Any:
        made: list[Any] = []

        def app() -> Any:
            component = GraphView(sizing_mode="stretch_width", height=640, **params)
            if view is not None:
                component.show(view)
            made.append(component)
            doc = pn.state.curdoc
            # As the dashboard does: Panel may hold a message back until something else changes.
            PeriodicCallback(callback=lambda: send_rest(doc), period=150, background=True, log=False).start()
            return component

        page.goto(serve_app(app))
        if view is not None:
            page.wait_for_function(FIND)
        return made[-1]

    return show


def test_what_a_path_reads_from_a_sentence_is_drawn_and_counted_as_no_relation(shown: Any, browser_page: Any) -> None:
    graph = ring(30)
    loose = Hop("e0000", "Node 0", "Person", "stated together", "e0015", "Node 15", "机构")
    shown(graph_view(graph, paths=[(loose,)]))
    expect(browser_page.locator(".kgw-links")).to_have_text(f"{len(graph.relations)} relations")
    expect(browser_page.locator(".kgw-stage")).to_have_attribute(
        "aria-label", f"Graph of 30 nodes and {len(graph.relations)} relations"
    )
    assert browser_page.evaluate("Number(window.kgw.dataset.edges)") == len(graph.relations) + 1


def test_a_click_reaches_python_and_a_selection_reaches_the_canvas(
    shown: Any, browser_page: Any, wait_until: Any
) -> None:
    view = shown(graph_view(ring(30)))
    browser_page.mouse.click(*where(browser_page, "e0007"))
    wait_until(lambda: view.selected == ["e0007"], browser_page, 1.0)
    browser_page.keyboard.down("Shift")
    browser_page.mouse.click(*where(browser_page, "e0011"))
    browser_page.keyboard.up("Shift")
    wait_until(lambda: view.selected == ["e0007", "e0011"], browser_page, 1.0)
    view.selected = ["e0003"]
    browser_page.get_by_text("1 selected").wait_for()
    browser_page.keyboard.press("Escape")
    wait_until(lambda: view.selected == [], browser_page, 1.0)


def test_new_nodes_move_no_old_one_and_keep_the_viewport(shown: Any, browser_page: Any, wait_until: Any) -> None:
    data = graph_view(ring(120))
    view = shown(data)
    browser_page.mouse.move(400, 300)
    browser_page.mouse.wheel(0, -300)
    browser_page.wait_for_timeout(400)
    before = {node["id"]: where(browser_page, node["id"]) for node in data["nodes"]}
    scale = browser_page.evaluate("window.kgw.graphView.scale()")
    view.show(patched(data, graph_delta(data, growth(0, 50))))
    wait_until(lambda: browser_page.evaluate("window.kgw.dataset.nodes") == "170", browser_page)
    browser_page.wait_for_timeout(300)
    assert {node: where(browser_page, node) for node in before} == before
    assert browser_page.evaluate("window.kgw.graphView.scale()") == scale
    expect(browser_page.locator(".kgw-foot")).to_contain_text("Showing 170 of 170")


def test_a_cut_is_said_and_one_click_explains_it(shown: Any, browser_page: Any, wait_until: Any) -> None:
    view = shown(graph_view(ring(300), limit=100))
    count = browser_page.get_by_text("Showing 100 of 300")
    count.click()
    expect(browser_page.locator(".kgw-pop")).to_contain_text("200 more are left out")
    browser_page.locator(".kgw-pop button", has_text="250").click()
    wait_until(lambda: view.request.get("kind") == "limit", browser_page, 1.0)
    assert view.request["limit"] == 250


def test_keys_chips_search_and_table(shown: Any, browser_page: Any, wait_until: Any) -> None:
    view = shown(graph_view(ring(40)))
    browser_page.mouse.click(*where(browser_page, "e0004"))
    wait_until(lambda: view.selected == ["e0004"], browser_page)
    browser_page.keyboard.press("e")
    wait_until(lambda: view.request.get("ids") == ["e0004"], browser_page)
    browser_page.keyboard.press("h")
    wait_until(lambda: view.hidden == ["e0004"], browser_page)
    expect(browser_page.locator(".kgw-foot")).to_contain_text("Showing 39 of 40")
    browser_page.get_by_text("1 hidden").click()
    wait_until(lambda: view.hidden == [], browser_page)

    browser_page.locator(".kgw-chips button", has_text="Machine").click()
    browser_page.get_by_text("Showing 30 of 40").wait_for()
    browser_page.locator(".kgw-chips button", has_text="Machine").click()
    browser_page.locator(".kgw-chips button", has_text="机构").click(modifiers=["Shift"])
    wait_until(lambda: len(view.selected) == 10, browser_page)

    browser_page.locator(".kgw-find input").fill("node 12")
    browser_page.keyboard.press("Enter")
    wait_until(lambda: view.selected == ["e0012"], browser_page)

    browser_page.locator("[data-act=table]").click()
    row = browser_page.locator('.kgw-table tr[data-id="e0012"]')
    expect(row).to_have_attribute("aria-selected", "true")
    expect(row.locator("td").first).to_have_text("Node 12 <b>x</b>")


def test_a_highlighted_path_stands_out_and_theme_and_language_follow(
    shown: Any, open_page: Any, wait_until: Any, picture: Any
) -> None:
    page = open_page(color_scheme="dark")
    view = shown(graph_view(ring(30)), page, theme="auto", language="zh")
    picture(page, "graph_view_30_zh")
    expect(page.locator(".kgw-foot")).to_contain_text("显示 30 个中的 30 个")
    view.theme = "dark"
    wait_until(lambda: page.evaluate("window.kgw.dataset.theme") == "dark", page)
    view.highlight = [
        {"number": 1, "nodes": ["e0001", "e0002", "e0003"], "edges": ["r00001", "r00002"]},
        {"number": 2, "nodes": ["e0009", "e0010"], "edges": ["r00009"]},
    ]
    page.wait_for_timeout(200)
    picture(page, "graph_view_30_paths")
    page.locator(".kgw-stage").focus()
    page.keyboard.press("Escape")
    wait_until(lambda: view.highlight == [], page)


def test_what_a_person_decided_on_carries_a_lock_everywhere(
    shown: Any, browser_page: Any, wait_until: Any, picture: Any
) -> None:
    view = shown(graph_view(ring(30)), locked=["e0003"])
    page = browser_page
    label = page.locator(".kgw-stage").get_attribute("aria-label")
    assert label.endswith("1 decided by a person")
    page.mouse.click(*where(page, "e0003"))
    page.locator(".kgw-foot", has_text="1 selected · decided by a person").wait_for()
    page.keyboard.press("Escape")
    wait_until(lambda: view.selected == [], page)
    before = page.locator(".kgw-canvas canvas").screenshot()
    view.locked = ["e0003", "e0008"]
    wait_until(lambda: page.locator(".kgw-canvas canvas").screenshot() != before, page)
    picture(page, "graph_view_locks")
    page.locator("[data-act=table]").click()
    expect(page.locator(".kgw-table tbody svg")).to_have_count(2)
    page.locator('tr[data-id="e0008"]').get_by_role("img", name="decided by a person").wait_for()
    expect(page.locator('tr[data-id="e0004"] svg')).to_have_count(0)


def village(groups: int) -> tuple[KnowledgeTree, Graph]:
    """Communities of four in larger ones of ten, under long names."""
    entities = tuple(Entity(f"e{k:04}", f"A rather long name of number {k}", "Person") for k in range(4 * groups))
    ties = [(k, k + 1) for k in range(4 * groups - 1)] + [(k, (k * 17) % (4 * groups)) for k in range(0, 4 * groups, 3)]
    relations = tuple(Relation(f"r{n}", f"e{a:04}", "knows", f"e{b:04}") for n, (a, b) in enumerate(ties) if a != b)
    ids = [entity.id for entity in entities]
    fine = [
        Community(
            f"c{k}", 0, tuple(ids[4 * k : 4 * k + 4]), ids[4 * k], f"t{k // 10}", (), f"Community {k}: {k} and 社区"
        )
        for k in range(groups)
    ]
    tops = range((groups + 9) // 10)
    wide = [Community(f"t{t}", 1, tuple(ids[40 * t : 40 * t + 40]), ids[40 * t], None, (), f"Top {t}") for t in tops]
    return KnowledgeTree((*fine, *wide)), Graph(entities, relations)


def test_names_of_communities_never_lie_on_each_other(
    shown: Any, browser_page: Any, wait_until: Any, picture: Any
) -> None:
    tree, graph = village(60)
    view = shown(nested_view(tree, graph, level=1))
    assert browser_page.evaluate("window.kgw.graphView.labels().length") == 6
    assert browser_page.locator(".kgw-chips").is_hidden()
    picture(browser_page, "communities_coarse")
    view.show(nested_view(tree, graph, level=1, opened=[f"t{t}" for t in range(6)]))
    wait_until(lambda: browser_page.evaluate("window.kgw.dataset.nodes") == "60", browser_page)
    browser_page.wait_for_timeout(300)
    picture(browser_page, "communities_fine")
    labels = browser_page.evaluate("window.kgw.graphView.labels()")
    rings = browser_page.evaluate("window.kgw.graphView.rings()")
    origin = browser_page.locator(".kgw-canvas").bounding_box()
    boxes = [(one["x"] - one["wide"] / 2, one["y"] - one["high"] / 2, one["wide"], one["high"]) for one in labels]
    boxes += [(one["x"] - origin["x"], one["y"] - origin["y"], one["wide"], 22) for one in rings]
    # Every ring is named, and of the small bubbles those that have the room.
    assert len(rings) == 6
    assert len(labels) >= 4
    for at, (x, y, wide, high) in enumerate(boxes):
        for left, top, across, down in boxes[:at]:
            assert x + wide <= left + 4 or left + across <= x + 4 or y + high <= top + 4 or top + down <= y + 4
    # What found no room is named where one points at it.
    named = {one["id"] for one in labels}
    hidden = next((f"c{k}" for k in range(60) if f"c{k}" not in named), None)
    if hidden is not None:
        browser_page.mouse.move(*where(browser_page, hidden))
        wait_until(
            lambda: hidden in {one["id"] for one in browser_page.evaluate("window.kgw.graphView.labels()")},
            browser_page,
        )


def test_nothing_to_draw_and_an_error_are_words(shown: Any, browser_page: Any) -> None:
    view = shown(None, empty="Build the corpus to see its graph")
    browser_page.get_by_text("Build the corpus to see its graph").wait_for()
    view.error = "the store is closed"
    browser_page.get_by_role("alert").wait_for()
    expect(browser_page.get_by_role("alert")).to_contain_text("the store is closed")


@pytest.mark.parametrize(("count", "milliseconds"), [(500, 700), (2000, 2000)])
def test_a_large_graph_is_painted_in_time(
    shown: Any, browser_page: Any, count: int, milliseconds: int, picture: Any
) -> None:
    shown(graph_view(ring(count), limit=count))
    picture(browser_page, f"graph_view_{count}")
    assert browser_page.evaluate("window.kgw.dataset.nodes") == str(count)
    taken = [int(browser_page.evaluate("window.kgw.dataset.painted"))]
    # The best of three: what else the machine does meanwhile is not what is measured.
    while min(taken) >= milliseconds and len(taken) < 3:
        browser_page.reload()
        browser_page.wait_for_function(FIND)
        taken.append(int(browser_page.evaluate("window.kgw.dataset.painted")))
    assert min(taken) < milliseconds, taken
