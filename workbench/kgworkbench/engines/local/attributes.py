"""Attributes of a sentence's mentions: literals near a cue, typed by the attribute's value; lifespans after a name."""

import re

from kgworkbench.engines.local.compiled import AttributeView, Compiled
from kgworkbench.engines.local.inflect import inflected
from kgworkbench.engines.local.literals import Literal
from kgworkbench.engines.local.spotted import Typed

__all__ = ["Described", "described", "lifespans"]

Described = tuple[int, str, str, int, int, float]
"""Mention position, attribute type, value, start and end of the literal, confidence."""

_BIRTH = re.compile(r"birth|born|出生|生年|诞生|生日")
_DEATH = re.compile(r"death|died|去世|逝世|卒年|死亡|忌日")
_SPAN = re.compile(r"^\s*[(（]\s*(?:[^()（）\d—–-]{0,12})(?P<dates>[^()（）]{2,60})[)）]")
_VALUE_ZH = r"(?P<value>[^，。；、（）()：:\s]{1,10})(?=[，。；、（）()]|$)"
_VALUE_EN = r"(?P<value>[\w'-]+(?:\s(?!who|that|which|from|in|of|at|for|on|by|and|best|known|born)[\w'-]+){0,4})"
_DASH = re.compile(r"[—–\-~至到]+|\bto\b")


def described(
    text: str,
    start: int,
    end: int,
    mentions: tuple[tuple[int, Typed], ...],
    stands: tuple[tuple[int, int, int], ...],
    topic: int | None,
    found: tuple[Literal, ...],
    view: Compiled,
    known: tuple[Typed, ...],
) -> tuple[Described, ...]:
    """The attributes that the sentence at start..end gives to its mentions, its pronouns' or the topic."""
    sentence = text[start:end].lower()
    if len(sentence) != end - start:
        sentence = text[start:end]  # a letter whose small form is longer would shift every place after it
    holders = sorted([(item.start, item.end, at) for at, item in mentions] + list(stands))
    inside = [item for item in found if start <= item.start and item.end <= end]
    best: dict[tuple[int, str], tuple[float, Described]] = {}
    for attribute in view.attributes:
        for literal, weight, cue_at in _literals(attribute, sentence, start, inside, text, view.language):
            owner = _owner(attribute, holders, topic, known, min(cue_at, literal.start), text)
            if owner is None:
                continue
            at, nearness = owner
            score = round(weight * nearness, 3)
            key = (at, attribute.type.name)
            if score > 0.3 and (key not in best or score > best[key][0]):
                best[key] = (score, (at, attribute.type.name, literal.value, literal.start, literal.end, score))
    return tuple(item for _, (_, item) in sorted(best.items()))


def lifespans(
    text: str, mentions: tuple[Typed, ...], found: tuple[Literal, ...], view: Compiled
) -> tuple[Described, ...]:
    """Birth and death from what stands in parentheses after a name: Ada Lovelace (1815-1852)."""
    births = [item for item in view.attributes if item.type.value == "date" and _BIRTH.search(item.type.name.lower())]
    deaths = [item for item in view.attributes if item.type.value == "date" and _DEATH.search(item.type.name.lower())]
    claims: list[Described] = []
    for at, mention in enumerate(mentions) if births or deaths else ():
        match = _SPAN.match(text[mention.end : mention.end + 80])
        if not match:
            continue
        first, last = mention.end + match.start("dates"), mention.end + match.end("dates")
        dates = [item for item in found if item.kind == "date" and first - 12 <= item.start and item.end <= last + 1]
        dash = _DASH.search(text, mention.end, last)
        for date in dates:
            before = dash is not None and date.end <= dash.start()
            after = dash is not None and date.start >= dash.end()
            claims.extend(
                (at, attribute.type.name, date.value, date.start, date.end, 0.9)
                for attribute in (births if before else deaths if after else ())
                if mention.type in attribute.of
            )
    return tuple(claims)


