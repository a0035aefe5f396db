"""Which rows of an Index still hold for a graph and chunks that have changed since."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kgworkbench.index.library import Index, Origin, Rows
from kgworkbench.model.graph import Entity, Graph
from kgworkbench.model.text import Chunk

__all__ = ["Kept", "nothing", "still_holds"]


@dataclass(frozen=True, eq=False)
class Kept:
    """Where each row of the new Index stands in the old one, or -1 where it has to be made anew.

    ``entities`` goes by id alone, ``named`` where the names are the same too; ``told`` by the words of a fact;
    ``chunks`` by all of a chunk. ``stirred`` are the ids of chunks whose mentions are not what they were.
    """

    old: Index | None
    entities: Rows
    named: Rows
    told: Rows
    chunks: Rows
    stirred: frozenset[str]

    @cached_property
    def origin(self) -> Origin | None:
        """What the old Index was made of."""
        return self.old.origin if self.old is not None else None

    @cached_property
    def node_places(self) -> Rows:
        """The new node of each old one, -1 where it is gone."""
        if self.old is None:
            return np.zeros(0, dtype=np.int32)
        places = np.full(self.old.entities + self.old.chunks, -1, dtype=np.int32)
        entities, chunks = np.flatnonzero(self.entities >= 0), np.flatnonzero(self.chunks >= 0)
        places[self.entities[entities]] = entities
        places[self.old.entities + self.chunks[chunks]] = len(self.entities) + chunks
        return places

    def silent(self, chunks: Sequence[Chunk], topics: Sequence[int]) -> Rows:
        """The old row of each chunk whose statements are what they were: same text, same topic, same mentions."""
        if self.old is None:
            return np.full(len(chunks), -1, dtype=np.int32)
        known = self.entities[self.entities >= 0]
        if np.any(known[1:] < known[:-1]):  # mentions at one place are read in the order of entities
            return np.full(len(chunks), -1, dtype=np.int32)
        before = self.node_places[self.old.topics][self.chunks]
        calm = (self.chunks >= 0) & (before == np.asarray(topics, dtype=np.int32))
        calm &= ~np.fromiter((chunk.id in self.stirred for chunk in chunks), dtype=bool, count=len(chunks))
        return np.where(calm, self.chunks, -1).astype(np.int32)


def nothing(graph: Graph, chunks: Sequence[Chunk]) -> Kept:
    """That no row is there yet."""
    told = len(graph.relations) + sum(len(entity.attributes) for entity in graph.entities)
    none = [np.full(size, -1, dtype=np.int32) for size in (len(graph.entities), told, len(chunks))]
    return Kept(None, none[0], none[0], none[1], none[2], frozenset())


def still_holds(old: Index, graph: Graph, chunks: Sequence[Chunk]) -> Kept:
    """What of an Index that has an origin still holds for the graph and the chunks. Looks at each thing once."""
    origin = old.origin
    if origin is None or not (old.entities and old.chunks):
        return nothing(graph, chunks)
    entities, named, renamed, stirred = _entities(origin.graph.entities, graph.entities)
    links = {link.id: row for row, link in enumerate(origin.graph.relations)}
    told: list[int] = []
    for link in graph.relations:
        row = links.get(link.id, -1)
        if row >= 0:
            was = origin.graph.relations[row]
            same = was is link or (was.head == link.head and was.tail == link.tail and was.type == link.type)
            if not same or (renamed and (link.head in renamed or link.tail in renamed)):
                row = -1
        told.append(row)
    firsts = np.searchsorted(old.owners, np.arange(old.entities)).tolist()
    for entity, row in zip(graph.entities, entities, strict=True):
        if entity.attributes:
            same = row >= 0 and _same_facts(origin.graph.entities[row], entity)
            first = old.relations + firsts[row]
            told.extend(range(first, first + len(entity.attributes)) if same else [-1] * len(entity.attributes))
    rows = {chunk.id: row for row, chunk in enumerate(origin.chunks)}
    found = [rows.get(chunk.id, -1) for chunk in chunks]
    same_chunks = [
        row if row >= 0 and origin.chunks[row] == chunk else -1 for row, chunk in zip(found, chunks, strict=True)
    ]
    return Kept(old, _array(entities), _array(named), _array(told), _array(same_chunks), frozenset(stirred))


def _entities(
    before: Sequence[Entity], after: Sequence[Entity]
) -> tuple[list[int], list[int], frozenset[str], set[str]]:
    """The old row of each entity, by id and by id and names; ids of the renamed; chunks that mention otherwise."""
    rows = {entity.id: row for row, entity in enumerate(before)}
    by_id, named, renamed = [], [], []
    stirred: set[str] = set()
    for entity in after:
        row = rows.pop(entity.id, -1)
        by_id.append(row)
        if row < 0:
            named.append(-1)
            stirred.update(place.chunk for place in entity.provenance)
            continue
        was = before[row]
        same = was is entity or (was.name == entity.name and was.aliases == entity.aliases)
        named.append(row if same else -1)
        if was.name != entity.name:
            renamed.append(entity.id)
        if was.provenance is not entity.provenance and was.provenance != entity.provenance:
            then, now = Counter(was.provenance), Counter(entity.provenance)
            stirred.update(place.chunk for place in (*(then - now), *(now - then)))
    for row in rows.values():
        stirred.update(place.chunk for place in before[row].provenance)
    return by_id, named, frozenset(renamed), stirred


def _same_facts(was: Entity, entity: Entity) -> bool:
    """Whether the attributes say the same in the same words, wherever they were said."""
    if was.name != entity.name or len(was.attributes) != len(entity.attributes):
        return False
    return was.attributes is entity.attributes or all(
        one.type == other.type and one.value == other.value
        for one, other in zip(was.attributes, entity.attributes, strict=True)
    )


def _array(values: Sequence[int]) -> Rows:
    return np.asarray(values, dtype=np.int32).reshape(-1)
