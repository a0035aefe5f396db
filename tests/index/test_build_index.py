"""The index mirrors its graph, and grows with it alone."""

import random
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from small_library import TEXTS, Semantic, chunk_of, entity_id, small_graph, small_library

from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.index.build import OWN, build_index, fact_texts, plain, walk
from kgworkbench.index.match import best, match
from kgworkbench.index.statements import statements, title_key, topics_of
from kgworkbench.index.words import question_words
from kgworkbench.model.graph import Entity, Graph, Provenance, Relation
from kgworkbench.model.text import Chunk
from kgworkbench.model.tree import Keyword

LIBRARY = small_library()


def test_facts_are_relations_then_attributes_then_statements() -> None:
    index, graph = LIBRARY.index, LIBRARY.graph
    assert index.relations == len(graph.relations)
    assert index.told == len(graph.relations) + 1
    assert index.facts > index.told
    assert fact_texts(graph)[-1] == "Frankfurt population 773000"
    for row, relation in enumerate(graph.relations):
        ends = {index.anchors[node][0] for node in index.about.indices[index.about.indptr[row] :][:2]}
        assert ends == {relation.head, relation.tail}


def test_relevance_walks_along_rows_that_sum_to_one() -> None:
    sums = np.asarray(LIBRARY.index.steps.sum(axis=1)).ravel()
    assert sums.shape == (len(LIBRARY.graph.entities) + len(TEXTS),)
    assert np.all((np.abs(sums - 1) < 1e-5) | (sums == 0))


@given(st.integers(1, 5), st.integers(1, 5), st.randoms(use_true_random=False))
def test_an_entity_leads_to_the_chunks_about_it(entities: int, chunks: int, chance: random.Random) -> None:
    mentions = csr_array(
        np.array([[chance.random() < 0.5 for _ in range(entities)] for _ in range(chunks)], dtype="f4")
    )
    links = csr_array(np.array([[chance.randrange(3) for _ in range(entities)] for _ in range(entities)], dtype="f4"))
    topics = np.array(
        [chance.choice([chance.randrange(entities), entities + row]) for row in range(chunks)], dtype="i4"
    )
    steps = walk(links, mentions, topics).toarray()
    sums = steps.sum(axis=1)
    assert np.all((np.abs(sums - 1) < 1e-5) | (sums == 0))
    for entity in range(entities):
        about = entities + np.flatnonzero(topics == entity)
        assert not len(about) or steps[entity, about].sum() >= OWN - 1e-5
        assert len(set(steps[entity, about].tolist())) <= 1
    # Back from a chunk relevance walks to what it mentions, each alike, its topic among them or not.
    assert np.array_equal(steps[entities:, :entities] > 0, mentions.toarray() > 0)
    assert all(len(set(row[row > 0].tolist())) <= 1 for row in steps[entities:])


def test_a_lexical_embedder_brings_no_vectors_and_a_model_does() -> None:
    assert LIBRARY.index.fact_vectors is None
    semantic = small_library(Semantic()).index
    assert semantic.fact_vectors is not None
    assert semantic.chunk_vectors is not None
    assert semantic.fact_vectors.shape == (semantic.facts, 512)
    assert semantic.chunk_vectors.shape == (len(TEXTS), 512)


def test_statements_lead_from_the_topic_and_the_mention_before() -> None:
    graph, chunks = small_graph(), [chunk_of("turing")]
    topics = topics_of([title_key(chunk.title) for chunk in chunks], LIBRARY.index.names, len(graph.entities))
    found = statements(graph, chunks, topics).texts
    assert "Alan Turing was born in London" in found
    assert any(text.endswith("studied at Princeton") for text in found)


def test_without_entities_or_chunks_there_is_an_empty_index() -> None:
    empty = build_index(Graph(), (), LexicalEmbedder())
    assert (empty.entities, empty.facts, empty.chunks) == (0, 0, 0)
    assert not len(best(match(empty, "anything").facts, 5))
    semantic = build_index(Graph(), (chunk_of("turing"),), Semantic())
    assert match(semantic, "Turing").near_chunks is not None


def test_the_version_changes_with_the_content_only() -> None:
    assert small_library().version == LIBRARY.version
    graph = small_graph()
    fewer = Graph(graph.entities, graph.relations[1:])
    other = type(LIBRARY)(LIBRARY.schema, fewer, LIBRARY.tree, LIBRARY.index, LIBRARY.chunks)
    assert other.version != LIBRARY.version
    first, *rest = LIBRARY.tree.communities
    for said in ({"summary": "Else."}, {"keywords": (Keyword("else", 1.0),)}, {"name": "Else"}):
        tree = replace(LIBRARY.tree, communities=(replace(first, **said), *rest))
        assert type(LIBRARY)(LIBRARY.schema, LIBRARY.graph, tree, LIBRARY.index, LIBRARY.chunks).version not in (
            LIBRARY.version,
            other.version,
        )


@pytest.mark.parametrize(
    ("name", "words"), [("designedBy", "designed by"), ("DESIGNED_BY", "designed by"), ("was Born in", "was Born in")]
)
def test_types_are_read_as_words(name: str, words: str) -> None:
    assert plain(name) == words


def test_names_weigh_more_and_function_words_nothing() -> None:
    assert question_words("Who founded Bell Labs?") == {"founded": 1.0, "bell": 1.5, "labs": 1.5}
    assert question_words("谁设计了分析机？")["分析"] == 1.0
    assert "谁是" not in question_words("谁是沈括？")
    assert question_words("who is it") == {"who": 1.0, "is": 1.0, "it": 1.0}


def test_best_is_a_stable_sort() -> None:
    chance = np.random.default_rng(0)
    for count in (0, 1, 7, 50, 500):
        scores = np.round(chance.random(200), 2).astype(np.float32)
        expected = [row for row in np.argsort(-scores, kind="stable") if scores[row] > 0][:count]
        assert best(scores, count).tolist() == expected


def made(size: int) -> tuple[Graph, tuple[Chunk, ...]]:
    chunks = tuple(
        Chunk(f"c{n}", f"d{n}", f"Title {n}", 0, 40, f"Person {n} met Person {n + 1} in town {n % 9}.")
        for n in range(size)
    )
    entities = tuple(
        Entity(f"e{n:06}", f"Person {n}", "Person", (), (), (Provenance(f"d{n}", f"c{n}"),)) for n in range(size)
    )
    relations = tuple(
        Relation(f"r{n:06}", f"e{n:06}", "met", f"e{(n + 1) % size:06}", 1.0, (Provenance(f"d{n}", f"c{n}"),))
        for n in range(size)
    )
    return Graph(entities, relations), chunks


def test_four_times_the_graph_takes_about_four_times_as_long() -> None:
    spent = []
    for size in (1500, 6000):
        graph, chunks = made(size)
        start = time.process_time()
        build_index(graph, chunks, LexicalEmbedder())
        spent.append(time.process_time() - start)
    assert spent[1] < 10 * spent[0] + 0.5
    assert entity_id("x") == entity_id("x")
