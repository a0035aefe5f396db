"""English spans that may be mentions: runs of capitals with their inner small words, quoted titles, headed events."""

import re
from collections.abc import Iterable
from dataclasses import replace

from kgworkbench.engines.local.gazetteer import DEMONYMS, PLACES
from kgworkbench.engines.local.names import GIVEN_NAMES, HONORIFICS, JOB_TITLES
from kgworkbench.engines.local.spotted import Spotted
from kgworkbench.engines.local.tokens_en import Token, tokens_en
from kgworkbench.engines.local.words_en import (
    COLLECTIVES,
    FUNCTION,
    HEADS,
    MONTHS,
    OPENERS,
    PARTICLES,
    TAKES_FOR,
    TAKES_OF,
)

__all__ = ["names_en", "quoted_en", "titles_en"]

_QUOTED = re.compile(
    r"“([^“”\n]{2,80})”|\"([^\"\n]{2,80})\"|(?<![\w`])` `\s([^`'\n]{2,80}?)\s' '|‘([^‘’\n]{2,80})’(?!\w)"
)
_TITLE_SMALL = frozenset("a an the of on in for and to from with at by as into upon".split())
_TITLED = re.compile(
    r"\b(?:books?|papers?|thesis|memoirs?|report|essays?|article|novels?|films?|movies?|songs?|albums?|poems?|plays?|story|stories|study|studies|series"
    r"|titled|entitled|called|textbook|treatise|wrote|published|autobiography|manuscript|translation|monograph|directed|starring in|starred in)"
    r"(?:\s[\w-]+){0,3}?,?\s+(?P<title>(?!In\s|At\s|By\s|For\s|As\s)[A-Z][\w'’-]*(?:\s(?:(?:a|an|the|of|on|in|for|and|to|from|with|at|by|as|into|upon)\s)*[A-Z0-9][\w'’-]*)+)"
)
_EVENT_HEADS = frozenset(word for word, kinds in HEADS.items() if kinds[0] in ("election", "war", "event"))
_EVENT_WORDS = frozenset(
    "state leadership senate assembly by snap independence peace film music world club house county city".split()
)
_BEFORE_TITLES = frozenset(
    "prime vice foreign deputy defense defence interior acting former first assistant lieutenant attorney finance".split()
)
_NUMERALS = frozenset("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())
_EPITHETS = frozenset(
    "Great Elder Younger Bald Pious Fat Bold Fair Good Wise Conqueror Terrible Magnificent Confessor Lion Bad"
    " Handsome Short"
    " Strong Red White Black Baptist Evangelist Apostle Martyr Unready Fearless Impaler Simple Stammerer Catholic".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def quoted_en(text: str) -> tuple[Spotted, ...]:
    """Titles in quotation marks: they open with a capital or digit and are no sentence."""
    found = []
    for match in _QUOTED.finditer(text):
        group = next(number for number, value in enumerate(match.groups(), start=1) if value is not None)
        start, end = match.span(group)
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip())
        trimmed = inner.strip().rstrip(" ,.;")
        words = trimmed.split()
        capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
        if not words or not (words[0][0].isupper() or words[0][0].isdigit()) or len(words) > 9:
            continue
        if inner.rstrip()[-1:] == "," or (len(words) > 2 and capitals < 0.5 * len(words)):
            continue
        found.append(Spotted(start, start + len(trimmed), trimmed, "quoted"))
    return tuple(found)


def titles_en(text: str) -> tuple[Spotted, ...]:
    """Titles of works that no mark sets off, known by the word before them: his thesis, On Computable Numbers."""
    found = []
    for match in _TITLED.finditer(text):
        title = match["title"].rstrip(" ,")
        words = title.split()
        small = [word for word in words if word.lower() in _TITLE_SMALL]
        if not small or len(words) < 3 or words[0] in PLACES or words[0] in GIVEN_NAMES:
            continue
        start = match.start("title")
        found.append(Spotted(start, start + len(title), title, "quoted", (("work", 0.6),)))
    return tuple(found)


def names_en(text: str, heads: frozenset[str], suffixes: frozenset[str]) -> tuple[Spotted, ...]:
    """Proper names of the text in order.

    ``heads`` are lower-case nouns that close an event's name (1992 general *election*), ``suffixes`` lower-case
    words that go on any name (Phnom Penh *government*).
    """
    tokens = tokens_en(text)
    starts = _sentence_starts(tokens, text)
    lower = frozenset(token.text for token in tokens if token.text[0].islower())
    inside = frozenset(token.text for place, token in enumerate(tokens) if token.capital and place not in starts)
    found: list[Spotted] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if not token.capital or token.text in ("I", "'s"):
            place += 1
            continue
        end = _run(tokens, place, text)
        for first, last in _pieces(tokens, place, end, starts, lower, inside):
            spot = _spot(tokens, first, last, text, heads, suffixes)
            if last - first == 1 and first in starts and _explained(tokens[first].text, inside):
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


def _run(tokens: tuple[Token, ...], first: int, text: str) -> int:
    """One past the last token of the run of name words that opens at ``first``."""
    place = first + 1
    while place < len(tokens):
        token, before = tokens[place], tokens[place - 1]
        gap = text[before.end : token.start]
        if "\n" in gap or len(gap) > 2:
            break
        if token.capital and token.text != "I":
            place += 1
            continue
        if token.text.isdigit() and len(token.text) <= 4 and _numbered(before, tokens, place):
            place += 1
            continue
        step = _bridge(tokens, first, place)
        if not step:
            break
        place += step
    return place


def _numbered(before: Token, tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a number belongs to the name before it: ALGOL 60, Apollo 11, not a year or a quantity."""
    word = before.text.lower().rstrip(".")
    if before.text == "No.":
        return True
    if (
        not before.capital
        or word in MONTHS
        or word in FUNCTION
        or word in _WEEKDAYS
        or before.text in PLACES
        or before.text in DEMONYMS
    ):
        return False
    if len(tokens[place].text) == 4 and tokens[place].text[:2] in ("17", "18", "19", "20"):
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is None or not following.text[0].islower() or following.text in FUNCTION


def _bridge(tokens: tuple[Token, ...], first: int, place: int) -> int:
    """How many tokens from ``place`` join what stands before to the capital after them; 0 if they do not."""

    def capital(at: int) -> bool:
        return at < len(tokens) and tokens[at].capital and tokens[at].text != "I"

    word = tokens[place].text
    run = [token.text.lower().rstrip(".") for token in tokens[first:place]]
    head = run[-1]
    if word == "&" and capital(place + 1):
        return 2
    if word.lower() in PARTICLES and word.islower():
        step = 1
        while place + step < len(tokens) and tokens[place + step].text in PARTICLES and step < 3:
            step += 1
        if capital(place + step) and (word not in ("e", "y", "do", "den", "ten") or len(run) > 1):
            return step + 1
        return 0
    if word == "-" and capital(place + 1) and tokens[place].start == tokens[place - 1].end:
        return 2
    if word == "the" and capital(place + 1) and tokens[place + 1].text in _EPITHETS:
        return 2
    if (
        word == "of"
        and capital(place + 1)
        and (head in _NUMERALS or (len(run) == 1 and tokens[first].text in GIVEN_NAMES))
    ):
        return 2
    if word in ("of", "for"):
        step = 2 if place + 1 < len(tokens) and tokens[place + 1].text in ("the", "The") else 1
        known = TAKES_OF if word == "of" else TAKES_OF | TAKES_FOR
        heads = {head} if word == "of" else set(run)
        if word == "of" and _closed(run, tokens, place + step):
            return 0
        fits = heads & known or (
            word == "of" and (head in HEADS or head.endswith(("ment", "tion", "ship", "ism", "ists", "ats")))
        )
        if capital(place + step) and fits and not (word == "of" and len(run) == 1 and head in JOB_TITLES):
            return step + 1
        return 0
    if word == "in" and head in ("prize", "award", "medal", "chair", "degree") and capital(place + 1) and len(run) > 1:
        return 2 if tokens[place + 1].text not in PLACES else 0
    if word == "and" and capital(place + 1):
        if tokens[place + 1].text in ("Co.", "Company", "Sons", "Co", "Brothers"):
            return 2
        return 2 if _conjoined(tokens, first, place) else 0
    if word in ("'s", "’s", "'", "’"):
        if head in COLLECTIVES and capital(place + 1) or (word in ("'s", "’s") and _owner(tokens, place)):
            return 2
        return 0
    return 0


def _closed(run: list[str], tokens: tuple[Token, ...], after: int) -> bool:
    """Whether an organisation's name is complete before "of": a company's suffix, or another institution follows."""
    if run[-1] in ("co", "inc", "corp", "ltd", "plc"):
        return True
    following = tokens[after].text.lower() if after < len(tokens) else ""
    return len(run) > 1 and following in ("university", "college", "institute", "academy", "ministry", "department")


def _owner(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a possessive opens an institution's name: King's College, not Turkey's Parliament."""
    owner = tokens[place - 1].text
    following = tokens[place + 1].text.lower() if place + 1 < len(tokens) and tokens[place + 1].capital else ""
    return owner in {"King", "Queen", "St", "Lloyd", "Moody", "Sotheby", "Christie", "McDonald"} or (
        following in ("college", "hospital", "cathedral", "church", "theorem", "law", "equation", "paradox", "day")
        and owner not in PLACES
    )


def _conjoined(tokens: tuple[Token, ...], first: int, place: int) -> bool:
    """Whether "and" stands inside one name: Department of Health and Welfare, Space and Rocket Center."""
    left = [token.text.lower() for token in tokens[first:place]]
    right: list[str] = []
    at = place + 1
    while at < len(tokens) and tokens[at].capital and len(right) < 5:
        right.append(tokens[at].text.lower())
        at += 1
    if tokens[place - 1].text in PLACES or tokens[first].text in GIVEN_NAMES or not right:
        return False
    closes = right[-1] in HEADS and len(right) > 1
    inside = (
        {"of", "for"} & set(left)
        and left[0] in HEADS
        and right[-1] not in HEADS
        and tokens[place + 1].text not in PLACES
    )
    if inside:
        return tokens[place + 1].text not in GIVEN_NAMES and left[-1].endswith(
            ("s", "ce", "y", "th", "re", "on", "al", "ry")
        )
    if left[-1] in HEADS or left[-1] in ("i", "ii", "iii"):
        return False
    return closes and (
        left[-1].endswith(("ic", "al", "ive", "ics", "ary", "ence", "ish", "ean", "nce", "ts")) or len(left) == 1
    )


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
        if bare in JOB_TITLES and _office(tokens, place, first, end):
            cuts.append(place)
        elif place > first and tokens[place].text in MONTHS:
            cuts.append(place)
    cuts.append(end)
    for before, after in zip(cuts, cuts[1:], strict=False):
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
    if word in lower or word in OPENERS:
        return place + 1 >= end or not tokens[place + 1].capital or word not in HEADS
    return place + 1 >= end and word.endswith(("ly", "ing")) and text not in inside


def _nothing(tokens: tuple[Token, ...], left: int, right: int) -> bool:
    """Whether a piece is no name: a lone month, weekday or single letter."""
    if right - left > 1:
        return False
    word = tokens[left].text.lower().rstrip(".")
    bare = tokens[left].text.rstrip(".")
    return word in MONTHS or word in _WEEKDAYS or len(bare) == 1 or bare in HONORIFICS or bare in JOB_TITLES


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
    if last - first == 1 and tokens[first].text in DEMONYMS:
        return Spotted(start, end, text[start:end], "demonym")
    return Spotted(start, end, text[start:end], "name")


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
