"""View data of the community explorer: the tree as nested blocks, one community as a card, trees at other weights."""

from collections.abc import Callable
from typing import Any

from kgworkbench.community.cut import cut
from kgworkbench.community.tree import ground_of, grow_on
from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.ports import Embedder
from kgworkbench.present.nest import community_hues, community_name
from kgworkbench.present.palette import NEUTRAL, styles_of
from kgworkbench.settings import CommunitySettings

__all__ = ["at_weight", "community_card", "tree_at_weight", "tree_blocks"]


def tree_blocks(tree: KnowledgeTree, graph: Graph, granularity: float = 1.0) -> dict[str, Any]:
    """The tree as blocks of an icicle, coarsest first: levels, total (entities), cut (communities shown), and blocks.

    A block has id, parent, level, name, size, start and end (in entities from the top, inside its parent's), color,
    dark, and cut: whether it is one of the communities that the granularity, 0 to 1, shows.
    """
    names = {entity.id: entity.name for entity in graph.entities}
    hues = community_hues(tree)
    known = {community.id for community in tree.communities}
    shown = {community.id for community in cut(tree, granularity)}
    children: dict[str, list[Community]] = {}
    for community in tree.communities:
        children.setdefault(community.parent if community.parent in known else "", []).append(community)
    blocks: list[dict[str, Any]] = []

    def put(inside: str, start: int) -> int:
        for community in sorted(children.get(inside, ()), key=lambda one: (-len(one.members), one.id)):
            end = start + len(community.members)
            style = hues.get(community.id, NEUTRAL)
            blocks.append(
                {
                    "id": community.id,
                    "parent": inside,
                    "level": community.level,
                    "name": community_name(community, names),
                    "size": len(community.members),
                    "start": start,
                    "end": end,
                    "color": style.color,
                    "dark": style.dark,
                    "cut": community.id in shown,
                }
            )
            put(community.id, start)
            start = end
        return start

    total = put("", 0)
    return {"levels": tree.levels, "total": total, "cut": len(shown), "blocks": blocks}


def community_card(tree: KnowledgeTree, graph: Graph, identity: str, limit: int = 300) -> dict[str, Any]:
    """One community for reading and editing; empty where it is not in the tree. Keys:

    id, level, name, centre, summary, keywords (term, weight, count), members (id, name, type, color, dark,
    relations; the best linked first, at most ``limit`` of ``total``), and below, the communities one level finer.
    """
    community = next((one for one in tree.communities if one.id == identity), None)
    if community is None:
        return {}
    entities = {entity.id: entity for entity in graph.entities}
    names = {entity.id: entity.name for entity in graph.entities}
    members = set(community.members)
    degree: dict[str, int] = {}
    for relation in graph.relations:
        for end in (relation.head, relation.tail):
            if end in members:
                degree[end] = degree.get(end, 0) + 1
    ranked = sorted(
        (one for one in community.members if one in entities),
        key=lambda one: (one != community.centre, -degree.get(one, 0), names[one], one),
    )
    look = styles_of(entity.type for entity in graph.entities)
    return {
        "id": community.id,
        "level": community.level,
        "name": community_name(community, names),
        "centre": community.centre,
        "summary": community.summary,
        "keywords": [
            {"term": word.term, "weight": round(word.weight, 3), "count": len(word.members)}
            for word in community.keywords
        ],
        "members": [
            {
                "id": one,
                "name": names[one],
                "type": entities[one].type,
                "color": look[entities[one].type].color,
                "dark": look[entities[one].type].dark,
                "relations": degree.get(one, 0),
            }
            for one in ranked[:limit]
        ],
        "total": len(ranked),
        "below": [
            {"id": one.id, "name": community_name(one, names), "size": len(one.members)}
            for one in sorted(tree.communities, key=lambda one: (-len(one.members), one.id))
            if one.parent == community.id
        ],
    }


def tree_at_weight(graph: Graph, embedder: Embedder) -> Callable[[float], KnowledgeTree]:
    """A function from a weight, 1 (structure alone) to 0 (meaning alone), to the tree it gives; nothing is stored."""
    ground = ground_of(graph, embedder)
    return lambda weight: grow_on(ground, at_weight(weight))


def at_weight(weight: float) -> CommunitySettings:
    """The settings of a tree at that weight."""
    return CommunitySettings(weight=weight)
