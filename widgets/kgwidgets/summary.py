"""The summary a view leaves in a saved notebook: an HTML table without script or image, or a drawing.

JupyterLab shows "Loading widget..." for a widget whose kernel is gone, whatever else its output holds. So the summary
is an output of its own under the view, and steps back where the view is alive.
"""

import os
import sys
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

__all__ = ["show_with_summary", "summary_table"]

_ROWS = 40

_WIDGET = "application/vnd.jupyter.widget-view+json"
_SUMMARIES = ("text/html", "image/svg+xml")
# One rule hides the summary under a living view, the next what Lab says in the place of a dead one (text, no element),
# and the last the words of the view where they stand over a summary that says them too.
_OUTPUT = ".jp-OutputArea-child"
_STYLE = (
    f"<style>{_OUTPUT}:has(.kgv, .kgw) + {_OUTPUT}:has(.kgv-still) {{ display:none }} "
    f"{_OUTPUT}:has(> .lm-Panel):not(:has(> .lm-Panel *)):has(+ {_OUTPUT} .kgv-still) {{ display:none }} "
    f"{_OUTPUT}:has(> .jp-RenderedText):has(+ {_OUTPUT} .kgv-still) {{ display:none }}</style>"
)


def show_with_summary(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> None:
    """Display the bundle of a view, and its summary as an output beside it that shows only where the view is not alive.

    Hosts that are not built of Jupyter's outputs get the bundle as it is: they could not hide the summary.
    """
    from IPython.display import display

    summaries = {kind: data[kind] for kind in _SUMMARIES if kind in data}
    if _WIDGET not in data or not summaries or "google.colab" in sys.modules or _in_vscode():
        display(dict(data), raw=True, metadata=dict(metadata))
        return
    live = {kind: value for kind, value in data.items() if kind not in summaries}
    display(live, raw=True, metadata=dict(metadata))
    plain = str(data.get("text/plain", ""))
    text = summaries.get("text/html") or _image(summaries["image/svg+xml"], plain)
    still = {**summaries, "text/html": f'<div class="kgv-still">{_STYLE}{text}</div>', "text/plain": plain}
    display(still, raw=True)


def _image(drawing: str, words: str) -> str:
    """The drawing as an image in HTML: of a bare SVG a notebook that is not trusted leaves nothing but its words."""
    coded = b64encode(drawing.encode()).decode("ascii")
    image = f'<img alt="{escape(words)}" style="max-width:900px;width:100%" src="data:image/svg+xml;base64,{coded}">'
    return f"<div>{escape(words)}</div>{image}"


def _in_vscode() -> bool:
    """Whether the kernel was started by VS Code, which draws each output in a frame of its own making."""
    return any(name in os.environ for name in ("VSCODE_PID", "VSCODE_CWD"))


def summary_table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """An HTML table of the first rows under its caption; what is cut is counted in a last row."""
    every = list(rows)
    shown = "".join(_row("td", row) for row in every[:_ROWS])
    if len(every) > _ROWS:
        shown += f'<tr><td colspan="{len(head)}">… {len(every) - _ROWS}</td></tr>'
    title = f'<caption style="text-align:left">{escape(caption)}</caption>'
    return f"<table>{title}<thead>{_row('th', head)}</thead><tbody>{shown}</tbody></table>"


def _row(tag: str, cells: Sequence[object]) -> str:
    return "<tr>" + "".join(_cell(tag, cell) for cell in cells) + "</tr>"


def _cell(tag: str, cell: object) -> str:
    """A cell; words begin at the left, where a notebook would set everything as it sets numbers."""
    if isinstance(cell, float):
        return f"<{tag}>{cell:{'.2f' if abs(cell) < 10 else ',.0f'}}</{tag}>"
    if isinstance(cell, int):
        return f"<{tag}>{cell}</{tag}>"
    return f'<{tag} style="text-align:left">{escape(str(cell))}</{tag}>'
