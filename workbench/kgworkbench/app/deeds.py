"""Operations of the journal for people: what a kind is called, where one leads, and what it locks."""

from collections.abc import Iterable, Iterator

from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import WORDS, Strings
from kgworkbench.curate.apart import meant_by, speaks_of_communities
from kgworkbench.model.journal import (
    Action,
    AddRelation,
    Confirm,
    DeleteEntity,
    DeleteRelation,
    EditRelation,
    KeepApart,
    Merge,
    MergeCommunities,
    MoveEntity,
    Operation,
    Pin,
    PinCommunity,
    Rename,
    RenameCommunity,
    Retype,
    SetAttribute,
    Split,
    SplitCommunity,
)

__all__ = ["deed_kind", "deed_sort", "goal_of", "locks_of"]


def deed_sort(action: Action) -> str:
    """The sort of operation it is: its kind, but communities that are kept apart are a sort of their own."""
    return "KeepCommunitiesApart" if speaks_of_communities(action) else type(action).__name__


def deed_kind(action: Action, say: Strings) -> str:
    """What that sort of operation is called."""
    sort = deed_sort(action)
    return say(f"deed_{sort}") if f"deed_{sort}" in WORDS else sort


def goal_of(operation: Operation, snapshot: Snapshot) -> str:
    """The id of what the operation was about and is still there: a community, an entity or a relation; else ""."""
    for ident in _locked(operation.action, snapshot):
        if ident in snapshot.communities:
            return ident
    for ident in _about(operation.action):
        if ident in snapshot.entities or ident in snapshot.relations:
            return ident
    return ""


def locks_of(standing: Iterable[Operation], snapshot: Snapshot) -> dict[str, tuple[Operation, ...]]:
    """The entities and communities that people decided about, by id, with the operations that hold on each."""
    found: dict[str, list[Operation]] = {}
    for operation in standing:
        for ident in _locked(operation.action, snapshot):
            found.setdefault(ident, []).append(operation)
    return {ident: tuple(held) for ident, held in found.items()}


def _locked(action: Action, snapshot: Snapshot) -> Iterator[str]:
    match action:
        case Merge(into):
            yield into
        case Rename(entity) | Retype(entity) | Pin(entity) | SetAttribute(entity) | Split(entity) | MoveEntity(entity):
            yield entity
        case Confirm(_, ident):
            yield ident
        case KeepApart(one, other):
            for anchor, level in filter(None, (meant_by(one), meant_by(other))):
                yield from _community(snapshot, anchor, level)
        case MergeCommunities(anchors, level):
            yield from _community(snapshot, anchors[0], level)
        case SplitCommunity(_, members, level):
            yield from _community(snapshot, members[0], level)
        case PinCommunity(anchor):
            yield from _community(snapshot, anchor, 0)
        case RenameCommunity(anchor, _, level):
            yield from _community(snapshot, anchor, level)
        case _:
            return


def _community(snapshot: Snapshot, anchor: str, level: int) -> Iterator[str]:
    found = snapshot.community_of(anchor, level)
    if found is not None:
        yield found.id


def _about(action: Action) -> tuple[str, ...]:
    match action:
        case Merge(into, members):
            return (into, *(member for member in members if member != into))
        case KeepApart(one, other):
            here, there = meant_by(one), meant_by(other)
            return (here[0], there[0]) if here and there else (one, other)
        case Rename(entity) | Retype(entity) | Pin(entity) | SetAttribute(entity) | DeleteEntity(entity):
            return (entity,)
        case Split(entity):
            return (entity,)
        case MoveEntity(entity, anchor):
            return entity, anchor
        case AddRelation(head, _, tail):
            return head, tail
        case EditRelation(relation) | DeleteRelation(relation):
            return (relation,)
        case Confirm(_, ident):
            return (ident,)
        case MergeCommunities(anchors):
            return anchors
        case SplitCommunity(_, members):
            return members[:6]
        case PinCommunity(anchor) | RenameCommunity(anchor):
            return (anchor,)
        case _:
            return ()
