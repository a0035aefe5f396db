"""The KnowledgeTree: attributes, relations, keywords and communities in four levels."""

from dataclasses import dataclass

__all__ = ["Community", "Keyword", "KnowledgeTree"]


@dataclass(frozen=True, slots=True)
class Keyword:
    """A term that represents a community and links it to the members that carry it."""

    term: str
    weight: float
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Community:
    """A set of entities at one level. Level 0 is the finest; ``parent`` is a community one level up.

    ``members`` are entity ids, sorted; ``centre`` is the member with the highest dual-perception score.
    """

    id: str
    level: int
    members: tuple[str, ...]
    centre: str
    parent: str | None = None
    keywords: tuple[Keyword, ...] = ()
    name: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class KnowledgeTree:
    """The communities of every level, finest first; at each level every entity is in exactly one.

    Attributes and relations, the lower two of the four levels, stand in the graph the tree was made of. ``drift``
    counts the entities that came and went since communities were last found among all.
    """

    communities: tuple[Community, ...] = ()
    method: str = "dual"
    drift: int = 0

    @property
    def levels(self) -> int:
        """How many levels of communities there are."""
        return 1 + max((community.level for community in self.communities), default=-1)

    def at(self, level: int) -> tuple[Community, ...]:
        """The communities of one level."""
        return tuple(community for community in self.communities if community.level == level)
