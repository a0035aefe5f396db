"""Louvain communities (Blondel et al. 2008) in plain Python: a baseline to compare with."""

import numpy as np

from kgworkbench.community.affinity import Labels, Sparse, compact, memberships

__all__ = ["louvain"]


def louvain(graph: Sparse, seed: int = 0) -> list[Labels]:
    """The communities of each round of Louvain, finest first; the last has the highest modularity.

    Args:
        graph: symmetric csr_array of weights; the diagonal counts as twice the weight inside.
        seed: fixes the order in which entities are visited.
    """
    source = np.random.default_rng(seed)
    levels: list[Labels] = []
    labels = np.arange(graph.shape[0], dtype=np.int64)
    current = graph.tocsr()
    while True:
        moved = compact(_moves(current, source))
        if int(moved.max(initial=-1)) + 1 == current.shape[0]:
            return levels or [labels]
        labels = moved[labels]
        levels.append(labels)
        home = memberships(moved).astype(np.float64)
        current = (home.T @ current @ home).tocsr()


def _moves(graph: Sparse, source: np.random.Generator) -> Labels:
    """Labels after every node has gone where it gains most modularity, until none gains."""
    count = graph.shape[0]
    degrees = np.asarray(graph.sum(axis=1)).ravel().tolist()
    total = sum(degrees)
    starts, others, weights = graph.indptr.tolist(), graph.indices.tolist(), graph.data.tolist()
    labels = list(range(count))
    volumes = list(degrees)
    order = source.permutation(count).tolist()
    changed = total > 0
    while changed:
        changed = False
        for node in order:
            own, degree = labels[node], degrees[node]
            into: dict[int, float] = {own: 0.0}
            for place in range(starts[node], starts[node + 1]):
                if others[place] != node:
                    label = labels[others[place]]
                    into[label] = into.get(label, 0.0) + weights[place]
            volumes[own] -= degree
            best, gain = own, into[own] - degree * volumes[own] / total
            for label, weight in into.items():
                offered = weight - degree * volumes[label] / total
                if offered > gain + 1e-9:
                    best, gain = label, offered
            volumes[best] += degree
            if best != own:
                labels[node] = best
                changed = True
    return np.asarray(labels, dtype=np.int64)
