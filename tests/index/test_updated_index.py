"""An index brought up to date is the index made anew, whatever changed and in whatever steps."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_library import Semantic

from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.index.build import build_index, updated_index
from kgworkbench.index.library import Index, Library
from kgworkbench.model.graph import Entity, Fact, Graph, Provenance, Relation
from kgworkbench.model.ids import content_id
from kgworkbench.model.query import ROUTES, Limits, SubQuery
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk, Span
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.ports import Embedder, Vectors
from kgworkbench.retrieve.routes import ROUTES as SERVE

NAMES = ("Ada", "Bell Labs", "The Hague", "钱塘", "Tekezé", "Ada Byron")
QUESTIONS = ("Where did Ada Byron meet the people of Bell Labs?", "谁在钱塘？", "the Hague by Tekeze in 1843")

# What a draw says of each document: entities it mentions, in order, and a number that varies its words.
Texts = dict[int, tuple[tuple[int, ...], int]]


def chunk_of(number: int, mentions: tuple[int, ...], variant: int) -> tuple[Chunk, list[tuple[int, Span]]]:
    text, places = f"Note {variant}.", []
    for place, name in enumerate(mentions):
        text += " It met " if place % 2 else " In 1843 "
        places.append((name, Span(len(text), len(text) + len(NAMES[name]))))
        text += NAMES[name] + ("." if place % 3 == 2 else "")
    title = NAMES[number % len(NAMES)] if variant % 2 else f"Page {number} (note)"
    return Chunk(f"c{number}", f"d{number}", title, 0, len(text), text), places


def graph_of(texts: Texts, renamed: frozenset[int]) -> tuple[Graph, tuple[Chunk, ...]]:
    """A graph whose entities are the names, two of them under one name where renamed."""
    chunks = []
    said: dict[int, list[Provenance]] = {}
    links: dict[tuple[int, str, int], list[Provenance]] = {}
    for number in sorted(texts):
        mentions, variant = texts[number]
        chunk, places = chunk_of(number, mentions, variant)
        chunks.append(chunk)
        for name, span in places:
            said.setdefault(name, []).append(Provenance(chunk.document, chunk.id, span))
        for one, other in pairwise(mentions):
            links.setdefault((one, "met" if variant % 3 else "livesIn", other), []).append(
                Provenance(chunk.document, chunk.id)
            )
    ids = {name: content_id("entity", NAMES[name]) for name in said}
    entities = [
        Entity(
            ids[name],
            NAMES[name - 1] if name in renamed else NAMES[name],
            "Place" if name % 2 else "Person",
            (NAMES[name],) if name in renamed else (),
            tuple(Fact("seen", str(len(places)), (places[0],)) for _ in range(len(places) % 3)),
            tuple(places),
        )
        for name, places in said.items()
    ]
    relations = [
        Relation(content_id("relation", ids[head], kind, ids[tail]), ids[head], kind, ids[tail], 1.0, tuple(places))
        for (head, kind, tail), places in links.items()
    ]
    return (
        Graph(
            tuple(sorted(entities, key=lambda entity: entity.id)), tuple(sorted(relations, key=lambda link: link.id))
        ),
        tuple(chunks),
    )


mentions = st.lists(st.integers(0, len(NAMES) - 1), max_size=5).map(tuple)
texts = st.dictionaries(st.integers(0, 5), st.tuples(mentions, st.integers(0, 3)), max_size=5)
states = st.tuples(texts, st.frozensets(st.integers(1, len(NAMES) - 1), max_size=2))


def assert_same(got: Index, fresh: Index) -> None:
    """Every array of the two, words by name, for their numbers say nothing."""
    for name in ("relations", "told", "relation_names", "type_names", "names", "anchors", "longest"):
        assert getattr(got, name) == getattr(fresh, name), name
    for name in ("fact_types", "entity_types", "owners", "places", "topics", "rarity"):
        assert np.array_equal(getattr(got, name), getattr(fresh, name)), name
    for name in ("about", "facts_of", "facts_in", "steps"):
        assert np.array_equal(getattr(got, name).toarray(), getattr(fresh, name).toarray()), name
    for name in ("chunk_words", "title_words", "fact_words", "name_grams"):
        mine, theirs = getattr(got, name), getattr(fresh, name)
        assert (mine.size, mine.vocabulary.keys()) == (theirs.size, theirs.vocabulary.keys())
        for word in theirs.vocabulary:
            assert np.array_equal(mine.scores({word: 1.0}), theirs.scores({word: 1.0})), word
    for name in ("chunk_vectors", "fact_vectors"):
        mine, theirs = getattr(got, name), getattr(fresh, name)
        assert (mine is None) == (theirs is None)
        if mine is not None:
            assert mine.shape == theirs.shape
            assert np.allclose(mine, theirs, atol=1e-6)


def found(index: Index, graph: Graph, chunks: tuple[Chunk, ...]) -> list[tuple[str, str, float]]:
    library = Library(Schema("made"), graph, KnowledgeTree(), index, chunks)
    return [
        (route, item.id, round(item.score, 5))
        for text in QUESTIONS
        for route in ROUTES
        for item in SERVE[route](SubQuery("q", text), library, Limits())
    ]


@pytest.mark.parametrize("embedder", [LexicalEmbedder(64), Semantic()], ids=["lexical", "semantic"])
@given(steps=st.lists(states, min_size=2, max_size=4))
@settings(deadline=None, max_examples=60)
def test_any_way_there_gives_the_index_made_anew(embedder: Embedder, steps: list[tuple[Texts, frozenset[int]]]) -> None:
    index: Index | None = None
    for texts_now, renamed in steps:
        graph, chunks = graph_of(texts_now, renamed)
        before = index
        index = (
            build_index(graph, chunks, embedder) if before is None else updated_index(before, graph, chunks, embedder)
        )
        fresh = build_index(graph, chunks, embedder)
        assert_same(index, fresh)
        assert found(index, graph, chunks) == found(fresh, graph, chunks)


@given(first=states, second=states, third=states)
@settings(deadline=None, max_examples=40)
def test_the_way_does_not_matter_and_the_old_one_stays(
    first: tuple[Texts, frozenset[int]], second: tuple[Texts, frozenset[int]], third: tuple[Texts, frozenset[int]]
) -> None:
    embedder = LexicalEmbedder(64)
    start, other, end = (graph_of(*each) for each in (first, second, third))
    old = build_index(*start, embedder)
    straight = updated_index(old, *end, embedder)
    assert_same(updated_index(updated_index(old, *other, embedder), *end, embedder), straight)
    assert_same(old, build_index(*start, embedder))


class Counted:
    """A double of a model that counts the texts it is shown."""

    name = "counted"

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._inner = LexicalEmbedder(64)

    def embed(self, texts: Iterable[str]) -> Vectors:
        self.texts.extend(texts)
        return self._inner.embed(list(texts))


def test_only_what_is_new_is_embedded() -> None:
    embedder = Counted()
    before: Texts = {n: ((n % 3, n % 3 + 1), 0) for n in range(5)}
    index = build_index(*graph_of(before, frozenset()), embedder)
    embedder.texts.clear()
    same = updated_index(index, *graph_of(before, frozenset()), embedder)
    assert embedder.texts == []
    more = graph_of({**before, 7: ((4, 5), 2)}, frozenset())
    index = updated_index(same, *more, embedder)
    assert [text for text in embedder.texts if text.startswith("Page")] == [
        "Page 7 (note)\nNote 2. In 1843 Tekezé It met Ada Byron",
        "Page 7  In 1843 Tekezé",
        "Page 7  It met Ada Byron",
    ]
    assert "Tekezé met Ada Byron" in embedder.texts
    # Two entities are new: what they are said to have, and what the text says between them.
    assert len(embedder.texts) == 7


def test_another_embedder_makes_all_anew() -> None:
    graph, chunks = graph_of({1: ((0, 1), 1)}, frozenset())
    index = build_index(graph, chunks, LexicalEmbedder(64))
    assert index.fact_vectors is None
    assert updated_index(index, graph, chunks, Semantic()).fact_vectors is not None
