"""Cuts of the stored hierarchy: as many communities as one cares to look at, with nothing computed again."""

import heapq
from collections import defaultdict

from kgworkbench.model.tree import Community, KnowledgeTree

__all__ = ["cut", "cut_into"]


def cut(tree: KnowledgeTree, granularity: float) -> tuple[Community, ...]:
    """Communities of the tree, of any level, that hold every entity once: 0 gives the coarsest, 1 the finest level.

    In between counts grow by equal factors. A finer cut only divides communities of a coarser one.
    """
    coarsest, finest = len(tree.at(tree.levels - 1)), len(tree.at(0))
    if not finest:
        return ()
    share = min(max(granularity, 0.0), 1.0)
    return cut_into(tree, round(coarsest * (finest / coarsest) ** share))


def cut_into(tree: KnowledgeTree, count: int) -> tuple[Community, ...]:
    """Communities of any level that hold every entity once: at most ``count``, unless the coarsest level has more.

    From the coarsest level down the largest community is divided into the ones below it, as long as there is room.
    Largest first.
    """
    below: defaultdict[str, list[Community]] = defaultdict(list)
    for community in tree.communities:
        if community.parent is not None:
            below[community.parent].append(community)
    waiting = [(-len(community.members), community.id, community) for community in tree.at(tree.levels - 1)]
    heapq.heapify(waiting)
    whole: list[Community] = []
    while waiting:
        community = waiting[0][2]
        parts = below[community.id]
        if not parts:
            whole.append(heapq.heappop(waiting)[2])
            continue
        if len(whole) + len(waiting) - 1 + len(parts) > count:
            break
        heapq.heappop(waiting)
        for part in parts:
            heapq.heappush(waiting, (-len(part.members), part.id, part))
    whole.extend(community for _, _, community in waiting)
    return tuple(sorted(whole, key=lambda community: (-len(community.members), community.id)))
