"""Types that engines asked for: what was asked, whether it may be taken in, and the schema that takes it in."""

from dataclasses import dataclass, replace
from typing import Literal

from kgworkbench.errors import SchemaError
from kgworkbench.model.facts import TypeKind
from kgworkbench.model.schema import AttributeType, Cues, EntityType, RelationType, Schema, ValueType
from kgworkbench.model.text import Span
from kgworkbench.schema.alike import AnyType
from kgworkbench.schema.rename import Renames

__all__ = ["Policy", "ProposalCluster", "Witness", "accept", "map_to", "mapped_names", "may_accept"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What becomes of a proposal with nobody looking: ``never`` keeps none, ``ask`` leaves each to a person,
    ``accept`` takes in those that at least ``support`` chunks asked for with a mean confidence of ``confidence``.
    """

    mode: Literal["never", "ask", "accept"] = "ask"
    confidence: float = 0.8
    support: int = 5


@dataclass(frozen=True, slots=True)
class Witness:
    """One text behind a proposal: what was claimed there, the sentence, and where it stands."""

    text: str
    sentence: str
    document: str
    chunk: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ProposalCluster:
    """A type that engines asked for under one or several like names.

    ``name`` is the commonest of ``names``; ``support`` counts the chunks that asked, ``confidence`` is their mean.
    ``heads`` and ``tails`` are the entity types it was seen to link, commonest first; of an attribute, ``heads`` are
    its owners and ``value`` what its literals look like. ``near`` holds like types of the schema with how alike they
    are, the likeliest first.
    """

    kind: TypeKind
    name: str
    names: tuple[str, ...]
    support: int
    confidence: float
    documents: int
    examples: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    value: ValueType = "text"
    witnesses: tuple[Witness, ...] = ()
    near: tuple[tuple[str, float], ...] = ()


def may_accept(cluster: ProposalCluster, policy: Policy) -> bool:
    """Whether the policy takes the proposal in with nobody asked.

    One whose ends or owners were never seen is left to a person, whatever the policy.
    """
    known = cluster.kind == "entity" or (cluster.heads and (cluster.tails or cluster.kind == "attribute"))
    enough = cluster.confidence >= policy.confidence and cluster.support >= policy.support
    return bool(policy.mode == "accept" and enough and known)


def accept(
    schema: Schema,
    cluster: ProposalCluster,
    *,
    name: str = "",
    description: str = "",
    parent: str | None = None,
    head: tuple[str, ...] = (),
    tail: tuple[str, ...] = (),
) -> Schema:
    """The schema with the proposed type, under its own name or the given one; its version is left to the keeper.

    ``head`` and ``tail`` (for an attribute ``head`` alone) replace the types it was seen with.

    Raises:
        SchemaError: the schema has a type of that name, lacks one that is named, or nothing says what it links.
    """
    called = " ".join((name or cluster.name).split())
    if not called:
        raise SchemaError("a type needs a name; give one")
    if _type_of(schema, cluster.kind, called) is not None:
        raise SchemaError(f"the schema has the {cluster.kind} type {called!r} already; map the proposal to it")
    heads, tails = head or cluster.heads, tail or cluster.tails
    known = {kind.name for kind in schema.entity_types}
    for needed in (*heads, *tails, *((parent,) if parent and cluster.kind == "entity" else ())):
        if needed not in known:
            raise SchemaError(f"{cluster.kind} type {called!r} needs the entity type {needed!r}; add that first")
    if cluster.kind == "entity":
        entity = EntityType(called, description, cluster.examples, parent=parent)
        return replace(schema, entity_types=(*schema.entity_types, entity))
    if not heads or (cluster.kind == "relation" and not tails):
        raise SchemaError(f"nothing says what the {cluster.kind} type {called!r} belongs to; name its entity types")
    cues: Cues = ((schema.language, _as_cues(cluster.names)),)
    if cluster.kind == "relation":
        relation = RelationType(called, heads, tails, description, cues=cues)
        return replace(schema, relation_types=(*schema.relation_types, relation))
    attribute = AttributeType(called, heads, cluster.value, description=description, cues=cues)
    return replace(schema, attribute_types=(*schema.attribute_types, attribute))


def map_to(schema: Schema, cluster: ProposalCluster, target: str) -> Schema:
    """The schema whose existing type takes the proposal in: its names become cues, its examples examples.

    Kept and later candidates of the proposed names count as the target's once ``mapped_names`` is applied to them.

    Raises:
        SchemaError: the schema has no type of that kind and name.
    """
    kind = _type_of(schema, cluster.kind, target)
    if kind is None:
        raise SchemaError(f"the schema has no {cluster.kind} type {target!r} to map to; add it, or choose another")
    cues = _with_cues(kind.cues, schema.language, _as_cues(cluster.names))
    if isinstance(kind, EntityType):
        examples = tuple(dict.fromkeys((*kind.examples, *cluster.examples)))
        taken = replace(kind, cues=cues, examples=examples)
        return replace(schema, entity_types=tuple(taken if each is kind else each for each in schema.entity_types))
    if isinstance(kind, RelationType):
        linked = replace(kind, cues=cues)
        return replace(schema, relation_types=tuple(linked if each is kind else each for each in schema.relation_types))
    said = replace(kind, cues=cues)
    return replace(schema, attribute_types=tuple(said if each is kind else each for each in schema.attribute_types))


def mapped_names(cluster: ProposalCluster, target: str) -> Renames:
    """The renames that carry the cluster's names over to the type it was mapped to or accepted as."""
    return Renames.of((cluster.kind, name, target) for name in cluster.names)


def _type_of(schema: Schema, kind: TypeKind, name: str) -> AnyType | None:
    if kind == "entity":
        return schema.entity_type(name)
    return schema.relation_type(name) if kind == "relation" else schema.attribute_type(name)


def _as_cues(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of types as words of a text: "was_born_in" as "was born in"."""
    return tuple(dict.fromkeys(" ".join(name.replace("_", " ").split()) for name in names))


def _with_cues(cues: Cues, language: str, more: tuple[str, ...]) -> Cues:
    words = dict(cues)
    words[language] = tuple(dict.fromkeys((*words.get(language, ()), *more)))
    return tuple(words.items())
