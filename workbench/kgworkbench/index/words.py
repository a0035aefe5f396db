"""Words as the index counts them, and how much each word of a question weighs."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

from kgworkbench.read.tokens import tokens

__all__ = ["NAME_WEIGHT", "folded", "question_words", "words", "words_of"]

# A capitalised word or number names something, and what a question names is where its answer is found: it weighs
# half as much again. Measured on two corpora; anything from 1.5 to 3 is within a point.
NAME_WEIGHT = 1.5

# What is kept of pieces read: longer ones (whole sentences in Chinese) hardly come again, and memory has an end.
PIECE, PIECES = 24, 500_000

_STOP = frozenset(
    "a about an and are as at be been being between by can could did do does for from had has have he her him his how "
    "i if in into is it its many may me more most much my of on one or our over she so some such than that the their "
    "them then there these they this those to under until up was we were what when where which while who whom whose "
    "why will with would you your "
    "什么 哪些 哪个 哪位 哪里 哪儿 多少 何时 谁是 是谁 怎么 怎样 如何 为何 "
    "的是 是什 么是 有哪 有多 的哪 在哪 是哪 请问".split()
)
_MARKS = re.compile("[\u0300-\u036f]")
_PIECE = re.compile(r"\S+")
_OPENING = "\"'“‘«(（[《「"


def folded(text: str) -> str:
    """The text with the accents of its letters taken off, so that "Tekezé" is found as "Tekeze"."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


def words(text: str) -> list[str]:
    """The words of the text in order, casefolded and without accents; CJK as overlapping bigrams."""
    return tokens(folded(text))


def words_of(texts: Iterable[str]) -> Iterator[list[str]]:
    """The words of each of many texts, read piece by piece between spaces, each different piece once."""
    known = _Pieces()
    for text in texts:
        yield list(chain.from_iterable(map(known.__getitem__, text.split())))


class _Pieces(dict[str, list[str]]):
    """The words of pieces of text without spaces; no word runs past one."""

    def __missing__(self, piece: str) -> list[str]:
        found = words(piece)
        if len(piece) <= PIECE and len(self) < PIECES:
            self[piece] = found
        return found


def question_words(text: str) -> dict[str, float]:
    """The words of a question that tell texts apart, each with its weight: names and numbers over common words.

    A question of nothing but function words keeps them all.

    >>> question_words("Who founded Bell Labs in 1925?")
    {'founded': 1.0, 'bell': 1.5, 'labs': 1.5, '1925': 1.5}
    """
    found: dict[str, float] = {}
    plain = folded(text)
    for place, piece in enumerate(_PIECE.finditer(plain)):
        bare = piece.group().lstrip(_OPENING)
        named = (place > 0 and bare[:1].isupper()) or bare[:1].isdigit()
        for word in tokens(piece.group()):
            if word not in _STOP:
                found[word] = max(found.get(word, 0.0), NAME_WEIGHT if named else 1.0)
    return found or dict.fromkeys(tokens(plain), 1.0)
