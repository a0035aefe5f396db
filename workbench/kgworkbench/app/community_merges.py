"""One session's way through the communities that may be one: the pair in hand, merging it or keeping it apart."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

from kgworkbench.app.components.merge_review import REVIEW_WORDS, MergeReview
from kgworkbench.app.desk import Desk
from kgworkbench.app.reviewing import Marks, shown_queue
from kgworkbench.app.state import Session
from kgworkbench.app.strings import WORDS
from kgworkbench.curate.apart import apart_in, communities_apart, speaks_of_communities
from kgworkbench.model.journal import MergeCommunities, Operation
from kgworkbench.present.community_queue import community_queue
from kgworkbench.present.reviewed import later_last

__all__ = ["CommunityMerges"]

_OWN = ("title", "for", "links", "also", "into", "keys", "none", "apart")


class CommunityMerges:
    """The merge queue for communities; what is answered is the steward's to do, and a lock from then on."""

    def __init__(self, session: Session, desk: Desk, on_change: Callable[[], None]) -> None:
        self._session, self._desk, self._on_change = session, desk, on_change
        self._marks = Marks(desk, "communities")
        self._found: Any = None
        self.queue: list[dict[str, Any]] = []
        column = 1 if session.language == "zh" else 0
        words = {word: WORDS[f"review_{word}"][column] for word in REVIEW_WORDS}
        words |= {word: WORDS[f"together_{word}"][column] for word in _OWN}
        # A text has no place for them.
        words |= {"unread": "", "close": session.say("close")}
        self.view = MergeReview(
            self._wish,
            self._chose,
            words=words,
            sizing_mode="stretch_both",
            min_height=60,
            margin=0,
            styles={"min-height": "0"},
        )
        self.repaint()

    def repaint(self) -> None:
        """Follow the theme."""
        self.view.theme = "dark" if self._session.dark else "light"

    def refresh(self) -> None:
        """Show the pairs of the desk's communities; none while others than the stored ones are shown."""
        desk = self._desk
        snapshot = desk.snapshot
        if snapshot is None:
            return
        standing = desk.steward.standing
        asked = (snapshot.tree, snapshot.graph, standing)
        if self._found is None or any(one is not other for one, other in zip(self._found, asked, strict=False)):
            weight, language = desk.settings.weight, self._session.language
            apart = apart_in(snapshot.tree, standing)
            rows = community_queue(snapshot.graph, snapshot.tree, weight=weight, language=language, apart=apart)
            self._found = (*asked, rows if desk.preview is None else [])
        self.queue = later_last(self._found[3], self._marks.read())
        known = [row["id"] for row in self.queue]
        self._tell(self.view.current if self.view.current in known else (known or [""])[0])

    def pair(self) -> tuple[str, str] | None:
        """The ids of the two communities in hand, None where there are none."""
        row = self._candidate()
        return (row["members"][0]["id"], row["members"][1]["id"]) if row else None

    def effect(self) -> str:
        """What merging the checked communities would do, in words; "" while there are not two of them."""
        group = self._group()
        members = sum(member["documents"] for member in group)
        return self._session.say("together_effect", n=members) if len(group) > 1 else ""

    def _candidate(self) -> dict[str, Any] | None:
        return next((row for row in self.queue if row["id"] == self.view.current), None)

    def _group(self) -> list[dict[str, Any]]:
        row = self._candidate()
        return [member for member in row["members"] if member["id"] in self.view.selected] if row else []

    def _tell(self, current: str) -> None:
        row = next((row for row in self.queue if row["id"] == current), None)
        rows = [
            {"id": one["id"], "name": _both(one), "score": one["score"], "size": len(one["members"])}
            for one in self.queue
        ]
        shown = shown_queue(
            self._desk, self._session.language, rows, self._marks.read(), self._done(), candidate=row, said={}
        )
        self.view.offer(current, shown)

    def _done(self) -> list[Operation]:
        """What was decided and holds, oldest first."""
        standing = self._desk.steward.standing
        return [
            each for each in standing if isinstance(each.action, MergeCommunities) or speaks_of_communities(each.action)
        ]

    def _chose(self) -> None:
        left = self.view.offered
        if left != self.view.current:
            if left:
                self._marks.put(left, "looked")
            self._tell(self.view.current)
        self._on_change()

    def _wish(self, kind: str, wish: dict[str, Any]) -> None:
        steward, snapshot, row, group = self._desk.steward, self._desk.snapshot, self._candidate(), self._group()
        if kind == "undo":
            if decided := self._done():
                steward.undo([decided[-1].number])
        elif kind == "again":
            self._found = None
            self._marks.take_up([each["id"] for each in self.queue])
        elif row is not None and snapshot is not None and kind == "later":
            self._marks.put(row["id"], "later")
            self.view.tell(current="")
        elif row is not None and snapshot is not None and kind in ("merge", "apart") and len(group) > 1:
            anchors = tuple(snapshot.communities[member["id"]].centre for member in group)
            if kind == "apart":
                steward.act(*(communities_apart(one, other, row["level"]) for one, other in combinations(anchors, 2)))
            else:
                name = str(wish.get("name", "")).strip()
                steward.act(MergeCommunities(anchors, row["level"], name if name != group[0]["name"] else ""))
        self.refresh()
        self._on_change()


def _both(row: dict[str, Any]) -> str:
    """The centres' part of both names: a list has no room for their keywords."""
    return " + ".join(str(member["name"]).replace("：", ": ").split(": ", 1)[0] for member in row["members"])
