"""From fine communities to coarse ones: fusion by the dual score, and levels that nest."""

import numpy as np

from kgworkbench.community.affinity import Labels, Perception, Sparse, compact, memberships
from kgworkbench.community.leiden import leiden_into
from kgworkbench.community.refine import community_pairs, mutual_best, row_dots

__all__ = ["fuse", "levels_above"]

# The coarsest level should be readable at a glance; one step up joins about eight communities into one.
TOP = 24
STEP = 8


def fuse(perception: Perception, pool: Sparse, labels: Labels, weight: float, threshold: float) -> Labels:
    """The communities after pairs were fused while their dual score passes the threshold, until nothing changes.

    S(C, D) = weight * Jaccard(links that leave C, links that leave D) + (1 - weight) * mean cosine of C's members to
    D's; in each round the pairs that are each other's best are fused. Only pairs that ``pool`` connects are compared.
    """
    while True:
        labels = compact(labels)
        home = memberships(labels)
        count = home.shape[1]
        sums = home.T @ perception.vectors
        sizes = np.bincount(labels).astype(np.float64)
        one, other, shared = community_pairs(perception.links, pool, home)
        leaving = np.bincount(one, shared, minlength=count)
        either = leaving[one] + leaving[other] - shared
        structure = np.divide(shared, either, out=np.zeros(len(one)), where=either > 0)
        meaning = row_dots(sums, sums, one, other) / (sizes[one] * sizes[other])
        joined = mutual_best(one, other, weight * structure + (1 - weight) * meaning, threshold, count)
        if joined is None:
            return labels
        labels = joined[labels]


def levels_above(graph: Sparse, labels: Labels, seed: int = 0) -> list[Labels]:
    """The levels of the hierarchy over fine communities, finest first and ``labels`` itself among them.

    Each level is Leiden on the graph of the communities below, so that levels nest. There are two to four, each with
    clearly fewer communities than the one below, the last with about two dozen where the graph is connected enough.
    """
    levels = [compact(labels)]
    finest = int(levels[0].max(initial=-1)) + 1
    if finest < 4:
        return levels
    steps = int(np.clip(np.ceil(np.log(finest / TOP) / np.log(STEP)), 1, 3))
    top = min(TOP, max(2, finest // 4))
    for step in range(1, steps + 1):
        wanted = round(finest * (top / finest) ** (step / steps))
        home = memberships(levels[-1]).astype(np.float64)
        between = (home.T @ graph @ home).tocsr()
        between.setdiag(0)
        between.eliminate_zeros()
        between.sort_indices()
        above = compact(leiden_into(between, wanted, seed)[levels[-1]])
        if int(above.max()) + 1 > 0.9 * (int(levels[-1].max()) + 1):
            break
        levels.append(above)
    return levels
