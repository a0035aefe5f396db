"""Entities and relations: mentions judged to be one thing, and triples between the same entities merged."""

from dataclasses import dataclass

from kgworkbench.model.text import Span

__all__ = ["Entity", "Fact", "Graph", "GraphDelta", "Provenance", "Relation"]


@dataclass(frozen=True, slots=True, order=True)
class Provenance:
    """Where something was said: a document, its chunk, and the span, None where it could not be proved."""

    document: str
    chunk: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of an entity: attribute type, literal and where it was said."""

    type: str
    value: str
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Mentions judged to be one thing. ``aliases`` holds the other surface forms, sorted."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    attributes: tuple[Fact, ...] = ()
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Triples between the same two entities with the same type, keeping every place that supports them."""

    id: str
    head: str
    type: str
    tail: str
    confidence: float = 1.0
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Entities and relations, each sorted by id."""

    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphDelta:
    """What changed: entities and relations to write (new or altered), and ids to take away."""

    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    gone_entities: tuple[str, ...] = ()
    gone_relations: tuple[str, ...] = ()
