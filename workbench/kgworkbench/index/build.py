"""The Index of a graph and its chunks, made anew or brought up to date."""

import re
from collections.abc import Mapping, Sequence
from operator import is_

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_array, csr_array

from kgworkbench.index.bm25 import WordIndex, moved_words
from kgworkbench.index.kept import Kept, nothing, still_holds
from kgworkbench.index.library import Index, Origin, Rows
from kgworkbench.index.names import Keys, grams, keys_of, names_by
from kgworkbench.index.statements import statements, title_key, topics_of
from kgworkbench.index.words import words_of
from kgworkbench.model.graph import Graph, Provenance
from kgworkbench.model.text import Chunk
from kgworkbench.ports import Embedder, Vectors

__all__ = ["build_index", "fact_texts", "passage", "plain", "rarity_of", "updated_index", "walk"]

# Texts embedded in one call: bounds what an embedder holds at once.
BATCH = 8192

# How likely relevance at least walks from an entity to passages about it, where there are some: they say more of it
# than those that mention it. Measured on two corpora; anything from 0.3 to 0.5 is within half a point.
OWN = 0.4

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")


def build_index(graph: Graph, chunks: Sequence[Chunk], embedder: Embedder) -> Index:
    """The Index of a graph and the chunks it was extracted from; time grows with their size, not faster.

    An embedder whose name begins with "lexical" sees what the words already say, so no vectors are kept for it.
    """
    return _indexed(graph, tuple(chunks), embedder, nothing(graph, chunks))


def updated_index(old: Index, graph: Graph, chunks: Sequence[Chunk], embedder: Embedder) -> Index:
    """The Index of a graph and its chunks, equal to a new one, with what an old one still knows of them taken over.

    Only texts that are new or say something else are read and embedded; what depends on all of them (how rare a word
    or an entity is, where relevance walks) is worked out anew on arrays. The old Index stays as it is. One made with
    another embedder, or for a counterfactual, is of no use, and all is made anew.
    """
    if old.origin is None or old.embedder.name != embedder.name:
        return build_index(graph, chunks, embedder)
    chunks = tuple(chunks)
    was = old.origin.graph
    if _same(was.entities, graph.entities) and _same(was.relations, graph.relations) and old.origin.chunks == chunks:
        return old
    return _indexed(graph, chunks, embedder, still_holds(old, graph, chunks))


def _indexed(graph: Graph, chunks: tuple[Chunk, ...], embedder: Embedder, kept: Kept) -> Index:
    keys = _keys(graph, kept)
    names, longest = names_by(keys)
    named_in = _mentions(graph, chunks)
    origin, topics, said, new_statements = _read(graph, chunks, kept, keys, names, named_in)
    old = kept.old
    entities = len(graph.entities)
    owners = [row for row, entity in enumerate(graph.entities) for _ in entity.attributes]
    places = [place for entity in graph.entities for place in range(len(entity.attributes))]
    told = len(graph.relations) + len(owners)
    facts = np.concatenate([kept.told, np.where(said >= 0, said + (old.told if old is not None else 0), -1)])
    facts = facts.astype(np.int32)
    new_facts = [*fact_texts(graph, kept.told < 0), *new_statements]
    new_chunks = [passage(chunks[row]) for row in np.flatnonzero(kept.chunks < 0)]
    new_titles = [chunks[row].title for row in np.flatnonzero(kept.chunks < 0)]
    links = _links(graph)
    about, facts_in = _placed(graph, origin, links, owners)
    of_entities = about[:told, :entities]
    mentions = named_in + facts_in[:, :told] @ of_entities
    mentions.data[:] = 1
    kinds = [link.type for link in graph.relations] + [fact.type for e in graph.entities for fact in e.attributes]
    relation_names, type_names = sorted(set(kinds)), sorted({entity.type for entity in graph.entities})
    semantic = not embedder.name.startswith("lexical")
    return Index(
        embedder=embedder,
        relations=len(graph.relations),
        told=told,
        fact_types=_codes(kinds, relation_names),
        entity_types=_codes([entity.type for entity in graph.entities], type_names),
        relation_names=tuple(relation_names),
        type_names=tuple(type_names),
        owners=np.asarray(owners, dtype=np.int32),
        places=np.asarray(places, dtype=np.int32),
        about=about,
        facts_of=of_entities.T.tocsr(),
        facts_in=facts_in,
        steps=_steps(links, origin, mentions, topics),
        topics=topics,
        rarity=rarity_of(mentions),
        chunk_words=_worded(old.chunk_words if old else None, kept.chunks, new_chunks),
        title_words=_worded(old.title_words if old else None, kept.chunks, new_titles),
        fact_words=_worded(old.fact_words if old else None, facts, new_facts),
        name_grams=moved_words(
            old.name_grams if old else None,
            kept.named,
            (grams(graph.entities[row].name) for row in np.flatnonzero(kept.named < 0)),
        ),
        names=names,
        anchors=tuple((entity.id, entity.name, entity.type) for entity in graph.entities),
        longest=longest,
        chunk_vectors=_embedded(old.chunk_vectors if old else None, kept.chunks, new_chunks, embedder)
        if semantic
        else None,
        fact_vectors=_embedded(old.fact_vectors if old else None, facts, new_facts, embedder) if semantic else None,
        origin=origin,
    )


