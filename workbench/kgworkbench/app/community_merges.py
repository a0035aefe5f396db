"""One session's way through the communities that may be one: the pair in hand, what was put off, merging it."""

from collections.abc import Callable
from typing import Any

from kgworkbench.app.components.merge_review import REVIEW_WORDS, MergeReview
from kgworkbench.app.desk import Desk
from kgworkbench.app.state import Session
from kgworkbench.app.strings import WORDS
from kgworkbench.model.journal import MergeCommunities
from kgworkbench.present.community_queue import community_queue

__all__ = ["CommunityMerges"]

_OWN = ("title", "for", "links", "also", "into", "keys", "none")


class CommunityMerges:
    """The merge queue for communities; what is merged is the steward's to do, and a lock from then on."""

    def __init__(self, session: Session, desk: Desk, on_change: Callable[[], None]) -> None:
        self._session, self._desk, self._on_change = session, desk, on_change
        self._later: set[str] = set()
        self._found: Any = None
        self.queue: list[dict[str, Any]] = []
        column = 1 if session.language == "zh" else 0
        words = {word: WORDS[f"review_{word}"][column] for word in REVIEW_WORDS}
        words |= {word: WORDS[f"together_{word}"][column] for word in _OWN}
        # A text has no place for them, and nothing keeps two communities apart for good.
        words |= {"unread": "", "apart": "", "close": session.say("close")}
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
        if self._found is None or self._found[0] is not snapshot.tree or self._found[1] is not snapshot.graph:
            weight, language = desk.settings.weight, self._session.language
            rows = community_queue(snapshot.graph, snapshot.tree, weight=weight, language=language)
            self._found = (snapshot.tree, snapshot.graph, rows if desk.preview is None else [])
        self.queue = sorted(self._found[2], key=lambda row: row["id"] in self._later)
        known = [row["id"] for row in self.queue]
        self._tell(self.view.current if self.view.current in known else (known or [""])[0])

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
        steward = self._desk.steward
        done = [each for each in steward.standing if isinstance(each.action, MergeCommunities)]
        shown = {
            "queue": [
                {"id": one["id"], "name": _both(one), "score": one["score"], "size": len(one["members"])}
                for one in self.queue
            ],
            "candidate": row,
            "said": {},
            "done": [steward.lines(self._session.language)(each) for each in done[-1:]],
            "total": len(done),
        }
        self.view.offer(current, shown)

    def _chose(self) -> None:
        if self.view.offered != self.view.current:
            self._tell(self.view.current)
        self._on_change()

    def _wish(self, kind: str, wish: dict[str, Any]) -> None:
        steward, snapshot, row, group = self._desk.steward, self._desk.snapshot, self._candidate(), self._group()
        if kind == "undo":
            done = [each.number for each in steward.standing if isinstance(each.action, MergeCommunities)]
            if done:
                steward.undo(done[-1:])
        elif kind == "again":
            self._later, self._found = set(), None
        elif row is not None and snapshot is not None and kind == "later":
            self._later.add(row["id"])
            self.view.tell(current="")
        elif row is not None and snapshot is not None and kind == "merge" and len(group) > 1:
            name = str(wish.get("name", "")).strip()
            anchors = tuple(snapshot.communities[member["id"]].centre for member in group)
            steward.act(MergeCommunities(anchors, row["level"], name if name != group[0]["name"] else ""))
        self.refresh()
        self._on_change()


def _both(row: dict[str, Any]) -> str:
    """The centres' part of both names: a list has no room for their keywords."""
    return " + ".join(str(member["name"]).replace("：", ": ").split(": ", 1)[0] for member in row["members"])
