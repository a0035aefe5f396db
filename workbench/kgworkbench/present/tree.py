"""View data of the knowledge tree: rings of communities, keywords and entities, and communities as super-nodes."""

from collections import Counter
from collections.abc import Collection, Mapping
from math import sqrt
from typing import Any

from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.graph import Places, View
from kgworkbench.present.layout import positions
from kgworkbench.present.palette import NEUTRAL, Style, styles_of
from kgworkbench.present.wording import cut, node_title, wrapped

__all__ = ["community_name", "community_view", "tree_rings"]

_MORE = {"en": "… {n} more", "zh": "……另有 {n} 个"}
_REST = {"en": "other members", "zh": "其他成员"}


def community_name(community: Community, names: Mapping[str, str]) -> str:
    """What a community is called: its own name, else its keywords, else its centre's name, else its id."""
    if community.name:
        return community.name
    if community.keywords:
        return " · ".join(keyword.term for keyword in community.keywords[:3])
    return names.get(community.centre, community.id)


def tree_rings(
    tree: KnowledgeTree,
    graph: Graph,
    *,
    root: str | None = None,
    leaves: int = 3000,
    styles: Mapping[str, Style] | None = None,
    language: str = "en",
) -> dict[str, list[Any]]:
    """Parallel arrays for a sunburst or an icicle, coarsest communities first; ``values`` are totals of branches.

    Below the finest communities come their keywords, each with the members it stands for (a member stands under its
    first keyword only, so that a ring counts every entity once), and a branch for members without one. ``root``
    shows one community alone. With more than ``leaves`` entities, each branch shows its share and says how many
    more it has; the values stay those of the whole. Keys: ids, labels, parents, values, kinds (community, keyword,
    entity, more), refs (the id of the community or entity, empty for others), levels, colors (empty for "inherit").
    """
    entities = {entity.id: entity for entity in graph.entities}
    names = {entity.id: entity.name for entity in graph.entities}
    look = dict(styles) if styles is not None else styles_of(entity.type for entity in graph.entities)
    rows = _Rows()
    shown = _below(tree, root)
    known = {community.id for community in shown}
    finest = [community for community in shown if community.level == 0]
    members = sum(len(community.members) for community in finest)
    share = min(1.0, leaves / members) if members else 1.0
    for community in sorted(shown, key=lambda c: (-c.level, -len(c.members), c.id)):
        parent = community.parent if community.parent in known and community.id != root else ""
        label = community_name(community, names)
        rows.add(community.id, label, parent or "", len(community.members), "community", community.id, community.level)
    for community in finest:
        for position, (term, branch) in enumerate(_branches(community, language)):
            branch_id = f"{community.id}/{position}"
            rows.add(branch_id, term, community.id, len(branch), "keyword", "", -1)
            few = branch[: max(1, round(len(branch) * share))] if share < 1 else branch
            for node in few:
                style = look.get(entities[node].type, NEUTRAL) if node in entities else NEUTRAL
                name = names.get(node, node)
                rows.add(f"{branch_id}/{node}", name, branch_id, 1, "entity", node, -2, style.color)
            if len(few) < len(branch):
                left = len(branch) - len(few)
                words = _MORE.get(language, _MORE["en"]).format(n=left)
                rows.add(f"{branch_id}/…", words, branch_id, left, "more", "", -2)
    return rows.columns


class _Rows:
    """Columns that grow together."""

    def __init__(self) -> None:
        keys = ("ids", "labels", "parents", "values", "kinds", "refs", "levels", "colors")
        self.columns: dict[str, list[Any]] = {key: [] for key in keys}

    def add(self, *row: Any) -> None:
        values = row if len(row) == len(self.columns) else (*row, "")
        for column, value in zip(self.columns.values(), values, strict=True):
            column.append(value)


def _below(tree: KnowledgeTree, root: str | None) -> list[Community]:
    """The community and all below it, or all communities."""
    if root is None:
        return list(tree.communities)
    inside = {root}
    for community in sorted(tree.communities, key=lambda c: -c.level):
        if community.parent in inside:
            inside.add(community.id)
    return [community for community in tree.communities if community.id in inside]


def _branches(community: Community, language: str) -> list[tuple[str, list[str]]]:
    """Members by the first keyword that stands for them, then the others."""
    left = dict.fromkeys(community.members)
    found = []
    for keyword in community.keywords:
        branch = [node for node in keyword.members if node in left]
        for node in branch:
            del left[node]
        if branch:
            found.append((keyword.term, branch))
    if left:
        found.append((_REST.get(language, _REST["en"]), list(left)))
    return found


