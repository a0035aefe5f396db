"""How often a session draws what happens while an answer is found, and when it draws what comes after the words."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from kgworkbench.app.desk import Desk
from kgworkbench.app.talks import remember
from kgworkbench.app.turns import Turn, took_in
from kgworkbench.app.waking import later, waker
from kgworkbench.model.trace import Answered

__all__ = ["Pace", "ended_unseen", "waker_for"]

_FIRST = 0.4
"""Seconds before the first steps are drawn: an answer that is there by then is drawn once, not three times."""
_NEXT, _MOST = 0.16, 4
"""Seconds between drawings of a run, for each run under way up to so many: ten watchers would slow down each other."""
_YOUNG = 1.5
"""Seconds of a run in which its steps are told but its evidence, which changes with each, is not drawn yet, for each
run under way up to so many."""
_AFTER, _EACH, _LONGEST = 0.06, 0.15, 1.5
"""Seconds from the words of an answer to its graph and cards: with none beside it, more for each run under way, and at
most. Words come first, for everybody who waits for theirs."""


def ended_unseen(turns: Sequence[Turn]) -> bool:
    """Whether a run of these has ended and its turn does not show it."""
    return any(turn["job"] is not None and turn["job"].status != turn["status"] for turn in turns)


def waker_for(act: Callable[[], None], in_view: Callable[[], Any]) -> Callable[[], None]:
    """A function for any thread that has ``act`` called in this session, unless its page in view waits for something
    else: what came is seen there with the next look."""
    wake = waker(act)

    def woken() -> None:
        if getattr(in_view(), "waits", True):
            wake()

    return woken


class Pace:
    """When one session draws its runs: ``again`` is called in the session when it is time for steps that were put
    off, ``rest`` when it is time for what comes after an answer's words.

    Outside a served session there is nothing to wait with: all is drawn when it is asked for.
    """

    def __init__(self, desk: Desk, again: Callable[[], None], rest: Callable[[], None]) -> None:
        self._desk = desk
        self._again, self._rest = later(again), later(rest)
        self._last: dict[int, float] = {}

    def take_in(self, turns: Sequence[Turn], current: int) -> str:
        """The run of the turn in view where its answer is kept from now on; what is due of each turn is taken in."""
        found = ""
        for turn in turns:
            if turn["job"] is None or not self._due(turn):
                continue
            took_in(turn)
            if not turn["run"] and self._desk.runs.get(turn["number"]):
                turn["run"] = self._desk.runs[turn["number"]]
                remember(self._desk, turns, turn["run"])
                found = turn["run"] if turn["number"] == current else found
        if found and self._rest is not None:
            self._rest(min(_AFTER + _EACH * self._running, _LONGEST))
        return found

    def words_first(self, turn: Turn | None, behind: str, front: str) -> bool:
        """Whether to show only words for now: those of an answer come before its graph and cards, and while a run is
        young its steps are told alone, unless they are looked at more closely than by its graph."""
        if self._again is None or turn is None:
            return False
        job = turn["job"]
        young = job is not None and job.active and job.seconds < _YOUNG * min(self._running, _MOST)
        return bool(behind) or (young and front == "graph")

    @property
    def _running(self) -> int:
        return sum(job.active for job in self._desk.asking.values())

    def _due(self, turn: Turn) -> bool:
        """Whether to draw what a run has brought: at once when it has ended, else now and then."""
        job = turn["job"]
        if self._again is None or not job.active:
            return True
        if job.events and isinstance(job.events[-1], Answered):
            return False  # a moment later it is kept, and its end wakes the session
        now = time.monotonic()
        pause = _NEXT * min(self._running, _MOST)
        wait = max(job.began + _FIRST, self._last.get(turn["number"], 0.0) + pause) - now
        if wait > 0:
            self._again(wait)
            return False
        self._last[turn["number"]] = now
        return True
