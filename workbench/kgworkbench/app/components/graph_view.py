"""The graph view in a page: the JavaScript of ``kgwidgets.GraphView`` under Panel."""

import hashlib
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import param
from bokeh.embed.bundle import extension_dirs
from panel.custom import AnyWidgetComponent
from panel.util import classproperty

from kgwidgets.bundle import graph_view_module
from kgworkbench.present.graph import counts_of

__all__ = ["GraphView"]


class GraphView(AnyWidgetComponent):
    """A graph one can select in; ``show(view)`` draws view data made by ``kgworkbench.present.graph``.

    ``selected``, ``selected_edges``, ``hovered``, ``hidden`` and ``moved`` follow what is done in the browser.
    ``request`` holds the last wish, as ``kgworkbench.present.lens.granted`` reads it, or ``{"kind": "export"}``: watch
    it, make a new view and show that, or give the page with ``save``.
    """

    written = param.String(doc="What is drawn as JSON: nodes, edges, legend, groups and counts of the view data.")
    selected = param.List(doc="Ids of the selected nodes, both ways.")
    selected_edges = param.List(doc="Ids of the selected edges, both ways.")
    hovered = param.String(doc="Id of the node under the pointer.")
    highlight = param.List(doc="Numbered paths that stand out: number, nodes, edges; the rest dims.")
    hidden = param.List(doc="Ids of hidden nodes, both ways.")
    locked = param.List(doc="Ids of entities and communities that a person decided on: they carry a lock.")
    moved = param.Dict(default={}, doc="Where a person dragged nodes to: id -> [x, y].")
    request = param.Dict(default={}, doc="The last wish: expand, open, close, limit, loose, shown or export.")
    look_at = param.Dict(default={}, doc="Where the camera goes: the id of a node or an opened community.")
    download = param.Dict(default={}, doc="A file the browser saves: name and text.")
    theme = param.Selector(default="auto", objects=["auto", "light", "dark"])
    language = param.Selector(default="en", objects=["en", "zh"])
    caption = param.String(doc="What a screen reader calls the canvas.")
    empty = param.String(doc="What stands where there is nothing to draw.")
    error = param.String(doc="Shown under the canvas.")

    @classproperty
    def _bundle_path(cls) -> Path:  # noqa: N805
        return _bundle()

    def __init__(self, **params: Any) -> None:
        self._view: dict[str, Any] = {}
        super().__init__(**params)

    def show(self, view: dict[str, Any]) -> None:
        """Draw the view data. Nodes drawn before keep their place and the viewport stays."""
        self._view = view
        drawn = {"nodes": view["nodes"], "edges": view["edges"], "legend": view["legend"]}
        drawn |= {"groups": view.get("groups", []), "counts": counts_of(view)}
        # No lists: param and Bokeh look at every value of them, one by one in Python; a text goes as it is.
        self.written = json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))

    @property
    def nodes(self) -> list[dict[str, Any]]:
        """Nodes of what is drawn; they stay in Python."""
        return list(self._view.get("nodes", ()))

    @property
    def edges(self) -> list[dict[str, Any]]:
        """Edges of what is drawn; they stay in Python."""
        return list(self._view.get("edges", ()))

    def save(self, name: str, text: str) -> None:
        """Have the browser save a page under that name."""
        self.download = {"name": name, "text": text, "serial": self.download.get("serial", 0) + 1}


@cache
def _bundle() -> Path:
    """The module as a file under an address that changes with its content, so that a browser can keep it."""
    source = graph_view_module()
    folder = Path(_kept_folder().name)
    path = folder / f"graph_view.{hashlib.sha256(source.encode()).hexdigest()[:12]}.js"
    path.write_text(source, encoding="utf-8")
    extension_dirs["kgworkbench"] = folder
    return path


@cache
def _kept_folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="kgworkbench-")
