"""The journal: everything a person decided about the graph, one operation each, with what undoes it."""

from dataclasses import dataclass
from typing import Literal

from kgworkbench.model.facts import TypeKind
from kgworkbench.model.graph import Entity, Provenance, Relation
from kgworkbench.model.tree import Community

__all__ = [
    "Action",
    "AddRelation",
    "AnswerProposal",
    "AnswerViolation",
    "Confirm",
    "DeleteEntity",
    "DeleteRelation",
    "EditRelation",
    "Inverse",
    "KeepApart",
    "Merge",
    "MergeCommunities",
    "MoveEntity",
    "Operation",
    "Pin",
    "PinCommunity",
    "Redo",
    "Rename",
    "RenameCommunity",
    "Retype",
    "SetAttribute",
    "Split",
    "SplitCommunity",
    "Undo",
]


@dataclass(frozen=True, slots=True)
class Merge:
    """The members are the entity ``into``; they stand under its id, by ``name`` where one is given."""

    into: str
    members: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """What those chunks say of the entity is said of another one, with that name and type (its own where empty)."""

    entity: str
    chunks: tuple[str, ...]
    name: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Two entities that look alike are not the same: they are never offered for merging again."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Rename:
    """The entity is called so, whatever more texts call it; the earlier name becomes an alias."""

    entity: str
    name: str


@dataclass(frozen=True, slots=True)
class Retype:
    """The entity is of that type, whatever later extractions say. Its id stays."""

    entity: str
    type: str


@dataclass(frozen=True, slots=True)
class Pin:
    """The entity keeps the name and type it has now."""

    entity: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class SetAttribute:
    """A literal of the entity is ``new`` instead of ``old``; an empty ``old`` adds one, an empty ``new`` deletes."""

    entity: str
    type: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class DeleteEntity:
    """The entity and its relations are not wanted, however often they are extracted."""

    entity: str


@dataclass(frozen=True, slots=True)
class AddRelation:
    """A relation between two entities that a person knows of, with the places that say so, if any."""

    head: str
    type: str
    tail: str
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class EditRelation:
    """The relation has that type and those ends instead of its own."""

    relation: str
    head: str
    type: str
    tail: str


@dataclass(frozen=True, slots=True)
class DeleteRelation:
    """The relation is not wanted, however often it is extracted."""

    relation: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """A person looked at an entity or relation and found it right."""

    what: Literal["entity", "relation"]
    id: str


@dataclass(frozen=True, slots=True)
class MoveEntity:
    """The entity belongs to the finest community of the ``anchor`` entity."""

    entity: str
    anchor: str


@dataclass(frozen=True, slots=True)
class MergeCommunities:
    """The communities of those anchor entities, at one level, are one."""

    anchors: tuple[str, ...]
    level: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class SplitCommunity:
    """Those members leave the anchor's community and make one of their own; above level 0, with their whole
    communities of the level below.
    """

    anchor: str
    members: tuple[str, ...]
    level: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class PinCommunity:
    """Those members stay together with the anchor at the finest level."""

    anchor: str
    members: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class RenameCommunity:
    """The anchor's community at that level is called so."""

    anchor: str
    name: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class AnswerProposal:
    """A proposed type was accepted, mapped ``to`` a type of the schema, or rejected for good.

    ``before`` and ``after`` are the schema versions around the answer.
    """

    answer: Literal["accept", "map", "reject"]
    kind: TypeKind
    names: tuple[str, ...]
    to: str = ""
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class AnswerViolation:
    """A forbidden claim is let into the graph all the same (``accept``), or is not to be shown again (``ignore``).

    ``head`` and ``tail`` are (name, type); for a claim about one mention ``relation`` and ``tail`` are empty.
    """

    answer: Literal["accept", "ignore"]
    chunk: str
    rule: str
    claim: tuple[str, ...]
    head: tuple[str, str] = ("", "")
    relation: str = ""
    tail: tuple[str, str] = ("", "")
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Undo:
    """The operation of that number no longer holds."""

    number: int


@dataclass(frozen=True, slots=True)
class Redo:
    """The undone operation of that number holds again, in its old place."""

    number: int


Action = (
    Merge
    | Split
    | KeepApart
    | Rename
    | Retype
    | Pin
    | SetAttribute
    | DeleteEntity
    | AddRelation
    | EditRelation
    | DeleteRelation
    | Confirm
    | MoveEntity
    | MergeCommunities
    | SplitCommunity
    | PinCommunity
    | RenameCommunity
    | AnswerProposal
    | AnswerViolation
    | Undo
    | Redo
)


@dataclass(frozen=True, slots=True)
class Inverse:
    """What to put back, exactly, to be where the operation was done.

    ``entities``, ``relations`` and ``communities`` are as they were before (communities without their members);
    ``gone_*`` are the ids the operation made; ``homes`` holds the finest community of each entity that came, went or
    moved, "" where it had none.
    """

    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    communities: tuple[Community, ...] = ()
    gone_entities: tuple[str, ...] = ()
    gone_relations: tuple[str, ...] = ()
    gone_communities: tuple[str, ...] = ()
    homes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One entry of the journal; ``number`` counts from 1, ``time`` is ISO 8601 in UTC.

    ``says`` tells it for people, in the names of its day. ``inverse`` is None where the operation holds but found
    nothing to act upon in the graph as it is.
    """

    number: int
    action: Action
    author: str = ""
    time: str = ""
    reason: str = ""
    says: str = ""
    inverse: Inverse | None = None
