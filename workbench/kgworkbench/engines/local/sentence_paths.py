"""Chains of statements that account for a question: each part of it in one statement, joined by what they name.

A question such as "Where was the author of X born?" is cut into consecutive parts; the part farthest from the
question word is looked for first, the name it leads to stands in the statement of the next part, and the answer in
the statement of the last. All cuts into at most three parts are weighed, none is decided beforehand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.coverage import Coverage
from kgworkbench.engines.local.described import described
from kgworkbench.engines.local.question_cuts import Cut, cuts

__all__ = ["Link", "SentencePath", "sentence_paths"]


_HOP_COST = 0.05


_LOOSE_COST = 0.1


_UNDIVIDED = 0.06


_HUB = 0.025


_KIND = 0.2


_HUB_MOST = 0.08


_KEEP = 24


_CUTS = 6
_PASSAGES = 16


@dataclass(frozen=True, slots=True)
class Link:
    """One step: the statement, the terms (positions) it is to account for, and the share of their weight it does."""

    statement: int
    terms: tuple[int, ...]
    share: float


@dataclass(frozen=True, slots=True)
class SentencePath:
    """Steps in the order they are taken, the names that join them, and the share of the question accounted for."""

    links: tuple[Link, ...]
    bridges: tuple[str, ...]
    score: float

    @property
    def last(self) -> Link:
        """The step that holds the answer."""
        return self.links[-1]


def sentence_paths(asked: Asked, coverage: Coverage, background: Background) -> tuple[SentencePath, ...]:
    """The best chains of one to three statements, best first."""
    if not coverage.statements or not coverage.terms:
        return ()
    found = list(_single(coverage, 0.0 if asked.loose else _UNDIVIDED * asked.depth))
    if asked.depth and asked.form in ("thing", "date", "count", "number", "duration", "age"):
        found.extend(_joined(asked, coverage, background))
    found.sort(key=lambda path: (-path.score, [link.statement for link in path.links]))
    return tuple(found[: 3 * _KEEP])


def _single(coverage: Coverage, cost: float) -> list[SentencePath]:
    total = coverage.weights.sum() or 1.0
    places = tuple(range(len(coverage.terms)))
    shares = coverage.weights @ coverage.context / total - _NAMELESS * _unnamed(coverage) - cost
    best = np.argsort(-shares, kind="stable")[:_KEEP]
    return [SentencePath((Link(int(at), places, float(shares[at])),), (), float(shares[at])) for at in best]


_NAMELESS = 0.35


def _unnamed(coverage: Coverage) -> NDArray[np.float64]:
    """For each statement, the share of the question's names that neither it nor its title has."""
    rows = [at for at, term in enumerate(coverage.terms) if term.kind == "name"]
    if not rows:
        return np.zeros(len(coverage.statements))
    weights = coverage.weights[rows]
    lacking: NDArray[np.float64] = weights @ (1.0 - np.minimum(1.0, coverage.context[rows] / 0.75)) / weights.sum()
    return lacking


def _joined(asked: Asked, coverage: Coverage, background: Background) -> list[SentencePath]:
    homes = _homes(asked, coverage, background)
    if not homes:
        return []
    names = sorted(homes)
    weights, total = coverage.weights, float(coverage.weights.sum()) or 1.0
    worth = coverage.context * weights[:, None]
    sums = np.concatenate([np.zeros((1, worth.shape[1])), np.cumsum(worth, axis=0)])
    ways = cuts(asked, coverage)
    if not ways:
        return []
    parts = sorted({part for cut in ways for part in (cut.last, cut.middle, cut.first) if part})
    row = {part: at for at, part in enumerate(parts)}
    gain = np.stack([_gain(sums, part) for part in parts])  # parts x statements
    found: list[SentencePath] = []
    best_of: dict[str, tuple[NDArray[np.float64], NDArray[np.int64]]] = {}
    for name in names:
        places = homes[name]
        columns = np.fromiter(sorted(places), dtype=np.int64)
        trust = np.asarray([places[int(at)] for at in columns])
        block = gain[:, columns] * trust
        at = block.argmax(axis=1)
        best_of[name] = (block[np.arange(len(parts)), at], columns[at])
    meant = _meant(asked, coverage, background, names, parts)
    two = [cut for cut in ways if not cut.middle]
    three = [cut for cut in ways if cut.middle] if asked.depth > 1 else []
    cost = _LOOSE_COST if asked.loose else _HOP_COST
    if two:
        firsts = np.asarray([row[cut.first] for cut in two])
        lasts = np.asarray([row[cut.last] for cut in two])
        bonus = np.asarray([cut.fit for cut in two])
        for name in names:
            values, wheres = best_of[name]
            scores = (values[firsts] + values[lasts]) / total + bonus - cost - _hub(homes[name], coverage)
            scores = scores + meant[name][firsts]
            for at in np.argsort(-scores, kind="stable")[:_CUTS]:
                steps = ((wheres[firsts[at]], two[at].first), (wheres[lasts[at]], two[at].last))
                found.append(_path(steps, (name,), float(scores[at]), coverage))
    found.sort(key=lambda path: -path.score)
    found = found[: 2 * _KEEP]
    found.extend(_threes(names, homes, three, row, gain, best_of, meant, total, coverage, cost))
    return found


