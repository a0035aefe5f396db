"""Small talk and foreign words are known for what they are, and questions are not taken for them."""

import time
from collections.abc import Sequence

import numpy as np
import pytest
from small_library import Semantic, small_library

from kgworkbench.ask import ask
from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.model.query import Question
from kgworkbench.model.trace import Answered
from kgworkbench.ports import Vectors
from kgworkbench.retrieve.small_talk import aside_of, is_small_talk, reply_to


class Alike:
    """A model to which everything means the same."""

    name = "alike"

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.ones((len(texts), 1), dtype=np.float32)


@pytest.mark.parametrize(
    "text",
    [
        "Hello", "hi!", "Good morning", "thanks a lot!", "Thank you very much.", "ok", "bye bye", "How are you?",
        "who are you", "What can you do?", "Hi, how are you doing today?", "你好！", "您好，请问你是谁？", "谢谢你！",
        "再见", "你能做什么？", "早上好", "好的，谢谢", "谢谢你是谁", "谢谢大家好", "哈哈哈", "嗯嗯，好的",
    ],
)  # fmt: skip
def test_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hello, who designed Pascal?", "Who are the founders?", "你好，沈括是谁？", "What is good design?",
        "早期的书有哪些？", "Who is Will Smith?", "How are machines built?", "x" * 20_000, "hello " * 5000, "",
        "什么是你好？",
    ],
)  # fmt: skip
def test_a_question_is_no_small_talk(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize("phrase", ["哈", "嗯", "你好啊", "谢谢大家好", "bye ", "thanks a lot so much ", "hello, "])
def test_what_can_be_cut_into_phrases_in_many_ways_is_read_in_one(phrase: str) -> None:
    text = (phrase * 80)[:78] + "x1"
    began = time.process_time()
    assert not is_small_talk(text)
    assert time.process_time() - began < 0.5


def test_a_text_of_unknown_words_need_not_be_searched() -> None:
    index = small_library().index
    assert aside_of("xyzzy plugh", index, False) == "no word known"
    assert aside_of("кто это?", index, False) == "no word known"
    assert aside_of("Where was the inventor born?", index, False) == ""
    assert aside_of("hello", index, False) == "small talk"
    assert aside_of("hello", index, True) == ""
    assert aside_of("xyzzy plugh", small_library(Semantic()).index, False) == "no word known"
    assert aside_of("xyzzy plugh", small_library(Alike()).index, False) == ""


@pytest.mark.parametrize("talk", [True, False])
def test_the_reply_says_what_can_be_asked(talk: bool) -> None:
    schema = small_library().schema
    assert schema.entity_types[0].name in reply_to(talk, "en", schema)
    assert "图谱" in reply_to(talk, "zh", schema)


def test_a_third_language_is_answered_in_english() -> None:
    library = small_library()
    *_, last = ask(Question("누가 파스칼을 만들었나?", "zh"), library=library, engine=LocalEngine())
    assert isinstance(last, Answered)
    assert last.answer.language == "en"
    assert last.answer.text.startswith("This graph knows none")
