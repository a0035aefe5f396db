"""How a fact fits the types a sub-query names."""

from dataclasses import dataclass

from kgworkbench.index.library import Library
from kgworkbench.model.query import SubQuery

__all__ = ["Wanted", "wanted"]

# What a fact gains that has a wanted relation, and that leads to a wanted type: enough to pass facts that share a few
# more words, not enough to pass those that share all.
RELATION_GAIN = 0.5
TYPE_GAIN = 0.25


@dataclass(frozen=True, slots=True)
class Wanted:
    """The relation or attribute types, and the entity types with their descendants, that a sub-query asks for."""

    library: Library
    relations: frozenset[str]
    types: frozenset[str]

    def relation(self, fact: int) -> bool:
        """Whether the fact has a wanted relation or attribute type."""
        return bool(self.relations) and self.relation_of(fact) in self.relations

    def leads_to_type(self, fact: int) -> bool:
        """Whether one end of the fact is of a wanted type."""
        index = self.library.index
        if not self.types or fact >= index.relations:
            return False
        link = self.library.graph.relations[fact]
        return self.library.entity[link.head].type in self.types or self.library.entity[link.tail].type in self.types

    def relation_of(self, fact: int) -> str:
        """The relation or attribute type of the fact."""
        index, graph = self.library.index, self.library.graph
        if fact < index.relations:
            return graph.relations[fact].type
        place = fact - index.relations
        return graph.entities[index.owners[place]].attributes[index.places[place]].type

    def factor(self, fact: int) -> float:
        """By what the fact's score is multiplied: 1, or more where it has what is wanted."""
        return 1 + RELATION_GAIN * self.relation(fact) + TYPE_GAIN * self.leads_to_type(fact)


def wanted(query: SubQuery, library: Library) -> Wanted:
    """What the sub-query asks for; a type stands for its descendants too."""
    named = set(query.target_types)
    below = {kind.name for kind in library.schema.entity_types if named & set(library.schema.lineage(kind.name))}
    return Wanted(library, frozenset(query.relations), frozenset(named | below))
