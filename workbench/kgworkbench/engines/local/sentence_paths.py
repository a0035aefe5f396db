"""Chains of statements that account for a question: each part of it in one statement, joined by what they name.

A question such as "Where was the author of X born?" is cut into consecutive parts; the part farthest from the
question word is looked for first, the name it leads to stands in the statement of the next part, and the answer in
the statement of the last. All cuts into at most three parts are weighed, none is decided beforehand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.terms import Coverage

__all__ = ["Link", "SentencePath", "sentence_paths"]

_HOP_COST = 0.05
_LOOSE_COST = 0.1
_LEAST_PART = 0.45
_LEAST_STEP = 0.15
_KEEP = 24
_CUTS = 6


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


@dataclass(frozen=True, slots=True)
class _Cut:
    """The terms of the last part, the middle one (may be empty), and the first."""

    last: tuple[int, ...]
    middle: tuple[int, ...]
    first: tuple[int, ...]
    fit: float = 0.0


def sentence_paths(asked: Asked, coverage: Coverage, background: Background) -> tuple[SentencePath, ...]:
    """The best chains of one to three statements, best first."""
    if not coverage.statements or not coverage.terms:
        return ()
    found = list(_single(coverage))
    if asked.depth and asked.form in ("thing", "date", "count", "number", "duration", "age"):
        found.extend(_joined(asked, coverage, background))
    found.sort(key=lambda path: (-path.score, [link.statement for link in path.links]))
    return tuple(found[: 3 * _KEEP])


def _single(coverage: Coverage) -> list[SentencePath]:
    total = coverage.weights.sum() or 1.0
    places = tuple(range(len(coverage.terms)))
    shares = coverage.weights @ coverage.context / total - _NAMELESS * _unnamed(coverage)
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
    cuts = _cuts(asked, coverage)
    if not cuts:
        return []
    parts = sorted({part for cut in cuts for part in (cut.last, cut.middle, cut.first) if part})
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
    two = [cut for cut in cuts if not cut.middle]
    three = [cut for cut in cuts if cut.middle] if asked.depth > 1 else []
    cost = _LOOSE_COST if asked.loose else _HOP_COST
    if two:
        firsts = np.asarray([row[cut.first] for cut in two])
        lasts = np.asarray([row[cut.last] for cut in two])
        bonus = np.asarray([cut.fit for cut in two])
        for name in names:
            values, wheres = best_of[name]
            scores = (values[firsts] + values[lasts]) / total + bonus - cost - _hub(homes[name], coverage)
            for at in np.argsort(-scores, kind="stable")[:_CUTS]:
                steps = ((wheres[firsts[at]], two[at].first), (wheres[lasts[at]], two[at].last))
                found.append(_path(steps, (name,), float(scores[at]), coverage))
    found.sort(key=lambda path: -path.score)
    found = found[: 2 * _KEEP]
    found.extend(_threes(names, homes, three, row, gain, best_of, total, coverage, cost))
    return found


def _threes(
    names: Sequence[str],
    homes: Mapping[str, Mapping[int, float]],
    cuts: Sequence[_Cut],
    row: Mapping[tuple[int, ...], int],
    gain: NDArray[np.float64],
    best_of: Mapping[str, tuple[NDArray[np.float64], NDArray[np.int64]]],
    total: float,
    coverage: Coverage,
    cost: float,
) -> list[SentencePath]:
    if not cuts:
        return []
    firsts = np.asarray([row[cut.first] for cut in cuts])
    middles = np.asarray([row[cut.middle] for cut in cuts])
    lasts = np.asarray([row[cut.last] for cut in cuts])
    bonus = np.asarray([cut.fit for cut in cuts])
    need = np.asarray([float(coverage.weights[list(cut.first)].sum()) for cut in cuts])
    opening = {name: float(((best_of[name][0][firsts]) / np.maximum(need, 1e-9)).max()) for name in names}
    strong = sorted(names, key=lambda name: (-opening[name], name))[:16]
    hubs = {name: _hub(homes[name], coverage) for name in names}
    distinct, rows = np.unique(middles, return_inverse=True)
    steps_gain = gain[distinct]
    scored: list[tuple[float, str, str, int, int]] = []
    for first_name in strong:
        opening_values = best_of[first_name][0][firsts] + bonus * total
        for second_name in names:
            shared = sorted(homes[first_name].keys() & homes[second_name].keys())
            if second_name == first_name or not shared:
                continue
            trust = np.asarray([homes[first_name][at] * homes[second_name][at] for at in shared])
            block = steps_gain[:, shared] * trust
            where = block.argmax(axis=1)
            middle_values = block[np.arange(len(distinct)), where][rows]
            score = (opening_values + middle_values + best_of[second_name][0][lasts]) / total
            best = int(score.argmax())
            worth = float(score[best]) - 2 * cost - hubs[first_name] - hubs[second_name]
            scored.append((worth, first_name, second_name, best, shared[int(where[rows[best]])]))
    scored.sort(key=lambda item: (-item[0], item[1:]))
    found = []
    for worth, first_name, second_name, best, at in scored[: 2 * _KEEP]:
        cut = cuts[best]
        steps = (
            (int(best_of[first_name][1][firsts[best]]), cut.first),
            (at, cut.middle),
            (int(best_of[second_name][1][lasts[best]]), cut.last),
        )
        found.append(_path(steps, (first_name, second_name), worth, coverage))
    return found


def _hub(places: Mapping[int, float], coverage: Coverage) -> float:
    """What it costs to pass through a name that stands in many documents: it joins what has little to do."""
    documents = len({coverage.statements[at].chunk.document for at, trust in places.items() if trust >= 1.0})
    return 0.025 * max(0, documents - 2)


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
        coverage.terms[row].kind != "name" and not coverage.terms[row].head and coverage.direct[row, link.statement] >= 0.5
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
    inside = [background.named(statement) for statement in pool]
    titles = {statement.title for statement in pool if statement.title}
    known = {named.text for names in inside for named in names} | titles
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

    for at, statement in enumerate(pool):
        for named in inside[at]:
            put(named.text, at, 1.0)
        if statement.title:
            put(statement.title, at, 1.0 if statement.title in statement.text else 0.93)
            folded = statement.text.casefold()
        for title in titles:
            if title != statement.title and len(title) > (1 if not title.isascii() else 2) and title.casefold() in folded:
                put(title, at, 1.0)
    given = asked.text.casefold()
    return {name: places for name, places in homes.items() if not _given(name, given, asked.language)}


def _given(name: str, question: str, language: str) -> bool:
    folded = name.casefold()
    if language == "zh":
        return folded in question
    return folded in question or (len(folded.split()[-1]) > 3 and folded.split()[-1] in question.split() and " " in folded and folded.split()[0] in question)


def _cuts(asked: Asked, coverage: Coverage) -> list[_Cut]:
    """Every way to cut the question's terms into two or three consecutive parts, ordered towards the question word."""
    terms = coverage.terms
    count = len(terms)
    focus = next((at for at, term in enumerate(terms) if term.start >= asked.focus), count)
    marked = _marks(asked, coverage)
    found: dict[tuple[tuple[int, ...], ...], _Cut] = {}

    said = [term.kind == "word" and not term.head for term in terms]

    @cache
    def describes(part: tuple[int, ...], least: float) -> bool:
        """Whether a part says something of what it describes: more than a name, and not next to nothing."""
        return any(said[at] for at in part) and float(coverage.weights[list(part)].sum()) >= least

    def add(last: Sequence[int], middle: Sequence[int], first: Sequence[int], fit: float) -> None:
        if not first or not last or not describes(tuple(first), _LEAST_PART) or (middle and not describes(tuple(middle), _LEAST_STEP)):
            return
        key = (tuple(last), tuple(middle), tuple(first))
        if key not in found or found[key].fit < fit:
            found[key] = _Cut(*key, fit)

    @cache
    def mark(at: int) -> float:
        return 0.04 if at in marked else 0.0

    ahead = focus <= (1 if asked.language == "en" else 0) or asked.focus <= 12 and asked.language == "en"
    if ahead:
        # The question word leads: what describes comes after it, the farthest part first; a verb may close the question.
        for i in range(0, count):
            for tail in range(0, 3):
                end = count - tail
                if i >= end or (tail and (end in marked or any(terms[at].kind == "name" for at in range(end, count)))):
                    continue
                last = [*range(0, i), *range(end, count)]
                add(last, (), range(i, end), mark(i) + (0.0 if tail else 0.01))
                for j in range(i + 1, end):
                    add(last, range(i, j), range(j, end), mark(i) + mark(j))
                    for inner in range(j + 1, end):
                        if end - inner <= 3:
                            add(last, [*range(i, j), *range(inner, end)], range(j, inner), mark(i) + mark(j))
    else:
        for j in range(1, count):
            last = range(j, count)
            add(last, (), range(0, j), mark(j))
            for i in range(1, j):
                add(last, range(i, j), range(0, i), mark(i) + mark(j))
                if asked.language == "en":
                    add(last, range(0, i), range(i, j), mark(i) + mark(j))
                    add([*range(0, i), *last], (), range(i, j), mark(i) + mark(j))
        if asked.language == "en":
            for i in range(1, count):
                add(range(0, i), (), range(i, count), mark(i))
            # The asking clause itself describes: "in which city was the man born who ..."
            for i in range(1, focus + 1):
                for j in range(max(focus, i) + 1, count):
                    for k in range(j, min(count, j + 3)):
                        if k < count:
                            add(range(j, k) or [j], range(k, count), range(0, i), mark(i) + mark(k))
    return list(found.values())[:4000]


def _marks(asked: Asked, coverage: Coverage) -> frozenset[int]:
    """Positions of terms that open a new part: a clause mark stands between them and the term before."""
    marked = set()
    for at in range(1, len(coverage.terms)):
        before, after = coverage.terms[at - 1].end, coverage.terms[at].start
        if any(before <= place <= after for place in asked.breaks):
            marked.add(at)
    return frozenset(marked)

