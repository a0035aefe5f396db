"""Things chosen by a figure each: those within a bound, the one with the most or the least, and how many they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.bounds import Bound
from kgworkbench.engines.local.candidates import candidates
from kgworkbench.engines.local.kinds import kinds_of_name
from kgworkbench.engines.local.refusal import stands, subject_kept
from kgworkbench.engines.local.solving import Solving
from kgworkbench.engines.local.statements import Statement, title_type
from kgworkbench.read.quantities import Quantity, in_base_unit, moments, quantities

__all__ = ["Figure", "chosen", "figures"]

_KIND = 0.75
_CLEAR = 0.7
_NAMED = 0.9
_TIE = 0.05
_MOST_THINGS = 200
_FEW_THINGS = 30
_LIFE = re.compile(r"\bborn\b|\bdie[ds]?\b|生|去世|逝世|卒")


@dataclass(frozen=True, slots=True)
class Figure:
    """A thing and its figure: a year with its part, or a measure in its base unit; and the answer that says so."""

    name: str
    value: float
    found: Found
    unit: str = ""

    @property
    def shown(self) -> str:
        """The figure as the text has it, with its unit."""
        unit = self.found.unit if self.found.text.isascii() else ""
        return (
            f"{self.found.text} {unit if self.unit == unit.lower() else unit.split()[0]}" if unit else self.found.text
        )


def figures(asked: Asked, bound: Bound, work: Solving) -> tuple[Figure, ...]:
    """The figures that the statements give for the things a question asks for, each thing once."""
    found: dict[str, Figure] = {}
    if asked.kinds[:1] == ("person",) and _LIFE.search(bound.words):
        asked = replace(asked, kinds=("person",))  # "who" may be a company; who was born is none
    things = _things(asked, bound, work)
    work = replace(work, names=work.names.union(things), covered={}, solved={})
    for name in things:
        part = bound.part(name, asked.language)
        # What is said of one of many things is looked for where it stands: all of the rest takes their square.
        item = _said(name, part, work) if len(things) <= _FEW_THINGS else _said_near(name, part, work)
        if item is not None and _of_another(item, name, things, work.pool[item.path.last.statement].text):
            continue
        value = _value(item, part) if item is not None else None
        if item is not None and value is not None:
            whole = work.background.told.whole(work.background.aliases.get(name, name))
            found.setdefault(whole, Figure(whole, value, item, bound.unit))
    return tuple(found.values())


def _said_near(name: str, part: Asked, work: Solving) -> Found | None:
    """What the passages that name the thing say its figure is, its steps pointing into all the material."""
    chunks = {statement.chunk.id for statement in work.pool if name in statement.text or name in statement.title}
    places = tuple(at for at, statement in enumerate(work.pool) if statement.chunk.id in chunks)
    item = _said(name, part, replace(work, pool=tuple(work.pool[at] for at in places), covered={}, solved={}))
    if item is None:
        return None
    links = tuple(replace(link, statement=places[link.statement]) for link in item.path.links)
    return replace(item, path=replace(item.path, links=links))


def _said(name: str, part: Asked, work: Solving) -> Found | None:
    """What a statement that names the thing, or whose title does, says its figure is; None where none says."""
    coverage = work.coverage(part)
    names = [row for row, term in enumerate(coverage.terms) if term.kind == "name"]
    own = [row for row in names if coverage.terms[row].text in name]
    kept = [
        item
        for item in work.solve(part)
        if not item.path.bridges
        and item.candidate.fit + 0.5 * item.candidate.slot >= _CLEAR
        and stands(item, part)
        and subject_kept(item, coverage)
        and own
        and all(float(coverage.context[row, item.path.last.statement]) >= _NAMED for row in names)
    ]
    if not kept:
        return None
    best = kept[0]
    at = best.path.last.statement
    if all(float(coverage.direct[row, at]) >= _NAMED for row in own):
        return best
    # Where only the title names the thing nothing says which figure is nearer: the first is the whole one's.
    rivals = [item for item in kept if item.path.last.statement == at and item.score >= best.score - _TIE]
    return min(rivals, key=lambda item: item.candidate.start)


def chosen(known: Sequence[Figure], bound: Bound) -> tuple[Figure, ...]:
    """The things that meet the bound; of one that wants the most or least the one that has it, None of two equal."""
    if not bound.order:
        return tuple(item for item in known if bound.admits(item.value))
    if len(known) < 2:
        return ()
    best = (max if bound.order == "most" else min)(item.value for item in known)
    first = tuple(item for item in known if item.value == best)
    return first if len(first) == 1 else ()


def _of_another(found: Found, name: str, things: Sequence[str], text: str) -> bool:
    """Whether a comma parts the thing from the figure, and another such thing stands nearer to it."""
    own = _gap(name, found, text)
    if own is None or not re.search("[,，;；]", text[own[0] : own[1]]):
        return False
    others = (_gap(other, found, text) for other in things if other not in name and name not in other)
    return any(other[1] - other[0] < own[1] - own[0] for other in others if other is not None)


def _gap(name: str, found: Found, text: str) -> tuple[int, int] | None:
    """What stands between a figure and the nearest mention of a name; None where the text lacks it."""
    gaps = [
        (min(match.end(), found.candidate.end), max(match.start(), found.candidate.start))
        for match in re.finditer(re.escape(name), text)
    ]
    return min(gaps, key=lambda gap: (gap[1] - gap[0], gap)) if gaps else None


def _things(asked: Asked, bound: Bound, work: Solving) -> tuple[str, ...]:
    """The things of the kind asked for that stand in, or head, a statement with a figure of the kind wanted."""
    part = bound.part("", asked.language)
    found: dict[str, None] = {}
    for statement in work.pool:
        if not any(item.fit >= _CLEAR for item in candidates(statement, part, work.background)):
            continue
        for name in _named(statement, asked, work):
            if name.casefold() not in asked.text.casefold() and not _bare_noun(name):
                found.setdefault(name)
        if len(found) >= _MOST_THINGS:
            break
    return tuple(found)[:_MOST_THINGS]


def _bare_noun(name: str) -> bool:
    """Whether a name is only the word for a kind of thing: "Computer" is no one of them."""
    return " " not in name and any(weight >= 1.0 for _, weight in kinds_of_name(name))


def _named(statement: Statement, asked: Asked, work: Solving) -> list[str]:
    background = work.background
    names = [
        item.text
        for item in background.named(statement)
        if background.fit(item.text, item.type, asked) >= _KIND
        and (
            item.text.isascii() or item.text in background.types or statement.text[item.start - 1 : item.start] in "《“"
        )
    ]
    title = statement.title
    if title and title not in names:
        kind = background.types.get(title) or title_type(statement, background.schema)
        if background.fit(title, kind, asked) >= _KIND:
            names.append(title)
    return names


def _value(found: Found, part: Asked) -> float | None:
    if part.form == "date":
        when = moments(found.text, part.language) or moments(found.text + "年", part.language)
        return when[0].year + when[0].month / 13 + when[0].day / 500 if when else None
    many = quantities(found.text, part.language)
    if not many:
        return None
    if part.form == "count":
        return many[0].value
    item = many[0] if part.language == "zh" else Quantity(0, 1, many[0].value, found.unit, "")
    return in_base_unit(item)[1]
