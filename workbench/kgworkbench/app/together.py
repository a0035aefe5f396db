"""What many ask at once: the same question is answered once, and different ones take turns in the order they came."""

import threading
from collections.abc import Callable, Hashable, Iterator
from itertools import islice
from typing import Any

from kgworkbench.app.worker import Job

__all__ = ["Together"]

_LOOK = 0.02
"""Seconds after which a watcher looks for the next step."""
_ROOM = 2
"""Runs that are worked on at a time. Python does one thing at a time: ten runs that share it are all done at the end of
all their work, and no page is drawn meanwhile; ten that take turns are done one after another."""

Work = Callable[[], Iterator[Any]]


class Together:
    """Runs under way, by what was asked. For engines that cost nothing and always answer alike."""

    def __init__(self) -> None:
        self._running: dict[Hashable, Job[Any]] = {}
        self._turns = threading.Semaphore(_ROOM)

    def way(self, asked: Hashable, alone: Work) -> Work:
        """How to answer what was asked: along with the run that answers it already, else alone, when it is its turn."""
        first = self._running.get(asked)
        if first is None or first.status != "running":
            return lambda: self._in_turn(alone)
        return lambda: _along(first, lambda: self._in_turn(alone))

    def _in_turn(self, alone: Work) -> Iterator[Any]:
        with self._turns:
            yield from alone()

    def began(self, asked: Hashable, job: Job[Any]) -> None:
        """Take note of a run that was started."""
        self._running = {key: run for key, run in self._running.items() if run.active}
        self._running.setdefault(asked, job)


def _along(first: Job[Any], alone: Work) -> Iterator[Any]:
    """The events of a run as they happen; where it is stopped or fails before its end, the rest is found alone."""
    given, ended = 0, False
    while not ended:
        ended = first.wait(_LOOK)
        while given < len(first.events):
            yield first.events[given]
            given += 1
    if first.status != "done":
        yield from islice(alone(), given, None)
