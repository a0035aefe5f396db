"""The graph fills the frame it is seen in, at any width, and stays seen when the frame changes; types that find no
room in its legend are one click away."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from kgworkbench.app.main import build_app
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.text import Document
from kgworkbench.ports import Changes
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

FIND = """() => { const seek = (root) => { for (const found of root.querySelectorAll('*')) {
  if (found.graphView && found.offsetParent !== null) return found;
  if (found.shadowRoot) { const inner = seek(found.shadowRoot); if (inner) return inner } } };
  window.kgw = seek(document); return Boolean(window.kgw?.dataset.painted) }"""
# The frame, and what of it the marks take: left, top, right, bottom.
EXTENT = """(ids) => { const frame = window.kgw.querySelector('.kgw-canvas').getBoundingClientRect();
  const all = ids.map((id) => window.kgw.graphView.where(id));
  const xs = all.map((p) => p.x), ys = all.map((p) => p.y);
  return { frame: [frame.left, frame.top, frame.right, frame.bottom], wide: frame.width, high: frame.height,
    marks: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] } }"""
TYPES = [kind.name for kind in Workbench.open(schema=sample("computing_history").schema).schema.entity_types]


def tree(count: int) -> Graph:
    """A tree, each node with three below it: wider than high as Python lays it out."""
    entities = tuple(Entity(f"e{k:03}", f"Node {k}", TYPES[k % len(TYPES)]) for k in range(count))
    ties = tuple(Relation(f"r{k:03}", f"e{(k - 1) // 3:03}", "made", f"e{k:03}") for k in range(1, count))
    return Graph(entities, ties)


@pytest.fixture
def app() -> Any:
    """A dashboard over a graph of 160 entities."""
    graph = tree(160)
    made = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    made.build([Document("d", "Tree", "Nothing much.")]).result()
    made.store.apply(Changes(delta=GraphDelta(graph.entities, graph.relations)))
    return build_app(made)


def seen(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(EXTENT, [f"e{k:03}" for k in range(160)])
    return found


def inside(found: dict[str, Any]) -> bool:
    left, top, right, bottom = found["frame"]
    a, b, c, d = found["marks"]
    return bool(left <= a and top <= b and c <= right and d <= bottom)


def filled(found: dict[str, Any]) -> tuple[float, float]:
    """The share of the frame that the marks take, across and down."""
    a, b, c, d = found["marks"]
    return (c - a) / found["wide"], (d - b) / found["high"]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768)])
def test_a_graph_fills_its_frame(
    width: int,
    height: int,
    app: Any,
    serve_app: Callable[..., str],
    open_page: Callable[..., Any],
    wait_until: Callable[..., Any],
) -> None:
    page = open_page(viewport={"width": width, "height": height})
    page.goto(serve_app(app) + "/?page=extract")
    page.wait_for_function(FIND)
    wait_until(lambda: inside(seen(page)) and min(filled(seen(page))) > 0.5, page)


def test_what_nobody_moved_is_seen_whole_in_a_frame_of_another_size(
    app: Any, serve_app: Callable[..., str], browser_page: Any, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    page.goto(serve_app(app) + "/?page=extract")
    page.wait_for_function(FIND)
    page.wait_for_timeout(6500)  # a page that opens may still give its parts their size
    page.set_viewport_size({"width": 1240, "height": 640})
    wait_until(lambda: inside(seen(page)), page)
    # Whoever chose what to look at goes on looking at it.
    page.locator(".kgw-stage:visible").focus()
    for _ in range(5):
        page.keyboard.press("+")
    wait_until(lambda: not inside(seen(page)), page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_timeout(600)
    assert not inside(seen(page))
    page.keyboard.press("f")
    wait_until(lambda: inside(seen(page)), page)


def test_types_that_find_no_room_wait_behind_a_chip(
    app: Any, serve_app: Callable[..., str], browser_page: Any, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    page.goto(serve_app(app) + "/?page=extract")
    page.wait_for_function(FIND)
    chips = page.locator(".kgw-chips:visible button[data-type]:visible")
    rest = page.locator(".kgw-rest:visible")
    rest.wait_for()
    wait_until(lambda: rest.inner_text() == f"+{len(TYPES) - chips.count()}", page)
    few = chips.count()
    rest.click()
    page.locator(".kgw-rest[aria-expanded=true]:visible").wait_for()
    expect(chips).to_have_count(len(TYPES))
    page.locator(".kgw-rest:visible").click()
    page.locator(".kgw-rest[aria-expanded=false]:visible").wait_for()
    expect(chips).to_have_count(few)
