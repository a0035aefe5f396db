"""Communities as rows of a table, and the way down to one of them."""

from collections.abc import Container
from typing import Any

from kgworkbench.app.components.charts import name_of
from kgworkbench.app.components.words import listed
from kgworkbench.app.snapshot import Snapshot

__all__ = ["community_rows", "way_to"]


def way_to(snapshot: Snapshot, community: str, level: int) -> tuple[str, ...]:
    """The communities to open, from the level down, so that this one is seen by what it holds."""
    found: list[str] = []
    at = snapshot.communities.get(community)
    while at is not None and at.level <= level:
        found.append(at.id)
        at = snapshot.communities.get(at.parent) if at.parent is not None else None
    return tuple(reversed(found))


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
