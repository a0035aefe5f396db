"""Follow-ups in both languages: pronouns, gaps and other topics, and what must stay as it was typed."""

import pytest
from small_library import small_library

from kgworkbench.model.query import Question
from kgworkbench.retrieve.rewrite import History, rewritten

LIBRARY = small_library()
TURING: History = (("Who designed the Bombe?", "Alan Turing"),)
BORN: History = (("Where was Arthur Scherbius born?", "Frankfurt."),)
SHEN: History = (("梦溪笔谈的作者是谁？", "沈括"),)


def asked(text: str, history: History, language: str = "en") -> str:
    return rewritten(Question(text, language), history, LIBRARY)


@pytest.mark.parametrize(
    ("history", "typed", "meant"),
    [
        (TURING, "Where was he born?", "Where was Alan Turing born?"),
        (TURING, "And where did he study?", "Where did Alan Turing study?"),
        (TURING, "What was his profession?", "What was Alan Turing's profession?"),
        (TURING, "Who taught him at school?", "Who taught Alan Turing at school?"),
        (TURING, "Where was it located?", "Where was Bombe located?"),
        (TURING, "And who used that device?", "Who used Bombe?"),
        (TURING, "What about the Enigma machine?", "Who designed the Enigma machine?"),
        (TURING, "And when?", "When was the Bombe designed?"),
        (BORN, "And Alan Turing?", "Where was Alan Turing born?"),
        (BORN, "When?", "When was Arthur Scherbius born?"),
        (BORN, "Who else lived there?", "Who else lived in Frankfurt?"),
        (BORN, "And when did he die?", "When did Arthur Scherbius die?"),
    ],
)
def test_english_follow_ups(history: History, typed: str, meant: str) -> None:
    assert asked(typed, history) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("他出生在哪里？", "沈括出生在哪里？"),
        ("那么他的籍贯呢？", "沈括的籍贯是什么？"),
        ("它记载了什么？", "梦溪笔谈记载了什么？"),
        ("出生在哪里？", "沈括出生在哪里？"),
        ("其作者是谁？", "梦溪笔谈的作者是谁？"),
        ("然后他去世于何时？", "沈括去世于何时？"),
    ],
)
def test_chinese_follow_ups(typed: str, meant: str) -> None:
    assert asked(typed, SHEN, "zh") == meant


@pytest.mark.parametrize("history", [(), TURING, BORN, SHEN])
@pytest.mark.parametrize(
    "text",
    [
        "Who was Joseph Turner?",
        "Did Alan Turing publish his papers?",
        "Is it true that Arthur Scherbius died in Berlin?",
        "Which city lies on the Main?",
    ],
)
def test_a_question_that_needs_no_history_stays(text: str, history: History) -> None:
    assert asked(text, history) == text


def test_the_history_of_follow_ups_is_followed() -> None:
    turns = (*TURING, ("Where was he born?", "London"))
    assert asked("And where did he study?", turns) == "Where did Alan Turing study?"
    assert asked("And where?", (*TURING, ("When was he born?", "1912"))) == "Where was Alan Turing born?"


@pytest.mark.parametrize(
    "text", ["", "?", "it", "and", "他", "呢？", "he " * 2000, "x" * 8000, "<b>it</b>", "\\1 it", "那呢？"]
)
@pytest.mark.parametrize("history", [TURING, SHEN, (("", ""),), (("?", "!"),), TURING * 200])
def test_anything_can_be_typed(text: str, history: History) -> None:
    for language in ("en", "zh"):
        assert asked(text, history, language) == asked(text, history, language)


def test_an_answer_that_lists_many_things_is_about_none_of_them() -> None:
    turns = (("What is said of Alan Turing?", "Chiefly: Frankfurt, Bletchley Park, Bombe, Enigma machine, London."),)
    assert asked("Where did he study?", turns) == "Where did Alan Turing study?"
    assert asked(
        "Where was the device built?", (("What is the Bombe?", "Frankfurt, Berlin, London, Enigma machine."),)
    ) == ("Where was Bombe built?")
