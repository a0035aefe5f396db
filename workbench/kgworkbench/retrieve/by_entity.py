"""The entity route: what is said of the entities a sub-query starts from."""

import numpy as np

from kgworkbench.index.library import Library
from kgworkbench.index.link import link
from kgworkbench.index.match import match
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.retrieve.facts import fact_evidence
from kgworkbench.retrieve.fit import wanted

__all__ = ["by_entity", "start_rows"]

# Entities a sub-query without anchors starts from.
STARTS = 5

# Every fact of an anchor starts with this, so that one which shares no word with the text is still found.
HELD = 0.2


def by_entity(query: SubQuery, library: Library, limits: Limits) -> tuple[Evidence, ...]:
    """One-hop facts of the anchors, best first.

    All facts with a wanted relation are kept, however many, so that they can be counted; of the others at most
    ``limits.top``.
    """
    index = library.index
    found, wish = match(index, query.text), wanted(query, library)
    starts = start_rows(query, library)
    weight: dict[int, float] = {}
    inward: dict[int, bool] = {}
    for row, score in starts:
        for fact in index.facts_of.indices[index.facts_of.indptr[row] : index.facts_of.indptr[row + 1]].tolist():
            if score > weight.get(fact, 0.0):
                weight[fact] = score
                inward[fact] = fact < index.relations and library.graph.relations[fact].head != index.anchors[row][0]
    facts = np.asarray(sorted(weight), dtype=np.int64)
    fits = found.of(index, facts)
    offered = [
        ((HELD + (1 - HELD) * float(fit)) * weight[fact] * wish.factor(fact), fact)
        for fact, fit in zip(facts.tolist(), fits, strict=True)
    ]
    offered.sort(key=lambda pair: (-pair[0], pair[1]))
    kept = [pair for place, pair in enumerate(offered) if place < limits.top or wish.relation(pair[1])]
    return tuple(fact_evidence(library, fact, "entity", score, query.id, inward[fact]) for score, fact in kept)


def start_rows(query: SubQuery, library: Library) -> tuple[tuple[int, float], ...]:
    """The entities a sub-query starts from: its anchors, or else those its text names; rows and weights."""
    given = [(library.entity_row[anchor], 1.0) for anchor in query.anchors if anchor in library.entity_row]
    if given:
        return tuple(given)
    linked = link(query.text, library.index)[:STARTS]
    return tuple((library.entity_row[anchor.entity], anchor.score) for anchor in linked)
