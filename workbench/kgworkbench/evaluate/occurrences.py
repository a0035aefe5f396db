"""Where names stand in a text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kgworkbench.model.text import Span
from kgworkbench.read.language import CJK

__all__ = ["Names", "longest_first"]

_WORD = re.compile(rf"[^\W_{CJK}]")
_START = 2
"""Characters by which names are looked up."""


class Names:
    """Names to look for, each with what it stands for. A text is read once, however many names there are."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._meant: dict[str, tuple[str, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for name, meant in names:
            if not any(letter.isalnum() for letter in name):
                continue
            self._meant[name] = tuple(sorted({*self._meant.get(name, ()), meant}))
            lengths.setdefault(name[:_START], set()).add(len(name))
        self._lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}

    def within(self, text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """Every place where a name stands as whole words (in Chinese: anywhere), and all it may stand for, sorted.

        Places may overlap: the shorter name in a longer one is found too.
        """
        for at in range(len(text)):
            for key in (text[at : at + _START], text[at : at + 1]):
                for length in self._lengths.get(key, ()):
                    meant = self._meant.get(text[at : at + length]) if at + length <= len(text) else None
                    if meant is not None and _whole(text, at, at + length):
                        yield Span(at, at + length), meant
                if len(key) < _START:
                    break


def longest_first(spans: Sequence[Span], size: int) -> list[int]:
    """The positions of the spans kept where none may overlap another, in the order of the text.

    A longer span comes before a shorter one, of equals the one given first.
    """
    taken = bytearray(size)
    kept = []
    for position in sorted(range(len(spans)), key=lambda each: spans[each].start - spans[each].end):
        start, end = spans[position].start, spans[position].end
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append(position)
    return sorted(kept, key=lambda each: spans[each].start)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, at: int) -> bool:
    return 0 < at < len(text) and bool(_WORD.match(text[at - 1]) and _WORD.match(text[at]))
