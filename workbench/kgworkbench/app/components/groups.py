"""Communities as a graph: one node each, as large as it has members, and what runs between them."""

from collections import Counter
from typing import Any

from kgworkbench.app.components.charts import hues_of, name_of
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.model.graph import Entity, Graph, Relation
from kgworkbench.present.graph import graph_view
from kgworkbench.present.palette import NEUTRAL

__all__ = ["community_rows", "group_view", "member_view"]

_NODES = 200
_MEMBERS = 250


def group_view(snapshot: Snapshot, level: int, language: str) -> dict[str, Any]:
    """View data of the communities of a level; an edge is as thick a tie as there are relations across it."""
    communities = snapshot.tree.at(level)
    home = {member: community.id for community in communities for member in community.members}
    across: Counter[tuple[str, str]] = Counter()
    for relation in snapshot.graph.relations:
        a, b = home.get(relation.head), home.get(relation.tail)
        if a and b and a != b:
            across[(min(a, b), max(a, b))] += 1
    entities = tuple(
        Entity(community.id, name_of(snapshot, community), name_of(snapshot, community)) for community in communities
    )
    relations = tuple(Relation(f"{a}–{b}", a, str(number), b) for (a, b), number in sorted(across.items()))
    view = graph_view(Graph(entities, relations), limit=_NODES, language=language)
    hues = hues_of(snapshot)
    sizes = {community.id: len(community.members) for community in communities}
    largest = max(sizes.values(), default=1)
    for node in view["nodes"]:
        style = hues.get(node["id"], NEUTRAL)
        node |= {
            "size": round(10 + 34 * (sizes[node["id"]] / largest) ** 0.5, 1),
            "color": style.color,
            "dark": style.dark,
            "shape": "dot",
            "title": f"{node['name']}\n{sizes[node['id']]}",
        }
    return {**view, "legend": []}


def member_view(snapshot: Snapshot, community: str, language: str) -> dict[str, Any]:
    """View data of one community's members and the relations among them."""
    members = set(snapshot.communities[community].members)
    entities = tuple(entity for entity in snapshot.graph.entities if entity.id in members)
    relations = tuple(r for r in snapshot.graph.relations if r.head in members and r.tail in members)
    return graph_view(Graph(entities, relations), limit=_MEMBERS, language=language, styles=snapshot.look)


def community_rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    """One row a community, the coarse ones first, then by size."""
    ordered = sorted(snapshot.tree.communities, key=lambda c: (-c.level, -len(c.members), c.id))
    return [
        {
            "id": community.id,
            "level": community.level,
            "name": name_of(snapshot, community),
            "size": len(community.members),
            "centre": snapshot.entities[community.centre].name if community.centre in snapshot.entities else "",
            "keywords": ", ".join(keyword.term for keyword in community.keywords[:6]),
        }
        for community in ordered
    ]
