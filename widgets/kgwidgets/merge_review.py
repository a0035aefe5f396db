"""The merge queue of a notebook: entities that may be one thing, decided one by one."""

from collections.abc import Collection
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import traitlets

from kgwidgets.deeds import told_deeds
from kgwidgets.parts import View, Words
from kgwidgets.source import workbench_of
from kgwidgets.summary import summary_table
from kgworkbench.errors import CurationError
from kgworkbench.model.journal import KeepApart, Merge, Operation
from kgworkbench.present.merging import member_sentences, merge_queue
from kgworkbench.present.reviewed import NOTE, later_last, marked, marks_of, taken_up

if TYPE_CHECKING:
    from kgworkbench.ports import Embedder
    from kgworkbench.resolve.match import Duplicate
    from kgworkbench.workbench import Workbench

__all__ = ["MergeReview"]

_WORDS: Words = {
    "en": {
        "title": "May be one thing", "left": "{n} to review", "merge": "Merge", "apart": "Not the same",
        "later": "Later", "undo": "Undo", "name": "Name", "for": "Why they may be one", "against": "Why not",
        "said": "Where they are named", "links": "relations {n} · documents {d}", "also": "also {names}",
        "none": "Nothing left to review.", "done": "{n} decided", "two": "Check at least two members.",
        "no_undo": "nothing to undo here",
        "still": "{n} candidates, {done} decided",
        "again": "Look again", "into": "kept", "nothing": "no reason against it", "unread": "not found in any text",
        "kept_apart": "{names}: not the same", "merged": "merged into {name}",
        "reviewed": "{n} of {of} reviewed", "mark_looked": "seen", "mark_later": "later",
        "mark_merged": "merged", "mark_apart": "apart", "past": "Decided",
        "keys": "Enter merge · x not the same · l later · ↑↓ queue",
    },
    "zh": {
        "title": "可能是同一事物", "left": "待审 {n} 项", "merge": "合并", "apart": "不是同一个", "later": "稍后",
        "undo": "撤销", "name": "名称", "for": "支持合并", "against": "反对合并", "said": "出现的语句",
        "links": "关系 {n} · 文档 {d}", "also": "又名 {names}", "none": "没有待审项了。", "done": "已决定 {n} 项",
        "two": "请至少勾选两个成员。", "no_undo": "此处没有可撤销的操作", "again": "重新查找", "into": "保留",
        "still": "{n} 项待审，已决定 {done} 项",
        "nothing": "没有反对理由",
        "unread": "文本中未找到", "kept_apart": "{names}：不是同一个", "merged": "合并为 {name}",
        "reviewed": "已审 {n} / {of}", "mark_looked": "看过", "mark_later": "稍后",
        "mark_merged": "已合并", "mark_apart": "已分开", "past": "已决定",
        "keys": "Enter 合并 · x 不是同一个 · l 稍后 · ↑↓ 队列",
    },
}  # fmt: skip


