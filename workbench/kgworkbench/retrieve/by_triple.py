"""The triple route: facts whose words and meaning fit the sub-query, wherever they stand."""

import numpy as np

from kgworkbench.index.library import Library
from kgworkbench.index.match import best, match
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.retrieve.facts import fact_evidence
from kgworkbench.retrieve.fit import wanted

__all__ = ["by_triple"]

# Facts looked at for each one kept: those of a wanted type may stand below others.
LOOK = 5


def by_triple(query: SubQuery, library: Library, limits: Limits) -> tuple[Evidence, ...]:
    """Facts by BM25 and cosine to the sub-query's text, those of wanted types first among equals."""
    found = match(library.index, query.text)
    rows = best(found.facts[: library.index.told], limits.top * LOOK)
    scores = found.facts[rows] * wanted(query, library).factors(rows)
    order = np.argsort(-scores, kind="stable")[: limits.top]
    return tuple(fact_evidence(library, int(rows[n]), "triple", float(scores[n]), query.id) for n in order)
