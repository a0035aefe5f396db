"""The Communities page: the tree, its communities as a graph, sliders that answer live, and why two stand together."""

import base64
from dataclasses import replace
from typing import Any

import panel_material_ui as pmui

from kgworkbench.app.community_merges import CommunityMerges
from kgworkbench.app.community_strip import CommunityStrip
from kgworkbench.app.community_view import CommunityView
from kgworkbench.app.components.deck import Deck
from kgworkbench.app.components.drop import Drop
from kgworkbench.app.components.frames import column, page_frame, row
from kgworkbench.app.components.groups import community_rows
from kgworkbench.app.components.history import history
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.components.tables import Table
from kgworkbench.app.components.words import empty, head
from kgworkbench.app.desk import Desk
from kgworkbench.app.granularity import first_granularity
from kgworkbench.app.merge_queue import MergeQueue, effect_words
from kgworkbench.app.pairing import put_side_by_side
from kgworkbench.app.state import Session
from kgworkbench.app.tree_view import TreeView
from kgworkbench.app.waking import waker
from kgworkbench.community.cut import cut
from kgworkbench.model.tree import KnowledgeTree

__all__ = ["CommunitiesPage"]

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
        self._chart = TreeView(session, desk, self._act, style={"flex": "0 0 clamp(320px, 40%, 460px)"})
        self._graph = CommunityView(session, desk, waker(self._woken), on_select=self._chose, on_pair=self._paired)
        self._canvas, self._drawing = self._graph.canvas, self._graph.drawing
        self._strip = CommunityStrip(session, desk, self._graph, self._act)
        session.param.watch(self._went_round, "around")
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
            numbers=("level", "size"),
            on_pick=self._open,
        )
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
        self.view = page_frame(top, self._strip.view, self._upper, self._deck.view, self._empty)
        self.repaint()
        self.refresh()

    def inherit(self, before: "CommunitiesPage") -> None:
        """Go on where a page in another language was left."""
        self._kept = before._kept
        self._chart.kind, self._chart.root = before._chart.kind, before._chart.root
        self._fineness.value = before._fineness.value
        self._graph.inherit(before._graph)
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
        self._strip.view.visible = self._strip.view.visible and some
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
        if before is not None:
            self._session.around = ""
        self._graph.turn_to(tree, fineness)
        self._fineness.param.update(value=fineness, disabled=tree.levels < 2)
        self._deck.count("table", len(tree.communities))
        self._shown = ""

    def _retell(self) -> None:
        """The merge queue, the history and the locks as they are now."""
        steward = self._desk.steward
        assert self._desk.snapshot is not None
        self._review.shown = self._deck.front == "merge"
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
        """Say what merging the checked members would do, before it is done, and compare those in hand."""
        pair: tuple[str, str] | None = None
        if self._deck.front == "groups":
            self._merges.refresh()
            self._joined.show(h("div.under.cut", self._merges.effect()))
            pair = self._merges.pair()
        elif self._deck.front == "merge":
            if not self._review.shown:
                self._review.shown = True
                self._review.refresh()
            pair = self._review.pair()
        session = self._session
        if session.page == "communities" and (pair != self._pair or (pair and session.compared is None)):
            self._pair = pair
            put_side_by_side(session, pair, queue=True)
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
        share = 45 if name == "history" and self._desk.steward.operations else 68
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
            if session.sel in snapshot.entities and chosen is not None:
                self._graph.reach(session.sel, chosen.id)
        self._table.follow(inside)
        self._chart.follow(snapshot, inside)
        self._canvas.follow(session.sel)

    def bring(self, tab: str) -> None:
        """Bring a tab to the front."""
        self._deck.show(tab)

    def repaint(self) -> None:
        """Draw the graph in the session's theme."""
        self._canvas.theme(self._session.dark)
        self._review.repaint()
        self._merges.repaint()

    def _tell(self) -> None:
        """How many communities there are, a search under way, and what the line over them says."""
        desk, say = self._desk, self._session.say
        tree = desk.snapshot.tree if desk.snapshot else None
        busy = desk.grouping is not None and desk.grouping.active
        if tree is not None:
            drawn = say("communities_n", n=len(cut(tree, float(self._fineness.value))))
            pulse = h("span.pulse", title=say("grouping")) if busy else None
            whole = h("span.caption", say("communities_of", n=len(tree.communities)))
            self._state.show(h("div.row.counted", pulse, h("div.counts", h("span.tag", drawn), whole)))
        self._strip.refresh(self._deck.front not in _ALONE)
        if desk.preview is None and not busy and self._weight.value != desk.settings.weight:
            # A preview that was dropped, here or in another session: the slider goes back with it.
            self._quiet = True
            try:
                self._weight.value = desk.settings.weight
            finally:
                self._quiet = False

    def _went_round(self, _: Any) -> None:
        self._graph.go_round()
        self._tell()
        self.follow()

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
        self._graph.open(key)
        self._session.sel = key

    def _chose(self, key: str) -> None:
        self._canvas.light([])
        if self._session.compared is not None and not self._session.compared.queue:
            self._session.compared = None
            self._session.param.trigger("sel")
        self._session.sel = key

    def _paired(self, a: str, b: str) -> None:
        """Compare two that were selected on the canvas, in the inspector, which opens where it is folded away."""
        snapshot, session = self._desk.snapshot, self._session
        if snapshot is not None and ({a, b} <= snapshot.entities.keys() or {a, b} <= snapshot.communities.keys()):
            session.inspecting = True
            put_side_by_side(session, (a, b))

    def _weighed(self, event: Any) -> None:
        # Every position the slider is dragged through: the desk answers the latest.
        if self._quiet:
            return
        self._desk.group(replace(self._desk.settings, weight=round(float(event.new), 2)))

    def _refined(self, event: Any) -> None:
        self._graph.refine(float(event.new))
        self._tell()

    def _act(self, action: Any) -> None:
        self._canvas.light([])
        if action == "extract":
            self._session.go("extract")
        elif isinstance(action, dict) and "zoom" in action:
            self._zoom(action["zoom"])
        elif isinstance(action, dict) and "members" in action:
            # A keyword: those that carry it light up where they are drawn.
            self._canvas.light([{"number": 0, "nodes": action["members"], "edges": []}])
        elif isinstance(action, dict) and "around" in action:
            self._session.around = action["around"]
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
