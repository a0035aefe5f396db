"""The command palette: Ctrl+K, type, Enter."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import param
from panel.custom import AnyWidgetComponent

__all__ = ["Palette"]


class Palette(AnyWidgetComponent):
    """Asks ``find`` for hits as people type, and gives ``on_choose`` the value of the hit they take.

    A hit has label, kind and value, and may have color, dark and key.
    """

    words = param.Dict(default={}, doc="What it says: title, hint, none.")
    query = param.Dict(default={}, doc="What was typed last.")
    hits = param.List(default=[], doc="What was found for it.")
    chosen = param.Dict(default={}, doc="The value of the hit that was taken last.")
    asked = param.Integer(default=0, doc="Rises to open it from the page.")

    _esm = Path(__file__).parent / "static" / "palette.js"

    def __init__(
        self,
        find: Callable[[str], Sequence[Mapping[str, Any]]],
        on_choose: Callable[[Any], None],
        **params: Any,
    ) -> None:
        super().__init__(**params)
        self._find, self._on_choose = find, on_choose
        self.param.watch(self._look, "query")
        self.param.watch(self._take, "chosen")

    def open(self) -> None:
        """Show it, as Ctrl+K does."""
        self.asked += 1

    def _look(self, event: Any) -> None:
        self.hits = [dict(hit) for hit in self._find(str(event.new.get("text", "")))]

    def _take(self, event: Any) -> None:
        self._on_choose(event.new.get("value"))
