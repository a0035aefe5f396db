"""A name with a letter wrong is read as the right one, and everybody who looks at the trace sees that it was."""

import json

import pytest

from kgworkbench.app.components.tracing import step_line, trace_tree
from kgworkbench.app.strings import Strings
from kgworkbench.engines.local.respelled import respelled_words
from kgworkbench.model.codec import dumps, loads
from kgworkbench.model.query import Respelled
from kgworkbench.model.text import Document
from kgworkbench.model.trace import Composed, Trace
from kgworkbench.present.step import step_detail
from kgworkbench.present.trace import trace_rows
from kgworkbench.present.trace_page import trace_page
from kgworkbench.samples import sample
from kgworkbench.traces.spans import spans_of
from kgworkbench.workbench import Workbench

TEXTS = (
    "Niklaus Wirth was born in Winterthur. Niklaus Wirth designed Pascal.",
    "Tony Hoare was born in Colombo. Tony Hoare invented quicksort.",
)


def asked(question: str) -> tuple[Trace, Composed]:
    """The trace of a question to two short texts, and the step that composed the answer."""
    with Workbench.open(schema=sample("computing_history").schema, embedder="lexical") as bench:
        bench.build([Document(f"d{at}.md", "", text) for at, text in enumerate(TEXTS)]).result()
        bench.ask(question).result()
        trace = bench.trace(bench.traces()[0])
    return trace, next(step for step in trace.steps if isinstance(step, Composed))


def test_a_typo_is_a_value_of_the_step_that_put_it_right() -> None:
    trace, composed = asked("Where was Niklaus Wirht born?")
    assert composed.text == "Winterthur."
    assert composed.respelled == (Respelled("Wirht", "Wirth"),)
    assert loads(Trace, dumps(trace)) == trace


def test_it_is_told_in_the_tree_in_the_page_and_in_the_spans_in_both_languages() -> None:
    trace, composed = asked("Where was Niklaus Wirht born?")
    at = trace.steps.index(composed)
    row = next(row for row in trace_rows(trace) if row["id"] == f"step-{at}")
    assert row["respelled"] == [["Wirht", "Wirth"]]
    assert ("respelled", "Wirht → Wirth") in step_detail(trace, f"step-{at}")["facts"]
    for language, told in (("en", "“Wirht” read as “Wirth”"), ("zh", "“Wirht”按“Wirth”理解")):
        say = Strings(language)
        assert told in step_line(composed, say)
        assert told in json.dumps(trace_tree(trace.steps, None, say, last=at), ensure_ascii=False)
        assert f"{'理解为' if language == 'zh' else 'read as'}: Wirht → Wirth" in trace_page(trace, language)
    spans = json.dumps(spans_of(trace), ensure_ascii=False)
    assert "Wirht" in spans.split("compose", 1)[1]


@pytest.mark.parametrize("question", ["Where was Niklaus Wirth born?", "where was niklaus wirth born?"])
def test_what_was_written_right_is_not_told_and_capitals_are_no_other_word(question: str) -> None:
    trace, composed = asked(question)
    assert composed.text == "Winterthur."
    assert composed.respelled == ()
    assert "respelled" not in dumps(trace)
    assert not any(row["respelled"] for row in trace_rows(trace))


def test_a_refusal_tells_as_well_how_the_question_was_read() -> None:
    _, composed = asked("Who is the wife of Niklaus Wirht?")
    assert composed.text == "The documents do not say."
    assert composed.respelled == (Respelled("Wirht", "Wirth"),)


@pytest.mark.parametrize(
    ("written", "read", "told"),
    [
        ("Who was Ada?", "Who was Ada?", ()),
        ("who was ada?", "Who was Ada?", ()),
        ("Who met Alan Tuirng's wife?", "Who met Alan Turing's wife?", (Respelled("Tuirng", "Turing"),)),
        (
            "Who led MIT in 1950?",
            "Who led Massachusetts Institute of Technology in 1950?",
            (Respelled("MIT", "Massachusetts Institute of Technology"),),
        ),
        ("Tuirng and Chruch?", "Turing and Church?", (Respelled("Tuirng", "Turing"), Respelled("Chruch", "Church"))),
        ("沈括是谁？", "沈括是谁？", ()),
        ("", "", ()),
    ],
)
def test_words_are_told_in_pairs(written: str, read: str, told: tuple[Respelled, ...]) -> None:
    assert respelled_words(written, read) == told
