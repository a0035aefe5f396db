"""How sure answers are, who does what in a sentence, counts, and initials, over small texts written for these tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.engines.local.agents_en import agent_fit
from kgworkbench.engines.local.compose import compose, weighed
from kgworkbench.engines.local.question import read_question
from kgworkbench.engines.local.surety import ENOUGH, Surety
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Mode, Plan, Question
from kgworkbench.model.tasks import ComposeTask
from kgworkbench.model.text import Chunk
from kgworkbench.schema.general import general_schema

MILLS = {
    "Northern Mill Company": (
        "The Northern Mill Company was founded in 1890 by Clara Hope and Jane Marsh in Ramsgate."
    ),
    "Redsail": "Redsail is a company which Ruth Cole founded in 1885.",
    "Peter Stone": "Peter Stone designed the Salt Mill in 1866. On his return he designed the Corn Mill near Dover.",
}
CHINESE = {"沈度": "沈度（1021—1090年），字民则，华亭人，北宋官员。他的大桥全长三百尺。"}

unit = st.floats(0.0, 1.0)


def task(text: str, corpus: dict[str, str], language: str, mode: Mode = "reject") -> ComposeTask:
    chunks = tuple(
        Chunk(f"c{at}", f"d{at}", title, 0, len(body), body) for at, (title, body) in enumerate(corpus.items())
    )
    evidence = tuple(Evidence(f"e{chunk.id}", "chunk", chunk.text, 1.0, (chunk.id,)) for chunk in chunks)
    return ComposeTask(Question(text, language, mode), general_schema(), Plan(text, ()), evidence, chunks)


@given(unit, unit, unit, unit, st.booleans())
def test_surety_is_a_share_and_nothing_without_names_or_kind(
    named: float, said: float, kind: float, least: float, whole: bool
) -> None:
    assert 0.0 <= Surety(named, said, kind, least, whole).score <= 1.0
    assert Surety(0.0, said, kind, least, whole).score == 0.0
    assert Surety(named, said, 0.0, least, whole).score == 0.0


@given(unit, unit, unit, unit, unit)
def test_more_said_is_never_less_sure(named: float, first: float, second: float, kind: float, least: float) -> None:
    low, high = sorted((first, second))
    for whole in (True, False):
        assert Surety(named, low, kind, least, whole).score <= Surety(named, high, kind, least, whole).score


def test_an_answer_given_is_sure_enough() -> None:
    made = weighed(task("Who designed the Salt Mill?", MILLS, "en"))
    assert made.draft.values == ("Peter Stone",)
    assert made.surety >= ENOUGH


@pytest.mark.parametrize(
    ("sentence", "name", "fit"),
    [
        ("The mill was designed by the engineer Anna Bell in 1872.", "Anna Bell", 1.0),
        ("Anna Bell, who later designed the mill, was born in Dover.", "Anna Bell", 1.0),
        ("Otto Kern saw the mill, which Anna Bell designed.", "Otto Kern", 0.0),
        ("The bridge was designed by Anna Bell.", "Anna Bell", 0.0),
    ],
)
def test_the_doer_stands_beside_the_verb(sentence: str, name: str, fit: float) -> None:
    asked = read_question("Who designed the mill?", "en")
    start = sentence.index(name)
    assert agent_fit(sentence, start, start + len(name), asked) == fit


def test_initials_stand_for_the_one_name_that_has_them() -> None:
    assert compose(task("Who founded NMC?", MILLS, "en")).values == ("Clara Hope", "Jane Marsh")
    assert not compose(task("Who founded XQZ?", MILLS, "en")).found


def test_to_found_is_not_to_find() -> None:
    assert compose(task("Which company did Ruth Cole found in 1885?", MILLS, "en")).values == ("Redsail",)


@pytest.mark.parametrize(
    ("text", "value"), [("沈度是哪里人？", "华亭"), ("沈度的字是什么？", "民则"), ("沈度的大桥全长多少？", "三百尺")]
)
def test_chinese_plain_questions(text: str, value: str) -> None:
    assert compose(task(text, CHINESE, "zh")).values == (value,)


def test_one_found_is_no_count() -> None:
    assert not compose(task("How many companies did Ruth Cole establish?", MILLS, "en")).found
