"""Questions to an anonymised corpus: which name was replaced, asked openly and as a choice of four.

After the two formats of AnonyRAG (Youtu-GraphRAG, arXiv 2508.19855, appendix B): reversion gives clues in which the
entity goes by its number and asks for the name; a choice has one right answer and needs no judge.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kgworkbench.evaluate.anonymize import Anonymised, Masked, Pseudonym
from kgworkbench.model.text import Span
from kgworkbench.read.language import language_of
from kgworkbench.read.sentences import sentences
from kgworkbench.resolve.normalise import normalise

__all__ = ["Reversion", "choices", "question_rows", "reversions"]

CLUES = 2
CLUE_CHARACTERS = 240
SUPPORT = 3
LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class Reversion:
    """A question for the name behind a placeholder. ``options`` are four names in a choice, none when asked openly."""

    kind: Literal["reversion", "multiple_choice"]
    placeholder: str
    clues: tuple[str, ...]
    answers: tuple[str, ...]
    supporting: tuple[str, ...]
    options: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The letter of the right option, nothing where there are none."""
        return LETTERS[self.options.index(self.answers[0])] if self.options else ""


def reversions(found: Anonymised) -> tuple[Reversion, ...]:
    """One open question for each entity that some sentence tells something of, in the order of their numbers.

    Clues are up to two sentences with the most other placeholders in them, of different documents where there are
    any; supporting documents are those of the clues and those that mention the entity most, three at most.
    """
    said = _sentences(found)
    asked = []
    for each in found.pseudonyms:
        clues = _clues(each, said)
        if clues:
            often = Counter(mask.document for mask in each.mentions)
            first = dict.fromkeys(document for document, _ in clues)
            ranked = sorted(often, key=lambda document: (-often[document], document))
            supporting = tuple(dict.fromkeys([*first, *ranked]))[:SUPPORT]
            asked.append(Reversion("reversion", each.placeholder, tuple(c for _, c in clues), each.names, supporting))
    return tuple(asked)


def choices(found: Anonymised, asked: Sequence[Reversion], seed: int = 0) -> tuple[Reversion, ...]:
    """The open questions as choices of four: the right name among three of other entities of its type, drawn with the
    seed. Entities of a type with fewer than four names have no choice.
    """
    by_type: dict[str, list[Pseudonym]] = {}
    for each in found.pseudonyms:
        by_type.setdefault(each.type, []).append(each)
    known = {each.placeholder: each for each in found.pseudonyms}
    made = []
    for question in asked:
        right = known[question.placeholder]
        draw = random.Random(f"{seed}:{right.placeholder}:{right.names[0]}")  # noqa: S311 - a draw, not a secret
        options = {normalise(right.names[0]): right.names[0]}
        own = {normalise(name) for name in right.names}
        pool = by_type[right.type]
        for other in draw.sample(pool, len(pool)) if len(pool) < 40 else draw.sample(pool, 40):
            if other is not right and not own & {normalise(name) for name in other.names}:
                options.setdefault(normalise(other.names[0]), other.names[0])
            if len(options) == len(LETTERS):
                break
        if len(options) == len(LETTERS):
            names = sorted(options.values())
            draw.shuffle(names)
            made.append(
                Reversion(
                    "multiple_choice",
                    question.placeholder,
                    question.clues,
                    (right.names[0],),
                    question.supporting,
                    tuple(names),
                )
            )
    return tuple(made)


def question_rows(asked: Sequence[Reversion]) -> list[dict[str, Any]]:
    """The questions in the format of the command line. A choice is also right by its letter."""
    rows = []
    for number, each in enumerate(asked, start=1):
        language = language_of(" ".join(each.clues))
        clues = _QUOTED[language].join(each.clues)
        text = _ASKED[language][each.kind].format(placeholder=each.placeholder, clues=clues)
        row: dict[str, Any] = {"id": f"{each.kind[0]}{number:04}", "question": text}
        answers = list(each.answers)
        if each.options:
            lettered = [f"{letter}. {name}" for letter, name in zip(LETTERS, each.options, strict=True)]
            row["question"] = "\n".join([text, *lettered])
            answers += [each.letter, f"{each.letter}. {each.answers[0]}"]
            row |= {"options": list(each.options), "right": each.letter}
        row |= {"answers": answers, "supporting": list(each.supporting), "kind": each.kind}
        rows.append({**row, "placeholder": each.placeholder})
    return rows


_QUOTED = {"en": "” “", "zh": "”“"}
_ASKED: Mapping[str, Mapping[str, str]] = {
    "en": {
        "reversion": "Names were replaced by types and numbers: “{clues}” Which name does {placeholder} stand for?",
        "multiple_choice": "Names were replaced by types and numbers: “{clues}” "
        "Which of these names does {placeholder} stand for?",
    },
    "zh": {
        "reversion": "文中的名称已换成类型和编号：“{clues}”其中的 {placeholder} 原来的名称是什么？",
        "multiple_choice": "文中的名称已换成类型和编号：“{clues}”其中的 {placeholder} 原来的名称是下列哪一个？",
    },
}

_Said = Mapping[str, tuple[tuple[Span, int, str], ...]]


def _sentences(found: Anonymised) -> _Said:
    """By document, its sentences in order, each with how many different placeholders stand in it and its words."""
    marks: dict[str, list[tuple[Masked, str]]] = {}
    for each in found.pseudonyms:
        for mask in each.mentions:
            if mask.field == "text":
                marks.setdefault(mask.document, []).append((mask, each.placeholder))
    said = {}
    for document in found.documents:
        ordered = sorted(marks.get(document.id, ()), key=lambda mark: mark[0].start)
        rows, at = [], 0
        for span in sentences(document.text):
            inside = set()
            while at < len(ordered) and ordered[at][0].start < span.end:
                if ordered[at][0].start >= span.start:
                    inside.add(ordered[at][1])
                at += 1
            rows.append((span, len(inside), " ".join(document.text[span.start : span.end].split())))
        said[document.id] = tuple(rows)
    return said


def _clues(each: Pseudonym, said: _Said) -> list[tuple[str, str]]:
    """Documents and sentences that tell most of the entity."""
    ranked = []
    for mask in each.mentions:
        if mask.field == "title":
            continue
        rows = said[mask.document]
        low, high = 0, len(rows)
        while low < high:
            middle = (low + high) // 2
            if rows[middle][0].end <= mask.start:
                low = middle + 1
            else:
                high = middle
        if low < len(rows) and rows[low][0].start <= mask.start:
            _, others, words = rows[low]
            # A heading that is nothing but the name tells nothing.
            if len(words) <= CLUE_CHARACTERS and len(words) > len(each.placeholder) + 8:
                ranked.append((-others, mask.document, low, words))
    chosen: list[tuple[str, str]] = []
    for _, document, _, words in sorted(set(ranked)):
        if all(document != other and words != told for other, told in chosen):
            chosen.append((document, words))
    for _, document, _, words in sorted(set(ranked)):
        if all(words != told for _, told in chosen):
            chosen.append((document, words))
    return chosen[:CLUES]
