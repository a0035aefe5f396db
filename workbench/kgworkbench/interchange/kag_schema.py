"""KAG's ``.schema`` files read: entity, concept and event types, properties, relations and constraints.

The format is OpenSPG's declarative schema. A property whose value is a type is a relation here: one with a single
tail (``functional``) unless it says MultiValue. Concept and event types stand below a type "Concept" or "Event".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from kgworkbench.errors import SchemaError
from kgworkbench.interchange.kag_lines import Line, tree_of
from kgworkbench.model.schema import AttributeType, Cues, EntityType, RelationType, Schema, ValueType
from kgworkbench.schema.check import check, closest

__all__ = ["CONCEPT", "EVENT", "read_kag"]

CONCEPT = "Concept"
EVENT = "Event"
_KINDS = ("EntityType", "ConceptType", "EventType", "IndexType", "StandardType", "BasicType")
_ROOTS = {"ConceptType": CONCEPT, "EventType": EVENT}
_PLAIN: dict[str, ValueType] = {
    "Text": "text",
    "Integer": "number",
    "Float": "number",
    "STD.Date": "date",
    "STD.Timestamp": "date",
}
_HYPERNYMS = frozenset({"isA", "locateAt", "mannerOf"})
_IMPLIED = frozenset({"id", "name", "description"})
_ENUM = re.compile(r"Enum\s*=\s*[\"“]([^\"”]*)[\"”]", re.IGNORECASE)
_PATTERN = re.compile(r"Regular\s*=\s*[\"“]([^\"”]*)[\"”]", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")


def read_kag(
    text: str, source: str = "schema", *, names: Literal["code", "label"] = "code"
) -> tuple[Schema, tuple[str, ...]]:
    """The Schema a ``.schema`` text holds, and one line for each thing in it that a Schema has no place for.

    Types are called by their code (``Person``) or by the label in brackets (``人物``); with codes, the label is kept
    as a cue.

    Raises:
        SchemaError: a line is not of the format, or names a type that is not there.
    """
    return _Reader(source, names == "label").schema(tree_of(text, source))


@dataclass(slots=True)
class _Type:
    name: str
    line: Line
    kind: str
    parent: str | None = None


@dataclass(slots=True)
class _Link:
    """A relation gathered from every type that defines one of its name."""

    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    functional: bool = True
    description: str = ""
    labels: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Literal:
    """An attribute gathered from every type that defines one of its name."""

    value: ValueType
    of: dict[str, None] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    description: str = ""
    labels: dict[str, None] = field(default_factory=dict)


class _Reader:
    """One file while it is read."""

    def __init__(self, source: str, by_label: bool) -> None:
        self._source = source
        self._by_label = by_label
        self._space = ""
        self._types: dict[str, _Type] = {}
        self._links: dict[str, _Link] = {}
        self._literals: dict[str, _Literal] = {}
        self._lost: dict[str, None] = {}

    def schema(self, lines: Iterable[Line]) -> tuple[Schema, tuple[str, ...]]:
        held = list(lines)
        if not held or held[0].name != "namespace":
            raise SchemaError(f"{self._source}:1: a .schema file begins with its namespace; write namespace Name")
        self._space = held[0].value
        for line in held[1:]:
            self._take(line)
        for each in self._types.values():
            self._inherit(each)
        for each in self._types.values():
            self._members(each)
        schema = self._built()
        for finding in check(schema):
            if finding.severity == "error":
                raise SchemaError(f"{self._source}: {finding.message}")
        return schema, tuple(self._lost)

    def _take(self, line: Line) -> None:
        code = self._bare(line.name)
        if code in self._types:
            raise self._wrong(line, f"the type {code!r} is defined twice; remove or rename one")
        if not line.parent and line.value not in _KINDS:
            hint = closest(line.value, _KINDS)
            raise self._wrong(line, f"{line.value!r} is no kind of type{hint}; choose from {', '.join(_KINDS[:3])}")
        if line.value == "IndexType":
            self._lose(line, f"index type {code} holds no knowledge")
        name = line.label if self._by_label and line.label else code
        self._types[code] = _Type(name, line, "" if line.parent else line.value)

    def _inherit(self, each: _Type) -> None:
        walked, current = [each.line.name], each
        while current.line.parent:
            above = self._bare(current.line.parent)
            if above not in self._types or above in walked:
                hint = closest(above, self._types)
                raise self._wrong(each.line, f"{each.line.name!r} inherits from the unknown type {above!r}{hint}")
            walked.append(above)
            current = self._types[above]
        each.kind = current.kind
        each.parent = self._types[walked[1]].name if len(walked) > 1 else _ROOTS.get(each.kind)

    def _members(self, each: _Type) -> None:
        if each.kind in ("IndexType", "BasicType"):
            return
        if each.kind == "StandardType":
            self._lose(each.line, f"standard type {each.line.name} and its pattern")
            return
        for line in each.line.below:
            if line.name == "properties" and not line.label:
                for member in line.below:
                    self._property(each, member)
            elif line.name == "relations" and not line.label:
                for member in line.below:
                    self._relation(each, member, functional=False)
            elif line.name == "hypernymPredicate":
                self._link(line.value or "isA", each.name, each.name, line, functional=False)
            elif line.name == "autoRelate":
                self._lose(line, f"autoRelate of {each.line.name}")
            elif line.name != "desc":
                raise self._wrong(line, f"{line.name!r} is unknown here; use desc, properties or relations")

    def _property(self, owner: _Type, line: Line) -> None:
        constraint = line.get("constraint")
        said = constraint.value if constraint else ""
        if all(self._is_type(value) for value in line.value.split(",")):
            self._relation(owner, line, functional="multivalue" not in said.casefold())
            return
        name = self._called(line)
        if line.name in _IMPLIED:
            return
        enum = _ENUM.search(said)
        values = tuple(dict.fromkeys(v.strip() for v in re.split("[,，]", enum[1]) if v.strip())) if enum else ()
        kind: ValueType = "enum" if values else self._value(line)
        if _PATTERN.search(said):
            self._lose(line, f"the pattern of {name}")
        rest = _PATTERN.sub("", _ENUM.sub("", said))
        for word in ("NotNull", "MultiValue"):
            if word.casefold() in rest.casefold():
                self._lose(line, f"{word} of {name}")
        held = self._literals.setdefault(name, _Literal(kind, values=values))
        if (held.value, held.values) != (kind, values):
            self._lose(line, f"{name} has other values here than before: it is text for all its types")
            held.value, held.values = "text", ()
        held.of[owner.name] = None
        held.description = held.description or self._described(line)
        held.labels.update(dict.fromkeys([line.label] if line.label else []))
        self._deeper(line, name)

    def _relation(self, owner: _Type, line: Line, *, functional: bool) -> None:
        name = self._called(line)
        for value in line.value.split(","):
            tail = self._bare(value)
            if not self._is_type(value):
                hint = closest(tail, self._types)
                raise self._wrong(line, f"relation {name!r} leads to the unknown type {tail!r}{hint}")
            self._link(name, owner.name, self._types[tail].name, line, functional=functional)
        self._deeper(line, name)

    def _link(self, name: str, head: str, tail: str, line: Line, *, functional: bool) -> None:
        held = self._links.setdefault(name, _Link())
        held.pairs.setdefault((head, tail), line.number)
        held.functional = held.functional and functional
        held.description = held.description or self._described(line)
        held.labels.update(dict.fromkeys([line.label] if line.label else []))

    def _deeper(self, line: Line, name: str) -> None:
        for below in line.below:
            if below.name == "properties" and not below.label:
                for inner in below.below:
                    self._lose(inner, f"the property {self._called(inner)} of {name}")
            elif below.name == "rule":
                self._lose(below, f"the rule of {name}")
            elif below.name == "index":
                self._lost.setdefault("how properties are indexed", None)

    def _value(self, line: Line) -> ValueType:
        if line.value in _PLAIN:
            return _PLAIN[line.value]
        if not line.value.startswith("STD.") and self._bare(line.value) not in self._types:
            if "." not in line.value:
                hint = closest(line.value, [*self._types, *_PLAIN])
                raise self._wrong(line, f"property {line.name!r} is of the unknown type {line.value!r}{hint}")
            self._lose(line, f"{line.name} leads to {line.value}, a type of another project; it is text here")
        return "text"

    def _is_type(self, value: str) -> bool:
        held = self._types.get(self._bare(value))
        return held is not None and held.kind not in ("StandardType", "BasicType", "IndexType")

    def _bare(self, name: str) -> str:
        return name.strip().removeprefix(f"{self._space}.")

    def _called(self, line: Line) -> str:
        """A member's name; the prefix of a semantic predicate (``CAU#leadTo``) is left out."""
        return line.label if self._by_label and line.label else line.name.rpartition("#")[2]

    def _described(self, line: Line) -> str:
        said = line.get("desc")
        return said.value if said else ""

    def _lose(self, line: Line, what: str) -> None:
        self._lost[f"line {line.number}: {what}"] = None

    def _wrong(self, line: Line, message: str) -> SchemaError:
        return SchemaError(f"{self._source}:{line.number}: {message}")

    def _cues(self, labels: Iterable[str]) -> Cues:
        if self._by_label:
            return ()
        held = [label for label in labels if label]
        by_tongue = {
            tongue: tuple(label for label in held if bool(_HAN.search(label)) == (tongue == "zh"))
            for tongue in ("en", "zh")
        }
        return tuple((tongue, words) for tongue, words in by_tongue.items() if words)

    def _built(self) -> Schema:
        kept = [each for each in self._types.values() if each.kind in ("EntityType", "ConceptType", "EventType")]
        names = {each.name for each in kept}
        needed = dict.fromkeys(each.parent for each in kept if each.parent and each.parent not in names)
        entities = [EntityType(root) for root in needed]
        entities += [
            EntityType(each.name, self._described(each.line), (), self._cues([each.line.label]), each.parent)
            for each in kept
        ]
        relations = []
        for name, link in self._links.items():
            heads, tails = (tuple(dict.fromkeys(pair[at] for pair in link.pairs)) for at in (0, 1))
            if len(heads) * len(tails) > len(link.pairs) and name not in _HYPERNYMS:
                wide = len(heads) * len(tails)
                told = f"{name} leads between {len(link.pairs)} pairs of types; as one type it allows {wide}"
                self._lost[f"line {min(link.pairs.values())}: {told}"] = None
            relations.append(
                RelationType(
                    name, heads, tails, link.description, cues=self._cues(link.labels), functional=link.functional
                )
            )
        attributes = [
            AttributeType(
                name, tuple(said.of), said.value, None, said.values, said.description, (), self._cues(said.labels)
            )
            for name, said in self._literals.items()
        ]
        labels = " ".join(each.line.label for each in kept)
        language = "zh" if _HAN.search(labels) else "en"
        return Schema(self._space, tuple(entities), tuple(relations), tuple(attributes), language=language)
