"""The trace of a question in a notebook: its steps as a tree, with time, tokens and evidence."""

from typing import TYPE_CHECKING, Any

import traitlets

from kgwidgets.answers import trace_of
from kgwidgets.parts import View, Words
from kgwidgets.summary import summary_table
from kgworkbench.model.evidence import Answer
from kgworkbench.model.trace import Step, Trace
from kgworkbench.present.step import step_detail, step_of
from kgworkbench.present.trace import timeline_rows, trace_rows
from kgworkbench.present.wording import cut

if TYPE_CHECKING:
    from kgworkbench.workbench import Workbench

__all__ = ["TraceView"]

_WORDS: Words = {
    "en": {
        "title": "Trace", "step": "Step", "out": "Out", "ms": "ms", "tokens": "Tokens", "time": "Time",
        "Asked": "Asked", "Rewritten": "Rewritten", "Linked": "Linked", "Planned": "Planned", "Round": "Round {n}",
        "Retrieved": "Retrieved", "Fused": "Fused", "Reflected": "Reflected", "Composed": "Composed",
        "Answered": "Answered", "entity": "entity", "triple": "triple", "community": "community", "path": "path",
        "chunk": "passage", "cached": "cached", "engine": "Engine", "mode": "Mode", "subquery": "Sub-query",
        "offered": "Offered", "refused": "Citations refused", "cited": "Cited", "missing": "Missing", "next": "Next",
        "before": "Before fusion", "after": "After fusion", "anchors": "Entities named", "plan": "Sub-queries",
        "citations": "Citations", "kept": "kept as {n}", "dropped": "cut", "nothing": "nothing found",
        "count": "{n} of {total}", "open_all": "Open rounds", "close_all": "Close rounds", "enough": "enough",
        "foot": "{steps} steps · {ms} ms · {tokens} tokens",
        "still": "{steps} steps, {tokens} tokens",
        "keys": "↑↓ step · Enter unfold", "respelled": "Read as",
    },
    "zh": {
        "title": "追踪", "step": "步骤", "out": "输出", "ms": "毫秒", "tokens": "词元", "time": "用时",
        "Asked": "提问", "Rewritten": "改写", "Linked": "链接", "Planned": "计划", "Round": "第 {n} 轮",
        "Retrieved": "检索", "Fused": "融合", "Reflected": "反思", "Composed": "作答", "Answered": "答案",
        "entity": "实体", "triple": "三元组", "community": "社区", "path": "路径", "chunk": "段落", "cached": "缓存",
        "engine": "引擎", "mode": "模式", "subquery": "子问题", "offered": "候选", "refused": "被拒引用",
        "cited": "引用", "missing": "缺少", "next": "接着查", "before": "融合之前", "after": "融合之后",
        "anchors": "提到的实体", "plan": "子问题", "citations": "引用", "kept": "保留为第 {n}", "dropped": "舍去",
        "nothing": "没有结果", "count": "{total} 项中的 {n} 项", "open_all": "展开各轮", "close_all": "收起各轮",
        "enough": "已足够", "foot": "{steps} 步 · {ms} 毫秒 · {tokens} 词元", "still": "{steps} 步，{tokens} 词元",
        "keys": "↑↓ 步骤 · Enter 展开", "respelled": "理解为",
    },
}  # fmt: skip


class TraceView(View):
    """The steps of one question as a tree, with a timeline, and evidence before and after fusion.

    ``TraceView(source)`` takes a Trace, an Answer (with ``bench``, where its trace is kept) or a Workbench (its newest
    trace). Read and ``observe`` ``selected``, the id of a row as in ``present.trace.trace_rows``, and ``step``, the
    Step behind it; set ``selected`` to unfold a step.
    """

    selected = traitlets.Unicode().tag(sync=True)

    module = "trace_view"
    says = _WORDS
    height = "520px"

    def __init__(
        self, source: "Trace | Answer | Workbench", *, bench: "Workbench | None" = None, **traits: Any
    ) -> None:
        trace = trace_of(source, bench)
        super().__init__(**traits)
        self.trace = trace
        self.observe(self._unfold, "selected")
        self._retell()

    @property
    def step(self) -> Step | None:
        """The step that is selected, None where none or a whole round is."""
        return step_of(self.trace, self.selected)

    def show(self, source: "Trace | Answer | Workbench", *, bench: "Workbench | None" = None) -> None:
        """Show another trace."""
        self.trace = trace_of(source, bench)
        self.selected = ""
        self._retell()

    def _retell(self) -> None:
        bars = {row["id"]: [row["start"], row["end"]] for row in timeline_rows(self.trace)}
        rows = trace_rows(self.trace)
        # Labels only: what a step gave is sent when it is unfolded.
        brief = [{key: item for key, item in row.items() if key not in ("input", "output")} for row in rows]
        whole = max((end for _, end in bars.values()), default=0.0)
        self.shown = {
            "question": self.trace.question,
            "rows": brief,
            "bars": bars,
            "whole": whole,
            "detail": step_detail(self.trace, self.selected),
        }

    def _unfold(self, _: Any) -> None:
        self.shown = {**self.shown, "detail": step_detail(self.trace, self.selected)}

    def _what(self, row: dict[str, Any]) -> str:
        """What a row is about: its route and words; a round says its number in its name."""
        label = "" if row["step"] == "Round" else cut(row["label"], 90)
        return " · ".join(part for part in (str(self.words.get(row["route"], "")), label) if part)

    def _summary(self) -> tuple[str, str]:
        rows = trace_rows(self.trace)
        tokens = sum(row["prompt"] + row["completion"] for row in rows)
        answer = self.trace.answer
        told = f"{self.trace.question} → {answer.text if answer else '…'}"
        plain = f"TraceView: {told} ({self.say('still', steps=len(self.trace.steps), tokens=tokens)})"
        head = tuple(self.say(key) for key in ("step", "title", "out", "ms", "tokens"))
        cells = [
            (
                "\u2003" * row["depth"] + str(self.words[row["step"]]).format(n=row["label"]),
                self._what(row),
                row["count"],
                float(row["ms"]),
                row["prompt"] + row["completion"],
            )
            for row in rows
        ]
        return plain, summary_table(plain, head, cells)
