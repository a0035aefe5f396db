"""Spans proved by string match: a span either quotes its text exactly or is empty."""

from kgworkbench.model.text import Chunk, Span

__all__ = ["ground"]


def ground(text: str, claimed: Span | None, chunk: Chunk) -> Span | None:
    """The span of ``text`` in the chunk, in document offsets: the claimed one if it quotes the text, else the first
    place where the text stands, else None.
    """
    if claimed is not None:
        start, end = claimed.start - chunk.start, claimed.end - chunk.start
        if 0 <= start < end <= len(chunk.text) and chunk.text[start:end] == text:
            return claimed
    at = chunk.text.find(text) if text else -1
    if at < 0:
        return None
    return Span(chunk.start + at, chunk.start + at + len(text))
