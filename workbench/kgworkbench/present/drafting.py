"""A schema under the pen: its types as cells of text, one edit at a time, and what each edit would do to the graph."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, Literal

from kgworkbench.curate.claims import gather_claims
from kgworkbench.curate.whatif import whatif
from kgworkbench.errors import SchemaError
from kgworkbench.model.facts import Extraction
from kgworkbench.model.graph import Graph
from kgworkbench.model.schema import AttributeType, Cues, EntityType, RelationType, Schema
from kgworkbench.present.schema import schema_rows
from kgworkbench.schema.check import check
from kgworkbench.schema.load import parse_schema
from kgworkbench.schema.rename import Renames
from kgworkbench.schema.write import dump_schema

__all__ = [
    "CELLS",
    "FIELDS",
    "Section",
    "added",
    "cells_of",
    "connected",
    "dissolved",
    "edited",
    "link_name",
    "read_text",
    "removed",
    "schema_cells",
    "schema_errors",
    "schema_text",
    "trial",
    "widened",
]

Section = Literal["entity", "relation", "attribute"]
Type = EntityType | RelationType | AttributeType

CELLS: dict[Section, tuple[str, ...]] = {
    "entity": ("name", "description", "examples", "cues", "parent"),
    "relation": ("name", "head", "tail", "description", "cues"),
    "attribute": ("name", "of", "value", "unit", "description", "cues"),
}
"""What is edited of each kind of type, in the order of the table; lists are written with semicolons."""

FIELDS: dict[Section, str] = {
    "entity": "entity_types",
    "relation": "relation_types",
    "attribute": "attribute_types",
}
"""Where a Schema keeps the types of each section."""

_LISTS = {"examples", "head", "tail", "of"}
_VALUES = ("text", "number", "date", "bool", "enum")


def schema_cells(schema: Schema, graph: Graph | None = None) -> dict[str, Any]:
    """The types as rows of text by section, and ``general``, the findings that belong to no row.

    A row has cells (column to text), count (instances, None without a graph), color and dark (entity types), and
    findings: severity, message, column ("" where it is about the whole type).
    """
    counted = schema_rows(schema, graph)
    told: dict[str, Any] = {"general": []}
    for section, field in FIELDS.items():
        told[section] = [
            {
                "cells": cells_of(section, kind, schema.language),
                "count": row["count"],
                "color": row.get("color", ""),
                "dark": row.get("dark", ""),
                "findings": [],
            }
            for kind, row in zip(getattr(schema, field), counted[section], strict=True)
        ]
    homes = {field: section for section, field in FIELDS.items()}
    for finding in check(schema):
        place = finding.place
        home = told[homes[str(place[0])]] if place and place[0] in homes else None
        row = place[1] if home is not None and len(place) > 1 else None
        column = str(place[2]) if len(place) > 2 else ""
        said = {"severity": finding.severity, "message": finding.message, "column": column}
        (home[row]["findings"] if home is not None and isinstance(row, int) else told["general"]).append(said)
    return told


def cells_of(section: Section, kind: Any, language: str) -> dict[str, str]:
    """The cells of one type, column to text; of its cues those in the language."""
    return {column: _text(getattr(kind, column), language) for column in CELLS[section]}


def schema_errors(schema: Schema) -> tuple[str, ...]:
    """Why the schema cannot be used; nothing where it can."""
    return tuple(finding.message for finding in check(schema) if finding.severity == "error")


def edited(schema: Schema, section: Section, row: int, column: str, text: str) -> Schema:
    """The schema with one cell set. An entity type that is renamed is renamed wherever another type names it.

    Raises:
        SchemaError: there is no such cell, or the text cannot stand there.
    """
    kinds = list(getattr(schema, FIELDS[section]))
    if not 0 <= row < len(kinds) or column not in CELLS[section]:
        raise SchemaError(f"no {section} type in row {row} with a column {column!r}")
    old, text = kinds[row], text.strip()
    if column == "name" and not text:
        raise SchemaError("a type needs a name: write one, or remove the row")
    if column == "value" and text not in _VALUES:
        raise SchemaError(f"{text!r} is no value type: choose {', '.join(_VALUES)}")
    new: Any = text
    if column == "cues":
        new = _with_cues(old.cues, schema.language, _split(text))
    elif column in _LISTS:
        new = _split(text)
    elif column in ("parent", "unit"):
        new = text or None
    kinds[row] = replace(old, **{column: new})
    changed = _holding(schema, section, tuple(kinds))
    return _renamed(changed, old.name, text) if section == "entity" and column == "name" else changed


def added(schema: Schema, section: Section, name: str = "") -> Schema:
    """The schema with a new type at the end of the section, under this name or one of its own.

    Raises:
        SchemaError: the section has a type of that name.
    """
    kinds, name = getattr(schema, FIELDS[section]), name.strip()
    stem = {"entity": "NewType", "relation": "new_relation", "attribute": "new_attribute"}[section]
    taken = {kind.name for kind in kinds}
    if name in taken:
        raise SchemaError(f"there is a type {name!r}: give the new one another name")
    name = name or next(f"{stem}{n}" for n in range(1, len(taken) + 2) if f"{stem}{n}" not in taken)
    ends = tuple(kind.name for kind in schema.entity_types[:1])
    made: Type = EntityType(name)
    if section == "relation":
        made = RelationType(name, ends, ends)
    elif section == "attribute":
        made = AttributeType(name, ends)
    return _holding(schema, section, (*kinds, made))


def connected(schema: Schema, head: str, tail: str, name: str) -> Schema:
    """The schema in which the relation type of that name links the two entity types; it is made where it is lacking.

    Raises:
        SchemaError: the name is empty.
    """
    name = name.strip()
    if not name:
        raise SchemaError("a relation type needs a name: write one")
    if any(kind.name == name for kind in schema.relation_types):
        return widened(schema, ("", head, name, "", tail))
    return _holding(schema, "relation", (*schema.relation_types, RelationType(name, (head,), (tail,))))


def widened(schema: Schema, claim: tuple[str, ...]) -> Schema:
    """The schema in which the relation or attribute type of a claim may be said of the types it was said of.

    The claim is as in a Violation: (head, its type, relation, tail, its type) or (owner, its type, attribute, value).
    """
    if len(claim) == 5:
        links = tuple(
            replace(kind, head=_with(kind.head, claim[1]), tail=_with(kind.tail, claim[4]))
            if kind.name == claim[2]
            else kind
            for kind in schema.relation_types
        )
        return _holding(schema, "relation", links)
    owned = (
        replace(kind, of=_with(kind.of, claim[1])) if kind.name == claim[2] else kind for kind in schema.attribute_types
    )
    return _holding(schema, "attribute", tuple(owned))


def dissolved(schema: Schema, name: str) -> Schema:
    """The schema without the entity type and its name in any other; what only it was the end of goes with it."""

    def left(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in names if one != name)

    links = [
        replace(kind, head=left(kind.head), tail=left(kind.tail))
        for kind in schema.relation_types
        if left(kind.head) and left(kind.tail)
    ]
    owned = [replace(kind, of=left(kind.of)) for kind in schema.attribute_types if left(kind.of)]
    return replace(
        schema,
        entity_types=tuple(
            replace(kind, parent=None) if kind.parent == name else kind
            for kind in schema.entity_types
            if kind.name != name
        ),
        relation_types=tuple(links),
        attribute_types=tuple(owned),
    )


def link_name(schema: Schema, head: str, tail: str, asked: Iterable[str] = ()) -> str:
    """A name for a new relation type between two entity types, in the schema's language, which no other has.

    ``asked`` are names that texts asked for between the two, best first: the first that is free is taken.
    """
    taken = {kind.name for kind in schema.relation_types}
    stem = _snake(tail)
    plain = [f"相关{tail}", f"{head}与{tail}"] if schema.language == "zh" else [f"has_{stem}", f"{_snake(head)}_{stem}"]
    if head == tail:
        plain = ["相互关联"] if schema.language == "zh" else ["related_to"]
    names = (*asked, *plain, *(f"{plain[-1]}_{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name and name not in taken)


def removed(schema: Schema, section: Section, rows: Collection[int]) -> Schema:
    """The schema without the types of those rows; what names them is left, for the findings to tell."""
    kinds = getattr(schema, FIELDS[section])
    return _holding(schema, section, tuple(kind for n, kind in enumerate(kinds) if n not in rows))


def schema_text(schema: Schema) -> str:
    """The schema as YAML."""
    return dump_schema(schema)


def read_text(text: str, schema: Schema) -> Schema:
    """The schema in a YAML text, with the version of the one it stands for.

    Raises:
        SchemaError: the text is no schema; the message names line and reason.
    """
    return replace(parse_schema(text, "YAML", schema.name), version=schema.version)


def trial(
    extractions: Iterable[Extraction], schema: Schema, mapped: Renames | None = None
) -> Callable[[Schema], dict[str, Any]]:
    """A function that tells what another schema would do to all that was extracted, with no engine call. Its keys:

    claims, valid, invalid, renamed (counts); types, "kind:name" to valid, invalid and renamed, for those that change;
    orphans (entities left without a mention or relation); lines (the effect in words).
    """
    claims = gather_claims(extractions)

    def tried(new: Schema) -> dict[str, Any]:
        effect = whatif(claims, schema, new, mapped=mapped, samples=1)
        changed = [one for one in effect.types if one.valid or one.invalid or one.renamed]
        return {
            "claims": effect.claims,
            "valid": effect.count("valid"),
            "invalid": effect.count("invalid"),
            "renamed": effect.count("renamed"),
            "orphans": effect.orphans_without_mention + effect.orphans_without_relation,
            "types": {
                f"{one.kind}:{one.name}": {"valid": one.valid, "invalid": one.invalid, "renamed": one.renamed}
                for one in changed
            },
            "lines": list(effect.lines()[:30]),
        }

    return tried


def _holding(schema: Schema, section: Section, kinds: tuple[Any, ...]) -> Schema:
    if section == "entity":
        return replace(schema, entity_types=kinds)
    if section == "relation":
        return replace(schema, relation_types=kinds)
    return replace(schema, attribute_types=kinds)


def _with(names: tuple[str, ...], one: str) -> tuple[str, ...]:
    return names if one in names else (*names, one)


def _snake(name: str) -> str:
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return re.sub(r"\W+", "_", parts).strip("_").lower() or "type"


def _text(value: Any, language: str) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        value = next((words for tongue, words in value if tongue == language), ())
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


def _split(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.replace("；", ";").split(";") if part.strip()))


def _with_cues(cues: Cues, language: str, words: tuple[str, ...]) -> Cues:
    held = dict(cues) | {language: words}
    return tuple((tongue, held[tongue]) for tongue in held if held[tongue])


def _renamed(schema: Schema, old: str, new: str) -> Schema:
    def named(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if name == old else name for name in names)

    return replace(
        schema,
        entity_types=tuple(replace(kind, parent=new) if kind.parent == old else kind for kind in schema.entity_types),
        relation_types=tuple(
            replace(kind, head=named(kind.head), tail=named(kind.tail)) for kind in schema.relation_types
        ),
        attribute_types=tuple(replace(kind, of=named(kind.of)) for kind in schema.attribute_types),
    )
