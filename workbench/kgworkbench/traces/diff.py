"""What two runs did differently."""

from collections.abc import Iterable
from dataclasses import dataclass

from kgworkbench.model.evidence import Answer, Citation, Evidence
from kgworkbench.model.query import Route
from kgworkbench.model.trace import Answered, Asked, Fused, Planned, Retrieved, Trace, Usage
from kgworkbench.traces.replay import usage_of

__all__ = ["RouteChange", "TraceDiff", "diff_traces"]

_WORDS = {
    "en": {
        "question": "question", "graph": "graph version", "engine": "engine",
        "off": "switched off", "same": "the runs are alike",
        "sub_query": "sub-query", "route": "route", "evidence": "evidence", "moved": "moved", "citation": "citation",
        "answer": "answer", "none": "(none)", "found": "found", "tokens": "tokens", "rounds": "rounds",
    },
    "zh": {
        "question": "问题", "graph": "图谱版本", "engine": "引擎", "off": "停用", "same": "两次运行相同",
        "sub_query": "子查询", "route": "路径", "evidence": "证据", "moved": "位次", "citation": "引用",
        "answer": "答案", "none": "（无）", "found": "条", "tokens": "词元", "rounds": "轮次",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RouteChange:
    """One route of one sub-query that found other things: how many before and after, how many of them in both."""

    sub_query: str
    route: Route
    before: int
    after: int
    kept: int
    error_before: str = ""
    error_after: str = ""


@dataclass(frozen=True, slots=True)
class TraceDiff:
    """What the second run did differently from the first.

    ``settings`` are pairs of what was asked of what (question, engine, graph, what was off) where they differ;
    ``moved`` the evidence of both runs with its ranks (from 1) where they differ.
    """

    settings: tuple[tuple[str, str, str], ...]
    sub_queries_gained: tuple[str, ...]
    sub_queries_lost: tuple[str, ...]
    routes: tuple[RouteChange, ...]
    gained: tuple[Evidence, ...]
    lost: tuple[Evidence, ...]
    moved: tuple[tuple[Evidence, int, int], ...]
    citations_gained: tuple[Citation, ...]
    citations_lost: tuple[Citation, ...]
    answers: tuple[Answer | None, Answer | None]
    rounds: tuple[int, int]
    usage: tuple[Usage, Usage]

    @property
    def answer_changed(self) -> bool:
        """Whether the answers differ in what they say."""
        before, after = self.answers
        if before is None or after is None:
            return before is not after
        return (before.found, before.text, before.values) != (after.found, after.text, after.values)

    @property
    def same(self) -> bool:
        """Whether the runs did and said the same, timings and tokens aside."""
        changes = (
            self.settings, self.sub_queries_gained, self.sub_queries_lost, self.routes, self.gained, self.lost,
            self.moved, self.citations_gained, self.citations_lost,
        )  # fmt: skip
        return not any(changes) and not self.answer_changed and self.rounds[0] == self.rounds[1]

    def lines(self, language: str = "en") -> tuple[str, ...]:
        """The difference as plain lines: ``-`` what only the first run has, ``+`` only the second, ``~`` changed."""
        say = _WORDS.get(language, _WORDS["en"])
        if self.same:
            return (say["same"],)
        told = [
            f"~ {say[name]}: {before or say['none']} -> {after or say['none']}" for name, before, after in self.settings
        ]
        told += [f"- {say['sub_query']}: {text}" for text in self.sub_queries_lost]
        told += [f"+ {say['sub_query']}: {text}" for text in self.sub_queries_gained]
        for change in self.routes:
            before = change.error_before or f"{change.before}"
            after = change.error_after or f"{change.after}"
            told.append(f"~ {say['route']} {change.route} [{change.sub_query}]: {before} -> {after} ({change.kept} =)")
        told += [f"- {say['evidence']}: {_line(item.text)}" for item in self.lost]
        told += [f"+ {say['evidence']}: {_line(item.text)}" for item in self.gained]
        told += [f"~ {say['moved']} {before} -> {after}: {_line(item.text)}" for item, before, after in self.moved]
        told += [f"- {say['citation']}: {one.document} {_line(one.quote)}" for one in self.citations_lost]
        told += [f"+ {say['citation']}: {one.document} {_line(one.quote)}" for one in self.citations_gained]
        if self.rounds[0] != self.rounds[1]:
            told.append(f"~ {say['rounds']}: {self.rounds[0]} -> {self.rounds[1]}")
        if self.answer_changed:
            first, second = (_line(one.text) if one else say["none"] for one in self.answers)
            told += [f"- {say['answer']}: {first}", f"+ {say['answer']}: {second}"]
        if self.usage[0] != self.usage[1]:
            told.append(f"~ {say['tokens']}: {_total(self.usage[0])} -> {_total(self.usage[1])}")
        return tuple(told)


def diff_traces(before: Trace, after: Trace) -> TraceDiff:
    """What the second trace has that the first has not, and the other way round; timings do not count."""
    first, second = _evidence(before), _evidence(after)
    ranks = {item.id: rank for rank, item in enumerate(first, 1)}
    ranked = {item.id: rank for rank, item in enumerate(second, 1)}
    queries, later = _sub_queries(before), _sub_queries(after)
    quoted, quoted_later = _citations(before), _citations(after)
    return TraceDiff(
        settings=tuple(_settings(before, after)),
        sub_queries_gained=tuple(text for text in later if text not in queries),
        sub_queries_lost=tuple(text for text in queries if text not in later),
        routes=tuple(_routes(before, after)),
        gained=tuple(item for item in second if item.id not in ranks),
        lost=tuple(item for item in first if item.id not in ranked),
        moved=tuple(
            (item, ranks[item.id], rank)
            for rank, item in enumerate(second, 1)
            if item.id in ranks and ranks[item.id] != rank
        ),
        citations_gained=tuple(one for key, one in quoted_later.items() if key not in quoted),
        citations_lost=tuple(one for key, one in quoted.items() if key not in quoted_later),
        answers=(before.answer, after.answer),
        rounds=(_rounds(before), _rounds(after)),
        usage=(usage_of(before), usage_of(after)),
    )


def _settings(before: Trace, after: Trace) -> Iterable[tuple[str, str, str]]:
    first, second = _asked(before), _asked(after)
    if first and second:
        yield from _unlike("question", first.question.text, second.question.text)
        yield from _unlike("engine", first.engine, second.engine)
        yield from _unlike("off", _off(first), _off(second))
    yield from _unlike("graph", before.graph_version, after.graph_version)


def _unlike(name: str, before: str, after: str) -> Iterable[tuple[str, str, str]]:
    if before != after:
        yield name, before, after


def _asked(trace: Trace) -> Asked | None:
    """The question as it was searched: the last step that asks, which may have put a follow-up in other words."""
    return next((step for step in reversed(trace.steps) if isinstance(step, Asked)), None)


def _off(asked: Asked) -> str:
    off = asked.off
    groups = (*off.entities, *off.relations, *off.chunks, *off.routes, *off.communities)
    return ", ".join(groups[:8]) + (f" … {len(groups)}" if len(groups) > 8 else "")


def _sub_queries(trace: Trace) -> dict[str, None]:
    found: dict[str, None] = {}
    for step in trace.steps:
        if isinstance(step, Planned):
            found |= dict.fromkeys(query.text for query in step.plan.sub_queries)
        elif isinstance(step, Retrieved):
            found.setdefault(step.sub_query.text)
    return found


def _routes(before: Trace, after: Trace) -> Iterable[RouteChange]:
    first, second = _served(before), _served(after)
    for key in dict.fromkeys((*first, *second)):
        one, other = first.get(key), second.get(key)
        ids = {item.id for item in one.evidence} if one else set()
        others = {item.id for item in other.evidence} if other else set()
        errors = (one.error if one else "", other.error if other else "")
        if ids != others or errors[0] != errors[1] or (one is None) != (other is None):
            yield RouteChange(key[0], key[1], len(ids), len(others), len(ids & others), *errors)


def _served(trace: Trace) -> dict[tuple[str, Route], Retrieved]:
    return {(step.sub_query.text, step.route): step for step in trace.steps if isinstance(step, Retrieved)}


def _evidence(trace: Trace) -> tuple[Evidence, ...]:
    """The evidence the answer was composed from."""
    return next((step.evidence for step in reversed(trace.steps) if isinstance(step, Fused)), ())


def _citations(trace: Trace) -> dict[tuple[str, int, int], Citation]:
    last = trace.steps[-1] if trace.steps else None
    found = last.answer.citations if isinstance(last, Answered) else ()
    return {(one.document, one.span.start, one.span.end): one for one in found}


def _rounds(trace: Trace) -> int:
    return max((step.round for step in trace.steps if isinstance(step, Fused)), default=0)


def _line(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 120 else f"{plain[:119]}…"


def _total(usage: Usage) -> int:
    return usage.prompt + usage.completion
