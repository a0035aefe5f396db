"""Entities that a changed schema would leave with no mention, or with no relation where they had one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from kgworkbench.curate.claims import Claims
from kgworkbench.curate.verdicts import Judged
from kgworkbench.resolve.normalise import normalise
from kgworkbench.resolve.within import Key, full_names
from kgworkbench.schema.rename import Renames

__all__ = ["Orphan", "Orphans", "orphaned"]

Lack = Literal["mention", "relation"]


@dataclass(frozen=True, slots=True)
class Orphan:
    """An entity by its commonest name and its type so far, how often it is mentioned, and what it is left without."""

    name: str
    type: str
    lacks: Lack
    mentions: int


@dataclass(frozen=True, slots=True)
class Orphans:
    """How many entities lack the same thing, and the first of them, most mentioned first."""

    count: int = 0
    first: tuple[Orphan, ...] = ()


def orphaned(claims: Claims, groups: Sequence[Judged], renames: Renames, limit: int = 50) -> tuple[Orphans, Orphans]:
    """Entities left with no mention, and those that keep one but lose their last relation.

    An entity is told as ``resolve`` tells it inside a document and between documents, by type and normalised name,
    short forms counted as the names they shorten; abbreviations that a text defines count as names of their own.
    Only types that lose something are looked at.
    """
    lost = {str(g.signature[0]) for g in groups if g.kind == "entity" and g.after and not g.before}
    links = [g for g in groups if g.kind == "relation" and not (g.before and g.after)]
    bared = {end for g in links if g.after for end in _ends(g)} - lost
    if not lost and not bared:
        return Orphans(), Orphans()
    gone: set[Key] = set(chain.from_iterable(set(_keys(claims, kind).values()) for kind in lost))
    bare = _bared(claims, groups, links, bared, renames) if bared else set()
    return _first(claims, gone, lost, "mention", limit), _first(claims, bare, bared, "relation", limit)


def _bared(
    claims: Claims, groups: Iterable[Judged], links: Iterable[Judged], types: Collection[str], renames: Renames
) -> set[Key]:
    """Keys of those types that some relation names now and none will."""
    now: dict[int, Key] = {}
    for kind in types:
        now.update(_keys(claims, kind))
    later, whither = _later(claims, groups, now, types, renames)
    had: set[Key] = set()
    has: set[Key] = set()
    for group in links:
        if not group.before:
            had |= _linked(claims, group.claims, now)
        if not group.after:
            has |= _linked(claims, group.claims, later)
    if whither is None:
        return had - has
    return {key for key in had if not whither[key] & has}


def _later(
    claims: Claims, groups: Iterable[Judged], now: dict[int, Key], types: Collection[str], renames: Renames
) -> tuple[dict[int, Key], dict[Key, set[Key]] | None]:
    """The keys the mentions are to have, and which each key of now becomes; None where every key stays as it is.

    Only where types come together under one name can an entity find relations it did not have.
    """
    named = renames.of_kind("entity")
    sources: dict[str, set[str]] = {}
    for group in groups:
        if group.kind == "entity" and not group.after:
            kind = str(group.signature[0])
            sources.setdefault(named.get(kind, kind), set()).add(kind)
    merged = {name: kinds for name, kinds in sources.items() if len(kinds) > 1 and kinds & set(types)}
    if not merged:
        return now, None
    later = dict(now)
    for name, kinds in merged.items():
        numbers = sorted(chain.from_iterable(claims.groups["entity"].get((kind, False), ()) for kind in kinds))
        later.update(_folded(claims, numbers, name))
    whither: dict[Key, set[Key]] = {}
    for number, key in now.items():
        whither.setdefault(key, set()).add(later[number])
    return later, whither


def _ends(group: Judged) -> set[str]:
    return {part[0] for part in group.signature if isinstance(part, tuple)}


def _keys(claims: Claims, kind: str) -> Mapping[int, Key]:
    """The key of each mention of that type, by number; worked out once for all schemas that are tried."""
    found = claims.keys.get(kind)
    if found is None:
        found = claims.keys[kind] = _folded(claims, claims.groups["entity"].get((kind, False), ()), kind)
    return found


def _folded(claims: Claims, numbers: Sequence[int], kind: str) -> dict[int, Key]:
    """Keys of the mentions as ones of that type, in every document the short forms folded into the full names."""
    found: dict[int, Key] = {}
    texts, documents, names = claims.texts, claims.documents, claims.names
    here, start = -1, 0
    short: list[tuple[int, int, dict[Key, Key]]] = []
    distinct: set[Key] = set()
    for at, number in enumerate(numbers):
        if documents[number] != here:
            if len(distinct) > 1 and (whole := full_names(distinct)):
                short.append((start, at, whole))
            here, start, distinct = documents[number], at, set()
        text = texts[number]
        name = names.get(text)
        if name is None:
            name = names[text] = normalise(text)
        key = found[number] = (name, kind)
        distinct.add(key)
    if len(distinct) > 1 and (whole := full_names(distinct)):
        short.append((start, len(numbers), whole))
    for first, last, whole in short:
        for number in numbers[first:last]:
            found[number] = whole.get(found[number], found[number])
    return found


def _linked(claims: Claims, numbers: Iterable[int], keys: Mapping[int, Key]) -> set[Key]:
    """Keys of both ends of those relation claims; a name that is linked to itself is no relation."""
    found: set[Key] = set()
    get, links = keys.get, claims.links
    for number in numbers:
        ends = links[number]
        if ends is not None:
            head, tail = get(ends[0]), get(ends[1])
            if head != tail:
                found.update(key for key in (head, tail) if key is not None)
    return found


def _first(claims: Claims, found: set[Key], types: Iterable[str], lacks: Lack, limit: int) -> Orphans:
    times: Counter[Key] = Counter()
    for kind in types:
        times.update(_keys(claims, kind).values())
    ranked = sorted(found, key=lambda key: (-times[key], key))[:limit]
    surfaces: dict[Key, Counter[str]] = {key: Counter() for key in ranked}
    for kind in {key[1] for key in ranked}:
        for number, key in _keys(claims, kind).items():
            if key in surfaces:
                surfaces[key][claims.texts[number]] += 1
    names = {
        key: _name(surfaces[key], [text for text in surfaces[key] if claims.names[text] == key[0]]) for key in ranked
    }
    return Orphans(len(found), tuple(Orphan(names[key], key[1], lacks, times[key]) for key in ranked))


def _name(surfaces: Counter[str], whole: Sequence[str]) -> str:
    """The commonest whole form, as the graph names an entity; a short one only where there is no other."""
    return min(whole or surfaces, key=lambda text: (-surfaces[text], text))
