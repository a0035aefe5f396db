"""Rows of a trace, cards of evidence, rows and tiles of a schema."""

import json
from dataclasses import replace
from datetime import datetime

from kgworkbench.model.evidence import Answer, Citation, Evidence, Hop
from kgworkbench.model.graph import Entity, Fact, Graph, Provenance, Relation
from kgworkbench.model.query import Anchor, Limits, Plan, Question, Reflection, SubQuery
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.text import Chunk, Span
from kgworkbench.model.trace import (
    Answered,
    Asked,
    Composed,
    Fused,
    Linked,
    Planned,
    Reflected,
    Retrieved,
    Rewritten,
    Trace,
    Usage,
)
from kgworkbench.present.evidence import citation_rows, evidence_cards, path_rows
from kgworkbench.present.schema import coverage_tiles, schema_rows, schema_view
from kgworkbench.present.step import step_detail
from kgworkbench.present.trace import timeline_rows, trace_rows
from kgworkbench.traces.spans import spans_of

CHUNK = Chunk("c1", "d.md", "Engines", 50, 93, "Ada Lovelace wrote notes on the engine then")
HOP = Hop(
    "ada", "Ada Lovelace", "Person", "wrote", "notes", "Notes", "Work", "r1",
    provenance=(Provenance("d.md", "c1", Span(50, 74)),),
)  # fmt: skip
BORN = Hop("ada", "Ada Lovelace", "Person", "born", "", "1815", "", literal=True)
FACT = Evidence("v1", "triple", "Ada Lovelace wrote Notes", 0.81234, ("c1", "gone"), (HOP,), sub_query="q1")
PASSAGE = Evidence("v2", "chunk", CHUNK.text, 0.5, ("c1",))
QUOTE = Citation("d.md", "c1", Span(63, 74), "wrote notes", evidence="v1")
ANSWER = Answer("Notes", True, "reject", citations=(QUOTE,), paths=((HOP, BORN),))
PART = SubQuery("q1", "What did Ada write?")
TRACE = Trace(
    "t1",
    "What did Ada write?",
    "g1",
    (
        Asked(Question("What did Ada write?"), Limits(), "local"),
        Linked((Anchor("ada", "Ada Lovelace", "Person", "Ada", 0.9),), 1.0),
        Planned(Plan("What did Ada write?", (PART,)), 2.0, Usage(10, 5)),
        Retrieved(1, PART, "triple", (FACT,), 8.0),
        Retrieved(1, PART, "chunk", (), 3.0, error="no index"),
        Fused(1, (FACT,), 4, 1.0),
        Reflected(1, Reflection(True), 2.0),
        Composed("Notes", ("v1",), ("made up",), 4.0, Usage(20, 7)),
        Answered(ANSWER, 20.0),
    ),
)


def test_trace_rows_hang_under_their_round_and_a_failure_stays_open() -> None:
    rows = trace_rows(TRACE)
    assert [row["step"] for row in rows] == [
        "Asked", "Linked", "Planned", "Round", "Retrieved", "Retrieved", "Fused", "Reflected", "Composed", "Answered",
    ]  # fmt: skip
    first = rows[3]
    assert {row["parent"] for row in rows[4:8]} == {first["id"]}
    assert (first["ms"], first["count"], first["error"]) == (11.0, 1, "no index")
    assert rows[5]["open"]
    assert rows[8]["input"] == "made up"
    assert sum(row["prompt"] + row["completion"] for row in rows) == 42
    assert all(row.keys() == rows[0].keys() for row in rows)
    json.dumps(rows)


def test_routes_of_a_round_start_together() -> None:
    bars = {bar["id"]: bar for bar in timeline_rows(TRACE)}
    routes = [bar for bar in bars.values() if bar["step"] == "Retrieved"]
    assert [(bar["start"], bar["end"]) for bar in routes] == [(3.0, 11.0), (3.0, 6.0)]
    assert bars["step-5"]["start"] == 11.0
    ids = {row["id"] for row in trace_rows(TRACE)}
    assert set(bars) <= ids


def test_sub_queries_follow_one_another_and_a_round_lasts_as_long_as_they_do() -> None:
    second = SubQuery("q2", "When?")
    steps = (*TRACE.steps[:5], Retrieved(1, second, "triple", (), 4.0), Retrieved(1, second, "chunk", (), 6.0))
    trace = replace(TRACE, steps=(*steps, *TRACE.steps[5:]))
    bars = [(bar["start"], bar["end"]) for bar in timeline_rows(trace) if bar["step"] == "Retrieved"]
    assert bars == [(3.0, 11.0), (3.0, 6.0), (11.0, 15.0), (11.0, 17.0)]
    assert next(row["ms"] for row in trace_rows(trace) if row["step"] == "Round") == 8.0 + 6.0 + 1.0 + 2.0
    spans = [span for span in spans_of(trace) if span["name"].startswith("retrieve")]
    assert [datetime.fromisoformat(span["start_time"]).microsecond for span in spans] == [3000, 3000, 11000, 11000]


