"""Communities of entities by the method of the settings, level over level."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from kgworkbench.community.affinity import Labels, Perception
from kgworkbench.community.fused import Fused, Senses, fused, weigh
from kgworkbench.community.hierarchy import fuse, levels_above
from kgworkbench.community.leiden import leiden
from kgworkbench.community.louvain import louvain
from kgworkbench.community.refine import Objective, join_communities, move_entities, worth
from kgworkbench.settings import CommunitySettings

__all__ = ["METHODS", "detect"]

# Resolutions of the start, as shares of the number of entities so that communities keep their size as graphs grow:
# one of them, where the objective stands highest. Meaning alone starts twice as fine as both senses together.
RESOLUTIONS = (1 / 160, 1 / 450, 1 / 1250, 1 / 3500)

# At weight 0.5 a unit of modularity is worth this many spreads of meaning (see ``refine``): neither sense drowns the
# other on names embedded by MiniLM or by character n-grams.
BALANCE = 1.28

ROUNDS = 2

# Where a later round moves fewer than one entity in so many, joining has nothing new to look at.
SETTLED = 500


def detect(perception: Perception, settings: CommunitySettings, senses: Senses | None = None) -> list[Labels]:
    """The communities of each level, finest first: arrays of n labels that nest, every entity in one at each level.

    Determined by the perception, its order included, and the seed: sort entities by id first.

    Args:
        perception: the entities.
        settings: method, weight, threshold and seed.
        senses: what ``sense`` made of this perception, where it is at hand; saves half the time.
    """
    if not len(perception.vectors):
        return []
    if settings.method != "dual":
        return METHODS[settings.method](perception, settings)
    return _dual(perception, settings, senses)


def _dual(perception: Perception, settings: CommunitySettings, senses: Senses | None = None) -> list[Labels]:
    """Fine communities of the fused graph, refined and joined while both senses gain, then fused and levelled."""
    weight, seed = settings.weight, settings.seed
    both = fused(perception, weight, seed) if senses is None else weigh(senses, weight)
    # Structure alone is modularity alone, which Leiden climbs better than sweeps do.
    labels = leiden(both.graph, seed=seed) if weight >= 1 else _climb(perception, both, weight, seed)
    labels = fuse(perception, both.graph, labels, weight, settings.threshold)
    return levels_above(both.graph, labels, seed)


def _climb(perception: Perception, both: Fused, weight: float, seed: int) -> Labels:
    objective = Objective(BALANCE * both.spread * weight / (1 - weight), both.binding)
    labels = _start(perception, both, weight, objective, seed)
    for turn in range(ROUNDS):
        moved = move_entities(perception, both.graph, labels, objective, seed + turn)
        settled = turn > 0 and int((moved != labels).sum()) <= len(labels) // SETTLED
        labels = moved if settled else join_communities(perception, both.graph, moved, objective)
    return _no_loners(both, labels)


def _start(perception: Perception, both: Fused, weight: float, objective: Objective, seed: int) -> Labels:
    finer = len(perception.vectors) * max(1.0, 2 - 2 * weight)
    first, *more = dict.fromkeys(max(1.0, finer * each) for each in RESOLUTIONS)
    # The second is always asked for: a processor that is free meanwhile finds it beside the first.
    with ThreadPoolExecutor(1, "kgw-leiden") as beside:
        second = beside.submit(leiden, both.graph, more[0], seed) if more else None
        best = leiden(both.graph, first, seed)
        height = worth(perception, best, objective)
        for resolution in more:
            labels = second.result() if second is not None else leiden(both.graph, resolution, seed)
            second = None
            higher = worth(perception, labels, objective)
            if higher <= height:
                break
            best, height = labels, higher
    return best


def _no_loners(both: Fused, labels: Labels) -> Labels:
    """The communities with each entity left alone put to its strongest neighbour's, where it has any."""
    sizes = np.bincount(labels)
    for entity in np.flatnonzero(sizes[labels] == 1):
        row = slice(both.graph.indptr[entity], both.graph.indptr[entity + 1])
        if sizes[labels[entity]] == 1 and row.start < row.stop:
            closest = both.graph.indices[row][np.argmax(both.graph.data[row])]
            sizes[labels[entity]] -= 1
            labels[entity] = labels[closest]
            sizes[labels[entity]] += 1
    return labels


def _leiden(perception: Perception, settings: CommunitySettings) -> list[Labels]:
    return levels_above(perception.links, leiden(perception.links, seed=settings.seed), settings.seed)


def _louvain(perception: Perception, settings: CommunitySettings) -> list[Labels]:
    return levels_above(perception.links, louvain(perception.links, settings.seed)[-1], settings.seed)


METHODS: dict[str, Callable[[Perception, CommunitySettings], list[Labels]]] = {
    "dual": _dual,
    "leiden": _leiden,
    "louvain": _louvain,
}
"""How communities can be found: dual perception, and two baselines that see structure alone."""
