"""Long work as something to watch, or to wait for."""

from collections.abc import Generator, Iterator
from typing import Generic, TypeVar

__all__ = ["Run"]

Event = TypeVar("Event")
Result = TypeVar("Result")


class Run(Generic[Event, Result]):
    """Long work as a stream of events: iterate over it to watch, or call ``result`` to run it to its end.

    Nothing happens before the first event is asked for. Closing it stops the work at the next event.
    """

    def __init__(self, events: Generator[Event, None, Result]) -> None:
        self._events = events
        self._result: list[Result] = []

    def __iter__(self) -> Iterator[Event]:
        """The events, as they happen."""
        result = yield from self._events
        self._result.append(result)

    def result(self) -> Result:
        """What the work ends with, run to its end if it has not been.

        Raises:
            RuntimeError: the work was stopped before its end.
        """
        for _ in self:
            pass
        if not self._result or self._result[0] is None:
            raise RuntimeError("the run was stopped before its end: start it again")
        return self._result[0]

    def close(self) -> None:
        """Stop the work."""
        self._events.close()
