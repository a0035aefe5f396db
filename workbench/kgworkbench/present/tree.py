"""View data of the knowledge tree: rings of communities, keywords and entities."""

from collections.abc import Collection, Mapping
from typing import Any

from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.nest import community_name
from kgworkbench.present.palette import NEUTRAL, Style, styles_of

__all__ = ["tree_rings"]

_MORE = {"en": "… {n} more", "zh": "……另有 {n} 个"}
_REST = {"en": "other members", "zh": "其他成员"}


def tree_rings(
    tree: KnowledgeTree,
    graph: Graph,
    *,
    root: str | None = None,
    leaves: int = 3000,
    styles: Mapping[str, Style] | None = None,
    language: str = "en",
    locks: Collection[str] = (),
) -> dict[str, list[Any]]:
    """Parallel arrays for a sunburst or an icicle, coarsest communities first; ``values`` are totals of branches.

    Below the finest communities come their keywords, each with the members it stands for (a member stands under its
    first keyword only, so that a ring counts every entity once), and a branch for members without one. ``root``
    shows one community alone. With more than ``leaves`` entities, each branch shows its share and says how many
    more it has; the values stay those of the whole. Keys: ids, labels, parents, values, kinds (community, keyword,
    entity, more), refs (the id of the community or entity, empty for others), levels, colors (empty for "inherit"),
    locked (whether the id is one of ``locks``: a person decided on it).
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
    held = set(locks)
    return {**rows.columns, "locked": [ref in held for ref in rows.columns["refs"]]}


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
