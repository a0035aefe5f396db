"""A place to drop files on, anywhere on the page while it shows, with a button for those who choose instead."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import param
from panel.custom import AnyWidgetComponent

from kgworkbench.read.files import SUFFIXES

__all__ = ["Drop"]


class Drop(AnyWidgetComponent):
    """Calls ``on_files`` with what was dropped: a list of dicts with ``name`` and ``data`` (base64)."""

    label = param.String(doc="What the button says.")
    hint = param.String(doc="What stands over the page while files hang over it.")
    accept = param.String(default=",".join(SUFFIXES), doc="Suffixes the file chooser offers.")
    dropped = param.Dict(default={}, doc="The last part of what was dropped: serial, files, last.")

    _esm = Path(__file__).parent / "static" / "drop.js"

    def __init__(self, on_files: Callable[[Sequence[dict[str, str]]], None], **params: Any) -> None:
        super().__init__(**params)
        self._on_files = on_files
        self._waiting: list[dict[str, str]] = []
        self.param.watch(self._take, "dropped")

    def _take(self, event: Any) -> None:
        self._waiting += event.new.get("files", ())
        if event.new.get("last"):
            files, self._waiting = self._waiting, []
            self._on_files(files)
