"""When the steps of a trace began and ended, which only keeps how long they took."""

from collections.abc import Iterator, Sequence

from kgworkbench.model.trace import (
    Answered,
    Asked,
    Composed,
    Fused,
    Linked,
    Planned,
    Reflected,
    Retrieved,
    Rewritten,
    Step,
)

__all__ = ["Timed", "timed"]

Timed = Rewritten | Linked | Planned | Retrieved | Fused | Reflected | Composed
"""A step that took time."""


def timed(steps: Sequence[Step]) -> Iterator[tuple[int, Timed, float, float]]:
    """The steps that did something, each with its position and where it starts and ends, in milliseconds.

    Routes of a sub-query start together; everything else, the next sub-query too, follows what came before.
    """
    clock, group_end, group = 0.0, 0.0, ""
    for place, step in enumerate(steps):
        if isinstance(step, Answered) or (isinstance(step, Asked) and not isinstance(step, Rewritten)):
            continue
        if not isinstance(step, Retrieved) or step.sub_query.id != group:
            clock = max(clock, group_end)
            group = step.sub_query.id if isinstance(step, Retrieved) else ""
        end = clock + step.ms
        yield place, step, clock, end
        if isinstance(step, Retrieved):
            group_end = max(group_end, end)
        else:
            clock = group_end = end
