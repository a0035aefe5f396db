"""Answers scored against accepted ones: exact match, F1, and how often an answer given is right."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kgworkbench.model.evidence import Answer
from kgworkbench.read.quantities import moments, quantities

__all__ = ["exact", "f1", "normalised", "right", "score_answers"]

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_SURROUND = re.compile(r"[《》〈〉“”\"'‘’「」『』()（）\[\]【】.,;:!?。，；：！？、·]")
_YES = {"yes", "true", "是", "是的", "对", "同一年", "相同"}
_NO = {"no", "false", "否", "不是", "不", "没有", "不同"}
# Before a number or a date: "Somerset" and 约翰 only begin alike.
_ABOUT = re.compile(
    r"^(?:(?:大约|大概|约(?=\s*[\d〇零一二两三四五六七八九十百千万亿半数几公前]))\s*"
    r"|(?:about|around|roughly|some|approximately)\s+)"
)


def normalised(text: str) -> str:
    """The text as answers are compared: NFKC, lower case, no articles, quotes or punctuation, dates as ISO.

    >>> normalised("The 29 October 1969"), normalised("《木经》"), normalised("约12米")
    ('1969-10-29', '木经', '12米')
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    plain = _ABOUT.sub("", plain)
    dated = _date(plain)
    if dated:
        return dated
    if plain in _YES:
        return "yes"
    if plain in _NO:
        return "no"
    plain = _ARTICLES.sub(" ", _SURROUND.sub(" ", plain.replace("'s", "")))
    return " ".join(plain.split())


def _date(plain: str) -> str:
    for language in ("en", "zh"):
        found = moments(_ARTICLES.sub("", plain).strip(), language)
        if len(found) == 1 and found[0].end - found[0].start >= len(_ARTICLES.sub("", plain).strip()):
            moment = found[0]
            parts = [f"{moment.year}", f"{moment.month:02}", f"{moment.day:02}"]
            known = 1 + bool(moment.month) + bool(moment.month and moment.day)
            return "-".join(parts[:known]) + ("s" if moment.decade else "")
    return ""


def _number(text: str) -> tuple[float, str] | None:
    """The number that a whole text is, and the unit behind it; None for any other text."""
    for language in ("en", "zh"):
        found = quantities(text, language)
        if found and found[0].start == 0:
            unit = text[found[0].end :].strip()
            if len(unit) <= (12 if unit.isascii() else 2):
                return found[0].value, unit
    return None


def exact(given: str, accepted: Iterable[str]) -> bool:
    """Whether an answer equals an accepted one, numerals compared by value: 四, 4, four and 四部 are one."""
    mine = normalised(given)
    for other in accepted:
        theirs = normalised(other)
        if mine == theirs and mine:
            return True
        first, second = _number(mine), _number(theirs)
        if first and second and first[0] == second[0] and (not first[1] or not second[1] or first[1] == second[1]):
            return True
    return False


def f1(given: str, accepted: Iterable[str]) -> float:
    """The best F1 of an answer against the accepted ones, over words and CJK characters; 1 where they are equal."""
    accepted = tuple(accepted)
    if exact(given, accepted):
        return 1.0
    return max((_overlap(_pieces(given), _pieces(other)) for other in accepted), default=0.0)


def _pieces(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z0-9]+|[^\W\d_a-z]", normalised(text)))


def _overlap(first: Counter[str], second: Counter[str]) -> float:
    shared = sum((first & second).values())
    if not shared:
        return 0.0
    precision, recall = shared / sum(first.values()), shared / sum(second.values())
    return 2 * precision * recall / (precision + recall)


def _joined(values: Sequence[str]) -> tuple[str, ...]:
    if len(values) < 2:
        return tuple(values)
    return (" and ".join(values), "和".join(values), "、".join(values), values[0])


def right(record: Mapping[str, Any], answer: Answer) -> bool:
    """Whether the answer to one question record is right.

    Without accepted answers: it was not answered. Kind "global": the text holds at least half of the accepted terms.
    Otherwise the values, alone or joined, equal an accepted answer; standing somewhere in a long text is not enough.
    """
    accepted = [str(item) for item in record.get("answers", ())]
    if not accepted:
        return not answer.found
    if not answer.found:
        return False
    if record.get("kind") == "global":
        text = normalised(answer.text)
        return 2 * sum(normalised(term) in text for term in accepted) >= len(accepted)
    return any(exact(value, accepted) for value in _joined(answer.values))


def score_answers(records: Sequence[Mapping[str, Any]], answers: Sequence[Answer]) -> dict[str, Any]:
    """The figures of ``kgw eval answers``, in percent, for question records and the answers to them, in one order.

    ``exact_match`` and ``f1`` are over all questions, where refusing a question that has no answer counts 1;
    ``answered`` is the share of all questions given an answer, ``correct_when_answered`` the share of those right;
    ``recall@5`` the share of supporting documents among the first five of an answer, over questions that have some.
    """
    rows = [_row(record, answer) for record, answer in zip(records, answers, strict=True)]
    kinds = sorted({row["kind"] for row in rows})
    return {
        **_figures(rows),
        "by_kind": {kind: _figures([row for row in rows if row["kind"] == kind]) for kind in kinds},
    }


def _row(record: Mapping[str, Any], answer: Answer) -> dict[str, Any]:
    accepted = [str(item) for item in record.get("answers", ())]
    hit = right(record, answer)
    best = max((f1(value, accepted) for value in _joined(answer.values)), default=0.0) if answer.found else 0.0
    supporting = set(record.get("supporting", ()))
    return {
        "kind": str(record.get("kind", "all")),
        "right": float(hit),
        "f1": 1.0 if hit else best,
        "answered": float(answer.found),
        "recall": len(supporting & set(answer.documents[:5])) / len(supporting) if supporting else None,
    }


def _figures(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    given = [row for row in rows if row["answered"]]
    recalls = [row["recall"] for row in rows if row["recall"] is not None]
    return {
        "questions": len(rows),
        "exact_match": _percent([row["right"] for row in rows]),
        "f1": _percent([row["f1"] for row in rows]),
        "answered": _percent([row["answered"] for row in rows]),
        "correct_when_answered": _percent([row["right"] for row in given]),
        "recall@5": _percent(recalls),
    }


def _percent(values: Sequence[float]) -> float:
    return round(100 * sum(values) / len(values), 1) if values else 0.0
