"""Communities as rows of a table, and the way down to one of them."""

from collections.abc import Container
from typing import Any

from kgworkbench.app.components.charts import name_of
from kgworkbench.app.components.words import listed
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.model.tree import Community

__all__ = ["community_rows", "partners", "title_of", "way_to"]


def title_of(snapshot: Snapshot, identity: str) -> str:
    """What an entity or a community is called, "" where there is none of that id."""
    entity, community = snapshot.entities.get(identity), snapshot.communities.get(identity)
    return entity.name if entity else name_of(snapshot, community) if community else ""


def way_to(snapshot: Snapshot, community: str, level: int) -> tuple[str, ...]:
    """The communities to open, from the level down, so that this one is seen by what it holds."""
    found: list[str] = []
    at = snapshot.communities.get(community)
    while at is not None and at.level <= level:
        found.append(at.id)
        at = snapshot.communities.get(at.parent) if at.parent is not None else None
    return tuple(reversed(found))


def partners(snapshot: Snapshot, entity: str, community: Community, number: int = 8) -> tuple[str, ...]:
    """Members an entity may be compared with: its community's centre, then those it is linked to, then the busiest."""
    links = [snapshot.relations[key] for key in snapshot.ties.get(entity, ())]
    linked = {end for link in links for end in (link.head, link.tail)}

    def rank(one: str) -> tuple[bool, bool, int, str]:
        return one != community.centre, one not in linked, -len(snapshot.ties.get(one, ())), one

    others = (one for one in community.members if one != entity and one in snapshot.entities)
    return tuple(sorted(others, key=rank)[:number])


def community_rows(snapshot: Snapshot, locks: Container[str] = (), lock: str = "") -> list[dict[str, Any]]:
    """One row a community, the coarse ones first, then by size.

    ``locks`` holds the ids of those people decided about; they are marked with the word ``lock``.
    """
    ordered = sorted(snapshot.tree.communities, key=lambda c: (-c.level, -len(c.members), c.id))
    return [
        {
            "id": community.id,
            "lock": lock if community.id in locks else "",
            "level": community.level,
            "name": name_of(snapshot, community),
            "size": len(community.members),
            "centre": snapshot.entities[community.centre].name if community.centre in snapshot.entities else "",
            "keywords": listed((keyword.term for keyword in community.keywords[:6]), 6),
        }
        for community in ordered
    ]
