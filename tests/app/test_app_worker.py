"""Long work: events in order, a stop between two of them, an error that becomes a value."""

import threading
from collections.abc import Iterator

from kgworkbench.app.worker import Job
from kgworkbench.errors import CorpusError


def test_a_job_keeps_every_event_and_ends_done() -> None:
    seen: list[int] = []
    job = Job("build", "x", lambda: iter(range(5)))
    job.on_event(lambda _, event: seen.append(event))
    job.start()
    assert job.wait(5)
    assert (job.events, seen, job.status, job.active) == ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4], "done", False)


def test_stop_ends_it_at_the_next_event_and_closes_the_work() -> None:
    go, closed = threading.Event(), threading.Event()

    def work() -> Iterator[int]:
        try:
            yield 1
            go.wait(5)
            yield 2
            yield 3
        finally:
            closed.set()

    job = Job("build", "x", work).start()
    while not job.events:
        pass
    job.stop()
    assert job.status == "stopping"
    go.set()
    assert job.wait(5)
    assert (job.events, job.status) == ([1, 2], "stopped")
    assert closed.is_set()


def test_what_breaks_becomes_an_error_people_can_read() -> None:
    def refuse() -> Iterator[int]:
        raise CorpusError("folder 'x' is empty: put documents in it")
        yield 0

    known = Job("build", "x", refuse).start()
    assert known.wait(5)
    assert (known.status, known.error, known.known) == ("failed", "folder 'x' is empty: put documents in it", True)

    unknown = Job("build", "x", lambda: iter([1 / 0])).start()
    assert unknown.wait(5)
    assert (unknown.status, unknown.known) == ("failed", False)
    assert unknown.error.startswith("ZeroDivisionError")


def test_the_eta_is_measured_and_absent_while_nothing_is() -> None:
    job: Job[int] = Job("build", "x", lambda: iter(()))
    assert job.eta is None
    job.done, job.total, job.began = 5, 20, job.began - 10
    assert job.eta is not None
    assert 29 < job.eta < 32
