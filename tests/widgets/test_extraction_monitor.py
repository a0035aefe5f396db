"""The monitor of a build as a value: steps and threads, measured figures, what stopped it in words."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kgwidgets import ExtractionMonitor
from kgworkbench.errors import EngineError
from kgworkbench.model.facts import Extraction, Failure, Mention
from kgworkbench.model.progress import ChunkDone, ChunkFailed, DocumentFailed, Started
from kgworkbench.model.text import Document, Unread
from kgworkbench.model.usage import Usage
from kgworkbench.present.watching import BuildWatch
from kgworkbench.settings import BuildSettings
from kgworkbench.workbench import Workbench

DOCUMENTS = [Document(f"{n}.txt", f"{n}", f"Ada Lovelace met Person{n} in London in 18{n:02}.") for n in range(10, 22)]


def test_a_build_runs_to_its_report_in_a_thread() -> None:
    bench = Workbench.open(embedder="lexical")
    monitor = ExtractionMonitor(bench.build(DOCUMENTS))
    assert monitor.wait(60)
    assert monitor.status == "done"
    assert monitor.report is not None
    assert monitor.report.entities == len(bench.graph().entities)
    assert (monitor.shown["seen"], monitor.shown["pending"], monitor.shown["left"]) == (12, 12, 0)
    assert monitor.shown["eta"] is None
    data, _ = monitor._repr_mimebundle_()
    assert "12 of 12 chunks, 0 failed, Done" in data["text/plain"]
    assert "10.txt" in data["text/html"]


def test_steps_are_taken_here_and_now_and_a_stop_keeps_what_was_committed() -> None:
    bench = Workbench.open(embedder="lexical")
    monitor = ExtractionMonitor(bench.build(DOCUMENTS, settings=BuildSettings(batch=2)), start=False)
    assert monitor.status == "waiting"
    while monitor.shown["seen"] < 5:
        assert monitor.step()
    stored = len(bench.store.graph().entities)
    assert stored > 0
    monitor.set_state({"request": {"kind": "stop", "serial": 1}})
    assert monitor.status == "stopped"
    assert monitor.report is None
    assert not monitor.step()
    assert monitor.error == ""
    assert len(bench.store.graph().entities) == stored
    again = ExtractionMonitor(bench.build(DOCUMENTS))
    assert again.wait(60)
    assert again.status == "done"
    assert again.shown["pending"] < 12


def test_a_run_in_a_thread_is_stopped_from_outside() -> None:
    def endless() -> Iterator[Any]:
        yield Started(1, 10**6, ("a",) * 5)
        while True:
            time.sleep(0.005)
            yield ChunkFailed(Failure("a", "slow"))

    monitor = ExtractionMonitor(endless())
    time.sleep(0.05)
    monitor.set_state({"request": {"kind": "stop", "serial": 1}})
    assert monitor.wait(20)
    assert (monitor.status, monitor.error, monitor.report) == ("stopped", "", None)
    waiting = ExtractionMonitor(endless(), start=False)
    waiting.stop()
    assert waiting.status == "stopped"


def test_observers_hear_the_report_before_the_status_says_done() -> None:
    heard: list[Any] = []
    monitor = ExtractionMonitor(Workbench.open(embedder="lexical").build(DOCUMENTS), start=False)
    monitor.observe(lambda change: heard.append(("report", change["new"] is not None)), "report")
    monitor.observe(lambda change: heard.append(("status", change["new"])), "status")
    monitor.set_state({"request": {"kind": "start", "serial": 1}})
    assert monitor.wait(60)
    assert heard == [("status", "running"), ("report", True), ("status", "done")]


@pytest.mark.parametrize("problem", [EngineError("the engine is gone"), ValueError("bad value"), OSError("disk full")])
@pytest.mark.parametrize("start", [True, False])
def test_what_broke_a_run_stands_under_the_view(problem: Exception, start: bool) -> None:
    def broken() -> Iterator[Any]:
        yield Started(1, 2, ("a", "b"))
        raise problem

    monitor = ExtractionMonitor(broken(), start=start)
    if start:
        assert monitor.wait(20)
    else:
        assert not monitor.step(5)
    assert monitor.status == "failed"
    assert str(problem) in monitor.error


def test_figures_are_measured_and_rows_are_counted() -> None:
    watch = BuildWatch(rows=3)
    watch.see(Started(2, 10, tuple("abcdefgh")), 5.0)
    assert watch.view()["eta"] is None
    for number in range(4):
        found = Extraction(f"c{number}", "d", 1, (Mention("Ada", "Person"),))
        watch.see(ChunkDone(found, 10.0, Usage(100, 20)), 6.0 + number)
    watch.see(ChunkFailed(Failure("c9", "no reply")), 10.0)
    view = watch.view()
    assert (view["seen"], view["left"], view["failed"]) == (5, 3, 1)
    assert view["eta"] == pytest.approx(3.0)
    assert (view["mentions"], view["prompt"], view["completion"]) == (4, 400, 80)
    assert [row["chunk"] for row in view["rows"]] == ["c9", "c3", "c2"]
    assert view["rows"][0]["error"] == "no reply"
    assert view["rows_total"] == 5


def test_files_that_could_not_be_read_are_counted_and_stand_before_all_rows(tmp_path: Path) -> None:
    for each in DOCUMENTS[:3]:
        (tmp_path / each.id).write_text(each.text, encoding="utf-8")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 and then nothing of the kind")
    monitor = ExtractionMonitor(Workbench.open(embedder="lexical").build(tmp_path))
    assert monitor.wait(60)
    assert monitor.status == "done"
    assert (monitor.shown["unread"], monitor.shown["failed"], monitor.shown["rows_total"]) == (1, 0, 4)
    first, *rest = monitor.shown["rows"]
    assert (first["document"], first["error"][:18]) == ("scan.pdf", "cannot be read as ")
    assert not any(row["error"] for row in rest)
    assert [each.source for each in monitor.report.unread] == ["scan.pdf"]
    plain = monitor._repr_mimebundle_()[0]["text/plain"]
    assert plain.endswith("files that could not be read: 1")


def test_rows_of_unread_files_are_never_crowded_out() -> None:
    watch = BuildWatch(rows=2)
    watch.see(Started(1, 9, tuple("abcdefghi")), 0.0)
    watch.see(DocumentFailed(Unread("sub/a.jsonl", "sub/a.jsonl:3: is not JSON (x); correct it")), 0.0)
    for name in "abcdef":
        watch.see(ChunkFailed(Failure(name, "slow")), 1.0)
    assert [row["document"] or row["chunk"] for row in watch.view()["rows"]] == ["sub/a.jsonl:3", "f", "e"]
    assert (watch.view()["seen"], watch.view()["rows_total"]) == (6, 7)
