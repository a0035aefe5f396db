"""A Schema written as KAG's ``.schema``, with what that format cannot hold said line by line."""

import re
from collections.abc import Iterator

from kgworkbench.interchange.kag_schema import CONCEPT, EVENT
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema, cues_of
from kgworkbench.schema.alike import AnyType

__all__ = ["dump_kag"]

_SEMANTIC = {
    "SYNANT": "synonym antonym symbolOf distinctFrom definedAs locatedNear similarTo etymologicallyRelatedTo",
    "CAU": "leadTo causes obstructedBy createdBy causesDesire",
    "SEQ": "happenedBefore hasSubevent hasFirstSubevent hasLastSubevent hasPrerequisite",
    "IND": "belongTo",
    "INC": "isPartOf hasA madeOf derivedFrom hasContext",
    "USE": "usedFor capableOf receivesAction motivatedByGoal",
}
"""Names of predicates that the format reserves for links to concepts and between events, by their prefix."""

_PREFIX = {name: prefix for prefix, names in _SEMANTIC.items() for name in names.split()}
_HYPERNYMS = ("isA", "locateAt", "mannerOf")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_VALUES = {"text": "Text", "number": "Float", "date": "STD.Date", "bool": "Text", "enum": "Text"}


def dump_kag(schema: Schema) -> tuple[str, tuple[str, ...]]:
    """The ``.schema`` text of a Schema, and one line for each thing that it leaves out or writes otherwise.

    A type whose name is no code (letters and digits) gets one, and keeps its name as the label in brackets. What
    stands below "Concept" or "Event" becomes a concept or event type.
    """
    return _Writer(schema).text()


