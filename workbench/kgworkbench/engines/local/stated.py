"""Answers that a sentence states plainly: the names in the place beside its verb or noun that the question asks for."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.candidate import Candidate
from kgworkbench.engines.local.coverage import Coverage, name_match
from kgworkbench.engines.local.frames_en import frame_of
from kgworkbench.engines.local.frames_zh import frame_zh, slots_zh_in, verbs_of
from kgworkbench.engines.local.noun_phrases_en import Phrase
from kgworkbench.engines.local.sentence_paths import Link, SentencePath
from kgworkbench.engines.local.slots_en import Slot, slots_in
from kgworkbench.engines.local.statements import Statement, title_type
from kgworkbench.engines.local.stems import FUNCTION_WORDS

__all__ = ["merged", "stated"]

_FIT = 0.2
_PLAIN = 0.5
_LEAST = 0.5
_BASE = 1.1
_SHARE = 1.0
_AGAIN = 0.08
_SLOT = 0.6
_WORDS = 0.75
_HELD = 0.8
_SOMEBODY = 0.6
_NOBODY = re.compile(r"[他她它其这那]|.*(?:时|时候|之后|以后)$")
_WRITINGS = frozenset("书 书籍 著作 作品 专著 文章 论文".split())
_PERSON = Asked("", "zh", "thing", 0, 0, kinds=("person",))
_NEARBY = 0.75
_SAME_KIND = 0.5
_TOLD = 0.85
_LEANS = re.compile(r"(?:It|Its|He|His|She|Her|They|Their|The|This|That|These|There|Here)\b")
"""How a sentence opens that goes on about what the one before it names."""


def stated(asked: Asked, coverage: Coverage, background: Background) -> tuple[Found, ...]:
    """The answers that sentences state, surest first, each text once; none where none does."""
    best: dict[str, Found] = {}
    for at, slots in _places(asked, coverage, background):
        statement = coverage.statements[at]
        for slot in slots:
            for found in _answers(slot, at, statement, asked, coverage, background):
                known = best.get(found.text)
                if known is None:
                    best[found.text] = found
                else:
                    first, other = (found, known) if found.score > known.score else (known, found)
                    beside = first.beside if len(first.beside) >= len(other.beside) else other.beside
                    best[found.text] = replace(first, score=first.score + _AGAIN, beside=beside)
    return tuple(sorted(best.values(), key=lambda item: (-item.score, item.path.last.statement, item.text)))


def _places(asked: Asked, coverage: Coverage, background: Background) -> Iterator[tuple[int, tuple[Slot, ...]]]:
    """The statements that fill what is asked for, by their position, with what fills it."""
    if asked.language == "zh":
        yield from _places_zh(asked, coverage, background)
        return
    frame = frame_of(asked)
    if frame is None:
        return
    rows = _rows(frame.given, coverage)
    for at, statement in enumerate(coverage.statements):
        found = slots_in(statement.text, frame, _meaning(rows, at, coverage))
        if found:
            yield at, found


def _places_zh(asked: Asked, coverage: Coverage, background: Background) -> Iterator[tuple[int, tuple[Slot, ...]]]:
    frame = frame_zh(asked)
    if frame is None:
        return
    given = frame.given
    own = background.aliases.get(given, given)
    called = {given, own, *(other for other, name in background.aliases.items() if name == own)}
    known = any(term.kind == "name" and term.text in given for term in coverage.terms)
    verbs = verbs_of(frame.word) if frame.role != "noun" else ()
    rest = [
        row
        for row, term in enumerate(coverage.terms)
        if term.kind == "name" and not term.head and term.text not in given and term.text not in called
    ]
    for at, statement in enumerate(coverage.statements):
        text = statement.text
        if verbs and not any(verb in text for verb in verbs):
            continue

        others = min((min(1.0, float(coverage.context[row, at]) / _HELD) for row in rest), default=1.0)

        def means(stretch: str, title: str = statement.title, share: float = others) -> float:
            if not stretch:
                return share if title and (title in called or (known and len(title) > 1 and title in given)) else 0.0
            if any(name in stretch for name in called):
                return share
            if given in _WRITINGS and "《" in stretch:
                return share
            return 0.0 if known else share * _alike(given, stretch)

        names = [(item.text, item.start, item.end, item.type) for item in background.named(statement)]
        people = [
            (name, start, end)
            for name, start, end, kind in names
            if start >= 0 and not _NOBODY.match(name) and background.fit(name, kind, _PERSON) >= _SOMEBODY
        ]
        slots = slots_zh_in(text, statement.title, frame, people, [item[:3] for item in names if item[1] >= 0], means)
        found = tuple(
            Slot(tuple(Phrase(name, start, end) for name, start, end in slot.names), slot.sure) for slot in slots
        )
        if found:
            yield at, found


def _alike(given: str, stretch: str) -> float:
    """How much of some words a stretch has, by pairs of characters."""
    pairs = [given[at : at + 2] for at in range(len(given) - 1)]
    share = sum(pair in stretch for pair in pairs) / len(pairs) if pairs else 0.0
    return share if share >= _WORDS else 0.0


def merged(said: Sequence[Found], others: Iterable[Found], asked: Asked) -> tuple[Found, ...]:
    """What is stated and what is likely, best first, each text once.

    Where a question asks for a place in a clause, what only stands near is supported less: no sentence states it.
    """
    best = {item.text: item for item in said}
    framed = (frame_zh(asked) if asked.language == "zh" else frame_of(asked)) is not None
    for item in others:
        if framed:
            item = replace(item, support=_NEARBY * item.support)
        known = best.get(item.text)
        if known is None:
            best[item.text] = item
        elif item.score > known.score:
            support = max(item.support, known.support)
            best[item.text] = replace(item, support=support, beside=known.beside)
    return tuple(sorted(best.values(), key=lambda item: (-item.score, item.text)))


def _rows(text: str, coverage: Coverage) -> tuple[list[int], list[int]]:
    """The names and the other words of what the question gives, as positions of its terms; words that call it by a
    noun ("the text editor Bravo") are left out."""
    names: list[int] = []
    words: list[int] = []
    for row, term in enumerate(coverage.terms):
        if term.head or term.text not in text:
            continue
        (names if term.kind == "name" else words).append(row)
    if names:
        first = coverage.terms[names[0]]
        before = text[: max(0, text.find(first.text))]
        if not re.search(r"\b(?:of|in|at|on|by|for|with|from|to|that|who|which|and)\b", before):
            words = [row for row in words if coverage.terms[row].text not in before]
    return names, words


def _meaning(rows: tuple[list[int], list[int]], at: int, coverage: Coverage) -> Callable[[str], float]:
    """How surely a stretch of a statement holds what the question gives; the empty stretch means the title."""
    names, words = rows
    statement = coverage.statements[at]

    def held(row: int) -> float:
        return float(coverage.context[row, at])

    need = float(sum(coverage.weights[row] for row in words))
    said = float(sum(coverage.weights[row] * coverage.direct[row, at] for row in words)) / need if need else 1.0
    before = coverage.statements[at - 1] if at else None
    told = before.text if before is not None and before.chunk.id == statement.chunk.id else ""
    opens = bool(_LEANS.match(statement.text))
    others = min((min(1.0, held(row) / _HELD) for row in names[1:]), default=1.0)

    def means(stretch: str) -> float:
        place = stretch or statement.title
        if names:
            own = name_match(coverage.terms[names[0]].form, place) if place else 0.0
            if own < _LEAST and not stretch and opens and told:
                own = _TOLD * name_match(coverage.terms[names[0]].form, told)
            if (
                own < _LEAST
                and stretch
                and words
                and name_match(coverage.terms[names[0]].form, statement.title) >= _LEAST
            ):
                own = 0.85 if _share(words, stretch) >= _PLAIN else 0.0
            if own < _LEAST:
                return 0.0
            return own * (0.4 + 0.6 * said) * others
        if not words:
            return 0.0
        if not stretch:
            return 0.0
        inside = _share(words, stretch)
        return inside if inside >= _WORDS else 0.0

    def _share(rows: Sequence[int], stretch: str) -> float:
        folded = stretch.casefold()
        inside = sum(
            float(coverage.weights[row])
            for row in rows
            if coverage.terms[row].form.casefold() in folded or _stem_in(coverage.terms[row].form, folded)
        )
        return inside / need if need else 0.0

    return means


def _stem_in(word: str, folded: str) -> bool:
    plain = word.casefold()
    return len(plain) > 4 and plain[: max(4, len(plain) - 2)] in folded


def _answers(
    slot: Slot, at: int, statement: Statement, asked: Asked, coverage: Coverage, background: Background
) -> list[Found]:
    if slot.sure < _LEAST:
        return []
    kept: list[tuple[Phrase, float]] = []
    types = {named.text: named.type for named in background.named(statement)}
    for phrase in slot.names:
        name = statement.title if phrase.pronoun else background.aliases.get(phrase.text, phrase.text)
        if asked.kinds[:1] == ("person",) or (asked.kinds and "person" in asked.kinds and not asked.head):
            name = background.told.whole(name)
        if not name or phrase.text.lower() == "they" or _given(name, asked):
            continue
        kind = (
            title_type(statement, background.schema)
            if phrase.pronoun or phrase.start < 0
            else types.get(phrase.text, types.get(name, ""))
        )
        fit = background.fit(name, kind, asked) if asked.kinds or asked.head else 0.7
        if phrase.lead and asked.kinds[:1] == ("person",) and fit < _FIT and background.may_be_person(name):
            fit = max(fit, 0.5)
        if phrase.text not in types and not phrase.pronoun and asked.kinds[:1] != ("person",):
            fit = max(fit, 0.5)  # the place in the sentence says what it is
        if asked.kinds[:1] == ("place",):
            fit = max(fit, 0.5)  # what one is born in or buried at is a place, whatever else it is
        if fit >= _FIT:
            kept.append((replace(phrase, text=name), fit))
    if 3 * len(kept) >= len(slot.names) > 1 and kept:
        # What is joined to those that fit is of their kind.
        own = {phrase.start for phrase, _ in kept}
        rest = [(item, _SAME_KIND) for item in slot.names if item.start not in own and not item.pronoun]
        rest = [pair for pair in rest if not _given(pair[0].text, asked)]
        kept = sorted((*kept, *rest), key=lambda pair: pair[0].start)
    names = tuple(dict.fromkeys(phrase.text for phrase, _ in kept))
    rows = tuple(range(len(coverage.terms)))
    found = []
    for phrase, fit in kept:
        share = float(coverage.weights @ coverage.context[:, at]) / (float(coverage.weights.sum()) or 1.0)
        path = SentencePath((Link(at, rows, share),), (), share)
        candidate = Candidate(phrase.text, phrase.start, phrase.end, max(fit, 0.6), _SLOT)
        score = _BASE + _SHARE * slot.sure + 0.3 * min(1.0, fit)
        words = sum(term.kind != "name" and not term.head for term in coverage.terms)
        found.append(Found(phrase.text, path, candidate, score, slot.sure, words, names))
    return found


def _given(name: str, asked: Asked) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", asked.text, re.I)) or name.lower() in FUNCTION_WORDS
