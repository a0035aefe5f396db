"""How statements account for the words of a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from kgworkbench.engines.local.statements import Statement
from kgworkbench.engines.local.stems import FUNCTION_WORDS, stem
from kgworkbench.engines.local.synonyms import synonyms_en, synonyms_zh
from kgworkbench.engines.local.terms import SINGLED_OUT, WORD, Term
from kgworkbench.engines.local.words_en import HEADS
from kgworkbench.read.quantities import quantities

__all__ = ["Coverage", "cover", "name_match"]


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """How the statements account for the terms.

    ``direct`` (terms x statements) is what each statement itself says, 0 to 1; ``context`` adds what its document's
    title and its neighbours say. ``weights`` are the terms' weights; ``known`` the best direct match of each.
    """

    terms: tuple[Term, ...]
    statements: tuple[Statement, ...]
    direct: NDArray[np.float64]
    context: NDArray[np.float64]
    weights: NDArray[np.float64]

    @property
    def known(self) -> NDArray[np.float64]:
        """The best match of each term anywhere."""
        if not self.statements:
            return np.zeros(len(self.terms))
        best: NDArray[np.float64] = self.context.max(axis=1)
        return best


def cover(terms: Sequence[Term], pool: Sequence[Statement], language: str) -> Coverage:
    """How the statements account for the terms, with weights made of how rare each is among the statements."""
    direct = np.zeros((len(terms), len(pool)))
    titles = np.zeros((len(terms), len(pool)))
    for column, statement in enumerate(pool):
        inside = {form for form, _, _ in statement.stems}
        for row, term in enumerate(terms):
            direct[row, column] = _match(term, statement.text, inside, language)
    by_title: dict[str, list[int]] = {}
    for column, statement in enumerate(pool):
        by_title.setdefault(statement.title, []).append(column)
    for title, columns in by_title.items():
        inside = {stem(word.lower()) for word in WORD.findall(title)}
        for row, term in enumerate(terms):
            titles[row, columns] = _match(term, title, inside, language)
    context = np.maximum(direct, 0.95 * titles)
    by_chunk: dict[str, list[int]] = {}
    for column, statement in enumerate(pool):
        by_chunk.setdefault(statement.chunk.id, []).append(column)
    for columns in by_chunk.values():
        block = direct[:, columns]
        near = np.zeros_like(block)
        if len(columns) > 1:
            near[:, 1:] = 0.55 * block[:, :-1]
            near[:, :-1] = np.maximum(near[:, :-1], 0.4 * block[:, 1:])
        whole = 0.3 * block.max(axis=1, keepdims=True)
        context[:, columns] = np.maximum(context[:, columns], np.maximum(near, whole))
    size = max(len(pool), 1)
    best = np.maximum(direct, titles)
    spread = (best >= 0.95).sum(axis=1) + 0.4 * ((best >= 0.6) & (best < 0.95)).sum(axis=1)
    weights = []
    for row, term in enumerate(terms):
        rarity = log((size + 1) / (spread[row] + 0.5)) / log(size + 1.5)
        rarity = 0.55 if spread[row] < 0.9 and term.kind == "word" else max(rarity, 0.2)
        floor = 0.6 if term.kind == "name" or term.form in SINGLED_OUT else 0.0
        weights.append(term.weight * max(rarity, floor))
    return Coverage(tuple(terms), tuple(pool), direct, context, np.asarray(weights))


def _match(term: Term, text: str, inside: set[str], language: str) -> float:
    if term.kind == "name":
        return name_match(term.form, text)
    if language == "zh":
        return _match_zh(term, text)
    if term.kind == "number":
        if term.form.endswith("0s"):
            return 1.0 if re.search(rf"(?<!\d){term.form[:-2]}\d(?!\d)", text) else 0.0
        return 1.0 if term.form in inside or re.search(rf"(?<!\d){re.escape(term.form)}(?!\d)", text) else 0.0
    best = max((_match_word(part, inside) for part in _parts(term.form)), default=0.0)
    return max(best, 0.9) if stem(term.form) in _LIFE_EN and _SPAN_OF_LIFE_EN.search(text) else best


def _parts(word: str) -> list[str]:
    return [word, *(part for part in word.split("-") if len(part) > 3)] if "-" in word else [word]


def _match_word(word: str, inside: set[str]) -> float:
    wanted = stem(word)
    if wanted in inside:
        return 1.0
    if not synonyms_en(wanted).isdisjoint(inside):
        return 0.7
    if len(wanted) >= 5 and any(
        len(other) >= 5 and other[:5] == wanted[:5] and abs(len(other) - len(wanted)) <= 4 for other in inside
    ):
        return 0.7
    return 0.0


def name_match(name: str, text: str) -> float:
    """How surely a text has a name, 0 to 1: as it is, or by its last word where that is nobody else's there."""
    if not name.isascii():
        return 1.0 if name in text else 0.0
    if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        return 1.0
    words = [word for word in re.split(r"[\s]+", name) if word]
    if len(words) > 1:
        last = words[-1]
        if last.lower() in HEADS:
            return 0.0  # "the University of Salem" is not Ashton University
        if last not in text:
            return 0.0
        if len(last) > 1 and not last.isdigit() and re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text):
            if not re.search(rf"(?<!\w){re.escape(last)}(?!\w)(?!\s+[A-Z])", text):
                return 0.2  # "the Nash Medal" is not Ann Nash
            between = re.search(rf"(?<!\w)((?:[A-Z][\w.]+\s+(?:(?:of|the|and|for)\s+)*)+){re.escape(last)}(?!\w)", text)
            others = [word for word in between[1].split() if word.lower() not in FUNCTION_WORDS] if between else []
            return 0.9 if all(word in words for word in others[-2:]) else 0.2
        return 0.0
    plain, lower = name.lower(), text.lower()
    # Looked for as letters first: an expression is made anew for each name.
    may = not text.isascii() or plain in lower
    if may and re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text, re.I):
        return 0.9 if len(name) > 2 else 0.0
    return 0.8 if len(name) > 4 and plain.rstrip("s") in lower else 0.0


