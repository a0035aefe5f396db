"""A Library as if something in it were not there: what a counterfactual asks."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kgworkbench.errors import QuestionError
from kgworkbench.index.bm25 import WordIndex
from kgworkbench.index.build import rarity_of, walk
from kgworkbench.index.library import Index, Library, Rows
from kgworkbench.model.graph import Entity, Graph, Provenance, Relation
from kgworkbench.model.trace import Without
from kgworkbench.model.tree import Community, KnowledgeTree

__all__ = ["Without", "without"]

Item = TypeVar("Item")

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """Which rows stay: entities, facts (relations, attributes, statements) and chunks."""

    entities: Mask
    facts: Mask
    chunks: Mask

    @property
    def nodes(self) -> Mask:
        """Entities, then chunks."""
        return np.concatenate([self.entities, self.chunks])


def without(library: Library, off: Without) -> Library:
    """The library in which no route can see what is off; itself where that is nothing. Nothing is embedded anew.

    A chunk takes along the entities, relations and attributes that nothing else says, an entity its relations and
    attributes, a community those below it. Passages that stay keep their words, so an entity that is off may still
    be read there: switch its chunks off too to hide it. How rare a word is counts as before. Time grows with the size
    of the index, not with the square of anything. Routes are the run's own to leave out.

    Raises:
        QuestionError: the library holds nothing of one of the ids.
    """
    _refuse_unknown(library, off)
    if not (off.entities or off.relations or off.chunks or off.communities):
        return library
    kept = _kept(library, off)
    graph = _graph(library, kept)
    chunks = tuple(_picked(library.chunks, kept.chunks))
    lost = {entity.id: entity.name for entity in _picked(library.graph.entities, ~kept.entities)}
    tree = _tree(library.tree, lost, _below(library.tree, off.communities))
    return Library(library.schema, graph, tree, _index(library, graph, kept), chunks)


def _refuse_unknown(library: Library, off: Without) -> None:
    known: tuple[tuple[str, Iterable[str], Mapping[str, object]], ...] = (
        ("entity", off.entities, library.entity),
        ("relation", off.relations, library.relation),
        ("chunk", off.chunks, library.chunk),
        ("community", off.communities, library.community),
    )
    for kind, ids, held in known:
        for key in ids:
            if key not in held:
                raise QuestionError(f"no {kind} {key!r} in the graph: switch off ids that the graph holds")


def _kept(library: Library, off: Without) -> _Kept:
    index = library.index
    chunks = np.ones(index.chunks, dtype=bool)
    chunks[[library.chunk_row[key] for key in off.chunks]] = False
    entities = _said_elsewhere(_mentions(index), chunks)
    entities[[library.entity_row[key] for key in off.entities]] = False
    facts = _said_elsewhere(index.facts_in, chunks)
    joins_lost = index.about @ (~np.concatenate([entities, chunks])).astype(np.float32)
    facts &= joins_lost == 0
    if off.relations:
        gone = frozenset(off.relations)
        facts[[row for row, link in enumerate(library.graph.relations) if link.id in gone]] = False
    return _Kept(entities, facts, chunks)


def _mentions(index: Index) -> csr_array:
    """Which entities each chunk mentions (chunks x entities), read off the steps between them."""
    found = index.steps[index.entities :, : index.entities].tocsr()
    found.data = np.ones_like(found.data)
    return found


def _said_elsewhere(said: csr_array, chunks: Mask) -> Mask:
    """Which columns a kept chunk still says, or no chunk ever did (chunks x columns)."""
    before = np.bincount(said.indices, minlength=said.shape[1])
    after = np.bincount(said[np.flatnonzero(chunks)].indices, minlength=said.shape[1])
    stays: Mask = (after > 0) | (before == 0)
    return stays


def _graph(library: Library, kept: _Kept) -> Graph:
    """The graph of what is kept, none of it pointing to a chunk that is not."""
    dark = frozenset(chunk.id for chunk in _picked(library.chunks, ~kept.chunks))
    relations = tuple(
        _lit_relation(link, dark) for link in _picked(library.graph.relations, kept.facts[: library.index.relations])
    )
    attributes = kept.facts[library.index.relations : library.index.told]
    ends = np.searchsorted(library.index.owners, np.arange(library.index.entities + 1))
    entities = tuple(
        _lit_entity(entity, attributes[ends[row] : ends[row + 1]], dark)
        for row, entity in enumerate(library.graph.entities)
        if kept.entities[row]
    )
    return Graph(entities, relations)


def _lit(places: tuple[Provenance, ...], dark: frozenset[str]) -> tuple[Provenance, ...]:
    return tuple(place for place in places if place.chunk not in dark)


def _lit_relation(link: Relation, dark: frozenset[str]) -> Relation:
    if not any(place.chunk in dark for place in link.provenance):
        return link
    return replace(link, provenance=_lit(link.provenance, dark))


def _lit_entity(entity: Entity, attributes: Mask, dark: frozenset[str]) -> Entity:
    said = (*entity.provenance, *(place for fact in entity.attributes for place in fact.provenance))
    if attributes.all() and not any(place.chunk in dark for place in said):
        return entity
    facts = tuple(
        replace(fact, provenance=_lit(fact.provenance, dark)) for fact in _picked(entity.attributes, attributes)
    )
    return replace(entity, attributes=facts, provenance=_lit(entity.provenance, dark))


def _below(tree: KnowledgeTree, off: Collection[str]) -> frozenset[str]:
    """The communities that are off and all that hang under them."""
    gone = set(off)
    while gone:
        more = {one.id for one in tree.communities if one.parent in gone} - gone
        if not more:
            break
        gone |= more
    return frozenset(gone)


def _tree(tree: KnowledgeTree, lost: Mapping[str, str], gone: frozenset[str]) -> KnowledgeTree:
    kept = (_community(one, lost) for one in tree.communities if one.id not in gone)
    return replace(tree, communities=tuple(one for one in kept if one.members))


def _community(community: Community, lost: Mapping[str, str]) -> Community:
    """The community without the lost members, and without the words that speak of them."""
    names = [lost[member] for member in community.members if member in lost]
    if not names:
        return community
    members = tuple(member for member in community.members if member not in lost)
    # A keyword goes whose every member is lost, or that is a part of a lost name.
    keywords = tuple(
        replace(word, members=tuple(member for member in word.members if member not in lost))
        for word in community.keywords
        if not any(word.term.casefold() in name.casefold() for name in names)
        and not (word.members and lost.keys() >= set(word.members))
    )
    return replace(
        community,
        members=members,
        centre=community.centre if community.centre not in lost else next(iter(members), ""),
        keywords=keywords,
        name="" if any(name in community.name for name in names) else community.name,
        summary="" if any(name in community.summary for name in names) else community.summary,
    )


def _index(library: Library, graph: Graph, kept: _Kept) -> Index:
    index = library.index
    facts, chunks, nodes = (np.flatnonzero(mask).astype(np.int32) for mask in (kept.facts, kept.chunks, kept.nodes))
    about = index.about[facts][:, nodes]
    relations = int(kept.facts[: index.relations].sum())
    told = int(kept.facts[: index.told].sum())
    entities = int(kept.entities.sum())
    mentions = _mentions(index)[chunks][:, np.flatnonzero(kept.entities)]
    topics = _topics(index, kept)
    return replace(
        index,
        relations=relations,
        told=told,
        fact_types=index.fact_types[kept.facts[: index.told]],
        entity_types=index.entity_types[kept.entities],
        owners=_rows(row for row, entity in enumerate(graph.entities) for _ in entity.attributes),
        places=_rows(place for entity in graph.entities for place in range(len(entity.attributes))),
        about=about,
        facts_of=about[:told, :entities].T.tocsr(),
        facts_in=index.facts_in[chunks][:, facts],
        steps=walk(_links(about, relations, told, entities), mentions, topics),
        topics=topics,
        rarity=rarity_of(mentions),
        chunk_words=_words(index.chunk_words, kept.chunks),
        title_words=_words(index.title_words, kept.chunks),
        fact_words=_words(index.fact_words, kept.facts),
        name_grams=_words(index.name_grams, kept.entities),
        names=_names(index.names, kept.entities),
        anchors=tuple(_picked(index.anchors, kept.entities)),
        seen_chunks=chunks if index.seen_chunks is None else index.seen_chunks[chunks],
        seen_facts=facts if index.seen_facts is None else index.seen_facts[facts],
        origin=None,
        recent=type(index.recent)(),
    )


def _topics(index: Index, kept: _Kept) -> Rows:
    """The node each kept chunk is about: itself, where the entity is lost."""
    nodes = np.flatnonzero(kept.chunks) + index.entities
    topics = index.topics[kept.chunks]
    place = np.cumsum(kept.nodes) - 1
    return place[np.where(kept.nodes[topics], topics, nodes)].astype(np.int32)


def _links(about: csr_array, relations: int, told: int, entities: int) -> csr_array:
    """How many relations and statements join two entities (square, one direction each)."""
    joins = np.diff(about.indptr) == 2
    joins[relations:told] = False
    rows = np.flatnonzero(joins)
    first, last = about.indices[about.indptr[rows]], about.indices[about.indptr[rows] + 1]
    both = np.maximum(first, last) < entities
    ones = np.ones(int(both.sum()), dtype=np.float32)
    return csr_array((ones, (first[both], last[both])), shape=(entities, entities))


def _words(index: WordIndex, kept: Mask) -> WordIndex:
    """The word index of the kept texts, numbered anew; how much a word is worth stays."""
    if kept.all():
        return index
    stays = kept[index.rows]
    before = np.concatenate([[0], np.cumsum(stays)]).astype(np.int64)
    place = np.cumsum(kept) - 1
    rows = place[index.rows[stays]].astype(np.int32)
    return WordIndex(
        index.vocabulary,
        before[index.starts],
        rows,
        index.gains[stays],
        int(kept.sum()),
        index.counts[stays],
        index.lengths[kept],
    )


def _names(names: Mapping[str, tuple[int, ...]], kept: Mask) -> Mapping[str, tuple[int, ...]]:
    if kept.all():
        return names
    place = (np.cumsum(kept) - 1).tolist()
    found = ((key, tuple(place[row] for row in rows if kept[row])) for key, rows in names.items())
    return {key: rows for key, rows in found if rows}


def _rows(values: Iterable[int]) -> Rows:
    return np.fromiter(values, dtype=np.int32)


def _picked(items: Iterable[Item], kept: Mask) -> list[Item]:
    return [item for item, stays in zip(items, kept.tolist(), strict=True) if stays]