def _threes(
    names: Sequence[str],
    homes: Mapping[str, Mapping[int, float]],
    ways: Sequence[Cut],
    row: Mapping[tuple[int, ...], int],
    gain: NDArray[np.float64],
    best_of: Mapping[str, tuple[NDArray[np.float64], NDArray[np.int64]]],
    meant: Mapping[str, NDArray[np.float64]],
    total: float,
    coverage: Coverage,
    cost: float,
) -> list[SentencePath]:
    if not ways:
        return []
    firsts = np.asarray([row[cut.first] for cut in ways])
    middles = np.asarray([row[cut.middle] for cut in ways])
    lasts = np.asarray([row[cut.last] for cut in ways])
    bonus = np.asarray([cut.fit for cut in ways])
    need = np.asarray([float(coverage.weights[list(cut.first)].sum()) for cut in ways])
    opening = {
        name: float(((best_of[name][0][firsts]) / np.maximum(need, 1e-9) + meant[name][firsts]).max()) for name in names
    }
    strong = sorted(names, key=lambda name: (-opening[name], name))[:16]
    hubs = {name: _hub(homes[name], coverage) for name in names}
    distinct, rows = np.unique(middles, return_inverse=True)
    steps_gain = gain[distinct]
    scored: list[tuple[float, str, str, int, int]] = []
    for first_name in strong:
        opening_values = best_of[first_name][0][firsts] + (bonus + meant[first_name][firsts]) * total
        for second_name in names:
            shared = sorted(homes[first_name].keys() & homes[second_name].keys())
            if second_name == first_name or not shared:
                continue
            trust = np.asarray([homes[first_name][at] * homes[second_name][at] for at in shared])
            block = steps_gain[:, shared] * trust
            where = block.argmax(axis=1)
            middle_values = block[np.arange(len(distinct)), where][rows]
            score = (opening_values + middle_values + best_of[second_name][0][lasts]) / total
            score = score + meant[second_name][middles]
            best = int(score.argmax())
            worth = float(score[best]) - 2 * cost - hubs[first_name] - hubs[second_name]
            scored.append((worth, first_name, second_name, best, shared[int(where[rows[best]])]))
    scored.sort(key=lambda item: (-item[0], item[1:]))
    found = []
    for worth, first_name, second_name, best, at in scored[: 2 * _KEEP]:
        cut = ways[best]
        steps = (
            (int(best_of[first_name][1][firsts[best]]), cut.first),
            (at, cut.middle),
            (int(best_of[second_name][1][lasts[best]]), cut.last),
        )
        found.append(_path(steps, (first_name, second_name), worth, coverage))
    return found


def _meant(
    asked: Asked, coverage: Coverage, background: Background, names: Sequence[str], parts: Sequence[tuple[int, ...]]
) -> dict[str, NDArray[np.float64]]:
    """For each name what speaks for it as what each part describes: of the kind its noun says, or not."""
    wanted = [described(asked, coverage.terms, part) for part in parts]
    kinds = {(item.head, item.kinds): item for item in wanted if item is not None}
    types: dict[str, str] = {}
    for statement in coverage.statements:
        for named in background.read.get(statement.key, ()):
            types.setdefault(named.text, named.type)
    found = {}
    for name in names:
        fits = {key: _KIND * (background.fit(name, types.get(name, ""), item) - 0.5) for key, item in kinds.items()}
        found[name] = np.asarray([0.0 if item is None else fits[item.head, item.kinds] for item in wanted])
    return found


