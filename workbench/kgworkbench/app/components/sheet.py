"""A sheet: what a page says, as a tree of plain values that the browser draws as text and never as HTML."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ClassVar

import param
from bokeh.settings import settings
from panel.custom import AnyWidgetComponent

__all__ = ["Node", "Sheet", "h"]

Node = dict[str, Any]

_STATIC = Path(__file__).parent / "static"

# At every change of a component Panel asks its model for what it lacks, and Bokeh looks for names that are like it.
settings.perform_error_diagnostics = False


def h(
    kind: str,
    *children: Any,
    click: Any = None,
    hover: Any = None,
    copy: str | None = None,
    save: dict[str, str] | None = None,
    submit: str | None = None,
    sends: bool | None = None,
    edit: dict[str, Any] | None = None,
    keys: dict[str, Any] | None = None,
    key: str | None = None,
    style: dict[str, str] | None = None,
    **attributes: Any,
) -> Node:
    """One element: ``h("div.card.wide", "text", h("b", "more"), click={"open": 3}, key="3", title="…")``.

    ``kind`` is a tag and its classes. Children are nodes, texts, numbers or iterables of these; None is left out.
    ``click`` and ``hover`` are values the sheet hands back; ``copy`` a text for the clipboard; ``save`` a file's
    ``name`` and ``text``; ``submit`` names the text of a field when it is handed back, which Enter and an element
    that ``sends`` do. ``edit`` is handed back with the ``text`` of a field that was changed and left, ``data_value``
    the text it begins with. ``keys`` maps keys to values that are handed back while the element can be seen.
    Attribute names take ``_`` for ``-``.
    """
    tag, *classes = kind.split(".")
    node: Node = {"t": tag or "div"}
    if classes:
        node["c"] = " ".join(classes)
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    events = {"click": click, "hover": hover, "copy": copy, "save": save, "submit": submit, "sends": sends}
    events |= {"edit": edit, "keys": keys}
    events = {name: value for name, value in events.items() if value is not None}
    if events:
        node["on"] = events
        if tag not in ("button", "summary", "textarea") and (click is not None or copy is not None):
            named.setdefault("role", "button")
            named.setdefault("tabindex", "0")
    if named:
        node["a"] = named
    if style:
        node["s"] = style
    if key is not None:
        node["k"] = key
    flat = list(_flat(children))
    if flat:
        node["x"] = flat
    return node


def _flat(children: Iterable[Any]) -> Iterable[Any]:
    for child in children:
        if child is None or child is False:
            continue
        if isinstance(child, dict | str):
            yield child
        elif isinstance(child, Iterable):
            yield from _flat(child)
        else:
            yield str(child)


def _packed(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))


# Panel 1.9 keeps one rendering function for JSComponent and AnyWidgetComponent alike, the first one's: the graph view
# is an anywidget, so everything here is.
class Sheet(AnyWidgetComponent):
    """Shows ``node``; clicks and hovers come to ``on_click`` and ``on_hover`` with the value their element carries."""

    drawn = param.String(default="{}", doc="What is shown as JSON, which goes to the browser.")
    said = param.List(default=[], doc="What was clicked or hovered last, each with a growing number.")

    _esm = _STATIC / "sheet.js"
    _stylesheets: ClassVar[list[Any]] = [_STATIC / "sheet.css"]
    # Panel gathers what a browser tells for 50 ms; a click is one message.
    _debounce: ClassVar[int] = 5
    # No page has a busy sign that a click must switch on and off.
    _busy__ignore: ClassVar[list[str]] = ["said"]

    def __init__(
        self,
        node: Node | None = None,
        *,
        on_click: Callable[[Any], None] | None = None,
        on_hover: Callable[[Any], None] | None = None,
        **params: Any,
    ) -> None:
        params.setdefault("sizing_mode", "stretch_width")
        params.setdefault("margin", 0)
        # No parameter: param and Bokeh look at every value of a dict, one by one in Python; a text goes as it is.
        self._node: Node = node or {}
        super().__init__(drawn=_packed(self._node), **params)
        self._on_click = on_click
        self._on_hover = on_hover
        self._heard = 0
        self.param.watch(self._hear, "said")

    @property
    def node(self) -> Node:
        """What is shown, made with ``h``; it stays in Python."""
        return self._node

    def show(self, node: Node) -> None:
        """Draw this instead, if it differs."""
        if node != self._node:
            self._node = node
            self.drawn = _packed(node)

    def _update_properties(self, *events: Any, doc: Any) -> dict[str, Any]:
        # Panel asks the design for its style sheets at every change, which looks up files: a sheet has its own.
        if any(event.name == "stylesheets" for event in events):
            return super()._update_properties(*events, doc=doc)
        return self._process_param_change({event.name: event.new for event in events})

    def _update_model(self, events: Any, msg: dict[str, Any], root: Any, model: Any, doc: Any, comm: Any) -> None:
        # What is drawn holds no models, of which Panel would keep account, and never comes from the browser.
        if msg.keys() == {"drawn"}:
            self._set_on_model(msg, root, model.data)
        else:
            super()._update_model(events, msg, root, model, doc, comm)

    def _hear(self, event: Any) -> None:
        for message in event.new:
            if message["serial"] > self._heard:
                self._heard = message["serial"]
                listener = self._on_click if message["type"] == "click" else self._on_hover
                if listener is not None:
                    listener(message.get("value"))
