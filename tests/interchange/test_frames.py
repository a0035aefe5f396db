"""Frames in and out: polars, pandas and Arrow alike."""

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from kgwidgets import GraphView
from kgwidgets.source import graph_of
from kgworkbench.errors import CorpusError
from kgworkbench.interchange.frames import documents_from
from kgworkbench.model.text import Document
from kgworkbench.workbench import Workbench

TEXTS: dict[str, list[Any]] = {
    "id": ["ada", "沈括"],
    "title": ["Ada", None],
    "text": ["Ada Lovelace met Charles Babbage, in London.\n\nThey talked.", "沈括著有《梦溪笔谈》。"],
}
KINDS = {"polars": pl.DataFrame, "lazy": pl.LazyFrame, "pandas": pd.DataFrame, "arrow": pa.table}


@pytest.mark.parametrize("kind", KINDS)
def test_documents_come_out_of_any_frame_as_they_stand(kind: str) -> None:
    documents = documents_from(KINDS[kind](TEXTS))
    assert [each.id for each in documents] == TEXTS["id"]
    assert [each.text for each in documents] == TEXTS["text"]
    assert documents[0].title == "Ada"
    assert documents[1].title


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_without_texts_gives_its_cells(kind: str) -> None:
    table = {"name": ["Z4", "Colossus"], "year": [1945, None], "place": ["Berlin", "Bletchley Park"]}
    first, second = documents_from(KINDS[kind](table))
    assert first.title == "Z4"
    assert first.text.splitlines()[0] == "name: Z4"
    assert "year: 1945" in first.text
    assert second.text == "name: Colossus\nplace: Bletchley Park"
    assert documents_from(KINDS[kind](table).head(0) if kind == "pandas" else pl.DataFrame()) == ()


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(CorpusError, match="'list' is no data frame"):
        documents_from([1, 2])
    with pytest.raises(CorpusError, match="frame"):
        documents_from(pl.DataFrame({"text": ["a b c", "  "], "id": ["1", "2"]}))


def test_a_graph_built_of_a_pandas_frame_goes_back_into_pandas() -> None:
    with Workbench.open(embedder="lexical") as bench:
        bench.build(documents_from(pd.DataFrame(TEXTS))).result()
        answer = bench.ask("Who met Charles Babbage?").result()
        frames = {
            "entities": bench.entities(),
            "relations": bench.relations(),
            "chunks": bench.chunks(),
            "evidence": bench.evidence(answer),
        }
        for name, frame in frames.items():
            back = frame.to_pandas()
            assert isinstance(back, pd.DataFrame)
            assert len(back) == frame.height > 0, name
            assert list(back.columns) == frame.columns
        relations = frames["relations"]
        wanted = {(row["head"], row["type"], row["tail"]) for row in relations.iter_rows(named=True)}
        for given in (relations, relations.to_pandas(), relations.to_arrow(), relations.lazy()):
            graph, note = graph_of(given)
            named = {entity.id: entity.name for entity in graph.entities}
            assert {(named[one.head], one.type, named[one.tail]) for one in graph.relations} == wanted
            assert note == ""
            assert GraphView(given).error == ""


NOTHING = [None, float("nan"), pd.NA, pd.NaT, "", "  "]


@pytest.mark.parametrize("nothing", NOTHING, ids=str)
def test_every_way_to_say_nothing_is_nothing(nothing: Any) -> None:
    frame = pd.DataFrame(
        {"head": ["Ada", nothing], "relation": ["met", "met"], "tail": ["Charles", "Ada"]}, dtype=object
    )
    graph, note = graph_of(frame)
    assert [entity.id for entity in graph.entities] == ["Ada", "Charles"]
    assert note == "1 row without a head or a tail left out"


def test_types_and_numbers_of_typed_columns_are_kept() -> None:
    frame = pd.DataFrame(
        {
            "head": pd.array(["Ada", "Z4"], dtype="string"),
            "relation": pd.Categorical(["born", "built"]),
            "tail": pd.array([1815, 1945], dtype="Int64"),
            "head_type": ["Person", pd.NA],
            "tail_type": ["Year", "Year"],
        }
    )
    for given in (frame, pl.from_pandas(frame), pa.Table.from_pandas(frame)):
        graph, _ = graph_of(given)
        kinds = {entity.id: entity.type for entity in graph.entities}
        assert kinds == {"Ada": "Person", "Z4": "", "1815": "Year", "1945": "Year"}
        assert {relation.type for relation in graph.relations} == {"born", "built"}


def test_documents_stay_documents() -> None:
    assert documents_from(pl.DataFrame({"id": ["a"], "text": ["x y"]})) == (Document("a", "A", "x y", "frame"),)


def test_properties_of_entities_are_rows_with_their_documents() -> None:
    texts = [Document("a", "A", "Ada Lovelace was born on 10 December 1815 in London."), Document("b", "B", "Nothing.")]
    with Workbench.open(embedder="lexical") as bench:
        assert bench.attributes().columns == ["entity", "name", "type", "attribute", "value", "documents"]
        assert bench.attributes().height == 0
        bench.build(texts).result()
        rows = bench.attributes().filter(pl.col("name") == "Ada Lovelace").to_dicts()
        assert [(row["attribute"], row["value"], row["documents"]) for row in rows] == [
            ("birth_date", "1815-12-10", ["a"])
        ]
        assert {row["entity"] for row in rows} <= set(bench.entities()["id"])
