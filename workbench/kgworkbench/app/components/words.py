"""Small pieces many sheets are made of: type tags, page heads, empty states, times and bars."""

import re
from collections.abc import Iterable
from typing import Any

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.present.palette import Style, style_of

__all__ = ["bar", "chip", "count", "empty", "head", "ink", "kind_tag", "listed"]


_HAN = re.compile("[\u4e00-\u9fff]")


def ink(style: Style) -> dict[str, str]:
    """The style sheet property that carries a type's colour in both themes."""
    return {"--c": f"light-dark({style.color}, {style.dark})"}


def kind_tag(kind: str, style: Style | None = None) -> Node:
    """A type's name with its colour."""
    return h("span.row", h("span.dot"), h("span.tag.cut", kind), style=ink(style or style_of(kind)))


def chip(text: Any, *classes: str, click: Any = None, **attributes: Any) -> Node:
    """A small rounded label."""
    return h(".".join(("span", "chip", *classes)), h("span.cut", str(text)), click=click, **attributes)


def head(title: str, lead: str, *actions: Node) -> Node:
    """The head of a page."""
    return h("header.head", h("div.grow", h("h1", title), h("p.caption", lead)), actions)


def empty(name: str, title: str, hint: str = "", action: Node | None = None) -> Node:
    """What stands where nothing is yet: what it will be, and what to do."""
    return h("div.empty", icon(name), h("h2", title), h("p", hint) if hint else None, action)


def bar(share: float, *, thin: bool = False, style: Style | None = None) -> Node:
    """A measured bar, filled to the share."""
    kind = "div.meter.thin" if thin else "div.meter"
    width = f"{100 * min(max(share, 0.0), 1.0):.1f}%"
    return h(kind, h("div", style={"width": width}), style=ink(style) if style else None)


def count(number: int) -> str:
    """A number with thin separators."""
    return f"{number:,}".replace(",", " ")


def listed(items: Iterable[str], limit: int) -> str:
    """The first few items, and how many more there are; Chinese ones stand in a Chinese row."""
    found = list(items)
    more = f" +{len(found) - limit}" if len(found) > limit else ""
    shown = found[:limit]
    return ("、" if any(_HAN.search(item) for item in shown) else ", ").join(shown) + more
