"""Kinds: the engine's own coarse picture of the world, onto which an analyst's type names are mapped."""

import re
from functools import lru_cache

from kgworkbench.engines.local.kind_words import TYPE_WORDS
from kgworkbench.model.schema import EntityType

__all__ = ["PARENT", "ancestors", "fit", "kinds_of", "kinds_of_name", "name_words"]

PARENT: dict[str, str] = {
    "party": "organisation",
    "company": "organisation",
    "school": "organisation",
    "government": "organisation",
    "band": "organisation",
    "team": "organisation",
    "media": "organisation",
    "country": "place",
    "region": "place",
    "city": "place",
    "nature": "place",
    "building": "place",
    "writing": "work",
    "book": "writing",
    "article": "writing",
    "film": "work",
    "series": "work",
    "song": "work",
    "album": "work",
    "artwork": "work",
    "software": "work",
    "election": "event",
    "war": "event",
    "date": "time",
    "era": "time",
    "language": "concept",
    "field": "concept",
    "law": "concept",
}
"""The more general kind of each kind that has one."""


def ancestors(kind: str) -> tuple[str, ...]:
    """The more general kinds above one, nearest first."""
    found: list[str] = []
    while kind in PARENT:
        kind = PARENT[kind]
        found.append(kind)
    return tuple(found)


def fit(wanted: str, found: str, covered: frozenset[str]) -> float:
    """How well evidence of kind ``found`` serves a type of kind ``wanted``.

    1 for the same kind. A more general type is served nearly as well, unless the schema covers the kind by a type
    of its own (``covered``); a more special type by half.
    """
    if wanted == found:
        return 1.1 if found in PARENT else 1.0
    step, above, own = 0, PARENT.get(found), found in covered
    while above is not None:
        step += 1
        if above == wanted:
            return 0.35 if own else 1.0 - 0.05 * step
        own = own or above in covered
        above = PARENT.get(above)
    return 0.5 if PARENT.get(wanted) == found or PARENT.get(PARENT.get(wanted, "")) == found else 0.0


def name_words(name: str) -> tuple[str, ...]:
    """The words of a type's name, lower case: camel case, underscores and hyphens separate them.

    >>> name_words("ProgrammingLanguage"), name_words("born_in")
    (('programming', 'language'), ('born', 'in'))
    """
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return tuple(word.lower() for word in re.split(r"[\s_\-/.:]+", spaced) if word)


@lru_cache(maxsize=2048)
def kinds_of_name(name: str) -> tuple[tuple[str, float], ...]:
    """The kinds that a type's name alone suggests, with weights up to 1, strongest first."""
    words = name_words(name)
    if not words:
        return ()
    found: dict[str, float] = {}
    joined = "".join(words)
    for kind, kind_words in TYPE_WORDS.items():
        best = max((_likeness(words, joined, word) for word in kind_words), default=0.0)
        if best:
            found[kind] = best
    if 1.0 in found.values():
        found = {kind: weight for kind, weight in found.items() if weight >= 0.9}
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _likeness(words: tuple[str, ...], joined: str, known: str) -> float:
    """How much a type name is this known word: equal, its last word, an abbreviation of it, or a compound with it."""
    if joined == known:
        return 1.0
    if words[-1] == known or (len(words) > 1 and words[-1] == known + "s"):
        return 0.95
    if not known.isascii():
        if joined.endswith(known):
            return 0.9 + 0.01 * len(known)
        return 0.6 if known in joined else 0.0
    if words[-1] == known + "s":
        return 0.95
    if len(joined) >= 3 and len(words) == 1 and known.startswith(joined):
        return 0.8
    if len(known) >= 4 and joined.endswith(known):
        return 0.85
    return 0.5 if known in words else 0.0


def kinds_of(kind: EntityType) -> tuple[tuple[str, float], ...]:
    """The kinds an entity type stands for, with weights up to 1: by its name, else by its description and cues."""
    named = kinds_of_name(kind.name)
    if named and named[0][1] >= 0.6 and named[0][0] not in ("text", "misc"):
        return _sharpest(named, 0.75)
    scores: dict[str, float] = {name: 2 * weight for name, weight in named}
    for place, word in enumerate(_described(kind.description)):
        for name, weight in kinds_of_name(word):
            if weight >= 0.9:
                scores[name] = scores.get(name, 0.0) + weight / (1 + 0.3 * place)
    for _, cues in kind.cues:
        for cue in cues:
            for name, weight in kinds_of_name(cue):
                if weight >= 0.9:
                    scores[name] = scores.get(name, 0.0) + 0.3
    if not scores:
        return (("misc", 0.5),)
    if named and named[0][1] >= 0.6:
        rest = sorted((name, 0.8) for name in scores if name not in ("text", "misc"))
        return (
            named[0],
            *(
                rest
                if named[0][0] == "text"
                else tuple(item for item in rest if item[0] in ("date", "quantity", "group"))
            ),
        )
    return _sharpest(tuple(sorted(scores.items(), key=lambda item: (-item[1], item[0]))), 0.6)


def _sharpest(ranked: tuple[tuple[str, float], ...], share: float) -> tuple[tuple[str, float], ...]:
    """The kinds within a share of the best, without those that a kind below them makes superfluous."""
    best = ranked[0][1]
    near = [(name, weight) for name, weight in ranked if weight >= share * best]
    above = {PARENT[name] for name, _ in near if name in PARENT} | {
        PARENT.get(PARENT.get(name, ""), "") for name, _ in near
    }
    first = ranked[0][0]
    return tuple(
        (name, round(weight / best, 3))
        for name, weight in near
        if name not in above or (name == first and weight == best)
    )


def _described(description: str) -> list[str]:
    """The description's words that could name a kind, in order: Latin words, and Chinese runs cut at 、和或等的."""
    latin = re.findall(r"[a-z]{3,}", description.lower())
    han = [part for part in re.split(r"[^\u4e00-\u9fff]|[、和或等的与及]", description) if 1 < len(part) <= 8]
    return latin[:30] + han[:20]
