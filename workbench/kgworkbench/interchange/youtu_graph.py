"""A graph as Youtu-GraphRAG writes its own: a JSON list of triples with their nodes."""

import json
from collections.abc import Iterator
from typing import Any

from kgworkbench.model.graph import Entity, Graph

__all__ = ["youtu_lines"]


def youtu_lines(graph: Graph) -> Iterator[str]:
    """The lines of a JSON list, one triple a line: ``start_node``, ``relation`` and ``end_node``.

    An entity's node has its name, its ``schema_type`` and the chunk it was first found in; an attribute is a triple
    ``has_attribute`` to a node that reads ``type: value``.
    """
    nodes = {entity.id: _node(entity) for entity in graph.entities}
    triples: list[dict[str, Any]] = []
    for entity in graph.entities:
        for fact in entity.attributes:
            chunk = fact.provenance[0].chunk if fact.provenance else ""
            told = {"label": "attribute", "properties": {"name": f"{fact.type}: {fact.value}", "chunk id": chunk}}
            triples.append({"start_node": nodes[entity.id], "relation": "has_attribute", "end_node": told})
    triples += [
        {"start_node": nodes[relation.head], "relation": relation.type, "end_node": nodes[relation.tail]}
        for relation in graph.relations
    ]
    yield "["
    for at, triple in enumerate(triples, 1):
        yield json.dumps(triple, ensure_ascii=False) + ("," if at < len(triples) else "")
    yield "]"


def _node(entity: Entity) -> dict[str, Any]:
    chunk = entity.provenance[0].chunk if entity.provenance else ""
    return {"label": "entity", "properties": {"name": entity.name, "chunk id": chunk, "schema_type": entity.type}}
