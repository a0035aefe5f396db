"""Answers that the words beside them deny: another clause's date, another's name, nobody for somebody."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.engines.local.clauses import clauses, said_with
from kgworkbench.engines.local.compose import compose
from kgworkbench.engines.local.question import read_question
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Plan, Question
from kgworkbench.model.tasks import ComposeTask, Draft
from kgworkbench.model.text import Chunk
from kgworkbench.schema.general import general_schema

ENGLISH = {
    "Ida Moss": (
        "Early in 1961 Ida Moss was visited by Karl Brook, who had taken a degree at the University of Aldmoor in 1949 "
        "and had founded Brook Optics. Moss took her first degree at Penrith College in 1950 and a doctorate at the "
        "University of Aldmoor in 1954."
    ),
    "Aldmoor Observatory": (
        "The first telescope of the observatory, a Wexham reflector, was installed in 1931; a radio dish, "
        "designed by Ida Moss, arrived in 1958. From 1933 to 1947 the observatory served the navy."
    ),
    "Karl Brook": "Karl Brook won the Lens Medal in 1970. On his first day at the University of Aldmoor he met Moss.",
    "Lens Medal": "The Lens Medal is given by the Optical Society of Aldmoor. The medal was first given 30 years ago.",
}
CHINESE = {
    "秋水记": "《秋水记》讲述江南的水路，是何远写好献给宋孝宗的。",
    "何远": "何远，字子明，临川人，南宋学者。何远与吴定在临安合编了《水经补》。",
    "吴定": "吴定是南宋的官员，后来到了临安任职。",
    "长虹桥": (
        "长虹桥横跨青江，因为桥身弯曲，俗称“月牙桥”，比约两百年前落成的旧桥更长。"
        "工程从1171年持续到1180年，由知州沈安主持修建完成。"
    ),
    "临安书铺": "陆三开设的书铺刊行诗集，所印书籍字体清秀，校勘精审。",
}


def ask(text: str, language: str = "en") -> Draft:
    corpus = ENGLISH if language == "en" else CHINESE
    chunks = tuple(
        Chunk(f"c{at}", f"d{at}", title, 0, len(body), body) for at, (title, body) in enumerate(corpus.items())
    )
    evidence = tuple(Evidence(f"e{chunk.id}", "chunk", chunk.text, 1.0, (chunk.id,)) for chunk in chunks)
    return compose(ComposeTask(Question(text, language), general_schema(), Plan(text, ()), evidence, chunks))


def test_a_date_belongs_to_its_own_clause() -> None:
    assert not ask("In what year did Ida Moss found Brook Optics?").found
    assert "1958" in ask("When did the radio dish arrive at the Aldmoor Observatory?").values[0]


def test_of_two_places_joined_by_and_the_one_beside_the_word_asked_for_answers() -> None:
    assert ask("Where did Ida Moss take her doctorate?").values == ("University of Aldmoor",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who supervised Karl Brook's doctoral thesis?", "en"),
        ("Who invented the reflector at the University of Aldmoor?", "en"),
        ("Why did Ida Moss refuse the Lens Medal?", "en"),
        ("Why was Karl Brook expelled from the University of Aldmoor?", "en"),
        ("How many engineers founded Brook Optics?", "en"),
        ("《秋水记》是谁写的？", "zh"),
        ("吴定是哪里人？", "zh"),
        ("吴定字什么？", "zh"),
        ("陆三字什么？", "zh"),
        ("青江的别称叫什么？", "zh"),
        ("吴定为什么辞去临安的官职？", "zh"),
    ],
)
def test_what_only_stands_near_is_no_answer(text: str, language: str) -> None:
    draft = ask(text, language)
    assert not draft.found or draft.values == ("何远",), draft.values


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("How many years did the Aldmoor Observatory serve the navy?", "en", "14"),
        ("长虹桥前后修建了多少年？", "zh", "9年"),
    ],
)
def test_how_long_is_told_by_both_ends_and_not_by_how_long_ago(text: str, language: str, value: str) -> None:
    assert ask(text, language).values == (value,)


@pytest.mark.parametrize(
    ("text", "value"), [("何远字什么？", "子明"), ("何远是哪里人？", "临川"), ("长虹桥俗称什么？", "月牙桥")]
)
def test_what_a_sentence_says_of_the_thing_itself_is_still_an_answer(text: str, value: str) -> None:
    assert ask(text, "zh").values == (value,)


def test_a_comparative_before_a_noun_belongs_to_the_noun() -> None:
    assert read_question("Which later engineer of bridges won the Lens Medal?", "en").head == "later engineer"
    assert read_question("Which was heavier, the Salt Engine or the Tide Engine?", "en").head == ""


def test_a_chain_that_meets_nobody_does_not_answer_for_the_somebody_described() -> None:
    assert not ask("In which city did the inventor of the Wexham reflector die?").found


@given(st.lists(st.sampled_from(["Ann came", "who left Rome", "in 1950 she won", "and was ill", "; Bo", "，他走了"])))
def test_clauses_are_parts_of_the_text_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    found = clauses(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(st.text("ab ,;", max_size=40), st.integers(0, 39))
def test_the_share_said_with_a_spot_is_a_share(text: str, at: int) -> None:
    share = said_with(text, (min(at, len(text)), len(text)), (), ((0, 1, 1.0), (len(text) // 2, len(text), 2.0)))
    assert 0.0 <= share <= 1.0
