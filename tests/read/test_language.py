"""Which language a text is in."""

import pytest

from kgworkbench.read.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("1815", "en"),
        ("Who designed the Analytical Engine?", "en"),
        ("Who is 司马光?", "en"),
        ("The Song dynasty (宋朝) lasted from 960 to 1279.", "en"),
        ("谁设计了分析机？", "zh"),
        ("Ada Lovelace是谁？", "zh"),
        ("什么是GraphRAG？", "zh"),
        ("沈括（1031年—1095年），字存中，杭州钱塘人，著有《梦溪笔谈》（Dream Pool Essays）。", "zh"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language
