"""What text says of the entities it mentions, in the words between them, whether or not a relation was found."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kgworkbench.index.words import words
from kgworkbench.model.graph import Graph
from kgworkbench.model.text import Chunk
from kgworkbench.read.sentences import sentences

__all__ = ["Statement", "statements"]

# Characters before a mention that say what it has to do with what stands before it.
BEFORE = 80


class Statement(NamedTuple):
    """Words that lead from one node to the next: rows of entities, or ``entities + row`` for a chunk."""

    chunk: int
    nodes: tuple[int, int]
    text: str


def statements(graph: Graph, chunks: Sequence[Chunk], names: Mapping[str, tuple[int, ...]]) -> Iterator[Statement]:
    """The statements of every chunk in order: from its topic, and from the mention before, to each mention.

    The topic is the entity a chunk's title names and that the chunk mentions, or else the chunk itself. Schema-bound
    extraction leaves out most of what a text says; statements are what retrieval can still follow.
    """
    chunk_of = {chunk.id: row for row, chunk in enumerate(chunks)}
    mentioned: list[list[tuple[int, int, int]]] = [[] for _ in chunks]
    for row, entity in enumerate(graph.entities):
        for place in entity.provenance:
            if place.span is not None and place.chunk in chunk_of:
                mentioned[chunk_of[place.chunk]].append((place.span.start, place.span.end, row))
    for number, chunk in enumerate(chunks):
        named = names.get(" ".join(words(_bare(chunk.title))), ())
        topic = named[0] if named else len(graph.entities) + number
        yield from _of_chunk(number, chunk, topic, sorted(mentioned[number]))


def _bare(title: str) -> str:
    """The title without a qualifier in brackets at its end."""
    for opening in "(（":
        title = title.split(opening)[0] or title
    return title


def _of_chunk(number: int, chunk: Chunk, topic: int, mentions: list[tuple[int, int, int]]) -> Iterator[Statement]:
    if not mentions:
        return
    cuts = [chunk.start + span.start for span in sentences(chunk.text)] or [chunk.start]
    before: tuple[int, int, int] | None = None
    sentence = -1
    for start, end, row in mentions:
        current = max(0, bisect_right(cuts, start) - 1)
        if current != sentence:
            before, sentence = None, current
        opening = max(before[1] if before else cuts[current], start - BEFORE)
        between = chunk.text[max(0, opening - chunk.start) : max(0, start - chunk.start)].strip()
        name = chunk.text[start - chunk.start : end - chunk.start]
        if topic != row:
            yield Statement(number, (topic, row), f"{_bare(chunk.title)} {between} {name}".strip())
        if before is not None and before[2] not in (row, topic) and row != topic:
            said = chunk.text[before[0] - chunk.start : before[1] - chunk.start]
            yield Statement(number, (before[2], row), f"{said} {between} {name}")
        if before is None or start >= before[1]:
            before = (start, end, row)
