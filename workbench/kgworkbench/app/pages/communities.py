"""The Communities page: the tree, its communities as a graph, sliders that answer live, and why two stand together."""

import base64
from dataclasses import replace
from typing import Any

import panel_material_ui as pmui

from kgworkbench.app.community_merges import CommunityMerges
from kgworkbench.app.components.canvas import Canvas
from kgworkbench.app.components.deck import Deck
from kgworkbench.app.components.drop import Drop
from kgworkbench.app.components.frames import column, page_frame, row
from kgworkbench.app.components.groups import community_rows, partners, way_to
from kgworkbench.app.components.history import history
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.pairing import pair_view
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.components.tables import Table
from kgworkbench.app.components.words import empty, head
from kgworkbench.app.desk import Desk
from kgworkbench.app.drawing import Drawing
from kgworkbench.app.granularity import first_granularity, opened_for
from kgworkbench.app.lookups import compare
from kgworkbench.app.merge_queue import MergeQueue, effect_words
from kgworkbench.app.state import Session
from kgworkbench.app.tree_view import TreeView
from kgworkbench.app.waking import waker
from kgworkbench.community.cut import cut
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.present.lens import Lens

__all__ = ["CommunitiesPage"]

_DRAWN = 400
_ALONE = ("merge", "groups")
"""What is worked through has the page to itself."""


