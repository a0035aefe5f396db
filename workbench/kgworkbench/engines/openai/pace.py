"""How fast an endpoint is called, and how long to wait before calling it again."""

import math
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

__all__ = ["Pace", "Turn", "pause_before"]

_MINUTE = 60.0
_LONGEST = 60.0


@dataclass(slots=True)
class Turn:
    """A call's place in the queue: seconds until it may start, and the tokens it is thought to take."""

    seconds: float
    start: float
    tokens: int
    counted: bool = True


class Pace:
    """Keeps calls within an endpoint's requests and tokens per minute; shared by all threads that call it.

    Requests are spread evenly, since servers enforce a minute's quota in slices. Tokens are counted over the last
    sixty seconds: estimated when the call takes its turn, corrected when the endpoint says what it used.
    """

    def __init__(
        self, requests: int | None = None, tokens: int | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._gap = _MINUTE / requests if requests else 0.0
        self._limit = tokens
        self._clock = clock
        self._next = -math.inf
        self._held = -math.inf
        self._recent: deque[Turn] = deque()
        self._sum = 0
        self._lock = threading.Lock()

    def turn(self, tokens: int = 0) -> Turn:
        """The turn of a call that asks now. A call larger than a minute's tokens goes alone."""
        with self._lock:
            now = self._clock()
            start = max(now, self._next, self._held)
            if self._limit is not None:
                self._forget(start)
                while self._recent and self._sum + tokens > self._limit:
                    start = max(start, self._recent[0].start + _MINUTE)
                    self._forget(start)
            turn = Turn(start - now, start, tokens)
            # Turns start in the order they are given out, so what left the window never comes back.
            self._next = start + self._gap
            if self._limit is not None:
                self._recent.append(turn)
                self._sum += tokens
            return turn

    def correct(self, turn: Turn, tokens: int) -> None:
        """Count what the call really used in place of the estimate."""
        with self._lock:
            if turn.counted:
                self._sum += tokens - turn.tokens
            turn.tokens = tokens

    def hold(self, seconds: float) -> None:
        """Let no call start within the next seconds: the endpoint asked for them."""
        with self._lock:
            self._held = max(self._held, self._clock() + seconds)

    def held(self) -> float:
        """Seconds until the endpoint may be called again; 0 where it asked for none."""
        with self._lock:
            return max(0.0, self._held - self._clock())

    def _forget(self, start: float) -> None:
        while self._recent and self._recent[0].start + _MINUTE <= start:
            gone = self._recent.popleft()
            gone.counted = False
            self._sum -= gone.tokens


def pause_before(
    attempt: int,
    asked: str | None,
    draw: Callable[[], float] = random.random,
    clock: Callable[[], float] = time.time,
) -> float:
    """Seconds to wait before the attempt (1 is the first retry).

    What the server asked for in Retry-After, in seconds or as an HTTP date, and up to a tenth more, so that calls
    which were turned away together do not come back together; else exponential back-off with jitter, at most a minute.
    """
    seconds = _seconds(asked, clock) if asked is not None else None
    if seconds is not None:
        return seconds * (1 + draw() / 10)
    return float(min(_LONGEST, 0.5 * 2 ** min(attempt - 1, 10)) * (0.5 + draw() / 2))


def _seconds(asked: str, clock: Callable[[], float]) -> float | None:
    try:
        seconds = float(asked)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(asked).timestamp() - clock()
        except (ValueError, OverflowError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
