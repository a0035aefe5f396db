"""Words for BM25."""

import pytest

from kgworkbench.read.tokens import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Ada Lovelace's notes", ["ada", "lovelace", "notes"]),
        ("Ada Lovelace’s notes", ["ada", "lovelace", "notes"]),
        ("don't ask O'Brien", ["don't", "ask", "o'brien"]),
        ("well-known 'quoted' engines'", ["well", "known", "quoted", "engines"]),
        ("1,234,567 and 3.14 in the 1960s", ["1234567", "and", "3.14", "in", "the", "1960s"]),
        ("in 1,2 or 3", ["in", "1", "2", "or", "3"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("ＥＮＩＡＣ １９４６年", ["eniac", "1946", "年"]),
        ("沈括", ["沈括"]),
        ("梦溪笔谈，杭", ["梦溪", "溪笔", "笔谈", "杭"]),
        ("GPT模型在1960年", ["gpt", "模型", "型在", "1960", "年"]),
        ("computing_history.md", ["computing", "history", "md"]),
    ],
)
def test_the_tokens_of_a_text(text: str, words: list[str]) -> None:
    assert tokens(text) == words
