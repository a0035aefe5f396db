"""Documents in portions that a store takes in one transaction each."""

from collections.abc import Iterator, Sequence

from kgworkbench.model.text import Document

__all__ = ["portions"]

_CHARACTERS = 8_000_000


def portions(documents: Sequence[Document], characters: int = _CHARACTERS) -> Iterator[tuple[Document, ...]]:
    """The documents in their order, so many at once that their texts hold at most ``characters``; a longer one alone.

    A store holds a transaction in memory: Kùzu's pool of 256 MB takes 60 million bytes of text with their chunks.
    """
    portion: list[Document] = []
    held = 0
    for document in documents:
        if portion and held + len(document.text) > characters:
            yield tuple(portion)
            portion, held = [], 0
        portion.append(document)
        held += len(document.text)
    if portion:
        yield tuple(portion)
