"""Clauses of a sentence: which of its words are said of a date or a name in it, and which of another."""

import re
from collections.abc import Sequence
from functools import lru_cache

__all__ = ["Clause", "clauses", "said_with"]

Clause = tuple[int, int, bool]
"""Where a clause begins and ends, and whether it goes on about a thing named before it: "who", "which"."""

_EDGE = re.compile(
    r"(?P<over>[;:]\s+|,?\s+but\s+|,\s+(?:then|while|whereas)\s+)"
    r"|(?P<about>,?\s+(?:who|whom|whose|which|where)\s+)"
    r"|(?P<more>,?\s+and\s+(?=(?:in|on|by|from)\s+(?:[A-Z]\w+\s+)?\d{4}"
    r"|(?:had|has|was|were|is|are|later|then|afterwards|soon|became|won|took|built|wrote|led|made|sold|bought|began|went"
    r"|left|gave|held|\w{2,}ed)\b"
    r"|(?:an?|the|his|her|its)\s+(?:[a-z-]+\s+){1,3}(?:at|from|in|by|for)\s|by\s))"
)
_PIECE = re.compile("[，；。：]")
_OPENS = re.compile(
    r"(?:(?:Early|Late)\s+in|In|On|By|During|Since|From|After|Before|At)\s+(?:the\s+)?"
    r"(?:(?:summer|spring|autumn|fall|winter|end|early|late|beginning|evening|morning)\s+(?:of\s+)?)*(?:[A-Z]\w+\s+)?$"
)


@lru_cache(maxsize=2048)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence in order; a comma alone parts Chinese clauses, in English a joining word must.

    >>> text = "Ann met Bo, who had left Acme, and in 1950 won a prize."
    >>> [text[start:end] for start, end, _ in clauses(text)]
    ['Ann met Bo', 'had left Acme', 'in 1950 won a prize.']
    """
    chinese = re.search("[\u4e00-\u9fff]", text) is not None
    found: list[Clause] = []
    start, about = 0, False
    for match in (_PIECE if chinese else _EDGE).finditer(text):
        if match.start() > start:
            found.append((start, match.start(), about))
        start = match.end()
        if not chinese:
            about = bool(match["about"]) or (about and bool(match["more"]) and not match[0].startswith(","))
    if start < len(text):
        found.append((start, len(text), about))
    return tuple(found)


def _at(place: int, parts: Sequence[Clause]) -> int:
    return next((at for at, (start, end, _) in enumerate(parts) if start <= place < end), len(parts) - 1)


def said_with(
    text: str, spot: tuple[int, int], others: Sequence[tuple[int, int]], words: Sequence[tuple[int, int, float]]
) -> float:
    """The share of the words, by weight, that the sentence says in the clause of a date or name at ``spot``.

    ``others`` are where the sentence has more of the kind, ``words`` where its words are that the question has, with
    their weights; 1 where it has none. A date that opens an English sentence is that of all its clauses but those
    about a thing named before; a Chinese clause without a date has that of the one before.
    """
    need = sum(weight for _, _, weight in words)
    parts = clauses(text)
    if need <= 0 or len(parts) < 2:
        return 1.0
    own = _at(spot[0], parts)
    taken = {_at(start, parts) for start, _ in others}
    if re.search("[\u4e00-\u9fff]", text):
        reach = {own, *(at for at in range(own + 1, len(parts)) if taken.isdisjoint(range(own + 1, at + 1)))}
    elif _OPENS.match(text[: spot[0]]) is not None:
        reach = {own, *(at for at, part in enumerate(parts) if not part[2] and at not in taken)}
    else:
        reach = {own}
    return sum(weight for start, _, weight in words if _at(start, parts) in reach) / need
