"""What level of place a name is, and whether it is the level asked for: a country, a state, a county, a city."""

import re
from functools import cache

from kgworkbench.engines.local.gazetteer import PLACES, PLACES_ZH

__all__ = ["PLACE_NOUNS", "known_places", "level_fit"]

PLACE_NOUNS = (
    "country nation state county province continent city town village district region territory island municipality"
    " borough parish prefecture"
)
"""English nouns for places that hold other places."""

_LEVELS = {
    "country": "country",
    "nation": "country",
    "state": "state",
    "province": "state",
    "county": "county",
    "continent": "continent",
    "city": "city",
    "town": "city",
    "village": "city",
    "国家": "country",
    "国": "country",
    "城市": "city",
    "省": "state",
    "县": "county",
    "洲": "continent",
}
_CONTINENTS = frozenset(
    "Africa Asia Europe Oceania Antarctica Australia America 亚洲 非洲 欧洲 大洋洲 南极洲 北美洲 南美洲".split()
) | {"North America", "South America"}
_LARGER = frozenset(
    "Africa Asia Europe Oceania Antarctica Scandinavia Balkans Caribbean Caucasus Midwest Siberia".split()
) | {"North America", "South America", "Latin America", "Central America", "Middle East", "New England"}
_SAID = {
    "county": "county",
    "city": "city",
    "town": "city",
    "township": "city",
    "village": "city",
    "state": "state",
    "province": "state",
    "district": "district",
    "region": "region",
    "municipality": "district",
    "prefecture": "state",
    "parish": "district",
    "borough": "district",
    "island": "island",
    "islands": "island",
    "river": "water",
    "lake": "water",
    "mountains": "nature",
    "republic": "country",
    "kingdom": "country",
    "empire": "country",
}
_RIGHT = 0.97
_WRONG = 0.2
_UNKNOWN = 0.5


@cache
def _levels(name: str) -> frozenset[str]:
    """The levels a name is known, or says itself, to have; none where nothing is known."""
    plain = re.sub(r"^the\s+", "", name.strip(), flags=re.I)
    found = set()
    known = {"country": "country", "region": "state", "city": "city"}.get(PLACES.get(plain, PLACES_ZH.get(plain, "")))
    if plain in _CONTINENTS:
        found.add("continent")
    if known and plain not in _LARGER:
        found.add(known)
    if found or plain in _LARGER:
        return frozenset(found or {"region"})
    if not plain.isascii():
        return frozenset()
    words = plain.lower().split()
    if len(words) > 1 and words[-1] in _SAID:
        return frozenset((_SAID[words[-1]],))
    first = re.match(
        r"(?:\w+\s+)?(state|county|city|province|region|district|republic|kingdom|town)\s+of\s", plain, re.I
    )
    return frozenset((_SAID[first[1].lower()],)) if first else frozenset()


def level_fit(name: str, noun: str) -> float | None:
    """How well a place's level is the one a noun asks for, 0 to 1; None where the noun or the name tells none.

    Countries and continents are few and known: a name that is not among them is one at best half.

    >>> level_fit("Katsina State", "country"), level_fit("Nigeria", "country"), level_fit("Nigeria", "book")
    (0.2, 0.97, None)
    """
    wanted = _LEVELS.get(noun.lower())
    if wanted is None:
        return None
    own = _levels(name)
    if not own:
        return _UNKNOWN if wanted in ("country", "continent") and name.isascii() else None
    return _RIGHT if wanted in own else _WRONG


def known_places(text: str, noun: str) -> tuple[tuple[str, int, int], ...]:
    """The places of the level a noun asks for that everybody knows, where they stand in an English text.

    >>> known_places("It lies in the Eastern Region of Uganda.", "country")
    (('Uganda', 33, 39),)
    """
    wanted = _LEVELS.get(noun.lower(), "")
    pattern = _expression(wanted)
    return tuple((match[0], *match.span()) for match in pattern.finditer(text)) if pattern else ()


@cache
def _expression(level: str) -> re.Pattern[str] | None:
    kind = {"country": "country", "state": "region", "city": "city"}.get(level)
    names = [name for name, own in PLACES.items() if own == kind and name not in _LARGER and len(name) > 3]
    names = sorted(_CONTINENTS) if level == "continent" else names
    words = sorted((name for name in names if name.isascii()), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])(?!\s+[A-Z])") if words else None
