"""A small field over a table that shows only the rows that hold its text, with what else is to stand beside it."""

from collections.abc import Callable, Sequence
from typing import Any

from kgworkbench.app.components.frames import column
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, Sheet, h
from kgworkbench.app.components.tables import Table
from kgworkbench.app.strings import Strings

__all__ = ["SearchedTable"]

_HEIGHT = 44


class SearchedTable:
    """``view`` holds the table and, over it, its search; ``show(rows, actions)`` draws both.

    What is clicked of the actions goes to ``on_act``.
    """

    def __init__(self, table: Table, say: Strings, on_act: Callable[[Any], None] = lambda _: None) -> None:
        self.table = table
        self._say, self._on_act = say, on_act
        self._text, self._found = "", ""
        self._actions: Sequence[Node] = ()
        self._bar = Sheet(on_click=self._act, height=_HEIGHT)
        self.view = column(self._bar, table.view)
        self._draw()

    def show(self, rows: Sequence[Any], actions: Sequence[Node] = ()) -> None:
        """Show these rows, as far as they hold the text of the field, and these actions."""
        self._actions = actions
        self.table.show(rows)
        self._draw()

    def find(self, text: str) -> None:
        """Show only rows that hold the text; all of them for none."""
        shown, total = self.table.narrow(text)
        self._text = text
        self._found = self._say("rows_found", n=shown, m=total) if text.strip() else ""
        self._draw()

    def inherit(self, before: "SearchedTable") -> None:
        """Go on with the text that was being searched for."""
        if before._text:
            self.find(before._text)

    def _draw(self) -> None:
        say = self._say
        self._bar.show(
            h(
                "div.row.table-bar",
                h(
                    "label.search",
                    icon("search", "small"),
                    h(
                        "textarea.line",
                        rows="1",
                        placeholder=say("search_rows"),
                        aria_label=say("search_rows"),
                        submit="find",
                        data_live="yes",
                        data_value=self._text,
                    ),
                ),
                h("span.caption.num", self._found, aria_live="polite"),
                h("span.grow"),
                self._actions,
            )
        )

    def _act(self, action: Any) -> None:
        if isinstance(action, dict) and "find" in action:
            self.find(str(action["find"]))
        else:
            self._on_act(action)
