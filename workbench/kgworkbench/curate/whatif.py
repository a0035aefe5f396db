"""What a changed schema would mean for everything engines ever claimed, with no engine call."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kgworkbench.curate.claims import Claim, Claims, gather_claims
from kgworkbench.curate.orphans import Orphan, orphaned
from kgworkbench.curate.verdicts import Court, Judged, judged_groups
from kgworkbench.model.facts import Extraction, TypeKind
from kgworkbench.model.schema import Schema
from kgworkbench.schema.diff import diff
from kgworkbench.schema.rename import Renames

__all__ = ["Change", "Shift", "TypeEffect", "WhatIf", "whatif"]

Change = Literal["valid", "invalid", "renamed"]
_CHANGES: tuple[Change, ...] = ("valid", "invalid", "renamed")


@dataclass(frozen=True, slots=True)
class Shift:
    """Claims of one type that share a change: they become valid, invalid, or valid under another name.

    ``before`` and ``after`` are the broken rules, "" where the claim is allowed; ``count`` counts all of them,
    ``samples`` shows the first.
    """

    change: Change
    kind: TypeKind
    type: str
    becomes: str
    before: str
    after: str
    count: int
    samples: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeEffect:
    """What happens to the claims of one type: how many there are, were allowed and will be, and how many change."""

    kind: TypeKind
    name: str
    claims: int
    allowed_before: int
    allowed_after: int
    valid: int = 0
    invalid: int = 0
    renamed: int = 0


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The effect of a changed schema on kept candidates.

    ``shifts`` hold every change with its count, the largest first of each kind of change; ``types`` every type that
    was claimed; ``orphans`` the first entities left with no mention or with no relation, of ``orphans_without_mention``
    and ``orphans_without_relation`` in all; ``answered`` the wanted types the new schema has, ``unseen`` its new types
    that no kept claim names, so that only a new extraction could find any.
    """

    old_version: int
    new_version: int
    chunks: int
    claims: int
    renames: Renames
    shifts: tuple[Shift, ...] = ()
    types: tuple[TypeEffect, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    orphans_without_mention: int = 0
    orphans_without_relation: int = 0
    answered: tuple[tuple[TypeKind, str, int], ...] = ()
    unseen: tuple[tuple[TypeKind, str], ...] = ()

    def count(self, change: Change, kind: TypeKind | None = None) -> int:
        """How many claims change so, of one kind or of all."""
        return sum(s.count for s in self.shifts if s.change == change and kind in (None, s.kind))

    def lines(self) -> tuple[str, ...]:
        """The effect for people, one fact a line."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        counts = ", ".join(f"{self.count(change)} {_BECOMES[change]}" for change in _CHANGES)
        gone, bare = self.orphans_without_mention, self.orphans_without_relation
        yield f"{self.claims} claims in {self.chunks} chunks: {counts}"
        yield f"{gone} entities left without a mention, {bare} without a relation"
        for shift in self.shifts:
            yield f"{_SIGNS[shift.change]} {shift.count} {shift.kind} {_told(shift)}"
            for sample in shift.samples:
                yield f"    {' | '.join(part for part in sample.said if part)}  ({sample.document})"
        for orphan in self.orphans:
            yield f"o {orphan.name} ({orphan.type}) is left with no {orphan.lacks}"
        for kind, name, times in self.answered:
            yield f"= {kind} type {name}, asked for {times} times, is there now"
        for kind, name in self.unseen:
            yield f"? no kept claim names the {kind} type {name}; only a new extraction can find any"


_SIGNS = {"valid": "+", "invalid": "-", "renamed": ">"}
_BECOMES = {"valid": "become valid", "invalid": "become invalid", "renamed": "go under another name"}


def _told(shift: Shift) -> str:
    if shift.change == "renamed":
        return f"{shift.type} -> {shift.becomes}"
    under = f"{shift.type} (as {shift.becomes})" if shift.becomes != shift.type else shift.type
    return f"{under}: {shift.before or shift.after}"


def whatif(
    extractions: Iterable[Extraction] | Claims,
    old: Schema,
    new: Schema,
    renames: Renames | None = None,
    *,
    mapped: Renames | None = None,
    samples: int = 5,
) -> WhatIf:
    """What becomes valid, invalid, renamed and orphaned when the new schema takes the old one's place.

    ``renames`` are those ``diff`` finds where none are given. To try many schemas on one graph, gather its claims
    once (``gather_claims``) and pass those. Every count is exact, as if each chunk were judged again; ``samples``
    limits only how many claims of each shift, and how many orphans of each sort times ten, are listed. ``mapped`` are
    names that people mapped to types: they count as those types before and after.
    """
    claims = extractions if isinstance(extractions, Claims) else gather_claims(extractions)
    applied = diff(old, new).renames if renames is None else renames
    standing = mapped or Renames()
    after = Renames.of(
        [*applied.pairs(), *((kind, name, applied.of_kind(kind).get(to, to)) for kind, name, to in standing.pairs())]
    )
    groups = list(judged_groups(claims, Court(old, standing, claims.fits), Court(new, after, claims.fits)))
    gone, bare = orphaned(claims, groups, after, samples * 10)
    return WhatIf(
        old.version,
        new.version,
        len(claims.extractions),
        sum(claims.count(kind) for kind in claims.groups),
        applied,
        _shifts(claims, groups, standing, after, samples),
        _effects(groups, standing, after),
        (*gone.first, *bare.first),
        gone.count,
        bare.count,
        tuple(_answered(claims, old, new, after)),
        tuple(_unseen(claims, old, new, after)),
    )


def _type_of(group: Judged) -> str:
    return str(group.signature[0] if group.kind == "entity" else group.signature[1])


def _change(group: Judged, was: str, becomes: str) -> Change | None:
    if group.before and not group.after:
        return "valid"
    if group.after and not group.before:
        return "invalid"
    return "renamed" if not group.before and becomes != was else None


def _shifts(
    claims: Claims, groups: Iterable[Judged], before: Renames, after: Renames, samples: int
) -> tuple[Shift, ...]:
    found: dict[tuple[Change, TypeKind, str, str, str, str], list[Judged]] = {}
    for group in groups:
        name = _type_of(group)
        becomes = after.of_kind(group.kind).get(name, name)
        change = _change(group, before.of_kind(group.kind).get(name, name), becomes)
        if change is not None:
            found.setdefault((change, group.kind, name, becomes, group.before, group.after), []).append(group)
    shifts = []
    for key, parts in found.items():
        first = sorted(number for part in parts for number in part.claims[:samples])[:samples]
        shown = tuple(claims.claim(key[1], number) for number in first)
        shifts.append(Shift(*key, sum(len(part.claims) for part in parts), shown))
    return tuple(sorted(shifts, key=lambda s: (_CHANGES.index(s.change), -s.count, s.kind, s.type, s.before, s.after)))


def _effects(groups: Iterable[Judged], before: Renames, after: Renames) -> tuple[TypeEffect, ...]:
    tallies: dict[tuple[TypeKind, str], list[int]] = {}
    for group in groups:
        name, size = _type_of(group), len(group.claims)
        tally = tallies.setdefault((group.kind, name), [0] * 6)
        tally[0] += size
        tally[1] += 0 if group.before else size
        tally[2] += 0 if group.after else size
        was, becomes = (each.of_kind(group.kind).get(name, name) for each in (before, after))
        change = _change(group, was, becomes)
        if change is not None:
            tally[3 + _CHANGES.index(change)] += size
    return tuple(TypeEffect(kind, name, *tally) for (kind, name), tally in sorted(tallies.items()))


def _names(schema: Schema) -> Iterator[tuple[TypeKind, str]]:
    yield from (("entity", kind.name) for kind in schema.entity_types)
    yield from (("relation", kind.name) for kind in schema.relation_types)
    yield from (("attribute", kind.name) for kind in schema.attribute_types)


def _answered(claims: Claims, old: Schema, new: Schema, renames: Renames) -> Iterator[tuple[TypeKind, str, int]]:
    had, has = set(_names(old)), set(_names(new))
    for (kind, name), asked in sorted(claims.wanted.items()):
        if (kind, name) not in had and (kind, renames.of_kind(kind).get(name, name)) in has:
            yield kind, name, len(asked)


def _unseen(claims: Claims, old: Schema, new: Schema, renames: Renames) -> Iterator[tuple[TypeKind, str]]:
    named: set[tuple[TypeKind, str]] = set()
    for kind, groups in claims.groups.items():
        into = renames.of_kind(kind)
        claimed = {str(signature[0 if kind == "entity" else 1]) for signature in groups}
        named |= {(kind, name) for name in claimed} | {(kind, into.get(name, name)) for name in claimed}
    had = set(_names(old))
    parents = {kind.parent for kind in new.entity_types}
    yield from (
        (kind, name)
        for kind, name in _names(new)
        if (kind, name) not in had and (kind, name) not in named and not (kind == "entity" and name in parents)
    )
