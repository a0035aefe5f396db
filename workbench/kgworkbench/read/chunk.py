"""Documents cut into chunks along paragraphs and sentences."""

import re
from collections.abc import Iterator

from kgworkbench.model.ids import content_id
from kgworkbench.model.text import Chunk, Document, Span
from kgworkbench.read.language import CJK
from kgworkbench.read.sentences import sentences

__all__ = ["chunks_of"]

_PLACE_TO_CUT = re.compile(rf"\s+|[{CJK}，、](?![，、。；：！？」』”）》])")


def chunks_of(document: Document, limit: int = 1600) -> tuple[Chunk, ...]:
    """The document's chunks in order: contiguous pieces of at most ``limit`` characters that cover all its text.

    A chunk ends with a paragraph where that leaves it at least half full, otherwise with a sentence; a heading
    stays with what follows it. Only a sentence longer than ``limit`` is cut inside, at a space or a CJK letter.

    Raises:
        ValueError: ``limit`` is less than 1.
    """
    if limit < 1:
        raise ValueError(f"a chunk cannot hold {limit!r} characters; give a limit of 1 or more")
    return tuple(_chunk(document, span) for span in _packed(document.text, limit))


def _chunk(document: Document, span: Span) -> Chunk:
    text = document.text[span.start : span.end]
    key = content_id("chunk", document.id, span.start, document.title, text)
    return Chunk(key, document.id, document.title, span.start, span.end, text)


def _packed(text: str, limit: int) -> Iterator[Span]:
    """Spans of whole pieces, each filled as far as the limit and the paragraphs allow."""
    start = end = -1
    for paragraph in _paragraphs(text, limit):
        spills = paragraph[-1].end - start > limit and 2 * (end - start) >= limit
        for place, piece in enumerate(paragraph):
            if start < 0:
                start = piece.start
            elif piece.end - start > limit or (place == 0 and spills):
                yield Span(start, end)
                start = piece.start
            end = piece.end
    if start >= 0:
        yield Span(start, end)


def _paragraphs(text: str, limit: int) -> Iterator[list[Span]]:
    """Pieces that are not to be cut, grouped by paragraph: a blank line or a heading begins the next one."""
    paragraph: list[Span] = []
    heading: Span | None = None
    for sentence in sentences(text):
        is_heading = text.startswith("#", sentence.start)
        if heading is not None:
            # A heading is one piece with the sentence below it, where the two fit.
            paragraph.append(Span(heading.start, sentence.end))
            if sentence.end - heading.start > limit:
                paragraph[-1:] = [*_cut(text, heading, limit), *_cut(text, sentence, limit)]
            heading = None
            continue
        if paragraph and (is_heading or text.count("\n", paragraph[-1].end, sentence.start) > 1):
            yield paragraph
            paragraph = []
        if is_heading:
            heading = sentence
        else:
            paragraph.extend(_cut(text, sentence, limit))
    if heading is not None:
        paragraph.extend(_cut(text, heading, limit))
    if paragraph:
        yield paragraph


def _cut(text: str, sentence: Span, limit: int) -> Iterator[Span]:
    """The sentence, or where it is longer than the limit, trimmed pieces of it that are not."""
    start = sentence.start
    while sentence.end - start > limit:
        place = end = start + limit
        for match in _PLACE_TO_CUT.finditer(text, start + 1, start + limit + 1):
            if match[0].isspace():
                end, place = match.span()
            elif match.end() <= start + limit:
                end = place = match.end()
        while text[end - 1].isspace():
            end -= 1
        yield Span(start, end)
        start = place
        while text[start].isspace():
            start += 1
    yield Span(start, sentence.end)
