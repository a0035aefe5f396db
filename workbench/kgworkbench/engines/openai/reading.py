"""A reply to an extraction, read leniently, item by item; what cannot be read stays in view."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kgworkbench.model.facts import (
    AttributeCandidate,
    Candidates,
    MentionCandidate,
    TripleCandidate,
    TypeCandidate,
    TypeKind,
)

__all__ = ["joined", "read_extraction", "unreadable"]

_LONGEST_NAME = 200
_LONGEST_VALUE = 2000
_KEYS = {
    "mentions": ("mentions", "entities"),
    "relations": ("relations", "triples"),
    "attributes": ("attributes",),
    "proposals": ("proposals",),
}


def read_extraction(reply: dict[str, Any], known: Sequence[MentionCandidate] = ()) -> Candidates:
    """The candidates of a reply. An item of the wrong shape is kept as a claim nobody can accept, so that the schema's
    judgement lists it among the violations instead of it vanishing.

    ``known`` are mentions the reply may point at by their numbers from 1; they come first in the result.
    """
    mentions = list(known)
    ids: dict[str, int] = {}
    names: dict[str, int] = {}
    lost: list[Any] = []
    for item in _items(reply, "mentions", lost):
        text, kind = item.get("text", item.get("name")), item.get("type")
        if not isinstance(text, str) or not isinstance(kind, str):
            lost.append(item)
            continue
        if len(text) > _LONGEST_NAME or len(kind) > _LONGEST_NAME:
            # At its own place, so that what points at it is not taken to point at another.
            mention = unreadable(f"name of {len(text)} characters", text)
        else:
            mention = MentionCandidate(text, kind)
        key = _key(item.get("id", len(mentions) + 1))
        same = ids.get(key)
        # Two things under one number: whatever points at it could mean either, so it means neither.
        ids[key] = len(mentions) if same is None or (same >= 0 and mentions[same] == mention) else -1
        names.setdefault(text, len(mentions))
        mentions.append(mention)
    for at, mention in enumerate(known):
        ids.setdefault(str(at + 1), at)
        names.setdefault(mention.text, at)

    def place(pointer: Any) -> int:
        named = _key(pointer)
        return ids[named] if named in ids else names.get(named, -1)

    triples: list[TripleCandidate] = []
    for item in _items(reply, "relations", lost):
        kind = item.get("type", item.get("relation"))
        if isinstance(kind, str):
            share = _share(item.get("confidence", 1.0))
            triples.append(TripleCandidate(place(item.get("head")), kind, place(item.get("tail")), share))
        else:
            lost.append(item)
    attributes: list[AttributeCandidate] = []
    for item in _items(reply, "attributes", lost):
        kind, value = item.get("type"), item.get("value")
        if isinstance(kind, str) and isinstance(value, str | int | float) and len(str(value)) <= _LONGEST_VALUE:
            attributes.append(AttributeCandidate(place(item.get("mention")), kind, str(value)))
        else:
            lost.append(item)
    types: list[TypeCandidate] = []
    for item in _items(reply, "proposals", lost):
        name, sort = item.get("name"), _sort(item.get("kind"))
        if isinstance(name, str) and name.strip() and len(name) <= _LONGEST_NAME and sort is not None:
            example = item.get("example")
            examples = (example[:_LONGEST_VALUE],) if isinstance(example, str) and example else ()
            types.append(TypeCandidate(sort, name, examples, _share(item.get("confidence", 0.5))))
        else:
            lost.append(item)
    read = {key for keys in _KEYS.values() for key in keys}
    lost += [{key: item} for key, item in reply.items() if key not in read and item not in (None, [], {}, "")]
    mentions += [unreadable("unreadable", item) for item in lost]
    return Candidates(tuple(mentions), tuple(triples), tuple(attributes), tuple(types))


def unreadable(why: str, item: object) -> MentionCandidate:
    """A claim nobody can accept, which the schema's judgement lists as a violation with these words."""
    return MentionCandidate("", f"{why}: {item!r}"[:_LONGEST_NAME])


def joined(first: Candidates, second: Candidates, shared: int = 0) -> Candidates:
    """The candidates of both; what the second repeats is dropped and what points at it points at the first's.

    The ``shared`` first mentions of both are the same.
    """
    mentions = list(first.mentions)
    known = {(item.text, item.type): at for at, item in reversed(list(enumerate(mentions))) if item.text}
    moved = list(range(shared))
    for item in second.mentions[shared:]:
        at = known.get((item.text, item.type))
        moved.append(len(mentions) if at is None else at)
        if at is None:
            mentions.append(item)
            if item.text:
                known[item.text, item.type] = moved[-1]

    def place(at: int) -> int:
        return moved[at] if 0 <= at < len(moved) else -1

    triples = {(item.head, item.relation, item.tail) for item in first.triples}
    fresh = (replace(item, head=place(item.head), tail=place(item.tail)) for item in second.triples)
    more = [
        item for item in fresh if -1 in (item.head, item.tail) or (item.head, item.relation, item.tail) not in triples
    ]
    attributes = {(item.mention, item.type, item.value) for item in first.attributes}
    placed = (replace(item, mention=place(item.mention)) for item in second.attributes)
    said = [item for item in placed if item.mention < 0 or (item.mention, item.type, item.value) not in attributes]
    types = {(item.kind, item.name) for item in first.types}
    return Candidates(
        tuple(mentions),
        first.triples + tuple(more),
        first.attributes + tuple(said),
        first.types + tuple(item for item in second.types if (item.kind, item.name) not in types),
        first.offered + tuple(name for name in second.offered if name not in first.offered),
    )


def _items(reply: dict[str, Any], name: str, lost: list[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for key in _KEYS[name]:
        value = reply.get(key) or []
        if isinstance(value, list):
            lost += [item for item in value if not isinstance(item, dict)]
            found += [item for item in value if isinstance(item, dict)]
        else:
            lost.append(value)
    return found


def _key(pointer: Any) -> str:
    """A number or name as it is looked up; no pointer is none that anything has."""
    if isinstance(pointer, float) and pointer.is_integer():
        pointer = int(pointer)
    return str(pointer) if isinstance(pointer, str | int) else f"\x00{pointer}"


def _share(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and 0 <= value <= 1 else 0.5


def _sort(value: Any) -> TypeKind | None:
    return value if value in ("entity", "relation", "attribute") else None
