"""Runs of English name words: how far a name goes on over small words, numbers and possessives."""

from kgworkbench.engines.local.gazetteer import DEMONYMS, PLACES
from kgworkbench.engines.local.names import GIVEN_NAMES, JOB_TITLES
from kgworkbench.engines.local.tokens_en import Token
from kgworkbench.engines.local.words_en import (
    COLLECTIVES,
    FUNCTION,
    HEADS,
    MONTHS,
    PARTICLES,
    TAKES_FOR,
    TAKES_OF,
    WEEKDAYS,
)

__all__ = ["run_end"]

_AFTER_NUMERAL = frozenset("and or in of on at to by for with until from over under between as".split())
_OFFICES = frozenset("ministry department office bureau commission committee council faculty agency".split())
_NUMERALS = frozenset("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())
_EPITHETS = frozenset(
    "Great Elder Younger Bald Pious Fat Bold Fair Good Wise Conqueror Terrible Magnificent Confessor Lion Bad"
    " Handsome Short Strong Red White Black Baptist Evangelist Apostle Martyr Unready Fearless Impaler Simple"
    " Stammerer Catholic".split()
)


def run_end(tokens: tuple[Token, ...], first: int, text: str) -> int:
    """One past the last token of the run of name words that opens at ``first``."""
    place = first + 1
    while place < len(tokens):
        token, before = tokens[place], tokens[place - 1]
        gap = text[before.end : token.start]
        if "\n" in gap or len(gap) > 2:
            break
        if token.capital and (token.text != "I" or not _speaker(tokens, place)):
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


def _speaker(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether an "I" is the writer: a word in small letters follows. Otherwise it is the numeral of Mark I."""
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return following[:1].islower() and following not in _AFTER_NUMERAL


def _numbered(before: Token, tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a number belongs to the name before it: ALGOL 60, Apollo 11, not a year or a quantity."""
    word = before.text.lower().rstrip(".")
    if before.text == "No.":
        return True
    if (
        not before.capital
        or word in MONTHS
        or word in FUNCTION
        or word in WEEKDAYS
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
        if (head in COLLECTIVES and capital(place + 1)) or (word in ("'s", "’s") and _owner(tokens, place)):
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
        and (len(right) == 1 or right[-1] not in HEADS)
        and tokens[place + 1].text not in PLACES
    )
    if inside:
        office = left[0] in _OFFICES or left[-1].endswith(("s", "ce", "y", "th", "re", "on", "al", "ry"))
        return office and tokens[place + 1].text not in GIVEN_NAMES
    if left[-1] in HEADS or left[-1] in ("i", "ii", "iii"):
        return False
    return closes and (
        left[-1].endswith(("ic", "al", "ive", "ics", "ary", "ence", "ish", "ean", "nce", "ts")) or len(left) == 1
    )
