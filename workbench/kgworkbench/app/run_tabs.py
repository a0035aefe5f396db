"""The tabs that tell of one run in words: evidence cards, trace, timeline and plan, each drawn when it is looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kgworkbench.app.components.cards import evidence_cards
from kgworkbench.app.components.plan_editor import plan_bar, plan_editor
from kgworkbench.app.components.planning import plan_view
from kgworkbench.app.components.proof import proof_of
from kgworkbench.app.components.sheet import Node, Sheet, h
from kgworkbench.app.components.stepper import stepper, walker
from kgworkbench.app.components.tracing import step_line, timeline, trace_tree
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.app.turns import Turn, plan_in, version_of
from kgworkbench.model.query import Plan
from kgworkbench.model.trace import Step, Without

__all__ = ["Looked", "RunTabs"]


@dataclass(frozen=True, slots=True)
class Looked:
    """How the turn in view is looked at: up to which step, with which citation lit, parts off and plan drafted."""

    at: int | None
    lit: int | None
    off: Without
    draft: Plan | None
    running: bool


class RunTabs:
    """Sheets over one turn. Most of what they show is long and seldom read: a tab is drawn when it is in front."""

    def __init__(self, on_click: Callable[[Any], None], say: Strings) -> None:
        self._say = say
        self.evidence, self.trace, self.time, self.plan = (
            Sheet(on_click=on_click, sizing_mode="stretch_both") for _ in range(4)
        )
        self.steps, self.pen = Sheet(on_click=on_click), Sheet(on_click=on_click)
        # As high before there is anything to step through: the graph below it is framed once.
        self.walk = Sheet(on_click=on_click, height=46)
        self.proof = proof_of(())
        self._key: Any = None
        self._snapshot: Snapshot | None = None
        self._stale: set[str] = set()

    def follow(self, turn: Turn | None, snapshot: Snapshot | None, looked: Looked, front: str) -> bool:
        """Whether anything is new for the tabs; the one in front shows it."""
        key = (version_of(turn) if turn is not None else (), looked)
        new = key != self._key or snapshot is not self._snapshot
        if new:
            self._key, self._snapshot = key, snapshot
            self._stale = {"graph", "evidence", "trace", "timeline", "plan"}
            self.proof = proof_of(self.replayed(turn, looked.at))
        self.walk.visible = turn is not None
        if front != "graph":
            # The moves stand on the trace too: only those in view are there.
            self.walk.show(h("div"))
            self._stale.add("graph")
        if front in self._stale:
            self._stale.discard(front)
            self._draw(front, turn, snapshot, looked)
        return new

    @staticmethod
    def replayed(turn: Turn | None, at: int | None) -> Sequence[Step]:
        """The steps of a turn as far as it is replayed."""
        every: Sequence[Step] = turn["steps"] if turn is not None else ()
        return every if at is None else every[:at]

    def cards(self, snapshot: Snapshot | None, looked: Looked) -> Node:
        """The evidence cards."""
        return evidence_cards(self.proof, snapshot, looked.lit, self._say, looked.off)

    def _draw(self, tab: str, turn: Turn | None, snapshot: Snapshot | None, looked: Looked) -> None:
        say, steps = self._say, self.replayed(turn, looked.at)
        every: Sequence[Step] = turn["steps"] if turn is not None else ()
        resumes = turn is not None and bool(turn["run"]) and not looked.running
        if tab == "graph":
            told = step_line(steps[-1], say) if steps and looked.at is not None else ""
            self.walk.show(walker(looked.at, len(every) if resumes else 0, told, say))
        elif tab == "evidence":
            self.evidence.show(self.cards(snapshot, looked))
        elif tab == "trace":
            error = turn["error"] if turn is not None and looked.at is None else ""
            last = looked.at - 1 if looked.at is not None else None
            self.steps.show(stepper(looked.at, len(every), resumes, say))
            self.trace.show(trace_tree(steps, snapshot, say, resumes=resumes, error=error, last=last))
        elif tab == "timeline":
            self.time.show(timeline(steps, say))
        else:
            plan, drafted = plan_in(every), looked.draft
            self.pen.show(plan_bar(plan[1] if plan and resumes else None, drafted is not None, looked.running, say))
            drawn = plan_editor(drafted, snapshot, say) if drafted else plan_view(steps, self.proof, snapshot, say)
            self.plan.show(drawn)
