"""The evidence of an answer in a notebook: numbered citations, and cards that say where each piece stands and why."""

from typing import TYPE_CHECKING, Any

import traitlets

from kgwidgets.answers import trace_of
from kgwidgets.parts import View, Words
from kgwidgets.source import workbench_of
from kgwidgets.summary import summary_table
from kgworkbench.model.evidence import Answer, Evidence
from kgworkbench.model.trace import Fused, Trace
from kgworkbench.present.evidence import citation_rows, evidence_cards
from kgworkbench.present.wording import cut

if TYPE_CHECKING:
    from kgworkbench.workbench import Workbench

__all__ = ["EvidenceView"]

_WORDS: Words = {
    "en": {
        "still": "{n} citations, {pieces} pieces of evidence",
        "title": "Evidence", "answer": "Answer", "citations": "Citations", "cited": "cited", "all": "All {n}",
        "only": "Cited {n}", "score": "score {n}", "entity": "entity", "triple": "triple", "community": "community",
        "path": "path", "chunk": "passage", "whole": "Whole passage", "less": "Less", "none": "No evidence.",
        "lacking": "Not found in the graph. Nearest:", "own": "From the engine's own knowledge: no text supports it.",
        "foot": "{n} pieces of evidence · {d} documents",
        "no_citations": "nothing cited", "said": "Answer and question",
        "document": "Document", "route": "Route", "text": "Text", "more": "in {n} passages",
    },
    "zh": {
        "still": "{n} 条引用，{pieces} 条证据",
        "title": "证据", "answer": "答案", "citations": "引用", "cited": "已引用", "all": "全部 {n}",
        "only": "已引用 {n}", "score": "得分 {n}", "entity": "实体", "triple": "三元组", "community": "社区",
        "path": "路径", "chunk": "段落", "whole": "整段", "less": "收起", "none": "没有证据。",
        "lacking": "图谱中未找到。最接近的实体：", "own": "来自引擎自身的知识：没有文本支持。",
        "foot": "{n} 条证据 · {d} 篇文档", "no_citations": "没有引用", "said": "答案与问题",
        "document": "文档", "route": "路径", "text": "文本", "more": "见于 {n} 个段落",
    },
}  # fmt: skip


class EvidenceView(View):
    """The evidence of an answer: numbered citations beside cards with the passage, its marked span, and why it came.

    ``EvidenceView(bench, answer)`` finds the trace of the answer in the workbench; a Trace may stand in the answer's
    place, and with neither the newest question is shown. Evidence that is cited comes first, then as it was fused;
    ``limit`` says how much.

    Read and ``observe`` ``selected``, the id of a piece of evidence, and ``evidence``, the Evidence behind it; set
    ``selected`` to choose one.
    """

    selected = traitlets.Unicode().tag(sync=True)

    module = "evidence_view"
    says = _WORDS

    def __init__(
        self, bench: "Workbench", answer: Answer | Trace | None = None, *, limit: int = 40, **traits: Any
    ) -> None:
        self._bench = workbench_of(bench, "EvidenceView")
        trace = trace_of(bench if answer is None else answer, bench)
        super().__init__(**traits)
        self._limit = limit
        self._trace = trace
        self._retell()

    @property
    def evidence(self) -> Evidence | None:
        """The piece of evidence that is selected, None where none is."""
        return next((one for one in self.pieces() if one.id == self.selected), None)

    def pieces(self) -> tuple[Evidence, ...]:
        """The evidence that is shown: cited first, then as it was fused last."""
        fused = [step for step in self._trace.steps if isinstance(step, Fused)]
        every = fused[-1].evidence if fused else ()
        answer = self._trace.answer
        cited = {one.evidence: number for number, one in reversed(list(enumerate(answer.citations)))} if answer else {}
        earlier = {one.id: one for step in fused for one in step.evidence if one.id in cited}
        kept = {one.id: one for one in every} | earlier
        ranked = sorted(kept.values(), key=lambda one: cited.get(one.id, len(cited)))
        return tuple(ranked[: self._limit])

    def show(self, answer: Answer | Trace | None = None) -> None:
        """Show another answer, or with none the newest question."""
        self._trace = trace_of(self._bench if answer is None else answer, self._bench)
        self.selected = ""
        self._retell()

    def _retell(self) -> None:
        answer, pieces = self._trace.answer, self.pieces()
        wanted = {chunk for piece in pieces for chunk in piece.chunks}
        chunks = {chunk.id: chunk for chunk in self._bench.store.chunks(wanted)} if wanted else {}
        citations = answer.citations if answer else ()
        cards = evidence_cards(pieces, chunks, citations=citations, limit=2, language=self.language)
        for card in cards:
            card["citations"] = [number for number, one in enumerate(citations, 1) if one.evidence == card["id"]]
            card["passages"].sort(key=lambda passage: not any(part.get("kind") for part in passage["segments"]))
        self.shown = {
            "question": self._trace.question,
            "text": answer.text if answer else "",
            "found": bool(answer and answer.found),
            "unsupported": bool(answer and answer.unsupported),
            "nearest": list(answer.nearest) if answer else [],
            "citations": citation_rows(answer) if answer else [],
            "cards": cards,
        }

    def _summary(self) -> tuple[str, str]:
        counts = self.say("still", n=len(self.shown["citations"]), pieces=len(self.shown["cards"]))
        plain = f"EvidenceView: {self.shown['text']} ({counts})"
        head = ("#", self.say("route"), self.say("text"), self.say("document"))
        cited = [
            (f"[{row['number']}]", self.say("cited"), row["quote"], row["document"]) for row in self.shown["citations"]
        ]
        rest = [
            (card["number"], self.say(card["route"]), cut(card["text"], 180), _documents(card["passages"]))
            for card in self.shown["cards"]
        ]
        return plain, summary_table(plain, head, [*cited, *rest])


def _documents(passages: list[dict[str, Any]]) -> str:
    return ", ".join(dict.fromkeys(passage["document"] for passage in passages))
