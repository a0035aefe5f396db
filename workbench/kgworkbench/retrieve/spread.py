"""Relevance that walks from seeds through entities and chunks."""

import numpy as np
from scipy.sparse import csr_array

from kgworkbench.ports import Vectors

__all__ = ["spread"]

# The share of relevance that walks on at each step; the rest stays. Lower than the web's 0.85, for the support of a
# question lies within a few steps of what it names.
DAMPING = 0.7

# Steps after which less than a hundredth (0.7 ** 13) is still on its way.
ROUNDS = 13

# A node keeps what is less than this share of all relevance for each of its edges: what it would pass on changes no
# rank that is shown, and an entity that half the corpus mentions is not spread over half the corpus.
FLOOR = 1e-5

# Above this share of busy nodes one product with the whole matrix is quicker than gathering their rows.
BUSY = 0.05


def spread(steps: csr_array, seeds: Vectors) -> Vectors:
    """The relevance of every node (n,), float32, summing to 1: personalised PageRank by synchronous push.

    Andersen, Chung and Lang, "Local Graph Partitioning using PageRank Vectors" (2006), section 3, with all nodes
    above a floor pushed at once. Work depends on the nodes reached, not on the size of the graph.

    Args:
        steps: transition probabilities, square; a row without entries keeps what reaches it.
        seeds: where relevance starts, non-negative; all zeros give all zeros.
    """
    total = float(seeds.sum())
    settled = np.zeros(len(seeds), dtype=np.float64)
    if total <= 0:
        return settled.astype(np.float32)
    moving = seeds.astype(np.float64) / total
    starts, ends, values = steps.indptr, steps.indices, steps.data
    floor = FLOOR * np.maximum(np.diff(starts), 1)
    for _ in range(ROUNDS):
        busy = np.flatnonzero(moving > floor)
        if not len(busy):
            break
        leaving = moving[busy]
        settled[busy] += (1 - DAMPING) * leaving
        moving[busy] = 0
        degree = starts[busy + 1] - starts[busy]
        settled[busy[degree == 0]] += DAMPING * leaving[degree == 0]
        if len(busy) > BUSY * len(seeds):
            pushed = np.zeros(len(seeds), dtype=np.float64)
            pushed[busy] = DAMPING * leaving
            moving += steps.T @ pushed
            continue
        # Positions in ``ends`` and ``values`` of all edges that leave busy nodes, row after row.
        before = np.cumsum(degree) - degree
        edges = np.arange(degree.sum()) + np.repeat(starts[busy] - before, degree)
        moving += np.bincount(ends[edges], values[edges] * np.repeat(DAMPING * leaving, degree), minlength=len(seeds))
    return (settled + moving).astype(np.float32)
