"""A kept index is the one that was saved, or it is not used at all."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_library import Semantic, small_graph, small_library

from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.index.build import updated_index
from kgworkbench.index.library import Index, Library
from kgworkbench.index.saved import index_for, index_key, load_index, save_index
from kgworkbench.index.without import Without, without
from kgworkbench.model.graph import Graph
from kgworkbench.model.query import ROUTES, Limits, SubQuery
from kgworkbench.ports import Embedder
from kgworkbench.retrieve.routes import ROUTES as SERVE

LIBRARY = small_library()
GRAPH, CHUNKS = LIBRARY.graph, LIBRARY.chunks


def found(index: Index) -> list[tuple[str, str, float]]:
    library = Library(LIBRARY.schema, GRAPH, LIBRARY.tree, index, CHUNKS)
    query = SubQuery("q", "Where was the inventor of the Enigma machine born, and who wrote 《梦溪笔谈》?")
    return [(route, item.id, item.score) for route in ROUTES for item in SERVE[route](query, library, Limits())]


@pytest.mark.parametrize("embedder", [LexicalEmbedder(), Semantic()], ids=["lexical", "semantic"])
def test_what_was_saved_is_loaded(tmp_path: Path, embedder: Embedder) -> None:
    index = small_library(embedder).index
    assert save_index(index, tmp_path)
    loaded = load_index(tmp_path, GRAPH, CHUNKS, embedder)
    assert loaded is not None
    assert found(loaded) == found(index)
    assert found(loaded)
    assert (loaded.names, loaded.anchors, loaded.longest) == (index.names, index.anchors, index.longest)
    assert {path.suffix for path in tmp_path.iterdir()} <= {".npz", ".npy"}


def test_a_loaded_index_is_brought_up_to_date_like_a_made_one(tmp_path: Path) -> None:
    save_index(LIBRARY.index, tmp_path)
    loaded = load_index(tmp_path, GRAPH, CHUNKS, LIBRARY.index.embedder)
    assert loaded is not None
    fewer = Graph(GRAPH.entities, GRAPH.relations[2:])
    embedder = LIBRARY.index.embedder
    one, other = (updated_index(index, fewer, CHUNKS[1:], embedder) for index in (loaded, LIBRARY.index))
    assert abs(one.steps - other.steps).max() == 0
    assert np.array_equal(one.fact_words.gains, other.fact_words.gains)


def test_a_stale_one_is_not_used_and_goes_with_the_next(tmp_path: Path) -> None:
    embedder = LexicalEmbedder()
    save_index(LIBRARY.index, tmp_path)
    first = GRAPH.entities[0]
    renamed = Graph((replace(first, name="Another"), *GRAPH.entities[1:]), GRAPH.relations)
    longer = (replace(CHUNKS[0], text=CHUNKS[0].text + "!"), *CHUNKS[1:])
    assert load_index(tmp_path, renamed, CHUNKS, embedder) is None
    assert load_index(tmp_path, GRAPH, longer, embedder) is None
    assert load_index(tmp_path, GRAPH, CHUNKS[:-1], embedder) is None
    assert load_index(tmp_path, GRAPH, CHUNKS, LexicalEmbedder(64)) is None
    save_index(updated_index(LIBRARY.index, renamed, CHUNKS, embedder), tmp_path)
    assert load_index(tmp_path, renamed, CHUNKS, embedder) is not None
    assert load_index(tmp_path, GRAPH, CHUNKS, embedder) is None
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("cut", [0, 10, 1000, -30])
def test_a_broken_file_is_no_index_and_is_replaced(tmp_path: Path, cut: int) -> None:
    embedder = Semantic()
    index = index_for(GRAPH, CHUNKS, embedder, folder=tmp_path)
    for file in sorted(tmp_path.iterdir()):
        whole = file.read_bytes()
        file.write_bytes(whole[:cut])
        assert load_index(tmp_path, GRAPH, CHUNKS, embedder) is None
        made = index_for(GRAPH, CHUNKS, embedder, folder=tmp_path)
        assert found(made) == found(index)
        assert file.read_bytes() == whole


def test_one_byte_that_changed_is_noticed(tmp_path: Path) -> None:
    save_index(LIBRARY.index, tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for place in range(len(whole) // 10, len(whole), len(whole) // 7):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        loaded = load_index(tmp_path, GRAPH, CHUNKS, LIBRARY.index.embedder)
        assert loaded is None or found(loaded) == found(LIBRARY.index)


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert not save_index(LIBRARY.index, tmp_path / "file")
    assert found(index_for(GRAPH, CHUNKS, LexicalEmbedder(), folder=tmp_path / "file")) == found(LIBRARY.index)


def test_a_counterfactual_index_is_not_kept(tmp_path: Path) -> None:
    seen = without(LIBRARY, Without(chunks=(CHUNKS[0].id,)))
    assert not save_index(seen.index, tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_key_says_what_the_index_is_made_of() -> None:
    embedder = LexicalEmbedder()
    assert index_key(GRAPH, CHUNKS, embedder) == index_key(small_graph(), CHUNKS, embedder)
    surer = Graph(GRAPH.entities, tuple(replace(link, confidence=0.5) for link in GRAPH.relations))
    assert index_key(surer, CHUNKS, embedder) == index_key(GRAPH, CHUNKS, embedder)
    assert index_key(Graph(GRAPH.entities), CHUNKS, embedder) != index_key(GRAPH, CHUNKS, embedder)


def test_the_one_before_comes_first(tmp_path: Path) -> None:
    embedder = LexicalEmbedder()
    index = index_for(GRAPH, CHUNKS, embedder, folder=tmp_path)
    assert index_for(GRAPH, CHUNKS, embedder, index, tmp_path) is index
    assert found(index_for(GRAPH, CHUNKS, embedder, folder=tmp_path)) == found(index)
