"""Rows, columns and panes that fill what they are given and never push their neighbours out of the window."""

from typing import Any

import panel as pn

__all__ = ["column", "page_frame", "pane", "row"]

# Panel's columns hold an unseen button that scrolls: it would take a gap of its own.
_BARE = ".scroll-button { display: none }"
_PANE = """
.scroll-button { display: none }
:host { background: light-dark(#ffffff, #14181f); border: 1px solid light-dark(#e4e7ec, #2b323d);
  border-radius: 10px; overflow: hidden }
"""


def column(*views: Any, style: dict[str, str] | None = None, **params: Any) -> Any:
    """Views one below the other."""
    return pn.Column(*views, stylesheets=[_BARE], **_filled(params, style))


def row(*views: Any, style: dict[str, str] | None = None, **params: Any) -> Any:
    """Views side by side."""
    return pn.Row(*views, **_filled(params, style))


def pane(*views: Any, style: dict[str, str] | None = None, **params: Any) -> Any:
    """A white sheet with a hairline round it."""
    return pn.Column(*views, stylesheets=[_PANE], **_filled(params, style))


def page_frame(*views: Any) -> Any:
    """A page: its parts in order, with room around them."""
    return column(*views, style={"gap": "12px", "padding": "20px 24px 16px"})


def _filled(params: dict[str, Any], style: dict[str, str] | None) -> dict[str, Any]:
    return {
        "sizing_mode": "stretch_both",
        "margin": 0,
        "styles": {"min-height": "0", "min-width": "0", **(style or {})},
        **params,
    }
