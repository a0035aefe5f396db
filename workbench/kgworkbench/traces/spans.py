"""A trace as spans with OpenInference attributes, for viewers that read those."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from kgworkbench.model.codec import encode
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.ids import content_id
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
    Step,
    Trace,
    Usage,
)
from kgworkbench.traces.clock import timed

__all__ = ["spans_of"]

Span = dict[str, Any]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def spans_of(trace: Trace, began: datetime = EPOCH) -> list[Span]:
    """Spans of the trace, the root first: name, context, parent_id, start and end time, status, attributes.

    Attributes follow the OpenInference semantic conventions, lists flattened with indices from 0 (as in
    ``retrieval.documents.0.document.id``). The root and what is computed are CHAIN, routes RETRIEVER, what an engine
    replied LLM whatever the engine, evidence put in order by a reranker RERANKER. A trace keeps how long steps took,
    not when: ``began`` is when the first of them starts. Routes of a sub-query start together.
    """
    if not trace.steps:
        return []
    trace_id = content_id("trace", trace.id) + content_id("trace again", trace.id)
    root_id = content_id("span", trace.id, "root")
    asked = next((step for step in trace.steps if isinstance(step, Asked)), None)
    engine = asked.engine if asked else ""
    spans: list[Span] = []
    whole = 0.0
    for place, step, start, end in timed(trace.steps):
        whole = max(whole, end)
        name, kind, attributes = _told(step, engine)
        error = getattr(step, "error", "")
        spans.append(
            {
                "name": name,
                "context": {"trace_id": trace_id, "span_id": content_id("span", trace.id, place)},
                "parent_id": root_id,
                "start_time": _at(began, start),
                "end_time": _at(began, end),
                "status_code": "ERROR" if error else "OK",
                "status_message": error,
                "attributes": {"openinference.span.kind": kind, **attributes},
                "events": [],
            }
        )
    last = trace.steps[-1]
    answer = trace.answer
    root: Span = {
        "name": "ask",
        "context": {"trace_id": trace_id, "span_id": root_id},
        "parent_id": None,
        "start_time": _at(began, 0.0),
        "end_time": _at(began, max(whole, last.ms if isinstance(last, Answered) else 0.0)),
        "status_code": "OK" if answer is not None else "ERROR",
        "status_message": "" if answer is not None else "the run has no answer",
        "attributes": {
            "openinference.span.kind": "CHAIN",
            **_text("input", trace.question),
            **(_text("output", answer.text) if answer else {}),
            "metadata": _json(
                {
                    "trace": trace.id,
                    "graph_version": trace.graph_version,
                    "engine": engine,
                    "mode": asked.question.mode if asked else "",
                    "found": bool(answer and answer.found),
                    "documents": list(answer.documents) if answer else [],
                }
            ),
        },
        "events": [],
    }
    return [root, *spans]


def _told(step: Step, engine: str) -> tuple[str, str, dict[str, Any]]:
    """A span's name, kind and attributes."""
    match step:
        case Rewritten():
            return "rewrite", "CHAIN", {**_text("input", step.original), **_text("output", step.question.text)}
        case Linked():
            return "link", "CHAIN", _value("output", step.anchors)
        case Planned():
            told = {**_text("input", step.plan.question), **_value("output", step.plan)}
            engine_planned = not step.edited and not step.aside
            return "plan", "LLM" if engine_planned else "CHAIN", {**told, **_llm(step.usage, engine, engine_planned)}
        case Retrieved():
            found = {**_text("input", step.sub_query.text), **_documents("retrieval.documents", step.evidence)}
            noted = {"sub_query": step.sub_query.id, "route": step.route, "round": step.round, "cached": step.cached}
            return f"retrieve {step.route}", "RETRIEVER", {**found, "metadata": _json(noted)}
        case Fused():
            if step.reranked:
                ranked = _documents("reranker.output_documents", step.evidence, step.scores)
                return "rerank", "RERANKER", {**ranked, "reranker.top_k": len(step.evidence)}
            noted = {"round": step.round, "offered": step.offered, "kept": len(step.evidence)}
            return "fuse", "CHAIN", {**_value("output", [item.id for item in step.evidence]), "metadata": _json(noted)}
        case Reflected():
            return "reflect", "LLM", {**_value("output", step.reflection), **_llm(step.usage, engine, True)}
        case Composed():
            read = {"respelled": {one.written: one.read for one in step.respelled}}
            said = {**_text("output", step.text), **_llm(step.usage, engine, True)}
            return "compose", "LLM", {**said, "metadata": _json(read)} if step.respelled else said
        case _:
            return type(step).__name__.lower(), "CHAIN", {}


def _llm(usage: Usage, engine: str, asked: bool) -> dict[str, Any]:
    if not asked:
        return {}
    return {
        "llm.model_name": engine,
        "llm.token_count.prompt": usage.prompt,
        "llm.token_count.completion": usage.completion,
        "llm.token_count.total": usage.prompt + usage.completion,
    }


def _documents(name: str, evidence: Iterable[Evidence], scores: Sequence[float] = ()) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for place, item in enumerate(evidence):
        told[f"{name}.{place}.document.id"] = item.id
        told[f"{name}.{place}.document.content"] = item.text
        told[f"{name}.{place}.document.score"] = scores[place] if place < len(scores) else item.score
        told[f"{name}.{place}.document.metadata"] = _json({"route": item.route, "chunks": list(item.chunks)})
    return told


def _text(side: str, text: str) -> dict[str, Any]:
    return {f"{side}.value": text, f"{side}.mime_type": "text/plain"}


def _value(side: str, value: object) -> dict[str, Any]:
    return {f"{side}.value": _json(encode(value)), f"{side}.mime_type": "application/json"}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _at(began: datetime, ms: float) -> str:
    return (began + timedelta(milliseconds=ms)).isoformat()