def community_view(
    tree: KnowledgeTree,
    graph: Graph,
    *,
    level: int | None = None,
    expanded: Collection[str] = (),
    limit: int = 500,
    fixed: Places | None = None,
    styles: Mapping[str, Style] | None = None,
    language: str = "en",
) -> View:
    """View data of the communities of one level (the coarsest where none is given) as super-nodes.

    Communities named in ``expanded`` show their members in their place. A super-node is sized by its members; an
    edge between two says how many relations run between them. Same keys as ``graph_view``; ``kind`` is community or
    entity. Largest communities first where ``limit`` cuts.
    """
    level = tree.levels - 1 if level is None else level
    names = {entity.id: entity.name for entity in graph.entities}
    entities = {entity.id: entity for entity in graph.entities}
    look = dict(styles) if styles is not None else styles_of(entity.type for entity in graph.entities)
    degree = Counter[str](end for relation in graph.relations for end in (relation.head, relation.tail))
    nodes: dict[str, View] = {}
    stands_for: dict[str, str] = {}
    communities = sorted(tree.at(level), key=lambda c: (c.id not in expanded, -len(c.members), c.id))
    total = 0
    for community in communities:
        inside = [node for node in community.members if node in entities]
        if community.id not in expanded:
            total += 1
            if len(nodes) < limit:
                name = community_name(community, names)
                nodes[community.id] = _super_node(community, name, [names[node] for node in inside], language)
                stands_for.update(dict.fromkeys(inside, community.id))
            continue
        total += len(inside)
        for node in sorted(inside, key=lambda one: (-degree[one], names[one], one))[: max(limit - len(nodes), 0)]:
            entity, style = entities[node], look.get(entities[node].type, NEUTRAL)
            size = round(min(7 + 3.0 * sqrt(degree[node]), 30.0), 1)
            shade = {"color": style.color, "dark": style.dark, "shape": style.shape}
            words = {"label": wrapped(entity.name), "name": entity.name, "type": entity.type, "kind": "entity"}
            title = node_title(entity, degree[node], language)
            nodes[node] = {"id": node, **words, "title": title, "degree": degree[node], "size": size, **shade}
            stands_for[node] = node
    between = Counter[tuple[str, str]]()
    types: dict[tuple[str, str], Counter[str]] = {}
    for relation in graph.relations:
        ends = sorted((stands_for.get(relation.head, ""), stands_for.get(relation.tail, "")))
        if ends[0] and ends[0] != ends[1]:
            between[ends[0], ends[1]] += 1
            types.setdefault((ends[0], ends[1]), Counter())[relation.type] += 1
    held = {node: place for node, place in (fixed or {}).items() if node in nodes}
    placed = positions(nodes, between, fixed=held)
    for node, row in nodes.items():
        row["x"], row["y"] = placed[node]
    edges = [
        {
            "id": f"{a}~{b}",
            "from": a,
            "to": b,
            "label": f"{count} ×" if count > 1 else next(iter(types[a, b])),
            "title": "\n".join(
                f"{kind}: {n}" for kind, n in sorted(types[a, b].items(), key=lambda x: (-x[1], x[0]))[:6]
            ),
            "curve": 0.08,
            "count": count,
        }
        for (a, b), count in sorted(between.items())
    ]
    return {
        "nodes": list(nodes.values()),
        "edges": edges,
        "legend": _legend(list(nodes.values())),
        "paths": [],
        "shown": len(nodes),
        "total": total,
        "edges_shown": len(edges),
        "edges_total": len(edges),
        "limit": limit,
        "order": "degree",
        "language": language,
        "unseen": {"nodes": {}, "edges": []},
    }


def _commonest(types: Counter[str], limit: int = 6) -> str:
    ordered = sorted(types.items(), key=lambda one: (-one[1], one[0]))
    return "\n".join(f"{kind}: {count}" for kind, count in ordered[:limit])


def _super_node(community: Community, name: str, members: list[str], language: str) -> View:
    keywords = ", ".join(keyword.term for keyword in community.keywords[:6])
    count = f"{len(members)} 个成员" if language == "zh" else f"{len(members)} members"
    lines = [name, count, keywords, cut(community.summary, 160), cut(", ".join(members[:8]), 120)]
    return {
        "id": community.id,
        "label": wrapped(name, 24),
        "name": name,
        "type": "",
        "kind": "community",
        "title": "\n".join(line for line in lines if line),
        "degree": len(members),
        "size": round(min(10 + 3.2 * sqrt(len(members)), 44.0), 1),
        "color": NEUTRAL.color,
        "dark": NEUTRAL.dark,
        "shape": "dot",
    }


def _legend(nodes: list[View]) -> list[View]:
    count = Counter(node["type"] for node in nodes)
    look = {node["type"]: {key: node[key] for key in ("color", "dark", "shape")} for node in nodes}
    ordered = sorted(count, key=lambda kind: (-count[kind], kind))
    return [{"type": kind, **look[kind], "shown": count[kind], "total": count[kind]} for kind in ordered]
