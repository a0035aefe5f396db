"""Ways to cut a question's terms into the parts of a chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.coverage import Coverage

__all__ = ["Cut", "cuts"]


_LEAST_PART = 0.45


_LEAST_STEP = 0.15


@dataclass(frozen=True, slots=True)
class Cut:
    """The terms of the last part, the middle one (may be empty), and the first."""

    last: tuple[int, ...]
    middle: tuple[int, ...]
    first: tuple[int, ...]
    fit: float = 0.0


def cuts(asked: Asked, coverage: Coverage) -> list[Cut]:
    """Every way to cut the question's terms into two or three consecutive parts, ordered towards the question word."""
    terms = coverage.terms
    count = len(terms)
    focus = next((at for at, term in enumerate(terms) if term.start >= asked.focus), count)
    marked = _marks(asked, coverage)
    found: dict[tuple[tuple[int, ...], ...], Cut] = {}

    said = [term.kind == "word" and not term.head for term in terms]

    @cache
    def describes(part: tuple[int, ...], least: float) -> bool:
        """Whether a part says something of what it describes: more than a name, and not next to nothing."""
        return any(said[at] for at in part) and float(coverage.weights[list(part)].sum()) >= least

    def add(last: Sequence[int], middle: Sequence[int], first: Sequence[int], fit: float) -> None:
        if (
            not first
            or not last
            or not describes(tuple(first), _LEAST_PART)
            or (middle and not describes(tuple(middle), _LEAST_STEP))
        ):
            return
        key = (tuple(last), tuple(middle), tuple(first))
        if key not in found or found[key].fit < fit:
            found[key] = Cut(*key, fit)

    @cache
    def mark(at: int) -> float:
        return 0.04 if at in marked else 0.0

    ahead = focus <= (1 if asked.language == "en" else 0) or (asked.focus <= 12 and asked.language == "en")
    if ahead:
        # The question word leads: what describes comes after it, farthest first; a verb may close the question.
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
            last = [*range(j, count)]
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
