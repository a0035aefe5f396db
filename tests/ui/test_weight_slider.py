"""The slider between structure and meaning in a real browser: answered at once, by the latest position, and kept."""

from collections.abc import Callable
from typing import Any

from kgworkbench.app.desk import Desk
from kgworkbench.app.main import build_app
from kgworkbench.community.tree import grow_tree
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.ports import Changes
from kgworkbench.samples import sample
from kgworkbench.settings import CommunitySettings
from kgworkbench.workbench import Workbench


def rings(count: int, size: int = 6) -> Graph:
    """Small rings of entities with names of their own."""
    entities = tuple(Entity(f"e{k:03}", f"Node {k} of ring {k // size}", "Person") for k in range(count))
    after = [(k, k + 1 if (k + 1) % size else k + 1 - size) for k in range(count)]
    ties = tuple(Relation(f"r{k:03}", f"e{a:03}", "knows", f"e{b:03}") for k, (a, b) in enumerate(after))
    return Graph(entities, ties)


def test_the_slider_is_answered_by_its_latest_position_and_kept(
    serve_app: Callable[..., str], browser_page: Any, wait_until: Callable[..., Any], picture: Callable[..., None]
) -> None:
    bench = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    graph = rings(120)
    bench.store.apply(Changes(delta=GraphDelta(graph.entities, graph.relations)))
    bench.detect(CommunitySettings(weight=0.5))
    desk, page = Desk(bench), browser_page
    page.goto(serve_app(build_app(desk)) + "/?page=communities")
    page.locator(".kgw[data-painted]:visible").wait_for()
    page.locator("input[type=range]:visible").first.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.locator("button:visible", has_text="Keep").wait_for()
    wait_until(lambda: desk.settings.weight == 0.8 and desk.grouping is not None and not desk.grouping.active, page)
    assert desk.preview == grow_tree(bench.graph(), bench.embedder, CommunitySettings(weight=0.8))
    page.locator(".caption:visible", has_text="0.80").wait_for()
    rows = page.locator(".tabulator-row:visible")
    wait_until(lambda: rows.count() > 0 and rows.first.inner_text().strip(), page)
    picture(page, "weight_slider")
    page.locator("button:visible", has_text="Keep").click()
    wait_until(lambda: desk.preview is None, page)
    assert [set(each.members) for each in bench.store.tree().at(0)] == [
        set(each.members) for each in grow_tree(graph, bench.embedder, CommunitySettings(weight=0.8)).at(0)
    ]
