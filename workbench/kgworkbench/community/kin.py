"""Kin: entities that share a neighbour, where they are alike in meaning too."""

import numpy as np
from scipy import sparse

from kgworkbench.community.affinity import Perception, Sparse
from kgworkbench.community.refine import row_dots

__all__ = ["kin", "strongest"]

KEPT = 10

# A neighbour that everybody has tells nothing about two of them, and would make all of them meet.
HUB = 40


def kin(perception: Perception) -> Sparse:
    """The symmetric (n, n) csr_array that joins entities by what they share: neighbours times cosine.

    Each entity names at most ten; hubs introduce nobody, so time grows linearly. However many entities there are,
    those two links away are few, so kin stay telling where the nearest of all in meaning are more and more by chance.
    """
    count, links = len(perception.vectors), perception.links
    degrees = np.diff(links.indptr)
    ones = sparse.csr_array((np.ones(links.nnz, dtype=np.float32), links.indices, links.indptr), shape=links.shape)
    introduced = ones[:, np.flatnonzero(degrees <= HUB)].tocsr()
    shared = sparse.triu(introduced @ introduced.T, 1).tocoo()
    worth = shared.data * np.maximum(row_dots(perception.vectors, perception.vectors, shared.row, shared.col), 0)
    found = worth > 0
    pairs = sparse.coo_array((worth[found], (shared.row[found], shared.col[found])), shape=(count, count))
    return strongest((pairs + pairs.T).tocsr(), KEPT)


def strongest(graph: Sparse, kept: int) -> Sparse:
    """The graph with the highest ``kept`` weights of each row only, made symmetric again by halves."""
    graph.sort_indices()
    rows = np.repeat(np.arange(graph.shape[0]), np.diff(graph.indptr))
    # One sort by row and, within it, by weight, the highest first; of equals the first column.
    order = np.argsort(rows - graph.data / (2 * max(float(graph.data.max(initial=0)), 1e-12)), kind="stable")
    first = order[np.arange(len(order)) - graph.indptr[rows] < kept]
    named = sparse.coo_array((graph.data[first], (rows[first], graph.indices[first])), shape=graph.shape)
    return ((named + named.T) / 2).tocsr()
