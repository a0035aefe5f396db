"""Nearest neighbours in meaning: exact for a few thousand entities, by cells of a k-means tree beyond."""

import numpy as np
from numpy.typing import NDArray

from kgworkbench.ports import Vectors

__all__ = ["Places", "cells", "nearest"]

Places = NDArray[np.int64]

# Up to here all pairs are compared; beyond, an entity meets the entities of the cells nearest to its own.
EXACT = 6000
CELL = 256
PROBES = 8
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
            asking = everyone[start : start + BLOCK]
            places[asking], cosines[asking] = _search(vectors, asking, everyone, count)
        return places, cosines
    groups = cells(vectors, seed)
    order = np.concatenate(groups)
    by_cell = vectors[order]  # a cell's rows side by side, so that pools are read in long runs
    ends = np.cumsum([0, *map(len, groups)])
    middles = np.stack([by_cell[ends[cell] : ends[cell + 1]].mean(axis=0) for cell in range(len(groups))])
    probes = min(PROBES, len(groups))
    for start in range(0, len(groups), BLOCK):
        close = middles[start : start + BLOCK] @ middles.T
        close[np.arange(len(close)), np.arange(start, start + len(close))] = np.inf
        chosen = np.sort(np.argpartition(close, -probes, axis=1)[:, -probes:], axis=1)
        for cell, near in enumerate(chosen, start):
            pool = np.concatenate([np.arange(ends[other], ends[other + 1]) for other in near])
            asking = np.arange(ends[cell], ends[cell + 1])
            found, likeness = _search(by_cell, asking, pool, count)
            places[order[asking], : found.shape[1]] = order[found]
            cosines[order[asking], : found.shape[1]] = likeness
    return places, cosines


def _search(vectors: Vectors, asking: Places, pool: Places, count: int) -> tuple[Places, Vectors]:
    """The nearest rows in ``pool`` of each row of ``asking``, at most ``count`` others, and their cosines."""
    found = vectors[asking] @ vectors[pool].T
    found[asking[:, None] == pool[None, :]] = -2
    wanted = min(count, len(pool) - 1)
    if wanted < 1:
        return np.empty((len(asking), 0), dtype=np.int64), found[:, :0]
    top = np.argpartition(found, -wanted, axis=1)[:, -wanted:]
    return pool[top], np.take_along_axis(found, top, axis=1)


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
