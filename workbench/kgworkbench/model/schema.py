"""The Schema: the closed vocabulary that building, indexing and asking share."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["AttributeType", "Cues", "EntityType", "RelationType", "Schema", "ValueType"]

ValueType = Literal["text", "number", "date", "bool", "enum"]

Cues = tuple[tuple[str, tuple[str, ...]], ...]
"""Words and patterns by language: ``(("en", ("engineer", "{tail} was designed by {head}")),)``."""


def cues_of(cues: Cues, language: str) -> tuple[str, ...]:
    """The cues for one language, or none."""
    return next((words for tongue, words in cues if tongue == language), ())


@dataclass(frozen=True, slots=True)
class EntityType:
    """A named kind of thing."""

    name: str
    description: str = ""
    examples: tuple[str, ...] = ()
    cues: Cues = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class RelationType:
    """A named kind of link, with the entity types allowed at its head and tail."""

    name: str
    head: tuple[str, ...]
    tail: tuple[str, ...]
    description: str = ""
    examples: tuple[str, ...] = ()
    cues: Cues = ()
    parent: str | None = None
    symmetric: bool = False
    functional: bool = False


@dataclass(frozen=True, slots=True)
class AttributeType:
    """A named kind of property: whose it is, and what its value looks like."""

    name: str
    of: tuple[str, ...]
    value: ValueType = "text"
    unit: str | None = None
    values: tuple[str, ...] = ()
    description: str = ""
    examples: tuple[str, ...] = ()
    cues: Cues = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """The closed vocabulary of an extraction: entity, relation and attribute types, with a version."""

    name: str
    entity_types: tuple[EntityType, ...] = ()
    relation_types: tuple[RelationType, ...] = ()
    attribute_types: tuple[AttributeType, ...] = ()
    version: int = 1
    language: str = "en"
    description: str = ""

    def __hash__(self) -> int:
        # Asked for at every look-up of what a schema means: its name and sizes tell schemas apart well enough.
        return hash((self.name, self.version, len(self.entity_types), len(self.relation_types)))

    def entity_type(self, name: str) -> EntityType | None:
        """The entity type of that name, or None."""
        return next((kind for kind in self.entity_types if kind.name == name), None)

    def relation_type(self, name: str) -> RelationType | None:
        """The relation type of that name, or None."""
        return next((kind for kind in self.relation_types if kind.name == name), None)

    def attribute_type(self, name: str) -> AttributeType | None:
        """The attribute type of that name, or None."""
        return next((kind for kind in self.attribute_types if kind.name == name), None)

    def lineage(self, name: str) -> tuple[str, ...]:
        """The entity type's name and its ancestors', nearest first; a cycle ends the walk."""
        found: list[str] = []
        current: str | None = name
        while current is not None and current not in found:
            found.append(current)
            kind = self.entity_type(current)
            current = kind.parent if kind else None
        return tuple(found)

    def allows(self, relation: str, head: str, tail: str) -> bool:
        """Whether the relation may run from the head type to the tail type, ancestors counted."""
        kind = self.relation_type(relation)
        if kind is None:
            return False
        heads, tails = self.lineage(head), self.lineage(tail)
        return any(h in kind.head for h in heads) and any(t in kind.tail for t in tails)

    def carries(self, attribute: str, entity_type: str) -> bool:
        """Whether an entity of that type may carry the attribute, ancestors counted."""
        kind = self.attribute_type(attribute)
        return kind is not None and any(name in kind.of for name in self.lineage(entity_type))
