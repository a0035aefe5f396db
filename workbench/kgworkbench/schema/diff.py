"""What changed between two schemas: types added, removed, renamed, and the fields of those that changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from kgworkbench.model.facts import TypeKind
from kgworkbench.model.schema import Schema
from kgworkbench.schema.alike import AnyType, content_alike, name_alike
from kgworkbench.schema.rename import Renames

__all__ = ["FieldChange", "SchemaDiff", "TypeChange", "TypeRename", "diff"]

_ALIKE = 0.6
"""From here on a removed and an added type count as one that was renamed."""

_ALIKE_BY_NAME = 0.75
"""The same where nothing but the name is written about one of them."""

_ORDERLESS = frozenset({"head", "tail", "of", "values", "examples"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a type, before and after, as a reader would write it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TypeRename:
    """A type under a new name. ``score`` says how alike the two are, 1 where the rename was given."""

    kind: TypeKind
    old: str
    new: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class TypeChange:
    """A type whose fields changed, under its new name."""

    kind: TypeKind
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class SchemaDiff:
    """What changed from one schema to another; ``added`` and ``removed`` are (kind, name), in the schema's order."""

    old_version: int
    new_version: int
    added: tuple[tuple[TypeKind, str], ...] = ()
    removed: tuple[tuple[TypeKind, str], ...] = ()
    renamed: tuple[TypeRename, ...] = ()
    changed: tuple[TypeChange, ...] = ()
    about: tuple[FieldChange, ...] = ()

    @property
    def renames(self) -> Renames:
        """The renames, ready to be carried over to kept candidates."""
        return Renames.of((entry.kind, entry.old, entry.new) for entry in self.renamed)

    def __bool__(self) -> bool:
        """Whether anything changed; the order of types and of the names in a list does not count."""
        return bool(self.added or self.removed or self.renamed or self.changed or self.about)

    def lines(self) -> tuple[str, ...]:
        """The changes for people, one a line."""
        return tuple(self._lines()) or ("nothing changed",)

    def _lines(self) -> Iterator[str]:
        for field in self.about:
            yield f"~ schema {field.field}: {field.before or '(none)'} -> {field.after or '(none)'}"
        for kind, name in self.added:
            yield f"+ {kind} type {name}"
        for kind, name in self.removed:
            yield f"- {kind} type {name}"
        for entry in self.renamed:
            sure = "" if entry.score >= 1 else f" (alike {entry.score:.2f})"
            yield f"> {entry.kind} type {entry.old} -> {entry.new}{sure}"
        for change in self.changed:
            for field in change.fields:
                yield (
                    f"~ {change.kind} type {change.name} {field.field}: "
                    f"{field.before or '(none)'} -> {field.after or '(none)'}"
                )


def diff(old: Schema, new: Schema, renames: Renames | None = None) -> SchemaDiff:
    """The changes from the old schema to the new one.

    A removed and an added type of one kind count as renamed where they are alike by name and by what is written
    about them, the best pairs first; ``renames`` says instead which are. References to a renamed entity type are
    no change.
    """
    entity = _matched("entity", old.entity_types, new.entity_types, {}, renames)
    names = {entry.old: entry.new for entry in entity}
    relation = _matched("relation", old.relation_types, new.relation_types, names, renames)
    attribute = _matched("attribute", old.attribute_types, new.attribute_types, names, renames)
    added: list[tuple[TypeKind, str]] = []
    removed: list[tuple[TypeKind, str]] = []
    changed: list[TypeChange] = []
    sections: tuple[tuple[TypeKind, Sequence[AnyType], Sequence[AnyType], tuple[TypeRename, ...]], ...] = (
        ("entity", old.entity_types, new.entity_types, entity),
        ("relation", old.relation_types, new.relation_types, relation),
        ("attribute", old.attribute_types, new.attribute_types, attribute),
    )
    for kind, before, after, found in sections:
        gone = {entry.old for entry in found}
        earlier: Mapping[str, AnyType] = {each.name: each for each in before}
        # A type mapped to one that was there before is merged into it: that one is compared with itself.
        moved = {entry.new: entry.old for entry in found if entry.new not in earlier or entry.new in gone}
        later = {each.name for each in after}
        parents = names if kind == "entity" else {entry.old: entry.new for entry in found}
        for each in after:
            was = earlier.get(moved.get(each.name, each.name))
            if was is None:
                added.append((kind, each.name))
            elif shifts := tuple(_shifts(was, each, names, parents)):
                changed.append(TypeChange(kind, each.name, shifts))
        removed += [(kind, each.name) for each in before if each.name not in later and each.name not in gone]
    about = tuple(
        FieldChange(field, str(getattr(old, field)), str(getattr(new, field)))
        for field in ("name", "language", "description")
        if getattr(old, field) != getattr(new, field)
    )
    return SchemaDiff(
        old.version,
        new.version,
        tuple(added),
        tuple(removed),
        (*entity, *relation, *attribute),
        tuple(changed),
        about,
    )


def _matched(
    kind: TypeKind,
    old: Sequence[AnyType],
    new: Sequence[AnyType],
    names: Mapping[str, str],
    given: Renames | None,
) -> tuple[TypeRename, ...]:
    before, after = {each.name: each for each in old}, {each.name: each for each in new}
    if given is not None:
        pairs = given.of_kind(kind).items()
        return tuple(TypeRename(kind, one, other) for one, other in pairs if one in before and other in after)
    gone = [each for each in old if each.name not in after]
    fresh = [each for each in new if each.name not in before]
    scored = sorted(
        (
            (score, one.name, other.name)
            for one in gone
            for other in fresh
            if (score := _alike(one, other, names)) is not None
        ),
        # Equals in an order that is the same on the way back.
        key=lambda entry: (-entry[0], sorted(entry[1:])),
    )
    found: dict[str, TypeRename] = {}
    taken: set[str] = set()
    for score, one_name, other_name in scored:
        if one_name not in found and other_name not in taken:
            found[one_name] = TypeRename(kind, one_name, other_name, round(min(score, 0.999), 3))
            taken.add(other_name)
    return tuple(found[name] for name in before if name in found)


def _alike(one: AnyType, other: AnyType, names: Mapping[str, str]) -> float | None:
    """How alike, or None below the bar. Types that share no head, tail or owner are never one."""
    for field in ("head", "tail", "of"):
        ends, others = getattr(one, field, ()), getattr(other, field, ())
        if ends and others and not {names.get(end, end) for end in ends} & set(others):
            return None
    name = name_alike(one.name, other.name)
    content = content_alike(one, other)
    if content is None:
        return name if name >= _ALIKE_BY_NAME else None
    score = max(0.4 * name + 0.6 * content, name if name == 1 else 0)
    return score if score >= _ALIKE else None


def _shifts(old: AnyType, new: AnyType, names: Mapping[str, str], parents: Mapping[str, str]) -> Iterator[FieldChange]:
    for field in fields(old):
        if field.name == "name":
            continue
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name in ("head", "tail", "of"):
            before = tuple(names.get(name, name) for name in before)
        if field.name == "parent" and before is not None:
            before = parents.get(before, before)
        same = set(before) == set(after) if field.name in _ORDERLESS else before == after
        if not same:
            yield FieldChange(field.name, _written(before), _written(after))


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return "; ".join(f"{language}: {', '.join(words)}" for language, words in value)
        return ", ".join(map(str, value))
    return str(value)
