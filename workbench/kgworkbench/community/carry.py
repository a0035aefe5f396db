"""Ids and names carried over from one tree to the next, so that what stays the same is called the same."""

from collections import Counter
from dataclasses import replace

from kgworkbench.model.ids import content_id
from kgworkbench.model.tree import Community, KnowledgeTree

__all__ = ["carry_over", "changed_communities", "free_id", "keep_name", "name_holds"]

# Share of the members of two communities, together, that must be in both. Above one half at most one community of the
# other tree can reach it, so no choice is left to make.
SAME, ALIKE = 0.5, 0.8


def carry_over(old: KnowledgeTree, new: KnowledgeTree) -> KnowledgeTree:
    """The new tree with the old one's ids and names where a community of the same level is nearly the same set.

    Nearly the same is a Jaccard overlap of members above 0.5 for the id and of at least 0.8 for the name (see
    ``keep_name``). The very same set keeps its summary, keywords and centre too. Time is linear in entities.
    """
    ids: dict[str, str] = {}
    kept: dict[str, Community] = {}
    for level in range(new.levels):
        before = old.at(level)
        home = {member: number for number, community in enumerate(before) for member in community.members}
        for community in new.at(level):
            shared = Counter(home[member] for member in community.members if member in home)
            for number, both in shared.items():
                if both / (len(community.members) + len(before[number].members) - both) > SAME:
                    ids[community.id], kept[community.id] = before[number].id, before[number]
    taken = set(ids.values())
    for community in new.communities:
        if community.id not in ids:
            ids[community.id] = free_id(community.level, community.members, taken)
            taken.add(ids[community.id])
    return KnowledgeTree(
        tuple(
            replace(
                keep_name(kept[community.id], community) if community.id in kept else community,
                id=ids[community.id],
                parent=None if community.parent is None else ids[community.parent],
            )
            for community in new.communities
        ),
        new.method,
    )


def keep_name(old: Community, new: Community) -> Community:
    """The new community with as much of the old one's wording as still holds.

    All of it where the members are the same; the name alone where at least 0.8 of them are and the old centre, which
    names are made of, is among them.
    """
    if old.members == new.members:
        return replace(new, name=old.name, summary=old.summary, keywords=old.keywords, centre=old.centre)
    return replace(new, name=old.name) if name_holds(old, new) else new


def name_holds(old: Community, new: Community) -> bool:
    """Whether nearly all members stayed, the old centre among them."""
    members = set(new.members)
    both = len(members.intersection(old.members))
    return both >= ALIKE * (len(members) + len(old.members) - both) and old.centre in members


def free_id(level: int, members: tuple[str, ...], taken: set[str]) -> str:
    """The id of a new community: a hash of its members, and of a number where that id is taken."""
    found, number = content_id("community", level, *members), 1
    while found in taken:
        number += 1
        found = content_id("community", level, number, *members)
    return found


def changed_communities(old: KnowledgeTree, new: KnowledgeTree) -> tuple[str, ...]:
    """Ids of the new tree's communities that the old one lacks or has with other members: those to describe again."""
    before = {community.id: community.members for community in old.communities}
    return tuple(community.id for community in new.communities if before.get(community.id) != community.members)