def _literals(
    attribute: AttributeView, sentence: str, start: int, inside: list[Literal], text: str, language: str
) -> list[tuple[Literal, float, int]]:
    """Literals of the sentence that could be the attribute's value, with a weight and where the cue stands."""
    if attribute.type.values:
        return _words(attribute.type.values, sentence, start)
    if attribute.type.value == "text":
        return _phrases(attribute, sentence, start, text, language)
    found: list[tuple[Literal, float, int]] = []
    for literal in inside:
        bonus = _unit(attribute, literal)
        if literal.kind != attribute.type.value or bonus < 0:
            continue
        for cue in attribute.cues:
            for match in _cue(cue).finditer(sentence):
                at, close = start + match.start(), start + match.end()
                gap = literal.start - close if literal.start >= at else at - literal.end
                cut = text[min(at, literal.end) : max(at, literal.start)]
                if gap > 60 or any(mark in cut for mark in ";；。"):
                    continue
                weight = 0.85 - 0.005 * max(0, gap) - 0.1 * len(re.findall("[,，]", cut)) + bonus
                found.append((literal, min(weight, 0.95), at))
    return found


def _words(values: tuple[str, ...], sentence: str, start: int) -> list[tuple[Literal, float, int]]:
    """Places where one of the attribute's own values stands."""
    return [
        (Literal(start + match.start(), start + match.end(), "number", value), 0.6, start + match.start())
        for value in values
        for match in _cue(value.lower()).finditer(sentence)
    ]


def _phrases(
    attribute: AttributeView, sentence: str, start: int, text: str, language: str
) -> list[tuple[Literal, float, int]]:
    """The words right after a cue: 字存中; was an English mathematician."""
    found = []
    for cue in attribute.cues:
        if language == "zh":
            lead = r"(?:^|[，,。；（(\s])" if len(cue) == 1 else ""
            expression = rf"{lead}(?P<cue>{re.escape(cue)})(?:是|为|：|:)?{_VALUE_ZH}"
        elif re.search(r"\b(?:an?|as|the)$", cue):
            expression = rf"(?<!\w)(?P<cue>{re.escape(cue)})\s+{_VALUE_EN}"
        else:
            continue
        for match in re.finditer(expression, sentence):
            first, last = start + match.start("value"), start + match.end("value")
            found.append((Literal(first, last, "number", text[first:last]), 0.6, start + match.start("cue")))
    return found


def _cue(cue: str) -> re.Pattern[str]:
    if not cue.isascii():
        return re.compile(re.escape(cue))
    first, _, rest = cue.partition(" ")
    tail = rf"\s+{re.escape(rest)}" if rest else ""
    return re.compile(rf"(?<!\w){inflected(first)}{tail}(?!\w)")


def _unit(attribute: AttributeView, literal: Literal) -> float:
    """A bonus where the literal's unit is the attribute's, -1 where it is another's or missing."""
    wanted = (attribute.type.unit or "").lower().rstrip("s")
    if not wanted or attribute.type.value != "number":
        return 0.0
    had = literal.unit.lower().rstrip("s")
    return 0.15 if had and (wanted in had or had in wanted) else -1.0


def _owner(
    attribute: AttributeView,
    holders: list[tuple[int, int, int]],
    topic: int | None,
    known: tuple[Typed, ...],
    before: int,
    text: str,
) -> tuple[int, float] | None:
    """The mention the attribute belongs to: the last of its clause, else the sentence's first, else the topic."""
    fitting = [item for item in holders if known[item[2]].type in attribute.of]
    earlier = [item for item in fitting if item[1] <= before]
    if earlier:
        first, last = earlier[0], earlier[-1]
        clause = not re.search("[,，;；]", text[last[1] : before])
        return ((last if clause else first)[2], 1.0 if first is last else 0.93)
    if topic is not None and known[topic].type in attribute.of and not fitting:
        return topic, 0.75
    return (fitting[0][2], 0.8) if fitting else None
