"""What operations do to communities, each meant by an entity in it, so that it is found again after re-clustering."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kgworkbench.curate.working import Working
from kgworkbench.errors import CurationError
from kgworkbench.model.ids import content_id
from kgworkbench.model.journal import MergeCommunities, MoveEntity, PinCommunity, RenameCommunity, SplitCommunity
from kgworkbench.model.tree import Community

__all__ = ["merge_communities", "move_entity", "pin_community", "rename_community", "split_community", "tidy"]


def move_entity(working: Working, action: MoveEntity) -> None:
    """The entity is in the anchor's finest community."""
    home = _community(working, action.anchor, 0)
    if action.entity not in working.entities:
        raise CurationError(f"no entity {action.entity!r} in the graph to move")
    working.settle_in(action.entity, home)


def pin_community(working: Working, action: PinCommunity) -> None:
    """Those of the members that are there are in the anchor's finest community, which has the pinned name."""
    home = _community(working, action.anchor, 0)
    for member in action.members:
        if member in working.entities:
            working.settle_in(member, home)
    _call(working, home, action.name)


def merge_communities(working: Working, action: MergeCommunities) -> None:
    """Everything in the anchors' communities is in the first one's."""
    found = list(dict.fromkeys(_community(working, anchor, action.level) for anchor in action.anchors))
    into, others = found[0], set(found[1:])
    _call(working, into, action.name)
    if not others:
        return
    if action.level == 0:
        for entity, home in sorted(working.home.items()):
            if home in others:
                working.settle_in(entity, into)
    for _, child in sorted(working.communities.items()):
        if child.parent in others:
            working.put_community(replace(child, parent=into))


def split_community(working: Working, action: SplitCommunity) -> None:
    """The members, or above level 0 their communities one level below, are a community beside the old one."""
    old = _community(working, action.anchor, action.level)
    here = [member for member in action.members if working.community_at(member, action.level) == old]
    ident = content_id("split community", action.level, action.anchor, *sorted(action.members))
    if not here or ident in working.communities:
        raise CurationError("none of those members is in that community: nothing to split")
    held = working.communities[old]
    fresh = Community(ident, action.level, (), min(here), held.parent, (), action.name.strip(), "")
    if action.level == 0:
        staying = any(home == old and entity not in here for entity, home in working.home.items())
    else:
        below = {working.community_at(member, action.level - 1) for member in here}
        staying = any(each.parent == old and ident not in below for ident, each in working.communities.items())
    if not staying:
        raise CurationError("all of the community would leave it: keep at least one member")
    working.put_community(fresh)
    if action.level == 0:
        for member in here:
            working.settle_in(member, ident)
        return
    for child in sorted(filter(None, below)):
        working.put_community(replace(working.communities[child], parent=ident))


def rename_community(working: Working, action: RenameCommunity) -> None:
    """The community has that name."""
    home = _community(working, action.anchor, action.level)
    if not action.name.strip():
        raise CurationError("an empty name cannot be used: give one")
    _call(working, home, action.name)


def tidy(working: Working, entities: Iterable[str], homes: Iterable[str]) -> None:
    """After entities came, went or moved: everyone has a home, no community is empty, each has a centre in it.

    ``entities`` may lack a home; ``homes`` are communities that members left or joined.
    """
    if not working.communities:
        return
    for entity in sorted(set(entities)):
        if entity in working.entities and working.home.get(entity) is None:
            working.settle_in(entity, _nearest(working, entity))
    touched = set(filter(None, homes)) | {working.home[e] for e in entities if e in working.home}
    for ident in sorted(touched):
        touched |= set(_above(working, ident))
    if not touched:
        return
    inside = working.members()
    for ident in sorted(touched, key=lambda each: (_level(working, each), each)):
        community = working.communities.get(ident)
        if community is None:
            continue
        members = inside.get(ident, [])
        if not members:
            working.drop_community(ident)
            continue
        there = set(members)
        centre = community.centre if community.centre in there else _centre(working, members)
        keywords = tuple(
            replace(word, members=tuple(member for member in word.members if member in there))
            for word in community.keywords
        )
        name = community.name or working.entities[centre].name
        working.put_community(replace(community, centre=centre, keywords=keywords, name=name))


def _nearest(working: Working, entity: str) -> str:
    """The home of most of its neighbours, or a new one of its own."""
    beside: Counter[str] = Counter()
    for link in working.links.get(entity, ()):
        relation = working.relations[link]
        other = relation.tail if relation.head == entity else relation.head
        if working.home.get(other):
            beside[working.home[other]] += 1
    if beside:
        return min(beside, key=lambda home: (-beside[home], home))
    parent = None
    name = working.entities[entity].name
    for level in range(working.levels - 1, -1, -1):
        ident = content_id("community of one", level, entity)
        working.put_community(Community(ident, level, (), entity, parent, (), name, ""))
        parent = ident
    assert parent is not None
    return parent


def _centre(working: Working, members: list[str]) -> str:
    return min(members, key=lambda member: (-len(working.links.get(member, ())), member))


def _above(working: Working, ident: str) -> Iterable[str]:
    held = working.communities.get(ident)
    while held is not None and held.parent is not None:
        yield held.parent
        held = working.communities.get(held.parent)


def _level(working: Working, ident: str) -> int:
    held = working.communities.get(ident)
    return held.level if held is not None else 0


def _community(working: Working, anchor: str, level: int) -> str:
    found = working.community_at(anchor, level)
    if found is None:
        raise CurationError(f"entity {anchor!r} is in no community of level {level}: it is not in the graph any more")
    return found


def _call(working: Working, ident: str, name: str) -> None:
    if name.strip():
        working.put_community(replace(working.communities[ident], name=" ".join(name.split())))
