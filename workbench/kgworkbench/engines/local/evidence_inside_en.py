"""What the words of an English name say about the kind of thing it names."""

import re

from kgworkbench.engines.local.gazetteer import DEMONYMS, ORGANISATIONS, PLACES
from kgworkbench.engines.local.names import GIVEN_NAMES, HONORIFICS, JOB_TITLES
from kgworkbench.engines.local.words_en import HEADS

__all__ = ["head_of", "inside_en"]

_FIRST_WORDS = {
    **dict.fromkeys("university college institute bank ministry department".split(), "organisation"),
    **dict.fromkeys("lake mount cape".split(), "nature"),
    **dict.fromkeys("fort camp".split(), "building"),
    "radio": "media",
}
_NUMERALS = frozenset("i ii iii iv v vi vii viii ix x".split())
_NUMERALS_UPPER = frozenset(word.upper() for word in _NUMERALS)
_SURNAMES = frozenset(
    "church hall park house hill hills bank banks field forest king lake court street post day bridge tower garden best"
    " bond lane page price power wells woods west young guard sharp chambers temple abbey castle gates band gore law"
    " square marsh brook brooks pond stone wood green order cross plant base mine model court center peak beach trust"
    " fund hood love rice land prior parish moor snow winters summers ford bay key keys".split()
)
"""Nouns that head names of places and institutions and are surnames as well."""
_BODIES = frozenset("organisation government company school".split())
_NOBLE = frozenset(
    "Count Countess Duke Duchess Earl Baron Baroness Marquess Marquis Margrave Viscount Archduke Lady Tsar".split()
)
_PLACE_WORDS = frozenset(
    "North South East West Northern Southern Eastern Western New San Santa Los Las El Fort Port St.".split()
)


def head_of(text: str) -> str:
    """The noun that heads an English name, lower case: the last word, or the last before "of", "for", "in".

    >>> head_of("University of Manchester"), head_of("Turing Award")
    ('university', 'award')
    """
    words = text.lower().split()
    for place, word in enumerate(words):
        if place and word in ("of", "for", "in", "at", "on"):
            return words[place - 1].rstrip(".,")
    return words[-1].rstrip(".,") if words else ""


def inside_en(words: list[str], name: str) -> dict[str, float]:
    """Weights by kind from the name alone: gazetteer, head noun, given names, titles, shape."""
    found: dict[str, float] = {}

    def add(kind: str, weight: float) -> None:
        found[kind] = found.get(kind, 0.0) + weight

    single, first, last = len(words) == 1, words[0].rstrip("."), words[-1].lower().rstrip(".")
    if len(words) > 2 and (last in _NUMERALS or last.isdigit()) and words[-2].lower() in HEADS:
        last, name = words[-2].lower(), name[: name.rindex(" ")]  # World War I
    known = _place(name)
    if known:
        add(known, 1.6)
    if name in ORGANISATIONS or " ".join(words[-2:]) in ORGANISATIONS:
        add("organisation", 1.6)
    surname = len(words) == 2 and first in GIVEN_NAMES and first not in PLACES and last in _SURNAMES
    for kind, weight in _by_head(name, last, single):
        add(kind, 0.4 * weight if surname else weight)
    if not single and words[0].lower() in _FIRST_WORDS:
        add(_FIRST_WORDS[words[0].lower()], 1.2)
    headed = last in HEADS and not surname
    if first in JOB_TITLES and len(words) > 2 and set(HEADS.get(last, ())) & _BODIES:
        pass  # the General Statistics Office, the Justice Department
    elif first in HONORIFICS or first in JOB_TITLES:
        add("person", 1.3)
    elif first in GIVEN_NAMES and not (single and known):
        add("person", 1.2 if not single and not headed else 0.5)
    if not single and first in _NOBLE:
        add("person", 1.2)
    if not single and last in ("jr", "sr", "iii", "ii", "iv"):
        add("person", 1.0)
    if not headed and any(re.fullmatch(r"(?:[A-Z]\.)+", word) for word in words[:-1]):
        add("person", 1.0)
    if any(part in words for part in ("von", "van", "bin", "ibn", "della")):
        add("person", 0.5)
    if single and name.isupper() and 2 <= len(name) <= 6 and not known:
        add("organisation", 0.5)
    if "&" in name:
        add("company", 0.7)
    if len(words) == 2 and words[0] in _PLACE_WORDS and not headed:
        add("place", 0.6)
    if not single and all(word in DEMONYMS for word in words):
        add("group", 1.3)
    elif not single and words[0] in DEMONYMS and not headed:
        add("organisation", 0.25)
    if (
        not single
        and not headed
        and not re.search(r"\d", name)
        and first not in _NUMERALS_UPPER
        and re.fullmatch(r"[A-Z]{2,5}", words[0])
    ):
        add("organisation", 0.6)
    elif not single and not headed and not known and words[0] in PLACES and first not in GIVEN_NAMES:
        add("organisation", 0.35)
    if re.match(r"\d{4}\s|\d+(?:st|nd|rd|th)\s", name):
        add("event", 0.8)
    if re.search(r"\w\d|-\d", words[0]):
        add("artifact", 0.4 if single else 0.6)
    return found


def _place(name: str) -> str | None:
    """The kind of place a name is known to be; capitals throughout and a missing dot are forgiven."""
    spelled = name.title() if name.isupper() and len(name) > 4 else name
    return PLACES.get(name) or PLACES.get(name + ".") or PLACES.get(spelled)


def _by_head(name: str, last: str, single: bool) -> list[tuple[str, float]]:
    """Kinds that a name's head noun, else its last word, stands for."""
    for strength, noun in ((1.7, head_of(name)), (1.4, last)):
        kinds = HEADS.get(noun, ())
        if kinds and single and not name.isupper():
            return [(kinds[0], 0.7)]
        if kinds:
            return [(kind, strength if not place else strength * 0.6) for place, kind in enumerate(kinds)]
    return []
