"""The graph view of a notebook."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import anywidget
import traitlets

from kgwidgets.bundle import graph_view_module
from kgwidgets.source import graph_of, grown
from kgwidgets.summary import show_with_summary
from kgworkbench.model.evidence import EvidencePath
from kgworkbench.model.graph import Graph, GraphDelta
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.present.graph import counts_of, graph_delta, patched, places_of
from kgworkbench.present.lens import Lens, granted, grouped, seen_through
from kgworkbench.present.picture import to_html, to_svg

__all__ = ["GraphView"]

_DRAWN = 300


class GraphView(anywidget.AnyWidget):
    """A graph one can select in, in JupyterLab and wherever ipywidgets run.

    ``GraphView(source)`` takes a Graph, a Workbench (anything with ``graph()``), view data, a polars or pandas frame
    of triples, or a list of ``(head, relation, tail)``. ``limit`` is the number of nodes drawn; what is cut is said
    under the drawing, and a Workbench whose graph is larger shows its communities, to be opened in place. Entities
    without any relation are counted and left out unless ``loose``. ``focus`` are ids whose surroundings come first,
    ``paths`` evidence paths to number and light.
    ``on_expand(ids)`` may return a Graph or GraphDelta to add when nodes are expanded; without it the view shows
    more neighbours from the graph it was given.

    Read ``selected``, ``selected_edges``, ``hovered``, ``hidden``; ``observe`` them; set ``selected`` to select.
    ``locked`` are ids of entities and communities that a person decided on: they carry a lock.
    ``layout.height`` sets the height. Errors are shown under the drawing and stand in ``error``.
    """

    nodes: Any = traitlets.List().tag(sync=True)
    edges: Any = traitlets.List().tag(sync=True)
    legend: Any = traitlets.List().tag(sync=True)
    counts = traitlets.Dict().tag(sync=True)
    selected = traitlets.List(traitlets.Unicode()).tag(sync=True)
    selected_edges = traitlets.List(traitlets.Unicode()).tag(sync=True)
    hovered = traitlets.Unicode().tag(sync=True)
    highlight: Any = traitlets.List().tag(sync=True)
    hidden = traitlets.List(traitlets.Unicode()).tag(sync=True)
    locked = traitlets.List(traitlets.Unicode()).tag(sync=True)
    moved = traitlets.Dict().tag(sync=True)
    groups: Any = traitlets.List().tag(sync=True)
    request = traitlets.Dict().tag(sync=True)
    look_at = traitlets.Dict().tag(sync=True)
    download = traitlets.Dict().tag(sync=True)
    theme = traitlets.Enum(["auto", "light", "dark"], default_value="auto").tag(sync=True)
    language = traitlets.Enum(["en", "zh"], default_value="en").tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    empty = traitlets.Unicode().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    _esm = traitlets.Unicode().tag(sync=True)
    # By its own id a view on a page can ask whether its kernel still lives.
    _own = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        source: object = None,
        *,
        limit: int = 500,
        loose: bool = False,
        focus: Iterable[str] = (),
        paths: Sequence[EvidencePath] = (),
        on_expand: Callable[[list[str]], Graph | GraphDelta | None] | None = None,
        **traits: Any,
    ) -> None:
        for name in traits:
            if not self.has_trait(name):
                raise TypeError(_unknown(name))
        super().__init__(**traits)
        self._own = self.model_id or ""
        self._on_expand = on_expand
        self._graph: Graph | None = None
        self._tree = KnowledgeTree()
        self._lens = Lens()
        self._view: dict[str, Any] = {}
        self.observe(self._asked, "request")
        self.show(source, limit=limit, loose=loose, focus=focus, paths=paths)

    @traitlets.default("_esm")
    def _module(self) -> str:
        return graph_view_module()

    @property
    def view(self) -> dict[str, Any]:
        """The view data that is drawn."""
        return self._view

    def show(
        self,
        source: object,
        *,
        limit: int = 500,
        loose: bool = False,
        focus: Iterable[str] = (),
        paths: Sequence[EvidencePath] = (),
    ) -> None:
        """Draw another source; nodes that were drawn before keep their place."""
        if isinstance(source, dict) and {"nodes", "edges", "legend"} <= source.keys():
            self._graph, note = None, ""
            self._draw(source)
        else:
            self._graph, note = graph_of(source)
            tree = getattr(source, "tree", None)
            self._tree = tree() if callable(tree) else KnowledgeTree()
            near = tuple(focus)
            # Who names paths or a focus wants entities.
            self._lens = Lens(limit, "entities" if near or paths else "auto", loose=loose)
            self._draw(self._seen(self._places(), near, paths))
        if paths:
            self.highlight = self._view["paths"]
        if note or self.error:
            self.error = note

    def grow(self, delta: GraphDelta) -> None:
        """Add, alter and take away what the delta says; what is drawn keeps its place."""
        if self._graph is not None:
            empty = not self._graph.entities
            self._graph = grown(self._graph, delta)
            if empty:
                # The first of a graph is laid out as a whole; what has no relation yet waits beside the drawing.
                self._draw(self._seen({}))
                return
        view = {**self._view, "nodes": [self._at(node) for node in self._view["nodes"]]}
        self._draw(patched(view, graph_delta(view, delta)))

    def visit(self, identity: str) -> None:
        """Bring a node, or an opened community, to the middle."""
        self.look_at = {"id": identity, "serial": self.look_at.get("serial", 0) + 1}

    def to_html(self, title: str = "") -> str:
        """What is drawn as a standalone page."""
        return to_html(self._view, title)

    def _draw(self, view: dict[str, Any]) -> None:
        self._view = view
        with self.hold_sync():
            self.nodes, self.edges, self.legend = view["nodes"], view["edges"], view["legend"]
            self.groups, self.counts = view.get("groups", []), counts_of(view)

    def _seen(
        self, held: dict[str, tuple[float, float]], focus: Iterable[str] = (), paths: Sequence[EvidencePath] = ()
    ) -> dict[str, Any]:
        assert self._graph is not None
        return seen_through(
            self._lens, self._graph, self._tree, fixed=held, focus=focus, paths=tuple(paths), language=self.language
        )

    def _places(self) -> dict[str, tuple[float, float]]:
        held = places_of(self._view) if self._view else {}
        return held | {node: (place[0], place[1]) for node, place in self.moved.items() if node in held}

    def _at(self, node: dict[str, Any]) -> dict[str, Any]:
        place = self.moved.get(node["id"])
        return {**node, "x": place[0], "y": place[1]} if place else node

    def _asked(self, change: Any) -> None:
        wish = change["new"]
        try:
            if wish.get("kind") == "export":
                page = {"name": "graph.html", "text": self.to_html(self.caption)}
                self.download = {**page, "serial": self.download.get("serial", 0) + 1}
            elif wish.get("kind") == "expand" and self._on_expand is not None:
                self._expand([str(node) for node in wish.get("ids", ())], self._on_expand)
            else:
                self._grant(wish)
        except Exception as failure:  # a callback of the user's: shown here, and raised for the log
            self.error = f"{type(failure).__name__}: {failure}"
            raise

    def _expand(self, ids: list[str], find: Callable[[list[str]], Graph | GraphDelta | None]) -> None:
        found = find(ids)
        if isinstance(found, Graph):
            found = GraphDelta(found.entities, found.relations)
        if found is not None:
            # What somebody looked up is drawn, related or not.
            unseen = {**self._view["unseen"], "loose": None}
            self._view = {**self._view, "limit": self._view["limit"] + len(found.entities), "unseen": unseen}
            self.grow(found)

    def _grant(self, wish: dict[str, Any]) -> None:
        if self._graph is None:
            self.error = "This view was made of view data: make a new one with another limit and call show()."
            return
        before, drawn = self._lens, [node["id"] for node in self._view["nodes"]]
        self._lens = granted(before, wish, self._graph, self._tree, drawn)
        if self._lens != before:
            # A lower limit lays out anew; what else is asked for leaves everything where it stands.
            still = grouped(self._graph, self._tree, self._lens) == grouped(self._graph, self._tree, before)
            self._draw(self._seen(self._places() if still and self._lens.limit >= len(drawn) else {}))

    def _words(self) -> str:
        """What is drawn, in a line."""
        view, zh = self._view, self.language == "zh"
        bubbles = [node["degree"] for node in view["nodes"] if node["kind"] == "community"]
        if bubbles:
            held, every = sum(bubbles), view["entities"]
            if zh:
                return f"GraphView: {len(bubbles)} 个社区代表 {every} 个实体中的 {held} 个"
            return f"GraphView: {len(bubbles)} communities stand for {held} of {every} entities"
        if zh:
            return f"GraphView: {view['total']} 个节点中的 {view['shown']} 个，{view['edges_shown']} 条关系"
        return f"GraphView: {view['shown']} of {view['total']} nodes, {view['edges_shown']} relations"

    def _ipython_display_(self) -> None:
        show_with_summary(*self._repr_mimebundle_())

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        if data is None:
            return bundle
        # Where no kernel runs (a saved notebook on the web) the picture or the words stay.
        data = {**data, "text/plain": self._words()}
        if 0 < self._view["shown"] <= _DRAWN:
            data["image/svg+xml"] = to_svg(self._view)
        return data, metadata


def _unknown(name: str) -> str:
    traits = [trait for trait in GraphView.class_own_traits() if not trait.startswith("_")]
    known = sorted([*traits, "focus", "layout", "limit", "on_expand", "paths", "source"])
    if name in {"height", "width"}:
        return f"GraphView has no argument {name!r}: set it with layout={{{name!r}: '600px'}}"
    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"it takes {', '.join(known)}"
    return f"GraphView has no argument {name!r}: {hint}"
