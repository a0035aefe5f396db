"""Communities that a person keeps apart: how the journal means them, and which ones they are in a tree.

As everywhere in the journal, a community is meant by an entity in it, so that it is found again after re-clustering.
"""

from collections.abc import Iterable

from kgworkbench.model.journal import Action, KeepApart, Merge, Operation
from kgworkbench.model.tree import KnowledgeTree

__all__ = ["apart_in", "communities_apart", "meant_by", "speaks_of_communities"]

_MARK = "community"


def communities_apart(one: str, other: str, level: int = 0) -> KeepApart:
    """The action that keeps the communities of two entities, their anchors, apart at a level: they are never offered
    for merging again.
    """
    return KeepApart(f"{_MARK} {level} {one}", f"{_MARK} {level} {other}")


def meant_by(ident: str) -> tuple[str, int] | None:
    """The anchor entity and the level of a community that is kept apart; None where an entity itself is."""
    mark, _, rest = ident.partition(" ")
    level, _, anchor = rest.partition(" ")
    return (anchor, int(level)) if mark == _MARK and level.isdecimal() and anchor else None


def speaks_of_communities(action: Action) -> bool:
    """Whether the action keeps communities apart, not entities."""
    return isinstance(action, KeepApart) and meant_by(action.one) is not None


def apart_in(tree: KnowledgeTree, standing: Iterable[Operation]) -> frozenset[frozenset[str]]:
    """The pairs of communities of the tree, by id, that the standing operations keep apart.

    An anchor that was merged into another entity since is found where that one is. A pair that re-clustering made
    one community, or one of which is gone, is none.
    """
    held = tuple(standing)
    meant = [
        (one, other)
        for operation in held
        if isinstance(operation.action, KeepApart)
        and (one := meant_by(operation.action.one)) is not None
        and (other := meant_by(operation.action.other)) is not None
    ]
    if not meant:
        return frozenset()
    into = {
        member: operation.action.into
        for operation in held
        if isinstance(operation.action, Merge)
        for member in operation.action.members
        if member != operation.action.into
    }
    levels = {level for pair in meant for _, level in pair}
    home = {(member, level): each.id for level in levels for each in tree.at(level) for member in each.members}

    def found(anchor: str, level: int) -> str | None:
        passed = set[str]()
        while (anchor, level) not in home and anchor in into and anchor not in passed:
            passed.add(anchor)
            anchor = into[anchor]
        return home.get((anchor, level))

    pairs = (frozenset(filter(None, (found(*one), found(*other)))) for one, other in meant)
    return frozenset(pair for pair in pairs if len(pair) == 2)
