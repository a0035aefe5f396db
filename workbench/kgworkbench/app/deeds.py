"""Operations of the journal for people: what each is called, where it leads, and what it locks."""

from collections.abc import Iterable, Iterator

from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import WORDS, Strings
from kgworkbench.model.journal import (
    Action,
    AddRelation,
    AnswerProposal,
    AnswerViolation,
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
    Redo,
    Rename,
    RenameCommunity,
    Retype,
    SetAttribute,
    Split,
    SplitCommunity,
    Undo,
)

__all__ = ["deed_kind", "deed_text", "goal_of", "locks_of"]


def deed_kind(action: Action, say: Strings) -> str:
    """What that sort of operation is called."""
    key = f"deed_{type(action).__name__}"
    return say(key) if key in WORDS else type(action).__name__


def deed_text(operation: Operation, snapshot: Snapshot, say: Strings) -> str:
    """What the operation did, in the reader's language; names are those of today, or of its day where they are gone."""
    if say.language != "zh" or isinstance(operation.action, Undo | Redo):
        return operation.says
    old = {entity.id: entity.name for entity in operation.inverse.entities} if operation.inverse else {}

    def name(ident: str) -> str:
        known = snapshot.entities.get(ident)
        return known.name if known is not None else old.get(ident, ident)

    about = "、".join(name(ident) for ident in _about(operation.action))
    change = _becomes(operation.action)
    return f"{about} → {change}" if about and change else about or change or operation.says


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
            return one, other
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


def _becomes(action: Action) -> str:
    match action:
        case Merge(_, _, name) | Split(_, _, name) | Rename(_, name) | MergeCommunities(_, _, name):
            return name
        case SplitCommunity(_, _, _, name) | PinCommunity(_, _, name) | RenameCommunity(_, name):
            return name
        case Retype(_, kind):
            return kind
        case SetAttribute(_, kind, old, new):
            return f"{kind}：{old or '∅'} → {new or '∅'}"
        case AddRelation(_, kind) | EditRelation(_, _, kind):
            return kind
        case AnswerProposal(_, _, names, to):
            return f"{'、'.join(names)} → {to}" if to else "、".join(names)
        case AnswerViolation(_, _, rule, claim):
            return f"{rule}：{' '.join(part for part in claim if part)}"
        case _:
            return ""
