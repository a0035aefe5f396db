"""View data of a graph as its communities: bubbles sized by members, each opened in place into what it holds."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import log2

from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.discs import discs_beside, radius_for, spots_inside
from kgworkbench.present.graph import View, entity_row
from kgworkbench.present.palette import NEUTRAL, Style, styles_of
from kgworkbench.present.wording import cut, wrapped

__all__ = ["community_hues", "community_name", "nested_view", "overview_level"]

_FEW = 24
_TIES = 3
_WORDS = {"en": ("{n} members", "{n} relations between them"), "zh": ("{n} 个成员", "其间 {n} 条关系")}


def community_name(community: Community, names: Mapping[str, str]) -> str:
    """What a community is called: its own name, else its keywords, else its centre's name, else its id."""
    if community.name:
        return community.name
    if community.keywords:
        return " · ".join(keyword.term for keyword in community.keywords[:3])
    return names.get(community.centre, community.id)


def community_hues(tree: KnowledgeTree) -> dict[str, Style]:
    """One style for each community of the highest level, and the same for all that it holds."""
    by_id = {community.id: community for community in tree.communities}
    roots: dict[str, str] = {}
    for community in tree.communities:
        at = community
        while at.parent in by_id:
            at = by_id[at.parent]
        roots[community.id] = at.id
    look = styles_of(set(roots.values()))
    return {key: look.get(root, NEUTRAL) for key, root in roots.items()}


def overview_level(tree: KnowledgeTree) -> int:
    """The finest level that still can be taken in at a glance, the coarsest where none can."""
    for level in range(tree.levels):
        if len(tree.at(level)) <= _FEW:
            return level
    return max(tree.levels - 1, 0)


@dataclass(slots=True)
class _Ground:
    """What is drawn where, as it is filled from the overview down."""

    room: int
    nodes: dict[str, View] = field(default_factory=dict)
    groups: list[View] = field(default_factory=list)
    stands_for: dict[str, str] = field(default_factory=dict)


def nested_view(
    tree: KnowledgeTree,
    graph: Graph,
    *,
    level: int | None = None,
    opened: Collection[str] = (),
    limit: int = 500,
    styles: Mapping[str, Style] | None = None,
    language: str = "en",
) -> View:
    """The communities of a level (``overview_level`` where none is given) as bubbles as large as their members need.

    A community named in ``opened`` shows what it holds in its own place: its finer communities, or its entities,
    most relations first. Where a thing stands depends on tree and graph alone: opening and closing move nothing
    else. Same keys as ``graph_view``, and ``groups``, a ring round each opened community: id, name, x, y, r, color,
    dark, shown and total of its members. A bubble's ``kind`` is community, its ``degree`` its members. ``total``
    counts what is drawn with nothing cut; ``entities`` all entities of the graph.
    """
    level = overview_level(tree) if level is None else level
    entities = {entity.id: entity for entity in graph.entities}
    names = {entity.id: entity.name for entity in graph.entities}
    look = dict(styles) if styles is not None else styles_of(entity.type for entity in graph.entities)
    degree = Counter(end for relation in graph.relations for end in (relation.head, relation.tail))
    hues = community_hues(tree)
    below: dict[str, list[Community]] = {}
    for community in tree.communities:
        if community.parent is not None:
            below.setdefault(community.parent, []).append(community)
    inside = {c.id: [node for node in c.members if node in entities] for c in tree.communities}
    ground = _Ground(limit)
    total = 0

    def bubbles(found: list[Community], centre: tuple[float, float], within: float | None) -> None:
        nonlocal total
        ordered = sorted(found, key=lambda c: (-len(inside[c.id]), c.id))
        home = {node: c.id for c in ordered for node in inside[c.id]}
        across = {
            (min(a, b), max(a, b))
            for relation in graph.relations
            if (a := home.get(relation.head)) and (b := home.get(relation.tail)) and a != b
        }
        shown = ordered[: max(ground.room, 0)]
        radii = {c.id: radius_for(len(inside[c.id]), c.level) for c in shown}
        spots = discs_beside(radii, sorted(across), within)
        total += len(ordered) - sum(c.id in opened for c in ordered)
        ground.room -= sum(c.id not in opened for c in shown)
        for c in shown:
            x, y = centre[0] + spots[c.id][0], centre[1] + spots[c.id][1]
            if c.id in opened:
                spread(c, (x, y), radii[c.id])
                continue
            ground.nodes[c.id] = _bubble(c, inside[c.id], names, hues[c.id], radii[c.id], (x, y), language)
            ground.stands_for.update(dict.fromkeys(inside[c.id], c.id))

    def spread(community: Community, centre: tuple[float, float], radius: float) -> None:
        nonlocal total
        before = len(ground.stands_for)
        members = inside[community.id]
        if children := below.get(community.id):
            bubbles(children, centre, 0.94 * radius)
        else:
            total += len(members)
            ranked = sorted(members, key=lambda one: (-degree[one], names[one], one))
            held = set(members)
            ties = sorted((r.head, r.tail) for r in graph.relations if r.head in held and r.tail in held)
            # Every member has its place, drawn or not: a higher limit later moves nothing.
            spots = spots_inside(members, ties, centre, radius)
            for node in ranked[: max(ground.room, 0)]:
                row = entity_row(entities[node], degree[node], look, language)
                ground.nodes[node] = {**row, "x": spots[node][0], "y": spots[node][1]}
                ground.stands_for[node] = node
            ground.room -= len(members)
        ring = {"id": community.id, "name": cut(community_name(community, names), 34), "r": radius}
        style = hues[community.id]
        ring |= {"x": round(centre[0], 1), "y": round(centre[1], 1), "color": style.color, "dark": style.dark}
        ground.groups.append({**ring, "shown": len(ground.stands_for) - before, "total": len(members)})

    bubbles(list(tree.at(level)), (0.0, 0.0), None)
    nodes = list(ground.nodes.values())
    bubbles_drawn = {node["id"] for node in nodes if node["kind"] == "community"}
    edges, drawn = _ties(graph, ground.stands_for, bubbles_drawn, language)
    return {
        "nodes": nodes,
        "edges": edges,
        "legend": _legend([node for node in nodes if node["kind"] == "entity"]),
        "paths": [],
        "groups": ground.groups,
        "shown": len(nodes),
        "total": total,
        "entities": len(entities),
        "edges_shown": drawn,
        "edges_total": len(graph.relations),
        "limit": limit,
        "order": "community",
        "loose": 0,
        "level": level,
        "language": language,
        "unseen": {"nodes": {}, "edges": [], "loose": None},
    }


