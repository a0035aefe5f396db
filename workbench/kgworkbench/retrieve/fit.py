"""How facts fit the types a sub-query names."""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kgworkbench.index.library import Index, Library
from kgworkbench.model.query import SubQuery
from kgworkbench.ports import Vectors

__all__ = ["Wanted", "wanted"]

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

# What a fact gains that has a wanted relation, and that leads to a wanted type: enough to pass facts that share a few
# more words, not enough to pass those that share all.
RELATION_GAIN = 0.5
TYPE_GAIN = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What a sub-query asks for: which relation and attribute types, and which entity types, by their codes."""

    index: Index
    relations: Mask
    types: Mask

    def relation(self, facts: Rows) -> Mask:
        """Which of the facts have a wanted relation or attribute type."""
        return self.relations[self.index.fact_types[facts]]

    def type(self, entities: Rows) -> Mask:
        """Which of the entities are of a wanted type."""
        return self.types[self.index.entity_types[entities]]

    def factors(self, facts: Rows) -> Vectors:
        """By what each fact's score is multiplied: 1, or more where it has, or leads to, what is wanted."""
        index = self.index
        if not self.relations.any() and not self.types.any():
            return np.ones(len(facts), dtype=np.float32)
        starts, stops = index.about.indptr[facts], index.about.indptr[facts + 1]
        first, last = index.about.indices[starts], index.about.indices[stops - 1]
        # An attribute has no end but its owner, which is where the search comes from.
        leads = (facts < index.relations) & (self.type(first) | self.type(last))
        gained: Vectors = (1 + RELATION_GAIN * self.relation(facts) + TYPE_GAIN * leads).astype(np.float32)
        return gained


def wanted(query: SubQuery, library: Library) -> Wanted:
    """What the sub-query asks for; an entity type stands for its descendants too."""
    index = library.index
    named = set(query.target_types)
    named |= {kind.name for kind in library.schema.entity_types if named & set(library.schema.lineage(kind.name))}
    return Wanted(index, _codes(index.relation_names, set(query.relations)), _codes(index.type_names, named))


def _codes(names: tuple[str, ...], asked: set[str]) -> Mask:
    """Which of the names are asked for. Facts another tool extracted may have thousands of relation types."""
    mask: Mask = np.zeros(len(names), dtype=bool)
    for name in asked:
        place = bisect_left(names, name)
        if place < len(names) and names[place] == name:
            mask[place] = True
    return mask
