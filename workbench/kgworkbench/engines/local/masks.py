"""A sentence with its mentions masked: one private character for each group of coordinated mentions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kgworkbench.engines.local.gazetteer import PLACES
from kgworkbench.engines.local.spotted import Typed

__all__ = ["FIRST", "Group", "Masked", "masked"]

FIRST = 0xE000


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that stand together as one ("A, B and C"), by position; each one's type, and the types it might have."""

    members: tuple[int, ...]
    own: tuple[str, ...]
    types: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Masked:
    """The lower-case text of a sentence with groups masked, the groups in order, and where each stands in the text."""

    text: str
    groups: tuple[Group, ...]
    places: tuple[int, ...]
    start: int
    end: int


_JOIN_EN = re.compile(r"^\s*(?:,\s*(?:and|or|&)?|and|or|&|as well as|;)\s*(?:the\s|an?\s)?\s*$")
_JOIN_ZH = re.compile(r"^[》”」]?\s*(?:[、，,/和与及跟＆&]|以及|[\s　])\s*[《“「]?$")
_SLOT = re.compile("[\ue000-\uf8fe]")


def masked(
    text: str,
    start: int,
    end: int,
    mentions: tuple[tuple[int, Typed], ...],
    language: str,
    stand_ins: tuple[tuple[int, int, int], ...] = (),
    stand_types: Mapping[int, Typed] | None = None,
) -> Masked:
    """The sentence at start..end of the text with its mentions masked.

    ``mentions`` are (position, mention) in order; ``stand_ins`` (start, end, position) are pronouns and the mention
    each stands for.
    """
    joins = _JOIN_ZH if language == "zh" else _JOIN_EN
    slots: list[tuple[int, int, list[int], list[str]]] = []
    known = {**(stand_types or {}), **dict(mentions)}
    pieces = sorted(
        [(mention.start, mention.end, position, False) for position, mention in mentions]
        + [(first, last, position, True) for first, last, position in stand_ins]
    )
    for first, last, position, stands in pieces:
        kind = known[position].type
        if slots and not stands:
            between = text[slots[-1][1] : first]
            other = known[slots[-1][2][-1]]
            alike = kind == other.type or (
                language == "zh" and (kind in other.types or other.type in known[position].types)
            )
            same = alike and (joins.match(between) or (language == "zh" and not between))
            if language == "zh":
                comma = "，" in between or "," in between
                listed = not comma or text[first - 1] in "《“「" or _goes_on(text, slots[-1], last, pieces, joins)
            else:
                listed = "," not in between or _listed(text, slots[-1], first, last, pieces, joins)
            if same and language == "zh" and not between:
                # 唐太宗李世民: a title or epithet and the name it belongs to are one person, and the name serves.
                slots[-1] = (slots[-1][0], last, [position], [kind])
                continue
            apposed = language == "en" and _within(other.text, known[position].text, between)
            if same and listed and not apposed and not _closes(text, slots, known):
                slots[-1][2].append(position)
                slots[-1][3].append(kind)
                slots[-1] = (slots[-1][0], last, slots[-1][2], slots[-1][3])
                continue
        slots.append((first, last, [position], [kind]))
    written: list[str] = []
    groups: list[Group] = []
    at = start
    for first, last, members, _ in slots:
        if first < at:
            continue
        before = text[at:first]
        if language == "zh":
            before = before.rstrip('《“「『"')
        written.append(_plain(before))
        written.append(chr(FIRST + len(groups)) + _after_stand_in(text, first, last, language))
        groups.append(
            Group(
                tuple(members),
                tuple(known[member].type for member in members),
                tuple(frozenset(known[member].types) for member in members),
            )
        )
        at = last
        if language == "zh" and text[at : at + 1] in tuple('》”」』"'):
            at += 1
    written.append(_plain(text[at:end]))
    body = "".join(written)
    if language == "en":
        body = re.sub(r"\s*\((?![^)]*[\ue000-\uf8fe])[^)]*\)", "", body)
        body = re.sub(r"\s+", " ", body)
        body = re.sub(r" ([,.;:!?)])", r"\1", body)
        body = re.sub(r"\s*['’]\s?s\b", "'s", body)
        body = body.replace("( ", "(")
    else:
        body = re.sub(r"（(?![^（）]*[\ue000-\uf8fe])[^（）]*）|\((?![^()]*[\ue000-\uf8fe])[^()]*\)", "", body)
    body = body.lower()
    return Masked(body, tuple(groups), tuple(match.start() for match in _SLOT.finditer(body)), start, end)


def _after_stand_in(text: str, first: int, last: int, language: str) -> str:
    """What a stand-in leaves behind: a comma after an unsaid subject, 's after a possessive pronoun."""
    if first == last:
        return "，"
    word = text[first:last].lower()
    owns = word in ("his", "its", "their") or (word == "her" and re.match(r"\s+[a-z]", text[last : last + 4]))
    return "'s" if language == "en" and owns else ""


def _listed(
    text: str,
    slot: tuple[int, int, list[int], list[str]],
    first: int,
    last: int,
    pieces: list[tuple[int, int, int, bool]],
    joins: re.Pattern[str],
) -> bool:
    """Whether a comma joins a list (A, B and C) rather than apposes (Boston, Massachusetts): an "and" must follow."""
    if len(slot[2]) > 1 or re.match(r"\s*,\s*(?:and|or)\b", text[slot[1] : first]):
        return True
    at = last
    for begin, stop, _, _ in pieces:
        if begin < last:
            continue
        between = text[at:begin]
        if not joins.match(between):
            return False
        if re.search(r"\band\b|\bor\b|&", between):
            return True
        at = stop
    return False


def _goes_on(
    text: str,
    slot: tuple[int, int, list[int], list[str]],
    last: int,
    pieces: list[tuple[int, int, int, bool]],
    joins: re.Pattern[str],
) -> bool:
    """Whether a Chinese comma joins a list: it had two members before, or another follows at once."""
    after = next((begin for begin, _, _, _ in pieces if begin >= last), None)
    return len(slot[2]) > 1 or (after is not None and after > last and bool(joins.match(text[last:after])))


def _closes(text: str, slots: list[tuple[int, int, list[int], list[str]]], known: Mapping[int, Typed]) -> bool:
    """Whether the last slot is the larger place that ends a chain of places: Ashton, Ohio, and Fairview, Utah"""
    if len(slots) < 2 or text[slots[-2][1] : slots[-1][0]].strip() != "," or len(slots[-1][2]) > 1:
        return False
    smaller, larger = (known[slot[2][-1]].text for slot in slots[-2:])
    return _within(smaller, larger, ",")


def _within(smaller: str, larger: str, between: str) -> bool:
    """Whether a comma puts a place into a larger one: Ashton, Ohio"""
    return (
        between.strip() == ","
        and PLACES.get(larger) in ("region", "country")
        and PLACES.get(smaller) not in ("region", "country")
    )


def _plain(text: str) -> str:
    return re.sub("[\ue000-\uf8ff]", " ", text)
