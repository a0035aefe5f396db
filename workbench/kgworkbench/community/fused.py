"""One weighted graph of both senses: the links of entities and their nearest neighbours in meaning."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from kgworkbench.community.affinity import Perception, Sparse
from kgworkbench.community.neighbours import nearest

__all__ = ["Fused", "fused"]

NEIGHBOURS = 10

# Where between the cosine of any two entities (0) and that of nearest neighbours (1) meaning begins to bind.
BINDING = 0.62


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
    """The fused graph at a weight from 1 (structure alone) to 0 (meaning alone).

    At 0.5 links carry 0.4 of the total and neighbours 0.6: as much as keeps both alive, for a link is certain and
    a neighbourhood vague.
    """
    links, count = perception.links, len(perception.vectors)
    if weight >= 1 or count < 2:
        return Fused(links, 0.0, 1.0)
    wanted = min(NEIGHBOURS, count - 1)
    places, cosines = nearest(perception.vectors, wanted, seed)
    vague = np.maximum(cosines, 0).ravel()
    kept = (places.ravel() >= 0) & (vague > 0)
    rows = np.repeat(np.arange(count), wanted)[kept]
    one_way = sparse.coo_array((vague[kept].astype(np.float64), (rows, places.ravel()[kept])), shape=(count, count))
    meaning = ((one_way + one_way.T) / 2).tocsr()
    share = 2 * weight / (3 - weight)
    graph = (_scaled(links, share * count) + _scaled(meaning, (1 - share) * count)).tocsr()
    graph.eliminate_zeros()
    graph.sort_indices()
    total = perception.vectors.sum(axis=0, dtype=np.float64)
    own = float((perception.vectors**2).sum(dtype=np.float64))
    background = (float(total @ total) - own) / (count * (count - 1))
    near = float(np.maximum(cosines, 0).mean())
    spread = max(near - background, 1e-3)
    return Fused(graph, background + BINDING * spread, spread)


def _scaled(graph: Sparse, total: float) -> Sparse:
    weights = float(graph.sum())
    return graph * (total / weights) if weights > 0 else graph
