"""Words for counting and matching, BM25 above all."""

import re
import unicodedata
from itertools import pairwise

from kgworkbench.read.language import CJK

__all__ = ["tokens"]

# One pass: a decimal number, a word with inner apostrophes (its possessive 's left outside the group), or a CJK run.
_TOKEN = re.compile(rf"(\d+(?:\.\d+)+|[^\W_{CJK}]+(?:'(?!s\b)[^\W_{CJK}]+)*|[{CJK}]+)(?:'s\b)?")
_FIRST_CJK = re.compile(f"[{CJK}]")
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")


def tokens(text: str) -> list[str]:
    """The words of the text in order, NFKC-normalised and casefolded; CJK runs as overlapping character bigrams.

    Hyphens split a word, inner apostrophes do not, a possessive 's and the comma of thousands are dropped, and a
    CJK run of one character stays as it is.

    >>> tokens("Babbage's Difference-Engine cost £17,470, O’Brien said: 差分机")
    ['babbage', 'difference', 'engine', 'cost', '17470', "o'brien", 'said', '差分', '分机']
    """
    if text.isascii():
        plain = _THOUSANDS.sub("", text) if "," in text else text
        return _TOKEN.findall(plain.lower())
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    words: list[str] = _TOKEN.findall(_THOUSANDS.sub("", plain))
    if not _FIRST_CJK.search(plain):
        return words
    found: list[str] = []
    for word in words:
        if len(word) > 2 and _FIRST_CJK.match(word):
            found.extend(map("".join, pairwise(word)))
        else:
            found.append(word)
    return found
