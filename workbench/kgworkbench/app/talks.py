"""Conversations that last: which runs belong together, kept beside the graph."""

from collections.abc import Iterator, Sequence
from typing import Any

from kgworkbench.app.desk import Desk
from kgworkbench.app.state import Session
from kgworkbench.app.turns import Turn

__all__ = ["remember", "tell_address", "together_with"]

_TALKS = 60
_TURNS = 12


def remember(desk: Desk, turns: Sequence[Turn], run: str) -> None:
    """Keep which runs led to this one, so that its address brings the conversation back."""
    bench = desk.bench
    runs = list(dict.fromkeys(str(turn["run"]) for turn in turns if turn["run"]))
    if bench is None or run not in runs:
        return
    runs = runs[: runs.index(run) + 1][-_TURNS:]
    kept: dict[str, Any] = dict(bench.notes().get("talks") or {})
    kept.pop(run, None)
    kept[run] = runs
    bench.note(talks=dict(list(kept.items())[-_TALKS:]))


def tell_address(session: Session, turn: Turn | None, run: str) -> None:
    """Have the address bring this run of the turn in view back; the question alone where it is still being answered."""
    if turn is None or turn["run"] != run or not (run or turn["job"] is not None):
        return
    if (session.q, session.run) != (turn["question"], run):
        session.param.update(q=turn["question"], run=run)


def together_with(desk: Desk, run: str) -> Iterator[str]:
    """The runs that led to this one, oldest first, and itself."""
    talks = (desk.bench.notes().get("talks") or {}) if desk.bench is not None else {}
    yield from dict.fromkeys([*(str(one) for one in talks.get(run, ())), run])