def _ties(
    graph: Graph, stands_for: Mapping[str, str], bubbles: Collection[str], language: str
) -> tuple[list[View], int]:
    """One edge between each two that are drawn, as thick as there are relations; and how many relations that is."""
    types: dict[tuple[str, str], Counter[str]] = {}
    for relation in graph.relations:
        a, b = stands_for.get(relation.head), stands_for.get(relation.tail)
        if a and b and a != b:
            # Between two entities the direction counts; between bubbles both ways are one tie.
            pair = (a, b) if a == relation.head and b == relation.tail else (min(a, b), max(a, b))
            types.setdefault(pair, Counter())[relation.type] += 1
    told = _WORDS.get(language, _WORDS["en"])[1]
    strongest: dict[str, list[tuple[int, str, str]]] = {}
    for (a, b), found in types.items():
        for end in (a, b):
            if end in bubbles:
                strongest.setdefault(end, []).append((-sum(found.values()), a, b))
    # Coarse communities are all tied to each other: each shows its strongest ties, the rest is counted.
    kept = {(a, b) for ties in strongest.values() for _, a, b in sorted(ties)[:_TIES]}
    edges, drawn = [], 0
    for (a, b), found in sorted(types.items()):
        if (a in bubbles or b in bubbles) and (a, b) not in kept:
            continue
        drawn += sum(found.values())
        count = sum(found.values())
        ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
        lines = [told.format(n=count), *(f"{kind}: {n}" for kind, n in ordered[:6])] if count > 1 else [ordered[0][0]]
        label = f"{count} ×" if count > 1 else ordered[0][0]
        row: View = {"id": f"{a}~{b}", "from": a, "to": b, "label": label, "title": "\n".join(lines), "curve": 0.08}
        edges.append({**row, "count": count, "width": round(1 + 0.8 * log2(count), 1)})
    return edges, drawn


def _bubble(
    community: Community,
    members: list[str],
    names: Mapping[str, str],
    style: Style,
    radius: float,
    place: tuple[float, float],
    language: str,
) -> View:
    name = community_name(community, names)
    keywords = ", ".join(keyword.term for keyword in community.keywords[:6])
    count = _WORDS.get(language, _WORDS["en"])[0].format(n=len(members))
    some = cut(", ".join(names[node] for node in members[:8]), 120)
    lines = [name, count, keywords, cut(community.summary, 160), some]
    return {
        "id": community.id,
        "label": wrapped(name, 22),
        "name": name,
        "type": "",
        "kind": "community",
        "title": "\n".join(line for line in lines if line),
        "degree": len(members),
        "size": round(0.78 * radius, 1),
        "color": style.color,
        "dark": style.dark,
        "shape": "dot",
        "x": round(place[0], 1),
        "y": round(place[1], 1),
    }


def _legend(nodes: list[View]) -> list[View]:
    count = Counter(node["type"] for node in nodes)
    look = {node["type"]: {key: node[key] for key in ("color", "dark", "shape")} for node in nodes}
    ordered = sorted(count, key=lambda kind: (-count[kind], kind))
    return [{"type": kind, **look[kind], "shown": count[kind], "total": count[kind]} for kind in ordered]
