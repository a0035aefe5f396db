"""Threads that have something to show wake the session that waits for it, instead of letting it look by itself."""

import threading
from collections.abc import Callable
from functools import partial

import panel as pn
from panel.io.state import set_curdoc

__all__ = ["waker"]


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


def _over(doc: object) -> bool:
    context = getattr(doc, "session_context", None)
    return context is None or context.destroyed


def _nobody() -> None:
    """Nobody waits."""
