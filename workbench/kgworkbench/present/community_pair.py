"""Why two communities would be one: what they share in structure and in meaning, and what is said inside each."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kgworkbench.model.graph import Graph, Relation
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.nest import community_name

__all__ = ["communities_surroundings", "nearest_communities", "why_one"]

_SHARED = 8
_SAID = 4


def communities_surroundings(graph: Graph, one: Community, other: Community) -> Graph:
    """The part of the graph that decides how two communities are perceived: members, and what is linked to them."""
    inside = {*one.members, *other.members}
    relations = tuple(link for link in graph.relations if link.head in inside or link.tail in inside)
    around = inside | {end for link in relations for end in (link.head, link.tail)}
    return Graph(tuple(entity for entity in graph.entities if entity.id in around), relations)


def nearest_communities(graph: Graph, tree: KnowledgeTree, identity: str, number: int = 4) -> tuple[str, ...]:
    """Ids of the communities of the same level that a community has most relations to, and of equals the largest."""
    here = next((each for each in tree.communities if each.id == identity), None)
    if here is None:
        return ()
    beside = {each.id: each for each in tree.at(here.level) if each.id != identity}
    home = {member: each.id for each in beside.values() for member in each.members}
    inside = set(here.members)
    ties = Counter[str]()
    for link in graph.relations:
        for near, far in ((link.head, link.tail), (link.tail, link.head)):
            if near in inside and far in home:
                ties[home[far]] += 1
    ranked = sorted(beside, key=lambda key: (-ties[key], -len(beside[key].members), key))
    return tuple(ranked[:number])


def why_one(
    graph: Graph,
    one: Community,
    other: Community,
    vectors: Mapping[str, NDArray[np.float32]],
    weight: float = 0.5,
) -> dict[str, Any]:
    """Bars and facts for two communities, in the keys of ``present.pair.why_together``, and besides:

    - ``kind``: communities; ``a`` and ``b`` have id, name, type (""), degree (members)
    - ``structure``: of the links that leave either, the share that runs between the two; ``meaning``: the mean cosine
      of the members of one with those of the other, not below 0; ``fused``: weight x structure + (1 - weight) x
      meaning. It is the score by which communities are fused (Youtu-GraphRAG, arXiv 2508.19855, tree construction).
    - ``shared``: entities outside both that are linked to both, ``direct``: relations between the two, at most four of
      ``between``; ``words``: keywords of both
    """
    entities = {entity.id: entity for entity in graph.entities}
    sides = {member: side for side, each in (("a", one), ("b", other)) for member in each.members if member in entities}
    crossing: list[Relation] = []
    leaving = 0
    inner: dict[str, list[Relation]] = {"a": [], "b": []}
    outside: dict[str, dict[str, set[str]]] = {"a": {}, "b": {}}
    degree = Counter[str]()
    for link in graph.relations:
        if link.head not in entities or link.tail not in entities or link.head == link.tail:
            continue
        degree.update((link.head, link.tail))
        head, tail = sides.get(link.head), sides.get(link.tail)
        if head is None and tail is None:
            continue
        if head == tail and head is not None:
            inner[head].append(link)
            continue
        leaving += 1
        if head is not None and tail is not None:
            crossing.append(link)
        elif head is not None:
            outside[head].setdefault(link.tail, set()).add(link.type)
        elif tail is not None:
            outside[tail].setdefault(link.head, set()).add(link.type)
    structure = len(crossing) / leaving if leaving else 0.0
    means = [_mean([vectors[member] for member in each.members if member in vectors]) for each in (one, other)]
    meaning = max(float(means[0] @ means[1]), 0.0) if means[0].size and means[1].size else 0.0
    shared = sorted(outside["a"].keys() & outside["b"].keys(), key=lambda key: (-degree[key], entities[key].name, key))

    def told(link: Relation) -> tuple[str, str, str]:
        return entities[link.head].name, link.type, entities[link.tail].name

    def rank(link: Relation) -> tuple[int, str]:
        return -degree[link.head] - degree[link.tail], link.id

    names = {entity.id: entity.name for entity in graph.entities}
    ends = {
        side: {"id": each.id, "name": community_name(each, names), "type": "", "degree": len(each.members)}
        for side, each in (("a", one), ("b", other))
    }
    words = [word.term for word in one.keywords if word.term in {each.term for each in other.keywords}]
    return {
        "kind": "communities",
        **ends,
        "weight": weight,
        "structure": round(structure, 4),
        "meaning": round(meaning, 4),
        "fused": round(weight * structure + (1 - weight) * meaning, 4),
        "shared": [
            {
                "id": key,
                "name": entities[key].name,
                "type": entities[key].type,
                "degree": degree[key],
                "types": [sorted(outside[side][key]) for side in "ab"],
            }
            for key in shared[:_SHARED]
        ],
        "shared_total": len(shared),
        "direct": [
            " ".join((told(link)[0], "—", link.type, "→", told(link)[2])) for link in sorted(crossing, key=rank)
        ][:_SAID],
        "between": len(crossing),
        "words": words,
        "said": {side: [told(link) for link in sorted(found, key=rank)[:_SAID]] for side, found in inner.items()},
    }


def _mean(rows: list[NDArray[np.float32]]) -> NDArray[np.float64]:
    return np.mean(np.asarray(rows, dtype=np.float64), axis=0) if rows else np.zeros(0)
