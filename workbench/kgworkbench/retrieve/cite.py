"""Citations proved against the documents: a quote stands in its span to the letter, or it is rejected."""

from collections.abc import Iterable, Iterator

from kgworkbench.index.library import Library
from kgworkbench.model.evidence import Citation, Evidence
from kgworkbench.model.graph import Provenance
from kgworkbench.model.tasks import Cited, Draft
from kgworkbench.model.text import Chunk, Span
from kgworkbench.read.sentences import sentences

__all__ = ["cite"]


def cite(
    draft: Draft, evidence: tuple[Evidence, ...], library: Library
) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """The citations of a draft that its evidence proves, and the claims of those that it does not.

    A quoted text must stand in a chunk of the evidence; without one the sentence around the evidence's own span is
    quoted. ``citation.quote`` is always ``document.text[span.start:span.end]``.
    """
    proved: dict[tuple[str, Span], Citation] = {}
    rejected: list[str] = []
    for claim in draft.cited:
        if not 0 <= claim.evidence < len(evidence):
            rejected.append(claim.claim)
            continue
        item = evidence[claim.evidence]
        found = list(_places(claim, item, library))
        if not found:
            rejected.append(claim.claim)
        for chunk, span in found:
            quote = chunk.text[span.start - chunk.start : span.end - chunk.start]
            proved.setdefault(
                (chunk.document, span), Citation(chunk.document, chunk.id, span, quote, claim.claim, item.id)
            )
    return tuple(proved.values()), tuple(rejected)


def _places(claim: Cited, item: Evidence, library: Library) -> Iterable[tuple[Chunk, Span]]:
    if claim.quote:
        for key in item.chunks:
            chunk = library.chunk[key]
            at = chunk.text.find(claim.quote)
            if at >= 0:
                yield chunk, Span(chunk.start + at, chunk.start + at + len(claim.quote))
                return
        return
    for hop in item.hops:
        place = next(_proved(hop.provenance), None)
        if place is not None and place.span is not None:
            chunk = library.chunk[place.chunk]
            yield chunk, _sentence(chunk, place.span)
    if not item.hops and item.chunks:
        chunk = library.chunk[item.chunks[0]]
        first = next(iter(sentences(chunk.text)), None)
        if first is not None:
            yield chunk, Span(chunk.start + first.start, chunk.start + first.end)


def _proved(places: Iterable[Provenance]) -> Iterator[Provenance]:
    return (place for place in places if place.span is not None)


def _sentence(chunk: Chunk, span: Span) -> Span:
    """The sentence of the chunk that holds the span, or the span itself where it crosses sentences."""
    start, end = span.start - chunk.start, span.end - chunk.start
    for sentence in sentences(chunk.text):
        if sentence.start <= start and end <= sentence.end:
            return Span(chunk.start + sentence.start, chunk.start + sentence.end)
    return span
