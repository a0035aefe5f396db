"""How fast an endpoint is called, and how long to wait before calling it again."""

import random
import threading
import time
from collections.abc import Callable

__all__ = ["Pace", "pause_before"]

_LONGEST = 60.0


class Pace:
    """Spreads calls so that no more than ``per_minute`` start in a minute; shared by all threads of an endpoint."""

    def __init__(self, per_minute: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._gap = 60.0 / per_minute if per_minute else 0.0
        self._clock = clock
        self._next = 0.0
        self._lock = threading.Lock()

    def turn(self) -> float:
        """Seconds to wait before the call that asks now may start."""
        if not self._gap:
            return 0.0
        with self._lock:
            now = self._clock()
            start = max(now, self._next)
            self._next = start + self._gap
            return start - now


def pause_before(attempt: int, asked: str | None, draw: Callable[[], float] = random.random) -> float:
    """Seconds to wait before the attempt (1 is the first retry): what the server asked for in Retry-After, else
    exponential back-off with jitter, at most a minute.
    """
    if asked is not None:
        try:
            return min(_LONGEST, max(0.0, float(asked)))
        except ValueError:
            pass
    return float(min(_LONGEST, 0.5 * 2 ** (attempt - 1)) * (0.5 + draw() / 2))
