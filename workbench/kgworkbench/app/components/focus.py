"""The focus of whoever works by keyboard: never lost, never trapped, and past the navigation in one step."""

from pathlib import Path
from typing import Any

import param
from panel.custom import AnyWidgetComponent

__all__ = ["Focus"]


class Focus(AnyWidgetComponent):
    """Finds a lost focus again, walks tables by arrows, and puts a link past the navigation before everything."""

    word = param.String(doc="What the link past the navigation says.")
    arrived = param.Integer(default=0, doc="Rises when another page came into view by keyboard.")

    _esm = Path(__file__).parent / "static" / "focus.js"

    def __init__(self, **params: Any) -> None:
        super().__init__(width=0, height=0, margin=0, **params)

    def arrive(self) -> None:
        """Put the focus on the heading of the page in view, as soon as it stands."""
        self.arrived += 1
