"""Keys pressed anywhere on the page, and how wide the window is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import param
from panel.custom import AnyWidgetComponent

from kgworkbench.app.keymap import page_keys

__all__ = ["Keys"]


class Keys(AnyWidgetComponent):
    """Calls ``on_key`` with each of ``keys`` pressed outside a field, with "undo" and "redo" for Ctrl+Z and
    Ctrl+Shift+Z, and with "Leave" for Escape in a field; ``on_width`` with the window's width, and ``on_scheme`` once
    with whether the reader wants it dark: as chosen before, else as the system has it."""

    keys = param.List(default=page_keys(), doc="Keys that are listened to.")
    dark = param.Boolean(default=False, doc="Whether the document's colour scheme is dark.")
    words = param.Dict(default={}, doc="What the banner says: lost, back.")
    pong = param.Number(default=0, doc="The last ping, sent back: this very session is still there.")
    said = param.List(default=[], doc="What the browser said last, each with a growing number.")

    _esm = Path(__file__).parent / "static" / "keys.js"

    def __init__(
        self,
        on_key: Callable[[str], None],
        on_width: Callable[[int], None],
        on_scheme: Callable[[bool], None],
        **params: Any,
    ) -> None:
        super().__init__(**params)
        self._listeners: dict[str, Callable[[Any], None]] = {
            "key": on_key,
            "width": on_width,
            "scheme": on_scheme,
            "ping": lambda number: self.param.update(pong=number),
        }
        self._heard = 0
        self.param.watch(self._hear, "said")

    def _hear(self, event: Any) -> None:
        for message in event.new:
            if message["serial"] > self._heard:
                self._heard = message["serial"]
                self._listeners[message["type"]](message.get("value"))
