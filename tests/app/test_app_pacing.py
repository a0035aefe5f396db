"""What a session draws of a run while it is found: little at first, its words before the rest, all where none waits."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import panel as pn
import pytest
from bokeh.document import Document

from kgworkbench.app.desk import Desk
from kgworkbench.app.pacing import Pace, ended_unseen, waker_for
from kgworkbench.app.state import Session
from kgworkbench.app.talks import tell_address
from kgworkbench.app.turns import turn_of
from kgworkbench.app.waking import later
from kgworkbench.app.worker import Job
from kgworkbench.model.query import Limits

QUESTION = "Who designed Pascal?"


class Served:
    """The session of a document, as a server has it."""

    destroyed = False


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> tuple[Document, list[tuple[Callable[[], None], int]]]:
    doc = Document()
    timers: list[tuple[Callable[[], None], int]] = []
    doc._session_context = Served  # type: ignore[assignment]
    monkeypatch.setattr(type(doc), "session_context", property(lambda _: Served()))
    monkeypatch.setattr(doc, "add_timeout_callback", lambda act, ms: timers.append((act, ms)))
    monkeypatch.setattr(type(pn.state), "curdoc", property(lambda _: doc, lambda *_: None))
    return doc, timers


def test_what_is_put_off_is_done_once_and_can_be_put_off_again(document: Any) -> None:
    _, timers = document
    done: list[int] = []
    wait = later(lambda: done.append(1))
    assert wait is not None
    wait(0.2)
    wait(0.1)
    assert [ms for _, ms in timers] == [200]
    timers[0][0]()
    wait(0.3)
    assert done == [1]
    assert [ms for _, ms in timers] == [200, 300]


def test_outside_a_session_nothing_waits() -> None:
    assert later(lambda: None) is None


def test_a_young_run_is_drawn_later_and_its_answer_words_first(
    desk: Desk, ended: Callable[[Job], Job], document: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, timers = document
    assert desk.bench is not None
    go, ask = threading.Event(), desk.bench.ask

    def slowly(question: str, **how: Any) -> Iterator[Any]:
        run = iter(ask(question, **how))
        yield next(run)
        assert go.wait(20)
        yield from run

    monkeypatch.setattr(desk.bench, "ask", slowly)
    pace = Pace(desk, lambda: None, lambda: None)
    number, job = desk.ask(QUESTION, "reject", Limits())
    turn = turn_of(number, QUESTION, job)
    assert pace.take_in([turn], number) == ""
    assert turn["steps"] == []
    assert 0 < timers[-1][1] <= 400
    assert pace.words_first(turn, "", "graph")
    assert not pace.words_first(turn, "", "trace")
    job.began -= 2.0
    deadline = time.monotonic() + 10
    while not job.events and time.monotonic() < deadline:
        time.sleep(0.01)
    assert pace.take_in([turn], number) == ""
    assert len(turn["steps"]) == 1
    assert not pace.words_first(turn, "", "graph")
    go.set()
    ended(job)
    run = pace.take_in([turn], number)
    assert run == turn["run"] == desk.runs[number]
    assert turn["proof"].answer is not None
    assert pace.words_first(turn, run, "trace")
    assert not pace.words_first(turn, "", "graph")
    assert pace.take_in([turn], number) == ""


def test_with_no_session_all_is_taken_in_at_once(desk: Desk, ended: Callable[[Job], Job]) -> None:
    pace = Pace(desk, lambda: None, lambda: None)
    number, job = desk.ask(QUESTION, "reject", Limits())
    turn = turn_of(number, QUESTION, job)
    ended(job)
    assert pace.take_in([turn], number) == desk.runs[number]
    assert not pace.words_first(turn, turn["run"], "graph")


def test_a_page_that_waits_for_nothing_is_not_woken(document: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    doc, _ = document
    woken: list[Callable[[], None]] = []
    monkeypatch.setattr(doc, "add_next_tick_callback", woken.append)

    class Page:
        waits = False

    page: list[Any] = [Page()]
    wake = waker_for(lambda: None, lambda: page[0])
    wake()
    assert woken == []
    Page.waits = True
    wake()
    assert len(woken) == 1


@pytest.mark.parametrize("in_view", [None, object()])
def test_a_page_that_does_not_say_what_it_waits_for_is_woken(
    document: Any, monkeypatch: pytest.MonkeyPatch, in_view: Any
) -> None:
    doc, _ = document
    woken: list[Callable[[], None]] = []
    monkeypatch.setattr(doc, "add_next_tick_callback", woken.append)
    waker_for(lambda: None, lambda: in_view)()
    assert len(woken) == 1


def test_a_run_that_ended_is_unseen_until_it_is_taken_in(desk: Desk, ended: Callable[[Job], Job]) -> None:
    number, job = desk.ask(QUESTION, "reject", Limits())
    turn = turn_of(number, QUESTION, job)
    ended(job)
    assert ended_unseen([turn])
    Pace(desk, lambda: None, lambda: None).take_in([turn], number)
    assert not ended_unseen([turn])


def test_evidence_of_one_run_among_many_is_drawn_later(document: Any, desk: Desk) -> None:
    def waiting() -> Job[Any]:
        return Job("ask", QUESTION, lambda: iter(()))

    pace, turn = Pace(desk, lambda: None, lambda: None), turn_of(1, QUESTION, waiting())
    desk.asking = {1: turn["job"]}
    turn["job"].began -= 2.0
    assert not pace.words_first(turn, "", "graph")
    desk.asking |= {number: waiting() for number in range(2, 9)}
    assert pace.words_first(turn, "", "graph")
    turn["job"].began -= 5.0
    assert not pace.words_first(turn, "", "graph")


def test_the_address_tells_of_a_run_once_it_is_kept(desk: Desk, ended: Callable[[Job], Job]) -> None:
    number, job = desk.ask(QUESTION, "reject", Limits())
    turn, session = turn_of(number, QUESTION, job), Session()
    session.param.update(q="before", run="kept")
    tell_address(session, None, "")
    assert (session.q, session.run) == ("before", "kept")
    tell_address(session, turn, "")
    assert (session.q, session.run) == (QUESTION, "")
    ended(job)
    Pace(desk, lambda: None, lambda: None).take_in([turn], number)
    tell_address(session, turn, "")
    assert session.run == ""
    tell_address(session, turn, turn["run"])
    assert session.run
    assert (session.q, session.run) == (QUESTION, turn["run"])
