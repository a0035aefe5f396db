"""Entities and communities moved until both senses agree: the objective of dual perception, climbed in sweeps.

The objective of a partition is

    balance * n * Q  +  sum over communities of  (sum over pairs of (cosine - binding)) / (size - 1) ** BREADTH

with Q the modularity of the links (structure) and cosines above ``binding`` drawing together (meaning). BREADTH 1 would
count every entity alike whatever the size of its community, 0 every pair alike.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kgworkbench.community.affinity import Labels, Perception, Sparse, compact, memberships

__all__ = [
    "Objective",
    "best_of_each",
    "community_pairs",
    "join_communities",
    "move_entities",
    "mutual_best",
    "row_dots",
    "worth",
]

Floats = NDArray[np.float64]

BREADTH = 0.7
SWEEPS = 8
BLOCK = 256
ENOUGH = 1e-7


@dataclass(frozen=True, slots=True)
class Objective:
    """What is climbed: how much a unit of modularity weighs, and the cosine above which meaning binds."""

    balance: float
    binding: float

    def meaning(self, likeness: Floats, sizes: Floats) -> Floats:
        """The meaning term of communities from the sum of their cosines over ordered pairs and their sizes."""
        drawn = likeness - self.binding * sizes * (sizes - 1)
        worth: Floats = np.where(sizes > 1, drawn / np.maximum(sizes - 1, 1) ** BREADTH, 0.0)
        return worth


def worth(perception: Perception, labels: Labels, objective: Objective) -> float:
    """The objective's value for a partition."""
    home = memberships(compact(labels))
    sums = home.T @ perception.vectors
    own_square = np.einsum("ij,ij->i", perception.vectors, perception.vectors).astype(np.float64)
    likeness = np.einsum("ij,ij->i", sums, sums).astype(np.float64) - home.T.astype(np.float64) @ own_square
    sizes = np.asarray(home.sum(axis=0), dtype=np.float64).ravel()
    meaning = float(objective.meaning(likeness, sizes).sum())
    links = perception.links.tocoo()
    volume = float(links.data.sum())
    if volume == 0:
        return meaning
    inside = float(links.data[labels[links.row] == labels[links.col]].sum())
    volumes = home.T.astype(np.float64) @ np.asarray(perception.links.sum(axis=1)).ravel()
    return meaning + objective.balance * len(labels) * (inside / volume - float(((volumes / volume) ** 2).sum()))


def move_entities(perception: Perception, pool: Sparse, labels: Labels, objective: Objective, seed: int = 0) -> Labels:
    """The communities after entities have moved to where the objective gains most among their neighbours' ones.

    In each sweep every entity looks at the communities of its neighbours in ``pool``; a seeded half of those that
    would gain move at once, so that two entities do not swap places for ever.
    """
    source = np.random.default_rng(seed)
    vectors, links = perception.vectors, perception.links
    count = len(labels)
    own_square = np.einsum("ij,ij->i", vectors, vectors).astype(np.float64)
    degrees = np.asarray(links.sum(axis=1)).ravel()
    volume = max(float(degrees.sum()), 1.0)
    labels = compact(labels)
    active = np.arange(count)
    for _ in range(SWEEPS):
        home = memberships(labels)
        sizes = np.bincount(labels).astype(np.float64)
        volumes = np.bincount(labels, degrees)
        squares = np.bincount(labels, own_square)
        sums = home.T @ vectors
        lengths = np.einsum("ij,ij->i", sums, sums).astype(np.float64)
        entity, target, linked = _offers(links[active], pool[active], home, active)
        dots = row_dots(vectors, sums, entity, target)
        own = target == labels[entity]
        # What the target is without this entity: nothing changes unless it stands in it already.
        own_squares = np.where(own, own_square[entity], 0.0)
        rest = sizes[target] - own
        rest_dots = dots - own_squares
        rest_likeness = lengths[target] - squares[target] - np.where(own, 2 * rest_dots, 0.0)
        rest_volume = volumes[target] - np.where(own, degrees[entity], 0.0)
        gain = objective.meaning(rest_likeness + 2 * rest_dots, rest + 1) - objective.meaning(rest_likeness, rest)
        gain += objective.balance * count * 2 * (linked / volume - degrees[entity] * rest_volume / volume**2)
        best = best_of_each(entity, gain)
        better = gain[best] > gain[own] + ENOUGH
        going = better & (source.random(len(active)) < 0.5)
        if better.sum() <= count // 500:
            break
        labels[active[going]] = target[best[going]]
        # Next time only those are asked who stayed against their gain, who moved, or who saw a neighbour move.
        stirred = np.zeros(count, dtype=np.float32)
        stirred[active[going]] = 1
        asking = (pool @ stirred) + stirred > 0
        asking[active[better]] = True
        active = np.flatnonzero(asking)
    return compact(labels)


