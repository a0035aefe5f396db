"""Relevance walks as personalised PageRank does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from kgworkbench.retrieve import spread as module
from kgworkbench.retrieve.spread import DAMPING, spread


def network(size: int, edges: list[tuple[int, int]]) -> csr_array:
    dense = np.zeros((size, size), dtype=np.float32)
    for one, other in edges:
        if one % size != other % size:
            dense[one % size, other % size] = dense[other % size, one % size] = 1
    degree = dense.sum(axis=1, keepdims=True)
    return csr_array(np.divide(dense, degree, out=np.zeros_like(dense), where=degree > 0))


EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30)


@given(EDGES, st.lists(st.floats(0, 1), min_size=12, max_size=12))
@settings(max_examples=60)
def test_relevance_is_neither_made_nor_lost(edges: list[tuple[int, int]], seeds: list[float]) -> None:
    start = np.asarray(seeds, dtype=np.float32)
    found = spread(network(12, edges), start)
    assert np.all(found >= 0)
    assert float(found.sum()) == pytest.approx(1.0 if start.sum() > 0 else 0.0, abs=1e-4)


@pytest.mark.parametrize("busy", [0.0, 2.0])
def test_it_settles_where_pagerank_does(busy: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY", busy)
    steps = network(12, [(n, (n * 7 + 3) % 12) for n in range(12)] + [(n, n + 1) for n in range(11)])
    seeds = np.zeros(12, dtype=np.float32)
    seeds[[0, 5]] = 3.0, 1.0
    exact = seeds / seeds.sum()
    for _ in range(200):
        exact = DAMPING * (steps.T @ exact) + (1 - DAMPING) * seeds / seeds.sum()
    np.testing.assert_allclose(spread(steps, seeds), exact, atol=0.01)


def test_what_is_near_gets_more_and_what_is_apart_nothing() -> None:
    steps = network(6, [(0, 1), (1, 2), (2, 3), (4, 5)])
    found = spread(steps, np.asarray([1, 0, 0, 0, 0, 0], dtype=np.float32))
    assert found[1] > found[2] > found[3] > 0
    assert found[4] == found[5] == 0


def test_a_seed_without_edges_keeps_its_relevance() -> None:
    found = spread(network(3, [(0, 1)]), np.asarray([0, 0, 1], dtype=np.float32))
    assert found.tolist() == pytest.approx([0, 0, 1], abs=1e-6)
