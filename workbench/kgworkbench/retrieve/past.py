"""The part of a trace that a run takes over as it was."""

from collections import deque
from dataclasses import dataclass, field
from typing import TypeVar

from kgworkbench.errors import QuestionError
from kgworkbench.model.trace import Answered, Asked, Composed, Planned, Retrieved, Rewritten, Step, Trace

__all__ = ["Past", "past_of"]

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Past:
    """Steps still to be taken over, in order."""

    steps: deque[Step] = field(default_factory=deque)

    def next(self, kind: type[Kind]) -> Kind | None:
        """The next step where it is of that kind; None where the past is over."""
        if self.steps and isinstance(step := self.steps[0], kind):
            self.steps.popleft()
            return step
        return None

    def served(self, round_number: int, sub_query: str) -> list[Retrieved]:
        """What the routes found for the sub-query in that round."""
        found: list[Retrieved] = []
        while self.steps and isinstance(step := self.steps[0], Retrieved):
            if (step.round, step.sub_query.id) != (round_number, sub_query):
                break
            found.append(step)
            self.steps.popleft()
        return found


def past_of(trace: Trace, from_step: int, version: str, *, planned: bool) -> tuple[Asked, Past]:
    """How the run began, and the steps before ``from_step``: without the plan and what follows where not ``planned``.

    Raises:
        QuestionError: the trace has no such step, or belongs to another version of the graph than ``version``.
    """
    if not 0 <= from_step < len(trace.steps):
        last = len(trace.steps) - 1
        raise QuestionError(f"the trace has no step {from_step}: choose from 0 to {last}")
    if trace.graph_version != version:
        raise QuestionError("the graph has changed since this trace was made: ask the question again")
    first = trace.steps[0]
    assert isinstance(first, Asked)
    kept: deque[Step] = deque()
    for place, step in enumerate(trace.steps[1:], start=1):
        told = isinstance(step, Rewritten)  # what was typed before is not in the trace, so its rewriting stays
        ended = isinstance(step, Composed | Answered) or (isinstance(step, Planned) and not planned)
        if ended or (place >= from_step and not told):
            break
        kept.append(step)
    return first, Past(kept)
