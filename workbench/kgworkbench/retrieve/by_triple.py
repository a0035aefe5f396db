"""The triple route: facts whose words and meaning fit the sub-query, wherever they stand."""

import numpy as np

from kgworkbench.index.library import Library
from kgworkbench.index.match import best, match
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.retrieve.facts import fact_evidence
from kgworkbench.retrieve.fit import wanted
from kgworkbench.retrieve.fuse import EVERY, sees_all

__all__ = ["by_triple"]

# Facts looked at for each one kept: those of a wanted type may stand below others.
LOOK = 5


def by_triple(query: SubQuery, library: Library, limits: Limits) -> tuple[Evidence, ...]:
    """Facts by BM25 and cosine to the sub-query's text, those of wanted types first among equals.

    Where all things of a kind must be seen and the sub-query starts from none, at most ``EVERY`` are kept, not
    ``limits.top``: those with a wanted relation first, then those that share words with the text.
    """
    found, wish = match(library.index, query.text), wanted(query, library)
    facts = found.facts[: library.index.told]
    whole = sees_all(query) and not query.anchors
    kept = max(EVERY, limits.top) if whole else limits.top
    rows = best(facts, kept if whole else limits.top * LOOK)
    if whole and query.relations:
        rows = np.union1d(rows, np.flatnonzero(wish.relation(np.arange(len(facts)))))
    scores = facts[rows] * wish.factors(rows)
    order = np.argsort(-scores, kind="stable")
    if whole and len(rows) > kept:
        order = order[np.argsort(~wish.relation(rows[order]), kind="stable")][:kept]
        order = order[np.argsort(-scores[order], kind="stable")]
    return tuple(fact_evidence(library, int(rows[n]), "triple", float(scores[n]), query.id) for n in order[:kept])
