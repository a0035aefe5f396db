"""Questions the texts do not answer: about what they never say, about others, and with false presuppositions."""

import pytest

from kgworkbench.engines.local.compose import compose
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Plan, Question
from kgworkbench.model.tasks import ComposeTask, Draft
from kgworkbench.model.text import Chunk
from kgworkbench.schema.general import general_schema

ENGLISH = {
    "Lena Marsh": (
        "Lena Marsh was a Scottish engineer. She built the Corran Bridge in 1871 with Hugo Stahl and died in Oban in "
        "1903. Her pupil Ivo Brandt became director of the Oban Institute."
    ),
    "Corran Bridge": (
        "The Corran Bridge crosses the river Ard near Oban. It is 210 metres long and was opened on 2 May 1871."
    ),
    "Hugo Stahl": "Hugo Stahl was born in Bremen in 1830. Stahl wrote On Iron Spans, printed in Leipzig in 1866.",
    "Oban Institute": "The Oban Institute was founded in 1880 and teaches naval engineering.",
}
CHINESE = {
    "林素": "林素，明代匠师，主持修建了白石桥。林素卒于1561年，葬于苏州。其弟子周远后来掌管织造局。",
    "白石桥": "白石桥跨越清溪，1540年落成，桥长二百尺。",
    "何清": "何清（1502年—？），杭州人，著有《桥志》四卷，1555年刊行。",
    "织造局": "织造局设在苏州，专管丝织。",
}


def ask(text: str, corpus: dict[str, str], language: str) -> Draft:
    chunks = tuple(
        Chunk(f"c{at}", f"d{at}", title, 0, len(body), body) for at, (title, body) in enumerate(corpus.items())
    )
    evidence = tuple(Evidence(f"e{chunk.id}", "chunk", chunk.text, 1.0, (chunk.id,)) for chunk in chunks)
    return compose(ComposeTask(Question(text, language), general_schema(), Plan(text, ()), evidence, chunks))


@pytest.mark.parametrize(
    "text",
    [
        "Where was Lena Marsh born?",
        "In what year was Lena Marsh born?",
        "When did Hugo Stahl die?",
        "Who was Lena Marsh's husband?",
        "Which prize did Hugo Stahl win?",
        "How many workers built the Corran Bridge?",
        "How much did the Corran Bridge cost?",
        "Who founded the Oban Institute?",
        "Who designed the Forth Bridge?",
        "Where was the wife of Hugo Stahl born?",
        "What is the population of Oban?",
        "Which company bought the Oban Institute?",
    ],
)
def test_english_questions_without_an_answer_are_refused(text: str) -> None:
    draft = ask(text, ENGLISH, "en")
    assert not draft.found, draft.values


@pytest.mark.parametrize(
    "text",
    [
        "林素是哪一年出生的？",
        "林素的妻子叫什么名字？",
        "何清是哪一年去世的？",
        "何清的老师是谁？",
        "白石桥一共花了多少钱？",
        "白石桥用了多少块石头？",
        "周远写过什么书？",
        "织造局是谁创办的？",
        "赵州桥是谁建造的？",
        "何清的父亲是哪里人？",
        "白石桥是哪一年被毁的？",
        "林素的字叫什么？",
    ],
)
def test_chinese_questions_without_an_answer_are_refused(text: str) -> None:
    draft = ask(text, CHINESE, "zh")
    assert not draft.found, draft.values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("When did Lena Marsh die?", "1903"),
        ("When was Hugo Stahl born?", "1830"),
        ("Who built the Corran Bridge?", "Lena Marsh"),
        ("When was the bridge opened that Lena Marsh built?", "2 May 1871"),
    ],
)
def test_what_the_english_texts_do_say_is_answered(text: str, value: str) -> None:
    assert ask(text, ENGLISH, "en").values[:1] == (value,)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("林素是哪一年去世的？", "1561年"),
        ("何清是哪一年出生的？", "1502年"),
        ("《桥志》一共有几卷？", "四卷"),
        ("白石桥是谁修建的？", "林素"),
    ],
)
def test_what_the_chinese_texts_do_say_is_answered(text: str, value: str) -> None:
    assert ask(text, CHINESE, "zh").values == (value,)
