"""Spans with OpenInference attributes: one root, kinds and flattened names that viewers know."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kgworkbench.model.evidence import Answer, Evidence
from kgworkbench.model.query import Anchor, Limits, Plan, Question, Reflection, SubQuery
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
from kgworkbench.traces.spans import spans_of

FOUND = (Evidence("e1", "entity", "Ada met 沈括", 0.9, ("c1",)), Evidence("e2", "entity", "b", 0.5))
QUERY = SubQuery("q1", "Who met Ada?")
TRACE = Trace(
    "t1",
    "And who met her?",
    "v",
    (
        Asked(Question("And who met her?"), Limits(), "some-model"),
        Rewritten(Question("Who met Ada?"), Limits(), "some-model", original="And who met her?", ms=1.0),
        Linked((Anchor("a", "Ada", "Person", "Ada", 1.0),), 2.0),
        Planned(Plan("Who met Ada?", (QUERY,)), 10.0, Usage(30, 7)),
        Retrieved(1, QUERY, "entity", FOUND, 5.0),
        Retrieved(1, QUERY, "chunk", (), 8.0, error="ValueError: no"),
        Fused(1, FOUND, 2, 1.0, (0.3, 0.2)),
        Reflected(1, Reflection(True), 3.0, Usage(5, 1)),
        Composed("沈括", (), (), 4.0, Usage(50, 9)),
        Answered(Answer("沈括", True, "reject"), 40.0),
    ),
)
# Attribute names of the OpenInference semantic conventions that are used here.
KNOWN = re.compile(
    r"openinference\.span\.kind|(input|output)\.(value|mime_type)|metadata|llm\.model_name"
    r"|llm\.token_count\.(prompt|completion|total)|reranker\.top_k"
    r"|(retrieval\.documents|reranker\.output_documents)\.\d+\.document\.(id|content|score|metadata)"
)


def test_one_root_and_a_span_for_each_step_that_did_something() -> None:
    spans = spans_of(TRACE)
    assert [span["name"] for span in spans] == [
        "ask", "rewrite", "link", "plan", "retrieve entity", "retrieve chunk", "fuse", "reflect", "compose",
    ]  # fmt: skip
    assert [span["attributes"]["openinference.span.kind"] for span in spans] == [
        "CHAIN", "CHAIN", "CHAIN", "LLM", "RETRIEVER", "RETRIEVER", "CHAIN", "LLM", "LLM",
    ]  # fmt: skip
    assert spans[0]["parent_id"] is None
    root = spans[0]["context"]
    assert all(span["parent_id"] == root["span_id"] for span in spans[1:])
    assert {span["context"]["trace_id"] for span in spans} == {root["trace_id"]}
    assert len({span["context"]["span_id"] for span in spans}) == len(spans)
    assert re.fullmatch("[0-9a-f]{32}", root["trace_id"])
    assert re.fullmatch("[0-9a-f]{16}", root["span_id"])


def test_attributes_are_known_and_plain() -> None:
    for span in spans_of(TRACE):
        for name, value in span["attributes"].items():
            assert KNOWN.fullmatch(name), name
            assert isinstance(value, str | int | float | bool)
    json.dumps(spans_of(TRACE))
    told = spans_of(TRACE)[4]["attributes"]
    assert told["input.value"] == "Who met Ada?"
    assert told["retrieval.documents.0.document.content"] == "Ada met 沈括"
    assert told["retrieval.documents.1.document.score"] == 0.5
    planned = spans_of(TRACE)[3]["attributes"]
    assert (planned["llm.model_name"], planned["llm.token_count.total"]) == ("some-model", 37)


def test_a_failed_route_is_an_error_and_times_follow_one_another() -> None:
    began = datetime(2024, 5, 1, tzinfo=UTC)
    spans = spans_of(TRACE, began)
    assert [span["status_code"] for span in spans].count("ERROR") == 1
    assert spans[5]["status_message"] == "ValueError: no"
    at = {span["name"]: span["start_time"] for span in spans}
    assert at["retrieve entity"] == at["retrieve chunk"] == (began + timedelta(milliseconds=13)).isoformat()
    assert at["fuse"] == (began + timedelta(milliseconds=21)).isoformat()
    assert all(span["start_time"] <= span["end_time"] for span in spans)
    assert spans[0]["end_time"] >= max(span["end_time"] for span in spans[1:])


def test_reranked_evidence_is_a_reranker_span_and_an_unfinished_run_an_error() -> None:
    steps = tuple(replace(step, reranked=True) if isinstance(step, Fused) else step for step in TRACE.steps)
    told = next(span for span in spans_of(replace(TRACE, steps=steps)) if span["name"] == "rerank")["attributes"]
    assert told["openinference.span.kind"] == "RERANKER"
    assert told["reranker.output_documents.0.document.score"] == 0.3
    assert spans_of(replace(TRACE, steps=TRACE.steps[:4]))[0]["status_code"] == "ERROR"
    assert spans_of(replace(TRACE, steps=())) == []
