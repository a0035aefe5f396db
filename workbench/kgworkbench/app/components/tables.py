"""Tables: Tabulator, dressed like the rest, its cells text and never HTML, its rows known by id."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import panel as pn

from kgworkbench.app.components.theme import TABLE_CSS

__all__ = ["Table"]


_BAD = "--t-cell: var(--t-bad)"


class Table:
    """Rows of dicts, each with an ``id`` that is not shown. ``rows`` changes in place where only cells differ.

    ``numbers`` are columns set to the right; ``hints`` are tooltips of columns whose heads are short; ``labels`` gives
    the few values a column may have, each with what it is called. ``on_touch`` gets the id of the row of a cell that
    is clicked; a ``bad`` row is red.
    """

    def __init__(
        self,
        columns: Mapping[str, str],
        *,
        widths: Mapping[str, Any] | None = None,
        editors: Mapping[str, Any] | None = None,
        hints: Mapping[str, str] | None = None,
        labels: Mapping[str, Mapping[str, str]] | None = None,
        numbers: Collection[str] = (),
        on_pick: Any = None,
        on_edit: Any = None,
        on_touch: Callable[[str], None] | None = None,
        bad: Callable[[Mapping[str, Any]], bool] | None = None,
        empty: str = "",
        selectable: Any = 1,
        **params: Any,
    ) -> None:
        self._columns = dict(columns)
        self._rows: list[dict[str, Any]] = []
        self._all: list[dict[str, Any]] = []
        self._left: frozenset[str] = frozenset()
        self._on_pick, self._on_edit = on_pick, on_edit
        self._quiet = False
        labels = labels or {}
        params.setdefault("sizing_mode", "stretch_both")
        params.setdefault("min_height", 60)
        params.setdefault("styles", {"min-height": "0"})
        self.view = pn.widgets.Tabulator(
            self._frame([]),
            show_index=False,
            hidden_columns=["id"],
            titles=self._columns,
            widths=dict(widths or {}),
            header_tooltips=dict(hints or {}),
            text_align=dict.fromkeys(numbers, "right"),
            header_align=dict.fromkeys(numbers, "right"),
            editors={
                name: {"type": "list", "values": dict(labels[name])} if name in labels else (editors or {}).get(name)
                for name in self._columns
            },
            formatters={
                name: {"type": "lookup", **labels[name]} if name in labels else {"type": "plaintext"}
                for name in self._columns
            },
            selectable=selectable,
            layout="fit_columns",
            stylesheets=[TABLE_CSS],
            margin=0,
            theme="simple",
            configuration={
                "placeholder": empty,
                "columnDefaults": {"headerSortTristate": True},
                "renderVertical": "virtual",
                # A cell that is edited when it has the focus would make every cell a stop of the Tab key.
                "editTriggerEvent": "click",
            },
            **params,
        )
        if bad is not None:
            self.view.style.apply(lambda row: [_BAD if bad(row) else ""] * len(row), axis=1)
        self.view.param.watch(self._picked, "selection")
        self.view.on_edit(self._edited)
        if on_touch is not None:
            # A cell that can be edited takes the click, and its row is not selected.
            self.view.on_click(lambda event: on_touch(str(self._rows[event.row]["id"])))

    @property
    def picked(self) -> list[str]:
        """Ids of the selected rows."""
        return [str(self._rows[at]["id"]) for at in self.view.selection if at < len(self._rows)]

    def show(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show these rows; the scroll stays where it was when only cells changed."""
        self._all = [{"id": row["id"], **{name: row.get(name, "") for name in self._columns}} for row in rows]
        new = [row for row in self._all if row["id"] not in self._left]
        if new == self._rows:
            return
        same = [row["id"] for row in new] == [row["id"] for row in self._rows]
        old, self._rows = self._rows, new
        self._quiet = True
        try:
            if same:
                patch: dict[str, list[tuple[int, Any]]] = {}
                for at, (before, after) in enumerate(zip(old, new, strict=True)):
                    for name in self._columns:
                        if before[name] != after[name]:
                            patch.setdefault(name, []).append((at, after[name]))
                self.view.patch(patch, as_index=False)
            else:
                self.view.selection = []
                self.view.value = self._frame(new)
        finally:
            self._quiet = False

    def narrow(self, text: str) -> tuple[int, int]:
        """Show only rows one of whose cells holds the text, whatever its case; how many are shown, and of how many.

        A row that is edited stays though it no longer holds the text, and a new one is shown, until it is said again.
        """
        wanted = text.strip().casefold()
        self._left = frozenset(
            row["id"]
            for row in self._all
            if wanted and not any(wanted in str(row[name]).casefold() for name in self._columns)
        )
        self.show(self._all)
        return len(self._rows), len(self._all)

    def hide(self, names: Collection[str]) -> None:
        """Leave these columns out."""
        hidden = ["id", *(name for name in self._columns if name in names)]
        if self.view.hidden_columns != hidden:
            self.view.hidden_columns = hidden

    def follow(self, identity: str) -> None:
        """Select the row of that id, or none."""
        at = [index for index, row in enumerate(self._rows) if row["id"] == identity]
        if self.view.selection != at:
            self._quiet = True
            try:
                self.view.selection = at
            finally:
                self._quiet = False

    def _frame(self, rows: Sequence[Mapping[str, Any]]) -> Any:
        import pandas

        # Objects, so that a cell may turn from nothing into a number.
        return pandas.DataFrame(list(rows), columns=["id", *self._columns], dtype=object)

    def _picked(self, _: Any) -> None:
        if not self._quiet and self._on_pick is not None:
            picked = self.picked
            self._on_pick(picked[-1] if picked else "")

    def _edited(self, _: Any) -> None:
        # The row number of an edit means little under a sort or a filter: what changed is found by id.
        if self._quiet or self._on_edit is None:
            return
        known = {str(row["id"]): row for row in self._rows}
        for record in self.view.value.to_dict("records"):
            row = known.get(str(record["id"]))
            if row is None:
                continue
            for name in self._columns:
                if str(record[name]) != str(row[name]):
                    row[name] = record[name]
                    self._on_edit(str(record["id"]), name, record[name])
