"""The summary a view leaves in a saved notebook: an HTML table without script, style sheet or image."""

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["summary_table"]

_ROWS = 40


def summary_table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """An HTML table of the first rows under its caption; what is cut is counted in a last row."""
    every = list(rows)
    shown = "".join(_row("td", row) for row in every[:_ROWS])
    if len(every) > _ROWS:
        shown += f'<tr><td colspan="{len(head)}">… {len(every) - _ROWS}</td></tr>'
    title = f"<caption>{escape(caption)}</caption>"
    return f"<table>{title}<thead>{_row('th', head)}</thead><tbody>{shown}</tbody></table>"


def _row(tag: str, cells: Sequence[object]) -> str:
    written = (f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells)
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in written) + "</tr>"
