"""Keywords: the terms that tell a community from the others, linked to the members that carry them."""

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kgworkbench.community.terms import Terms
from kgworkbench.model.tree import Keyword

__all__ = ["KEYWORDS", "keywords_of"]

KEYWORDS = 8

# Members a keyword links to at most: the best, for a keyword of thousands links to nothing in particular.
LINKS = 50


def keywords_of(
    terms: Sequence[Terms], ids: Sequence[str], groups: Sequence[Sequence[int]], scores: NDArray[np.float64]
) -> list[tuple[Keyword, ...]]:
    """The keywords of each group of entities, best first, at most eight.

    A term weighs as much as the members that carry it (each by its dual score) times how few other groups have it:
    TF-IDF with communities for documents. Weights are shares of the best one's. A term whose letters stand inside
    a better term of the same members, or the other way round, is left out.

    Args:
        terms: of each entity, by position.
        ids: of each entity, by position.
        groups: positions of the members of each community.
        scores: of each entity as a member of its group, by position.
    """
    worth = (np.maximum(scores, 0.0) + 0.1).tolist()
    tallies: list[defaultdict[str, float]] = []
    spread: defaultdict[str, int] = defaultdict(int)
    for group in groups:
        tally: defaultdict[str, float] = defaultdict(float)
        for member in group:
            for term, weight in terms[member].items():
                tally[term] += weight * worth[member]
        tallies.append(tally)
        for term in tally:
            spread[term] += 1
    found: list[tuple[Keyword, ...]] = []
    for group, tally in zip(groups, tallies, strict=True):
        ranked = heapq.nsmallest(
            6 * KEYWORDS, ((-weight * math.log(1 + len(groups) / spread[term]), term) for term, weight in tally.items())
        )
        found.append(_choose(ranked, group, terms, ids, worth))
    return found


def _choose(
    ranked: Sequence[tuple[float, str]],
    group: Sequence[int],
    terms: Sequence[Terms],
    ids: Sequence[str],
    worth: Sequence[float],
) -> tuple[Keyword, ...]:
    chosen: list[Keyword] = []
    for weight, term in ranked:
        carriers = [member for member in group if term in terms[member]]
        carriers.sort(key=lambda member: (-worth[member], ids[member]))
        members = tuple(ids[member] for member in carriers[:LINKS])
        if not any(_says_the_same(term, members, other) for other in chosen):
            chosen.append(Keyword(term, round(weight / ranked[0][0], 4), members))
        if len(chosen) == KEYWORDS:
            break
    return tuple(chosen)


def _says_the_same(term: str, members: tuple[str, ...], other: Keyword) -> bool:
    one, two = term.casefold(), other.term.casefold()
    return one == two or ((one in two or two in one) and set(members) <= set(other.members))
