"""Small talk is told from questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.engines.local.small_talk import is_small_talk


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "Hi there!",
        "Hey",
        "Good morning",
        "thanks",
        "Thank you very much!",
        "Thanks, bye!",
        "How are you?",
        "Who are you?",
        "what can you do?",
        "Can you help me?",
        "Great!",
        "你好",
        "您好！",
        "谢谢",
        "非常感谢！",
        "早上好",
        "你是谁？",
        "你能做什么？",
        "再见",
        "好的，谢谢你",
    ],
)
def test_small_talk_is_recognised(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello, who built the tower?",
        "Who wrote Hello?",
        "Who are the founders of the mill?",
        "What can you do with a lathe?",
        "Thanks to whom was the bridge finished?",
        "Who was Thanksgiving named by?",
        "Hi-fi was invented by whom?",
        "What is the Hello World program?",
        "How are you and I kin to the Bells?",
        "你好这首歌是谁唱的？",
        "谢谢是哪一年出生的？",
        "谁建造了灯塔？",
        "好莱坞在哪里？",
        "早发白帝城是谁写的？",
        "你知道青龙桥是谁修的吗？",
        "hello " * 100,
    ],
)
def test_a_question_is_never_small_talk(text: str) -> None:
    assert not is_small_talk(text)


@given(st.text(alphabet="abcdefghij ", min_size=1, max_size=40))
def test_a_greeting_before_a_question_about_a_thing_is_a_question(name: str) -> None:
    assert not is_small_talk(f"hello, when was X{name} built?")
