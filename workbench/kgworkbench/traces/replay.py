"""A trace step by step, with no engine."""

from collections.abc import Iterator

from kgworkbench.model.trace import Fused, Reflected, Retrieved, Step, Trace, Usage

__all__ = ["position_of_round", "replay", "usage_of"]


def replay(trace: Trace, from_step: int = 0) -> Iterator[Step]:
    """The steps of the trace in order, as a run would give them; nothing is asked of any engine."""
    yield from trace.steps[max(0, from_step) :]


def position_of_round(trace: Trace, round_number: int) -> int:
    """The position of the first step of a round; the number of steps where there is no such round."""
    for place, step in enumerate(trace.steps):
        if isinstance(step, Retrieved | Fused | Reflected) and step.round >= round_number:
            return place
    return len(trace.steps)


def usage_of(trace: Trace) -> Usage:
    """The tokens of all engine calls of the trace."""
    total = Usage()
    for step in trace.steps:
        total += getattr(step, "usage", Usage())
    return total
