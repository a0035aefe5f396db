"""Reranking: by the scorer's scores, and back to the fused order when it fails."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.errors import EngineError
from kgworkbench.model.evidence import Evidence
from kgworkbench.retrieve.rerank import rerank

EVIDENCE = tuple(Evidence(f"e{n}", "chunk", f"text {n}", 1.0) for n in range(5))


@given(st.lists(st.floats(-50, 50), min_size=5, max_size=5))
def test_best_first_and_nothing_lost(scores: list[float]) -> None:
    ranked, given_scores, error = rerank("q", EVIDENCE, lambda pairs: scores)
    assert error == ""
    assert sorted(item.id for item in ranked) == [item.id for item in EVIDENCE]
    assert list(given_scores) == sorted(given_scores, reverse=True)


def test_equal_scores_keep_the_order() -> None:
    assert rerank("q", EVIDENCE, lambda pairs: [1.0] * len(pairs))[0] == EVIDENCE


@pytest.mark.parametrize("problem", [EngineError("down"), RuntimeError("cuda"), ValueError("shape"), OSError("gone")])
def test_a_scorer_that_fails_changes_nothing_and_is_told(problem: Exception) -> None:
    def fails(pairs: Sequence[tuple[str, str]]) -> list[float]:
        raise problem

    ranked, scores, error = rerank("q", EVIDENCE, fails)
    assert (ranked, scores) == (EVIDENCE, ())
    assert str(problem) in error


@pytest.mark.parametrize("scores", [[1.0], [float("nan")] * 5, [], ["a"] * 5])
def test_what_are_no_scores_changes_nothing(scores: list[float]) -> None:
    ranked, found, error = rerank("q", EVIDENCE, lambda pairs: scores)
    assert (ranked, found) == (EVIDENCE, ())
    assert error


def test_nothing_to_rank() -> None:
    assert rerank("q", (), lambda pairs: [1.0]) == ((), (), "")
