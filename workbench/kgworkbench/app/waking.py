"""Threads that have something to show wake the session that waits for it, instead of letting it look by itself."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import panel as pn
from panel.io import document as sending
from panel.io.state import set_curdoc

__all__ = ["later", "send_rest", "waker"]


def waker(act: Callable[[], None]) -> Callable[[], None]:
    """A function for any thread that has ``act`` called in the session this was made in, as soon as it is free.

    Several calls before that are one. Outside a served session, and after its end, nothing is called.
    """
    doc = pn.state.curdoc
    turn = threading.Lock()

    def awake() -> None:
        turn.release()
        if not _over(doc):
            with set_curdoc(doc), pn.io.hold():
                act()

    def wake() -> None:
        if not _over(doc) and turn.acquire(blocking=False):
            doc.add_next_tick_callback(awake)

    return wake if doc is not None else partial(_nobody)


def later(act: Callable[[], None]) -> Callable[[float], None] | None:
    """A function for the session this was made in that has ``act`` called there after so many seconds.

    Asked for again before that, it is still one call. None outside a served session.
    """
    doc = pn.state.curdoc
    if doc is None:
        return None
    waiting = False

    def awake() -> None:
        nonlocal waiting
        waiting = False
        if not _over(doc):
            with set_curdoc(doc), pn.io.hold():
                act()

    def wait(seconds: float) -> None:
        nonlocal waiting
        if not waiting and not _over(doc):
            waiting = True
            doc.add_timeout_callback(awake, max(int(1000 * seconds), 1))

    return wait


def send_rest(doc: Any) -> None:
    """Send what the document has for its browser and Panel 1.9 holds back until something else changes.

    Its writer ends while another waits to write, and takes the mark away without which that one writes nothing.
    """
    if doc is not None and doc in sending._WRITE_MSGS and doc not in sending._WRITE_BLOCK:
        sending._WRITE_BLOCK[doc] = True
        sending._dispatch_write_task(doc, sending._dispatch_msgs, doc)


def _over(doc: object) -> bool:
    context = getattr(doc, "session_context", None)
    return context is None or context.destroyed


def _nobody() -> None:
    """Nobody waits."""
