"""A KnowledgeTree brought to a changed graph: what changed is placed, the rest stays as it is, to the letter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kgworkbench.community.carry import carry_over, free_id
from kgworkbench.community.place import place
from kgworkbench.community.reword import reword
from kgworkbench.community.tree import grow_tree
from kgworkbench.model.graph import Entity, Graph
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.ports import Embedder
from kgworkbench.settings import CommunitySettings

__all__ = ["needs_regrow", "refresh_tree", "regrow_tree", "update_tree"]

# Share of the entities that may have come and gone since communities were last found among all.
STALE = 0.1


def refresh_tree(
    tree: KnowledgeTree,
    old_graph: Graph,
    graph: Graph,
    embedder: Embedder,
    settings: CommunitySettings = CommunitySettings(),
) -> KnowledgeTree:
    """The tree of the changed graph: updated, or found again where an update would no longer do (``needs_regrow``)."""
    if needs_regrow(tree, graph):
        return regrow_tree(tree, graph, embedder, settings)
    return update_tree(tree, old_graph, graph, embedder, settings)


def regrow_tree(
    tree: KnowledgeTree, graph: Graph, embedder: Embedder, settings: CommunitySettings = CommunitySettings()
) -> KnowledgeTree:
    """The tree found anew, with ids and names of the old one where communities are nearly the same (``carry_over``)."""
    return carry_over(tree, grow_tree(graph, embedder, settings))


def needs_regrow(tree: KnowledgeTree, graph: Graph, share: float = STALE) -> bool:
    """Whether more than a share of the entities came or went since communities were last found among all."""
    held = {member for community in tree.at(0) for member in community.members}
    now = {entity.id for entity in graph.entities}
    return tree.drift + len(held ^ now) > share * max(len(now), 1)


def update_tree(
    tree: KnowledgeTree,
    old_graph: Graph,
    graph: Graph,
    embedder: Embedder,
    settings: CommunitySettings = CommunitySettings(),
) -> KnowledgeTree:
    """The tree with new entities placed and vanished ones let go; nothing else is asked again.

    New entities join by the dual score a community near them, or form communities of their own (see ``place``).
    A community keeps its id for as long as it has members. One whose members, and their names and facts, are as they
    were keeps its name, summary, keywords and centre too; the others are worded again, unless they are large (see
    ``reword``). With nothing changed the tree itself comes back. Time grows with the change, beside one look at each
    entity and relation.

    Args:
        tree: of the old graph.
        old_graph: tells which entities say something else now.
        graph: as it is now.
        embedder: is asked for the names around the change only.
        settings: method, weight, threshold and seed of the tree.
    """
    if not tree.communities or not graph.entities:
        return grow_tree(graph, embedder, settings)
    now = {entity.id: entity for entity in graph.entities}
    before = {member: community.id for community in tree.at(0) for member in community.members}
    fresh = now.keys() - before.keys()
    gone = before.keys() - now.keys()
    altered = {entity.id for entity in old_graph.entities if entity.id in before and _says_else(entity, now)}
    if not (fresh or gone or altered):
        return tree
    homes = {member: home for member, home in before.items() if member in now}
    if not homes:
        return regrow_tree(tree, graph, embedder, settings)
    joined, formed = place(fresh, homes, tree, graph, embedder, settings) if fresh else ({}, [])
    grown, touched = _with_changes(tree, before, gone, joined, formed)
    reworded = touched | _above(grown, (before[member] for member in altered))
    old = {community.id: community for community in tree.communities}
    communities = reword(old, grown, reworded, altered, graph, embedder, settings)
    ordered = sorted(communities, key=lambda community: (community.level, community.members))
    return KnowledgeTree(tuple(ordered), tree.method, tree.drift + len(fresh) + len(gone))


def _says_else(old: Entity, now: Mapping[str, Entity]) -> bool:
    new = now.get(old.id)
    if new is None or new is old:
        return False
    return (old.name, old.type, old.aliases) != (new.name, new.type, new.aliases) or [
        (fact.type, fact.value) for fact in old.attributes
    ] != [(fact.type, fact.value) for fact in new.attributes]


def _with_changes(
    tree: KnowledgeTree,
    before: Mapping[str, str],
    gone: Iterable[str],
    joined: Mapping[str, str],
    formed: list[tuple[tuple[str, ...], str]],
) -> tuple[dict[str, Community], set[str]]:
    """The communities by id with their members as they are now, wording untouched; and which of them changed."""
    by_id = {community.id: community for community in tree.communities}
    for members, like in formed:
        key = free_id(0, members, set(by_id))
        by_id[key] = Community(key, 0, (), members[0], by_id[like].parent if like else None)
        joined = {**joined, **dict.fromkeys(members, key)}
    less: defaultdict[str, set[str]] = defaultdict(set)
    more: defaultdict[str, set[str]] = defaultdict(set)
    for change, moves in ((less, {member: before[member] for member in gone}), (more, joined)):
        for member, home in moves.items():
            for key in _line(by_id, home):
                change[key].add(member)
    for key in less.keys() | more.keys():
        members = tuple(sorted(more[key].union(by_id[key].members) - less[key]))
        by_id[key] = replace(by_id[key], members=members)
    alive = {key: community for key, community in by_id.items() if community.members}
    return alive, (less.keys() | more.keys()) & alive.keys()


def _above(by_id: Mapping[str, Community], homes: Iterable[str]) -> set[str]:
    """The communities of these ids and all they are part of."""
    return {key for home in homes for key in _line(by_id, home)}


def _line(by_id: Mapping[str, Community], home: str) -> list[str]:
    line: list[str] = []
    key: str | None = home
    while key is not None and key in by_id:
        line.append(key)
        key = by_id[key].parent
    return line
