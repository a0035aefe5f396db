"""What text says of the entities it mentions, in the words between them, whether or not a relation was found."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kgworkbench.index.words import words
from kgworkbench.model.graph import Graph
from kgworkbench.model.text import Chunk
from kgworkbench.read.sentences import sentences

__all__ = ["Statements", "statements", "title_key", "topics_of"]

# Characters before a mention that say what it has to do with what stands before it.
BEFORE = 80


@dataclass(frozen=True, slots=True)
class Statements:
    """Words that lead from one node to the next, one a place: the row of their chunk, the nodes, and the words.

    Nodes are rows of entities, or ``entities + row`` for a chunk. Columns, for there are a dozen a chunk.
    """

    chunks: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, chunk: int, first: int, last: int, text: str) -> None:
        """One more."""
        self.chunks.append(chunk)
        self.firsts.append(first)
        self.lasts.append(last)
        self.texts.append(text)


def statements(
    graph: Graph,
    chunks: Sequence[Chunk],
    topics: Sequence[int],
    wanted: Sequence[int] | None = None,
    among: Sequence[int] | None = None,
) -> Statements:
    """The statements of every chunk in order, or of the wanted rows: from its topic, and from the mention before, to
    each mention. ``among`` may say which rows of entities those chunks mention, to spare a look at all others.

    Schema-bound extraction leaves out most of what a text says; statements are what retrieval can still follow.
    """
    wanted = range(len(chunks)) if wanted is None else wanted
    mentioned: dict[str, list[tuple[int, int, int]]] = {chunks[number].id: [] for number in wanted}
    found = Statements()
    if not mentioned:
        return found
    for row in range(len(graph.entities)) if among is None else among:
        for place in graph.entities[row].provenance:
            if place.span is not None and place.chunk in mentioned:
                mentioned[place.chunk].append((place.span.start, place.span.end, row))
    for number in wanted:
        chunk = chunks[number]
        _read_chunk(found, number, chunk, topics[number], sorted(mentioned[chunk.id]))
    return found


def title_key(title: str) -> str:
    """The words of a title as a key of names, without a qualifier in brackets at its end."""
    return " ".join(words(_bare(title)))


def topics_of(titles: Sequence[str], names: Mapping[str, tuple[int, ...]], entities: int) -> list[int]:
    """What each chunk is about, by its title's key: the entity of that name, or else the chunk itself, as nodes."""
    found = map(names.get, titles)
    return [rows[0] if rows else entities + number for number, rows in enumerate(found)]


def _bare(title: str) -> str:
    """The title without a qualifier in brackets at its end."""
    for opening in "(（":
        title = title.split(opening)[0] or title
    return title


def _read_chunk(found: Statements, number: int, chunk: Chunk, topic: int, mentions: list[tuple[int, int, int]]) -> None:
    if not mentions:
        return
    text, offset, title = chunk.text, chunk.start, _bare(chunk.title)
    cuts = [offset + span.start for span in sentences(text)] or [offset]
    before: tuple[int, int, int] | None = None
    sentence = -1
    for start, end, row in mentions:
        current = max(0, bisect_right(cuts, start) - 1)
        if current != sentence:
            before, sentence = None, current
        opening = max(before[1] if before else cuts[current], start - BEFORE)
        between = text[max(0, opening - offset) : max(0, start - offset)].strip()
        name = text[start - offset : end - offset]
        if topic != row:
            found.add(number, topic, row, f"{title} {between} {name}".strip())
        if before is not None and before[2] not in (row, topic) and row != topic:
            said = text[before[0] - offset : before[1] - offset]
            found.add(number, before[2], row, f"{said} {between} {name}")
        if before is None or start >= before[1]:
            before = (start, end, row)
