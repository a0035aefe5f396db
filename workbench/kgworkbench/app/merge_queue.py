"""One session's way through the merge queue: the candidate in hand, its checked members, what was put off."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

from kgworkbench.app.components.merge_review import REVIEW_WORDS, MergeReview
from kgworkbench.app.desk import Desk
from kgworkbench.app.reviewing import Marks, shown_queue
from kgworkbench.app.state import Session
from kgworkbench.app.steward import Effect
from kgworkbench.app.strings import WORDS, Strings
from kgworkbench.curate.apart import speaks_of_communities
from kgworkbench.model.journal import KeepApart, Merge, Operation
from kgworkbench.present.merging import member_sentences
from kgworkbench.present.reviewed import later_last

__all__ = ["MergeQueue", "effect_words"]


class MergeQueue:
    """The merge queue of the desk as one session goes through it; every decision is the steward's to do.

    While it is not ``shown`` it only counts its candidates.
    """

    def __init__(self, session: Session, desk: Desk, on_change: Callable[[], None]) -> None:
        self._session, self._desk, self._on_change = session, desk, on_change
        self._marks = Marks(desk, "entities")
        self._decided: dict[str, int] = {}
        self.queue: list[dict[str, Any]] = []
        self.shown = True
        column = 1 if session.language == "zh" else 0
        self.view = MergeReview(
            self._wish,
            self._chose,
            words={**{word: WORDS[f"review_{word}"][column] for word in REVIEW_WORDS}, "close": session.say("close")},
            sizing_mode="stretch_both",
            min_height=60,
            margin=0,
            styles={"min-height": "0"},
        )
        self.repaint()

    @property
    def count(self) -> int:
        """How many candidates are open."""
        return len(self.queue)

    def repaint(self) -> None:
        """Follow the theme."""
        self.view.theme = "dark" if self._session.dark else "light"

    def refresh(self) -> None:
        """Show the queue the desk has now; what was decided here and is still being done is left out."""
        steward, language = self._desk.steward, self._session.language
        found, seen, done = steward.candidates(language), steward.counted(language), len(steward.operations)
        # Left out until the queue is found anew. What was refused comes back: nothing was done.
        self._decided = {key: at for key, at in self._decided.items() if at >= seen and (steward.busy or at < done)}
        self.queue = [row for row in found if row["id"] not in self._decided]
        if not self.shown:
            return
        self.queue = later_last(self.queue, self._marks.read())
        known = [row["id"] for row in self.queue]
        self._tell(self.view.current if self.view.current in known else (known or [""])[0])

    def pair(self) -> tuple[str, str] | None:
        """The ids of the first two checked members of the candidate in hand, None while there are not two."""
        group = self._group()
        return (group[0], group[1]) if len(group) > 1 else None

    def effect(self) -> tuple[Merge, Effect | None] | None:
        """What merging the checked members would do, None while there are not two of them."""
        group = self._group()
        if len(group) < 2:
            return None
        merge = Merge(group[0], tuple(group), "")
        return merge, self._desk.steward.effect(merge)

    def _candidate(self) -> dict[str, Any] | None:
        return next((row for row in self.queue if row["id"] == self.view.current), None)

    def _group(self) -> list[str]:
        row = self._candidate()
        if row is None:
            return []
        return [member["id"] for member in row["members"] if member["id"] in self.view.selected]

    def _tell(self, current: str) -> None:
        snapshot = self._desk.snapshot
        row = next((row for row in self.queue if row["id"] == current), None)
        ids = [member["id"] for member in row["members"]] if row else []
        said = {}
        if row is not None and snapshot is not None:
            chunks = snapshot.chunks
            said = member_sentences(ids, snapshot.graph, lambda keys: [chunks[key] for key in keys if key in chunks])
        rows = [
            {"id": one["id"], "name": one["name"], "score": one["score"], "size": len(one["members"])}
            for one in self.queue
        ]
        shown = shown_queue(
            self._desk, self._session.language, rows, self._marks.read(), self._done(), candidate=row, said=said
        )
        self.view.offer(current, shown)

    def _done(self) -> list[Operation]:
        """What was decided and holds, oldest first."""
        return [each for each in self._desk.steward.standing if _decides(each)]

    def _chose(self) -> None:
        left = self.view.offered
        if left != self.view.current:
            if left:
                self._marks.put(left, "looked")
            self._tell(self.view.current)
        self._on_change()

    def _wish(self, kind: str, wish: dict[str, Any]) -> None:
        steward, row, group = self._desk.steward, self._candidate(), self._group()
        if kind == "undo":
            if decided := self._done():
                steward.undo([decided[-1].number])
        elif kind == "again":
            self._decided = {}
            self._marks.take_up([each["id"] for each in self.queue])
        elif row is None:
            return
        elif kind == "later":
            self._marks.put(row["id"], "later")
            self.view.tell(current="")
        elif len(group) < 2:
            self.view.tell(error=self._session.say("review_two"))
            return
        elif kind in ("merge", "apart"):
            self._decided[row["id"]] = len(steward.operations)
            if kind == "merge":
                name = str(wish.get("name", "")).strip() or row["name"]
                into = next(member["name"] for member in row["members"] if member["id"] == group[0])
                steward.act(Merge(group[0], tuple(group), name if name != into else ""))
            else:
                steward.act(*(KeepApart(one, other) for one, other in combinations(group, 2)))
        self.refresh()
        self._on_change()


def _decides(operation: Operation) -> bool:
    action = operation.action
    return isinstance(action, Merge) or (isinstance(action, KeepApart) and not speaks_of_communities(action))


def effect_words(effect: Effect, say: Strings) -> str:
    """An effect on the graph in a line."""
    parts = []
    for counts, key in ((effect.entities, "entities"), (effect.relations, "relations")):
        signs = ("effect_new", "effect_changed", "effect_gone")
        told = [say(sign, n=number) for sign, number in zip(signs, counts, strict=True) if number]
        if told:
            parts.append(f"{say(key).capitalize()}: {', '.join(told)}")
    return " · ".join(parts) or say("effect_none")
