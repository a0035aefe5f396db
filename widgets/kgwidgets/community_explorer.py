"""The communities of a graph in a notebook: the tree, what stands together, and what a person decides about it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import traitlets

from kgwidgets.deeds import told_deeds
from kgwidgets.parts import View, Words
from kgwidgets.source import workbench_of
from kgwidgets.summary import summary_table
from kgworkbench.errors import CurationError
from kgworkbench.model.graph import Graph
from kgworkbench.model.journal import (
    Action,
    MergeCommunities,
    MoveEntity,
    Operation,
    PinCommunity,
    RenameCommunity,
    SplitCommunity,
)
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.explorer import at_weight, community_card, tree_at_weight, tree_blocks

if TYPE_CHECKING:
    from kgworkbench.workbench import Workbench

__all__ = ["CommunityExplorer"]

_WORDS: Words = {
    "en": {
        "title": "Communities", "coarse": "coarse", "fine": "fine", "meaning": "meaning", "structure": "structure",
        "showing": "{n} communities of {total} entities", "preview": "A preview at weight {w}: nothing is kept yet.",
        "keep": "Keep this tree", "back": "Back to the stored tree", "rename": "Rename", "name": "Name",
        "merge": "Merge", "merge_n": "Merge {n}", "split": "Split off", "split_n": "Split off {n}",
        "pin": "Pin", "move": "Move to …", "undo": "Undo",
        "members": "{n} members", "more": "… {n} more", "keywords": "Keywords", "below": "Finer communities",
        "pick": "Choose a community to see its members.", "hint": "click: choose · shift-click: choose several · "
        "click again: zoom", "level": "level {n}", "centre": "centre", "chosen": "{n} checked", "out": "Zoom out",
        "pin_tip": "Its members stay together, whatever is clustered again",
        "split_tip": "Check members: they become a community of their own",
        "merge_tip": "Shift-click other communities of the same level",
        "none": "No communities yet: build a corpus first.", "gone": "no community {id!r} in the tree as it is",
        "one_level": "Only communities of one level can be merged.", "finest": "Only finest communities can be pinned.",
        "size": "Size", "check": "Check members first.", "no_undo": "nothing to undo here",
        "all": "Keep at least one member unchecked.",
        "still": "{n} communities in {levels} levels, {total} entities",
    },
    "zh": {
        "title": "社区", "coarse": "粗", "fine": "细", "meaning": "语义", "structure": "结构",
        "showing": "{n} 个社区，共 {total} 个实体", "preview": "权重 {w} 下的预览：尚未保存。", "keep": "采用此树",
        "back": "返回已存的树", "rename": "改名", "name": "名称", "merge": "合并", "merge_n": "合并 {n} 个",
        "split": "分出", "split_n": "分出 {n} 个",
        "pin": "固定", "move": "移到……", "undo": "撤销", "members": "{n} 个成员", "more": "……另有 {n} 个",
        "keywords": "关键词", "below": "下级社区", "pick": "选择一个社区以查看成员。",
        "hint": "单击：选择 · Shift 单击：多选 · 再次单击：放大", "level": "第 {n} 层", "centre": "中心",
        "chosen": "已勾选 {n} 个", "out": "缩小", "pin_tip": "其成员始终在一起，重新聚类也不变",
        "split_tip": "勾选成员：它们将成为新的社区", "merge_tip": "Shift 单击同层的其他社区",
        "none": "还没有社区：请先构建语料。", "gone": "当前树中没有社区 {id!r}", "one_level": "只能合并同一层的社区。",
        "finest": "只能固定最细一层的社区。", "size": "大小", "check": "请先勾选成员。",
        "no_undo": "此处没有可撤销的操作", "all": "请至少留下一个成员。",
        "still": "{levels} 层共 {n} 个社区，{total} 个实体",
    },
}  # fmt: skip


class CommunityExplorer(View):
    """The knowledge tree of a workbench as an icicle, with a slider for how fine it is shown and one for the weight.

    A weight other than the stored tree's is a preview until it is kept. Rename, move, merge, split and pin act
    through the journal at once.

    Read and ``observe`` ``selected`` (a community's id), ``also`` (ids chosen beside it), ``checked`` (members) and
    ``journal`` (the Operations done here); set ``selected``, ``granularity`` (0 coarse, 1 fine) and ``weight``
    (1 structure, 0 meaning, -1 as stored). ``community`` is the selected Community, ``tree`` the tree that is shown.
    """

    selected = traitlets.Unicode().tag(sync=True)
    also: Any = traitlets.List(traitlets.Unicode()).tag(sync=True)
    checked: Any = traitlets.List(traitlets.Unicode()).tag(sync=True)
    granularity = traitlets.Float(1.0, min=0.0, max=1.0).tag(sync=True)
    weight = traitlets.Float(-1.0, min=-1.0, max=1.0).tag(sync=True)
    journal: Any = traitlets.Tuple()

    module = "community_explorer"
    says = _WORDS
    height = "560px"

    def __init__(self, bench: "Workbench", **traits: Any) -> None:
        super().__init__(**traits)
        self._bench = workbench_of(bench, "CommunityExplorer")
        self._graph = Graph()
        self._grow: Callable[[float], KnowledgeTree] | None = None
        self.tree = KnowledgeTree()
        self.observe(self._told, ["selected", "granularity"])
        self.observe(self._weighed, "weight")
        self.refresh()

    @property
    def community(self) -> Community | None:
        """The selected community, None where none is."""
        return next((one for one in self.tree.communities if one.id == self.selected), None)

    def refresh(self) -> None:
        """Show the tree of the workbench as it is now."""
        self._graph, self._grow = self._bench.graph(), None
        self._weighed()

    def act(self, action: Action) -> Operation:
        """The operation that did it, through the workbench's journal; the view follows.

        Raises:
            CurationError: it cannot be done.
        """
        anchor = self.community.centre if self.community else ""
        operation = self._bench.journal.act(action)
        self.journal = (*self.journal, operation)
        self._again(anchor)
        return operation

    def undo(self) -> Operation:
        """The operation that undid the last one done here.

        Raises:
            CurationError: nothing was done here, or a later operation builds on it.
        """
        if not self.journal:
            # Undo without a number would take back what somebody else did last.
            raise CurationError(self.say("no_undo"))
        operation = self._bench.journal.undo(self.journal[-1].number)
        self.journal = self.journal[:-1]
        self._again(self.community.centre if self.community else "")
        return operation

    def keep(self) -> KnowledgeTree:
        """The tree at the weight of the slider, found again and stored, with what people decided."""
        if self.weight >= 0:
            self._bench.detect(at_weight(self.weight))
            self.weight = -1.0
        self._again("")
        return self.tree

    def _again(self, anchor: str) -> None:
        level = self.community.level if self.community else 0
        self.checked, self.also = [], []
        self.refresh()
        # A community is found again by its centre: its id may be new.
        here = next((one.id for one in self.tree.at(level) if anchor in one.members), "") if anchor else self.selected
        self.selected = here if any(one.id == here for one in self.tree.communities) else ""

    def _weighed(self, _: Any = None) -> None:
        if self.weight >= 0:
            self._grow = self._grow or tree_at_weight(self._graph, self._bench.embedder)
            self.tree = self._grow(self.weight)
        else:
            self.tree = self._bench.tree()
        self._retell()

    def _told(self, change: Any = None) -> None:
        if change is not None and change["name"] == "selected":
            self.checked = []
        self._retell()

    def _retell(self) -> None:
        self.shown = {
            **tree_blocks(self.tree, self._graph, self.granularity),
            "card": community_card(self.tree, self._graph, self.selected),
            "preview": self.weight >= 0,
            "done": len(self.journal),
            "last": "".join(told_deeds(self._bench, self._graph, self.journal[-1:], self.language)),
        }

    def _act(self, kind: str, wish: dict[str, Any]) -> None:
        if kind == "keep":
            self.keep()
        elif kind == "back":
            self.weight = -1.0
        elif kind == "undo":
            self.undo()
        elif (here := self.community) is None:
            self.error = self.say("gone", id=self.selected)
        elif (action := self._action(kind, wish, here)) is not None:
            self.act(action)

    def _action(self, kind: str, wish: dict[str, Any], here: Community) -> Action | None:
        members = [one for one in self.checked if one in here.members]
        match kind:
            case "rename":
                return RenameCommunity(here.centre, str(wish.get("name", "")).strip(), here.level)
            case "pin" if here.level:
                self.error = self.say("finest")
            case "pin":
                return PinCommunity(here.centre, here.members, here.name)
            case "merge":
                return self._merge(here)
            case "split" if not members:
                self.error = self.say("check")
            case "split" if len(members) == len(here.members):
                self.error = self.say("all")
            case "split":
                stays = here.centre if here.centre not in members else min(set(here.members) - set(members))
                return SplitCommunity(stays, tuple(sorted(members)), here.level)
            case "move":
                return self._move(str(wish.get("to", "")), members)
            case _:
                raise ValueError(f"nothing here answers {kind!r}")
        return None

    def _merge(self, here: Community) -> Action | None:
        others = [one for one in self.tree.communities if one.id in self.also and one.id != here.id]
        if not others or any(one.level != here.level for one in others):
            self.error = self.say("one_level")
            return None
        return MergeCommunities((here.centre, *(one.centre for one in others)), here.level)

    def _move(self, to: str, members: Sequence[str]) -> Action | None:
        target = next((one for one in self.tree.at(0) if one.id == to), None)
        if target is None:
            self.error = self.say("gone", id=to)
            return None
        if not members:
            self.error = self.say("check")
            return None
        # One operation an entity; the last one is left to the caller.
        for one in members[:-1]:
            operation = self._bench.journal.act(MoveEntity(one, target.centre))
            self.journal = (*self.journal, operation)
        return MoveEntity(members[-1], target.centre)

    def _summary(self) -> tuple[str, str]:
        blocks = tree_blocks(self.tree, self._graph, self.granularity)
        told = self.say("still", n=len(self.tree.communities), levels=self.tree.levels, total=blocks["total"])
        plain = f"CommunityExplorer: {told}"
        words = {one.id: ", ".join(word.term for word in one.keywords[:6]) for one in self.tree.communities}
        rows = [
            ("\u2003" * (self.tree.levels - 1 - block["level"]) + block["name"], block["size"], words[block["id"]])
            for block in blocks["blocks"]
        ]
        return plain, summary_table(plain, (self.say("name"), self.say("size"), self.say("keywords")), rows)
