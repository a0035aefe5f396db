"""The knowledge tree of one session: rings or bands, what one has gone into, and what the pointer is over."""

from collections.abc import Callable
from typing import Any

from kgworkbench.app.components.charts import name_of
from kgworkbench.app.components.frames import pane
from kgworkbench.app.components.groups import title_of, way_to
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.components.tree_charts import icicle, sunburst
from kgworkbench.app.components.tree_parts import parts_of
from kgworkbench.app.desk import Desk
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.state import Session
from kgworkbench.model.tree import KnowledgeTree

__all__ = ["TreeView"]


class TreeView:
    """Draws the tree from ``root`` (a community one has gone into, "" for all) as ``kind``, sunburst or icicle.

    ``on_click`` gets ``{"zoom": id}``, ``{"members": ids}`` of a keyword, ``{"select": id}``,
    ``{"around": id}`` (show that with its neighbours only) and ``{"kind": name}``.
    """

    def __init__(self, session: Session, desk: Desk, on_click: Callable[[Any], None], **params: Any) -> None:
        self._session, self._desk = session, desk
        self.kind, self.root = "sunburst", ""
        self._drawn: Any = None
        self._kinds = Sheet(on_click=on_click, height=44)
        self._chart = Sheet(
            on_click=on_click, on_hover=self._hovered, sizing_mode="stretch_both", styles={"padding": "12px 12px 4px"}
        )
        self._under = Sheet(on_click=on_click, height=24)
        self.view = pane(self._kinds, self._chart, self._under, **params)

    def turn_to(self, tree: KnowledgeTree) -> None:
        """Stay where one is in another tree that has the same place, else look at all of it."""
        self.root = self.root if any(one.id == self.root for one in tree.communities) else ""

    def follow(self, snapshot: Snapshot, inside: str) -> None:
        """Draw the tree as it is now; ``inside`` is the community of what is selected."""
        sel = self._session.sel
        held = tuple(sorted(self._desk.steward.locks.keys() & snapshot.communities.keys()))
        drawn, now = self._drawn, (self.kind, self.root, inside or sel, sel, held)
        if drawn is None or drawn[0] is not snapshot.tree or drawn[1] is not snapshot.graph or drawn[2] != now:
            self._drawn = (snapshot.tree, snapshot.graph, now)
            self._draw(snapshot, inside, held)
        self._hovered(None)

    def _draw(self, snapshot: Snapshot, inside: str, locks: tuple[str, ...]) -> None:
        say = self._session.say
        way = [snapshot.communities[one] for one in way_to(snapshot, self.root, snapshot.tree.levels)]
        crumbs = [h("span.link", say("all_in_chart"), click={"zoom": ""})] if way else []
        for one in way:
            name = name_of(snapshot, one)
            last = h("strong.cut", name, title=name)
            crumbs += [
                h("span.faint", "›"),
                last if one is way[-1] else h("span.link.cut", name, click={"zoom": one.id}, title=name),
            ]
        tabs = h("div.tabs", [self._tab(kind) for kind in ("sunburst", "icicle")])
        self._kinds.show(h("div.row.over-chart", tabs, h("div.crumbs.caption", crumbs) if crumbs else None))
        parts = parts_of(snapshot, self.root, say, locks)
        known = {part.id for part in parts}
        chosen = next((one for one in (self._session.sel, inside) if one in known), "")
        if self.kind == "sunburst":
            out = (way[-2].id if len(way) > 1 else "") if way else None
            self._chart.show(sunburst(parts, chosen, out, say("zoom_out")))
        else:
            self._chart.show(icicle(parts, chosen))

    def _tab(self, kind: str) -> Any:
        return h("button.tab.on" if kind == self.kind else "button.tab", self._session.say(kind), click={"kind": kind})

    def _hovered(self, told: Any) -> None:
        """Say what the pointer is over under the chart, or what is selected while it is over nothing."""
        snapshot, say, sel = self._desk.snapshot, self._session.say, self._session.sel
        title = title_of(snapshot, sel) if snapshot is not None else ""
        if told or snapshot is None or not title:
            self._under.show(h("div.under.cut", str(told or ("" if self.root else say("zoom_hint")))))
            return
        found = snapshot.communities.get(sel)
        words = [title, *([say("members_n", n=len(found.members))] if found else [])]
        words += [say("locked")] if sel in self._desk.steward.locks else []
        more = None
        if not self._session.around:
            more = h("span.link", say("around_this"), click={"around": sel}, title=f"{say('key_around')} (o)")
        self._under.show(h("div.row.under", h("span.cut.grow", " · ".join(words)), more))