class MergeReview(View):
    """The merge queue of a workbench: candidates with reasons, each member with its own checkbox.

    ``MergeReview(bench)`` offers what ``bench.journal.duplicates`` finds, names close in meaning too where an
    ``embedder`` is given. Merge, Not the same and Undo act through the journal at once; Later puts a candidate last.
    What was looked at or put off carries a mark, which is kept with the graph.

    Read and ``observe`` ``done`` (the Operations, oldest first), ``selected`` (ids of the checked members) and
    ``current`` (the candidate's id); set the last two to choose. ``queue`` holds the candidates as view data.
    """

    selected = traitlets.List(traitlets.Unicode()).tag(sync=True)
    current = traitlets.Unicode().tag(sync=True)
    done: Any = traitlets.Tuple()

    module = "merge_review"
    says = _WORDS
    height = "560px"

    def __init__(
        self, bench: "Workbench", *, embedder: "Embedder | None" = None, limit: int = 200, **traits: Any
    ) -> None:
        super().__init__(**traits)
        self._bench = workbench_of(bench, "MergeReview")
        self._embedder = embedder
        self._limit = limit
        self._offers: tuple[Duplicate, ...] = ()
        self.queue: list[dict[str, Any]] = []
        self.observe(self._chosen, "current")
        self.look_again()

    def look_again(self) -> None:
        """Find the candidates of the graph as it is now."""
        self._offers = self._bench.journal.duplicates(self._embedder, limit=self._limit)
        self._note(taken_up(self._noted(), (row["id"] for row in self.queue)))
        self._retell()

    def merge(self, members: Collection[str] | None = None, name: str = "") -> Operation:
        """The operation that merged the checked members of the current candidate, or those given, under that name.

        Raises:
            CurationError: they cannot be merged.
        """
        group = self._group(members)
        operation = self._bench.journal.act(Merge(group[0], tuple(group), name or self._candidate()["name"]))
        gone = set(group[1:])
        now = dict.fromkeys(gone, group[0])
        moved = (
            replace(pair, one=now.get(pair.one, pair.one), other=now.get(pair.other, pair.other))
            for pair in self._offers
        )
        seen: dict[frozenset[str], Duplicate] = {}
        for pair in moved:
            seen.setdefault(frozenset((pair.one, pair.other)), pair)
        self._took(operation, [pair for ends, pair in seen.items() if len(ends) == 2])
        return operation

    def keep_apart(self, members: Collection[str] | None = None) -> tuple[Operation, ...]:
        """The operations that said of the checked members, or of those given, that no two of them are the same.

        Raises:
            CurationError: it cannot be done.
        """
        pairs = list(combinations(self._group(members), 2))
        found = tuple(self._bench.journal.act(KeepApart(one, other)) for one, other in pairs)
        gone = {frozenset(pair) for pair in pairs}
        self.done = (*self.done, *found)
        self._offers = tuple(pair for pair in self._offers if frozenset((pair.one, pair.other)) not in gone)
        self._retell()
        return found

    def later(self) -> None:
        """Put the current candidate last."""
        self._note(marked(self._noted(), self._candidate()["id"], "later"))
        self._retell()

    def undo(self) -> Operation:
        """The operation that undid the last one made here.

        Raises:
            CurationError: nothing was done here, or a later operation builds on it.
        """
        if not self.done:
            # Undo without a number would take back what somebody else did last.
            raise CurationError(self.say("no_undo"))
        operation = self._bench.journal.undo(self.done[-1].number)
        self.done = self.done[:-1]
        self.look_again()
        return operation

    def _group(self, members: Collection[str] | None) -> list[str]:
        chosen = set(self.selected if members is None else members)
        order = [member["id"] for member in self._candidate()["members"]]
        group = [one for one in order if one in chosen] + sorted(chosen - set(order))
        if len(group) < 2:
            raise ValueError(self.say("two"))
        return group

    def _candidate(self) -> dict[str, Any]:
        found = next((row for row in self.queue if row["id"] == self.current), None)
        if found is None:
            raise ValueError(self.say("none"))
        return found

    def _took(self, operation: Operation, offers: "list[Duplicate]") -> None:
        self.done = (*self.done, operation)
        self._offers = tuple(offers)
        self._retell()

    def _retell(self) -> None:
        rows = merge_queue(self._offers, self._bench.graph(), language=self.language)
        marks = marks_of(self._noted())
        self.queue = later_last(rows, marks)
        known = [row["id"] for row in self.queue]
        with self.hold_sync():
            stays = self.current in known and marks.get(self.current) != "later"
            following = self.current if stays else (known or [""])[0]
            if following == self.current:
                self._chosen()
            self.current = following

    def _noted(self) -> Any:
        noted = self._bench.notes().get(NOTE)
        return noted.get("entities") if isinstance(noted, dict) else None

    def _note(self, rows: list[list[str]] | None) -> None:
        if rows is not None and rows != (self._noted() or []):
            noted = self._bench.notes().get(NOTE)
            self._bench.note(**{NOTE: {**(noted if isinstance(noted, dict) else {}), "entities": rows}})

    def _chosen(self, change: Any = None) -> None:
        if change is not None and change["old"] and change["old"] in {row["id"] for row in self.queue}:
            self._note(marked(self._noted(), change["old"], "looked"))
        row = next((row for row in self.queue if row["id"] == self.current), None)
        said, graph = {}, self._bench.graph()
        if row is not None:
            ids = [member["id"] for member in row["members"]]
            said = member_sentences(ids, graph, self._bench.store.chunks)
            # A new language, or another decision, unchecks nothing.
            self.selected = ids if change is not None or not set(self.selected) <= set(ids) else self.selected or ids
        else:
            self.selected = []
        marks = marks_of(self._noted())
        brief = [
            {
                "id": one["id"],
                "name": one["name"],
                "score": one["score"],
                "size": len(one["members"]),
                "mark": marks.get(one["id"], ""),
            }
            for one in self.queue
        ]
        seen = sum(one["id"] in marks for one in self.queue)
        done = told_deeds(self._bench, graph, self.done[-8:], self.language)
        shown = {"queue": brief, "candidate": row, "said": said, "done": done, "total": len(self.done)}
        shown["past"] = [
            {"name": told, "mark": "apart" if isinstance(each.action, KeepApart) else "merged"}
            for told, each in zip(reversed(done), reversed(self.done[-8:]), strict=True)
        ]
        self.shown = {**shown, "reviewed": [len(self.done) + seen, len(self.done) + len(brief)]}

    def _act(self, kind: str, wish: dict[str, Any]) -> None:
        if kind in ("merge", "apart") and len(self.selected) < 2:
            self.error = self.say("two")
        elif kind == "merge":
            self.merge(name=str(wish.get("name", "")).strip())
        elif kind == "apart":
            self.keep_apart()
        elif kind == "later":
            self.later()
        elif kind == "undo":
            self.undo()
        elif kind == "again":
            self.look_again()

    def _summary(self) -> tuple[str, str]:
        plain = f"MergeReview: {self.say('still', n=len(self.queue), done=len(self.done))}"
        rows = [
            (
                row["name"],
                ", ".join(one["name"] for one in row["members"]),
                row["score"],
                "; ".join(f"{why['word']} {why['strength']:+.2f}" for why in row["reasons"]),
            )
            for row in self.queue
        ]
        head = (self.say("name"), self.say("title"), "0–1", self.say("for"))
        return plain, summary_table(plain, head, rows)
