"""A chunk's text as plain segments, marked where the graph or an extraction speaks of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kgworkbench.model.facts import Extraction
from kgworkbench.model.graph import Graph
from kgworkbench.model.text import Chunk, Span

__all__ = ["Mark", "marks_of_extraction", "marks_of_graph", "segments"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a document (its offsets) that stands for something: an entity's id and type, or a kind alone."""

    span: Span
    entity: str = ""
    type: str = ""
    kind: str = "mention"


def segments(text: str, marks: Iterable[Mark], start: int = 0) -> list[dict[str, Any]]:
    """The text cut into segments that, joined, give it back; ``start`` is its offset in the document.

    Each has text, start and end (document offsets); where marks cover it also entity, type and kind, those of the
    longest of them, and entities, the ids of all that cover it, longest first. Marks may overlap or nest: the longer
    one shows, the others are told. What reaches past the text is cut; a mark of nothing is left out.
    """
    end = start + len(text)
    inside = []
    for mark in marks:
        low, high = max(mark.span.start, start), min(mark.span.end, end)
        if low < high:
            inside.append((low, high, mark))
    # The longest first; of equals the one that begins first, then by what it stands for: the order given is no matter.
    inside.sort(key=lambda one: (one[0] - one[1], one[0], one[2].entity, one[2].type, one[2].kind))
    cuts = sorted({start, end, *(low for low, _, _ in inside), *(high for _, high, _ in inside)})
    covers: dict[int, list[Mark]] = {cut: [] for cut in cuts}
    position = {cut: index for index, cut in enumerate(cuts)}
    for low, high, mark in inside:
        for index in range(position[low], position[high]):
            covers[cuts[index]].append(mark)
    found: list[dict[str, Any]] = []
    for low, high in pairwise(cuts):
        row: dict[str, Any] = {"text": text[low - start : high - start], "start": low, "end": high}
        if covering := covers[low]:
            first = covering[0]
            entities = list(dict.fromkeys(mark.entity for mark in covering if mark.entity))
            row |= {"entity": first.entity, "type": first.type, "kind": first.kind, "entities": entities}
        found.append(row)
    return found


def marks_of_graph(graph: Graph, chunk: Chunk) -> list[Mark]:
    """Where the graph's entities are named in a chunk; what could not be proved has no mark."""
    return [
        Mark(place.span, entity.id, entity.type)
        for entity in graph.entities
        for place in entity.provenance
        if place.chunk == chunk.id and place.span is not None
    ]


def marks_of_extraction(extraction: Extraction, entity_of: Sequence[str] = ()) -> list[Mark]:
    """Where an extraction found mentions and attributes; ``entity_of`` gives each mention's entity id, if known."""
    marks = [
        Mark(mention.span, entity_of[index] if index < len(entity_of) else "", mention.type)
        for index, mention in enumerate(extraction.mentions)
        if mention.span is not None
    ]
    values = [Mark(one.span, "", one.type, "attribute") for one in extraction.attributes if one.span is not None]
    return marks + values
