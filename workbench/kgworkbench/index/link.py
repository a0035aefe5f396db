"""Words of a text linked to the entities they name."""

from kgworkbench.index.library import Index
from kgworkbench.index.match import best
from kgworkbench.index.names import grams
from kgworkbench.index.words import question_words, words
from kgworkbench.model.query import Anchor

__all__ = ["link"]

# Entities of one name offered at most, the most mentioned first.
NAMESAKES = 5

# The least share of trigrams two spellings have in common (Dice) to be taken for one name.
ALIKE = 0.6

# Runs of words tried against names spelt otherwise: a question of thousands of words must stay quick.
TRIES = 40

# What an exact name scores: more for every word, and less for a single word that is not written as a name, for some
# extractor's entity "president" is rarely what a question about one starts from.
NAMED, GAIN, COMMON = 0.75, 0.0625, 0.5

_CJK = 0x2E80


def link(text: str, index: Index) -> tuple[Anchor, ...]:
    """The entities that words of the text name, best first.

    The longest run of words that is a name or an alias wins, case, accents and a leading article aside; in Chinese a
    run of characters. Where such a run has no entity, names spelt almost alike are offered with a lower score.
    A longer name scores more: one word 0.81, four or more 1; one word that the text writes small 0.5.
    """
    found: dict[str, Anchor] = {}
    parts = words(text)
    telling = question_words(text)
    gaps: list[list[str]] = [[]]
    start = 0
    while start < len(parts):
        end, rows = _longest(parts, start, index)
        if rows and (end - start > 1 or parts[start] in telling):
            surface = _surface(parts[start:end])
            score = min(1.0, NAMED + GAIN * (end - start))
            if end - start == 1 and telling.get(parts[start], 0) <= 1 and ord(parts[start][0]) < _CJK:
                score = COMMON
            for row in sorted(rows, key=lambda row: (float(index.rarity[row]), row))[:NAMESAKES]:
                _add(found, index, row, surface, score)
            gaps.append([])
            start = end
        else:
            gaps[-1].append(parts[start])
            start += 1
    for run in _runs(gaps, telling):
        for row, score in _alike(run, index):
            _add(found, index, row, run, score)
    return tuple(sorted(found.values(), key=lambda anchor: (-anchor.score, anchor.name, anchor.entity)))


def _surface(parts: list[str]) -> str:
    """The words as they were read: CJK bigrams that overlap grow together again."""
    text = ""
    for part in parts:
        grown = len(part) == 2 and ord(part[0]) >= _CJK and text[-1:] == part[0]
        text = text + part[1] if grown else f"{text} {part}".strip()
    return text


def _longest(parts: list[str], start: int, index: Index) -> tuple[int, tuple[int, ...]]:
    for end in range(min(len(parts), start + index.longest), start, -1):
        rows = index.names.get(" ".join(parts[start:end]))
        if rows:
            return end, rows
    return start, ()


def _runs(gaps: list[list[str]], telling: dict[str, float]) -> list[str]:
    """Runs of one to four words between exact names that hold a word worth naming, longest first."""
    runs: dict[str, None] = {}
    for gap in gaps:
        for size in (4, 3, 2, 1):
            for start in range(len(gap) - size + 1):
                run = gap[start : start + size]
                if (
                    run[0] in telling
                    and run[-1] in telling
                    and any(telling[word] > 1 for word in run if word in telling)
                ):
                    runs.setdefault(" ".join(run))
    return list(runs)[:TRIES]


def _alike(run: str, index: Index) -> list[tuple[int, float]]:
    mine = set(grams(run))
    close: list[tuple[int, float]] = []
    for row in best(index.name_grams.scores(dict.fromkeys(sorted(mine), 1.0)), NAMESAKES):
        theirs = set(grams(index.anchors[row][1]))
        share = 2 * len(mine & theirs) / (len(mine) + len(theirs))
        if share >= ALIKE:
            close.append((int(row), round(0.7 * share, 4)))
    return close


def _add(found: dict[str, Anchor], index: Index, row: int, surface: str, score: float) -> None:
    entity, name, kind = index.anchors[row]
    if entity not in found or found[entity].score < score:
        found[entity] = Anchor(entity, name, kind, surface, score)
