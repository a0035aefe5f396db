"""The difference of two traces: nothing of a trace and itself, and the two directions mirror each other."""

from dataclasses import replace

from kgworkbench.model.evidence import Answer, Citation, Evidence
from kgworkbench.model.query import Limits, Plan, Question, Reflection, SubQuery
from kgworkbench.model.text import Span
from kgworkbench.model.trace import (
    Answered,
    Asked,
    Composed,
    Fused,
    Linked,
    Planned,
    Reflected,
    Retrieved,
    Step,
    Trace,
    Usage,
    Without,
)
from kgworkbench.traces.diff import diff_traces
from kgworkbench.traces.replay import position_of_round, replay, usage_of

ONE, TWO, THREE = (Evidence(f"e{n}", "chunk", f"text {n}", 1.0 / n, (f"c{n}",)) for n in (1, 2, 3))
QUERY = SubQuery("q1", "Who?")


def trace(evidence: tuple[Evidence, ...], text: str, *, off: Without | None = None, ms: float = 1.0) -> Trace:
    quoted = Citation("d", "c1", Span(0, len(text)), text)
    steps: tuple[Step, ...] = (
        Asked(Question("Who?"), Limits(), "local", off or Without()),
        Linked((), ms),
        Planned(Plan("Who?", (QUERY,)), ms, Usage(3, 4)),
        Retrieved(1, QUERY, "chunk", evidence, ms),
        Fused(1, evidence, len(evidence), ms),
        Reflected(1, Reflection(True), ms, Usage(1, 1)),
        Composed(text, (), (), ms),
        Answered(Answer(text, True, "reject", citations=(quoted,)), ms),
    )
    return Trace("t", "Who?", "v", steps)


def test_a_trace_and_itself_are_alike_whatever_the_clock_says() -> None:
    first, second = trace((ONE, TWO), "Ada"), trace((ONE, TWO), "Ada", ms=99.0)
    assert diff_traces(first, second).same
    assert diff_traces(first, second).lines() == ("the runs are alike",)
    assert diff_traces(first, second).lines("zh") == ("两次运行相同",)


def test_what_was_gained_lost_and_moved() -> None:
    off = Without(chunks=("c1",))
    before, after = trace((ONE, TWO), "Ada"), trace((TWO, THREE), "Alan", off=off)
    found = diff_traces(before, after)
    assert (found.gained, found.lost, found.moved) == ((THREE,), (ONE,), ((TWO, 2, 1),))
    assert [(change.route, change.before, change.after, change.kept) for change in found.routes] == [("chunk", 2, 2, 1)]
    assert found.answer_changed
    assert found.settings == (("off", "", "c1"),)
    back = diff_traces(after, before)
    assert (back.gained, back.lost) == (found.lost, found.gained)
    assert (back.citations_gained, back.citations_lost) == (found.citations_lost, found.citations_gained)
    told = found.lines()
    assert "- evidence: text 1" in told
    assert "+ evidence: text 3" in told
    assert "~ moved 2 -> 1: text 2" in told
    assert told[-2:] == ("- answer: Ada", "+ answer: Alan")
    assert "+ 答案: Alan" in found.lines("zh")


def test_a_route_that_failed_and_a_plan_that_changed() -> None:
    before = trace((ONE,), "Ada")
    failed = Retrieved(1, QUERY, "chunk", (), 1.0, error="not done after 30 s")
    other = SubQuery("q2", "Where?")
    steps = tuple(
        failed
        if isinstance(step, Retrieved)
        else replace(step, plan=Plan("Who?", (QUERY, other)))
        if isinstance(step, Planned)
        else step
        for step in before.steps
    )
    found = diff_traces(before, replace(before, steps=steps))
    assert found.sub_queries_gained == ("Where?",)
    assert "~ route chunk [Who?]: 1 -> not done after 30 s (0 =)" in found.lines()


def test_traces_without_an_answer_can_be_compared() -> None:
    before = trace((ONE,), "Ada")
    cut = replace(before, steps=before.steps[:-1])
    assert diff_traces(before, cut).answer_changed
    assert diff_traces(cut, cut).same
    assert diff_traces(replace(before, steps=()), before).lines()


def test_replay_gives_the_steps_and_usage_their_tokens() -> None:
    kept = trace((ONE,), "Ada")
    assert tuple(replay(kept)) == kept.steps
    assert tuple(replay(kept, 3)) == kept.steps[3:]
    assert usage_of(kept) == Usage(4, 5)
    assert position_of_round(kept, 1) == 3
    assert position_of_round(kept, 2) == len(kept.steps)
