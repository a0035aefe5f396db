"""Questions as people type them: with courtesies, without capitals or marks, with a letter wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.engines.local.courtesies import bare_question
from kgworkbench.engines.local.solving import Solving, solving
from kgworkbench.model.text import Chunk
from kgworkbench.schema.general import general_schema

TEXT = (
    "The Tide Mill was designed by Anna Bell in 1872. Its microprocessor failed. Mills need water. "
    "A later fire spared it."
)


def work() -> Solving:
    return solving(general_schema(), (), (Chunk("c", "d", "Tide Mill", 0, len(TEXT), TEXT),))


@pytest.mark.parametrize(
    "asked",
    [
        "Could you please tell me who designed the Tide Mill?",
        "I would like to know: who designed the Tide Mill?",
        "Hello, who designed the Tide Mill？",
        "do you know who designed the Tide Mill?",
        "who designed the Tide Mill, please?",
    ],
)
def test_courtesies_are_left_out(asked: str) -> None:
    assert bare_question(asked, "en").rstrip("?") == "who designed the Tide Mill"


@pytest.mark.parametrize(
    ("asked", "bare"),
    [
        ("Tell me where Anna Bell was born", "where was Anna Bell born?"),
        ("Can you tell me the birthplace of Anna Bell?", "What is the birthplace of Anna Bell?"),
        ("I wonder what the capital of France is", "what is the capital of France?"),
        ("Who told Anna Bell to leave?", "Who told Anna Bell to leave?"),
        ("Please tell me about mills", "Please tell me about mills"),
    ],
)
def test_indirect_questions_are_put_directly(asked: str, bare: str) -> None:
    assert bare_question(asked, "en") == bare


@pytest.mark.parametrize(
    ("asked", "bare"),
    [
        ("请问《桥记》是谁写的？", "《桥记》是谁写的？"),
        ("你能告诉我谁修了长桥吗？", "谁修了长桥？"),
        ("我想知道长桥是谁修的，谢谢", "长桥是谁修的"),
        ("谁告诉他修桥？", "谁告诉他修桥？"),
        ("李明知道石油吗？", "李明知道石油吗？"),
    ],
)
def test_chinese_courtesies_are_left_out(asked: str, bare: str) -> None:
    assert bare_question(asked, "zh") == bare


@given(st.text(max_size=80), st.sampled_from(("en", "zh")))
def test_a_bare_question_is_bare(text: str, language: str) -> None:
    once = bare_question(text, language)
    assert bool(once.strip()) == bool(text.strip())


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("who designed the tide mill", "who designed the Tide Mill"),
        ("WHO DESIGNED THE TIDE MILL?", "Who designed the Tide Mill?"),
        ("Who designed the Tide Mil?", "Who designed the Tide Mil?"),
        ("Which micoprocessor failed?", "Which microprocessor failed?"),
        ("Which mills were designed by Anna Bell?", "Which mills were designed by Anna Bell?"),
        ("Who is the wife of Anna Bell?", "Who is the wife of Anna Bell?"),
        ("Which laser did Anna Bell own?", "Which laser did Anna Bell own?"),
    ],
)
def test_a_question_is_spelt_as_the_texts_spell(asked: str, written: str) -> None:
    assert work().spelled_out(asked) == written
