"""The Communities page at work: two compared, one alone with its neighbours, queues with marks, names asked again."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from seeded import tab

from kgworkbench.app.desk import Desk
from kgworkbench.app.main import build_app
from kgworkbench.curate.apart import speaks_of_communities
from kgworkbench.errors import EngineError
from kgworkbench.model.codec import encode
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.tasks import DescribeTask, Description, Reply
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.model.usage import Usage
from kgworkbench.ports import Changes
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

GROUPS = ("Compilers", "Networks", "Hardware", "Games", "Theory", "Libraries")
SIZE = 4
FIND = """(() => {
  const find = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.graphView && one.checkVisibility()) return one
      const found = one.shadowRoot && find(one.shadowRoot)
      if (found) return found
    }
    return null
  }
  return find(document)
})()"""


@pytest.fixture
def bench() -> Workbench:
    """Six communities in a ring, each of four entities, tied to the next one more often than to the one after."""
    made = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    names = [f"{group} {k}" for group in GROUPS for k in range(SIZE)]
    entities = tuple(Entity(f"e{at:02}", name, "Organization") for at, name in enumerate(names))
    count = len(names)
    ties = [(at, at // SIZE * SIZE + (at + 1) % SIZE) for at in range(count)]
    ties += [(SIZE * g, (SIZE * (g + 1) + 1) % count) for g in range(0, len(GROUPS))]
    ties += [(SIZE * g + 2, (SIZE * (g + 1) + 3) % count) for g in range(0, len(GROUPS), 2)]
    relations = tuple(Relation(f"r{n:02}", f"e{a:02}", "knows", f"e{b:02}") for n, (a, b) in enumerate(ties))
    made.store.apply(Changes(delta=GraphDelta(entities, relations), tree=_tree(Graph(entities, relations))))
    return made


def _tree(graph: Graph) -> KnowledgeTree:
    groups = [tuple(e.id for e in graph.entities[at : at + SIZE]) for at in range(0, len(graph.entities), SIZE)]
    rows = zip(GROUPS, groups, strict=True)
    return KnowledgeTree(tuple(Community(f"c{n}", 0, ids, ids[0], name=name) for n, (name, ids) in enumerate(rows)))


def written(bench: Workbench) -> str:
    """Graph and communities, byte for byte."""
    return json.dumps([encode(bench.store.graph()), encode(bench.store.tree())], sort_keys=True)


def opened(page: Any, address: str) -> None:
    page.goto(f"{address}/?page=communities")
    page.locator(".kgw[data-painted]:visible").wait_for()


def click(page: Any, identity: str, *keys: str) -> None:
    at = page.evaluate(f"{FIND}.graphView.where('{identity}')")
    for key in keys:
        page.keyboard.down(key)
    page.mouse.click(at["x"], at["y"])
    for key in keys:
        page.keyboard.up(key)


def drawn(page: Any) -> int:
    return int(page.evaluate(f"{FIND}?.dataset.nodes ?? 0"))


def selected(page: Any) -> str:
    return parse_qs(urlsplit(page.url).query).get("sel", [""])[0]


@pytest.mark.parametrize("width", [1440, 1024])
def test_two_communities_are_compared_at_the_right_and_kept_apart(
    serve_app: Callable[..., str],
    open_page: Callable[..., Any],
    bench: Workbench,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
    width: int,
) -> None:
    page, before = open_page(viewport={"width": width, "height": 800}), written(bench)
    desk = Desk(bench)
    opened(page, serve_app(build_app(desk)))
    click(page, "c0")
    wait_until(lambda: selected(page) == "c0", page)
    click(page, "c1", "Shift")
    pair = page.locator(".beside:visible")
    pair.locator(".pair-name", has_text="Compilers").wait_for()
    pair.locator(".pair-name", has_text="Networks").wait_for()
    pair.locator(".num", has_text="0.").first.wait_for()
    pair.locator(".eyebrow", has_text="2 relations between them").wait_for()
    assert pair.locator(".bars .meter").count() == 3
    # What is told of the selected one alone makes room for the two.
    assert page.locator(".inspector .title:visible").count() == 0
    picture(page, f"pair_{width}")
    pair.locator("button", has_text="Keep apart").click()
    page.locator(".toast", has_text="keep the communities of").wait_for()
    wait_until(lambda: any(speaks_of_communities(each.action) for each in desk.steward.standing), page)
    assert written(bench) == before
    # The other one is offered for comparison where one is selected, and the answer is told there.
    page.locator(".pair-with .chip", has_text="Networks").click()
    pair.locator(".lock", has_text="keep the communities of").wait_for()
    page.keyboard.press("Escape")
    pair.wait_for(state="detached")
    assert selected(page) == "c0"
    page.locator(".pair-with .chip", has_text="Networks").focus()
    page.keyboard.press("Enter")
    pair.locator(".lock button", has_text="Undo").click()
    wait_until(lambda: not desk.steward.standing, page)
    pair.locator("button", has_text="Keep apart").wait_for()


def test_one_is_shown_with_its_neighbours_only_and_all_again(
    serve_app: Callable[..., str],
    browser_page: Any,
    bench: Workbench,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    page = browser_page
    opened(page, serve_app(build_app(bench)))
    wait_until(lambda: drawn(page) == 6, page)
    click(page, "c2")
    wait_until(lambda: selected(page) == "c2", page)
    page.keyboard.press("o")
    wait_until(lambda: drawn(page) == 3, page)
    page.locator(".strip:visible", has_text="Only Hardware and its 2 neighbours").wait_for()
    # Between the two pictures the selection is not lost, and its ring comes with the other one.
    page.locator(".kgw-foot:visible", has_text="1 selected").wait_for()
    assert selected(page) == "c2"
    picture(page, "ego_community")
    page.locator(".strip:visible button", has_text="Show all").click()
    wait_until(lambda: drawn(page) == 6, page)
    assert page.locator(".strip:visible").count() == 0
    # An entity, by a click; a second press of the key goes back.
    page.goto(f"{page.url.split('?')[0]}?page=communities&sel=e00")
    page.locator(".kgw[data-painted]:visible").wait_for()
    page.locator(".under .link:visible", has_text="Only its neighbours").click()
    page.locator(".strip:visible", has_text="Only Compilers 0 and its 3 neighbours").wait_for()
    wait_until(lambda: drawn(page) == 4, page)
    picture(page, "ego_entity")
    assert selected(page) == "e00"
    page.keyboard.press("o")
    page.locator(".strip").wait_for(state="hidden")


def test_a_queue_says_what_was_reviewed_to_everybody_and_after_a_reload(
    serve_app: Callable[..., str],
    open_page: Callable[..., Any],
    bench: Workbench,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    page, other = open_page(viewport={"width": 1440, "height": 900}), open_page(color_scheme="dark")
    address, before = serve_app(build_app(bench)), written(bench)
    for each in (page, other):
        opened(each, address)
        tab(each, "Alike communities")
        each.locator(".reviewed:visible", has_text="0 of 3 reviewed").wait_for()
    # The pair in hand is compared at the right.
    page.locator(".beside:visible .bars").wait_for()
    first = page.locator(".kgm-queue:visible button .kgv-grow").first.inner_text()
    page.locator(".kgm-queue:visible button").nth(1).click()
    for each in (page, other):
        each.locator(".kgm-queue:visible button", has_text=first).locator(".kgm-mark.looked").wait_for()
        each.locator(".reviewed:visible", has_text="1 of 3 reviewed").wait_for()
    second = page.locator(".kgm-queue:visible [aria-current=true] .kgv-grow").inner_text()
    # After a click the keys of the queue are heard, not those of the page.
    page.keyboard.press("l")
    page.locator(".reviewed:visible", has_text="2 of 3 reviewed").wait_for()
    wait_until(lambda: page.locator(".kgm-queue:visible button .kgv-grow").last.inner_text() == second, page)
    page.locator("button.apart:visible").click()
    page.locator(".depth", has_text="1/1").wait_for()
    page.locator(".kgm-past:visible .kgm-mark.apart").wait_for()
    picture(page, "queue_marks")
    page.reload()
    page.locator("h1:visible", has_text="Communities").wait_for()
    tab(page, "Alike communities")
    page.locator(".kgm-past:visible .kgm-mark.apart").wait_for()
    page.locator(".kgm-mark.later:visible").wait_for()
    told = page.locator(".reviewed:visible").inner_text()
    other.locator(".reviewed:visible", has_text=told).wait_for()
    picture(other, "queue_marks_dark")
    tab(page, "History")
    page.locator(".deed:visible .chip", has_text="Keep communities apart").wait_for()
    page.keyboard.press("Control+z")
    page.locator(".depth", has_text="0/1").wait_for()
    assert written(bench) == before
    tab(page, "Alike communities")
    page.locator(".kgm-past").wait_for(state="detached")


class _Shy:
    """Names every community but one, and that one when it is asked again."""

    name = "shy"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def reply(self, task: DescribeTask) -> Reply[Description]:
        self.asked.append(task.community)
        if self.asked.count(task.community) == 1 and task.centre == "Games 0":
            raise EngineError("no answer")
        return Reply(Description(f"About {task.centre}", "told"), Usage(3, 1))


def test_a_community_the_engine_did_not_name_is_named_when_asked_again(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench, picture: Callable[..., None]
) -> None:
    page, engine = browser_page, _Shy()
    bench.engine = engine
    told = {each.id: (f"About {name} 0", "told") for name, each in zip(GROUPS, bench.tree().at(0), strict=True)}
    told["c3"] = ("Games 0", "")
    engine.asked.append("c3")
    bench.journal.reword(told)
    desk = Desk(bench)
    opened(page, serve_app(build_app(desk)))
    strip = page.locator(".strip:visible", has_text="1 community has a plain name: shy gave none")
    strip.wait_for()
    picture(page, "name_again")
    strip.locator("button", has_text="Name again").click()
    page.locator(".tabulator-row:visible", has_text="About Games 0").wait_for()
    strip.wait_for(state="hidden")
    assert engine.asked == ["c3", "c3"]
    assert desk.spent.total == 4
    assert desk.steward.operations == ()
