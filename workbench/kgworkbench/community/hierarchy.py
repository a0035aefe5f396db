"""From fine communities to coarse ones: fusion by the dual score, and levels that nest."""

import numpy as np

from kgworkbench.community.affinity import Labels, Perception, Sparse, compact, memberships
from kgworkbench.community.kin import strongest
from kgworkbench.community.leiden import leiden_into
from kgworkbench.community.refine import community_pairs, mutual_best, row_dots

__all__ = ["fuse", "levels_above"]

# The coarsest level should be readable at a glance; one step up joins about eight communities into one.
TOP = 24
STEP = 8

# Communities a community is weighed against: in a large graph it has weak ties with hundreds.
NEAR = 24


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
    below = levels[0]
    between = graph
    for step in range(1, steps + 1):
        wanted = round(finest * (top / finest) ** (step / steps))
        home = memberships(below).astype(np.float64)
        between = (home.T @ between @ home).tocsr()
        between.setdiag(0)
        between.eliminate_zeros()
        near = strongest(between, NEAR)
        near.sort_indices()
        # Communities are numbered by their first members, so these are the numbers entities would get.
        above = compact(leiden_into(near, wanted, seed))
        if int(above.max()) + 1 > 0.9 * len(above):
            break
        levels.append(above[levels[-1]])
        below = above
    return levels
