"""What operations do to entities and relations. Each either does its whole work or raises before the first change."""

from collections.abc import Iterable
from dataclasses import replace

from kgworkbench.curate.working import Working
from kgworkbench.errors import CurationError
from kgworkbench.model.graph import Entity, Fact, Provenance, Relation
from kgworkbench.model.ids import content_id
from kgworkbench.model.journal import (
    AddRelation,
    AnswerViolation,
    DeleteEntity,
    DeleteRelation,
    EditRelation,
    Merge,
    Pin,
    Rename,
    Retype,
    SetAttribute,
    Split,
)
from kgworkbench.resolve.identity import entity_id, in_order, relation_id
from kgworkbench.resolve.normalise import normalise

__all__ = [
    "add_relation",
    "admit",
    "delete_entity",
    "delete_relation",
    "edit_relation",
    "merge",
    "pin",
    "rename",
    "retype",
    "set_attribute",
    "split",
]


def merge(working: Working, action: Merge) -> None:
    """The members' names, places, attributes and relations go to ``into``; relations among them end."""
    kept = _entity(working, action.into)
    members = [_entity(working, ident) for ident in dict.fromkeys(action.members) if ident != action.into]
    if not members:
        raise CurationError(f"nothing to merge into {kept.name!r}: name at least one other entity")
    group = {action.into, *(member.id for member in members)}
    name = action.name.strip() or kept.name
    names = {kept.name, *kept.aliases}.union(*({member.name, *member.aliases} for member in members))
    whole = replace(
        kept,
        name=name,
        aliases=tuple(sorted(names - {name})),
        attributes=_facts(fact for each in (kept, *members) for fact in each.attributes),
        provenance=in_order(place for each in (kept, *members) for place in each.provenance),
    )
    touching = sorted(link for ident in group for link in working.links.get(ident, ()))
    links = [working.relations[link] for link in dict.fromkeys(touching)]
    for member in members:
        working.drop(member.id)
    working.put(whole)
    for link in links:
        head = action.into if link.head in group else link.head
        tail = action.into if link.tail in group else link.tail
        if (head, tail) != (link.head, link.tail):
            _draw_anew(working, link, head, link.type, tail)


def split(working: Working, action: Split) -> None:
    """Places, attributes and relations that stand in those chunks go to a new entity beside the old one."""
    whole = _entity(working, action.entity)
    chunks = set(action.chunks)
    leaving = [place for place in whole.provenance if place.chunk in chunks]
    if not leaving or len(leaving) == len(whole.provenance):
        raise CurationError(
            f"those chunks hold {len(leaving)} of the {len(whole.provenance)} places of {whole.name!r}: "
            "choose chunks with some of its places, and not all"
        )
    ident = content_id("split", action.entity, *sorted(chunks))
    if ident in working.entities:
        raise CurationError(f"{whole.name!r} was split by these chunks already")
    name, kind = action.name.strip() or whole.name, action.type.strip() or whole.type
    names = {whole.name, *whole.aliases}
    part = Entity(
        ident,
        name,
        kind,
        tuple(sorted(names - {name})),
        _divided(whole.attributes, chunks, inside=True),
        in_order(leaving),
    )
    rest = replace(
        whole,
        attributes=_divided(whole.attributes, chunks, inside=False),
        provenance=tuple(place for place in whole.provenance if place.chunk not in chunks),
    )
    links = [working.relations[link] for link in sorted(working.links.get(action.entity, ()))]
    working.put(part)
    working.put(rest)
    working.settle_in(ident, working.home.get(action.entity))
    for link in links:
        said = tuple(place for place in link.provenance if place.chunk in chunks)
        if not said:
            continue
        head = ident if link.head == action.entity else link.head
        tail = ident if link.tail == action.entity else link.tail
        left = tuple(place for place in link.provenance if place.chunk not in chunks)
        working.drop_relation(link.id)
        if left:
            working.put_relation(replace(link, provenance=left))
        _join(working, replace(link, head=head, tail=tail, provenance=said))


def rename(working: Working, action: Rename) -> None:
    """The name changes, the earlier one becomes an alias."""
    _call(working, action.entity, action.name)


def retype(working: Working, action: Retype) -> None:
    """The type changes; the id stays."""
    entity = _entity(working, action.entity)
    working.put(replace(entity, type=_worded(action.type, "type")))


def pin(working: Working, action: Pin) -> None:
    """Name and type are those that were pinned."""
    _call(working, action.entity, action.name)
    retype(working, Retype(action.entity, action.type))


def set_attribute(working: Working, action: SetAttribute) -> None:
    """One literal is added, changed or taken away; a changed one keeps its places."""
    entity = _entity(working, action.entity)
    kept = [fact for fact in entity.attributes if (fact.type, fact.value) != (action.type, action.old)]
    if action.old and len(kept) == len(entity.attributes):
        raise CurationError(f"{entity.name!r} has no {action.type} {action.old!r}")
    if not action.old and not action.new.strip():
        raise CurationError(f"nothing to set as {action.type} of {entity.name!r}: give a value")
    places = tuple(p for fact in entity.attributes if fact not in kept for p in fact.provenance)
    fresh = [Fact(_worded(action.type, "attribute type"), action.new.strip(), places)] if action.new.strip() else []
    working.put(replace(entity, attributes=_facts((*kept, *fresh))))


