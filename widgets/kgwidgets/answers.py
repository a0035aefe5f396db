"""The trace that a view is asked for: of a trace itself, of an answer, or the newest of a workbench."""

from typing import Any

from kgworkbench.model.evidence import Answer
from kgworkbench.model.trace import Answered, Trace

__all__ = ["trace_of"]

_LOOKED_AT = 50


def trace_of(source: object, bench: Any = None) -> Trace:
    """The trace in a source: a Trace, an Answer or an id (found in ``bench``), or a Workbench (its newest).

    An answer whose trace is not kept gives a trace of its one last step.

    Raises:
        TypeError: nothing of this kind.
        ValueError: the workbench has answered nothing yet.
    """
    if isinstance(source, Trace):
        return source
    if isinstance(source, str) and bench is not None:
        named: Trace = bench.trace(source)
        return named
    if isinstance(source, Answer):
        kept = (bench.trace(identity) for identity in bench.traces()[:_LOOKED_AT]) if bench is not None else ()
        found = next((trace for trace in kept if trace.answer == source), None)
        return found or Trace("", "", "", (Answered(source, 0.0),))
    traces = getattr(source, "traces", None)
    if callable(traces):
        ids = traces()
        if not ids:
            raise ValueError("this workbench has answered nothing yet: bench.ask('…').result()")
        newest: Trace = source.trace(ids[0])  # type: ignore[attr-defined]
        return newest
    hint = "; an id goes with bench=" if isinstance(source, str) else ""
    raise TypeError(f"no trace in {type(source).__name__!r}: give a Trace, an Answer or a Workbench{hint}")
