"""Figures of the dashboard, as JSON: ``python tests/benchmarks/bench_dashboard.py [--seconds 60] [--only NAME ...]``.

``server_ready`` and ``first_paint`` are seconds of the served sample; ``painted`` milliseconds until a graph of that
many nodes stands; ``growth`` how far a page lags behind 50 new facts a second; ``slider`` seconds from a move
of a slider to the graph it asks for, on 5 000 entities; ``asking`` seconds from question to answer in ten browser
sessions at once, against one alone. Needs Chromium and playwright; nothing is fetched.
"""

import argparse
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from kgworkbench.app.desk import Desk
from kgworkbench.app.granularity import first_granularity
from kgworkbench.app.main import build_app
from kgworkbench.app.worker import Job
from kgworkbench.community.cut import cut
from kgworkbench.community.tree import ground_of, grow_on
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.progress import GraphGrew
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.ports import Changes
from kgworkbench.present.graph import graph_view
from kgworkbench.samples import sample
from kgworkbench.settings import CommunitySettings
from kgworkbench.workbench import Workbench

CHROMIUM = os.environ.get("KGW_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FIND = """() => { const seek = (root) => { for (const found of root.querySelectorAll('*')) {
  if (found.graphView && found.offsetParent !== null) return found;
  if (found.shadowRoot) { const inner = seek(found.shadowRoot); if (inner) return inner } } };
  window.kgw = seek(document); return Boolean(window.kgw?.dataset.painted) }"""
QUESTION = "Who designed ALGOL W?"


def made_graph(count: int, seed: int = 0) -> Graph:
    """Entities in loose groups of about thirty, with about three relations each."""
    draw = random.Random(seed)
    kinds = ("Person", "Organization", "Machine", "Place")
    entities = tuple(Entity(f"e{k:05}", f"Node {k} of group {k // 30}", kinds[k % 4]) for k in range(count))
    pairs = set[tuple[int, int]]()
    while len(pairs) < 3 * count // 2:
        a = draw.randrange(count)
        b = draw.randrange(count) if draw.random() < 0.1 else a // 30 * 30 + draw.randrange(30)
        if a != b and b < count:
            pairs.add((a, b))
    found = enumerate(sorted(pairs))
    return Graph(entities, tuple(Relation(f"r{n:05}", f"e{a:05}", "knows", f"e{b:05}") for n, (a, b) in found))


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of an app served by a thread of this process."""
    import panel as pn

    port = free_port()
    server = pn.serve(
        {"/": app}, port=port, address="127.0.0.1", websocket_origin=f"127.0.0.1:{port}", threaded=True, show=False
    )
    _answered(f"http://127.0.0.1:{port}/", 30)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.stop()


def _answered(address: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=seconds):
                return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address and process of a server of its own over the built sample; listening when it is handed out."""
    chosen = sample("computing_history")
    with Workbench.open(folder, schema=chosen.schema, embedder="lexical") as bench:
        bench.build(chosen.path / "docs").result()
    port = free_port()
    command = [sys.executable, "-c", "from kgworkbench.cli import main; main()", "serve", str(folder)]
    process = subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        # The port is open a moment before the first page is made: what counts is that somebody listens.
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)


def start_and_paint(page: Any) -> dict[str, float]:
    """Seconds until a server over the built sample answers, and until its Extract page is painted, second visit."""
    with tempfile.TemporaryDirectory() as place, serving(Path(place) / "g.kgw") as (address, process):
        began = time.time() - (time.clock_gettime(time.CLOCK_BOOTTIME) - _started(process.pid))
        ready = time.time() - began
        taken = []
        for _ in range(3):
            began = time.perf_counter()
            page.goto(f"{address}/?page=extract")
            page.wait_for_function(FIND)
            taken.append(time.perf_counter() - began)
        page.goto("about:blank")
    return {"server_ready_s": ready, "first_paint_cold_s": taken[0], "first_paint_s": min(taken[1:])}


def _started(process: int) -> float:
    """When a process began, in seconds after the machine did."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(fields[19]) / os.sysconf("SC_CLK_TCK")


def painted(page: Any, count: int) -> float:
    """Milliseconds from the module's start until a graph of that many nodes stands; the best of three."""
    from kgworkbench.app.components.graph_view import GraphView

    view = graph_view(made_graph(count), limit=count)

    def app() -> Any:
        shown = GraphView(sizing_mode="stretch_width", height=640)
        shown.show(view)
        return shown

    with served(app) as address:
        taken = []
        for _ in range(3):
            page.goto(address)
            page.wait_for_function(FIND)
            taken.append(float(page.evaluate("window.kgw.dataset.painted")))
        page.goto("about:blank")
    return min(taken)


def growth(page: Any, seconds: float, rate: int = 50, batches: int = 5) -> dict[str, float]:
    """How far the Extract page lags behind a build that brings ``rate`` facts a second."""
    bench = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    desk = Desk(bench)
    told: list[tuple[float, int]] = []

    def work() -> Iterator[Any]:
        made, step = 0, rate // batches
        end = time.monotonic() + seconds
        due = time.monotonic()
        while time.monotonic() < end:
            fresh = range(made, made + step)
            entities = tuple(Entity(f"n{k:06}", f"New {k}", ("Person", "Place")[k % 2]) for k in fresh)
            ties = tuple(Relation(f"t{k:06}", f"n{k:06}", "knows", f"n{max(k - 1 - k % 5, 0):06}") for k in fresh)
            made += step
            yield GraphGrew(GraphDelta(entities, ties), made, 0)
            told.append((time.monotonic(), int(desk.live["total"])))
            due += 1 / batches
            time.sleep(max(due - time.monotonic(), 0))

    with served(build_app(desk)) as address:
        page.goto(f"{address}/?page=extract")
        page.locator("h1:visible", has_text="Extract").wait_for()
        page.wait_for_timeout(1500)
        job: Job[Any] = Job("build", "", work)
        job.on_event(desk._grew)
        busy = time.process_time()
        desk.building = job.start()
        page.wait_for_function(FIND)
        lags = []
        while job.active:
            text = page.locator(".kgw-count:visible").inner_text().replace(",", "")
            now = time.monotonic()
            seen = max((int(word) for word in text.split() if word.isdigit()), default=0)
            behind = [at for at, total in list(told) if total > seen]
            lags.append(now - behind[0] if behind else 0.0)
            page.wait_for_timeout(200)
        busy = time.process_time() - busy
        page.goto("about:blank")
    lags.sort()
    return {
        "facts": float(told[-1][1]),
        "lag_p95_s": lags[int(0.95 * (len(lags) - 1))],
        "lag_max_s": lags[-1],
        "cpu_share": busy / seconds,
    }


WATCH = """(ids) => { const view = window.kgw, key = ids.join();
  window.kgwAsked = window.kgwShown = 0;
  const asked = () => { window.kgwAsked = performance.now() };
  // A slider takes the pointer for itself: no mouse event follows.
  const kinds = ["keydown", "pointerdown", "pointermove"];
  for (const kind of kinds) document.addEventListener(kind, asked, { capture: true });
  const drawn = (id) => { try { return Number.isFinite(view.graphView.where(id).x) } catch { return false } };
  const look = () => {
    if (key !== window.kgwWanted) return;
    if (window.kgwAsked && ids.length === Number(view.dataset.nodes) && ids.every(drawn)) {
      requestAnimationFrame(() => requestAnimationFrame(() => { window.kgwShown = performance.now() }));
      for (const kind of kinds) document.removeEventListener(kind, asked, { capture: true });
    } else requestAnimationFrame(look);
  };
  window.kgwWanted = key;
  requestAnimationFrame(look) }"""


def sliders(page: Any, count: int = 5000) -> dict[str, float]:
    """Seconds from a move of a slider on the Communities page until the graph it asks for stands, on that many
    entities: a weight far from any before, one asked for again, and the end of a drag; and the
    granularity. ``tree_cpu_s`` and ``server_cpu_s`` are CPU seconds of one new tree, and of all work for a new weight.

    The communities that must be drawn are found beforehand, so a picture counts only if it is the right one.
    """
    bench = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    graph = made_graph(count)
    bench.store.apply(Changes(delta=GraphDelta(graph.entities, graph.relations)))
    bench.detect(CommunitySettings())
    ground = ground_of(bench.graph(), bench.embedder)
    trees: dict[float, KnowledgeTree] = {}
    busy = time.process_time()
    for place in range(3, 17):
        trees[place / 20] = grow_on(ground, CommunitySettings(weight=place / 20))
    grown = (time.process_time() - busy) / len(trees)

    with served(build_app(Desk(bench))) as address:
        page.goto(f"{address}/?page=communities")
        page.wait_for_function(FIND)
        page.wait_for_timeout(2500)
        weight, fineness = (page.locator("input[type=range]:visible").nth(at) for at in (0, 1))

        def drawn(ids: list[str], move: Callable[[], None]) -> float:
            page.evaluate(WATCH, ids)
            move()
            page.wait_for_function("window.kgwShown > 0", timeout=20_000)
            taken = float(page.evaluate("window.kgwShown - window.kgwAsked")) / 1000
            page.wait_for_timeout(1200)
            return taken

        def weighed(place: float, move: Callable[[], None]) -> float:
            tree = trees[place]
            return drawn(sorted(each.id for each in cut(tree, first_granularity(tree))), move)

        rail = weight.locator("xpath=../..").bounding_box()
        assert rail is not None
        height = rail["y"] + rail["height"] / 2

        def at(place: float) -> float:
            return rail["x"] + rail["width"] * place

        busy = time.process_time()
        places = (0.7, 0.3, 0.8, 0.4)
        fresh = [weighed(place, partial(page.mouse.click, at(place), height)) for place in places]
        busy = (time.process_time() - busy) / len(fresh)
        again = [weighed(place, partial(page.mouse.click, at(place), height)) for place in (0.8, 0.3, 0.7)]

        def drag() -> None:
            page.mouse.move(at(0.6), height)
            page.mouse.down()
            # The last move is the one that asks for the last position.
            for place in (*range(59, 23, -1), 20):
                page.mouse.move(at(place / 100), height)
                page.wait_for_timeout(20)

        dragged = weighed(0.2, drag)
        page.mouse.up()
        tree = trees[0.2]
        fineness.focus()
        finer = [
            drawn(sorted(each.id for each in cut(tree, place)), lambda key=key: page.keyboard.press(key))
            for place, key in ((1.0, "End"), (0.0, "Home"))
        ]
        page.goto("about:blank")
    return {
        "weight_s": statistics.median(fresh),
        "weight_max_s": max(fresh),
        "weight_again_s": statistics.median(again),
        "weight_after_drag_s": dragged,
        "granularity_s": max(finer),
        "tree_cpu_s": grown,
        "server_cpu_s": busy,
    }


ASK = """([text, at]) => { const seek = (root, kind) => {
    for (const found of root.querySelectorAll(kind)) if (found.offsetParent !== null) return found;
    for (const host of root.querySelectorAll("*")) if (host.shadowRoot) {
      const inner = seek(host.shadowRoot, kind); if (inner) return inner } };
  const field = seek(document, ".composer textarea"), talk = seek(document, ".talk").getRootNode();
  const told = () => talk.querySelectorAll(".told .tools, .told .note.bad").length;
  const before = told();
  window.kgwTaken = 0;
  field.value = text;
  setTimeout(() => {
    const asked = performance.now();
    // Looks when something was drawn: a page that looks all the time takes from what it measures.
    const watch = new MutationObserver(() => {
      if (told() === before) return;
      watch.disconnect();
      requestAnimationFrame(() => { window.kgwTaken = performance.now() - asked;
        window.kgwBad = talk.querySelectorAll(".told .note.bad").length });
    });
    watch.observe(talk, { childList: true, subtree: true, attributes: true, characterData: true });
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  }, at - Date.now()) }"""


def asking(browser: Any, sessions: int = 10) -> dict[str, float]:
    """Seconds from sending a question to its answer on the screen: ten questions by one session, one after another,
    and the same ten by ten sessions in the same moment; each on a server of its own, every tab having asked before.

    ``ratio`` is the 95th percentile of the ten over the median of one alone, ``ratio_p95`` over the same percentile
    of one alone; ``cpu_alone_s`` and ``cpu_of_ten_s`` the server's CPU seconds for a question, ``browser_alone_s`` and
    ``browser_of_ten_s`` those of Chromium. The ten tabs are real and stand on the server's own cores, which ten people
    would not: ``least_ratio`` is what ``ratio`` comes to where these cores never rest, whoever answers first. It is
    the work of the ten, server and tabs, over the cores and over one alone; no order of work is faster.
    """
    chosen = sample("computing_history")
    lines = (chosen.path / "questions.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines][:sessions]
    taken: dict[str, list[float]] = {}
    spent: dict[str, float] = {}
    drawn: dict[str, float] = {}
    errors = 0
    for name, count in (("alone", 1), ("ten", sessions)):
        with tempfile.TemporaryDirectory() as place, serving(Path(place) / "g.kgw") as (address, process):
            pages = [browser.new_context(viewport={"width": 1440, "height": 900}).new_page() for _ in range(count)]
            for page in pages:
                page.set_default_timeout(120_000)
                page.goto(f"{address}/?page=ask")
                page.locator(".composer textarea:visible").wait_for()
            # One after another, so that all tabs have drawn an answer before, as the one alone has.
            for page in pages:
                _ask([page], [QUESTION])
            pages[0].wait_for_timeout(3000)
            busy, drawing = _cpu(process.pid), _browser_cpu()
            if count == 1:
                taken[name] = [seconds for question in asked for seconds in _ask(pages, [question])]
            else:
                taken[name] = _ask(pages, asked)
            pages[0].wait_for_timeout(1000)
            spent[name] = (_cpu(process.pid) - busy) / len(asked)
            drawn[name] = (_browser_cpu() - drawing) / len(asked)
            errors += sum(int(page.evaluate("window.kgwBad || 0")) for page in pages)
            for page in pages:
                page.context.close()
    alone, ten = sorted(taken["alone"]), sorted(taken["ten"])
    at = round(0.95 * (sessions - 1))
    return {
        "alone_s": statistics.median(alone),
        "alone_p95_s": alone[at],
        "ten_s": statistics.median(ten),
        "p95_of_ten_s": ten[at],
        "ratio": ten[at] / statistics.median(alone),
        "ratio_p95": ten[at] / alone[at],
        "cpu_alone_s": spent["alone"],
        "cpu_of_ten_s": spent["ten"],
        "browser_alone_s": drawn["alone"],
        "browser_of_ten_s": drawn["ten"],
        "least_ratio": len(asked) * (spent["ten"] + drawn["ten"]) / (os.cpu_count() or 1) / statistics.median(alone),
        "errors": float(errors),
    }


def _ask(pages: list[Any], questions: list[str]) -> list[float]:
    """Seconds until each page shows its answer; all ask in the same moment."""
    moment = time.time() * 1000 + 250 + 60 * len(pages)
    for page, question in zip(pages, questions, strict=True):
        page.evaluate(ASK, [question, moment])
    for page in pages:
        page.wait_for_function("window.kgwTaken > 0", polling=100)
    return [float(page.evaluate("window.kgwTaken")) / 1000 for page in pages]


def _cpu(process: int) -> float:
    """CPU seconds a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _browser_cpu() -> float:
    """CPU seconds the processes of Chromium have used that this one started and that still run."""
    above: dict[int, int] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            above[int(place.parent.name)] = int(place.read_text("utf-8").rpartition(")")[2].split()[1])
    spent = 0.0
    for process in above:
        with suppress(OSError):
            line, at = Path(f"/proc/{process}/cmdline").read_bytes(), process
            while at in above and at != os.getpid():
                at = above[at]
            spent += _cpu(process) if at == os.getpid() and b"chrom" in line.split(b"\0")[0] else 0.0
    return spent


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", nargs="*", default=["start", "painted", "growth", "slider", "asking"])
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(60_000)
        parts: dict[str, Callable[[], Any]] = {
            "start": lambda: start_and_paint(page),
            "painted": lambda: {f"{count}_ms": painted(page, count) for count in (500, 2000)},
            "growth": lambda: growth(page, options.seconds),
            "slider": lambda: sliders(page),
            "asking": lambda: asking(browser),
        }
        found = {name: _rounded(parts[name]()) for name in options.only}
        browser.close()
    print(json.dumps({"load": [round(one, 2) for one in os.getloadavg()], **found}, indent=2))


def _rounded(row: dict[str, float]) -> dict[str, float]:
    return {key: round(value, 3) for key, value in row.items()}


if __name__ == "__main__":
    main()