def join_communities(perception: Perception, pool: Sparse, labels: Labels, objective: Objective) -> Labels:
    """The communities after pairs were joined while the objective gained: mutual best pairs, until nothing changes.

    Only communities with neighbours in each other in ``pool`` are compared.
    """
    links, vectors = perception.links, perception.vectors
    degrees = np.asarray(links.sum(axis=1)).ravel()
    volume = max(float(degrees.sum()), 1.0)
    own_square = np.einsum("ij,ij->i", vectors, vectors).astype(np.float64)
    count = len(labels)
    while True:
        labels = compact(labels)
        home = memberships(labels)
        sizes = np.bincount(labels).astype(np.float64)
        volumes = np.bincount(labels, degrees)
        sums = home.T @ vectors
        likeness = np.einsum("ij,ij->i", sums, sums).astype(np.float64) - np.bincount(labels, own_square)
        worth = objective.meaning(likeness, sizes)
        one, other, linked = community_pairs(links, pool, home)
        dots = row_dots(sums, sums, one, other)
        together = objective.meaning(likeness[one] + likeness[other] + 2 * dots, sizes[one] + sizes[other])
        gain = together - worth[one] - worth[other]
        gain += objective.balance * count * 2 * (linked / volume - volumes[one] * volumes[other] / volume**2)
        joined = mutual_best(one, other, gain, ENOUGH, len(sizes))
        if joined is None:
            return labels
        labels = joined[labels]


def mutual_best(one: Labels, other: Labels, score: Floats, least: float, count: int) -> Labels | None:
    """New labels for communities 0..count-1 with each other's best at or above ``least`` joined; None: no such pair.

    Pairs stand in both orders, sorted by ``one`` and then ``other``; of equal scores the first counts.
    """
    if not len(one):
        return None
    place = best_of_each(one, score)
    place = place[score[place] >= least]
    best = np.full(count, -1, dtype=np.int64)
    best[one[place]] = other[place]
    mine = np.arange(count)
    paired = (best >= 0) & (best[best] == mine) & (mine < best)
    if not paired.any():
        return None
    joined = mine.copy()
    joined[best[paired]] = mine[paired]
    return joined


def best_of_each(rows: Labels, values: Floats) -> Labels:
    """The place of the first highest value in each run of equal rows."""
    starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
    lengths = np.diff(np.r_[starts, len(rows)])
    hits = np.flatnonzero(values == np.repeat(np.maximum.reduceat(values, starts), lengths))
    first: Labels = hits[np.r_[True, rows[hits][1:] != rows[hits][:-1]]]
    return first


def _offers(links: Sparse, pool: Sparse, home: Sparse, active: Labels) -> tuple[Labels, Labels, Floats]:
    """For each active entity its own community and those of its neighbours, with its links into each."""
    reach = ((pool @ home) + home[active]).tocsr()
    rows, columns, linked = _read(reach, links @ home)
    return active[rows], columns, linked


def community_pairs(links: Sparse, pool: Sparse, home: Sparse) -> tuple[Labels, Labels, Floats]:
    """Ordered pairs of neighbouring communities, with the weight of the links between them."""
    reach = (home.T @ pool @ home).tocsr()
    one, other, linked = _read(reach, home.T @ links @ home)
    apart = one != other
    return one[apart], other[apart], linked[apart]


def _read(reach: Sparse, weights: Sparse) -> tuple[Labels, Labels, Floats]:
    """Rows and columns where ``reach`` is set, row by row, and what ``weights`` (set nowhere else) holds there."""
    reach.data = np.full(len(reach.data), 1e-12)
    both = (reach.astype(np.float64) + weights).tocsr()
    both.sort_indices()
    rows = np.repeat(np.arange(both.shape[0]), np.diff(both.indptr))
    return rows, both.indices.astype(np.int64), np.where(both.data < 1e-6, 0.0, both.data)


def row_dots(left: NDArray[np.float32], right: NDArray[np.float32], rows: Labels, columns: Labels) -> Floats:
    """The dot products of given rows of two matrices, in blocks that fit the cache."""
    dots = np.empty(len(rows))
    for start in range(0, len(rows), BLOCK):
        part = slice(start, start + BLOCK)
        dots[part] = np.einsum("ij,ij->i", left[rows[part]], right[columns[part]])
    return dots
