"""The knowledge tree as parts of a chart: communities, and inside one of them its keywords and its entities."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from kgworkbench.app.components.charts import name_of
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.tree import Community
from kgworkbench.present.nest import community_hues
from kgworkbench.present.palette import NEUTRAL, Style, style_of

__all__ = ["Part", "parts_of"]

_CROWD = 60
_SPECK = 1 / 300
"""Among more siblings than ``_CROWD``, what has a smaller share of its parent is drawn together."""
_DEPTH = 3
"""Rings round what one has gone into."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the chart: an id, the part it lies in, how much it stands for, what it says and what a click does."""

    id: str
    parent: str | None
    weight: int
    name: str
    told: str
    style: Style
    click: Any
    kind: str
    locked: bool = False

    @property
    def short(self) -> str:
        """The name up to its colon: what follows are keywords that a narrow place has no room for."""
        return self.name.replace("：", ": ").split(": ", 1)[0]


def parts_of(snapshot: Snapshot, root: str, say: Strings, locks: Container[str] = ()) -> list[Part]:
    """The parts of the whole tree, its communities; or of one community, down to its keywords and entities.

    ``locks`` holds the ids of the communities people decided about. Parents come before what they hold.
    """
    hues = community_hues(snapshot.tree)
    inside = snapshot.communities.get(root)
    below: dict[str | None, list[Community]] = {}
    for community in sorted(snapshot.tree.communities, key=lambda c: (-c.level, -len(c.members), c.id)):
        parent = community.parent if community.parent in snapshot.communities else None
        below.setdefault(parent, []).append(community)
    found: list[Part] = []

    def lay(communities: list[Community], parent: str | None, depth: int) -> None:
        whole = sum(len(one.members) for one in communities) or 1
        specks = [one for one in communities if len(one.members) < _SPECK * whole] if len(communities) > _CROWD else []
        for one in communities:
            if one in specks:
                continue
            held, name = one.id in locks, name_of(snapshot, one)
            told = ", ".join([name, say("members_n", n=len(one.members)), *([say("locked")] if held else [])])
            click = {"zoom": one.id}
            part = Part(one.id, parent, len(one.members), name, told, hues[one.id], click, "community", held)
            found.append(part)
            if inside is None:
                lay(below.get(one.id, []), one.id, depth + 1)
            elif depth + 1 < _DEPTH:
                lie_in(one, one.id, depth + 1)
        if specks:
            told = say("small_communities_n", n=len(specks))
            count = sum(len(one.members) for one in specks)
            found.append(Part(f"{parent or ''}/few", parent, count, told, told, NEUTRAL, None, "rest"))

    def lie_in(community: Community, parent: str | None, depth: int) -> None:
        children = below.get(community.id, [])
        if children:
            lay(children, parent, depth)
            return
        left = {member for member in community.members if member in snapshot.entities}
        groups: list[tuple[str, list[str]]] = []
        for keyword in community.keywords:
            # An entity stands at the first keyword that it carries: the weightiest.
            carried = sorted(left.intersection(keyword.members), key=lambda one: (snapshot.entities[one].name, one))
            if carried:
                groups.append((keyword.term, carried))
                left.difference_update(carried)
        if left:
            groups.append(("", sorted(left, key=lambda one: (snapshot.entities[one].name, one))))
        for term, members in groups:
            name = term or say("no_keyword")
            told = f"{say('keyword')}: {name}, {say('members_n', n=len(members))}" if term else name
            key = f"{community.id}/{term}"
            style = hues[community.id] if term else NEUTRAL
            found.append(Part(key, parent, len(members), name, told, style, {"members": members}, "keyword"))
            for member in members if depth + 1 < _DEPTH else ():
                entity = snapshot.entities[member]
                style = snapshot.look.get(entity.type) or style_of(entity.type)
                told = f"{entity.name}, {entity.type}" if entity.type else entity.name
                found.append(Part(member, key, 1, entity.name, told, style, {"select": member}, "entity"))

    if inside is None:
        lay(below.get(None, []), None, 0)
    else:
        lie_in(inside, None, 0)
    return found
