"""Yes-or-no questions about one thing or each of several, in small texts written for these tests."""

import pytest

from kgworkbench.engines.local.claims import claims
from kgworkbench.engines.local.compose import compose
from kgworkbench.engines.local.question import read_question
from kgworkbench.engines.local.terms import terms_of
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Plan, Question
from kgworkbench.model.tasks import ComposeTask, Draft
from kgworkbench.model.text import Chunk
from kgworkbench.schema.general import general_schema

ENGLISH = {
    "Anna Bell": "Anna Bell was born in Dover in 1840. She studied law at Oxford. She designed the Tide Mill.",
    "Otto Kern": "Otto Kern was born in Vienna in 1840. Kern studied law at Leipzig. He never designed the Salt Mill.",
    "Clara Hope": "Clara Hope was born in Leeds in 1851. Hope designed the Salt Mill and the Hill Mill.",
}
CHINESE = {
    "沈度": "沈度（1021—1090年），字民则，华亭人，北宋官员。沈度写成《水利论》三卷。",
    "陆清": "陆清（1050—1112年），字子源，昆山人。陆清于1098年写成《河渠志》十二卷。",
}


def ask(text: str, corpus: dict[str, str], language: str = "en") -> Draft:
    chunks = [Chunk(f"c{at}", f"d{at}", title, 0, len(body), body) for at, (title, body) in enumerate(corpus.items())]
    evidence = tuple(Evidence(f"e{chunk.id}", "chunk", chunk.text, 1.0, (chunk.id,)) for chunk in chunks)
    return compose(ComposeTask(Question(text, language), general_schema(), Plan(text, ()), evidence, tuple(chunks)))


@pytest.mark.parametrize(
    ("text", "value", "citations"),
    [
        ("Did Anna Bell design the Tide Mill?", "yes", 1),
        ("Did Anna Bell and Otto Kern both study law?", "yes", 2),
        ("Were Anna Bell and Otto Kern both born in 1840?", "yes", 2),
        ("Were Anna Bell and Clara Hope both born in 1840?", "no", 1),
        ("Did Clara Hope design both the Salt Mill and the Hill Mill?", "yes", 1),
    ],
)
def test_a_claim_is_confirmed_by_what_says_it_or_denied_by_another_date(text: str, value: str, citations: int) -> None:
    draft = ask(text, ENGLISH)
    assert draft.values == (value,)
    assert len(draft.cited) == citations


@pytest.mark.parametrize(
    "text",
    [
        "Did Otto Kern design the Salt Mill?",
        "Did Anna Bell and Clara Hope both study law?",
        "Did Anna Bell design both the Tide Mill and the Salt Mill?",
        "Did Anna Bell die in Dover?",
    ],
)
def test_what_nothing_says_is_neither_confirmed_nor_denied(text: str) -> None:
    assert not ask(text, ENGLISH).found


def test_claims_in_chinese() -> None:
    assert ask("沈度写过《水利论》吗？", CHINESE, "zh").values == ("是",)
    assert not ask("陆清写过《水利论》吗？", CHINESE, "zh").found


def test_a_comparison_makes_no_claim() -> None:
    asked = read_question("Was Anna Bell born earlier than Otto Kern?", "en")
    spots = tuple((term.start, term.end) for term in terms_of(asked) if term.kind == "name")
    assert claims(asked, spots) == ()


THINGS = {
    "Salt Engine": "The Salt Engine was an early computer. Its maker, born in Dover in 1840, received the Nash Medal.",
    "Anna Bell": "Anna Bell was born in Leeds in 1851. Bell received the Nash Medal in 1880.",
}


def test_the_page_of_a_thing_tells_nobodys_birth() -> None:
    assert not ask("Who was born earlier, Salt Engine or Anna Bell?", THINGS).found
    assert ask("Who received the Nash Medal?", THINGS).values == ("Anna Bell",)
