"""The communities of one session as a graph: how fine, which are opened in their place, and what is around one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kgworkbench.app.components.canvas import Canvas
from kgworkbench.app.components.groups import way_to
from kgworkbench.app.desk import Desk
from kgworkbench.app.drawing import Drawing
from kgworkbench.app.granularity import opened_for
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.state import Session
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.present.ego import neighbours_of
from kgworkbench.present.lens import Lens

__all__ = ["CommunityView"]

_DRAWN = 400


class CommunityView:
    """The canvas of the page and what is seen on it. ``fineness`` is the granularity it is shown at."""

    def __init__(
        self,
        session: Session,
        desk: Desk,
        woken: Callable[[], None],
        *,
        on_select: Callable[[str], None],
        on_pair: Callable[[str, str], None],
    ) -> None:
        self._session, self._desk = session, desk
        self.fineness = 1.0
        self.canvas = Canvas(
            on_select=on_select,
            on_request=self._wish,
            on_pair=on_pair,
            caption=session.say("all_communities"),
            language=session.language,
        )
        self.drawing = Drawing(session, desk, self.canvas, Lens(limit=_DRAWN, shown="communities"), woken)
        self._near: tuple[Any, frozenset[str]] = (None, frozenset())

    def turn_to(self, tree: KnowledgeTree, fineness: float) -> None:
        """Look at another tree, that fine."""
        self.fineness = fineness
        self.drawing.go_round("")
        self.drawing.lens = replace(self.drawing.lens, level=tree.levels - 1, opened=opened_for(tree, fineness))

    def inherit(self, before: "CommunityView") -> None:
        """Look at what another one looked at."""
        self.drawing.take_over(before.drawing)

    def refine(self, fineness: float) -> None:
        """Show the communities that fine."""
        snapshot, self.fineness = self._desk.snapshot, fineness
        if snapshot is None:
            return
        opened = opened_for(snapshot.tree, fineness)
        if opened != self.drawing.lens.opened:
            self._session.around = ""
            self.drawing.lens = replace(self.drawing.lens, opened=opened)
            self.drawing.follow(snapshot)

    def open(self, community: str) -> None:
        """Open a community in its place, and bring it to the middle."""
        self.show_inside(community)
        self.drawing.visit(community)

    def show_inside(self, community: str) -> None:
        """Open a community in its place, and the ones above it that are not open yet."""
        snapshot = self._desk.snapshot
        if snapshot is not None:
            if self._session.around:
                # What is around one is small: what else is looked for is shown among all.
                self._session.around = ""
            way = way_to(snapshot, community, snapshot.tree.levels - 1)
            opened = (*opened_for(snapshot.tree, self.fineness), *way)
            self.drawing.lens = replace(self.drawing.lens, opened=tuple(dict.fromkeys(opened)))
            self.drawing.follow(snapshot)

    def go_round(self) -> None:
        """Show what the session wants to see with its neighbours only, or everything again."""
        snapshot = self._desk.snapshot
        if snapshot is not None and self.drawing.around != self._session.around:
            self.drawing.go_round(self._session.around)
            self.drawing.follow(snapshot)

    def near(self, snapshot: Snapshot) -> frozenset[str]:
        """Ids of the direct neighbours of what is shown alone."""
        key = (snapshot.graph, snapshot.tree, self._session.around)
        if self._near[0] is None or any(one is not other for one, other in zip(self._near[0], key, strict=True)):
            self._near = (key, neighbours_of(*key))
        return self._near[1]

    def reach(self, entity: str, community: str) -> None:
        """See to it that an entity somebody selected elsewhere is drawn."""
        if entity != self._session.around and entity not in {node["id"] for node in self.canvas.view.nodes}:
            self.show_inside(community)
            self.drawing.visit(entity)

    def _wish(self, wish: dict[str, Any]) -> None:
        snapshot, around = self._desk.snapshot, self._session.around
        if snapshot is None:
            return
        ids = [one for one in wish.get("ids", ()) if one in snapshot.entities]
        if around in snapshot.entities and wish.get("kind") == "expand" and ids:
            # From neighbour to neighbour: what is expanded becomes the middle.
            self._session.around = ids[0]
            return
        self.drawing.grant(wish, snapshot)
        if not self.drawing.around:
            self._session.around = ""
