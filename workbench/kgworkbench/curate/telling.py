"""Operations in words, with the names their entities have on that day."""

from kgworkbench.curate.working import Working
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

__all__ = ["told"]

_SHOWN = 6


def told(action: Action, working: Working) -> str:
    """One line that says what the action does, before it is done."""

    def name(ident: str) -> str:
        entity = working.entities.get(ident)
        return entity.name if entity is not None else ident

    def names(idents: tuple[str, ...]) -> str:
        shown = ", ".join(name(ident) for ident in idents[:_SHOWN])
        return f"{shown} and {len(idents) - _SHOWN} more" if len(idents) > _SHOWN else shown

    def link(ident: str) -> str:
        relation = working.relations.get(ident)
        return f"{name(relation.head)} {relation.type} {name(relation.tail)}" if relation is not None else ident

    match action:
        case Merge(into, members, called):
            return f"merge {names(members)} into {name(into)}" + (f", called {called}" if called else "")
        case Split(entity, chunks, called, kind):
            return f"split {called or name(entity)} ({kind or 'same type'}) off {name(entity)} by {len(chunks)} chunks"
        case KeepApart(one, other):
            return f"{name(one)} and {name(other)} are not the same"
        case Rename(entity, called):
            return f"rename {name(entity)} to {called}"
        case Retype(entity, kind):
            return f"{name(entity)} is of type {kind}"
        case Pin(_, called, kind):
            return f"pin {called} ({kind})"
        case SetAttribute(entity, kind, old, new):
            return f"{kind} of {name(entity)}: {old or 'nothing'} becomes {new or 'nothing'}"
        case DeleteEntity(entity):
            return f"delete {name(entity)}"
        case AddRelation(head, kind, tail):
            return f"add {name(head)} {kind} {name(tail)}"
        case EditRelation(relation, head, kind, tail):
            return f"{link(relation)} becomes {name(head)} {kind} {name(tail)}"
        case DeleteRelation(relation):
            return f"delete {link(relation)}"
        case Confirm(what, ident):
            return f"confirm {name(ident) if what == 'entity' else link(ident)}"
        case MoveEntity(entity, anchor):
            return f"move {name(entity)} to the community of {name(anchor)}"
        case MergeCommunities(anchors, level):
            return f"merge the communities of {names(anchors)} at level {level}"
        case SplitCommunity(anchor, members, level):
            return f"split {names(members)} off the community of {name(anchor)} at level {level}"
        case PinCommunity(anchor, members):
            return f"keep {names(members)} in the community of {name(anchor)}"
        case RenameCommunity(anchor, called, level):
            return f"call the community of {name(anchor)} at level {level} {called}"
        case AnswerProposal(answer, kind, called, to):
            return f"{answer} the proposed {kind} type {', '.join(called)}" + (f" as {to}" if to else "")
        case AnswerViolation(answer, _, rule, claim):
            return f"{answer} the claim {' '.join(claim)} ({rule})"
        case Undo(number) | Redo(number):
            return f"operation {number}"
