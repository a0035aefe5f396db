"""The Communities page: the tree, its communities as a graph, and a slider between structure and meaning."""

from dataclasses import replace
from typing import Any

import panel_material_ui as pmui

from kgworkbench.app.components.canvas import Canvas
from kgworkbench.app.components.charts import icicle, name_of, sunburst
from kgworkbench.app.components.deck import Deck
from kgworkbench.app.components.frames import column, page_frame, pane, row
from kgworkbench.app.components.groups import community_rows, group_view, member_view
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.components.tables import Table
from kgworkbench.app.components.words import chip, empty, head
from kgworkbench.app.desk import Desk
from kgworkbench.app.state import Session

__all__ = ["CommunitiesPage"]


class CommunitiesPage:
    """Tree, graph and table of the communities; select in one, all follow."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        say = session.say
        self._tree: Any = None
        self._inside: Any = None
        self._kind = "sunburst"
        self._level = 0
        self._head = Sheet(on_click=self._act, height=56)
        self._weight = pmui.FloatSlider(
            label=say("weight"),
            value=desk.settings.weight,
            start=0.0,
            end=1.0,
            step=0.05,
            size="small",
            margin=(0, 12, 0, 8),
            width=260,
        )
        self._weight.param.watch(self._weighed, "value_throttled")
        self._state = Sheet(on_click=self._act)
        self._chart = Sheet(on_click=self._act, sizing_mode="stretch_both", styles={"padding": "14px"})
        self._kinds = Sheet(on_click=self._act, height=44)
        self._place = Sheet(on_click=self._act, height=44)
        self._groups = Canvas(on_select=self._chose, caption=say("all_communities"), language=session.language)
        self._members = Canvas(on_select=self._chose, caption=say("members"), language=session.language)
        self._members.view.visible = False
        self._table = Table(
            {
                "name": say("name"),
                "level": say("level"),
                "size": say("size"),
                "centre": say("centre"),
                "keywords": say("keywords"),
            },
            widths={"name": 190, "level": 66, "size": 66, "centre": 150},
            on_pick=self._chose,
        )
        left = pane(self._kinds, self._chart, style={"flex": "1 1 40%"})
        centre = column(self._place, self._groups.view, self._members.view, style={"flex": "1 1 60%"})
        self._upper = row(left, centre, style={"gap": "12px", "flex": "1 1 60%"})
        self._deck = Deck([("table", say("all_communities"), self._table.view)], style={"flex": "0 0 30%"})
        self._tools = row(
            self._weight, self._state, sizing_mode="stretch_width", height=56, style={"align-items": "center"}
        )
        self._empty = Sheet(
            empty(
                "communities",
                say("no_communities"),
                say("no_communities_hint"),
                h("button.btn.primary", say("go_extract"), click="extract"),
            ),
            on_click=self._act,
            sizing_mode="stretch_both",
        )
        self.view = page_frame(self._head, self._tools, self._upper, self._deck.view, self._empty)
        self.repaint()
        self.refresh()

    def refresh(self) -> None:
        """Show the tree the desk has now."""
        snapshot, say = self._desk.snapshot, self._session.say
        if snapshot is None:
            return
        tree = snapshot.tree
        some = bool(tree.communities)
        for part in (self._tools, self._upper, self._deck.view):
            part.visible = some
        self._empty.visible = not some
        levels = [
            chip(
                f"{say('level')} {level} · {len(tree.at(level))}",
                *(["on"] if level == self._level else []),
                click={"level": level},
            )
            for level in range(tree.levels)
        ]
        self._head.show(head(say("communities"), say("communities_lead"), *levels))
        if not some:
            return
        self._level = min(self._level, tree.levels - 1)
        grouping = self._desk.grouping
        busy = grouping is not None and grouping.active
        if busy:
            state = h("div.row", h("span.pulse"), h("span.caption", say("grouping")))
        elif self._desk.preview is not None:
            words = say("previewing", w=f"{self._desk.settings.weight:.2f}", n=len(tree.at(0)))
            state = h(
                "div.row",
                h("span.caption.grow", words),
                h("button.btn.small", say("undo"), click="drop"),
                h("button.btn.small.primary", say("keep"), click="keep"),
            )
        else:
            state = h("div.row", h("span.caption", say("weight_hint")))
        self._state.show(state)
        if self._tree != (tree, self._level):
            self._tree = (tree, self._level)
            self._groups.show(group_view(snapshot, self._level, self._session.language))
            self._table.show(community_rows(snapshot))
            self._deck.count("table", len(tree.communities))
            self._inside = None
        self._kinds.show(h("div.tabs", [self._kind_tab(kind) for kind in ("sunburst", "icicle")]))
        self.follow()

    def follow(self) -> None:
        """Show the inside of the selected community, or of the one the selected entity is in."""
        snapshot, session = self._desk.snapshot, self._session
        if snapshot is None or not snapshot.tree.communities:
            return
        chosen = snapshot.communities.get(session.sel)
        if chosen is None and session.sel in snapshot.entities:
            chosen = snapshot.community_of(session.sel, self._level)
        inside = chosen.id if chosen else ""
        if inside and inside != self._inside:
            self._members.show(member_view(snapshot, inside, session.language))
        self._inside = inside
        self._members.view.visible = bool(inside)
        self._groups.view.visible = not inside
        self._table.follow(inside)
        draw = sunburst if self._kind == "sunburst" else icicle
        self._chart.show(draw(snapshot, inside or session.sel))
        self._members.follow(session.sel)
        crumbs = [
            h(
                "span.link" if inside else "span.tag",
                session.say("all_communities"),
                click={"select": ""} if inside else None,
            )
        ]
        if chosen is not None:
            crumbs += [
                h("span.faint", "›"),
                h("span.tag.cut", name_of(snapshot, chosen)),
                chip(f"{len(chosen.members)}", "plain"),
            ]
        else:
            crumbs.append(h("span.caption.cut", session.say("shared_terms")))
        self._place.show(h("div.row", crumbs, style={"height": "44px", "padding": "0 4px"}))

    def repaint(self) -> None:
        """Draw the graphs in the session's theme."""
        for canvas in (self._groups, self._members):
            canvas.theme(self._session.dark)

    def _kind_tab(self, kind: str) -> Any:
        return h("button.tab.on" if kind == self._kind else "button.tab", self._session.say(kind), click={"kind": kind})

    def _chose(self, key: str) -> None:
        if key or self._session.sel in (self._desk.snapshot.entities if self._desk.snapshot else {}):
            self._session.sel = key or self._inside or ""

    def _weighed(self, event: Any) -> None:
        self._desk.group(replace(self._desk.settings, weight=round(float(event.new), 2)))

    def _act(self, action: Any) -> None:
        if action == "extract":
            self._session.go("extract")
        elif action == "keep":
            self._desk.keep_groups()
        elif action == "drop":
            self._desk.drop_groups()
        elif isinstance(action, dict) and "kind" in action:
            self._kind = action["kind"]
            self.refresh()
        elif isinstance(action, dict) and "level" in action:
            self._level = action["level"]
            self._session.sel = ""
            self.refresh()
        elif isinstance(action, dict) and "select" in action:
            self._session.sel = action["select"]
