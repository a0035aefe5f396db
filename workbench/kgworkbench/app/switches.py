"""Switches: which parts of the graph and which routes a question is to be asked without."""

from dataclasses import fields, replace
from typing import Any

from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.app.turns import Turn, off_in
from kgworkbench.model.trace import Without

__all__ = ["KINDS", "asked_without", "switchable", "switched", "switched_off"]

KINDS = tuple(field.name for field in fields(Without))
"""What can be switched off: entities, relations, chunks, routes, communities."""

_LONG = 48


def switched(off: Without, kind: str, key: str) -> Without:
    """The same with that one switched off, or on again where it was off."""
    if kind not in KINDS or not key:
        return off
    now: tuple[str, ...] = getattr(off, kind)
    changed: Any = tuple(one for one in now if one != key) if key in now else (*now, key)
    return replace(off, **{kind: changed})


def switchable(snapshot: Snapshot | None, selected: str) -> tuple[str, str] | None:
    """The kind and id of what is selected in the graph, None where it is nothing to switch off."""
    if snapshot is None or not selected:
        return None
    known = (
        ("entities", snapshot.entities),
        ("relations", snapshot.relations),
        ("communities", snapshot.communities),
        ("chunks", snapshot.chunks),
    )
    return next(((kind, selected) for kind, held in known if selected in held), None)


def switched_off(off: Without, snapshot: Snapshot | None, say: Strings) -> list[tuple[str, str, str]]:
    """Kind, id and name of everything that is off; an id that the graph no longer holds is named by itself."""
    return [(kind, key, _name(kind, key, snapshot, say)) for kind in KINDS for key in getattr(off, kind)]


def asked_without(turn: Turn, snapshot: Snapshot | None, say: Strings) -> str:
    """A turn's question, after what it was asked without: the same question may have been asked twice."""
    gone = ", ".join(name for _, _, name in switched_off(off_in(turn["steps"]), snapshot, say))
    question = str(turn["question"])
    return f"{say('without_what', what=gone)} · {question}" if gone else question


def _name(kind: str, key: str, snapshot: Snapshot | None, say: Strings) -> str:
    if kind == "routes":
        return say("off_route", name=say(f"route_{key}"))
    if snapshot is None:
        return key
    if kind == "entities" and key in snapshot.entities:
        return snapshot.entities[key].name
    if kind == "relations" and key in snapshot.relations:
        link = snapshot.relations[key]
        ends = [snapshot.entities[end].name if end in snapshot.entities else "?" for end in (link.head, link.tail)]
        return f"{ends[0]} → {link.type} → {ends[1]}"
    if kind == "communities" and key in snapshot.communities:
        group = snapshot.communities[key]
        centre = snapshot.entities.get(group.centre)
        return say("off_community", name=group.name or (centre.name if centre else key))
    if kind == "chunks" and key in snapshot.chunks:
        chunk = snapshot.chunks[key]
        beginning = " ".join(chunk.text.lstrip("# ").split())[:_LONG]
        return say("off_chunk", name=snapshot.titles.get(chunk.document) or beginning)
    return key
