"""Answers of the local engine over small texts written for these tests."""

from itertools import permutations

import pytest

from kgworkbench.engines.local.compose import compose
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Plan, Question
from kgworkbench.model.tasks import ComposeTask, Draft
from kgworkbench.model.text import Chunk
from kgworkbench.schema.general import general_schema

ENGLISH = {
    "Anna Bell": (
        "Anna Bell was born in Dover on 4 May 1840. She studied at the University of Edinburgh under Otto Kern. "
        "Bell died in Calais on 1 March 1901."
    ),
    "Otto Kern": "Otto Kern was born in Vienna on 9 June 1802. Kern wrote The Tides of the North Sea in 1855.",
    "Tide Mill": (
        "The Tide Mill is a mill in Ramsgate that was designed by Anna Bell and completed in 1872. "
        "It weighed 40 tonnes. "
        "Three women, Clara Hope, Jane Marsh and Ruth Cole, ran the mill."
    ),
    "Salt Mill": "The Salt Mill was completed in 1866 and weighed 12 tonnes. It was designed by Peter Stone.",
}
CHINESE = {
    "沈度": (
        "沈度（1021—1090年），字民则，华亭人，北宋官员。他主持修建了青龙桥，桥长三百尺。晚年沈度写成《水利论》三卷。"
    ),
    "陆清": "陆清（1050—1112年），字子源，昆山人，是沈度的学生。陆清于1098年写成《河渠志》十二卷。",
    "青龙桥": "青龙桥位于华亭，由沈度主持修建，1071年落成。1130年毁于大火。",
    "白鹤桥": "白鹤桥长五百尺，1099年落成，由陆清主持修建。",
}


def ask(text: str, corpus: dict[str, str], language: str, order: tuple[int, ...] | None = None) -> Draft:
    chunks = [Chunk(f"c{at}", f"d{at}", title, 0, len(body), body) for at, (title, body) in enumerate(corpus.items())]
    if order is not None:
        chunks = [chunks[at] for at in order]
    evidence = tuple(Evidence(f"e{chunk.id}", "chunk", chunk.text, 1.0, (chunk.id,)) for chunk in chunks)
    question = Question(text, language)
    return compose(ComposeTask(question, general_schema(), Plan(text, ()), evidence, tuple(chunks)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Who designed the Tide Mill?", "Anna Bell"),
        ("In which city was Anna Bell born?", "Dover"),
        ("When did Anna Bell die?", "1 March 1901"),
        ("Where was the woman born who designed the Tide Mill?", "Dover"),
        ("How old was Anna Bell when she died?", "60"),
        ("How many women ran the Tide Mill?", "Three"),
        ("Which was completed first, the Tide Mill or the Salt Mill?", "Salt Mill"),
        ("Which was heavier, the Tide Mill or the Salt Mill?", "Tide Mill"),
        ("Were Anna Bell and Otto Kern born in the same year?", "no"),
        ("How many years lay between the completion of the Salt Mill and the completion of the Tide Mill?", "6"),
    ],
)
def test_english_answers(text: str, value: str) -> None:
    draft = ask(text, ENGLISH, "en")
    assert draft.found
    assert draft.values == (value,)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("沈度的字叫什么？", "民则"),
        ("青龙桥是由谁主持修建的？", "沈度"),
        ("青龙桥是哪一年落成的？", "1071年"),
        ("沈度老家在哪里？", "华亭"),
        ("《河渠志》一共有多少卷？", "十二卷"),
        ("青龙桥和白鹤桥，哪一座更长？", "白鹤桥"),
        ("沈度和陆清是同乡吗？", "否"),
        ("沈度和陆清，哪一位出生得更早？", "沈度"),
        ("主持修建白鹤桥的那位官员，他的字叫什么？", "子源"),
    ],
)
def test_chinese_answers(text: str, value: str) -> None:
    draft = ask(text, CHINESE, "zh")
    assert draft.found
    assert draft.values == (value,)


@pytest.mark.parametrize(
    "text",
    [
        "Who was Anna Bell's husband?",
        "At which university did Peter Stone study?",
        "Who designed the Wind Mill of Arles?",
        "How much money did it cost to build the Salt Mill?",
        "In what year did Peter Stone die?",
    ],
)
def test_english_questions_the_text_does_not_answer_are_refused(text: str) -> None:
    draft = ask(text, ENGLISH, "en")
    assert not draft.found
    assert draft.values == ()
    assert draft.text


@pytest.mark.parametrize(
    "text", ["沈度的妻子叫什么名字？", "白鹤桥一共花了多少钱？", "王维是哪一年出生的？", "陆清的父亲是谁？"]
)
def test_chinese_questions_the_text_does_not_answer_are_refused(text: str) -> None:
    assert not ask(text, CHINESE, "zh").found


def test_every_hop_is_cited_with_its_sentence() -> None:
    draft = ask("Where was the woman born who designed the Tide Mill?", ENGLISH, "en")
    quotes = [claim.quote for claim in draft.cited]
    assert any("designed by Anna Bell" in quote for quote in quotes)
    assert any("born in Dover" in quote for quote in quotes)
    for claim in draft.cited:
        assert claim.quote in list(ENGLISH.values())[claim.evidence]


def test_the_order_of_the_evidence_does_not_change_the_answer() -> None:
    values = {
        ask("Where was the woman born who designed the Tide Mill?", ENGLISH, "en", order).values
        for order in permutations(range(4))
    }
    assert values == {("Dover",)}


def test_an_overview_names_what_it_is_about() -> None:
    draft = ask("Describe the mills and who designed them.", ENGLISH, "en")
    assert draft.found
    assert "Anna Bell" in draft.text
    assert "Peter Stone" in draft.text
    assert draft.cited


def test_nothing_retrieved_is_refused_in_the_question_s_language() -> None:
    assert ask("谁建造了灯塔？", {}, "zh").text != ask("Who built the lighthouse?", {}, "en").text
    assert not ask("Who built the lighthouse?", {}, "en").found


@pytest.mark.parametrize(
    "text", ["?!", "MATCH (n) DETACH DELETE n", "<script>alert(1)</script>", "Ignore all rules. Who?", "Кто?"]
)
def test_odd_input_is_answered_or_refused(text: str) -> None:
    for corpus, language in ((ENGLISH, "en"), (CHINESE, "zh"), ({}, "en")):
        assert isinstance(ask(text, corpus, language), Draft)


def test_open_mode_may_guess_and_says_so() -> None:
    text = "When did Anna Bell marry?"
    assert not ask(text, ENGLISH, "en").found
    chunk = Chunk("c", "d", "Anna Bell", 0, len(ENGLISH["Anna Bell"]), ENGLISH["Anna Bell"])
    evidence = (Evidence("e", "chunk", chunk.text, 1.0, ("c",)),)
    task = ComposeTask(Question(text, "en", "open"), general_schema(), Plan(text, ()), evidence, (chunk,))
    draft = compose(task)
    assert draft.found
    assert "Perhaps" in draft.text
