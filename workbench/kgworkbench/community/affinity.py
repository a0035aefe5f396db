"""The two senses of dual perception, structure and meaning, and the score that fuses them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kgworkbench.ports import Vectors

__all__ = [
    "Labels",
    "Perception",
    "Sparse",
    "centres",
    "compact",
    "dual_scores",
    "in_context",
    "memberships",
    "perceive",
]

Labels = NDArray[np.int64]
"""The community of each entity, by position."""

Sparse = Any
"""A scipy.sparse.csr_array (scipy carries no types)."""


@dataclass(frozen=True, slots=True)
class Perception:
    """What communities are found from: the links of entities (structure) and their vectors (meaning).

    ``links`` is a symmetric (n, n) csr_array of parallel triples between two entities with an empty diagonal;
    ``vectors`` has n unit rows (zeros where an entity means nothing to the embedder).
    """

    links: Sparse
    vectors: Vectors


def perceive(heads: Sequence[int], tails: Sequence[int], vectors: Vectors) -> Perception:
    """The perception of entities 0..n-1 with a link from each head to the tail of the same position."""
    count = len(vectors)
    ends = np.asarray(heads, dtype=np.int64), np.asarray(tails, dtype=np.int64)
    apart = ends[0] != ends[1]
    rows, columns = ends[0][apart], ends[1][apart]
    one_way = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(count, count)).tocsr()
    links = (one_way + one_way.T).tocsr()
    links.sort_indices()
    return Perception(links, np.ascontiguousarray(vectors, dtype=np.float32))


def in_context(perception: Perception, share: float, beside: Sparse | None = None) -> Perception:
    """The perception in which an entity means what it did and, by that share, what those it is linked to mean.

    Args:
        perception: vectors of the entities alone.
        share: weight of the entities around against the entity itself.
        beside: (n, places) csr_array that is set where an entity is mentioned. An entity with no link means in equal
            parts itself and what is mentioned beside it.
    """
    around = (perception.links > 0).astype(np.float32) @ perception.vectors
    shares = np.full(len(around), share, dtype=np.float32)
    if beside is not None:
        alone = np.flatnonzero(np.diff(perception.links.indptr) == 0)
        around[alone] = (beside[alone] @ _unit(beside.T @ perception.vectors)).astype(np.float32)
        shares[alone] = 1.0
    return Perception(perception.links, _unit(perception.vectors + shares[:, None] * _unit(around)))


def compact(labels: Labels) -> Labels:
    """The same communities numbered 0..k-1 in the order of their first members."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    numbered: Labels = rank[inverse]
    return numbered


def memberships(labels: Labels) -> Sparse:
    """The (n, k) csr_array with a one where an entity is in a community; k is the highest label plus one."""
    count = len(labels)
    shape = (count, int(labels.max(initial=-1)) + 1)
    return sparse.csr_array((np.ones(count, dtype=np.float32), labels, np.arange(count + 1)), shape=shape)


def dual_scores(perception: Perception, labels: Labels, weight: float) -> NDArray[np.float64]:
    """How well each entity stands for its own community: S(e, C) in (n,) floats, at most 1.

    S(e, C) = weight * Jaccard(neighbourhood of e with e itself, members of C)
    + (1 - weight) * cosine(e, mean of C): Youtu-GraphRAG (arXiv 2508.19855), tree construction, with the entity's
    own vector for the mean of its triples.
    """
    labels = compact(labels)
    home = memberships(labels)
    sizes = np.bincount(labels).astype(np.float64)
    rows, columns = perception.links.nonzero()
    inside = np.bincount(rows[labels[rows] == labels[columns]], minlength=len(labels)) + 1.0
    around = np.bincount(rows, minlength=len(labels)) + 1.0
    structure = inside / (around + sizes[labels] - inside)
    means = home.T @ perception.vectors
    lengths = np.linalg.norm(means, axis=1)
    dots = np.einsum("ij,ij->i", perception.vectors, means[labels])
    meaning = np.divide(dots, lengths[labels], out=np.zeros(len(labels)), where=lengths[labels] > 0)
    scores: NDArray[np.float64] = weight * structure + (1 - weight) * meaning
    return scores


def centres(labels: Labels, scores: NDArray[np.float64]) -> Labels:
    """The position of each community's highest scoring entity; of equals, the first. (k,) for labels 0..k-1."""
    order = np.lexsort((np.arange(len(labels)), -scores, labels))
    first = np.r_[True, labels[order][1:] != labels[order][:-1]] if len(labels) else np.zeros(0, dtype=bool)
    best: Labels = order[first]
    return best


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
