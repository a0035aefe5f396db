"""Attributes of a sentence's mentions: literals near a cue, typed by the attribute's value."""

import re

from kgworkbench.engines.local.compiled import AttributeView, Compiled
from kgworkbench.engines.local.literals import Literal
from kgworkbench.engines.local.spotted import Typed

__all__ = ["Described", "described"]

Described = tuple[int, str, str, int, int, float]
"""Mention position, attribute type, value, start and end of the literal, confidence."""


def described(
    text: str,
    start: int,
    end: int,
    mentions: tuple[tuple[int, Typed], ...],
    stands: tuple[tuple[int, int, int], ...],
    topic: int | None,
    found: tuple[Literal, ...],
    view: Compiled,
    all_mentions: tuple[Typed, ...],
) -> tuple[Described, ...]:
    """The attributes that the sentence at start..end gives to its mentions, its pronouns' or the topic."""
    sentence = text[start:end].lower()
    holders = sorted([(item.start, item.end, at) for at, item in mentions] + list(stands))
    inside = [item for item in found if start <= item.start and item.end <= end]
    best: dict[tuple[int, str], tuple[float, Described]] = {}
    for attribute in view.attributes:
        for literal, weight, cue_at in _literals(attribute, sentence, start, inside, text):
            owner = _owner(attribute, holders, topic, all_mentions, cue_at, literal.start)
            if owner is None:
                continue
            at, nearness = owner
            score = round(weight * nearness, 3)
            key = (at, attribute.type.name)
            if score > 0.3 and score > best.get(key, (0.0, None))[0]:
                best[key] = (score, (at, attribute.type.name, literal.value, literal.start, literal.end, score))
    return tuple(item for _, (_, item) in sorted(best.items()))


def _literals(
    attribute: AttributeView, sentence: str, start: int, inside: list[Literal], text: str
) -> list[tuple[Literal, float, int]]:
    """Literals of the sentence that could be the attribute's value, with a weight and where the cue stands."""
    value = attribute.type.value
    found: list[tuple[Literal, float, int]] = []
    if value in ("date", "number"):
        for literal in inside:
            if literal.kind != value:
                continue
            unit = _unit(attribute, literal)
            if unit < 0:
                continue
            for cue in attribute.cues:
                for match in _cue(cue).finditer(sentence):
                    at = start + match.start()
                    gap = literal.start - (start + match.end()) if literal.start >= at else at - literal.end
                    cut = text[min(at, literal.end) : max(at, literal.start)]
                    if gap > 60 or any(mark in cut for mark in ";；。"):
                        continue
                    commas = len(re.findall("[,，]", cut))
                    weight = 0.85 - 0.005 * max(0, gap) - 0.1 * commas + unit
                    found.append((literal, min(weight, 0.95), at))
            if unit > 0.05 and value == "number" and not attribute.cues:
                found.append((literal, 0.5, literal.start))
    elif value == "enum" or attribute.type.values:
        for word in attribute.type.values:
            for match in _cue(word.lower()).finditer(sentence):
                at = start + match.start()
                found.append((Literal(at, start + match.end(), "number", word), 0.6, at))
    return found


def _cue(cue: str) -> re.Pattern[str]:
    escaped = re.escape(cue)
    return re.compile(rf"(?<!\w){escaped}(?!\w)" if cue.isascii() else escaped)


def _unit(attribute: AttributeView, literal: Literal) -> float:
    """A bonus where the literal's unit is the attribute's, -1 where it is another's."""
    wanted = (attribute.type.unit or "").lower().rstrip("s")
    if not wanted or attribute.type.value != "number":
        return 0.0
    had = literal.unit.lower().rstrip("s")
    if not had:
        return -0.0
    return 0.15 if wanted in had or had in wanted else -1.0 if had else 0.0


def _owner(
    attribute: AttributeView,
    holders: list[tuple[int, int, int]],
    topic: int | None,
    mentions: tuple[Typed, ...],
    cue_at: int,
    literal_at: int,
) -> tuple[int, float] | None:
    """The mention the attribute belongs to: the nearest fitting one before the cue, else after it, else the topic."""
    fitting = [item for item in holders if mentions[item[2]].type in attribute.of]
    before = [item for item in fitting if item[1] <= max(cue_at, literal_at)]
    if before:
        first, last = before[0], before[-1]
        chosen = last if last[1] <= cue_at or last is first else first
        return chosen[2], 1.0 if chosen is first else 0.92
    if fitting:
        return fitting[0][2], 0.8
    if topic is not None and mentions[topic].type in attribute.of:
        return topic, 0.75
    return None
