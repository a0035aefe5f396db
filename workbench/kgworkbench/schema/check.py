"""What is wrong with a schema, and what is merely odd."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema

__all__ = ["Finding", "Severity", "check", "closest"]

Severity = Literal["error", "warning"]
Place = tuple[str | int, ...]

# An entity, a fact and their exports carry these beside the schema's own types.
_RESERVED = frozenset({"id", "name", "type", "aliases", "provenance", "chunk", "document", "community", "keyword"})
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at in a schema: an error makes it unusable, a warning does not.

    ``place`` leads to it in the schema file, as in ``("relation_types", 3, "head", 0)``.
    """

    severity: Severity
    rule: str
    message: str
    place: Place


def check(schema: Schema) -> tuple[Finding, ...]:
    """The findings about a schema: errors first, then warnings, each in the order of the schema."""
    found = [
        *_names(schema),
        *_references(schema),
        *_cycles("entity", "entity_types", {kind.name: kind.parent for kind in schema.entity_types}),
        *_cycles("relation", "relation_types", {kind.name: kind.parent for kind in schema.relation_types}),
        *_values(schema),
        *_cues(schema),
        *_unreachable(schema),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity))


def closest(name: str, known: Iterable[str]) -> str:
    """A hint "; did you mean 'Person'?" where a known name is close to the given one, otherwise nothing."""
    by_case = {other.casefold(): other for other in known}
    near = get_close_matches(name.casefold(), sorted(by_case), n=1, cutoff=0.6)
    return f"; did you mean {by_case[near[0]]!r}?" if near else ""


def _kinds(schema: Schema) -> Iterator[tuple[str, str, Sequence[EntityType | RelationType | AttributeType]]]:
    yield "entity", "entity_types", schema.entity_types
    yield "relation", "relation_types", schema.relation_types
    yield "attribute", "attribute_types", schema.attribute_types


def _names(schema: Schema) -> Iterator[Finding]:
    if not schema.entity_types:
        yield Finding(
            "warning", "empty", "the schema has no entity types; add one under entity_types", ("entity_types",)
        )
    owners: dict[str, str] = {}
    for word, section, kinds in _kinds(schema):
        seen: dict[str, str] = {}
        for index, kind in enumerate(kinds):
            name, place = kind.name, (section, index, "name")
            said = f"{word} type {name!r}"
            if name != " ".join(name.split()) or not name:
                message = f"{said} has a name that is blank or oddly spaced; write it on one line, with single spaces"
                yield Finding("error", "spacing", message, place)
            earlier = seen.setdefault(name.casefold(), name)
            if name in owners and owners[name] == word:
                yield Finding("error", "duplicate", f"{said} is defined twice; remove or rename one", place)
            elif earlier != name:
                message = f"{said} differs from {earlier!r} only by case; rename one"
                yield Finding("warning", "similar", message, place)
            elif owners.setdefault(name, word) != word:
                message = f"{said} has the name of a type of another kind ({owners[name]}); rename one"
                yield Finding("warning", "ambiguous", message, place)
            if name.casefold() in _RESERVED:
                message = f"{said} has a reserved name that exports use for something else; rename it"
                yield Finding("warning", "reserved", message, place)


def _references(schema: Schema) -> Iterator[Finding]:
    entities = [kind.name for kind in schema.entity_types]
    relations = [kind.name for kind in schema.relation_types]
    for word, section, kinds in _kinds(schema):
        for index, kind in enumerate(kinds):
            said = f"{word} type {kind.name!r}"
            place = (section, index)
            for field in ("head", "tail", "of"):
                named = getattr(kind, field, None)
                if named == ():
                    message = f"{said} allows no entity type in {field!r}; list at least one, as in {field}: [Person]"
                    yield Finding("error", "empty", message, (*place, field))
                yield from _unknown(f"{said} has unknown {field} type", named or (), entities, (*place, field))
                for name, times in Counter(named or ()).items():
                    if times > 1:
                        message = f"{said} lists {name!r} {times} times in {field!r}; keep one"
                        yield Finding("warning", "repeated", message, (*place, field))
            parent = getattr(kind, "parent", None)
            known = entities if word == "entity" else relations
            if parent is not None and parent not in known:
                message = f"{said} has unknown parent {parent!r}{_advice(parent, known, section)}"
                yield Finding("error", "unknown", message, (*place, "parent"))


