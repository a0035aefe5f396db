"""How many events a second reach a page's picture: a build's stream, and the graph drawn from its deltas."""

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kgworkbench.bench.links import graph_of_links
from kgworkbench.bench.peers import ABSENT, installed
from kgworkbench.evaluate.retrieval import latency
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.progress import BuildEvent, GraphGrew
from kgworkbench.model.text import Document
from kgworkbench.present.graph import View, counts_of, graph_delta, graph_view, patched
from kgworkbench.present.watching import BuildWatch
from kgworkbench.settings import BuildSettings
from kgworkbench.workbench import Workbench

__all__ = ["bench_live"]

EACH = 4
"""Facts a made-up document states."""

WHOLE = 20
"""Deltas at which a whole picture is measured: doing it at each one would take as long as the rest together."""


def bench_live(links: Sequence[tuple[str, str]], limit: int = 500) -> dict[str, Any]:
    """What a stream of build events costs until a page of ``limit`` nodes at most could draw it, no browser asked, as
    ``kgw bench live`` prints it.

    The links are loaded document by document, each a delta of the graph. Rows: ``stream`` is the build alone;
    ``watched`` keeps its progress and the picture up to date by deltas, and encodes what a page is sent of both;
    ``whole picture`` makes it anew from the graph so far, as a page without deltas would; ``pyvis`` the same with that
    package. ``events_a_second`` and ``deltas_a_second`` are of CPU time, ``ms`` what the picture takes for a delta.
    """
    with tempfile.TemporaryDirectory() as place:
        documents, facts = _written(links, Path(place) / "facts.jsonl")
        busy = time.process_time()
        alone = sum(1 for _ in _stream(documents, facts))
        rows = [_row("stream", alone, time.process_time() - busy, ())]
        deltas: list[GraphDelta] = []
        rows.append(_watched(_stream(documents, facts), deltas, limit))
    rows.append(_whole("whole picture", deltas, lambda graph: _drawn(graph_view(graph, limit=limit))))
    if installed("pyvis"):
        rows.append(_whole("pyvis", deltas, _pyvis))
    else:
        rows.append({"method": "pyvis", "note": ABSENT})
    made = graph_of_links(links)
    return {
        "documents": len(documents),
        "entities": len(made.entities),
        "relations": len(made.relations),
        "limit": limit,
        "rows": rows,
    }


def _written(links: Sequence[tuple[str, str]], path: Path) -> tuple[tuple[Document, ...], Path]:
    documents, lines = [], []
    for number, start in enumerate(range(0, len(links), EACH)):
        said = links[start : start + EACH]
        text = " ".join(f"{head} is related to {tail}." for head, tail in said)
        documents.append(Document(f"d{number:06}", f"Document {number}", text))
        triples = [[head, "related to", tail] for head, tail in said]
        lines.append(json.dumps({"doc": f"d{number:06}", "entities": [], "triples": triples}) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return tuple(documents), path


def _stream(documents: Sequence[Document], facts: Path) -> Iterator[BuildEvent]:
    """The events of a build with a delta for each document; its communities are not waited for."""
    with Workbench.open(embedder="lexical") as bench:
        left = len(documents)
        for event in bench.build(documents, triples=facts, settings=BuildSettings(batch=1)):
            yield event
            left -= isinstance(event, GraphGrew)
            if not left:
                return


def _watched(events: Iterator[BuildEvent], deltas: list[GraphDelta], limit: int) -> dict[str, Any]:
    watch, view = BuildWatch(), graph_view(Graph(), limit=limit)
    spent, sent, count = [], 0, 0
    busy = time.process_time()
    for event in events:
        count += 1
        watch.see(event, time.monotonic())
        if isinstance(event, GraphGrew):
            started = time.process_time()
            view = patched(view, graph_delta(view, event.delta))
            sent += len(_coded(_drawn(view))) + len(_coded(watch.view()))
            spent.append(time.process_time() - started)
            deltas.append(event.delta)
    row = _row("watched", count, time.process_time() - busy, spent)
    return row | {"bytes_a_picture": round(sent / max(len(spent), 1)), "nodes": len(view["nodes"])}


def _whole(name: str, deltas: Sequence[GraphDelta], picture: Callable[[Graph], View]) -> dict[str, Any]:
    entities: dict[str, Entity] = {}
    relations: dict[str, Relation] = {}
    spent, sent = [], 0
    step = max(1, len(deltas) // WHOLE)
    for number, delta in enumerate(deltas, start=1):
        entities |= {entity.id: entity for entity in delta.entities}
        relations |= {relation.id: relation for relation in delta.relations}
        if number % step == 0:
            graph = Graph(tuple(entities[key] for key in sorted(entities)), tuple(relations.values()))
            started = time.process_time()
            sent += len(_coded(picture(graph)))
            spent.append(time.process_time() - started)
    row = _row(name, 0, sum(spent), spent)
    return row | {"events_a_second": None, "bytes_a_picture": round(sent / max(len(spent), 1))}


def _pyvis(graph: Graph) -> View:
    from pyvis.network import Network

    drawn = Network(directed=True)
    for entity in graph.entities:
        drawn.add_node(entity.id, label=entity.name, group=entity.type)
    for relation in graph.relations:
        drawn.add_edge(relation.head, relation.tail, label=relation.type)
    return {"nodes": drawn.nodes, "edges": drawn.edges}


def _row(name: str, events: int, busy: float, spent: Sequence[float]) -> dict[str, Any]:
    row: dict[str, Any] = {"method": name, "events": events, "cpu_seconds": round(busy, 3)}
    row["events_a_second"] = round(events / busy) if events else None
    if spent:
        row |= {"deltas": len(spent), "deltas_a_second": round(len(spent) / max(sum(spent), 1e-9))}
        row["ms"] = latency(spent)
    return row


def _drawn(view: View) -> View:
    """The part of a view that goes to the browser."""
    return {"nodes": view["nodes"], "edges": view["edges"], "legend": view["legend"], "counts": counts_of(view)}


def _coded(view: View) -> str:
    return json.dumps(view, ensure_ascii=False, separators=(",", ":"))
