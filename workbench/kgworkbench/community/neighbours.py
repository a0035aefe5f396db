"""Nearest neighbours in meaning: exact for a few thousand entities, by cells of a k-means tree beyond."""

import numpy as np
from numpy.typing import NDArray

from kgworkbench.ports import Vectors

__all__ = ["Places", "cells", "nearest"]

Places = NDArray[np.int64]

# Up to here all pairs are compared; beyond, an entity meets the entities of the cells nearest to its own.
EXACT = 6000
CELL = 256
PROBES = 16
BLOCK = 512


def nearest(vectors: Vectors, count: int, seed: int = 0, exact: int = EXACT) -> tuple[Places, Vectors]:
    """The nearest others of each row and their cosines, two (n, count) arrays in no order; -1 where there are none.

    Args:
        vectors: (n, d) unit rows.
        count: neighbours wanted; fewer than n.
        seed: fixes the cells.
        exact: rows up to which all pairs are compared. Beyond, time grows linearly and some neighbours are missed.
    """
    total = len(vectors)
    places = np.full((total, count), -1, dtype=np.int64)
    cosines = np.zeros((total, count), dtype=np.float32)
    if total <= exact:
        everyone = np.arange(total)
        for start in range(0, total, BLOCK):
            _search(vectors, everyone[start : start + BLOCK], everyone, places, cosines)
        return places, cosines
    groups = cells(vectors, seed)
    middles = np.stack([vectors[group].mean(axis=0) for group in groups])
    for start in range(0, len(groups), BLOCK):
        close = middles[start : start + BLOCK] @ middles.T
        close[np.arange(len(close)), np.arange(start, start + len(close))] = np.inf
        probes = min(PROBES, len(groups))
        chosen = np.sort(np.argpartition(close, -probes, axis=1)[:, -probes:], axis=1)
        for offset, near in enumerate(chosen):
            pool = np.concatenate([groups[place] for place in near])
            _search(vectors, groups[start + offset], pool, places, cosines)
    return places, cosines


def _search(vectors: Vectors, asking: Places, pool: Places, places: Places, cosines: Vectors) -> None:
    """Fill the rows of ``asking`` with their nearest in ``pool``."""
    found = vectors[asking] @ vectors[pool].T
    found[asking[:, None] == pool[None, :]] = -2
    wanted = min(places.shape[1], len(pool) - 1)
    if wanted < 1:
        return
    top = np.argpartition(found, -wanted, axis=1)[:, -wanted:]
    places[asking, :wanted] = pool[top]
    cosines[asking, :wanted] = np.take_along_axis(found, top, axis=1)


def cells(vectors: Vectors, seed: int = 0, size: int = CELL) -> list[Places]:
    """Groups of rows that lie close together, each at most twice ``size``: the leaves of a k-means tree."""
    source = np.random.default_rng(seed)
    leaves: list[Places] = []
    waiting = [np.arange(len(vectors))]
    while waiting:
        group = waiting.pop()
        if len(group) <= 2 * size:
            leaves.append(group)
            continue
        branches = min(16, -(-len(group) // size))
        owner = _kmeans(vectors[group], branches, source)
        parts = [group[owner == branch] for branch in range(branches)]
        if max(map(len, parts)) > 0.95 * len(group):  # many equal rows: any cut is as good as another
            parts = list(np.array_split(group, branches))
        waiting.extend(part for part in reversed(parts) if len(part))
    return leaves


def _kmeans(vectors: Vectors, branches: int, source: np.random.Generator, rounds: int = 4) -> Places:
    """Which of the branches each row is nearest to; the middles are learnt on a sample."""
    sample = vectors[source.permutation(len(vectors))[: 64 * branches]]
    middles = sample[:branches].copy()
    for _ in range(rounds):
        owner = np.argmax(sample @ middles.T, axis=1)
        sums = np.zeros_like(middles)
        np.add.at(sums, owner, sample)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        middles = np.where(lengths > 0, sums / np.maximum(lengths, 1e-12), middles)
    owners: Places = np.argmax(vectors @ middles.T, axis=1)
    return owners
