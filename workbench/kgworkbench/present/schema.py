"""View data of a schema: its types as table rows with counts, what of it is used, and the types as a graph."""

from collections import Counter
from typing import Any

from kgworkbench.model.graph import Entity, Graph, Relation
from kgworkbench.model.ids import content_id
from kgworkbench.model.schema import Schema
from kgworkbench.present.graph import Places, View, graph_view
from kgworkbench.present.palette import NEUTRAL, styles_of

__all__ = ["coverage_tiles", "schema_rows", "schema_view"]

_KINDS = {
    "en": {"entity": "Entities", "relation": "Relations", "attribute": "Attributes"},
    "zh": {"entity": "实体", "relation": "关系", "attribute": "属性"},
}


def schema_rows(schema: Schema, graph: Graph | None = None) -> dict[str, list[dict[str, Any]]]:
    """Table rows by kind: ``entity``, ``relation`` and ``attribute``, in the schema's order.

    Each has id (kind and name), name, description, examples (a list), cues (language -> list), parent and count,
    None without a graph. Entity rows have color, dark and shape; relation rows head, tail, symmetric, functional;
    attribute rows of, value, unit, values.
    """
    counts = _counts(graph) if graph is not None else None
    look = styles_of(kind.name for kind in schema.entity_types)

    def row(kind: str, one: Any) -> dict[str, Any]:
        return {
            "id": f"{kind}:{one.name}",
            "name": one.name,
            "description": one.description,
            "examples": list(one.examples),
            "cues": {language: list(words) for language, words in one.cues},
            "parent": getattr(one, "parent", None),
            "count": None if counts is None else counts[kind][one.name],
        }

    return {
        "entity": [
            row("entity", one) | {"color": style.color, "dark": style.dark, "shape": style.shape}
            for one in schema.entity_types
            for style in [look[one.name]]
        ],
        "relation": [
            row("relation", one)
            | {"head": list(one.head), "tail": list(one.tail), "symmetric": one.symmetric, "functional": one.functional}
            for one in schema.relation_types
        ],
        "attribute": [
            row("attribute", one)
            | {"of": list(one.of), "value": one.value, "unit": one.unit, "values": list(one.values)}
            for one in schema.attribute_types
        ],
    }


def coverage_tiles(schema: Schema, graph: Graph, language: str = "en") -> dict[str, list[Any]]:
    """Parallel arrays for a treemap of instances by type, in three groups.

    Keys: ids, labels, parents, values (area: a type never used still gets a sliver), counts (the true number),
    states (used, never, outside: in the graph but not in the schema; group for the three groups), colors.
    """
    counts = _counts(graph)
    look = styles_of(kind.name for kind in schema.entity_types)
    words = _KINDS.get(language, _KINDS["en"])
    known = {
        "entity": [one.name for one in schema.entity_types],
        "relation": [one.name for one in schema.relation_types],
        "attribute": [one.name for one in schema.attribute_types],
    }
    tiles: dict[str, list[Any]] = {
        key: [] for key in ("ids", "labels", "parents", "values", "counts", "states", "colors")
    }
    for kind, names in known.items():
        found = counts[kind]
        outside = sorted(set(found) - set(names))
        sliver = max(1, round(sum(found.values()) * 0.012))
        rows = [
            (
                f"{kind}:{name}",
                name,
                kind,
                found[name] or sliver,
                found[name],
                "outside" if name in outside else "used" if found[name] else "never",
                look[name].color if kind == "entity" and name in look else NEUTRAL.color,
            )
            for name in [*names, *outside]
        ]
        total = sum(row[3] for row in rows)
        group = (kind, words[kind], "", total, sum(found.values()), "group", "")
        for row in [group, *rows] if rows else []:
            for column, value in zip(tiles.values(), row, strict=True):
                column.append(value)
    return tiles


def schema_view(schema: Schema, graph: Graph | None = None, fixed: Places | None = None, language: str = "en") -> View:
    """View data of the schema itself: entity types as nodes (their names are the ids), relation types as edges."""
    counts = _counts(graph)["entity"] if graph is not None else Counter[str]()
    types = tuple(Entity(kind.name, kind.name, kind.name) for kind in schema.entity_types)
    links = tuple(
        Relation(content_id(one.name, head, tail), head, one.name, tail)
        for one in schema.relation_types
        for head in one.head
        for tail in one.tail
    )
    view = graph_view(Graph(types, links), fixed=fixed, limit=len(types), language=language)
    described = {kind.name: kind for kind in schema.entity_types}
    for node in view["nodes"]:
        kind = described[node["id"]]
        count = f"\n{counts[kind.name]}" if graph is not None else ""
        node["title"] = f"{kind.name}\n{kind.description}".strip() + count
        node["kind"] = "type"
    return view


def _counts(graph: Graph) -> dict[str, Counter[str]]:
    return {
        "entity": Counter(entity.type for entity in graph.entities),
        "relation": Counter(relation.type for relation in graph.relations),
        "attribute": Counter(fact.type for entity in graph.entities for fact in entity.attributes),
    }
