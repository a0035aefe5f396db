"""The Index of a graph and its chunks."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_array, csr_array

from kgworkbench.index.bm25 import index_words
from kgworkbench.index.library import Index, Rows
from kgworkbench.index.names import grams, names_of
from kgworkbench.index.statements import Statement, statements
from kgworkbench.index.words import words
from kgworkbench.model.graph import Graph
from kgworkbench.model.text import Chunk
from kgworkbench.ports import Embedder, Vectors

__all__ = ["build_index", "fact_texts", "passage", "plain", "rarity_of", "walk"]

# Texts embedded in one call: bounds what an embedder holds at once.
BATCH = 8192

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")


def build_index(graph: Graph, chunks: Sequence[Chunk], embedder: Embedder) -> Index:
    """The Index of a graph and the chunks it was extracted from; time grows with their size, not faster.

    An embedder whose name begins with "lexical" sees what the words already say, so no vectors are kept for it.
    """
    told = fact_texts(graph)
    names, longest = names_of(graph.entities)
    inferred = list(statements(graph, chunks, names))
    facts = told + [statement.text for statement in inferred]
    owners = [row for row, entity in enumerate(graph.entities) for _ in entity.attributes]
    places = [place for entity in graph.entities for place in range(len(entity.attributes))]
    about, facts_in = _placed(graph, chunks, owners, inferred, len(facts))
    of_entities = about[: len(told), : len(graph.entities)]
    mentions = _mentions(graph, chunks) + facts_in[:, : len(told)] @ of_entities
    mentions.data[:] = 1
    kinds = [link.type for link in graph.relations] + [fact.type for e in graph.entities for fact in e.attributes]
    relation_names, type_names = sorted(set(kinds)), sorted({entity.type for entity in graph.entities})
    semantic = not embedder.name.startswith("lexical")
    return Index(
        embedder=embedder,
        relations=len(graph.relations),
        told=len(told),
        fact_types=_codes(kinds, relation_names),
        entity_types=_codes([entity.type for entity in graph.entities], type_names),
        relation_names=tuple(relation_names),
        type_names=tuple(type_names),
        owners=np.asarray(owners, dtype=np.int32),
        places=np.asarray(places, dtype=np.int32),
        about=about,
        facts_of=of_entities.T.tocsr(),
        facts_in=facts_in,
        steps=_steps(graph, mentions, inferred),
        rarity=rarity_of(mentions),
        chunk_words=index_words(words(passage(chunk)) for chunk in chunks),
        title_words=index_words(words(chunk.title) for chunk in chunks),
        fact_words=index_words(words(fact) for fact in facts),
        name_grams=index_words(grams(entity.name) for entity in graph.entities),
        names=names,
        anchors=tuple((entity.id, entity.name, entity.type) for entity in graph.entities),
        longest=longest,
        chunk_vectors=_embedded([passage(chunk) for chunk in chunks], embedder) if semantic else None,
        fact_vectors=_embedded(facts, embedder) if semantic else None,
    )


def fact_texts(graph: Graph) -> list[str]:
    """Each fact in words: relations as head, type and tail, then attributes as entity, type and value."""
    name = {entity.id: entity.name for entity in graph.entities}
    texts = [f"{name[link.head]} {plain(link.type)} {name[link.tail]}" for link in graph.relations]
    texts.extend(f"{e.name} {plain(fact.type)} {fact.value}" for e in graph.entities for fact in e.attributes)
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


def walk(links: csr_array, mentions: csr_array) -> csr_array:
    """Transition probabilities over entities, then chunks: along links in both directions (counted), and mentions."""
    chunks = csr_array((mentions.shape[0], mentions.shape[0]), dtype=np.float32)
    edges = block_array([[links + links.T, mentions.T], [mentions, chunks]], format="csr", dtype=np.float32)
    degree: NDArray[np.float32] = np.asarray(edges.sum(axis=1)).ravel()
    edges.data /= np.repeat(np.maximum(degree, 1e-9), np.diff(edges.indptr))
    return edges


def _placed(
    graph: Graph, chunks: Sequence[Chunk], owners: Sequence[int], inferred: Sequence[Statement], facts: int
) -> tuple[csr_array, csr_array]:
    """Which nodes each fact joins (facts x nodes), and which facts each chunk states (chunks x facts)."""
    row_of = _rows(graph)
    chunk_of = {chunk.id: row for row, chunk in enumerate(chunks)}
    ends = [(place, row_of[end]) for place, link in enumerate(graph.relations) for end in (link.head, link.tail)]
    ends.extend(enumerate(owners, start=len(graph.relations)))
    said = [link.provenance for link in graph.relations]
    said.extend(fact.provenance for entity in graph.entities for fact in entity.attributes)
    stated = [(chunk_of[at.chunk], place) for place, held in enumerate(said) for at in held if at.chunk in chunk_of]
    for place, statement in enumerate(inferred, start=len(said)):
        ends.extend((place, node) for node in statement.nodes)
        stated.append((statement.chunk, place))
    nodes = len(graph.entities) + len(chunks)
    return _ones(ends, (facts, nodes)), _ones(stated, (len(chunks), facts))


def _mentions(graph: Graph, chunks: Sequence[Chunk]) -> csr_array:
    """Which entities each chunk names, by their provenance (chunks x entities)."""
    chunk_of = {chunk.id: row for row, chunk in enumerate(chunks)}
    seen = [
        (chunk_of[at.chunk], row) for row, e in enumerate(graph.entities) for at in e.provenance if at.chunk in chunk_of
    ]
    return _ones(seen, (len(chunks), len(graph.entities)))


def _rows(graph: Graph) -> dict[str, int]:
    return {entity.id: row for row, entity in enumerate(graph.entities)}


def _codes(values: Sequence[str], names: Sequence[str]) -> Rows:
    """The position of each value among the names."""
    place = {name: code for code, name in enumerate(names)}
    return np.asarray([place[value] for value in values], dtype=np.int32)


def _ones(pairs: Iterable[tuple[int, int]], shape: tuple[int, int]) -> csr_array:
    """A 0/1 matrix with the given (row, column) pairs set, indices sorted."""
    places = np.asarray(list(pairs), dtype=np.int32).reshape(-1, 2)
    matrix = csr_array((np.ones(len(places), dtype=np.float32), (places[:, 0], places[:, 1])), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def _steps(graph: Graph, mentions: csr_array, inferred: Sequence[Statement]) -> csr_array:
    """Transition probabilities over entities, then chunks: along relations and statements (counted), and mentions."""
    row_of = _rows(graph)
    size = len(graph.entities)
    pairs = [(row_of[link.head], row_of[link.tail]) for link in graph.relations if link.head != link.tail]
    pairs += [statement.nodes for statement in inferred if max(statement.nodes) < size]
    ends = np.asarray(pairs).astype(np.int32).reshape(-1, 2)
    links = csr_array((np.ones(len(ends), dtype=np.float32), (ends[:, 0], ends[:, 1])), shape=(size, size))
    return walk(links, mentions)


def _embedded(texts: Sequence[str], embedder: Embedder) -> Vectors:
    parts = [embedder.embed(texts[start : start + BATCH]) for start in range(0, max(1, len(texts)), BATCH)]
    return np.concatenate(parts)
