"""What both stores must agree on: which of two rows wins, which names match, how far a neighbourhood reaches."""

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from kgworkbench.errors import StoreError
from kgworkbench.model.graph import Entity, Provenance
from kgworkbench.model.tree import KnowledgeTree

__all__ = ["check_ends", "check_tree", "chunks_said", "fitting", "latest", "reach"]

Value = TypeVar("Value")
Key = TypeVar("Key", str, int)


def latest(values: Iterable[Value], key: Callable[[Value], Key]) -> dict[Key, Value]:
    """The values by key; where two share one, the later."""
    return {key(value): value for value in values}


def chunks_said(provenance: Iterable[Provenance]) -> list[str]:
    """The chunks of a provenance, each once, in its order."""
    return list(dict.fromkeys(place.chunk for place in provenance))


def check_ends(relation: str, ends: Iterable[str], known: Collection[str]) -> None:
    """Nothing, where both ends of the relation are known.

    Raises:
        StoreError: an end is no entity of the graph.
    """
    for end in ends:
        if end not in known:
            raise StoreError(f"relation {relation!r} has an end {end!r} that is no entity: write that entity first")


def check_tree(tree: KnowledgeTree) -> None:
    """Nothing, where every community has an id of its own.

    Raises:
        StoreError: two communities share an id.
    """
    seen: set[str] = set()
    for community in tree.communities:
        if community.id in seen:
            raise StoreError(f"two communities of the tree have the id {community.id!r}: give each its own")
        seen.add(community.id)


def fitting(named: Iterable[Entity], text: str, limit: int) -> tuple[str, ...]:
    """Ids of the entities whose name or alias contains the text, whatever its case; shortest names first."""
    wanted = text.casefold()
    fit = [
        (len(entity.name), entity.name, entity.id)
        for entity in named
        if any(wanted in name.casefold() for name in (entity.name, *entity.aliases))
    ]
    return tuple(ident for _, _, ident in sorted(fit)[: max(limit, 0)])


def reach(
    start: Iterable[str], depth: int, limit: int, beside: Callable[[list[str]], Collection[str]]
) -> frozenset[str]:
    """Ids within ``depth`` steps of the start, nearest first until ``limit`` is met; ties go to the smaller id.

    ``beside`` gives the ids one relation away from any of a list, whichever way the relation points.
    """
    limit = max(limit, 0)
    frontier = sorted(set(start))[:limit]
    found = set(frontier)
    for _ in range(depth):
        if not frontier or len(found) >= limit:
            break
        frontier = sorted(set(beside(frontier)) - found)[: limit - len(found)]
        found.update(frontier)
    return frozenset(found)
