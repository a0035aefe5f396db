"""Figures of the dashboard, as JSON: ``python tests/benchmarks/bench_dashboard.py [--seconds 60] [--only NAME ...]``.

``server_ready`` and ``first_paint`` are seconds of the served sample; ``painted`` milliseconds until a graph of that
many nodes stands; ``growth`` how far a page lags behind 50 new facts a second; ``slider`` seconds until communities
of 5 000 entities are found again, and until the granularity slider is answered; ``asking`` ten sessions at once
against one alone. Needs Chromium and playwright; nothing is fetched.
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
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kgworkbench.app.desk import Desk
from kgworkbench.app.main import build_app
from kgworkbench.app.worker import Job
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.progress import GraphGrew
from kgworkbench.model.query import Limits
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


def start_and_paint(page: Any) -> dict[str, float]:
    """Seconds until a server over the built sample answers, and until its Extract page is painted, second visit."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "g.kgw"
        chosen = sample("computing_history")
        with Workbench.open(folder, schema=chosen.schema, embedder="lexical") as bench:
            bench.build(chosen.path / "docs").result()
        port = free_port()
        command = [sys.executable, "-c", "from kgworkbench.cli import main; main()", "serve", str(folder)]
        began = time.perf_counter()
        process = subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.DEVNULL)
        try:
            # The port is open a moment before the first page is made: what counts is that somebody listens.
            while True:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.02)
            ready = time.perf_counter() - began
            taken = []
            for _ in range(3):
                began = time.perf_counter()
                page.goto(f"http://127.0.0.1:{port}/?page=extract")
                page.wait_for_function(FIND)
                taken.append(time.perf_counter() - began)
            page.goto("about:blank")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(15)
    return {"server_ready_s": ready, "first_paint_cold_s": taken[0], "first_paint_s": min(taken[1:])}


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


def sliders(page: Any, count: int = 5000) -> dict[str, float]:
    """Seconds until each slider of the Communities page is answered, with that many entities."""
    bench = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    graph = made_graph(count)
    bench.store.apply(Changes(delta=GraphDelta(graph.entities, graph.relations)))
    bench.detect(CommunitySettings())
    desk = Desk(bench)
    taken = []
    for weight in (0.4, 0.6, 0.3):
        began = time.perf_counter()
        desk.group(CommunitySettings(weight=weight))
        assert desk.grouping is not None
        desk.grouping.wait(120)
        taken.append(time.perf_counter() - began)
    with served(build_app(desk)) as address:
        page.goto(f"{address}/?page=communities")
        page.wait_for_function(FIND)
        page.wait_for_timeout(1500)
        handle = page.locator("input[type=range]:visible").nth(1)
        before = page.locator(".kgw-count:visible").inner_text()
        handle.focus()
        began = time.perf_counter()
        page.keyboard.press("End" if float(handle.input_value()) < 1 else "Home")
        while page.locator(".kgw-count:visible").inner_text() == before and time.perf_counter() - began < 10:
            page.wait_for_timeout(10)
        answered = time.perf_counter() - began
        page.goto("about:blank")
    return {"weight_s": min(taken), "granularity_s": answered}


def asking(sessions: int = 10, alone: int = 5) -> dict[str, float]:
    """Seconds of a question alone, and of ten asked at once by ten sessions of one desk."""
    chosen = sample("computing_history")
    bench = Workbench.open(schema=chosen.schema, embedder="lexical")
    bench.build(chosen.path / "docs").result()
    bench.library()
    desk = Desk(bench)
    asked = [json.loads(line)["question"] for line in (chosen.path / "questions.jsonl").read_text("utf-8").splitlines()]

    def answered(question: str, taken: list[float], errors: list[str]) -> None:
        began = time.perf_counter()
        _, job = desk.ask(question, "reject", Limits())
        job.wait(120)
        taken.append(time.perf_counter() - began)
        if job.error:
            errors.append(job.error)

    errors: list[str] = []
    single: list[float] = []
    for question in asked[:alone]:
        answered(question, single, errors)
    together: list[float] = []
    threads = [
        threading.Thread(target=answered, args=(asked[(alone + n) % len(asked)], together, errors))
        for n in range(sessions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together.sort()
    one, p95 = statistics.median(single), together[int(0.95 * (len(together) - 1))]
    return {"alone_s": one, "p95_of_ten_s": p95, "ratio": p95 / one, "errors": float(len(errors))}


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
            "asking": asking,
        }
        found = {name: _rounded(parts[name]()) for name in options.only}
        browser.close()
    print(json.dumps({"load": [round(one, 2) for one in os.getloadavg()], **found}, indent=2))


def _rounded(row: dict[str, float]) -> dict[str, float]:
    return {key: round(value, 3) for key, value in row.items()}


if __name__ == "__main__":
    main()
