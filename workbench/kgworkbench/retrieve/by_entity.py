"""The entity route: what is said of the entities a sub-query starts from."""

import numpy as np

from kgworkbench.index.library import Index, Library
from kgworkbench.index.link import link
from kgworkbench.index.match import Rows, best, match
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.retrieve.facts import fact_evidence
from kgworkbench.retrieve.fit import wanted
from kgworkbench.retrieve.fuse import EVERY, sees_all

__all__ = ["by_entity", "facts_about", "start_rows"]

# Entities a sub-query without anchors starts from.
STARTS = 5

# Every fact of an anchor starts with this, so that one which shares no word with the text is still found.
HELD = 0.2

# Facts of an anchor whose meaning is compared for each one kept: an anchor may have a hundred thousand.
LOOK = 5


def by_entity(query: SubQuery, library: Library, limits: Limits) -> tuple[Evidence, ...]:
    """One-hop facts of the anchors, best first.

    All facts with a wanted relation are kept, however many, so that they can be counted; of the others at most
    ``limits.top``, or ``EVERY`` where all that an anchor is told of must be seen.
    """
    top = max(EVERY, limits.top) if sees_all(query) and query.anchors else limits.top
    index = library.index
    found, wish = match(index, query.text), wanted(query, library)
    offered: dict[int, tuple[float, int]] = {}
    for row, weight in start_rows(query, library):
        facts = facts_about(index, row)
        scores = (HELD + (1 - HELD) * found.facts[facts]) * weight * wish.factors(facts)
        near = best(scores, LOOK * top)
        scores[near] = (HELD + (1 - HELD) * found.of(index, facts[near])) * weight * wish.factors(facts[near])
        kept = np.union1d(near, np.flatnonzero(wish.relation(facts)))
        for fact, score in zip(facts[kept].tolist(), scores[kept].tolist(), strict=True):
            if score > offered.get(fact, (0.0, row))[0]:
                offered[fact] = (score, row)
    ranked = sorted(offered, key=lambda fact: (-offered[fact][0], fact))
    matching = wish.relation(np.asarray(ranked, dtype=np.int64))
    kept_facts = [fact for place, fact in enumerate(ranked) if place < top or matching[place]]
    return tuple(_evidence(library, fact, *offered[fact], query.id) for fact in kept_facts)


def facts_about(index: Index, row: int) -> Rows:
    """The facts about an entity, in order."""
    facts: Rows = index.facts_of.indices[index.facts_of.indptr[row] : index.facts_of.indptr[row + 1]].astype(np.int64)
    return facts


def _evidence(library: Library, fact: int, score: float, start: int, query: str) -> Evidence:
    outward = fact >= library.index.relations or library.graph.relations[fact].head == library.index.anchors[start][0]
    return fact_evidence(library, fact, "entity", score, query, inward=not outward)


def start_rows(query: SubQuery, library: Library) -> tuple[tuple[int, float], ...]:
    """The entities a sub-query starts from: its anchors, or else those its text names; rows and weights."""
    given = [(library.entity_row[anchor], 1.0) for anchor in query.anchors if anchor in library.entity_row]
    if given:
        return tuple(given)
    linked = link(query.text, library.index)[:STARTS]
    return tuple((library.entity_row[anchor.entity], anchor.score) for anchor in linked)
