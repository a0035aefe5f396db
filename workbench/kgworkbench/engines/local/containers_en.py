"""Places described by what lies in them: "the country where X is located", "the state containing X"."""

import re
from collections.abc import Sequence

from kgworkbench.engines.local.described import noun_kinds
from kgworkbench.engines.local.description import Description, Spot, asking_for
from kgworkbench.engines.local.places import PLACE_NOUNS

__all__ = ["containers_en"]

_NOUN = rf"(?P<noun>{'|'.join(PLACE_NOUNS.split())}|area|place)"
_LIES = r"(?:located|situated|found|based|set|headquartered)"
_OPENING = re.compile(rf"\b(?:(?:the|a|an|this|that)\s+)?(?:same\s+)?{_NOUN}\s+(?P<link>[a-z\s]*)$", re.I)
_BEFORE = re.compile(
    r"(?:(?:in|within|on)\s+which|where|(?:that|which)?|containing|encompassing|housing"
    r"|(?:that|which)\s+(?:contains|includes|encompasses|holds))(?:\s+(?:the|a|an))?",
    re.I,
)
_WHERE = re.compile(rf"\s+(?:is|was|are|were)(?:\s+(?:\w+ly\s+)?{_LIES})?(?:\s+(?:in|at|on))?\b", re.I)
_IN = re.compile(
    rf"\s+(?:is|was|are|were|comes?|came)(?:\s+(?:\w+ly\s+)?{_LIES})?\s+(?:in|from|within|(?:an?\s+)?part(?:\s+of)?|of)\b",
    re.I,
)
_NEXT = re.compile(r",\s+$")


def containers_en(text: str, names: Sequence[Spot]) -> tuple[Description, ...]:
    """The places that a question describes by a name within them.

    The question they ask has only the name, the noun is the kind of its answer: what lies where is said by "in" or
    by a comma, not by a word.
    """
    found = []
    for at, (start, end) in enumerate(names):
        opening = _OPENING.search(text[:start])
        if opening is None:
            continue
        link = " ".join(opening["link"].split()).lower()
        if not _BEFORE.fullmatch(link):
            continue
        stop = end
        for other_start, other_end in names[at + 1 :]:
            if not _NEXT.fullmatch(text[stop:other_start]):
                break
            stop = other_end
        link = re.sub(r"\s*\b(?:the|a|an)$", "", link)
        closed = stop
        if link in ("", "that", "which") or link.endswith("which") or link == "where":
            close = (_IN if link in ("", "that", "which") else _WHERE).match(text, stop)
            if close is None:
                continue
            closed = close.end()
        noun = opening["noun"].lower()
        asks = asking_for(text[start:stop], noun, noun_kinds(noun))
        found.append(Description(opening.start(), closed, asks, 1.0))
    found.extend(_bare(text, names, {item.start for item in found}))
    return tuple(found)


_THING = re.compile(r"\b(?:the|an?)\s+(?P<noun>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,2})\s+(?:that\s+)?(?:the\s+)?$")
_VERB = re.compile(
    r"\s+(?P<verb>(?:is|was|are|were|has|had)?(?:\s*(?:\w+ly|a|[a-z]{3,}ed|part|member|born|held|made|built|known|led|set))*)"
    r"\s+(?P<end>of|in|for|from|to|by|with|at|on|under)\b(?=\s+[a-z]|\W*$)"
)


def _bare(text: str, names: Sequence[Spot], opened: set[int]) -> list[Description]:
    """Things described by a clause that no word opens: "the company X is part of", "the team X played for"."""
    found = []
    for start, end in names:
        thing, verb = _THING.search(text[:start]), _VERB.match(text, end)
        if thing is None or verb is None or not verb["verb"].strip() or thing.start() in opened:
            continue
        noun = thing["noun"].split()[-1]
        kinds = noun_kinds(noun)
        if not kinds:
            continue
        asks = asking_for(f"{noun} {text[start : verb.end()]}", noun, kinds)
        found.append(Description(thing.start(), verb.end(), asks, 0.9))
    return found
