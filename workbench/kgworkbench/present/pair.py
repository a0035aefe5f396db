"""Why two entities stand together: what they share in structure and in meaning, and what is said of each."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kgworkbench.model.graph import Graph, Relation

__all__ = ["pair_surroundings", "why_together"]

_SHARED = 12
_SAID = 6


def pair_surroundings(graph: Graph, a: str, b: str) -> Graph:
    """The part of the graph that decides how two entities are perceived: both, and what is linked to either.

    For an entity without relations, what is mentioned in the same chunks stands in for its neighbours.
    """
    around = {a, b}
    relations = [r for r in graph.relations if r.head in (a, b) or r.tail in (a, b)]
    around |= {end for relation in relations for end in (relation.head, relation.tail)}
    linked = {end for relation in relations for end in (relation.head, relation.tail)}
    chunks = {
        place.chunk
        for entity in graph.entities
        if entity.id in (a, b) and entity.id not in linked
        for place in entity.provenance
    }
    kept = tuple(
        entity
        for entity in graph.entities
        if entity.id in around or (chunks and any(place.chunk in chunks for place in entity.provenance))
    )
    return Graph(kept, tuple(relations))


def why_together(
    graph: Graph, vectors: Mapping[str, NDArray[np.float32]], a: str, b: str, weight: float = 0.5
) -> dict[str, Any]:
    """Bars and facts for a pair of entities; empty where one of them is not in the graph. Keys:

    - ``a`` and ``b``: id, name, type, degree
    - ``structure``: Jaccard overlap of their neighbourhoods, each counted as its own neighbour where they are linked,
      from 0 to 1; ``meaning``: cosine of their vectors, not below 0; ``fused``: weight x structure + (1 - weight) x
      meaning (Youtu-GraphRAG, arXiv 2508.19855, the score of an entity and a community, here of two entities)
    - ``shared``: neighbours of both, most relations first: id, name, type, and the relation types on either side;
      ``shared_total`` of them
    - ``direct``: the relations between the two, told as text
    - ``said``: for a and b, up to six triples as (head, relation, tail) names, those to shared neighbours first
    """
    entities = {entity.id: entity for entity in graph.entities}
    if a not in entities or b not in entities:
        return {}
    near: dict[str, dict[str, list[Relation]]] = {a: {}, b: {}}
    direct: list[str] = []
    degree: dict[str, int] = {}
    for relation in graph.relations:
        for here, there in ((relation.head, relation.tail), (relation.tail, relation.head)):
            degree[here] = degree.get(here, 0) + 1
            if here in near and there in entities and there != here:
                near[here].setdefault(there, []).append(relation)
        if {relation.head, relation.tail} == {a, b} and a != b:
            direct.append(f"{entities[relation.head].name} — {relation.type} → {entities[relation.tail].name}")
    around = {end: set(near[end]) | ({end} if direct else set()) for end in (a, b)}
    union = around[a] | around[b]
    structure = len(around[a] & around[b]) / len(union) if union else 0.0
    meaning = 0.0
    if a in vectors and b in vectors:
        meaning = float(max(np.dot(vectors[a], vectors[b]), 0.0))
    both = near[a].keys() & near[b].keys()
    shared = sorted(both, key=lambda one: (-degree.get(one, 0), entities[one].name, one))

    def told(end: str) -> list[tuple[str, str, str]]:
        ranked = sorted(near[end], key=lambda one: (one not in both, -degree.get(one, 0), entities[one].name, one))
        relations = [relation for one in ranked for relation in sorted(near[end][one], key=lambda r: r.id)]
        return [(entities[r.head].name, r.type, entities[r.tail].name) for r in relations[:_SAID]]

    def row(end: str) -> dict[str, Any]:
        return {"id": end, "name": entities[end].name, "type": entities[end].type, "degree": degree.get(end, 0)}

    return {
        "a": row(a),
        "b": row(b),
        "weight": weight,
        "structure": round(structure, 4),
        "meaning": round(meaning, 4),
        "fused": round(weight * structure + (1 - weight) * meaning, 4),
        "shared": [
            {**row(one), "types": [sorted({r.type for r in near[end][one]}) for end in (a, b)]}
            for one in shared[:_SHARED]
        ],
        "shared_total": len(shared),
        "direct": sorted(set(direct)),
        "said": {"a": told(a), "b": told(b)},
    }
