"""English proper names: runs of capitals, cut at titles of office, widened to an event's year and head noun."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from kgworkbench.engines.local.gazetteer import DEMONYMS, PLACES
from kgworkbench.engines.local.names import GIVEN_NAMES, HONORIFICS, JOB_TITLES
from kgworkbench.engines.local.runs_en import run_end
from kgworkbench.engines.local.spotted import Spotted
from kgworkbench.engines.local.tokens_en import Token, tokens_en
from kgworkbench.engines.local.words_en import COLLECTIVES, FUNCTION, HEADS, MONTHS, OPENERS, ROLES, WEEKDAYS

__all__ = ["names_en"]

_EVENT_HEADS = frozenset(word for word, kinds in HEADS.items() if kinds[0] in ("election", "war", "event")) - frozenset(
    "accident debate strike trial affair campaign scandal protests riots tour disaster".split()
)
_EVENT_WORDS = frozenset(
    "state leadership senate assembly by snap independence peace film music world club house county city".split()
)
_INSTITUTIONS = frozenset("organisation government company school".split())
_PEOPLES = frozenset(
    "Anglo Franco Sino Russo Afro Indo Austro Greco Graeco Euro Judeo Serbo Italo Hispano Luso Turco Turko Perso Ibero"
    " Finno Romano Germano Dano Ulster Eurasian".split()
)
_BEFORE_TITLES = frozenset(
    "prime vice foreign deputy defense defence interior acting former first assistant lieutenant attorney"
    " finance".split()
)


def names_en(text: str, heads: frozenset[str], suffixes: frozenset[str]) -> tuple[Spotted, ...]:
    """Proper names of the text in order.

    ``heads`` are lower-case nouns that close an event's name (1992 general *election*), ``suffixes`` lower-case
    words that go on any name (Graz *government*).
    """
    tokens = tokens_en(text)
    starts = _sentence_starts(tokens, text)
    lower = frozenset(token.text for token in tokens if token.text[0].islower())
    inside = frozenset(token.text for place, token in enumerate(tokens) if token.capital and place not in starts)
    found: list[Spotted] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if not token.capital or token.text in ("I", "'s", "D-", "R-"):
            place += 1
            continue
        end = run_end(tokens, place, text)
        for first, last in _pieces(tokens, place, end, starts, lower, inside):
            spot = _spot(tokens, first, last, text, heads, suffixes)
            owns = last < len(tokens) and tokens[last].text in ("'s", "’s")
            if last - first == 1 and first in starts and not owns and _explained(tokens[first].text, inside):
                spot = replace(spot, shape="opener")
            found.append(spot)
        place = max(end, place + 1)
    return tuple(spot for spot in found if spot.end > spot.start)


def _explained(word: str, inside: frozenset[str]) -> bool:
    """Whether a word's capital may come from opening its sentence alone."""
    known = word in inside or word in PLACES or word in GIVEN_NAMES or word in DEMONYMS
    return not known and not (len(word) > 1 and word.isupper()) and not any(char.isdigit() for char in word)


def _sentence_starts(tokens: tuple[Token, ...], text: str) -> frozenset[int]:
    """Positions of tokens that open a sentence, a line or a quotation."""
    starts = {0}
    for place in range(1, len(tokens)):
        before = tokens[place - 1]
        gap = text[before.end : tokens[place].start]
        if (
            "\n" in gap
            or before.text in '.!?:;"“”`(•*#'
            or (before.text == "'" and place > 1 and tokens[place - 2].text == "`")
        ):
            starts.add(place)
    return frozenset(starts)


def _pieces(
    tokens: tuple[Token, ...],
    first: int,
    end: int,
    starts: frozenset[int],
    lower: frozenset[str],
    inside: frozenset[str],
) -> Iterable[tuple[int, int]]:
    """The names within a run, as (first, one past the last): small words stripped, titles of office cut out."""
    while first < end and _opening(tokens, first, end, starts, lower, inside):
        first += 1
    cuts = [first - 1]
    for place in range(first, end):
        bare = tokens[place].text.rstrip(".")
        if (bare in JOB_TITLES and _office(tokens, place, first, end)) or (
            place > first
            and tokens[place].text.lower().rstrip(".") in MONTHS
            and place + 1 < len(tokens)
            and tokens[place + 1].text[0].isdigit()
        ):
            cuts.append(place)
    cuts.append(end)
    for before, after in pairwise(cuts):
        left, right = before + 1, after
        while left < right and (tokens[left].text.lower() in FUNCTION or not tokens[left].word):
            left += 1
        while right > left and (
            tokens[right - 1].text.islower()
            or not tokens[right - 1].word
            or (after < end and tokens[right - 1].text.lower() in _BEFORE_TITLES)
        ):
            right -= 1
        if left < right and not _nothing(tokens, left, right):
            yield left, right


