"""What the pages show of a workbench: one value, made off the event loop after each change."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.graph import Entity, Graph, Relation
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk, Unread
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.palette import Style, styles_of

if TYPE_CHECKING:
    from kgworkbench.workbench import Workbench

__all__ = ["Snapshot", "look_at", "look_of"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Schema, graph, tree, chunks and extractions as of one moment, with look-ups by id."""

    schema: Schema
    graph: Graph
    tree: KnowledgeTree
    chunks: dict[str, Chunk] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    extractions: dict[str, Extraction] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    ties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    communities: dict[str, Community] = field(default_factory=dict)
    look: dict[str, Style] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()

    def community_of(self, entity: str, level: int = 0) -> Community | None:
        """The community an entity is in at that level."""
        return next((c for c in self.tree.at(level) if entity in c.members), None)

    def used(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        """How many entities, relations and attributes there are of each type."""
        entities = Counter(entity.type for entity in self.graph.entities)
        relations = Counter(relation.type for relation in self.graph.relations)
        attributes = Counter(fact.type for entity in self.graph.entities for fact in entity.attributes)
        return entities, relations, attributes


def look_of(schema: Schema, graph: Graph | None = None) -> dict[str, Style]:
    """The style of every entity type of the schema and the graph: one for all pages, tables and texts."""
    found = [entity.type for entity in graph.entities] if graph is not None else []
    return styles_of([*(kind.name for kind in schema.entity_types), *found])


def look_at(workbench: "Workbench", tree: KnowledgeTree | None = None) -> Snapshot:
    """A snapshot of the workbench; ``tree`` stands in for the stored one. Reads the whole store: off the event loop."""
    store = workbench.store
    graph = store.graph()
    ties: dict[str, list[str]] = {}
    for relation in graph.relations:
        ties.setdefault(relation.head, []).append(relation.id)
        if relation.tail != relation.head:
            ties.setdefault(relation.tail, []).append(relation.id)
    tree = store.tree() if tree is None else tree
    return Snapshot(
        schema=workbench.schema,
        graph=graph,
        tree=tree,
        chunks={chunk.id: chunk for chunk in store.chunks()},
        titles={document.id: document.title or document.id for document in store.documents()},
        extractions={extraction.chunk: extraction for extraction in store.extractions()},
        failures={failure.chunk: failure for failure in store.failures()},
        entities={entity.id: entity for entity in graph.entities},
        relations={relation.id: relation for relation in graph.relations},
        ties={entity: tuple(found) for entity, found in ties.items()},
        communities={community.id: community for community in tree.communities},
        look=look_of(workbench.schema, graph),
        unread=workbench.unread,
    )
