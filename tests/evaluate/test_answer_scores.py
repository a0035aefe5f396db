"""Answers scored against accepted ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.evaluate.answers import exact, f1, normalised, right, score_answers
from kgworkbench.model.evidence import Answer


def answer(*values: str, found: bool = True, text: str = "", documents: tuple[str, ...] = ()) -> Answer:
    return Answer(text or ", ".join(values), found, "reject", values=values, documents=documents)


@pytest.mark.parametrize(
    ("given_text", "accepted"),
    [
        ("四", "4"),
        ("four", "4"),
        ("四部", "4"),
        ("The Harbour Museum", "harbour museum"),
        ("《海图记》", "海图记"),
        ("约12米", "12米"),
        ("约 十二 米", "十二 米"),
        ("大约五百人", "五百人"),
        ("about 40 ships", "40 ships"),
        ("about May 4, 1901", "1901-05-04"),
        ("May 4, 1901", "1901-05-04"),
        ("1901年", "1901"),
        ("no", "否"),
    ],
)
def test_spellings_of_one_answer_are_equal(given_text: str, accepted: str) -> None:
    assert exact(given_text, [accepted])
    assert exact(accepted, [given_text])


@pytest.mark.parametrize(
    ("given_text", "accepted"),
    [
        ("五人", "五卷"),
        ("5", "6"),
        ("", ""),
        ("1901-05", "1901-05-04"),
        ("Somerset", "rset"),
        ("约翰", "翰"),
        ("Aroundel", "el"),
    ],
)
def test_other_answers_are_not(given_text: str, accepted: str) -> None:
    assert not exact(given_text, [accepted])


def test_standing_in_a_long_text_is_not_enough() -> None:
    record = {"question": "?", "answers": ["Anna Bell"], "kind": "one_hop"}
    assert right(record, answer("Anna Bell"))
    assert not right(record, answer("the lighthouse that Anna Bell built in 1901"))
    assert not right(record, answer("Anna Bell", found=False))


def test_a_list_is_right_joined_or_by_its_first() -> None:
    record = {"question": "?", "answers": ["Anna Bell and Otto Kern"], "kind": "one_hop"}
    assert right(record, answer("Anna Bell", "Otto Kern"))
    assert not right(record, answer("Otto Kern", "Anna Bell"))


def test_a_question_without_answers_wants_a_refusal() -> None:
    record = {"question": "?", "answers": [], "kind": "unanswerable"}
    assert right(record, answer(found=False))
    assert not right(record, answer("anything"))


def test_an_overview_needs_half_of_its_terms() -> None:
    record = {"question": "?", "answers": ["tide mill", "Anna Bell", "harbour", "1901"], "kind": "global"}
    assert right(record, answer("x", text="Anna Bell built the tide mill."))
    assert not right(record, answer("x", text="Anna Bell."))


def test_figures_by_kind() -> None:
    records = [
        {"question": "a", "answers": ["Kern"], "kind": "one_hop", "supporting": ["d1", "d2"]},
        {"question": "b", "answers": ["4"], "kind": "count", "supporting": ["d3"]},
        {"question": "c", "answers": [], "kind": "unanswerable"},
    ]
    answers = [answer("Kern", documents=("d1", "d9")), answer("five", documents=("d3",)), answer(found=False)]
    figures = score_answers(records, answers)
    assert figures["questions"] == 3
    assert figures["exact_match"] == pytest.approx(66.7)
    assert figures["answered"] == pytest.approx(66.7)
    assert figures["correct_when_answered"] == 50.0
    assert figures["recall@5"] == 75.0
    assert figures["by_kind"]["count"]["exact_match"] == 0.0
    assert score_answers([], [])["exact_match"] == 0.0


@given(st.text(min_size=1, max_size=30))
def test_every_text_equals_itself(text: str) -> None:
    if normalised(text):
        assert exact(text, [text])
        assert f1(text, [text]) == 1.0
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_f1_is_a_share(first: str, second: str) -> None:
    assert 0.0 <= f1(first, [second]) <= 1.0
