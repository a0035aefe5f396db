"""An event loop in a thread of its own: a call on it ends when its time is up, whatever it is waiting for."""

import asyncio
import threading
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from queue import SimpleQueue

__all__ = ["ClosedError", "Loop"]


class ClosedError(Exception):
    """The loop was closed, before or while it listened."""


class Loop:
    """Listens for callers in any thread; begins with the first, ends when closed, collected or with the process.

    ``last`` is awaited at the end, on the loop: it lets go of what the calls left open.
    """

    def __init__(self, last: Callable[[], Awaitable[object]]) -> None:
        self._last = last
        self._lock = threading.Lock()
        self._running: tuple[asyncio.AbstractEventLoop, threading.Thread] | None = None
        self._closed = False

    def heard(self, talk: Callable[[], AsyncIterator[bytes]], seconds: float) -> Iterator[bytes]:
        """The pieces as they come. Who stops listening ends the talk.

        Raises:
            TimeoutError: not all of them came within the seconds, connecting and waiting included.
            ClosedError: the loop was closed.
        """
        inbox: SimpleQueue[bytes | None] = SimpleQueue()

        async def listen() -> None:
            async with asyncio.timeout(seconds):
                async for piece in talk():
                    inbox.put(piece)

        with self._lock:
            task = asyncio.run_coroutine_threadsafe(listen(), self._begun())
        task.add_done_callback(lambda _: inbox.put(None))
        try:
            while (piece := inbox.get()) is not None:
                yield piece
            task.result()
        except CancelledError:
            raise ClosedError from None
        finally:
            task.cancel()

    def close(self) -> None:
        """End every talk, and the thread."""
        with self._lock:
            self._closed = True
        if self._running is not None:
            loop, thread = self._running
            _stop(loop)
            thread.join()

    def _begun(self) -> asyncio.AbstractEventLoop:
        if self._closed:
            raise ClosedError
        if self._running is None:
            loop = asyncio.new_event_loop()
            thread = threading.Thread(target=_run, args=(loop, self._last), name="kgw-endpoint", daemon=True)
            thread.start()
            self._running = loop, thread
            weakref.finalize(self, _stop, loop)
        return self._running[0]


def _run(loop: asyncio.AbstractEventLoop, last: Callable[[], Awaitable[object]]) -> None:
    async def end() -> None:
        talks = asyncio.all_tasks() - {asyncio.current_task()}
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await last()

    try:
        loop.run_forever()
        loop.run_until_complete(end())
    finally:
        loop.close()


def _stop(loop: asyncio.AbstractEventLoop) -> None:
    # Asked twice, or at its end, it has stopped already.
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(loop.stop)