def _same(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether the two hold the very same objects: quick, where comparing all they say would not be."""
    return len(one) == len(other) and all(map(is_, one, other))


def fact_texts(graph: Graph, wanted: NDArray[np.bool_] | None = None) -> list[str]:
    """Each fact, or the wanted ones, in words: relations as head, type and tail, then attributes as entity, type and
    value.
    """
    told = len(graph.relations) + sum(len(entity.attributes) for entity in graph.entities)
    asked = iter((np.ones(told, dtype=bool) if wanted is None else wanted).tolist())
    name = {entity.id: entity.name for entity in graph.entities}
    types = {link.type for link in graph.relations} | {fact.type for e in graph.entities for fact in e.attributes}
    spoken = {kind: plain(kind) for kind in types}
    texts = [f"{name[link.head]} {spoken[link.type]} {name[link.tail]}" for link in graph.relations if next(asked)]
    texts.extend(
        f"{entity.name} {spoken[fact.type]} {fact.value}"
        for entity in graph.entities
        for fact in entity.attributes
        if next(asked)
    )
    return texts


def passage(chunk: Chunk) -> str:
    """What is indexed of a chunk: its document's title and its text."""
    return f"{chunk.title}\n{chunk.text}"


def plain(type_name: str) -> str:
    """A type's name as words: "designedBy" and "DESIGNED_BY" become "designed by"; a phrase stays as it is."""
    return type_name if " " in type_name else _CAMEL.sub(" ", type_name).strip().lower()


def rarity_of(mentions: csr_array) -> Vectors:
    """One over the number of chunks that mention each entity, then 1 for each chunk; ``mentions`` is chunks x all."""
    counts = np.bincount(mentions.indices, minlength=mentions.shape[1])
    return np.concatenate([1 / np.maximum(1, counts), np.ones(mentions.shape[0])]).astype(np.float32)


def walk(links: csr_array, mentions: csr_array, topics: Rows) -> csr_array:
    """Transition probabilities over entities, then chunks: along links in both directions (counted), and mentions.

    An entity that chunks are about (``topics``) leads to those with a probability of ``OWN`` or more, whether or not
    their text mentions it: many a page names its subject in the title alone. They lead back where they mention it.
    """
    size, entities = mentions.shape
    joined = links + links.T
    titled = np.flatnonzero(topics < entities)
    ends = (np.repeat(np.arange(size), np.diff(mentions.indptr)), mentions.indices)
    leads = _ones(np.concatenate([titled, ends[0]]), np.concatenate([topics[titled], ends[1]]), mentions.shape)
    own = leads.indices == np.repeat(topics, np.diff(leads.indptr))
    told = np.bincount(topics[titled], minlength=entities)
    others = np.asarray(joined.sum(axis=1)).ravel() + np.bincount(leads.indices, minlength=entities) - told
    weights = np.maximum(1, OWN / (1 - OWN) * others / np.maximum(1, told)).astype(np.float32)
    leads.data[own] = weights[leads.indices[own]]
    chunks = csr_array((size, size), dtype=np.float32)
    edges = block_array([[joined, leads.T], [mentions, chunks]], format="csr", dtype=np.float32)
    degree: NDArray[np.float32] = np.asarray(edges.sum(axis=1)).ravel()
    edges.data /= np.repeat(np.maximum(degree, 1e-9), np.diff(edges.indptr))
    return edges


def _keys(graph: Graph, kept: Kept) -> tuple[Keys, ...]:
    before = kept.origin
    return tuple(
        before.keys[row] if row >= 0 and before is not None else keys_of(entity)
        for entity, row in zip(graph.entities, kept.named.tolist(), strict=True)
    )


def _read(
    graph: Graph,
    chunks: tuple[Chunk, ...],
    kept: Kept,
    keys: tuple[Keys, ...],
    names: Mapping[str, tuple[int, ...]],
    named_in: csr_array,
) -> tuple[Origin, Rows, Rows, list[str]]:
    """What there is to remember; the node of each chunk's topic; the old row of each statement, or -1; their texts."""
    before = kept.origin
    titles = tuple(
        before.titles[row] if row >= 0 and before is not None else title_key(chunk.title)
        for chunk, row in zip(chunks, kept.chunks.tolist(), strict=True)
    )
    topics = topics_of(titles, names, len(graph.entities))
    silent = kept.silent(chunks, topics)
    wanted = np.flatnonzero(silent < 0)
    fresh = statements(graph, chunks, topics, wanted.tolist(), np.unique(named_in[wanted].indices).tolist())
    counts = np.bincount(np.asarray(fresh.chunks, dtype=np.int64), minlength=len(chunks)).astype(np.int64)
    starts = np.zeros(len(chunks), dtype=np.int64)
    if before is not None:
        old_starts = np.searchsorted(before.said_in, np.arange(len(before.chunks) + 1))
        calm = silent >= 0
        counts[calm] = np.diff(old_starts)[silent[calm]]
        starts[calm] = old_starts[silent[calm]]
    said_in = np.repeat(np.arange(len(chunks), dtype=np.int32), counts)
    # Counted on from the chunk's first statement in the old index.
    source = np.arange(len(said_in)) + np.repeat(starts - np.cumsum(counts) + counts, counts)
    places: Rows = np.where(silent[said_in] >= 0, source, -1).astype(np.int32)
    said_of = np.empty((len(said_in), 2), dtype=np.int32)
    said_of[places < 0] = np.column_stack([fresh.firsts, fresh.lasts])
    if before is not None:
        said_of[places >= 0] = kept.node_places[before.said_of[places[places >= 0]]]
    origin = Origin(graph, chunks, keys, titles, said_in, said_of)
    return origin, np.asarray(topics, dtype=np.int32), places, fresh.texts


def _links(graph: Graph) -> Rows:
    """The rows of head and tail of each relation (relations, 2)."""
    row_of = {entity.id: row for row, entity in enumerate(graph.entities)}
    ends = [(row_of[link.head], row_of[link.tail]) for link in graph.relations]
    return np.asarray(ends, dtype=np.int32).reshape(-1, 2)


def _placed(graph: Graph, origin: Origin, links: Rows, owners: Sequence[int]) -> tuple[csr_array, csr_array]:
    """Which nodes each fact joins (facts x nodes), and which facts each chunk states (chunks x facts)."""
    chunk_of = {chunk.id: row for row, chunk in enumerate(origin.chunks)}
    said = [link.provenance for link in graph.relations]
    said.extend(fact.provenance for entity in graph.entities for fact in entity.attributes)
    told_in, stated = _located(said, chunk_of)
    told, facts = len(said), len(said) + len(origin.said_in)
    nodes = len(graph.entities) + len(origin.chunks)
    joining = np.concatenate([np.repeat(np.arange(len(links)), 2), np.arange(len(links), told)])
    joining = np.concatenate([joining, np.repeat(np.arange(told, facts), 2)])
    joined = np.concatenate([links.ravel(), np.asarray(owners, dtype=np.int32), origin.said_of.ravel()])
    saying = np.concatenate([told_in, origin.said_in])
    what = np.concatenate([stated, np.arange(told, facts)])
    return _ones(joining, joined, (facts, nodes)), _ones(saying, what, (len(origin.chunks), facts))


def _mentions(graph: Graph, chunks: Sequence[Chunk]) -> csr_array:
    """Which entities each chunk names, by their provenance (chunks x entities)."""
    chunk_of = {chunk.id: row for row, chunk in enumerate(chunks)}
    rows, entities = _located([entity.provenance for entity in graph.entities], chunk_of)
    return _ones(rows, entities, (len(chunks), len(graph.entities)))


def _located(said: Sequence[tuple[Provenance, ...]], chunk_of: Mapping[str, int]) -> tuple[Rows, Rows]:
    """The row of the chunk of each place, and the position of what was said there; places elsewhere are left out."""
    rows = np.fromiter((chunk_of.get(at.chunk, -1) for held in said for at in held), dtype=np.int32)
    owners = np.repeat(np.arange(len(said), dtype=np.int32), np.fromiter(map(len, said), np.int64, len(said)))
    return rows[rows >= 0], owners[rows >= 0]


def _codes(values: Sequence[str], names: Sequence[str]) -> Rows:
    """The position of each value among the names."""
    place = {name: code for code, name in enumerate(names)}
    return np.asarray([place[value] for value in values], dtype=np.int32)


def _ones(rows: NDArray[np.integer], columns: NDArray[np.integer], shape: tuple[int, int]) -> csr_array:
    """A 0/1 matrix with the given places set, indices sorted."""
    ones = np.ones(len(rows), dtype=np.float32)
    matrix = csr_array((ones, (rows.astype(np.int32), columns.astype(np.int32))), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def _steps(links: Rows, origin: Origin, mentions: csr_array, topics: Rows) -> csr_array:
    """Transition probabilities over entities, then chunks: along relations and statements (counted), and mentions."""
    size = mentions.shape[1]
    ends = np.concatenate([links[links[:, 0] != links[:, 1]], origin.said_of[origin.said_of.max(axis=1) < size]])
    joined = csr_array((np.ones(len(ends), dtype=np.float32), (ends[:, 0], ends[:, 1])), shape=(size, size))
    return walk(joined, mentions, topics)


def _worded(old: WordIndex | None, source: Rows, texts: Sequence[str]) -> WordIndex:
    return moved_words(old, source, words_of(texts))


def _embedded(old: Vectors | None, source: Rows, texts: Sequence[str], embedder: Embedder) -> Vectors:
    """The row of each text: the old one, or that of the next of the texts."""
    fresh = np.flatnonzero(source < 0)
    part = embedder.embed(texts[:BATCH])
    # Filled batch by batch: the vectors of millions of facts do not fit into memory twice.
    rows = np.empty((len(source), part.shape[1]), dtype=np.float32)
    if old is not None:
        rows[source >= 0] = old[source[source >= 0]]
    for start in range(0, len(fresh), BATCH):
        rows[fresh[start : start + BATCH]] = embedder.embed(texts[start : start + BATCH]) if start else part
    return rows