class CommunitiesPage:
    """Tree, graph and table of the communities; select in one, all follow."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        say = session.say
        self._tree: Any = None
        self._dressed = False
        self._locks: Any = None
        self._shown = ""
        self._quiet = False
        self._pair: tuple[str, str] | None = None
        self._head = Sheet(on_click=self._act, height=56, styles={"flex": "1 1 auto", "min-width": "0"})
        style: dict[str, Any] = {
            "start": 0.0,
            "end": 1.0,
            "step": 0.05,
            "size": "small",
            "sizing_mode": "stretch_width",
        }
        self._weight = pmui.FloatSlider(label=say("weight"), value=desk.settings.weight, margin=(0, 8), **style)
        self._weight.param.watch(self._weighed, "value")
        # Panel gathers changes for 50 ms before it tells of them; ours are gathered where they are answered.
        self._weight._debounce = 5
        self._fineness = pmui.FloatSlider(label=say("granularity"), value=1.0, margin=(0, 8), **style)
        self._fineness.param.watch(self._refined, "value")
        self._fineness._debounce = 5
        self._state = Sheet(height=56, sizing_mode="fixed", width=116)
        self._strip = Sheet(on_click=self._act, height=44)
        self._chart = TreeView(session, desk, self._act, style={"flex": "0 0 clamp(320px, 40%, 460px)"})
        self._canvas = Canvas(
            on_select=self._chose,
            on_request=self._wish,
            on_pair=self._paired,
            caption=say("all_communities"),
            language=session.language,
        )
        drawn = waker(self._woken)
        self._drawing = Drawing(session, desk, self._canvas, Lens(limit=_DRAWN, shown="communities"), drawn)
        self._table = Table(
            {
                "lock": "",
                "name": say("name"),
                "level": say("level"),
                "size": say("size"),
                "centre": say("centre"),
                "keywords": say("keywords"),
            },
            widths={"lock": 70, "name": 190, "level": 66, "size": 66, "centre": 150},
            on_pick=self._open,
        )
        self._why = Sheet(on_click=self._act, sizing_mode="stretch_both")
        self._upper = row(self._chart.view, self._canvas.view, style={"gap": "12px", "flex": "68 1 0"})
        self._review, self._merges = MergeQueue(session, desk, self._weigh), CommunityMerges(session, desk, self._weigh)
        self._joined = Sheet(height=30)
        self._effect = Sheet(height=30)
        self._history = Sheet(on_click=self._deed, sizing_mode="stretch_both")
        self._kept = ""
        drop = Drop(
            self._received,
            label=say("import_json"),
            hint=say("import_hint"),
            accept=".json",
            sizing_mode="fixed",
            width=140,
            height=34,
            margin=(6, 12),
        )
        hint = Sheet(h("div.row.foot", h("span.caption.cut", say("import_hint"))), height=46)
        foot = row(hint, drop, sizing_mode="stretch_width", height=46, style={"align-items": "center"})
        self._deck = Deck(
            [
                ("table", say("all_communities"), self._table.view),
                ("pair", say("pair"), column(self._why)),
                ("merge", say("duplicates"), column(self._review.view, self._effect)),
                ("groups", say("together"), column(self._merges.view, self._joined)),
                ("history", say("history"), column(self._history, foot)),
            ],
            on_show=self._fronted,
            style={"flex": "32 1 0"},
        )
        self._tools = row(
            self._weight,
            self._fineness,
            self._state,
            sizing_mode="stretch_width",
            height=56,
            style={"gap": "16px", "flex": "0 0 min(520px, 62%)", "align-items": "center"},
        )
        top = row(self._head, self._tools, sizing_mode="stretch_width", height=60, style={"gap": "24px"})
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
        self.view = page_frame(top, self._strip, self._upper, self._deck.view, self._empty)
        self.repaint()
        self.refresh()

    def inherit(self, before: "CommunitiesPage") -> None:
        """Go on where a page in another language was left."""
        self._pair, self._kept = before._pair, before._kept
        self._chart.kind, self._chart.root = before._chart.kind, before._chart.root
        self._fineness.value = before._fineness.value
        self._drawing.lens = before._drawing.lens
        self._deck.show(before._deck.front)
        self.refresh()

    def refresh(self, graph_first: bool = False) -> None:
        """Show the tree the desk has now; where the graph comes first, chart and table follow at the next look."""
        desk, say = self._desk, self._session.say
        snapshot = desk.snapshot
        if snapshot is None:
            return
        tree = snapshot.tree
        some = bool(tree.communities)
        self._deck.view.visible = some
        self._upper.visible = some and self._deck.front not in _ALONE
        self._tools.visible = some
        self._empty.visible = not some
        self._strip.visible = self._strip.visible and some
        self._head.show(head(say("communities"), say("communities_lead")))
        if not some:
            return
        if self._tree is not tree:
            self._turn_to(tree)
        self._drawing.follow(snapshot)
        self._tell()
        # A browser takes longer over chart and table than over the graph, which people wait for.
        if self._dressed and (graph_first or self._drawing.waiting):
            return
        self._dressed = True
        self._retell()
        self.follow()
        if desk.building is None or not desk.building.active:
            desk.regrouping.prepare()

    def _woken(self) -> None:
        """Show at once what was drawn for this page."""
        if self._session.page == "communities":
            self.refresh(graph_first=True)

    def _turn_to(self, tree: KnowledgeTree) -> None:
        """Look at another tree as closely as at the one before; at the same one with more words, as it stands."""
        before, self._tree = self._tree, tree
        self._locks = None
        self._chart.turn_to(tree)
        if before is not None and _shape(before) == _shape(tree):
            return
        chosen = before is not None and float(self._fineness.value) != first_granularity(before)
        fineness = float(self._fineness.value) if chosen else first_granularity(tree)
        opened = opened_for(tree, fineness)
        self._drawing.lens = replace(self._drawing.lens, level=tree.levels - 1, opened=opened)
        self._fineness.param.update(value=fineness, disabled=tree.levels < 2)
        self._deck.count("table", len(tree.communities))
        self._shown = ""

    def _retell(self) -> None:
        """The merge queue, the history and the locks as they are now."""
        steward = self._desk.steward
        assert self._desk.snapshot is not None
        self._review.refresh()
        self._deck.count("merge", self._review.count or None)
        self._deck.count("history", steward.depth[1] or None)
        # The table waits for the words of all communities: it is most of what a browser has to draw.
        if self._locks is not steward.locks and not self._desk.regrouping.wording:
            self._locks = steward.locks
            rows = community_rows(self._desk.snapshot, self._locks, self._session.say("locked"))
            self._table.show(rows)
            self._table.hide(() if any(row["lock"] for row in rows) else ("lock",))
        self._weigh()
        self._remember()

    def _remember(self) -> None:
        """Draw the history while it is in front."""
        desk = self._desk
        if self._deck.front == "history" and desk.snapshot is not None and desk.bench is not None:
            export = desk.bench.journal.export() if desk.steward.standing else ""
            self._history.show(history(desk.steward, desk.snapshot, self._kept, export, self._session.say))

    def _weigh(self) -> None:
        """Say what merging the checked members would do, before it is done."""
        if self._deck.front == "groups":
            self._merges.refresh()
            self._joined.show(h("div.under.cut", self._merges.effect()))
        if self._deck.front != "merge":
            return
        say, found = self._session.say, self._review.effect()
        words = ""
        if found is not None:
            effect = found[1]
            told = say.heard(effect.error) or effect_words(effect, say) if effect is not None else ""
            words = say("review_effect", effect=told) if effect is not None else say("counting")
        self._effect.show(h("div.under.cut", words))

    def _fronted(self, name: str) -> None:
        """Give more room to what is worked through than to what is looked up."""
        self._upper.visible = name not in _ALONE
        self._tell()
        share = 45 if name == "history" and self._desk.steward.operations else 56 if name == "pair" else 68
        for part, mine in ((self._upper, share), (self._deck.view, 100 - share)):
            part.styles = {**part.styles, "flex": f"{mine} 1 0"}
        self._weigh()
        self._remember()

    def _deed(self, action: Any) -> None:
        if not isinstance(action, dict) or self._desk.steward.take(action):
            return
        if "filter" in action:
            self._kept = action["filter"]
            self._remember()
        elif "travel" in action:
            self._act({"select": action["travel"]})

    def _received(self, files: Any) -> None:
        for file in files:
            self._desk.steward.apply(base64.b64decode(file["data"]).decode("utf-8", "replace"))

    def follow(self) -> None:
        """Light what is selected in tree, graph and table; a community chosen elsewhere is opened in its place."""
        snapshot, session = self._desk.snapshot, self._session
        if snapshot is None or not snapshot.tree.communities:
            return
        chosen = snapshot.communities.get(session.sel)
        if chosen is None and session.sel in snapshot.entities:
            chosen = snapshot.community_of(session.sel, 0)
        inside = chosen.id if chosen else ""
        if session.sel != self._shown:
            self._shown = session.sel
            drawn = {node["id"] for node in self._canvas.view.nodes}
            if session.sel in snapshot.entities and session.sel not in drawn and chosen is not None:
                self._show_inside(chosen.id)
                self._drawing.visit(session.sel)
        self._table.follow(inside)
        self._chart.follow(snapshot, inside)
        self._canvas.follow(session.sel)
        pair, others = self._pair, list[tuple[str, str]]()
        if session.sel in snapshot.entities and chosen is not None:
            found = partners(snapshot, session.sel, chosen)
            others = [(one, snapshot.entities[one].name) for one in found]
            pair = pair or ((session.sel, found[0]) if found else None)
        if pair is not None:
            compare(self._desk, *pair)
        why = self._desk.pairs.get(pair, {}) if pair else {}
        self._why.show(pair_view(why, snapshot.look, session.say, others, waiting=pair is not None))

    def bring(self, tab: str) -> None:
        """Bring a tab to the front."""
        self._deck.show(tab)

    def repaint(self) -> None:
        """Draw the graph in the session's theme."""
        self._canvas.theme(self._session.dark)
        self._review.repaint()
        self._merges.repaint()

    def _tell(self) -> None:
        """How many communities there are, a search under way, and a preview to keep or to drop."""
        desk, say = self._desk, self._session.say
        tree = desk.snapshot.tree if desk.snapshot else None
        busy = desk.grouping is not None and desk.grouping.active
        previewing = desk.preview is not None and tree is not None and bool(tree.communities)
        if tree is not None:
            drawn = say("communities_n", n=len(cut(tree, float(self._fineness.value))))
            pulse = h("span.pulse", title=say("grouping")) if busy else None
            self._state.show(h("div.row.counted", pulse, h("span.tag", drawn)))
        self._strip.visible = previewing and self._deck.front not in _ALONE
        if previewing and tree is not None:
            words = say("previewing", w=f"{desk.settings.weight:.2f}", n=len(tree.at(0)))
            self._strip.show(
                h(
                    "div.row.strip",
                    icon("warn", "small"),
                    h("span.caption.grow.cut", words, title=words),
                    h("button.btn.small", say("undo"), click="drop"),
                    h("button.btn.small.primary", say("keep"), click="keep"),
                )
            )
        elif not busy and self._weight.value != desk.settings.weight:
            # A preview that was dropped, here or in another session: the slider goes back with it.
            self._quiet = True
            try:
                self._weight.value = desk.settings.weight
            finally:
                self._quiet = False

    def _zoom(self, key: str) -> None:
        """Go into a community, in the chart and in the graph; "" is the whole tree."""
        self._chart.root = key
        self._canvas.light([])
        if key:
            self._open(key)
        else:
            self._session.sel = ""
        self.follow()

    def _open(self, key: str) -> None:
        """Select a community and show it opened in its place."""
        snapshot = self._desk.snapshot
        if snapshot is None or key not in snapshot.communities:
            return
        self._show_inside(key)
        self._drawing.visit(key)
        self._pair = None
        self._session.sel = key

    def _show_inside(self, community: str) -> None:
        """Open a community in its place, and the ones above it that are not open yet."""
        snapshot = self._desk.snapshot
        if snapshot is not None:
            way = way_to(snapshot, community, snapshot.tree.levels - 1)
            opened = (*opened_for(snapshot.tree, float(self._fineness.value)), *way)
            self._drawing.lens = replace(self._drawing.lens, opened=tuple(dict.fromkeys(opened)))
            self._drawing.follow(snapshot)

    def _chose(self, key: str) -> None:
        self._canvas.light([])
        self._pair = None
        self._session.sel = key

    def _paired(self, a: str, b: str) -> None:
        snapshot = self._desk.snapshot
        if snapshot is not None and {a, b} <= snapshot.entities.keys():
            self._pair = (a, b)
            self._deck.show("pair")
            self.follow()

    def _wish(self, wish: dict[str, Any]) -> None:
        if self._desk.snapshot is not None:
            self._drawing.grant(wish, self._desk.snapshot)

    def _weighed(self, event: Any) -> None:
        # Every position the slider is dragged through: the desk answers the latest.
        if self._quiet:
            return
        self._desk.group(replace(self._desk.settings, weight=round(float(event.new), 2)))

    def _refined(self, event: Any) -> None:
        snapshot = self._desk.snapshot
        if snapshot is None:
            return
        opened = opened_for(snapshot.tree, float(event.new))
        if opened != self._drawing.lens.opened:
            self._drawing.lens = replace(self._drawing.lens, opened=opened)
            self._drawing.follow(snapshot)
        self._tell()

    def _act(self, action: Any) -> None:
        self._canvas.light([])
        if action == "extract":
            self._session.go("extract")
        elif action == "keep":
            self._desk.keep_groups()
        elif action == "drop":
            self._desk.drop_groups()
        elif isinstance(action, dict) and "zoom" in action:
            self._zoom(action["zoom"])
        elif isinstance(action, dict) and "members" in action:
            # A keyword: those that carry it light up where they are drawn.
            self._canvas.light([{"number": 0, "nodes": action["members"], "edges": []}])
        elif isinstance(action, dict) and "pair" in action:
            self._pair = (self._session.sel, action["pair"])
            self.follow()
        elif isinstance(action, dict) and "kind" in action:
            self._chart.kind = action["kind"]
            self.refresh()
        elif isinstance(action, dict) and "select" in action:
            snapshot = self._desk.snapshot
            if snapshot is not None and action["select"] in snapshot.communities:
                self._open(action["select"])
            else:
                self._chose(action["select"])


def _shape(tree: KnowledgeTree) -> list[str]:
    return [community.id for community in tree.communities]
