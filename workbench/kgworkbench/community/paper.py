"""Dual-perception communities step by step as the paper tells them: the readable definition, for small graphs.

Youtu-GraphRAG (arXiv 2508.19855), tree construction. Plain loops over sets, quadratic in communities: the oracle of the
tests and a text to read. ``detect`` has the method that serves graphs of any size.
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from kgworkbench.ports import Vectors

__all__ = ["Link", "Members", "centre_of", "dual_score", "entity_vectors", "fused_pairs", "grow", "start"]

Link = tuple[int, int]
Members = frozenset[int]
Row = NDArray[np.floating]


def grow(
    links: Sequence[Link],
    triples: Vectors,
    entities: int,
    *,
    communities: int,
    weight: float,
    threshold: float,
    seed: int,
) -> list[list[Members]]:
    """The levels of communities of entities 0..entities-1, finest first; each is the one below, fused one round more.

    Args:
        links: head and tail of each triple.
        triples: the embedded text of each triple, (m, d).
        communities: how many k-means starts from.
        weight: structure against meaning, 1 to 0.
        threshold: the score at which two communities are fused.
        seed: fixes the start.
    """
    vectors = entity_vectors(links, triples, entities)
    levels = [start(vectors, communities, seed)]
    while True:
        above = fused_pairs(levels[-1], links, vectors, weight, threshold)
        if len(above) == len(levels[-1]):
            return levels
        levels.append(above)


def entity_vectors(links: Sequence[Link], triples: Vectors, entities: int) -> Vectors:
    """What each entity means: the mean of its triples, as unit rows (zeros for an entity with none)."""
    rows = np.zeros((entities, triples.shape[1]), dtype=np.float32)
    for (head, tail), triple in zip(links, triples, strict=True):
        for end in {head, tail}:
            rows[end] += triple
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


def start(vectors: Vectors, communities: int, seed: int, rounds: int = 20) -> list[Members]:
    """Step (a): the clusters of k-means over the vectors, by their smallest members."""
    picks = np.random.default_rng(seed).choice(len(vectors), size=min(communities, len(vectors)), replace=False)
    middles = vectors[np.sort(picks)]
    owner = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(rounds):
        owner = np.argmin(((vectors[:, None, :] - middles[None, :, :]) ** 2).sum(axis=2), axis=1)
        middles = np.stack(
            [
                vectors[owner == own].mean(axis=0) if (owner == own).any() else middles[own]
                for own in range(len(middles))
            ]
        )
    groups = (frozenset(np.flatnonzero(owner == own).tolist()) for own in range(len(middles)))
    return sorted((group for group in groups if group), key=min)


def dual_score(
    entity: int, community: Collection[int], links: Sequence[Link], vectors: Vectors, weight: float
) -> float:
    """Step (b): S(e, C), the overlap of e's neighbourhood with C fused with e's likeness to C."""
    around = (
        {entity} | {tail for head, tail in links if head == entity} | {head for head, tail in links if tail == entity}
    )
    members = set(community)
    structure = len(around & members) / len(around | members)
    meaning = _cosine(vectors[entity], vectors[sorted(members)].mean(axis=0))
    return weight * structure + (1 - weight) * meaning


def centre_of(community: Members, links: Sequence[Link], vectors: Vectors, weight: float) -> int:
    """The member that scores highest against its community; of equals, the first."""
    return min(community, key=lambda entity: (-dual_score(entity, community, links, vectors, weight), entity))


def fused_pairs(
    communities: Sequence[Members], links: Sequence[Link], vectors: Vectors, weight: float, threshold: float
) -> list[Members]:
    """Step (c), one round: the communities with each other's best fused where their score passes the threshold."""
    best: dict[int, int] = {}
    for one, first in enumerate(communities):
        scores = {
            other: _pair_score(first, second, links, vectors, weight)
            for other, second in enumerate(communities)
            if other != one
        }
        passing = [other for other, score in scores.items() if score >= threshold]
        if passing:
            best[one] = min(passing, key=lambda other: (-scores[other], other))
    fused = [communities[one] | communities[other] for one, other in best.items() if one < other and best[other] == one]
    taken = {one for one, other in best.items() if best.get(other) == one}
    return sorted([*fused, *(group for place, group in enumerate(communities) if place not in taken)], key=min)


def _pair_score(one: Members, other: Members, links: Sequence[Link], vectors: Vectors, weight: float) -> float:
    """S(C, D): the share of the links leaving C or D that run between them, fused with how alike members are."""
    leaving_one = {place for place, link in enumerate(links) if len(one & set(link)) == 1 and link[0] != link[1]}
    leaving_other = {place for place, link in enumerate(links) if len(other & set(link)) == 1 and link[0] != link[1]}
    either = leaving_one | leaving_other
    structure = len(leaving_one & leaving_other) / len(either) if either else 0.0
    meaning = float((vectors[sorted(one)] @ vectors[sorted(other)].T).mean())
    return weight * structure + (1 - weight) * meaning


def _cosine(one: Row, other: Row) -> float:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / lengths if lengths > 0 else 0.0
