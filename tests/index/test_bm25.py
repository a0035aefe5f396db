"""BM25 against a plain loop, and its laws."""

from math import log

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.index.bm25 import LENGTH, SATURATION, index_words

WORDS = st.lists(st.sampled_from("abcdef"), max_size=8)


def by_hand(texts: list[list[str]], query: dict[str, float]) -> list[float]:
    mean = max(1.0, sum(map(len, texts)) / len(texts))
    scores = []
    for text in texts:
        total = 0.0
        for word, weight in query.items():
            holders = sum(word in other for other in texts)
            often = text.count(word)
            if often:
                rarity = log(1 + (len(texts) - holders + 0.5) / (holders + 0.5))
                norm = SATURATION * (1 - LENGTH + LENGTH * len(text) / mean)
                total += weight * rarity * often * (SATURATION + 1) / (often + norm)
        scores.append(total)
    return scores


@given(st.lists(WORDS, min_size=1, max_size=8), st.dictionaries(st.sampled_from("abcxyz"), st.floats(0.5, 2.0)))
def test_scores_are_those_of_the_formula(texts: list[list[str]], query: dict[str, float]) -> None:
    found = index_words(texts)
    np.testing.assert_allclose(found.scores(query), by_hand(texts, query), rtol=1e-4, atol=1e-6)


@given(st.lists(WORDS, min_size=1, max_size=8), st.dictionaries(st.sampled_from("abcxyz"), st.floats(0.5, 2.0)))
def test_the_parts_add_up_to_the_score(texts: list[list[str]], query: dict[str, float]) -> None:
    found = index_words(texts)
    rows = np.arange(len(texts))
    np.testing.assert_allclose(found.parts(rows, query).sum(axis=1), found.scores(query), rtol=1e-4, atol=1e-6)


def test_nothing_indexed_scores_nothing() -> None:
    assert index_words([]).scores({"a": 1.0}).shape == (0,)
    assert not index_words([[], []]).scores({"a": 1.0}).any()
