"""How fine the communities are that a page shows: one number from coarse (0) to fine (1)."""

from math import log

from kgworkbench.community.cut import cut
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.present.nest import overview_level

__all__ = ["first_granularity", "opened_for"]


def opened_for(tree: KnowledgeTree, granularity: float) -> tuple[str, ...]:
    """The communities to open, coarsest first, so that what is left closed is the cut of that granularity."""
    by_id = {community.id: community for community in tree.communities}
    opened: dict[str, int] = {}
    for community in cut(tree, granularity):
        above = community.parent
        while above in by_id and above not in opened:
            opened[above] = by_id[above].level
            above = by_id[above].parent
    return tuple(sorted(opened, key=lambda one: (-opened[one], one)))


def first_granularity(tree: KnowledgeTree) -> float:
    """Where the slider stands at first: as fine as can still be taken in at a glance."""
    sizes = [len(tree.at(level)) for level in range(tree.levels)]
    if len(sizes) < 2 or sizes[0] <= sizes[-1]:
        return 1.0
    return round(log(sizes[overview_level(tree)] / sizes[-1]) / log(sizes[0] / sizes[-1]), 2)
