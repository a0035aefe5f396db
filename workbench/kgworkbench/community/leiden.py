"""Leiden communities of one weighted graph (Traag, Waltman, van Eck 2019), through graspologic-native."""

import math

import numpy as np

from kgworkbench.community.affinity import Labels, Sparse, compact

__all__ = ["leiden", "leiden_into"]

# How close to the wanted number of communities is close enough, and how many runs may be spent on it.
TOLERANCE = 0.25
TRIES = 8

# Communities that graphs like these have at resolution 1; where the search begins.
AT_ONE = 45

# Beyond this logarithm of the resolution nothing changes any more.
FURTHEST = 16.0


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
    return compact(np.array(list(map(found.__getitem__, range(count))), dtype=np.int64))


def leiden_into(graph: Sparse, wanted: int, seed: int = 0) -> Labels:
    """Leiden's communities at the resolution that gives about ``wanted`` of them: of all tries the nearest count.

    The count grows with the resolution, about as its power of two thirds; a try between two others is interpolated.
    A graph with more than ``wanted`` components cannot reach it.
    """
    goal = math.log(wanted)
    first = max(0.0, 1.5 * (goal - math.log(AT_ONE)))
    best = leiden(graph, math.exp(first), seed)
    tried = [(first, math.log(max(_count(best), 1)))]
    while abs(_count(best) - wanted) > max(1, TOLERANCE * wanted) and len(tried) < TRIES:
        place = _next(tried, goal)
        if place is None:
            break
        labels = leiden(graph, math.exp(place), seed)
        tried.append((place, math.log(_count(labels))))
        if abs(_count(labels) - wanted) < abs(_count(best) - wanted):
            best = labels
    return best


def _count(labels: Labels) -> int:
    return int(labels.max(initial=-1)) + 1


def _next(tried: list[tuple[float, float]], goal: float) -> float | None:
    """The logarithm of the resolution to try next, from logarithms of resolutions and counts; None: no use."""
    below = max((point for point in tried if point[1] < goal), default=None)
    above = min((point for point in tried if point[1] >= goal), default=None)
    if below is None or above is None:
        place, count = below or above or (0.0, goal)
        place += 1.5 * (goal - count)
    elif above[0] <= below[0]:  # counts do not always grow with the resolution
        return None
    else:
        share = (goal - below[1]) / (above[1] - below[1])
        place = below[0] + min(max(share, 0.1), 0.9) * (above[0] - below[0])
    return place if abs(place) <= FURTHEST and all(abs(place - other) > 1e-3 for other, _ in tried) else None
