"""What can be done with a run that was kept: run on from a step, find what it rests on, compare it, hand it on."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kgworkbench.app.desk import Desk
from kgworkbench.app.worker import Job
from kgworkbench.errors import WorkbenchError
from kgworkbench.model.query import Plan
from kgworkbench.model.trace import Trace

if TYPE_CHECKING:
    from kgworkbench.counterfactual import Support
    from kgworkbench.traces.diff import TraceDiff

__all__ = ["compared", "kept_trace", "rest_on", "run_on", "saved"]


def run_on(desk: Desk, run: str, step: int, plan: Plan | None = None) -> tuple[int, Job[Any]]:
    """The number and the job of a kept run from that step on, under the plan where one is given."""
    bench = desk.bench
    assert bench is not None

    def work() -> Iterator[Any]:
        yield from bench.asking.resume(run, step, plan)

    trace = kept_trace(desk, run)
    return desk.answer(trace.question if trace is not None else run, work)


def rest_on(desk: Desk, run: str) -> "Job[Support]":
    """The job that asks a kept run again without its parts; its only event is what the answer rests on."""
    bench = desk.bench
    assert bench is not None

    def work() -> "Iterator[Support]":
        yield bench.asking.support(run)

    job: Job[Support] = Job("support", run, work)
    job.on_end(desk.ended)
    job.start()
    desk.touch()
    return job


def kept_trace(desk: Desk, run: str) -> Trace | None:
    """The trace of that id; where none is kept the log says so."""
    if not run or desk.bench is None:
        return None
    try:
        return desk.bench.trace(run)
    except WorkbenchError as problem:
        desk.say(str(problem), "error")
        return None


def compared(desk: Desk, one: str, other: str) -> "TraceDiff | None":
    """What differs between two kept runs; where one is not kept the log says so."""
    if desk.bench is None or not one or not other:
        return None
    try:
        return desk.bench.asking.compare(one, other)
    except WorkbenchError as problem:
        desk.say(str(problem), "error")
        return None


def saved(trace: Trace, kind: str, language: str) -> tuple[str, str]:
    """Name and text of the file a run is saved as: ``json``, ``html`` (one page that opens offline), ``spans``
    or ``notebook``.
    """
    if kind == "html":
        from kgworkbench.present.trace_page import trace_page

        return f"run-{trace.id[:8]}.html", trace_page(trace, language)
    if kind == "spans":
        from kgworkbench.traces.spans import spans_of

        return f"run-{trace.id[:8]}.spans.json", json.dumps(spans_of(trace), ensure_ascii=False, indent=1)
    if kind == "notebook":
        from kgworkbench.present.trace_notebook import trace_notebook

        return f"run-{trace.id[:8]}.ipynb", trace_notebook(trace, language)
    from kgworkbench.model.codec import dumps

    return f"run-{trace.id[:8]}.json", dumps(trace)