_SPAN_OF_LIFE = re.compile(
    r"[（(][^（()）]{0,4}(?:\d{3,4}|？)年?\s*[—–－-]+\s*[^（()）]{0,2}(?:\d{3,4}|？)年?[^（()）]{0,4}[）)]"
)


_SPAN_OF_LIFE_EN = re.compile(
    r"\([^()]{0,60}\b\d{3,4}\s*(?:BC|AD)?\s*[—–−-]{1,2}\s*[^()]{0,24}\b\d{3,4}\b[^()]{0,12}\)"
)
_LIFE_EN = frozenset(("born", "birth", "die"))
_LIFE = frozenset("出生 生于 去世 卒 死 享年".split())


def _match_zh(term: Term, text: str) -> float:
    word = term.form
    if term.kind == "number":
        value = float(word[1:])
        return 1.0 if any(item.value == value for item in quantities(text, "zh")) else 0.0
    if word in text:
        return 1.0
    near = synonyms_zh(word)
    if any(len(other) > 1 and other in text for other in near):
        return 0.75
    if any(other in text for other in near):
        return 0.5
    if _SPAN_OF_LIFE.search(text) and (word in _LIFE or not near.isdisjoint(_LIFE)):
        return 0.9
    if len(word) == 1:
        return 0.0
    if len(word) == 2:
        return (
            0.35
            if word[0] in text and word[1] in text and abs(text.find(word[0]) - text.find(word[1])) < 6
            else 0.25
            if word[-1] in text and word[-1] not in "的了人年中上下"
            else 0.0
        )
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs)
    return 0.9 * share if share else (0.3 if word[-1] in text or word[0] in text else 0.0)
