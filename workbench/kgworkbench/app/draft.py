"""A schema under the pen in the app: rows known by ids that no edit, filter or sort changes, and steps back."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kgworkbench.errors import SchemaError
from kgworkbench.model.facts import TypeKind
from kgworkbench.model.schema import Schema
from kgworkbench.present.drafting import (
    CELLS,
    FIELDS,
    Section,
    added,
    cells_of,
    connected,
    dissolved,
    edited,
    read_text,
    removed,
    schema_errors,
    schema_text,
    widened,
)
from kgworkbench.schema.diff import diff
from kgworkbench.schema.rename import Renames

__all__ = ["COLUMNS", "Draft", "Row", "Section"]

Row = dict[str, str]
Ids = dict[Section, tuple[str, ...]]

COLUMNS: dict[Section, tuple[str, ...]] = CELLS
_STEPS = 50


class Draft:
    """The edits of ``present.drafting`` by row id instead of row number, and the way back through them."""

    def __init__(self, schema: Schema) -> None:
        self.base = schema
        self._schema = schema
        self._next = 0
        self._ids: Ids = {"entity": (), "relation": (), "attribute": ()}
        self._past: list[tuple[Schema, Ids]] = []
        self._hold(schema)
        self._origin = {key: kind.name for section in FIELDS for key, kind in self._pairs(section)}

    def schema(self) -> Schema:
        """The rows as a schema; it may have errors, see ``errors``."""
        return self._schema

    def ids(self, section: Section) -> tuple[str, ...]:
        """The ids of the rows of a section, in their order."""
        return self._ids[section]

    def named(self, section: Section, name: str) -> str:
        """The id of the type of that name, "" where there is none."""
        found = (key for key, kind in self._pairs(section) if kind.name == name)
        return next(found, "")

    def origin(self, section: Section, key: str) -> str:
        """The name that the type of that id had in force: what the graph still calls it; its own where it is new."""
        return self._origin.get(key) or next((kind.name for one, kind in self._pairs(section) if one == key), "")

    def rows(self, section: Section) -> list[Row]:
        """The rows of a section, each with its id."""
        language = self._schema.language
        return [{"id": key, **cells_of(section, kind, language)} for key, kind in self._pairs(section)]

    def edit(self, section: Section, key: str, column: str, value: str) -> None:
        """Set one field of the row of that id.

        Raises:
            SchemaError: there is no such row or column, or the value cannot stand there.
        """
        if key not in self._ids[section] or column not in COLUMNS[section]:
            raise SchemaError(f"no row {key!r} with column {column!r}: reload the page")
        row = self._ids[section].index(key)
        self._hold(edited(self._schema, section, row, column, "" if value is None else str(value)))

    def add(self, section: Section, name: str = "") -> str:
        """The id of a new row; where it is given no name it gets one by which it can be found.

        Raises:
            SchemaError: a type of that name is there.
        """
        self._hold(added(self._schema, section, name))
        return self._ids[section][-1]

    def connect(self, head: str, tail: str, name: str) -> str:
        """The id of the relation type of that name, which may now link the entity types of those two ids.

        Raises:
            SchemaError: the name is empty, or one of the types is gone.
        """
        names = {key: kind.name for key, kind in self._pairs("entity")}
        if head not in names or tail not in names:
            raise SchemaError("one of the two types is no longer there: choose two that are on the board")
        self._hold(connected(self._schema, names[head], names[tail], name))
        return self.named("relation", name.strip())

    def remove(self, section: Section, keys: Iterable[str]) -> None:
        """Take the rows of these ids away; what names them is left, for the findings to tell."""
        gone = set(keys)
        rows = {row for row, key in enumerate(self._ids[section]) if key in gone}
        kept = tuple(key for key in self._ids[section] if key not in gone)
        schema = removed(self._schema, section, rows)
        self._ids = {**self._ids, section: kept}
        self._hold(schema)

    def dissolve(self, key: str) -> None:
        """Take the entity type of that id away, and its name from every type that names it."""
        names = {one: kind.name for one, kind in self._pairs("entity")}
        if key not in names:
            return
        schema = dissolved(self._schema, names[key])
        ids: Ids = {"entity": tuple(one for one in self._ids["entity"] if one != key)}
        for section in ("relation", "attribute"):
            # What is left stands in its old order.
            left = [kind.name for kind in reversed(getattr(schema, FIELDS[section]))]
            ids[section] = tuple(one for one, kind in self._pairs(section) if left[-1:] == [kind.name] and left.pop())
        self._ids = ids
        self._hold(schema)

    def put(self, schema: Schema) -> None:
        """Take the rows from a schema; a type that keeps its name keeps its id."""
        known = {section: {kind.name: key for key, kind in self._pairs(section)} for section in FIELDS}
        self._ids = {section: self._known(section, schema, known[section]) for section in FIELDS}
        if (schema.name, schema.language, schema.description) != (
            self.base.name,
            self.base.language,
            self.base.description,
        ):
            self.base = replace(self.base, name=schema.name, language=schema.language, description=schema.description)
        self._hold(replace(schema, version=self.base.version))

    def read(self, text: str) -> None:
        """Take the rows from a schema in YAML.

        Raises:
            SchemaError: the text is no schema; the message names line and reason.
        """
        self.put(read_text(text, self.base))

    def widen(self, claim: tuple[str, ...]) -> Section | None:
        """Let the relation or attribute of a forbidden claim have the types it was claimed of; the section it is in.

        The claim is as in a Violation: of a relation (head, its type, relation, tail, its type), of an attribute
        (owner, its type, attribute, value).
        """
        section: Section = "relation" if len(claim) == 5 else "attribute"
        if len(claim) < 4 or not self.named(section, claim[2]):
            return None
        self._hold(widened(self._schema, claim))
        return section

    def remember(self) -> None:
        """Keep the rows as they are, to step back to."""
        self._past = [*self._past[1 - _STEPS :], (self._schema, self._ids)]

    def step_back(self) -> bool:
        """Take back what was done since they were kept last, ids and all; whether anything was."""
        while self._past:
            schema, ids = self._past.pop()
            if schema != self._schema:
                self._schema, self._ids = schema, ids
                return True
        return False

    def text(self) -> str:
        """The rows as YAML."""
        return schema_text(self._schema)

    def errors(self) -> tuple[str, ...]:
        """Why the rows cannot be applied; nothing when they can."""
        return schema_errors(self._schema)

    def changes(self, against: Schema) -> int:
        """How many types differ from those of another schema; a rename is one change, wherever the name stands."""
        pairs = ((getattr(self._schema, field), getattr(against, field)) for field in FIELDS.values())
        # A type changed in place stands on both sides of the difference and is one change.
        plain = sum(max(len(set(new) - set(old)), len(set(old) - set(new))) for new, old in pairs)
        renamed: list[tuple[TypeKind, str, str]] = [
            (section, self._origin[key], kind.name)
            for section in FIELDS
            for key, kind in self._pairs(section)
            if self._origin.get(key, kind.name) != kind.name
        ]
        if not plain or not renamed:
            return plain
        found = diff(against, self._schema, Renames.of(renamed))
        named = {(each.kind, each.new) for each in found.renamed}
        changed = [each for each in found.changed if (each.kind, each.name) not in named]
        return max(len(found.added) + len(found.removed) + len(named) + len(changed), 1)

    def _pairs(self, section: Section) -> list[tuple[str, Any]]:
        return list(zip(self._ids[section], getattr(self._schema, FIELDS[section]), strict=True))

    def _known(self, section: Section, schema: Schema, known: dict[str, str]) -> tuple[str, ...]:
        return tuple(known.pop(kind.name, "") or self._key(section) for kind in getattr(schema, FIELDS[section]))

    def _hold(self, schema: Schema) -> None:
        """Take the schema; rows beyond those that have ids get new ones."""
        for section, field in FIELDS.items():
            new = len(getattr(schema, field)) - len(self._ids[section])
            self._ids = {**self._ids, section: (*self._ids[section], *(self._key(section) for _ in range(new)))}
        self._schema = schema

    def _key(self, section: Section) -> str:
        self._next += 1
        return f"{section[0]}{self._next}"
