"""A build as people watch it: how far, how long still, which chunk came to what, and what the schema did not allow."""

from collections.abc import Mapping, Sequence
from typing import Any

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import bar, chip, count, duration
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.app.worker import Job
from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.progress import StageDone
from kgworkbench.model.text import Span

__all__ = ["chunk_rows", "progress", "proposal_rows", "stop_button", "violation_rows"]

_STAGES = ("read", "extract", "resolve", "store", "community", "index")


def progress(job: Job[Any] | None, say: Strings) -> Node:
    """How far a build is, measured in chunks, and what its stages took."""
    if job is None:
        return h("div")
    done, total = job.done, job.total
    share = done / total if total else (0.0 if job.active else 1.0)
    parts = [chip(say("of_n", done=count(done), total=count(total)), "plain", "num")]
    if job.status == "stopping":
        parts.append(chip(say("stopping"), "warn"))
    elif job.active:
        parts.append(chip(say("to_go", t=duration(job.eta)), "plain") if job.eta is not None else None)
    elif job.status == "failed":
        parts.append(chip(say("failed"), "bad"))
    elif job.status == "stopped":
        parts.append(chip(say("stopped"), "warn"))
    else:
        parts.append(chip(duration(job.seconds), "good"))
    stages = {event.stage: event.seconds for event in list(job.events) if isinstance(event, StageDone)}
    timed = [
        chip(f"{say(f'stage_{stage}')} {duration(stages[stage])}", "plain")
        for stage in _STAGES
        if stages.get(stage, 0) >= 0.05
    ]
    return h("div.stack", bar(share), h("div.row.wrap", parts, h("span.grow"), timed))


def stop_button(say: Strings) -> Node:
    """The button that ends a build at its next chunk."""
    return h("button.btn.danger", icon("stop", "small"), say("stop"), click="stop")


def chunk_rows(
    snapshot: Snapshot, arrived: Mapping[str, Extraction], failed: Mapping[str, Failure]
) -> list[dict[str, Any]]:
    """One row a chunk: its document, status, and how much it yielded."""
    rows = []
    single: dict[str, int] = {}
    for chunk in snapshot.chunks.values():
        single[chunk.document] = single.get(chunk.document, 0) + 1
    numbers: dict[str, int] = {}
    for key, chunk in snapshot.chunks.items():
        numbers[chunk.document] = numbers.get(chunk.document, 0) + 1
        title = snapshot.titles.get(chunk.document, chunk.document)
        if single[chunk.document] > 1:
            title = f"{title} · {numbers[chunk.document]}"
        extraction = arrived.get(key) or snapshot.extractions.get(key)
        failure = failed.get(key) or snapshot.failures.get(key)
        row: dict[str, Any] = {
            "id": key,
            "title": title,
            "mark": "·",
            "entities": "",
            "relations": "",
            "violations": "",
        }
        if extraction is not None:
            row |= {
                "mark": "✓",
                "entities": len(extraction.mentions),
                "relations": len(extraction.triples),
                "violations": len(extraction.violations) or "",
            }
        elif failure is not None:
            row |= {"mark": "✕"}
        rows.append(row)
    return rows


def violation_rows(snapshot: Snapshot, extractions: Sequence[Extraction]) -> list[dict[str, Any]]:
    """One row a violation: the rule it broke, what was claimed, and the words that said so."""
    rows = []
    for extraction in extractions:
        for at, violation in enumerate(extraction.violations):
            rows.append(
                {
                    "id": f"{extraction.chunk}:{at}",
                    "rule": violation.rule,
                    "claim": " → ".join(violation.claim),
                    "evidence": _words(snapshot, extraction.chunk, violation.evidence),
                    "title": snapshot.titles.get(extraction.document, extraction.document),
                }
            )
    return rows


def proposal_rows(extractions: Sequence[Extraction]) -> list[dict[str, Any]]:
    """One row a proposed type: how often it was asked for, how sure, and from which texts."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for extraction in extractions:
        for proposal in extraction.proposals:
            row = found.setdefault(
                (proposal.kind, proposal.name),
                {
                    "id": f"{proposal.kind}:{proposal.name}",
                    "kind": proposal.kind,
                    "name": proposal.name,
                    "times": 0,
                    "sure": 0.0,
                    "texts": {},
                    "chunk": proposal.chunk,
                },
            )
            row["times"] += 1
            row["sure"] = max(row["sure"], proposal.confidence)
            row["texts"].update(dict.fromkeys(proposal.examples))
    rows = sorted(found.values(), key=lambda row: (-row["times"], -row["sure"], row["name"]))
    return [{**row, "sure": f"{row['sure']:.2f}", "examples": "; ".join(list(row["texts"])[:5])} for row in rows]


def _words(snapshot: Snapshot, chunk_id: str, span: Span | None) -> str:
    chunk = snapshot.chunks.get(chunk_id)
    if chunk is None or span is None:
        return ""
    return " ".join(chunk.text[max(span.start - chunk.start, 0) : max(span.end - chunk.start, 0)].split())
