"""Traces and evidence as views: what they take, what can be read and observed, what a saved notebook keeps."""

from dataclasses import replace

import pytest

from kgwidgets import EvidenceView, TraceView
from kgworkbench.model.evidence import Answer
from kgworkbench.model.text import Document
from kgworkbench.model.trace import Fused, Planned, Retrieved
from kgworkbench.present.step import step_detail, step_of
from kgworkbench.present.trace import trace_rows
from kgworkbench.workbench import Workbench

TEXT = (
    "Charles Babbage designed the Analytical Engine. Charles Babbage was born in London. "
    "Ada Lovelace wrote about the Analytical Engine. Ada Lovelace was born in London."
)


@pytest.fixture(scope="module")
def bench() -> Workbench:
    bench = Workbench.open(embedder="lexical")
    bench.build([Document("a.txt", "A", TEXT)]).result()
    bench.ask("Where was Ada Lovelace born?").result()
    return bench


def test_a_trace_an_answer_and_a_workbench_show_the_same(bench: Workbench) -> None:
    trace = bench.trace(bench.traces()[0])
    assert trace.answer is not None
    views = [TraceView(trace), TraceView(bench), TraceView(trace.answer, bench=bench)]
    assert all(view.trace == trace for view in views)
    assert [row["id"] for row in views[0].shown["rows"]] == [row["id"] for row in trace_rows(trace)]
    alone = TraceView(replace(trace.answer, text="kept nowhere"))
    assert [row["step"] for row in alone.shown["rows"]] == ["Answered"]


def test_a_selected_row_is_a_step_with_its_details(bench: Workbench) -> None:
    view, heard = TraceView(bench), []
    view.observe(lambda change: heard.append(change["new"]), "selected")
    place = next(n for n, step in enumerate(view.trace.steps) if isinstance(step, Planned))
    view.set_state({"selected": f"step-{place}"})
    assert isinstance(view.step, Planned)
    assert view.shown["detail"]["id"] == f"step-{place}"
    assert heard == [f"step-{place}"]
    view.selected = "round-1"
    assert view.step is None
    assert [part["title"] for part in view.shown["detail"]["lists"]] == ["before", "after"]


def test_details_tell_ranks_before_and_after_fusion_alike(bench: Workbench) -> None:
    trace = bench.trace(bench.traces()[0])
    fused = next(step for step in trace.steps if isinstance(step, Fused))
    order = {item.id: rank for rank, item in enumerate(fused.evidence, 1)}
    for place, step in enumerate(trace.steps):
        detail = step_detail(trace, f"step-{place}", limit=99)
        assert detail["id"] == f"step-{place}"
        if isinstance(step, Retrieved) and step.round == fused.round:
            (found,) = detail["lists"]
            assert [item["kept"] for item in found["items"]] == [order.get(item.id, 0) for item in step.evidence]
        if step is fused:
            (kept,) = detail["lists"]
            assert [item["id"] for item in kept["items"]] == [item.id for item in fused.evidence]
            for item in kept["items"]:
                for was in item["was"]:
                    served = [
                        one for one in trace.steps
                        if isinstance(one, Retrieved) and one.route == was["route"] and one.round <= fused.round
                    ]  # fmt: skip
                    assert any(
                        len(one.evidence) >= was["rank"] and one.evidence[was["rank"] - 1].id == item["id"]
                        for one in served
                    )


@pytest.mark.parametrize("row", ["", "step-", "step-999", "step--1", "step-x", "round-x", "else"])
def test_rows_that_are_not_there_have_no_details(bench: Workbench, row: str) -> None:
    trace = bench.trace(bench.traces()[0])
    assert step_of(trace, row) is None
    assert step_detail(trace, row) == {}


def test_evidence_is_numbered_by_its_citations_and_cited_first(bench: Workbench) -> None:
    view = EvidenceView(bench)
    answer = bench.trace(bench.traces()[0]).answer
    assert answer is not None
    assert view.shown["text"] == answer.text
    cards = view.shown["cards"]
    cited = [bool(card["citations"]) for card in cards]
    assert cited == sorted(cited, reverse=True)
    assert sum(map(len, (card["citations"] for card in cards))) == len(answer.citations) > 0
    marks = {part["text"] for card in cards for one in card["passages"] for part in one["segments"] if part.get("kind")}
    assert any(row["quote"] in mark or mark in row["quote"] for row in view.shown["citations"] for mark in marks)
    view.set_state({"selected": cards[0]["id"]})
    assert view.evidence is not None
    assert view.evidence.id == cards[0]["id"]


def test_evidence_of_a_kept_answer_and_of_one_that_is_not(bench: Workbench) -> None:
    answer = bench.trace(bench.traces()[0]).answer
    assert EvidenceView(bench, answer).shown == EvidenceView(bench).shown
    empty = EvidenceView(bench, Answer("", False, "reject", nearest=("Ada Lovelace",)))
    assert empty.shown["cards"] == []
    assert empty.shown["nearest"] == ["Ada Lovelace"]


def test_what_holds_no_trace_says_what_to_give(bench: Workbench) -> None:
    with pytest.raises(TypeError, match="give a Trace"):
        TraceView(42)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="answered nothing yet"):
        TraceView(Workbench.open(embedder="lexical"))


def test_saved_notebooks_keep_tables_in_both_languages(bench: Workbench) -> None:
    for view in (
        TraceView(bench),
        EvidenceView(bench),
        TraceView(bench, language="zh"),
        EvidenceView(bench, language="zh"),
    ):
        data, _ = view._repr_mimebundle_()
        assert data["text/plain"].startswith(type(view).__name__)
        assert "<tbody><tr>" in data["text/html"]
        assert "<script" not in data["text/html"]


def test_a_new_language_renames_and_keeps_the_selection(bench: Workbench) -> None:
    view = EvidenceView(bench)
    view.selected = view.shown["cards"][0]["id"]
    view.language = "zh"
    assert view.words["title"] == "证据"
    assert view.shown["cards"][0]["why"] != EvidenceView(bench).shown["cards"][0]["why"]
    assert view.selected == view.shown["cards"][0]["id"]
