"""Nearest in meaning: pairs of rows of high cosine, found in the cells of a few random trees."""

import numpy as np
from numpy.typing import NDArray

from kgworkbench.ports import Vectors

__all__ = ["crowding", "near_pairs"]

Pairs = NDArray[np.int64]

# Up to here all pairs are compared; beyond, rows meet in the leaves of trees that each cut another way.
EXACT = 3000
TREES = 4
LEAF = 128
BLOCK = 512


def near_pairs(vectors: Vectors, count: int = 4, least: float = 0.75, seed: int = 0) -> Pairs:
    """Pairs of places of rows, (m, 2), each row with at most ``count`` of its nearest, cosine ``least`` or more.

    Random projection trees (Dasgupta & Freund 2008): time grows as n log n, and some neighbours are missed.
    """
    total = len(vectors)
    lengths = np.linalg.norm(vectors, axis=1)
    everyone = np.flatnonzero(lengths > 0)
    if len(everyone) < 2:
        return np.empty((0, 2), np.int64)
    if len(everyone) <= EXACT:
        leaves = [(everyone[start : start + BLOCK], everyone) for start in range(0, len(everyone), BLOCK)]
    else:
        source = np.random.default_rng(seed)
        leaves = [(leaf, leaf) for _ in range(TREES) for leaf in _leaves(vectors, everyone, source)]
    found = [_best(vectors, asking, pool, count, least) for asking, pool in leaves]
    codes = np.unique(np.concatenate([low * total + high for low, high in found]))
    return np.stack([codes // total, codes % total], axis=1)


def crowding(total: int, pairs: Pairs, cosines: Vectors, count: int = 4) -> Vectors:
    """How close the ``count``-th nearest of each row lies, 0 where fewer are near.

    A row as close to many others as to one says nothing about that one: to a model of one language, all names in
    another are alike.
    """
    ends = np.concatenate([pairs[:, 0], pairs[:, 1]])
    close = np.concatenate([cosines, cosines])
    order = np.lexsort((-close, ends))
    ends, close = ends[order], close[order]
    crowd = np.zeros(total, dtype=np.float32)
    starts = np.searchsorted(ends, np.arange(total))
    at = starts + count - 1
    full = np.flatnonzero(at < np.searchsorted(ends, np.arange(total), side="right"))
    crowd[full] = close[at[full]]
    return crowd


def _best(vectors: Vectors, asking: Pairs, pool: Pairs, count: int, least: float) -> tuple[Pairs, Pairs]:
    close = vectors[asking] @ vectors[pool].T
    close[asking[:, None] == pool[None, :]] = -2
    wanted = min(count, len(pool) - 1)
    if wanted < 1:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    top = np.argpartition(close, -wanted, axis=1)[:, -wanted:]
    rows, columns = np.nonzero(np.take_along_axis(close, top, axis=1) >= least)
    one, other = asking[rows], pool[top[rows, columns]]
    return np.minimum(one, other), np.maximum(one, other)


def _leaves(vectors: Vectors, everyone: Pairs, source: np.random.Generator) -> list[Pairs]:
    """Halves of halves along the line between two random rows, down to ``LEAF`` rows."""
    leaves: list[Pairs] = []
    waiting = [everyone]
    while waiting:
        group = waiting.pop()
        if len(group) <= LEAF:
            leaves.append(group)
            continue
        ends = vectors[group[source.integers(0, len(group), 2)]]
        order = np.argsort(vectors[group] @ (ends[0] - ends[1]), kind="stable")
        middle = len(group) // 2
        waiting += [group[order[:middle]], group[order[middle:]]]
    return leaves