class _Writer:
    """One schema while it is written."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._lost: dict[str, None] = {}
        used: set[str] = set()
        self._types = {kind.name: self._code(kind.name, "Type", used) for kind in schema.entity_types}
        used = set(_PREFIX)
        self._members = {kind.name: self._member(kind, used) for kind in schema.relation_types}
        used = set(self._members.values())
        self._literals = {kind.name: self._member(kind, used) for kind in schema.attribute_types}

    def text(self) -> tuple[str, tuple[str, ...]]:
        name = re.sub("[^A-Za-z0-9]", "", self._schema.name) or "Schema"
        kinds = [kind for kind in self._in_order() if not self._implied(kind)]
        blocks = [f"namespace {name}", *("\n".join(self._block(kind)) for kind in kinds)]
        everything: tuple[AnyType, ...] = (*kinds, *self._schema.relation_types, *self._schema.attribute_types)
        for parted in everything:
            self._left_out(parted)
        return "\n\n".join(blocks) + "\n", tuple(self._lost)

    def _in_order(self) -> list[EntityType]:
        """Parents before their children, as the format asks."""
        kinds = self._schema.entity_types
        return sorted(kinds, key=lambda kind: (len(self._schema.lineage(kind.name)), kinds.index(kind)))

    def _implied(self, kind: EntityType) -> bool:
        """Whether the type is only the root that the reader puts above concepts or events."""
        above = {each.parent for each in self._schema.entity_types}
        named = {name for link in self._schema.relation_types for name in (*link.head, *link.tail)}
        named.update(name for said in self._schema.attribute_types for name in said.of)
        bare = kind == EntityType(kind.name) and kind.name not in named
        return bare and kind.name in (CONCEPT, EVENT) and kind.name in above

    def _sort(self, name: str) -> str:
        lineage = self._schema.lineage(name)[1:]
        return "ConceptType" if CONCEPT in lineage else "EventType" if EVENT in lineage else "EntityType"

    def _block(self, kind: EntityType) -> Iterator[str]:
        sort, head = self._sort(kind.name), f"{self._types[kind.name]}({self._label(kind)})"
        parent = kind.parent
        root = self._schema.entity_type(parent) if parent else None
        if parent is None or (root is not None and self._implied(root)):
            yield f"{head}: {sort}"
        elif sort == "ConceptType":
            self._lost[f"{kind.name} is a kind of {parent}: concept types do not inherit"] = None
            yield f"{head}: {sort}"
        else:
            yield f"{head} -> {self._types[parent]}:"
        if kind.description:
            yield f"    desc: {' '.join(kind.description.split())}"
        own = [link for link in self._schema.relation_types if kind.name in link.head]
        if sort == "ConceptType":
            yield from (f"    hypernymPredicate: {link.name}" for link in own if link.name in _HYPERNYMS)
            own = [link for link in own if link.name not in _HYPERNYMS]
        properties = [
            *self._literals_of(kind, sort),
            *(line for link in own if link.functional for line in self._links(kind, sort, link)),
        ]
        relations = [line for link in own if not link.functional for line in self._links(kind, sort, link)]
        for section, lines in (("properties", properties), ("relations", relations)):
            if lines:
                yield f"    {section}:"
                yield from (f"        {line}" for line in lines)
        if sort == "EventType" and not any(line.startswith("subject(") for line in properties):
            self._lost[f"{kind.name} has no subject, which KAG asks of an event type"] = None

    def _literals_of(self, kind: EntityType, sort: str) -> Iterator[str]:
        for said in self._schema.attribute_types:
            if kind.name not in said.of:
                continue
            if sort == "ConceptType":
                self._lost[f"{said.name} of {kind.name}: concept types have no properties"] = None
                continue
            yield f"{self._literals[said.name]}({self._label(said)}): {_VALUES[said.value]}"
            if said.description:
                yield f"    desc: {' '.join(said.description.split())}"
            values = ("true", "false") if said.value == "bool" else said.values
            if values:
                # What the reader takes for the end of a value or of all of them cannot stand in one.
                clean = [" ".join(re.sub('[,，"“”]', " ", value).split()) for value in values]
                for value, written in zip(values, clean, strict=True):
                    if written != value:
                        self._lost[f"the value {value!r} of {said.name} is written as {written!r}"] = None
                yield f'    constraint: Enum="{",".join(clean)}"'

    def _links(self, kind: EntityType, sort: str, link: RelationType) -> Iterator[str]:
        told = f"{link.name} from {kind.name}"
        for tail in link.tail:
            target = self._sort(tail)
            bare = self._members[link.name]
            prefix = _PREFIX.get(link.name)
            if sort == "ConceptType" and (prefix is None or target != "ConceptType"):
                self._lost[f"{told}: concept types have only semantic relations to concept types"] = None
                continue
            if sort == "EntityType" and target == "EventType":
                self._lost[f"{told} to {tail}: entity types may not lead to event types"] = None
                continue
            fits = prefix is not None and (target == "ConceptType" or sort == target == "EventType")
            code = f"{prefix}#{link.name}" if fits else bare
            yield f"{code}({self._label(link)}): {self._types[tail]}"
            if link.description:
                yield f"    desc: {' '.join(link.description.split())}"

    def _left_out(self, kind: AnyType) -> None:
        shown = [word for word in cues_of(kind.cues, "zh") if re.fullmatch(r"\w+", word)][:1]
        gone = [
            *(["cues"] if [word for _, words in kind.cues for word in words] not in ([], shown) else []),
            *(["examples"] if kind.examples else []),
            *(f"{name} {value}" for name in ("unit",) if (value := getattr(kind, name, None))),
            *(["that it is symmetric"] if getattr(kind, "symmetric", False) else []),
            *([f"its parent {kind.parent}"] if isinstance(kind, RelationType) and kind.parent else []),
        ]
        if gone:
            self._lost[f"{kind.name}: {', '.join(gone)}"] = None

    def _label(self, kind: AnyType) -> str:
        if not kind.name.isascii():
            return re.sub(r"\W", "", kind.name) or "_"
        words = cues_of(kind.cues, "zh")
        return next((word for word in words if re.fullmatch(r"\w+", word)), re.sub(r"\W", "", kind.name) or "_")

    def _member(self, kind: RelationType | AttributeType, used: set[str]) -> str:
        if isinstance(kind, RelationType) and kind.name in (*_PREFIX, *_HYPERNYMS):
            return kind.name if kind.name in _HYPERNYMS else self._code(f"{kind.name}Of", "member", used)
        return self._code(kind.name, "member", used)

    def _code(self, name: str, sort: str, used: set[str]) -> str:
        code = name
        if not _CODE.fullmatch(name):
            words = [word for word in re.split("[^A-Za-z0-9]+", name) if word] if name.isascii() else []
            camel = "".join(word[:1].upper() + word[1:] for word in words)
            code = camel if sort == "Type" else camel[:1].lower() + camel[1:]
            code = code if _CODE.fullmatch(code) else ""
        number = 1
        plain = code or sort
        if not code:
            code = f"{plain}{number}"
        while code in used:
            number += 1
            code = f"{plain}{number}"
        used.add(code)
        if code != name:
            self._lost[f"{name} is written as {code}"] = None
        return code