def delete_entity(working: Working, action: DeleteEntity) -> None:
    """The entity goes, with its relations."""
    _entity(working, action.entity)
    working.drop(action.entity)


def add_relation(working: Working, action: AddRelation) -> None:
    """The relation is there, beside whatever places said so before."""
    for end in (action.head, action.tail):
        _entity(working, end)
    _apart(action.head, action.tail)
    kind = _worded(action.type, "relation type")
    _join(working, Relation("", action.head, kind, action.tail, 1.0, in_order(action.provenance)))


def edit_relation(working: Working, action: EditRelation) -> None:
    """The relation has other ends or another type, and keeps its places."""
    link = _relation(working, action.relation)
    for end in (action.head, action.tail):
        _entity(working, end)
    _apart(action.head, action.tail)
    _draw_anew(working, link, action.head, _worded(action.type, "relation type"), action.tail)


def delete_relation(working: Working, action: DeleteRelation) -> None:
    """The relation goes."""
    _relation(working, action.relation)
    working.drop_relation(action.relation)


def admit(working: Working, action: AnswerViolation) -> None:
    """A forbidden claim is let in: its entities, made where they are not there, and its relation."""
    if action.answer != "accept":
        return
    ends = [_admitted(working, named, action.provenance) for named in (action.head, action.tail) if named[0]]
    if not ends:
        raise CurationError("the claim names no entity: it cannot be let in, only ignored")
    if action.relation and len(ends) == 2:
        _apart(*ends)
        _join(working, Relation("", ends[0], action.relation, ends[1], 1.0, in_order(action.provenance)))


def _admitted(working: Working, named: tuple[str, str], places: tuple[Provenance, ...]) -> str:
    name, kind = named
    ident = entity_id((normalise(name), kind))
    if ident not in working.entities:
        working.put(Entity(ident, name, kind, (), (), in_order(places)))
    return ident


def _call(working: Working, ident: str, name: str) -> None:
    entity = _entity(working, ident)
    name = _worded(name, "name")
    aliases = tuple(sorted({entity.name, *entity.aliases} - {name}))
    working.put(replace(entity, name=name, aliases=aliases))


def _draw_anew(working: Working, link: Relation, head: str, kind: str, tail: str) -> None:
    """The relation with other ends; none where both are one entity."""
    working.drop_relation(link.id)
    if head != tail:
        _join(working, replace(link, head=head, type=kind, tail=tail))


def _join(working: Working, link: Relation) -> None:
    """Write the relation, or add its places to the one that says the same."""
    head, tail = link.head, link.tail
    if link.type in working.symmetric and _key(working, tail) < _key(working, head):
        head, tail = tail, head
    ident = relation_id(head, link.type, tail)
    there = working.relations.get(ident)
    if there is not None:
        link = replace(
            link,
            confidence=max(there.confidence, link.confidence),
            provenance=in_order((*there.provenance, *link.provenance)),
        )
    working.put_relation(replace(link, id=ident, head=head, tail=tail))


def _key(working: Working, ident: str) -> tuple[str, str]:
    entity = working.entities[ident]
    return normalise(entity.name), entity.type


def _entity(working: Working, ident: str) -> Entity:
    entity = working.entities.get(ident)
    if entity is None:
        raise CurationError(f"no entity {ident!r} in the graph: it was merged, deleted or is not extracted any more")
    return entity


def _relation(working: Working, ident: str) -> Relation:
    link = working.relations.get(ident)
    if link is None:
        raise CurationError(f"no relation {ident!r} in the graph: it was changed, deleted or is not extracted any more")
    return link


def _apart(head: str, tail: str) -> None:
    if head == tail:
        raise CurationError("a relation needs two entities: choose another head or tail")


def _worded(text: str, what: str) -> str:
    worded = " ".join(text.split())
    if not worded:
        raise CurationError(f"an empty {what} cannot be used: give one")
    return worded


def _facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    said: dict[tuple[str, str], list[Provenance]] = {}
    for fact in facts:
        said.setdefault((fact.type, fact.value), []).extend(fact.provenance)
    return tuple(Fact(kind, value, in_order(places)) for (kind, value), places in sorted(said.items()))


def _divided(facts: Iterable[Fact], chunks: set[str], *, inside: bool) -> tuple[Fact, ...]:
    """The facts as those chunks say them, or as all others do; a fact with no place stays with the old entity."""
    parts = []
    for fact in facts:
        places = tuple(place for place in fact.provenance if (place.chunk in chunks) == inside)
        if places or (not inside and not fact.provenance):
            parts.append(replace(fact, provenance=places))
    return tuple(parts)
