"""How much the last chunks brought that was not known before: when a paid extraction may stop."""

from collections import deque

from kgworkbench.model.facts import Extraction
from kgworkbench.resolve.normalise import normalise

__all__ = ["WINDOW", "Saturation"]

WINDOW = 20
"""Chunks that are looked back upon."""


class Saturation:
    """Counts the claims of each chunk, and those of them that no earlier chunk made."""

    def __init__(self) -> None:
        self._known: set[int] = set()
        self._last: deque[tuple[int, int]] = deque(maxlen=WINDOW)

    def look_anew(self) -> None:
        """Forget which chunks were the last ones, and keep what they claimed."""
        self._last.clear()

    def know(self, extraction: Extraction) -> None:
        """Take in what an earlier run claimed."""
        self._known |= _said(extraction)

    def add(self, extraction: Extraction) -> None:
        """Count what one chunk claims: its entities, relations and attributes, each once."""
        said = _said(extraction)
        self._last.append((len(said - self._known), len(said)))
        self._known |= said

    @property
    def new_share(self) -> float:
        """The share of the last chunks' claims that were new, from 0 to 1; 1 before anything was claimed."""
        new, all_of_them = (sum(column) for column in zip(*self._last, strict=True)) if self._last else (0, 0)
        return new / all_of_them if all_of_them else 1.0


def _said(extraction: Extraction) -> set[int]:
    keys = [(normalise(mention.text), mention.type) for mention in extraction.mentions]
    said = {hash(key) for key in keys}
    said |= {hash((keys[link.head], link.relation, keys[link.tail])) for link in extraction.triples}
    return said | {hash((keys[fact.mention], fact.type, fact.value)) for fact in extraction.attributes}