def _hub(places: Mapping[int, float], coverage: Coverage) -> float:
    """What it costs to pass through a name that stands in many documents: it joins what has little to do."""
    documents = len({coverage.statements[at].chunk.document for at, trust in places.items() if trust >= 1.0})
    return min(_HUB_MOST, _HUB * max(0, documents - 2))


def _path(
    steps: Sequence[tuple[int, tuple[int, ...]]], bridges: tuple[str, ...], score: float, coverage: Coverage
) -> SentencePath:
    links = []
    for at, terms in steps:
        rows = list(terms)
        need = float(coverage.weights[rows].sum()) or 1.0
        links.append(Link(int(at), terms, float(coverage.weights[rows] @ coverage.context[rows, int(at)]) / need))
    weakest = min(link.share for link in links)
    silent = sum(not _speaks(link, coverage) for link in links)
    return SentencePath(tuple(links), bridges, float(score) - 0.2 * max(0.0, 0.5 - weakest) - 0.15 * silent)


def _speaks(link: Link, coverage: Coverage) -> bool:
    """Whether the statement itself says something of its part beyond the names in it."""
    return any(
        coverage.terms[row].kind != "name"
        and not coverage.terms[row].head
        and coverage.direct[row, link.statement] >= 0.5
        for row in link.terms
    )


def _gain(sums: NDArray[np.float64], part: tuple[int, ...]) -> NDArray[np.float64]:
    """What each statement accounts for of a part made of one or two runs of terms."""
    value: NDArray[np.float64] = np.zeros(sums.shape[1])
    start = previous = part[0]
    for at in (*part[1:], None):
        if at is not None and at == previous + 1:
            previous = at
            continue
        value = value + sums[previous + 1] - sums[start]
        if at is not None:
            start = previous = at
    return value


def _homes(asked: Asked, coverage: Coverage, background: Background) -> dict[str, dict[int, float]]:
    """For each name the question does not give: the statements it stands in, and how surely it is meant there."""
    full: dict[str, str] = {}
    pool = coverage.statements
    near = _near(coverage)
    inside = {at: background.named(pool[at]) for at in near}
    titles = {statement.title for statement in pool if statement.title}
    known = {named.text for names in inside.values() for named in names} | titles
    for name in sorted(known):
        if " " in name:
            last = name.split()[-1]
            if len(last) > 2 and (last not in full or len(name) < len(full[last])):
                full[last] = name
    homes: dict[str, dict[int, float]] = {}

    def put(name: str, at: int, trust: float) -> None:
        name = full.get(name, name)
        places = homes.setdefault(name, {})
        places[at] = max(places.get(at, 0.0), trust)

    for at in sorted(near):
        statement = pool[at]
        for named in inside[at]:
            put(named.text, at, 1.0)
        if statement.title:
            put(statement.title, at, 1.0 if statement.title in statement.text else 0.93)
        folded = statement.text.casefold()
        for title in titles:
            if (
                title != statement.title
                and len(title) > (1 if not title.isascii() else 2)
                and title.casefold() in folded
            ):
                put(title, at, 1.0)
    given = asked.text.casefold()
    return {name: places for name, places in homes.items() if not _given(name, given, asked.language)}


def _near(coverage: Coverage) -> frozenset[int]:
    """The statements of the passages that account for most of the question: names elsewhere are not worth reading."""
    places: dict[str, list[int]] = {}
    for at, statement in enumerate(coverage.statements):
        places.setdefault(statement.chunk.id, []).append(at)
    worth = {
        key: float(coverage.weights @ coverage.direct[:, inside].max(axis=1))
        + float(coverage.context[:, inside].mean())
        for key, inside in places.items()
    }
    best = sorted(worth, key=lambda key: (-worth[key], key))[:_PASSAGES]
    return frozenset(at for key in best for at in places[key])


def _given(name: str, question: str, language: str) -> bool:
    folded = name.casefold()
    if language == "zh":
        return folded in question
    return folded in question or (
        len(folded.split()[-1]) > 3
        and folded.split()[-1] in question.split()
        and " " in folded
        and folded.split()[0] in question
    )
