"""Questions to one endpoint: the strictest reply format it knows, its pace kept, retries, and errors in one line."""

import threading
import time
from collections.abc import Generator
from typing import Any

from kgworkbench.engines.openai.counting import completion_guess, tokens_of
from kgworkbench.engines.openai.endpoint import Endpoint
from kgworkbench.engines.openai.habits import Habits, too_large
from kgworkbench.engines.openai.hearing import Heard, UnusableError, hear, usage_of
from kgworkbench.engines.openai.pace import Pace, Turn, pause_before
from kgworkbench.engines.openai.wire import PassingError, RejectedError, Wire
from kgworkbench.errors import EngineError
from kgworkbench.model.usage import Usage

__all__ = ["Talk"]


class Talk:
    """Talks to one endpoint. Remembers, once per endpoint, how it wants to be asked."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._wire = Wire(endpoint)
        self._pace = Pace(endpoint.requests_per_minute, endpoint.tokens_per_minute)
        self._habits = Habits()
        self._proved: set[Habits] = set()
        self._streams = True
        self._spent = Usage()
        self._lock = threading.Lock()
        self._stop = threading.Event()

    @property
    def spent(self) -> Usage:
        """Tokens of every reply so far, those of replies that could not be used included."""
        return self._spent

    def close(self) -> None:
        """Wake every waiting call and let it fail."""
        self._stop.set()
        self._wire.close()

    def until(self) -> float:
        """The monotonic time at which a task that starts now must have ended."""
        return time.monotonic() + self._endpoint.deadline

    def say(
        self, instructions: str, content: str, name: str, schema: dict[str, Any], until: float | None = None
    ) -> Heard:
        """What the endpoint replies. ``instructions`` stay byte-identical between calls, so that its cache applies.

        A request the endpoint finds too long comes back as a reply that was cut before its first word.

        Raises:
            EngineError: no usable reply within the endpoint's attempts and the deadline.
        """
        talk = self.saying(instructions, content, name, schema, until, aloud=False)
        while True:
            try:
                next(talk)
            except StopIteration as ended:
                heard: Heard = ended.value
                return heard

    def saying(
        self,
        instructions: str,
        content: str,
        name: str,
        schema: dict[str, Any],
        until: float | None = None,
        *,
        aloud: bool = True,
    ) -> Generator[str, None, Heard]:
        """What the endpoint's message says so far, each time there is more; returns what ``say`` does.

        A try that fails in the middle leaves what it said standing until the next one says something.

        Raises:
            EngineError: no usable reply within the endpoint's attempts and the deadline.
        """
        until = self.until() if until is None else until
        keys = tuple(schema.get("properties", ()))
        messages = [{"role": "system", "content": instructions}, {"role": "user", "content": content}]
        guess = tokens_of(instructions) + tokens_of(content) + completion_guess(tokens_of(content))
        first = habits = self._habits
        spent = Usage()
        problem = "its limits on requests or tokens left no room"
        attempt = calls = 0
        aloud = aloud and self._streams
        while attempt < self._endpoint.attempts:
            turn = self._turn(guess, until)
            if turn is None:
                break
            request = {"model": self._endpoint.model, "messages": messages}
            request |= habits.request(name, schema, self._endpoint.max_tokens)
            asked: str | None = None
            busy = False
            seconds = max(0.001, min(self._endpoint.timeout, until - time.monotonic()))
            try:
                body = (yield from self._wire.stream(request, seconds)) if aloud else self._wire.post(request, seconds)
            except RejectedError as rejected:
                self._pace.correct(turn, 0)
                if aloud and "stream" in str(rejected):
                    aloud = self._streams = False
                    continue
                if too_large(rejected):
                    return Heard({}, True, spent)
                # Not counted as an attempt: the endpoint does not take this, and will not later.
                other = habits.after(rejected)
                if other is None:
                    raise EngineError(f"{self._endpoint.model} refused the request: {rejected}") from rejected
                habits = other
                continue
            except PassingError as passing:
                problem, asked, busy = str(passing), passing.asked, passing.busy
            else:
                usage = self._count(body)
                spent += usage
                if usage != Usage():
                    self._pace.correct(turn, usage.prompt + usage.completion)
                try:
                    heard = hear(body, self._endpoint.model, keys)
                except UnusableError as unusable:
                    problem = str(unusable)
                else:
                    self._remember(first, habits)
                    return Heard(heard.value, heard.cut, spent)
            calls += 1
            # Being turned away says nothing about the request: only the deadline ends that.
            attempt += not busy
            pause = pause_before(calls, asked)
            if asked is not None:
                self._pace.hold(pause)
            if attempt < self._endpoint.attempts and not self._wait(pause, until):
                break
        late = f" and {self._endpoint.deadline:.3g} seconds" if attempt < self._endpoint.attempts else ""
        raise EngineError(f"{self._endpoint.model} gave no usable reply after {calls} tries{late}: {problem}")

    def _count(self, body: dict[str, Any]) -> Usage:
        usage = usage_of(body)
        with self._lock:
            self._spent += usage
        return usage

    def _remember(self, first: Habits, habits: Habits) -> None:
        """Keep what worked, unless what was tried first has worked before: then it was about this one request."""
        with self._lock:
            if first not in self._proved:
                self._habits = habits
            self._proved.add(habits)

    def _turn(self, guess: int, until: float) -> Turn | None:
        """The turn of a call, once it has come; None where the deadline comes first."""
        while True:
            turn = self._pace.turn(guess)
            if self._wait(turn.seconds, until) and self._pace.held() <= 0:
                return turn
            self._pace.correct(turn, 0)
            if time.monotonic() + self._pace.held() > until or turn.start > until:
                return None

    def _wait(self, seconds: float, until: float) -> bool:
        """Wait; False at once where the deadline comes first."""
        if time.monotonic() + seconds > until:
            return False
        if self._stop.is_set() or (seconds > 0 and self._stop.wait(seconds)):
            raise EngineError("stopped while waiting for the endpoint")
        return True
