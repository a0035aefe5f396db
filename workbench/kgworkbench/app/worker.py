"""Long work, in threads that belong to the server: it goes on when a tab is closed, and every tab can watch it."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Generic, Literal, TypeVar

from kgworkbench.errors import WorkbenchError

__all__ = ["Job", "Status"]

Event = TypeVar("Event")
Status = Literal["running", "paused", "stopping", "done", "stopped", "failed"]


class Job(Generic[Event]):
    """One piece of long work: its events so far, how far it is, and how it ended.

    ``events`` only ever grows, so a session that remembers how many it has seen misses none and waits for none.
    """

    def __init__(self, kind: str, title: str, work: Callable[[], Iterator[Event]]) -> None:
        self.kind = kind
        self.title = title
        self.events: list[Event] = []
        self.status: Status = "running"
        self.error = ""
        self.known = False
        self.began = time.monotonic()
        self.ended: float | None = None
        self.done = 0
        self.total = 0
        self._work = work
        self._stop = threading.Event()
        self._go = threading.Event()
        self._go.set()
        self._rested = 0.0
        self._paused_at: float | None = None
        self._listeners: list[Callable[[Job[Any], Event], None]] = []
        self._finally: list[Callable[[Job[Any]], None]] = []
        self._over: list[Callable[[Job[Any]], None]] = []
        self._thread = threading.Thread(target=self._run, name=f"kgw-{kind}", daemon=True)

    @property
    def active(self) -> bool:
        """Whether it still runs."""
        return self.status in ("running", "paused", "stopping")

    @property
    def seconds(self) -> float:
        """How long it has worked, pauses left out."""
        return (self.ended or self._paused_at or time.monotonic()) - self.began - self._rested

    @property
    def eta(self) -> float | None:
        """Seconds to go at the pace measured so far; None while there is nothing to measure."""
        if not self.active or not self.done or not self.total:
            return None
        return self.seconds / self.done * (self.total - self.done)

    def start(self) -> "Job[Event]":
        """Begin, and return the job."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Ask it to end at its next event; what was committed stays."""
        self.resume()
        if self.status == "running":
            self.status = "stopping"
        self._stop.set()

    def pause(self) -> None:
        """Ask it to rest at its next event; what was committed stays, and nothing runs until it is resumed."""
        if self.status == "running":
            self.status, self._paused_at = "paused", time.monotonic()
            self._go.clear()

    def resume(self) -> None:
        """Let it go on."""
        if self.status == "paused":
            self._rested += time.monotonic() - (self._paused_at or time.monotonic())
            self.status, self._paused_at = "running", None
            self._go.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it ended within that time."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def on_event(self, listener: Callable[["Job[Any]", Event], None]) -> None:
        """Call the listener, in the job's thread, with every event before sessions see it."""
        self._listeners.append(listener)

    def on_end(self, listener: Callable[["Job[Any]"], None]) -> None:
        """Call the listener, in the job's thread, when it ends, however it does."""
        self._finally.append(listener)

    def on_over(self, listener: Callable[["Job[Any]"], None]) -> None:
        """Call the listener, in the job's thread, when all is done and its status says so."""
        self._over.append(listener)

    def _run(self) -> None:
        status: Status = "done"
        try:
            events = iter(self._work())
            for event in events:
                for listener in self._listeners:
                    listener(self, event)
                self.events.append(event)
                self._go.wait()
                if self._stop.is_set():
                    close = getattr(events, "close", None)
                    if close is not None:
                        close()
                    status = "stopped"
                    break
        except WorkbenchError as problem:
            self.error, self.known, status = str(problem), True, "failed"
        except Exception as problem:  # noqa: BLE001 - the worker turns whatever broke into an error people see
            self.error, status = f"{type(problem).__name__}: {problem}", "failed"
        try:
            for ended in self._finally:
                ended(self)
        except Exception as problem:  # noqa: BLE001 - the same: shown, not lost in a thread
            self.error, status = f"{type(problem).__name__}: {problem}", "failed"
        self.ended = time.monotonic()
        self.status = status
        for over in self._over:
            over(self)