def _unknown(said: str, named: Sequence[str], known: Sequence[str], place: Place) -> Iterator[Finding]:
    for index, name in enumerate(named):
        if name not in known:
            message = f"{said} {name!r}{_advice(name, known, 'entity_types')}"
            yield Finding("error", "unknown", message, (*place, index))


def _advice(name: str, known: Sequence[str], section: str) -> str:
    hint = closest(name, known)
    return f"{hint} Add it under {section} or correct the name" if hint else f"; add it under {section} or correct it"


def _cycles(word: str, section: str, parents: Mapping[str, str | None]) -> Iterator[Finding]:
    reported: set[str] = set()
    for index, name in enumerate(parents):
        walk = [name]
        while (parent := parents.get(walk[-1])) is not None and parent not in walk:
            walk.append(parent)
        if parent == name and not reported & set(walk):
            reported.update(walk)
            chain = " -> ".join([*walk, name])
            message = f"{word} type {name!r} is its own ancestor ({chain}); remove one parent"
            yield Finding("error", "cycle", message, (section, index, "parent"))


def _values(schema: Schema) -> Iterator[Finding]:
    for index, kind in enumerate(schema.attribute_types):
        said, place = f"attribute type {kind.name!r}", ("attribute_types", index)
        if kind.value == "enum" and not kind.values:
            message = f"{said} is an enum with no values; list them, as in values: [red, green]"
            yield Finding("error", "values", message, (*place, "value"))
        if kind.value != "enum" and kind.values:
            message = f"{said} lists values, though its value is {kind.value!r}; write value: enum, or remove them"
            yield Finding("warning", "values", message, (*place, "values"))
        if kind.unit and kind.value != "number":
            message = f"{said} has the unit {kind.unit!r}, though its value is {kind.value!r}; write value: number"
            yield Finding("warning", "unit", message, (*place, "unit"))


def _cues(schema: Schema) -> Iterator[Finding]:
    for word, section, kinds in _kinds(schema):
        for index, kind in enumerate(kinds):
            said = f"{word} type {kind.name!r}"
            for language, cues in kind.cues:
                for position, cue in enumerate(cues):
                    place = (section, index, "cues", language, position)
                    if not cue.strip():
                        yield Finding("warning", "cue", f"{said} has a blank cue; remove it", place)
                    for slot in _BRACES.findall(cue):
                        if word == "relation" and slot not in ("head", "tail"):
                            wrong = (
                                f"has the cue {cue!r} with {{{slot}}}; only {{head}} and {{tail}} stand for a mention"
                            )
                            yield Finding("warning", "cue", f"{said} {wrong}", place)


def _unreachable(schema: Schema) -> Iterator[Finding]:
    named = {name for relation in schema.relation_types for name in (*relation.head, *relation.tail)}
    named.update(name for attribute in schema.attribute_types for name in attribute.of)
    lineages = [schema.lineage(kind.name) for kind in schema.entity_types]
    # A type is in use where it, an ancestor or a descendant is named.
    used = {name for lineage in lineages if named & set(lineage) for name in (lineage[0],)}
    used.update(name for lineage in lineages if lineage and lineage[0] in named for name in lineage)
    for index, kind in enumerate(schema.entity_types):
        if kind.name not in used:
            message = f"entity type {kind.name!r} is in no relation or attribute type, so nothing can be said of it"
            yield Finding("warning", "unreachable", message, ("entity_types", index, "name"))