def _office(tokens: tuple[Token, ...], place: int, first: int, end: int) -> bool:
    """Whether a title of office stands before a person's name and is no part of a longer one."""
    text = tokens[place].text
    if place + 1 >= end:
        return place > first and text in (
            "Gov.",
            "Sen.",
            "Rep.",
            "Gen.",
            "President",
            "Mayor",
            "Minister",
            "Premier",
            "Governor",
            "Senator",
        )
    following = tokens[place + 1].text
    if text == "President" and place == first:
        return False
    if end - place > 2 and set(HEADS.get(tokens[end - 1].text.lower(), ())) & _INSTITUTIONS:
        return False  # the General Statistics Office holds no general
    return (
        following[0].isupper()
        and following.lower().rstrip(".") not in HEADS
        and (place == first or tokens[place - 1].text not in HONORIFICS)
    )


def _opening(
    tokens: tuple[Token, ...],
    place: int,
    end: int,
    starts: frozenset[int],
    lower: frozenset[str],
    inside: frozenset[str],
) -> bool:
    """Whether the first word of a run is no part of a name: a small word, or one that only opens its sentence."""
    text = tokens[place].text
    word = text.lower()
    if word in FUNCTION:
        return not (text.isupper() and 1 < len(text) <= 4 and len(tokens) > 1 and word in ("it", "us", "who"))
    if place not in starts or text in PLACES or text in GIVEN_NAMES:
        return False
    if text in inside or (len(text) > 1 and text.isupper()):
        return False
    if word in COLLECTIVES and place + 1 < len(tokens) and tokens[place + 1].text in ("'", "’", "'s", "’s"):
        return False
    if re.fullmatch(r"[A-Z][a-z]+-[a-z]+", text) or (
        word in ROLES and (place + 1 >= end or tokens[place + 1].text in GIVEN_NAMES)
    ):
        return True
    if word.endswith("ing") and place + 1 < end and tokens[end - 1].text.lower().rstrip(".") not in HEADS:
        return True
    if word in lower or word in OPENERS:
        return place + 1 >= end or not tokens[place + 1].capital or word not in HEADS
    return place + 1 >= end and word.endswith(("ly", "ing")) and text not in inside


def _nothing(tokens: tuple[Token, ...], left: int, right: int) -> bool:
    """Whether a piece is no name: a lone month, weekday or single letter."""
    if right - left > 1:
        return False
    word = tokens[left].text.lower().rstrip(".")
    bare = tokens[left].text.rstrip(".")
    return word in MONTHS or word in WEEKDAYS or len(bare) == 1 or bare in HONORIFICS or bare in JOB_TITLES


def _spot(
    tokens: tuple[Token, ...], first: int, last: int, text: str, heads: frozenset[str], suffixes: frozenset[str]
) -> Spotted:
    """The name at these tokens, widened to an event's year and lower-case head noun or to a type's suffix."""
    closing = last
    while closing < len(tokens) and closing - last < 3 and tokens[closing].text.islower():
        word = tokens[closing].text
        if word in _EVENT_HEADS or word in heads:
            last = closing + 1
            first = _dated(tokens, first, text)
            break
        if closing == last and word in suffixes:
            last = closing + 1
            break
        if word in FUNCTION or not (word in _EVENT_WORDS or word.endswith(("al", "ary", "ive"))):
            break
        closing += 1
    if tokens[last - 1].text.lower() in _EVENT_HEADS:
        first = _dated(tokens, first, text)
    start, end = tokens[first].start, tokens[last - 1].end
    if last - first == 1 and _people(tokens[first].text):
        return Spotted(start, end, text[start:end], "demonym")
    return Spotted(start, end, text[start:end], "name")


def _people(word: str) -> bool:
    """Whether a word names a people: Irish, Anglo-Irish, Italian-American."""
    *before, last = word.split("-")
    return last in DEMONYMS and all(part in DEMONYMS or part in _PEOPLES for part in before)


def _dated(tokens: tuple[Token, ...], first: int, text: str) -> int:
    """The first token of an event's name, its year or ordinal before it included."""
    while first > 0 and (
        (tokens[first - 1].text.isdigit() and len(tokens[first - 1].text) == 4)
        or re.fullmatch(r"\d+(?:st|nd|rd|th)", tokens[first - 1].text)
        or tokens[first - 1].text.lower() in MONTHS
    ):
        if "\n" in text[tokens[first - 1].end : tokens[first].start]:
            break
        first -= 1
    return first
