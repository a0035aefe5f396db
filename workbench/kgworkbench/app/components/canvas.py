"""The graph view as the pages use it: shown only when its view data changed, and told of theme and selection."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kgworkbench.app.components.graph_view import GraphView

__all__ = ["Canvas"]


class Canvas:
    """One drawn graph. ``on_select`` gets the id of what was clicked, ``on_pair`` the last two of several selected,
    ``on_request`` wishes for more."""

    def __init__(
        self,
        *,
        on_select: Callable[[str], None],
        on_request: Callable[[dict[str, Any]], None] | None = None,
        on_pair: Callable[[str, str], None] | None = None,
        caption: str = "",
        empty: str = "",
        language: str = "en",
        framed: bool = True,
        **params: Any,
    ) -> None:
        params.setdefault("sizing_mode", "stretch_both")
        params.setdefault("margin", 0)
        params.setdefault("styles", {"min-height": "0", "min-width": "0"})
        # The frame round it decides how high it is, and may be the only one.
        alone = "" if framed else "; border: 0 !important; border-radius: 0 !important"
        params.setdefault("stylesheets", [f".kgw {{ min-height: 0 !important{alone} }}"])
        self.view = GraphView(caption=caption, empty=empty, language=language, **params)
        self._shown: Any = None
        self._telling = False
        self._on_select = on_select
        self._on_request = on_request
        self._on_pair = on_pair
        self.view.param.watch(self._selected, ["selected", "selected_edges"])
        self.view.param.watch(self._requested, "request")

    def show(self, view: dict[str, Any]) -> None:
        """Draw the view data, unless it is what is drawn."""
        if view is not self._shown:
            self._shown = view
            self.view.show(view)

    def visit(self, identity: str) -> None:
        """Bring a node, or an opened community, to the middle."""
        self.view.look_at = {"id": identity, "serial": self.view.look_at.get("serial", 0) + 1}

    def save(self, name: str, page: str) -> None:
        """Have the browser save the page under that name."""
        self.view.save(name, page)

    def follow(self, selected: str) -> None:
        """Select this, as somebody did elsewhere."""
        nodes = {node["id"] for node in self.view.nodes}
        edges = {edge["id"] for edge in self.view.edges}
        if selected in self.view.selected and len(self.view.selected) > 1:
            # One of several that are selected here: leave them.
            return
        wanted = {
            "selected": [selected] if selected in nodes else [],
            "selected_edges": [selected] if selected in edges else [],
        }
        if all(getattr(self.view, name) == ids for name, ids in wanted.items()):
            return
        self._telling = True
        try:
            self.view.param.update(**wanted)
        finally:
            self._telling = False

    def lock(self, ids: Iterable[str]) -> None:
        """Mark these as decided by a person."""
        held = sorted(ids)
        if held != self.view.locked:
            self.view.locked = held

    def light(self, paths: Sequence[dict[str, Any]]) -> None:
        """Light these numbered paths, none for an empty list."""
        wanted = list(paths)
        if wanted != self.view.highlight:
            self.view.highlight = wanted

    def theme(self, dark: bool) -> None:
        """Draw on a dark or a light ground."""
        self.view.theme = "dark" if dark else "light"

    def _selected(self, *_: Any) -> None:
        if not self._telling:
            ids = [*self.view.selected, *self.view.selected_edges]
            if len(self.view.selected) > 1 and self._on_pair is not None:
                self._on_pair(self.view.selected[-2], self.view.selected[-1])
            else:
                self._on_select(ids[-1] if ids else "")

    def _requested(self, event: Any) -> None:
        if event.new and self._on_request is not None:
            self._on_request(event.new)
