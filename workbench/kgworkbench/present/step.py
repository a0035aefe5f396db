"""View data of one step of a trace, unfolded: what came in, what went out, evidence before and after fusion."""

from collections.abc import Iterable, Sequence
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
from kgworkbench.present.wording import cut

__all__ = ["step_detail", "step_of"]

Row = dict[str, Any]

_LONG = 240


def step_of(trace: Trace, row: str) -> Step | None:
    """The step behind a row of ``trace_rows``, None for a round or an unknown id."""
    kind, _, number = row.partition("-")
    if kind != "step" or not number.isdigit() or int(number) >= len(trace.steps):
        return None
    return trace.steps[int(number)]


def step_detail(trace: Trace, row: str, limit: int = 15) -> Row:
    """What a row of ``trace_rows`` unfolds to; empty for an unknown id. Keys:

    id; text (plain text that came out); facts, pairs of a word (see below) and a value; lists, each with title (a
    word), total, and at most ``limit`` items: rank, text, score, route, color, was (route, color and rank before
    fusion) and kept (rank after the round's fusion, 0 where it was cut, None where nothing was fused). Words are keys
    for the labels of a view: engine, mode, subquery, offered, refused, cited, respelled, missing, next, before, after,
    anchors, plan, citations.
    """
    if row.startswith("round-") and row[6:].isdigit():
        return _round(trace, int(row[6:]), row, limit)
    step = step_of(trace, row)
    match step:
        case None:
            return {}
        case Asked():
            return _told(row, step.question.text, [("engine", step.engine), ("mode", step.question.mode)])
        case Linked():
            items = [_item(n, f"{one.surface} → {one.name}") for n, one in enumerate(step.anchors, 1)]
            return _told(row, "", [], [_list("anchors", items, limit)])
        case Planned():
            items = [
                _item(n, f"{one.text}  ({', '.join((*one.routes, *one.relations, *one.target_types))})")
                for n, one in enumerate(step.plan.sub_queries, 1)
            ]
            return _told(row, step.aside, [], [_list("plan", items, limit)])
        case Retrieved():
            return _told(row, "", [("subquery", step.sub_query.text)], [_list("before", _before(trace, step), limit)])
        case Fused():
            return _told(row, step.error, [("offered", str(step.offered))], [_after(trace, step, limit)])
        case Reflected():
            items = [_item(n, one.text) for n, one in enumerate(step.reflection.next, 1)]
            return _told(row, "", [("missing", step.reflection.missing)], [_list("next", items, limit)])
        case Composed():
            facts = [("cited", ", ".join(step.cited)), ("refused", ", ".join(step.rejected))]
            facts.append(("respelled", ", ".join(f"{one.written} → {one.read}" for one in step.respelled)))
            return _told(row, step.text, facts)
        case Answered():
            items = [_item(n, f"{one.quote}  ({one.document})") for n, one in enumerate(step.answer.citations, 1)]
            return _told(row, step.answer.text, [], [_list("citations", items, limit)])


def _round(trace: Trace, number: int, row: str, limit: int) -> Row:
    inside = [step for step in trace.steps if isinstance(step, Retrieved | Fused) and step.round == number]
    best: dict[str, tuple[float, Row]] = {}
    for step in inside:
        if isinstance(step, Retrieved):
            for item in _before(trace, step):
                known = best.get(item["id"])
                if known is None or item["score"] > known[0]:
                    best[item["id"]] = (item["score"], item)
    found = [item for _, item in sorted(best.values(), key=lambda pair: (-pair[0], pair[1]["id"]))]
    lists = [_list("before", [{**item, "rank": n} for n, item in enumerate(found, 1)], limit)]
    lists += [_after(trace, step, limit) for step in inside if isinstance(step, Fused)]
    return _told(row, "", [], lists)


def _before(trace: Trace, step: Retrieved) -> list[Row]:
    fused = next((one for one in trace.steps if isinstance(one, Fused) and one.round == step.round), None)
    kept = {item.id: rank for rank, item in enumerate(fused.evidence, 1)} if fused else {}
    return [
        _found(rank, item, item.score) | {"kept": kept.get(item.id, 0) if fused else None}
        for rank, item in enumerate(step.evidence, 1)
    ]


def _after(trace: Trace, step: Fused, limit: int) -> Row:
    places: dict[str, list[Row]] = {}
    for one in trace.steps:
        if isinstance(one, Retrieved) and one.round <= step.round:
            for rank, item in enumerate(one.evidence, 1):
                was = {"route": one.route, "color": ROUTE_COLORS[one.route], "rank": rank}
                places.setdefault(item.id, []).append(was)
    items = []
    for rank, item in enumerate(step.evidence, 1):
        score = step.scores[rank - 1] if rank <= len(step.scores) else item.score
        items.append(_found(rank, item, score) | {"was": _best(places.get(item.id, []))})
    return _list("after", items, limit)


def _best(places: Sequence[Row]) -> list[Row]:
    """Each route's best place, the best one first."""
    first: dict[str, Row] = {}
    for place in sorted(places, key=lambda row: (row["rank"], row["route"])):
        first.setdefault(place["route"], place)
    return list(first.values())


def _found(rank: int, item: Evidence, score: float) -> Row:
    route = {"route": item.route, "color": ROUTE_COLORS[item.route]}
    return _item(rank, item.text) | route | {"id": item.id, "score": round(score, 4)}


def _item(rank: int, text: str) -> Row:
    plain = cut(" ".join(text.split()), _LONG)
    return {"id": "", "rank": rank, "text": plain, "score": None, "route": "", "color": "", "was": [], "kept": None}


def _list(title: str, items: Sequence[Row], limit: int) -> Row:
    return {"title": title, "total": len(items), "items": list(items[:limit])}


def _told(row: str, text: str, facts: Iterable[tuple[str, str]], lists: Iterable[Row] = ()) -> Row:
    return {"id": row, "text": text, "facts": [fact for fact in facts if fact[1]], "lists": list(lists)}
