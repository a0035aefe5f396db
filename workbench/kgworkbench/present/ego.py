"""View data of one thing and its direct neighbours alone: an entity among entities, a community among communities."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.present.graph import View, graph_view
from kgworkbench.present.lens import Lens
from kgworkbench.present.nest import community_hues, nested_view
from kgworkbench.present.palette import Style

__all__ = ["ego_view", "neighbours_of"]


def neighbours_of(graph: Graph, tree: KnowledgeTree, identity: str) -> frozenset[str]:
    """Ids of the direct neighbours of an entity, or of a community among those of its level."""
    here = next((each for each in tree.communities if each.id == identity), None)
    if here is None:
        ends = ((link.head, link.tail) for link in graph.relations if identity in (link.head, link.tail))
        return frozenset(end for pair in ends for end in pair) - {identity}
    home = {member: each.id for each in tree.at(here.level) for member in each.members}
    found = set[str]()
    for link in graph.relations:
        pair = home.get(link.head), home.get(link.tail)
        if identity in pair:
            found.update(end for end in pair if end is not None)
    return frozenset(found) - {identity}


def ego_view(
    identity: str,
    graph: Graph,
    tree: KnowledgeTree,
    lens: Lens,
    *,
    styles: Mapping[str, Style] | None = None,
    language: str = "en",
) -> View | None:
    """The view data of an entity or a community with its direct neighbours; None where it is not there.

    Keys as of ``present.lens.seen_through``. Of the lens count the limit and, of communities, which are opened.
    Communities keep the colours they have in the whole tree, and only their relations to this one are drawn.
    """
    near = neighbours_of(graph, tree, identity)
    here = next((each for each in tree.communities if each.id == identity), None)
    if here is not None:
        return _of_community(here.level, {identity, *near}, identity, graph, tree, lens, styles, language)
    if all(entity.id != identity for entity in graph.entities):
        return None
    view = graph_view(
        graph, limit=lens.limit, focus=(identity,), depth=1, loose=False, styles=styles, language=language
    )
    legend = [{**row, "total": row["shown"]} for row in view["legend"] if row["shown"]]
    return {**view, "groups": [], "legend": legend, "total": max(len(near) + 1, view["shown"])}


def _of_community(
    level: int,
    kept: set[str],
    identity: str,
    graph: Graph,
    tree: KnowledgeTree,
    lens: Lens,
    styles: Mapping[str, Style] | None,
    language: str,
) -> View:
    below = set(kept)
    for community in sorted(tree.communities, key=lambda each: -each.level):
        if community.parent in below:
            below.add(community.id)
    shown = replace(tree, communities=tuple(each for each in tree.communities if each.id in below))
    home = {member: each.id for each in shown.at(level) for member in each.members}

    def touches(link: Any) -> bool:
        pair = home.get(link.head), home.get(link.tail)
        return None not in pair and (pair[0] == pair[1] or identity in pair)

    part = Graph(
        tuple(entity for entity in graph.entities if entity.id in home),
        tuple(link for link in graph.relations if touches(link)),
    )
    opened = tuple(one for one in lens.opened if one in below)
    view = nested_view(shown, part, level=level, opened=opened, limit=lens.limit, styles=styles, language=language)
    hues = community_hues(tree)

    def dyed(row: View) -> View:
        style = hues.get(row["id"])
        return {**row, "color": style.color, "dark": style.dark} if style is not None else row

    return {**view, "nodes": [dyed(row) for row in view["nodes"]], "groups": [dyed(row) for row in view["groups"]]}
