"""One question, several who ask it: answered once, and to its end for everybody."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kgworkbench.app.desk import Desk
from kgworkbench.app.together import Together
from kgworkbench.app.worker import Job
from kgworkbench.model.query import Limits

QUESTION = "Who designed Pascal?"


def test_whoever_asks_the_same_meanwhile_watches(
    desk: Desk, ended: Callable[[Job], Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.bench is not None
    asked: list[str] = []
    go, ask = threading.Event(), desk.bench.ask

    def slowly(question: str, **how: Any) -> Iterator[Any]:
        asked.append(question)
        assert go.wait(20)
        yield from ask(question, **how)

    monkeypatch.setattr(desk.bench, "ask", slowly)
    runs = [desk.ask(QUESTION, "reject", Limits()) for _ in range(4)]
    other = desk.ask(QUESTION, "open", Limits())
    go.set()
    jobs = [ended(job) for _, job in [*runs, other]]
    assert sorted(asked) == [QUESTION, QUESTION]
    assert all(job.status == "done" for job in jobs)
    assert all(job.events == jobs[0].events for job in jobs[:4])
    kept = {desk.runs[number] for number, _ in runs}
    assert len(kept) == 1
    assert kept != {""}
    assert desk.runs[other[0]] not in kept


def test_a_run_that_is_stopped_is_finished_by_who_still_wants_it(ended: Callable[[Job], Job]) -> None:
    go, seen = threading.Event(), threading.Event()

    def count() -> Iterator[int]:
        yield 0
        seen.set()
        assert go.wait(20)
        yield 1
        yield 2

    together = Together()
    first: Job[int] = Job("ask", "", together.way("q", count))
    together.began("q", first.start())
    assert seen.wait(20)
    second: Job[int] = Job("ask", "", together.way("q", lambda: iter((0, 1, 2))))
    together.began("q", second.start())
    first.stop()
    go.set()
    assert ended(first).status == "stopped"
    assert ended(second).events == [0, 1, 2]


def test_what_is_over_is_asked_anew(ended: Callable[[Job], Job]) -> None:
    together = Together()
    first: Job[int] = Job("ask", "", together.way("q", lambda: iter((1,))))
    together.began("q", first.start())
    ended(first)
    second: Job[int] = Job("ask", "", together.way("q", lambda: iter((2,))))
    assert ended(second.start()).events == [2]