def test_the_time_of_putting_a_follow_up_in_other_words_is_shown() -> None:
    again = Rewritten(Question("What did Ada write?"), Limits(), "local", original="And what?", ms=2.5)
    bars = timeline_rows(replace(TRACE, steps=(TRACE.steps[0], again, *TRACE.steps[1:])))
    assert [(bar["step"], bar["start"], bar["end"]) for bar in bars[:2]] == [
        ("Rewritten", 0.0, 2.5),
        ("Linked", 2.5, 3.5),
    ]


def test_a_round_counts_all_that_its_routes_found() -> None:
    many = tuple(Evidence(f"p{n}", "chunk", f"text {n}", 1 - n / 100, ("c1",)) for n in range(40))
    trace = replace(TRACE, steps=(*TRACE.steps[:4], Retrieved(1, PART, "chunk", many, 3.0), *TRACE.steps[5:]))
    for row, found in (("round-1", 41), ("step-4", 40)):
        before = step_detail(trace, row, limit=15)["lists"][0]
        assert (before["total"], len(before["items"])) == (found, 15)


def test_a_card_shows_the_proof_in_its_passage() -> None:
    cards = evidence_cards((FACT, PASSAGE), {"c1": CHUNK}, citations=ANSWER.citations)
    card = cards[0]
    assert (card["number"], card["score"], card["chunks"], card["cited"]) == (1, 0.8123, 2, True)
    parts = card["passages"][0]["segments"]
    assert "".join(part["text"] for part in parts) == CHUNK.text
    assert "".join(part["text"] for part in parts if "kind" in part) == "Ada Lovelace wrote notes"
    assert card["path"]["text"] == "Ada Lovelace —wrote→ Notes"
    assert cards[1]["path"] is None
    assert not cards[1]["cited"]
    assert evidence_cards((FACT,), {}, language="zh")[0]["passages"] == []
    json.dumps(cards)


def test_paths_and_citations_are_numbered_alike() -> None:
    row = path_rows(ANSWER.paths)[0]
    assert row["number"] == 1
    assert [hop["proved"] for hop in row["hops"]] == [True, False]
    assert len(row["nodes"]) == 3
    assert citation_rows(ANSWER)[0]["paths"] == [1]


SCHEMA = Schema(
    "s",
    (EntityType("Person", "somebody", ("Ada",)), EntityType("Work"), EntityType("Prize")),
    (RelationType("wrote", ("Person",), ("Work",)),),
    (AttributeType("born", ("Person",), "date"),),
)
GRAPH = Graph(
    (
        Entity("ada", "Ada", "Person", attributes=(Fact("born", "1815"),)),
        Entity("notes", "Notes", "Work"),
        Entity("x", "X", "Ghost"),
    ),
    (Relation("r", "ada", "wrote", "notes"),),
)


def test_schema_rows_count_what_there_is() -> None:
    rows = schema_rows(SCHEMA, GRAPH)
    assert [(row["name"], row["count"]) for row in rows["entity"]] == [("Person", 1), ("Work", 1), ("Prize", 0)]
    assert rows["relation"][0]["head"] == ["Person"]
    assert rows["attribute"][0]["value"] == "date"
    assert schema_rows(SCHEMA)["entity"][0]["count"] is None
    json.dumps(rows)


def test_coverage_shows_the_unused_and_what_stands_outside() -> None:
    tiles = coverage_tiles(SCHEMA, GRAPH)
    states = dict(zip(tiles["ids"], tiles["states"], strict=True))
    assert (states["entity:Person"], states["entity:Prize"], states["entity:Ghost"]) == ("used", "never", "outside")
    for kind in ("entity", "relation", "attribute"):
        inner = [v for v, parent in zip(tiles["values"], tiles["parents"], strict=True) if parent == kind]
        assert sum(inner) == tiles["values"][tiles["ids"].index(kind)]
    assert tiles["counts"][tiles["ids"].index("entity:Prize")] == 0


def test_the_schema_is_a_graph_of_its_types() -> None:
    view = schema_view(SCHEMA, GRAPH)
    assert {node["id"] for node in view["nodes"]} == {"Person", "Work", "Prize"}
    assert [(edge["from"], edge["label"], edge["to"]) for edge in view["edges"]] == [("Person", "wrote", "Work")]
