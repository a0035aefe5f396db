"""What makes entities and relations the same: their ids, and the one order of the places that say so."""

from collections.abc import Iterable
from functools import lru_cache

from kgworkbench.model.graph import Provenance
from kgworkbench.model.ids import content_id
from kgworkbench.resolve.within import Key

__all__ = ["entity_id", "in_order", "relation_id"]


@lru_cache(maxsize=1 << 17)
def entity_id(key: Key) -> str:
    """The id of the entity with that key."""
    return content_id("entity", *key)


def relation_id(head: str, kind: str, tail: str) -> str:
    """The id of the relation of that type between two entity ids."""
    return content_id("relation", head, kind, tail)


def in_order(places: Iterable[Provenance]) -> tuple[Provenance, ...]:
    """The places, each once, by document, chunk and span; those without a span come first in their chunk."""
    return tuple(
        sorted(set(places), key=lambda p: (p.document, p.chunk, (p.span.start, p.span.end) if p.span else (-1, -1)))
    )
