"""Texts in a third language are told from English and Chinese ones, whose names may be in any script."""

import pytest

from kgworkbench.read.foreign import is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "Кто создал язык Pascal?",
        "¿Quién diseñó Pascal?",
        "Qui a conçu le langage Pascal ?",
        "Wer entwarf Pascal?",
        "Chi ha progettato il Pascal?",
        "من صمم باسكال؟",
        "Pascalを設計したのは誰ですか？",
        "파스칼을 설계한 사람은 누구입니까?",
        "Ποιος σχεδίασε την Pascal;",
    ],
)
def test_a_third_language_is_known(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who designed Pascal?",
        "Designer of Pascal",
        "Name every machine that Konrad Zuse built",
        "Pascal",
        "Who was Лев Толстой?",
        "Which band sang “Comment te dire adieu”?",
        "沈括写了什么？",
        "《Анна Каренина》的作者是谁？",
        "谁设计了Pascal？",
        "Où est-ce the film of that name was shot?",
        "Müller",
        "1943?",
        "",
    ],
)
def test_english_and_chinese_are_not_foreign(text: str) -> None:
    assert not is_foreign(text)
