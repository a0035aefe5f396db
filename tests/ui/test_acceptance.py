"""What users of other tools complain about, each as a test in a real browser.

Every page is gated by the fixtures: a failed or outside request, a page error or a console error fails the test.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kgworkbench.app.desk import Desk
from kgworkbench.app.main import build_app
from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.errors import EngineError
from kgworkbench.model.codec import encode
from kgworkbench.model.facts import Violation
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.tasks import ExtractTask, Reply, Task
from kgworkbench.model.text import Document
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.ports import Changes
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

TEXTS = {
    "ada.md": ("Ada Lovelace", "Ada Lovelace was born in London. She worked with Charles Babbage in London."),
    "babbage.md": ("Charles Babbage", "Charles Babbage designed the Analytical Engine. He was born in London."),
    "wirth.md": ("Niklaus Wirth", "Niklaus Wirth designed Pascal at ETH Zurich. He won the Turing Award."),
    "knuth.md": ("Donald Knuth", "Donald Knuth worked at Stanford University. He won the Turing Award."),
}
# The graph view that can be seen, wherever in the shadow it lies.
FIND = """() => { const seek = (root) => { for (const found of root.querySelectorAll('*')) {
  if (found.graphView && found.offsetParent !== null) return found;
  if (found.shadowRoot) { const inner = seek(found.shadowRoot); if (inner) return inner } } };
  window.kgw = seek(document); return Boolean(window.kgw?.dataset.painted) }"""


def documents() -> tuple[Document, ...]:
    return tuple(Document(key, title, text) for key, (title, text) in TEXTS.items())


@pytest.fixture
def bench() -> Workbench:
    """Four short texts built into memory."""
    made = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    made.build(documents()).result()
    return made


def ring(count: int) -> Graph:
    """A ring of entities, each also tied to one further on, and a few that nothing is said of."""
    entities = tuple(Entity(f"e{k:04}", f"Node {k}", ("Person", "Machine", "Place")[k % 3]) for k in range(count))
    lone = tuple(Entity(f"x{k:04}", f"Lone {k}", "Person") for k in range(9))
    hops = [(k, (k + step) % count) for k in range(count) for step in (1, 7)]
    relations = tuple(Relation(f"r{n:05}", f"e{a:04}", "made", f"e{b:04}") for n, (a, b) in enumerate(hops))
    return Graph((*entities, *lone), relations)


def tens(graph: Graph) -> KnowledgeTree:
    """A tree that puts each ten entities into one community."""
    ids = sorted(entity.id for entity in graph.entities)
    groups = [tuple(ids[k : k + 10]) for k in range(0, len(ids), 10)]
    return KnowledgeTree(tuple(Community(f"c{n:03}", 0, group, group[0]) for n, group in enumerate(groups)))


def holding(graph: Graph, tree: KnowledgeTree = KnowledgeTree()) -> Workbench:
    """A workbench over memory that holds this graph."""
    made = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    text = Document("d", "Ring", "Nothing much.")
    made.build([text]).result()
    made.store.apply(Changes(delta=GraphDelta(graph.entities, graph.relations), tree=tree))
    return made


def where(page: Any, node: str) -> tuple[float, float]:
    found = page.evaluate("(id) => window.kgw.graphView.where(id)", node)
    return found["x"], found["y"]


def foot(page: Any) -> str:
    return str(page.locator(".kgw-foot:visible").inner_text())


def opened(page: Any, url: str) -> None:
    page.goto(url)
    page.wait_for_function(FIND)
    page.wait_for_timeout(300)


def test_no_blank_canvas_and_no_network(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench, gate: Any
) -> None:
    opened(browser_page, serve_app(build_app(bench)) + "/?page=extract")
    colours = browser_page.evaluate(
        """() => { const c = window.kgw.querySelector('canvas');
        const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, seen = new Set();
        for (let k = 0; k < data.length; k += 4) seen.add(data[k] * 65536 + data[k + 1] * 256 + data[k + 2]);
        return seen.size }"""
    )
    assert colours > 10
    assert gate.requests
    assert all("127.0.0.1" in url or url.startswith(("blob:", "data:")) for url in gate.requests)


def test_python_hears_a_click_within_a_second(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench, wait_until: Callable[..., Any]
) -> None:
    opened(browser_page, serve_app(build_app(bench)) + "/?page=extract")
    london = next(entity.id for entity in bench.graph().entities if entity.name == "London")
    taken: list[float] = []
    # The best of three: what else the machine does meanwhile is not what is measured.
    while len(taken) < 3 and (not taken or min(taken) >= 1.0):
        browser_page.locator(".kgw-stage:visible").focus()
        browser_page.keyboard.press("Escape")
        wait_until(lambda: "sel=" not in browser_page.url or "sel=&" in browser_page.url, browser_page)
        began = time.monotonic()
        browser_page.mouse.click(*where(browser_page, london))
        # The address is written by Python, and so is the inspector.
        wait_until(lambda: f"sel={london}" in browser_page.url, browser_page)
        taken.append(time.monotonic() - began)
    assert min(taken) < 1.0, taken
    browser_page.locator(".inspector .title", has_text="London").wait_for()
    # And back: the text it was said in is turned up, the span lit.
    browser_page.locator(".reader .span.on").first.wait_for()


def test_two_thousand_nodes_are_painted_in_time_and_stand_still(
    serve_app: Callable[..., str], browser_page: Any
) -> None:
    from kgworkbench.app.components.graph_view import GraphView
    from kgworkbench.present.graph import graph_view

    view = graph_view(ring(2000), limit=2000, loose=False)

    def app() -> Any:
        shown = GraphView(sizing_mode="stretch_width", height=640)
        shown.show(view)
        return shown

    url = serve_app(app)
    taken: list[int] = []
    # The best of three: what else the machine does meanwhile is not what is measured.
    while len(taken) < 3 and (not taken or min(taken) >= 2000):
        opened(browser_page, url)
        taken.append(int(browser_page.evaluate("window.kgw.dataset.painted")))
    assert min(taken) < 2000, taken
    before = [where(browser_page, f"e{k:04}") for k in range(0, 2000, 97)]
    browser_page.wait_for_timeout(500)
    assert [where(browser_page, f"e{k:04}") for k in range(0, 2000, 97)] == before


def test_what_is_cut_is_said_and_can_be_changed(
    serve_app: Callable[..., str], browser_page: Any, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    opened(page, serve_app(build_app(holding(ring(600)))) + "/?page=extract")
    assert "Showing 400 of 609" in foot(page)
    page.locator(".kgw-count:visible").click()
    words = page.locator(".kgw-pop:visible").inner_text()
    assert "200 more are left out" in words
    assert "9 entities have no relation" in words
    page.locator(".kgw-pop:visible button", has_text="609").click()
    wait_until(lambda: "Showing 600 of 609" in foot(page), page)
    page.locator("[data-act=loose]:visible").click()
    wait_until(lambda: "Showing 609 of 609" in foot(page), page)


def test_too_many_entities_are_communities_opened_in_place(
    serve_app: Callable[..., str], browser_page: Any, wait_until: Callable[..., Any]
) -> None:
    page, graph = browser_page, ring(500)
    opened(page, serve_app(build_app(holding(graph, tens(graph)))) + "/?page=extract")
    assert "51 communities stand for 509 entities" in foot(page)
    before = {f"c{n:03}": where(page, f"c{n:03}") for n in range(51)}
    page.mouse.click(*before["c007"])
    wait_until(lambda: "1 selected" in foot(page), page)
    page.keyboard.press("Enter")
    wait_until(lambda: "50 communities and 10 of 509 entities" in foot(page), page)
    page.wait_for_timeout(300)
    assert {node: where(page, node) for node in before if node != "c007"} == {
        node: pytest.approx(place, abs=0.01) for node, place in before.items() if node != "c007"
    }
    (shown,) = page.evaluate("window.kgw.graphView.rings()")
    page.mouse.click(shown["x"] + 12, shown["y"] + 11)
    wait_until(lambda: "51 communities stand for" in foot(page), page)
    page.locator(".kgw-count:visible").click()
    page.locator(".kgw-pop:visible button", has_text="Show entities").click()
    wait_until(lambda: "Showing 400 of 509" in foot(page), page)


def test_new_nodes_move_no_old_one(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    opened(page, serve_app(build_app(bench)) + "/?page=extract")
    linked = {end for relation in bench.graph().relations for end in (relation.head, relation.tail)}
    before, scale = {node: where(page, node) for node in linked}, page.evaluate("window.kgw.graphView.scale()")
    london = next(entity.id for entity in bench.graph().entities if entity.name == "London")
    more = tuple(Entity(f"n{k}", f"New {k}", "Person") for k in range(50))
    ties = tuple(Relation(f"s{k}", f"n{k}", "born_in", london) for k in range(50))
    bench.store.apply(Changes(delta=GraphDelta(more, ties)))
    bench.adopt(replace(bench.schema, description="Said anew"))
    wait_until(lambda: page.evaluate("window.kgw.dataset.nodes") == str(len(linked) + 50), page, 10.0)
    page.wait_for_timeout(300)
    assert {node: where(page, node) for node in linked} == before
    assert page.evaluate("window.kgw.graphView.scale()") == scale


def test_what_the_schema_forbids_is_listed_with_its_rule_and_the_schema_survives(
    serve_app: Callable[..., str], browser_page: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "g.kgw"
    with Workbench.open(folder, schema=sample("computing_history").schema, embedder="lexical") as bench:
        bench.build(documents()).result()
        old = next(iter(bench.store.extractions()))
        claim = Violation("domain", ("London", "won", "Pascal"), old.chunk)
        bench.store.apply(Changes(extractions=(replace(old, violations=(claim,)),)))
        bench.adopt(replace(bench.schema, description="Kept"), reason="a test")
    with Workbench.open(folder) as again:
        assert (again.schema.version, again.schema.description) == (2, "Kept")
        page = browser_page
        page.goto(serve_app(build_app(again)) + "/?page=extract")
        page.locator("button.tab:visible", has_text="Violations").click()
        row = page.locator(".tabulator-row:visible", has_text="London → won → Pascal")
        row.wait_for()
        expect(row).to_contain_text("domain")


class Stumbling(LocalEngine):
    """The local engine, which cannot read one text as long as it stumbles."""

    stumbles = True

    def reply(self, task: Task[Any]) -> Reply[Any]:
        if self.stumbles and isinstance(task, ExtractTask) and "Knuth" in task.chunk.text:
            raise EngineError("the engine gave up on this chunk")
        return super().reply(task)


def test_a_failure_stays_in_the_log_with_the_status_of_its_chunk_and_is_retried(
    serve_app: Callable[..., str], browser_page: Any, tmp_path: Path
) -> None:
    engine = Stumbling()
    bench = Workbench.open(schema=sample("computing_history").schema, engine=engine, embedder="lexical")
    desk = Desk(bench)
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, (title, text) in TEXTS.items():
        (folder / name).write_text(f"# {title}\n\n{text}\n", encoding="utf-8")
    page = browser_page
    page.goto(serve_app(build_app(desk)) + "/?page=extract")
    page.locator("input[type=text]:visible").first.fill(str(folder))
    page.keyboard.press("Enter")
    page.locator("button.btn.primary:visible", has_text="Build").click()
    failed = page.locator(".tabulator-row:visible", has_text="✕")
    failed.wait_for(timeout=30_000)
    expect(failed).to_contain_text("Donald Knuth")
    expect(page.locator(".tabulator-row:visible", has_text="✓")).to_have_count(3)
    entry = page.locator(".entry.error", has_text="gave up on this chunk")
    entry.wait_for()
    entry.locator("button", has_text="Copy").click()
    engine.stumbles = False
    page.locator("button.btn:visible", has_text="Retry 1 failed").click()
    page.locator(".tabulator-row:visible", has_text="Donald Knuth").locator("text=✓").wait_for(timeout=30_000)
    expect(page.locator("button.btn:visible", has_text="failed")).to_have_count(0)
    expect(entry).to_have_count(1)


def test_an_edit_under_a_sort_changes_that_row_alone(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench
) -> None:
    page = browser_page
    page.goto(serve_app(build_app(bench)) + "/?page=schema")
    head = page.locator(".tabulator-col:visible", has_text="Name").first
    head.click()
    head.click()
    first = page.locator(".tabulator-row:visible").first
    name = first.locator("[tabulator-field=name]").inner_text()
    first.locator("[tabulator-field=description]").click()
    page.locator(".tabulator-editing input").fill("Edited under a sort")
    page.keyboard.press("Enter")
    page.locator(".chip.warn:visible", has_text="1 unsaved change").wait_for()
    page.locator("button.btn.primary:visible", has_text="Apply").click()
    page.locator(".chip.good:visible", has_text="Version 2").wait_for()
    edited = [kind.name for kind in bench.schema.entity_types if kind.description == "Edited under a sort"]
    assert edited == [name]
    assert name != sample_first(bench)


def test_an_edit_under_a_filter_changes_that_row_alone(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench
) -> None:
    page, before = browser_page, bench.schema.entity_types
    page.goto(serve_app(build_app(bench)) + "/?page=schema")
    rows = page.locator(".tabulator-row:visible")
    expect(rows.filter(has_text="Person")).to_have_count(1)
    search = page.locator("label.search textarea:visible")
    search.fill("PRIZE")
    page.locator(".table-bar:visible", has_text=f"1 of {len(before)}").wait_for()
    expect(rows).to_have_count(1)
    name = rows.first.locator("[tabulator-field=name]").inner_text()
    assert name != sample_first(bench)
    rows.first.locator("[tabulator-field=description]").click()
    page.locator(".tabulator-editing input").fill("Edited under a filter")
    page.keyboard.press("Enter")
    page.locator(".chip.warn:visible", has_text="1 unsaved change").wait_for()
    # The row no longer says what was searched for, in that cell or in any other, and stays while one works on it.
    rows.first.locator("[tabulator-field=examples]").click()
    page.locator(".tabulator-editing input").fill("Turing Award")
    page.keyboard.press("Enter")
    rows.first.locator("[tabulator-field=cues]").click()
    page.locator(".tabulator-editing input").fill("award")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Edited under a filter")
    search.fill("")
    page.locator(".tabulator-row:visible", has_text="Person").first.wait_for()
    page.locator("button.btn.primary:visible", has_text="Apply").click()
    page.locator(".chip.good:visible", has_text="Version 2").wait_for()
    after = {kind.name: kind for kind in bench.schema.entity_types}
    assert after[name].description == "Edited under a filter"
    assert after[name].examples == ("Turing Award",)
    assert [after[kind.name] for kind in before if kind.name != name] == [kind for kind in before if kind.name != name]


def sample_first(bench: Workbench) -> str:
    """The type that stands first without a sort: an edit by row number would have hit it."""
    return bench.schema.entity_types[0].name


@pytest.fixture
def server(tmp_path: Path, free_port: int) -> Iterator[tuple[Callable[[], str], Callable[[], None]]]:
    """Two functions over a server in a process of its own: one starts it and returns its address, one ends it."""
    folder = tmp_path / "g.kgw"
    with Workbench.open(folder, schema=sample("computing_history").schema, embedder="lexical") as bench:
        bench.build(documents()).result()
    running: list[subprocess.Popen[bytes]] = []
    command = [sys.executable, "-c", "from kgworkbench.cli import main; main()", "serve", str(folder)]

    def stop() -> None:
        for process in running:
            process.send_signal(signal.SIGTERM)
            process.wait(15)
        running.clear()

    def start() -> str:
        with (tmp_path / "server.log").open("ab") as log:
            running.append(
                subprocess.Popen([*command, "--port", str(free_port)], env=dict(os.environ), stdout=log, stderr=log)
            )
        end = time.monotonic() + 120
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", free_port)) == 0:
                    break
            time.sleep(0.1)
        address = f"http://127.0.0.1:{free_port}"
        try:
            urllib.request.urlopen(address, timeout=60).close()
        except (urllib.error.URLError, TimeoutError) as problem:
            pytest.fail(f"the server did not start: {problem}\n{(tmp_path / 'server.log').read_text()[-1500:]}")
        return address

    yield start, stop
    stop()


def test_a_restarted_server_brings_the_page_back_as_it_was(
    server: tuple[Callable[[], str], Callable[[], None]],
    browser_page: Any,
    gate: Any,
    wait_until: Callable[..., Any],
) -> None:
    start, stop = server
    # While the server is away its requests fail: that is what this is about.
    gate.allow("WebSocket|ERR_CONNECTION|failed request|\\[bokeh|Lost websocket|Failed to load resource")
    page = browser_page
    page.set_default_timeout(40_000)
    page.goto(start() + "/?page=ask")
    page.locator("textarea:visible").fill("Who designed Pascal?")
    page.keyboard.press("Enter")
    page.locator(".told .text").wait_for()
    answer = page.locator(".told .text").inner_text()
    wait_until(lambda: re.search(r"run=\w", page.url), page)
    address = page.url
    stop()
    page.locator("#kgw-banner", has_text="connection to the server is lost").wait_for()
    start()
    page.locator("#kgw-banner").wait_for(state="hidden")
    page.locator(".told .text").wait_for()
    expect(page.locator(".told .text")).to_have_text(answer)
    assert page.url == address


def spelled(*names: str) -> Graph:
    """One company under several names, with something said of each."""
    companies = tuple(Entity(f"n{k}", name, "Organization") for k, name in enumerate(names))
    people = tuple(Entity(f"p{k}", f"Person {chr(65 + k)}", "Person") for k in range(len(names)))
    ties = tuple(Relation(f"w{k}", f"p{k}", "worked_at", f"n{k}") for k in range(len(names)))
    return Graph((*companies, *people), ties)


def written(bench: Workbench) -> str:
    """Graph and communities, byte for byte."""
    return json.dumps([encode(bench.store.graph()), encode(bench.store.tree())], sort_keys=True)


@pytest.fixture
def companies() -> Workbench:
    """A workbench over one company under three names."""
    graph = spelled("International Business Machines", "IBM", "I.B.M.")
    return holding(graph, tens(graph))


def test_a_merge_undone_gives_the_same_bytes(
    serve_app: Callable[..., str], browser_page: Any, companies: Workbench
) -> None:
    page, before = browser_page, written(companies)
    page.goto(serve_app(build_app(companies)) + "/?page=communities")
    page.locator("button.tab:visible", has_text="Duplicates").click()
    page.locator("button.merge:visible").click()
    page.locator(".depth", has_text="1/1").wait_for()
    assert written(companies) != before
    page.locator(".toast button", has_text="Undo").click()
    page.locator(".depth", has_text="0/1").wait_for()
    assert written(companies) == before


def test_one_member_is_dropped_from_a_merge(
    serve_app: Callable[..., str], browser_page: Any, companies: Workbench, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    page.goto(serve_app(build_app(companies)) + "/?page=communities")
    page.locator("button.tab:visible", has_text="Duplicates").click()
    boxes = page.locator(".kgm-member:visible input[type=checkbox]")
    boxes.first.wait_for()
    expect(boxes).to_have_count(3)
    assert boxes.evaluate_all("(found) => found.every((box) => box.checked)")
    page.locator(".kgm-member:visible", has_text="I.B.M.").locator("input").click()
    page.locator(".kgm-member.off:visible", has_text="I.B.M.").wait_for()
    field = page.locator(".kgm-one:visible input[type=text]")
    field.fill("IBM Corporation")
    page.locator("button.merge:visible").click()
    wait_until(lambda: len(companies.store.graph().entities) == 5, page)
    names = {entity.name for entity in companies.store.graph().entities if entity.type == "Organization"}
    assert names == {"IBM Corporation", "I.B.M."}
