"""Counts made by counting: the different things that statements say the asked-about holds of."""

import re
from collections.abc import Sequence

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.coverage import Coverage
from kgworkbench.engines.local.described import noun_kinds
from kgworkbench.engines.local.lexicon import named_types
from kgworkbench.engines.local.statements import Statement

__all__ = ["Counted", "counted", "listed_with"]

Counted = tuple[tuple[str, ...], tuple[int, ...]]
"""The things counted, and the positions of the statements that name them."""

_FIT = 0.75
_SUBJECT = 0.75
_BESIDE = 0.5
_RELATIONS = 2
_CALLED = 0.5
_ROLE_ENDINGS = "者家士师员匠官僧"
_ANYBODY = frozenset("people persons men women winners recipients laureates authors founders members".split())
"""Whom a count may be of without any sentence calling them so: what they did says it."""
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.I)
"""Whom something comes from did not do what the sentence says of others: "received it from the king"."""
_JOINED = re.compile(r"[》”](?=[《“])[《“]|[》”]?\s*(?:,|，|、|and|&|和|与|及|以及|,\s*and)\s*[《“]?")


def counted(asked: Asked, coverage: Coverage, background: Background) -> Counted | None:
    """The things of the kind counted for which statements say what the question says; None where there are none.

    A statement counts when it, or its document's title, has every name of the question, and it says itself at least
    half of the rest. A pronoun stands for the document's title.
    """
    names = [row for row, term in enumerate(coverage.terms) if term.kind == "name"]
    rest = [row for row, term in enumerate(coverage.terms) if term.kind != "name" and not term.head]
    if not names or not (rest or asked.head):
        return None
    need = float(coverage.weights[rest].sum())
    role = [row for row, term in enumerate(coverage.terms) if term.head] if _by_role(asked) else []
    things: dict[str, str] = {}
    places: list[int] = []
    for at, statement in enumerate(coverage.statements):
        held = sorted((float(coverage.context[row, at]) for row in names), reverse=True)
        if held[0] < _SUBJECT or held[-1] < _BESIDE:
            continue
        said = float(coverage.weights[rest] @ coverage.direct[rest, at])
        if need > 0 and said < 0.5 * need:
            continue
        if role and max(float(coverage.direct[row, at]) for row in role) < _CALLED:
            continue  # two officials are no two craftsmen
        here = [
            named.text
            for named in background.named(statement)
            if background.fit(named.text, named.type, asked) >= _FIT
            and not _FROM.search(statement.text[: max(0, named.start)])
        ]
        here = [background.told.whole(name) for name in here if not _given(name, asked)]
        if not here and statement.title and _title_fits(statement.title, at, coverage, asked, background):
            here = [statement.title]
        for name in here:
            things.setdefault(_full(name, things, coverage), name)
        if here:
            places.append(at)
    for name, at in () if role else _told(asked, coverage, background):
        things.setdefault(_full(name, things, coverage), name)
        if at not in places:
            places.append(at)
    return (tuple(things), tuple(sorted(places))) if things else None


def _by_role(asked: Asked) -> bool:
    """Whether people are counted by what they are: engineers, 工匠; not people as such."""
    if asked.language == "zh":
        return len(asked.head) > 1 and asked.head[-1] in _ROLE_ENDINGS
    noun = asked.head.lower().split()[-1] if asked.head else ""
    return noun_kinds(noun.removesuffix("s"))[:1] == ("person",) and noun not in _ANYBODY


def _told(asked: Asked, coverage: Coverage, background: Background) -> list[tuple[str, int]]:
    """What the graph joins to the one thing a question names by a relation its words name, and where it is said.

    Of a relation that the plan follows the evidence holds every fact, however many.
    """
    names = [term.text for term in coverage.terms if term.kind == "name"]
    words = " ".join(term.text for term in coverage.terms if term.kind != "name" and not term.head)
    wanted = named_types(words, asked.language, background.schema)[:_RELATIONS]
    if len(names) != 1 or not wanted:
        return []
    subject = background.told.whole(names[0]).casefold()
    found = []
    for hop in background.told.about(names[0]):
        if hop.relation not in wanted or hop.literal:
            continue
        outward = hop.head_name.casefold() == subject
        name, kind = (hop.tail_name, hop.tail_type) if outward else (hop.head_name, hop.head_type)
        if _given(name, asked) or background.fit(name, kind, asked) < _FIT:
            continue
        chunks = {place.chunk for place in hop.provenance}
        said = [at for at, item in enumerate(coverage.statements) if item.chunk.id in chunks and name in item.text]
        if said:
            found.append((name, said[0]))
    return found


def listed_with(best: Found, statement: Statement, asked: Asked, background: Background) -> tuple[str, ...]:
    """The answer and the things of its kind that are listed with it: joined by commas and "and", nothing between."""
    # Where no kind is asked for what is listed with the answer is as good as it.
    least = _FIT if asked.kinds or asked.head else min(_FIT, best.candidate.fit - 0.1)
    fits = [
        named
        for named in background.named(statement)
        if background.fit(named.text, named.type, asked) >= least or named.text == best.text
    ]
    at = next((place for place, named in enumerate(fits) if named.text == best.text), None)
    if at is None:
        return (best.text,)
    first = last = at
    while first > 0 and _JOINED.fullmatch(statement.text[fits[first - 1].end : fits[first].start]):
        first -= 1
    while last + 1 < len(fits) and _JOINED.fullmatch(statement.text[fits[last].end : fits[last + 1].start]):
        last += 1
    return tuple(dict.fromkeys(named.text for named in fits[first : last + 1]))


def _given(name: str, asked: Asked) -> bool:
    return name.casefold() in asked.text.casefold()


def _title_fits(title: str, at: int, coverage: Coverage, asked: Asked, background: Background) -> bool:
    if _given(title, asked):
        return False
    document = coverage.statements[at].chunk.document
    kinds = (
        named.type
        for statement in coverage.statements
        if statement.chunk.document == document
        for named in background.named(statement)
        if named.text == title
    )
    return background.fit(title, next(kinds, ""), asked) >= _FIT


def _full(name: str, known: Sequence[str] | dict[str, str], coverage: Coverage) -> str:
    """The longest name that ends with this one among the titles and the names counted so far."""
    titles = {statement.title for statement in coverage.statements}
    longer = sorted(other for other in (*known, *titles) if other.endswith(" " + name))
    return longer[0] if longer else name
