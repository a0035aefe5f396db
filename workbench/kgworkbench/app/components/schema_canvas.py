"""The board of a schema in a page: types as boxes, dragged from one to another to connect them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import param
from panel.custom import AnyWidgetComponent

__all__ = ["SchemaCanvas"]


class SchemaCanvas(AnyWidgetComponent):
    """Draws ``board`` as ``kgworkbench.present.board`` makes it, and hands each gesture to ``on_act``.

    Gestures: ``link`` (from and to, ids of entity types), ``new`` (x and y, or nothing), ``named`` (the form with the
    name that was written), ``cancelled``, ``remove`` (an id), ``place`` (id, x, y) and ``arrange``.
    """

    board = param.Dict(default={}, doc="nodes, edges and box.")
    picked = param.String(doc="Id of the box or line that is selected, both ways.")
    form = param.Dict(default={}, doc="The form over the board: kind, title, name, names, asked, error; {} for none.")
    words = param.Dict(default={}, doc="What buttons and lines say.")
    said = param.List(default=[], doc="What was done last, each with a growing number.")

    _esm = Path(__file__).parent / "static" / "schema_canvas.js"

    def __init__(
        self, *, on_act: Callable[[dict[str, Any]], None], on_pick: Callable[[str], None], **params: Any
    ) -> None:
        params.setdefault("sizing_mode", "stretch_both")
        params.setdefault("margin", 0)
        params.setdefault("styles", {"min-height": "0", "min-width": "0"})
        super().__init__(**params)
        self._on_act, self._on_pick = on_act, on_pick
        self._heard = self._asked = 0
        self._quiet = False
        self.param.watch(self._hear, "said")
        self.param.watch(self._turned, "picked")

    def show(self, board: dict[str, Any]) -> None:
        """Draw this, if it differs."""
        if board != self.board:
            self.board = board

    def pick(self, identity: str) -> None:
        """Select this, as somebody did elsewhere."""
        self._quiet = True
        try:
            self.picked = identity
        finally:
            self._quiet = False

    def ask(self, form: dict[str, Any]) -> None:
        """Show a form, or none for {}."""
        self._asked += 1
        self.form = {**form, "serial": self._asked} if form else {}

    def _hear(self, event: Any) -> None:
        for message in event.new:
            if message["serial"] > self._heard:
                self._heard = message["serial"]
                self._on_act(message["value"])

    def _turned(self, event: Any) -> None:
        if not self._quiet:
            self._on_pick(str(event.new))
