"""View data of a graph as its communities: bubbles sized by members, each opened in place into what it holds."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.discs import discs_beside_each, radius_for, spots_inside
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
    hues = community_hues(tree)
    below: dict[str, list[Community]] = {}
    for community in tree.communities:
        if community.parent is not None:
            below.setdefault(community.parent, []).append(community)
    seen = [c for c in tree.communities if c.level == level or c.parent in opened]
    inside = {c.id: [node for node in c.members if node in entities] for c in seen}
    shown, members_shown, total = _shown(tree.at(level), below, inside, frozenset(opened), limit)
    radii = {c.id: radius_for(len(inside[c.id]), c.level) for found in shown.values() for c in found}
    # Where a thing stands depends on tree and graph alone: all grounds are laid out in one go, then filled.
    across = _across(graph, shown, inside)
    laid = discs_beside_each(
        [
            ({c.id: radii[c.id] for c in found}, across[key], 0.94 * radii[key] if key in radii else None)
            for key, found in shown.items()
        ]
    )
    spots = dict(zip(shown, laid, strict=True))
    ground = _Ground()
    degree: Counter[str] = Counter()
    if members_shown:
        degree.update(end for relation in graph.relations for end in (relation.head, relation.tail))

    def bubbles(key: str, centre: tuple[float, float]) -> None:
        for c in shown[key]:
            x, y = centre[0] + spots[key][c.id][0], centre[1] + spots[key][c.id][1]
            if c.id in opened:
                spread(c, (x, y), radii[c.id])
                continue
            ground.nodes[c.id] = _bubble(c, inside[c.id], names, hues[c.id], radii[c.id], (x, y), language)
            ground.stands_for.update(dict.fromkeys(inside[c.id], c.id))

    def spread(community: Community, centre: tuple[float, float], radius: float) -> None:
        before = len(ground.stands_for)
        members = inside[community.id]
        if community.id in shown:
            bubbles(community.id, centre)
        else:
            ranked = sorted(members, key=lambda one: (-degree[one], names[one], one))
            held = set(members)
            ties = sorted((r.head, r.tail) for r in graph.relations if r.head in held and r.tail in held)
            # Every member has its place, drawn or not: a higher limit later moves nothing.
            places = spots_inside(members, ties, centre, radius)
            for node in ranked[: members_shown[community.id]]:
                row = entity_row(entities[node], degree[node], look, language)
                ground.nodes[node] = {**row, "x": places[node][0], "y": places[node][1]}
                ground.stands_for[node] = node
        ring = {"id": community.id, "name": cut(community_name(community, names), 34), "r": radius}
        style = hues[community.id]
        ring |= {"x": round(centre[0], 1), "y": round(centre[1], 1), "color": style.color, "dark": style.dark}
        ground.groups.append({**ring, "shown": len(ground.stands_for) - before, "total": len(members)})

    bubbles("", (0.0, 0.0))
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


def _shown(
    top: Sequence[Community],
    below: Mapping[str, list[Community]],
    inside: Mapping[str, list[str]],
    opened: Collection[str],
    limit: int,
) -> tuple[dict[str, list[Community]], dict[str, int], int]:
    """What the limit leaves room for, from the overview down: communities in each opened one ("" for the overview),
    largest first; how many members in each opened one that has none below; and how many things there are in all."""
    shown: dict[str, list[Community]] = {}
    members: dict[str, int] = {}
    room, total = limit, 0

    def fill(key: str, found: Sequence[Community]) -> None:
        nonlocal room, total
        ordered = sorted(found, key=lambda c: (-len(inside[c.id]), c.id))
        shown[key] = ordered[: max(room, 0)]
        total += len(ordered) - sum(c.id in opened for c in ordered)
        room -= sum(c.id not in opened for c in shown[key])
        for c in shown[key]:
            if c.id in opened and (children := below.get(c.id)):
                fill(c.id, children)
            elif c.id in opened:
                members[c.id] = max(room, 0)
                total += len(inside[c.id])
                room -= len(inside[c.id])

    fill("", top)
    return shown, members, total


def _across(
    graph: Graph, shown: Mapping[str, list[Community]], inside: Mapping[str, list[str]]
) -> dict[str, list[tuple[str, str]]]:
    """Which communities that stand on one ground have relations between them; each relation is looked at once."""
    ways: list[tuple[str, ...]] = []
    home: dict[str, int] = {}

    def walk(key: str, above: tuple[str, ...]) -> None:
        for c in shown[key]:
            home.update(dict.fromkeys(inside[c.id], len(ways)))
            ways.append((*above, c.id))
            if c.id in shown:
                walk(c.id, ways[-1])

    walk("", ())
    met = {(home.get(relation.head), home.get(relation.tail)) for relation in graph.relations}
    across: dict[str, set[tuple[str, str]]] = {key: set() for key in shown}
    for one, other in met:
        if one is None or other is None or one == other:
            continue
        above = ""
        for a, b in zip(ways[one], ways[other], strict=False):
            if a != b:
                across[above].add((min(a, b), max(a, b)))
                break
            above = a
    return {key: sorted(found) for key, found in across.items()}


def _ties(
    graph: Graph, stands_for: Mapping[str, str], bubbles: Collection[str], language: str
) -> tuple[list[View], int]:
    """One edge between each two that are drawn, as thick as there are relations; and how many relations that is."""
    types: dict[tuple[str, str], dict[str, int]] = {}
    for relation in graph.relations:
        a, b = stands_for.get(relation.head), stands_for.get(relation.tail)
        if a and b and a != b:
            # Between two entities the direction counts; between bubbles both ways are one tie.
            pair = (a, b) if a == relation.head and b == relation.tail else (min(a, b), max(a, b))
            kinds = types.setdefault(pair, {})
            kinds[relation.type] = kinds.get(relation.type, 0) + 1
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
