"""The triple route: facts whose words and meaning fit the sub-query, wherever they stand."""

from kgworkbench.index.library import Library
from kgworkbench.index.match import best, match
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.retrieve.facts import fact_evidence
from kgworkbench.retrieve.fit import Wanted, wanted

__all__ = ["by_triple"]

# Facts looked at for each one kept: those of a wanted type may stand below others.
LOOK = 5


def by_triple(query: SubQuery, library: Library, limits: Limits) -> tuple[Evidence, ...]:
    """Facts by BM25 and cosine to the sub-query's text, those of wanted types first among equals."""
    found = match(library.index, query.text)
    wish: Wanted = wanted(query, library)
    offered = [
        fact_evidence(library, int(row), "triple", float(found.facts[row]) * wish.factor(int(row)), query.id)
        for row in best(found.facts[: library.index.told], limits.top * LOOK)
    ]
    return tuple(sorted(offered, key=lambda item: (-item.score, item.id))[: limits.top])
