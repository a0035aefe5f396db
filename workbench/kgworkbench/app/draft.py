"""A schema under the pen: rows edited by id, undone as a whole, read back as a Schema."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from kgworkbench.errors import SchemaError
from kgworkbench.model.schema import AttributeType, Cues, EntityType, RelationType, Schema
from kgworkbench.schema.check import check
from kgworkbench.schema.load import parse_schema
from kgworkbench.schema.write import dump_schema

__all__ = ["COLUMNS", "Draft", "Row", "Section"]

Section = Literal["entity", "relation", "attribute"]
Row = dict[str, str]

COLUMNS: dict[Section, tuple[str, ...]] = {
    "entity": ("name", "description", "examples", "cues", "parent"),
    "relation": ("name", "head", "tail", "description", "cues"),
    "attribute": ("name", "of", "value", "unit", "description", "cues"),
}
"""What is edited of each kind of type, in the order of the table. Lists are written with semicolons."""

_LISTS = {"examples", "head", "tail", "of", "cues"}
Kind = EntityType | RelationType | AttributeType


class Draft:
    """The types of a schema as rows. A row has an id that no edit, filter or sort changes."""

    def __init__(self, schema: Schema) -> None:
        self.base = schema
        self._next = 0
        self._kinds: dict[Section, dict[str, Kind]] = {"entity": {}, "relation": {}, "attribute": {}}
        self._take(schema)

    def rows(self, section: Section) -> list[Row]:
        """The rows of a section, each with its id."""
        return [{"id": key, **self._row(section, kind)} for key, kind in self._kinds[section].items()]

    def edit(self, section: Section, key: str, column: str, value: str) -> None:
        """Set one field of the row of that id.

        Raises:
            SchemaError: there is no such row or column, or the value cannot stand there.
        """
        kind = self._kinds[section].get(key)
        if kind is None or column not in COLUMNS[section]:
            raise SchemaError(f"no row {key!r} with column {column!r}: reload the page")
        value = "" if value is None else str(value).strip()
        if column == "name" and not value:
            raise SchemaError("a type needs a name: write one, or remove the row")
        if column == "value" and value not in ("text", "number", "date", "bool", "enum"):
            raise SchemaError(f"{value!r} is no value type: choose text, number, date, bool or enum")
        new: Any = value
        if column == "cues":
            new = self._cues(kind.cues, _split(value))
        elif column in _LISTS:
            new = _split(value)
        elif column in ("parent", "unit"):
            new = value or None
        self._kinds[section][key] = replace(kind, **{column: new})
        if section == "entity" and column == "name":
            self._rename(kind.name, value)

    def _rename(self, old: str, new: str) -> None:
        """Every type that named the entity type names it anew."""

        def named(names: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(new if name == old else name for name in names)

        for key, kind in self._kinds["entity"].items():
            if isinstance(kind, EntityType) and kind.parent == old:
                self._kinds["entity"][key] = replace(kind, parent=new)
        for key, relation in self._kinds["relation"].items():
            if isinstance(relation, RelationType):
                self._kinds["relation"][key] = replace(relation, head=named(relation.head), tail=named(relation.tail))
        for key, attribute in self._kinds["attribute"].items():
            if isinstance(attribute, AttributeType):
                self._kinds["attribute"][key] = replace(attribute, of=named(attribute.of))

    def add(self, section: Section) -> str:
        """The id of a new row, named so that it can be found."""
        names = {kind.name for kind in self._kinds[section].values()}
        number = 1
        stem = {"entity": "NewType", "relation": "new_relation", "attribute": "new_attribute"}[section]
        while f"{stem}{number}" in names:
            number += 1
        name = f"{stem}{number}"
        first = next((kind.name for kind in self._kinds["entity"].values()), "")
        held = (first,) if first else ()
        made: Kind = EntityType(name)
        if section == "relation":
            made = RelationType(name, held, held)
        elif section == "attribute":
            made = AttributeType(name, held)
        return self._keep(section, made)

    def remove(self, section: Section, keys: Iterable[str]) -> None:
        """Take the rows of these ids away."""
        for key in keys:
            self._kinds[section].pop(key, None)

    def put(self, schema: Schema) -> None:
        """Take the rows from a schema; ids start anew."""
        self._kinds = {"entity": {}, "relation": {}, "attribute": {}}
        self._take(schema)
        self.base = replace(self.base, name=schema.name, language=schema.language, description=schema.description)

    def widen(self, claim: tuple[str, ...]) -> Section | None:
        """Let the relation or attribute of a forbidden claim have the types it was claimed of; the section it is in.

        The claim is as in a Violation: of a relation (head, its type, relation, tail, its type), of an attribute
        (owner, its type, attribute, value).
        """
        section: Section = "relation" if len(claim) == 5 else "attribute"
        for key, kind in self._kinds[section].items():
            if len(claim) < 4 or kind.name != claim[2]:
                continue
            if isinstance(kind, RelationType):
                head, tail = (*kind.head, claim[1]), (*kind.tail, claim[4])
                self._kinds[section][key] = replace(
                    kind, head=tuple(dict.fromkeys(head)), tail=tuple(dict.fromkeys(tail))
                )
            elif isinstance(kind, AttributeType):
                self._kinds[section][key] = replace(kind, of=tuple(dict.fromkeys((*kind.of, claim[1]))))
            return section
        return None

    def read(self, text: str) -> None:
        """Take the rows from a schema in YAML; ids start anew.

        Raises:
            SchemaError: the text is no schema; the message names line and reason.
        """
        schema = parse_schema(text, "the YAML view", self.base.name)
        self._kinds = {"entity": {}, "relation": {}, "attribute": {}}
        self._take(schema)
        self.base = replace(self.base, name=schema.name, language=schema.language, description=schema.description)

    def schema(self) -> Schema:
        """The rows as a schema; it may have errors, see ``errors``."""
        return replace(
            self.base,
            entity_types=tuple(self._kinds["entity"].values()),
            relation_types=tuple(self._kinds["relation"].values()),
            attribute_types=tuple(self._kinds["attribute"].values()),
        )

    def text(self) -> str:
        """The rows as YAML."""
        return dump_schema(self.schema())

    def errors(self) -> tuple[str, ...]:
        """Why the rows cannot be applied; nothing when they can."""
        return tuple(finding.message for finding in check(self.schema()) if finding.severity == "error")

    def changes(self, against: Schema) -> int:
        """How many types differ from those of another schema."""
        mine = self.schema()
        pairs = (
            (mine.entity_types, against.entity_types),
            (mine.relation_types, against.relation_types),
            (mine.attribute_types, against.attribute_types),
        )
        # A type changed in place stands on both sides of the difference and is one change.
        return sum(max(len(set(new) - set(old)), len(set(old) - set(new))) for new, old in pairs)

    def _take(self, schema: Schema) -> None:
        for kind in schema.entity_types:
            self._keep("entity", kind)
        for relation in schema.relation_types:
            self._keep("relation", relation)
        for attribute in schema.attribute_types:
            self._keep("attribute", attribute)

    def _keep(self, section: Section, kind: Kind) -> str:
        self._next += 1
        key = f"{section[0]}{self._next}"
        self._kinds[section][key] = kind
        return key

    def _row(self, section: Section, kind: Kind) -> Row:
        row: Row = {}
        for column in COLUMNS[section]:
            value = getattr(kind, column)
            if column == "cues":
                value = next((words for language, words in kind.cues if language == self.base.language), ())
            row[column] = "; ".join(value) if isinstance(value, tuple) else value or ""
        return row

    def _cues(self, old: Cues, words: tuple[str, ...]) -> Cues:
        kept = [(language, said) for language, said in old if language != self.base.language]
        mine = [(self.base.language, words)] if words else []
        order = [language for language, _ in old]
        found = dict(kept + mine)
        return tuple((language, found[language]) for language in dict.fromkeys([*order, *found]) if language in found)


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.replace("；", ";").split(";") if part.strip())
