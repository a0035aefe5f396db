"""Hashed character n-grams: unit rows, the same in every process, near for near texts."""

import os
import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.embedders.lexical import LexicalEmbedder

EMBEDDER = LexicalEmbedder()


@given(st.lists(st.text(max_size=60), max_size=6))
def test_every_row_is_a_unit_or_nothing(texts: list[str]) -> None:
    rows = EMBEDDER.embed(texts)
    assert rows.shape == (len(texts), 512)
    assert rows.dtype == np.float32
    lengths = np.linalg.norm(rows, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))


@given(st.lists(st.text(max_size=40), min_size=2, max_size=6))
def test_a_text_has_the_same_row_whatever_stands_beside_it(texts: list[str]) -> None:
    together = EMBEDDER.embed(texts)
    alone = np.stack([EMBEDDER.embed([text])[0] for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-6)


@pytest.mark.parametrize("empty", ["", "   ", "\n", "?!", "。，"])
def test_a_text_with_nothing_in_it_gives_zeros(empty: str) -> None:
    assert not EMBEDDER.embed([empty, "word"])[0].any()


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        (
            "Who designed the Analytical Engine?",
            "Babbage designed the analytical engines.",
            "Turing was born in London.",
        ),
        ("谁设计了分析机？", "巴贝奇设计了分析机。", "图灵出生于伦敦。"),
        ("Konrad Zuse", "Konrad Zuze", "Grace Hopper"),
    ],
)
def test_near_texts_are_near(text: str, near: str, far: str) -> None:
    rows = EMBEDDER.embed([text, near, far])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


def test_function_words_do_not_make_texts_alike() -> None:
    rows = EMBEDDER.embed(["it was that of the and in the", "who was it of the that in"])
    names = EMBEDDER.embed(["Lovelace was in the", "Zuse was in the"])
    assert names[0] @ names[1] < rows[0] @ rows[1]


def test_fitted_weighs_rare_words_more_and_changes_the_name() -> None:
    corpus = [f"the journal of number {n} appears monthly" for n in range(50)] + ["the journal of Zanzibar"]
    fitted = EMBEDDER.fitted(corpus)
    assert fitted.name != EMBEDDER.name
    assert fitted.name == EMBEDDER.fitted(corpus).name
    question, monthly, rare = (e.embed(["journal Zanzibar", "journal monthly", "Zanzibar"]) for e in [fitted] * 3)
    assert rare[0] @ rare[2] > rare[0] @ rare[1]
    plain = EMBEDDER.embed(["journal Zanzibar", "journal monthly"])
    assert question[0] @ monthly[1] < plain[0] @ plain[1]


def test_rows_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "from kgworkbench.embedders.lexical import LexicalEmbedder as L; import hashlib;"
        "print(hashlib.md5(L().embed(['Ada Lovelace', '差分机']).tobytes()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(seen) == 1


def test_thousands_of_texts_a_second() -> None:
    texts = [f"Person {n} founded company {n * 7} in the city of Springfield in {1800 + n % 200}." for n in range(4000)]
    start = time.process_time()
    EMBEDDER.embed(texts)
    assert len(texts) / (time.process_time() - start) > 2000
