"""What stands beside an English name and says what kind of thing it names."""

import re

from kgworkbench.engines.local.gazetteer import PLACES
from kgworkbench.engines.local.names import HONORIFICS, JOB_TITLES
from kgworkbench.engines.local.words_en import HEADS, ROLES, SPEECH

__all__ = ["around_en"]

_NOUN_PHRASE = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?"
    r"(?:,\s*(?:an?|the|then|former|his|her|their|one)?|(?:is|was|were|are)\s+(?:an?|the|one of the))"
    r"\s+(?P<words>(?:(?!of\b|in\b|from\b|who\b|that\b|which\b|and\b|at\b|for\b)[\w'’-]+\s*){1,6})"
)
_AGE = re.compile(
    r"^\s*,\s*\d{1,3}\s*,"
    r"|^\s*\(\s*(?:born|b\.|c\.|d\.)?\s*(?:\w+\s+)?(?:\d{1,2}\s+\w+\s+|\w+\s+\d{1,2}\s*,\s*)?\d{4}"
)
_STATE = re.compile(r"^\s*,\s*([A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_BEFORE_PLACES = {
    "in": 0.6, "near": 0.7, "outside": 0.6, "around": 0.4, "throughout": 0.4, "across": 0.4,
    "from": 0.35, "to": 0.25, "at": 0.15,
}  # fmt: skip
_SIDES = frozenset("northern southern eastern western central downtown northwest northeast southeast southwest".split())
_PLACES_OF = frozenset(
    "city town village state province county republic north south east west northeast northwest southeast southwest"
    " capital island part streets outskirts".split()
)
_LEADERS_OF = frozenset("president director chairman member head founder leader spokesman employee professor".split())
_AFTER_FIRMS = frozenset(
    "company officials spokesman spokeswoman inc executives shares employees employee executive official subsidiary"
    " shareholders headquarters stock chairman".split()
)
_BEFORE_FIRMS = frozenset(
    "company monopoly firm airline airlines giant agency newspaper chain maker manufacturer carrier conglomerate"
    " retailer publisher corporation broadcaster brewery automaker startup bank organization organisation group party"
    " union network magazine daily weekly unit subsidiary coalition militia club team".split()
)
_KIN = frozenset("wife husband father mother son daughter brother sister death life".split())


def around_en(words: list[str], before: str, after: str) -> dict[str, float]:
    """Weights by kind from what stands before and after a name."""
    found: dict[str, float] = {}

    def add(kind: str, weight: float) -> None:
        found[kind] = found.get(kind, 0.0) + weight

    left = ["", "", *(word.lower().rstrip(".") for word in re.findall(r"[\w'’-]+\.?|[,()]", before)[-3:])]
    right = [*(word.lower() for word in re.findall(r"[\w'’-]+|[,()]", after)[:3]), "", ""]
    for kind, weight in (*_person(left, right, after), *_elsewhere(words, left, right, after)):
        add(kind, weight)
    if left[-1] in ("by", "with") and len(words) > 1:
        add("person", 0.2)
    if left[-1] == "the" and len(words) == 1 and not words[0].isupper():
        add("organisation", 0.15)
    return found


def _person(left: list[str], right: list[str], after: str) -> list[tuple[str, float]]:
    """Weights for a person: titles, roles, verbs of speech, an age, a relative clause, a role in apposition."""
    found = []
    previous, following = left[-1], right[0]
    if previous.title() in HONORIFICS or previous.title() in JOB_TITLES:
        found.append(1.4)
    elif previous in ROLES:
        found.append(1.1)
    elif previous == "," and left[-2] in ROLES:
        found.append(0.7)
    if following in SPEECH or previous in ("said", "says", "told", "named"):
        found.append(0.7 if following in SPEECH else 0.4)
    if following in ("who", "whose"):
        found.append(0.9)
    if _AGE.match(after):
        found.append(1.2)
    if following in ("was", "is") and right[1] in ("born", "married", "survived", "educated"):
        found.append(1.2)
    if following == "'s" and right[1] in _KIN:
        found.append(1.0)
    phrase = _NOUN_PHRASE.match(after)
    if phrase and any(word in ROLES for word in phrase["words"].lower().split()):
        found.append(0.9)
    return [("person", weight) for weight in found]


def _elsewhere(words: list[str], left: list[str], right: list[str], after: str) -> list[tuple[str, float]]:
    """Weights for places and organisations: prepositions, "city of", a state after a comma, "officials" behind."""
    found = []
    previous = left[-1]
    if previous in _BEFORE_PLACES and len(words) <= 3:
        found.append(("place", _BEFORE_PLACES[previous]))
    if previous in _SIDES:
        found.append(("place", 0.9))
    state = _STATE.match(after)
    headed = words[-1].lower() in HEADS
    if state and PLACES.get(state.group(1).rstrip()) in ("region", "country") and len(words) <= 3 and not headed:
        found.append(("city", 1.0))
    if previous == "of" and left[-2] in _PLACES_OF:
        found.append(("place", 1.2))
    if (previous == "of" and left[-2] in _LEADERS_OF) or (previous in ("for", "with", "at") and left[-2] in ROLES):
        found.append(("organisation", 0.7))
    if previous in _BEFORE_FIRMS or (previous == "," and left[-2] in _BEFORE_FIRMS):
        found.append(("organisation", 1.0 if previous != "," else 0.6))
    if right[0] in _AFTER_FIRMS:
        found.append(("organisation", 0.7))
    return found
