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


def test_different_questions_take_turns_in_the_order_they_came(ended: Callable[[Job], Job]) -> None:
    together, at_work, most, began = Together(), [0], [0], list[int]()
    lock, go = threading.Lock(), threading.Event()

    def work(number: int) -> Iterator[int]:
        with lock:
            began.append(number)
            at_work[0] += 1
            most[0] = max(most[0], at_work[0])
        assert go.wait(20)
        yield number
        with lock:
            at_work[0] -= 1

    jobs: list[Job[int]] = [Job("ask", "", together.way(k, lambda k=k: work(k))) for k in range(6)]  # type: ignore[misc]
    for number, job in enumerate(jobs):
        together.began(number, job.start())
    go.set()
    for job in jobs:
        ended(job)
    assert [job.events for job in jobs] == [[k] for k in range(6)]
    assert sorted(began) == list(range(6))
    assert most[0] == 2


def test_a_run_that_fails_gives_its_turn_to_the_next(ended: Callable[[Job], Job]) -> None:
    together = Together()

    def broken() -> Iterator[int]:
        yield 0
        raise ValueError("broken")

    jobs: list[Job[int]] = [Job("ask", "", together.way(k, broken)) for k in range(3)]
    jobs.append(Job("ask", "", together.way("last", lambda: iter((1,)))))
    for job in jobs:
        ended(job.start())
    assert [job.status for job in jobs] == ["failed", "failed", "failed", "done"]
