"""Names a conversation has spoken of, found as they are written: accents, dots, hyphens, letters that fold longer."""

import pytest

from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.index.build import build_index
from kgworkbench.index.library import Library
from kgworkbench.model.graph import Entity, Graph, Provenance
from kgworkbench.model.query import Question
from kgworkbench.model.schema import EntityType, Schema
from kgworkbench.model.text import Chunk
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.retrieve.mentioned import mentioned_in
from kgworkbench.retrieve.rewrite import rewritten

NAMES = (
    "Émilie du Châtelet", "J. R. R. Tolkien", "Jean-Luc Picard", "Ada Lovelace", "Edna O’Brien", "Gottfried Weiß",
    "梦溪笔谈",
)  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    chunks = tuple(Chunk(f"c{n}", "d", name, 0, len(name), name) for n, name in enumerate(NAMES))
    entities = (Entity(f"e{n}", name, "Person", (), (), (Provenance("d", f"c{n}"),)) for n, name in enumerate(NAMES))
    graph = Graph(tuple(entities))
    schema = Schema("people", (EntityType("Person"),))
    return Library(schema, graph, KnowledgeTree(), build_index(graph, chunks, LexicalEmbedder()), chunks)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text", ["Who was {}?", "{} it was.", "In der Großen Straße, İstanbul: {}, of all people", "《{}》"]
)
def test_a_name_is_found_where_it_stands(name: str, text: str, library: Library) -> None:
    assert [(one.name, one.surface) for one in mentioned_in(text.format(name), library)] == [(name, name)]


@pytest.mark.parametrize("written", ["emilie du chatelet", "ÉMILIE DU CHÂTELET", "E\u0301milie  du Cha\u0302telet"])
def test_a_name_is_found_however_it_is_written(written: str, library: Library) -> None:
    assert [one.surface for one in mentioned_in(f"Who was {written}?", library)] == [written]


def test_a_part_of_another_word_is_no_name(library: Library) -> None:
    assert [one.surface for one in mentioned_in("Nevada Lovelaces and Ada Lovelace", library)] == ["Ada Lovelace"]


@pytest.mark.parametrize("name", NAMES[:-1])
def test_a_pronoun_stands_for_a_name_of_any_spelling(name: str, library: Library) -> None:
    history = ((f"Who was {name}?", "A person of note."),)
    assert rewritten(Question("Where was she born?"), history, library) == f"Where was {name} born?"
