"""Work side by side that is not waited for longer than it may take."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

__all__ = ["Crew"]

Value = TypeVar("Value")


class Crew:
    """Threads for a few jobs at once. What is late is left behind: it ends on its own, and nobody reads it.

    Args:
        size: jobs at once.
        seconds: how long one ``run`` may take.
    """

    def __init__(self, size: int, seconds: float) -> None:
        self.seconds = seconds
        self._size = size
        self._threads = self._hired()

    def __enter__(self) -> Self:
        """The crew itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the threads go, without waiting for one that is late."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def run(self, jobs: Sequence[Callable[[], Value]]) -> list[Value | None]:
        """What each job gives, in order; None for one that was not done in time."""
        end = time.monotonic() + self.seconds
        futures = [self._threads.submit(job) for job in jobs]
        results = [_in_time(future, end) for future in futures]
        if not all(future.done() for future in futures):
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._threads = self._hired()
        return results

    def _hired(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(max_workers=self._size, thread_name_prefix="route")


def _in_time(future: Future[Value], end: float) -> Value | None:
    try:
        return future.result(timeout=max(0.0, end - time.monotonic()))
    except TimeoutError:
        if future.done():  # the job's own TimeoutError: its business
            raise
        return None
