"""Leiden communities of one weighted graph (Traag, Waltman, van Eck 2019), through graspologic-native."""

import numpy as np

from kgworkbench.community.affinity import Labels, Sparse, compact

__all__ = ["leiden", "leiden_into"]

# How close to the wanted number of communities is close enough, and how many runs may be spent on it.
TOLERANCE = 0.06
TRIES = 7


def leiden(graph: Sparse, resolution: float = 1.0, seed: int = 0) -> Labels:
    """The communities that Leiden finds in a symmetric csr_array of weights; an entity with no link stays alone."""
    from graspologic_native import leiden_csr

    count = graph.shape[0]
    if graph.nnz == 0:
        return np.arange(count, dtype=np.int64)
    found = leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        count,
        resolution=resolution,
        seed=seed,
    )[1]
    return compact(np.fromiter((found[place] for place in range(count)), dtype=np.int64, count=count))


def leiden_into(graph: Sparse, wanted: int, seed: int = 0) -> Labels:
    """Leiden's communities at the resolution that gives about ``wanted`` of them, the nearest count it met.

    The number of communities grows with the resolution, about as its power of two thirds; each try corrects by that.
    A graph with more than ``wanted`` components cannot reach it.
    """
    resolution = 1.0
    best: Labels | None = None
    tried: set[float] = set()
    for _ in range(TRIES):
        labels = leiden(graph, resolution, seed)
        count = int(labels.max(initial=-1)) + 1
        if best is None or abs(count - wanted) < abs(int(best.max(initial=-1)) + 1 - wanted):
            best = labels
        tried.add(resolution)
        if abs(count - wanted) <= max(1, TOLERANCE * wanted):
            break
        resolution = float(np.clip(resolution * (wanted / max(count, 1)) ** 1.5, 1e-6, 1e6))
        if resolution in tried:
            break
    return best if best is not None else np.arange(graph.shape[0], dtype=np.int64)
