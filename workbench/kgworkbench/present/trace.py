"""View data of a trace: its steps as a tree of rows, and as bars on a timeline."""

from typing import Any

from kgworkbench.model.evidence import Evidence
from kgworkbench.model.trace import (
    Answered,
    Asked,
    Composed,
    Fused,
    Linked,
    Planned,
    Reflected,
    Retrieved,
    Step,
    Trace,
)
from kgworkbench.present.palette import ROUTE_COLORS
from kgworkbench.traces.clock import timed

__all__ = ["timeline_rows", "trace_rows"]

Row = dict[str, Any]


def trace_rows(trace: Trace) -> list[Row]:
    """One row for each step, in order. Keys:

    id, parent (the row it hangs under: a route under its sub-query's round), depth, step, round, route, color,
    label, input, output (plain text), count (evidence or anchors it gave), ms, prompt and completion tokens, cached,
    error (why it failed, empty where it did not), respelled (words of the question that were read as others, in pairs),
    open (whether to show it unfolded).
    """
    rows: list[Row] = []
    parents: dict[int, str] = {}
    for position, step in enumerate(trace.steps):
        step_round = getattr(step, "round", None)
        if isinstance(step_round, int) and step_round not in parents:
            parents[step_round] = f"round-{step_round}"
            rows.append(_row(parents[step_round], "", 0, "Round", step_round, label=str(step_round), open=True))
        parent = parents.get(step_round, "") if isinstance(step_round, int) else ""
        rows.append(
            _row(f"step-{position}", parent, int(bool(parent)), type(step).__name__, step_round, **_words(step))
        )
    times = {f"step-{position}": (start, end) for position, _, start, end in timed(trace.steps)}
    for row in rows:
        if row["step"] == "Round":
            inner = [other for other in rows if other["parent"] == row["id"]]
            # Routes of a sub-query run side by side, one sub-query after the other: a round is less than their sum.
            spent = [times[other["id"]] for other in inner]
            row["ms"] = round(max(end for _, end in spent) - min(start for start, _ in spent), 3)
            row["count"] = sum(other["count"] for other in inner if other["step"] == "Retrieved")
            row["error"] = next((other["error"] for other in inner if other["error"]), "")
    return rows


def timeline_rows(trace: Trace) -> list[Row]:
    """One bar for each step that took time: id (as in ``trace_rows``), label, step, route, color, start, end, in ms.

    Steps carry how long they took; routes of one sub-query start together, everything else follows what came before.
    """
    rows: list[Row] = []
    for position, step, start, end in timed(trace.steps):
        words = _words(step)
        bar = {"id": f"step-{position}", "step": type(step).__name__, "start": round(start, 3), "end": round(end, 3)}
        rows.append({**bar, "label": words["label"], "route": words.get("route", ""), "color": words.get("color", "")})
    return rows


def _row(row_id: str, parent: str, depth: int, step: str, step_round: int | None, **words: Any) -> Row:
    empty: Row = {
        "route": "",
        "color": "",
        "label": "",
        "input": "",
        "output": "",
        "count": 0,
        "ms": 0.0,
        "prompt": 0,
        "completion": 0,
        "cached": False,
        "error": "",
        "respelled": [],
        "open": False,
    }
    return {"id": row_id, "parent": parent, "depth": depth, "step": step, "round": step_round, **empty, **words}


def _words(step: Step) -> Row:
    match step:
        case Asked():
            return {"label": step.question.text, "input": step.engine, "output": step.question.mode}
        case Linked():
            found = ", ".join(f"{anchor.surface} → {anchor.name}" for anchor in step.anchors)
            return {"label": found, "output": found, "count": len(step.anchors), "ms": step.ms}
        case Planned():
            parts = step.plan.sub_queries
            text = "\n".join(f"{part.id}. {part.text} [{', '.join(part.routes)}]" for part in parts)
            return {"label": f"{len(parts)}", "input": step.plan.question, "output": text, "count": len(parts)} | _cost(
                step
            )
        case Retrieved():
            shade = "#c8453d" if step.error else ROUTE_COLORS.get(step.route, "")
            words = {"label": step.sub_query.text, "input": step.sub_query.text, "output": _list(step.evidence)}
            result = {"route": step.route, "color": shade, "count": len(step.evidence), "ms": step.ms}
            return words | result | {"cached": step.cached, "error": step.error, "open": bool(step.error)}
        case Fused():
            label = f"{len(step.evidence)} / {step.offered}"
            return {"label": label, "output": _list(step.evidence), "count": len(step.evidence), "ms": step.ms}
        case Reflected():
            following = "\n".join(part.text for part in step.reflection.next)
            label = "✓" if step.reflection.enough else step.reflection.missing
            return {"label": label, "output": following, "count": len(step.reflection.next)} | _cost(step)
        case Composed():
            refused = "\n".join(step.rejected)
            said: Row = {"label": step.text, "output": step.text, "input": refused, "count": len(step.cited)}
            return said | _cost(step) | {"respelled": [[one.written, one.read] for one in step.respelled]}
        case Answered():
            return {
                "label": step.answer.text,
                "output": step.answer.text,
                "count": len(step.answer.citations),
                "ms": step.ms,
            }


def _cost(step: Planned | Reflected | Composed) -> Row:
    return {"ms": step.ms, "prompt": step.usage.prompt, "completion": step.usage.completion}


def _list(evidence: tuple[Evidence, ...], limit: int = 8) -> str:
    lines = [f"{one.score:.2f}  {one.text}" for one in evidence[:limit]]
    return "\n".join(lines if len(evidence) <= limit else [*lines, f"… {len(evidence) - limit}"])
