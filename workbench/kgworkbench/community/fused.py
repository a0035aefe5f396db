"""One weighted graph of both senses: links, nearest neighbours in meaning, and kin, which both senses join."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kgworkbench.community.affinity import Perception, Sparse
from kgworkbench.community.kin import kin
from kgworkbench.community.neighbours import nearest
from kgworkbench.community.refine import row_dots

__all__ = ["Fused", "Senses", "fused", "sense", "weigh"]

NEIGHBOURS = 10

# Where between the cosine of any two entities (0) and that of nearest neighbours (1) meaning begins to bind.
BINDING = 0.62


@dataclass(frozen=True, slots=True)
class Senses:
    """What no weight changes, found once: a slider of weights asks ``weigh`` for each of its positions.

    ``near`` joins nearest neighbours in meaning and ``kin`` entities that share neighbours, both symmetric (n, n)
    csr_arrays; ``likeness`` is the cosine of each link's ends over the mean one, in the order of the links' data;
    ``background`` the mean cosine of any two entities, ``spread`` how much more alike nearest neighbours are.
    """

    perception: Perception
    near: Sparse
    kin: Sparse
    likeness: NDArray[np.float64]
    background: float
    spread: float


@dataclass(frozen=True, slots=True)
class Fused:
    """Both senses in one graph, and the scale of meaning in these vectors.

    ``graph`` is a symmetric (n, n) csr_array; ``binding`` the cosine above which two entities draw each other,
    ``spread`` how much more alike nearest neighbours are than any two entities.
    """

    graph: Sparse
    binding: float
    spread: float


def fused(perception: Perception, weight: float, seed: int = 0) -> Fused:
    """The fused graph at a weight from 1 (structure alone) to 0 (meaning alone)."""
    if weight >= 1 or len(perception.vectors) < 2:
        return Fused(perception.links, 0.0, 1.0)
    return weigh(sense(perception, seed), weight)


def sense(perception: Perception, seed: int = 0) -> Senses:
    """The senses of two entities or more, ready to be weighed."""
    vectors, links, count = perception.vectors, perception.links, len(perception.vectors)
    wanted = min(NEIGHBOURS, count - 1)
    places, cosines = nearest(vectors, wanted, seed)
    vague = np.maximum(cosines, 0).ravel()
    kept = (places.ravel() >= 0) & (vague > 0)
    rows = np.repeat(np.arange(count), wanted)[kept]
    one_way = sparse.coo_array((vague[kept].astype(np.float64), (rows, places.ravel()[kept])), shape=(count, count))
    heads = np.repeat(np.arange(count), np.diff(links.indptr))
    likeness = np.maximum(row_dots(vectors, vectors, heads, links.indices), 0)
    usual = float(likeness.mean()) if len(likeness) else 0.0
    total = vectors.sum(axis=0, dtype=np.float64)
    own = float((vectors**2).sum(dtype=np.float64))
    background = (float(total @ total) - own) / (count * (count - 1))
    return Senses(
        perception=perception,
        near=((one_way + one_way.T) / 2).tocsr(),
        kin=kin(perception),
        likeness=likeness / usual if usual > 0 else np.ones_like(likeness),
        background=background,
        spread=max(float(np.maximum(cosines, 0).mean()) - background, 1e-3),
    )


def weigh(senses: Senses, weight: float) -> Fused:
    """The fused graph of senses at a weight from 1 (structure alone) to 0 (meaning alone).

    At 0.5 links carry 0.4 of the total, and neighbours in meaning and kin 0.3 each: as much as keeps all alive, for a
    link is certain and a neighbourhood vague. Links between what is alike count more the more meaning weighs.
    """
    links, count = senses.perception.links, len(senses.perception.vectors)
    if weight >= 1:
        return Fused(links, 0.0, 1.0)
    strength = links.data * (weight + (1 - weight) * senses.likeness)
    strong = sparse.csr_array((strength, links.indices, links.indptr), shape=links.shape)
    share = 2 * weight / (3 - weight)
    vague = (1 - share) * count
    graph = _scaled(strong, share * count) + _scaled(senses.near, (1 - weight) * vague)
    graph = (graph + _scaled(senses.kin, weight * vague)).tocsr()
    graph.eliminate_zeros()
    graph.sort_indices()
    return Fused(graph, senses.background + BINDING * senses.spread, senses.spread)


def _scaled(graph: Sparse, total: float) -> Sparse:
    weights = float(graph.sum())
    return graph * (total / weights) if weights > 0 else graph
