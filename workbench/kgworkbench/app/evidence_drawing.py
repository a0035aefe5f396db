"""The graph round the evidence of one run: what is drawn, and which of its paths are lit."""

from collections.abc import Sequence
from typing import Any

from kgworkbench.app.components.canvas import Canvas
from kgworkbench.app.components.proof import Proof
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.model.graph import Graph
from kgworkbench.model.trace import Linked, Step
from kgworkbench.present.graph import View, graph_view, places_of
from kgworkbench.present.picture import to_html

__all__ = ["EvidenceDrawing", "spoken_of"]

_NEAR = 40
"""Entities drawn round the evidence."""
_MOST = 500


class EvidenceDrawing:
    """Draws the surroundings of a run's evidence on a canvas; what was drawn before keeps its place."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._near: View = graph_view(Graph())
        self._paths: list[dict[str, Any]] = []
        self._drawn: Any = None
        self._limit = _NEAR
        self._grown: tuple[str, ...] = ()

    def begin(self) -> None:
        """Draw what comes next from its own evidence alone."""
        self._grown, self._limit = (), _NEAR

    def grant(self, wish: dict[str, Any], title: str) -> None:
        """More round the evidence, or a copy of it to keep."""
        kind = wish.get("kind")
        if kind == "export":
            self._canvas.save("evidence.html", to_html(self._near, title))
        elif kind == "limit":
            self._limit = min(int(wish["limit"]), _MOST)
        elif kind == "expand":
            self._grown = tuple(dict.fromkeys((*self._grown, *(str(one) for one in wish.get("ids", ())))))
            self._limit += 25

    def show(self, turn: int, proof: Proof, steps: Sequence[Step], snapshot: Snapshot, language: str) -> None:
        """Draw the evidence of that turn as far as its steps go."""
        now = (turn, len(steps), self._grown, self._limit)
        if proof.answer is None:
            if self._drawn is not None and self._drawn[0] != turn:
                self.clear()
            return
        if now == self._drawn:
            return
        held = places_of(self._near) if self._drawn is not None and self._drawn[0] == turn else None
        self._drawn = now
        focus = _focus(proof, steps, snapshot)
        self._near = (
            graph_view(
                snapshot.graph,
                limit=self._limit,
                focus=(*focus, *self._grown),
                depth=1,
                fixed=held,
                paths=proof.paths,
                language=language,
                styles=snapshot.look,
            )
            if focus
            else graph_view(Graph())
        )
        self._paths = self._near["paths"]
        self._canvas.show(self._near)

    def clear(self) -> None:
        """Draw nothing."""
        self._drawn, self._paths, self._near = None, [], graph_view(Graph())
        self._canvas.show(self._near)

    def light(self, proof: Proof, lit: int | None, snapshot: Snapshot | None) -> None:
        """Light the cited evidence's path, or all of them while none is chosen."""
        chosen = [key for key, number in proof.numbers.items() if number == lit]
        wanted = {proof.path_of.get(key) for key in chosen}
        paths = [path for path in self._paths if path["number"] in wanted] if lit else self._paths
        if lit and not paths:
            # A passage has no path: what it speaks of stands out instead.
            chunks = {key for item in proof.cited if item.id in chosen for key in item.chunks}
            paths = spoken_of(self._near, snapshot, chunks, lit)
        self._canvas.light(paths)


def spoken_of(view: View, snapshot: Snapshot | None, chunks: set[str], number: int) -> list[dict[str, Any]]:
    """One path of all that is drawn and said in these chunks, under that number; none where nothing is."""
    if snapshot is None:
        return []

    def said(known: Any) -> bool:
        return known is not None and any(place.chunk in chunks for place in known.provenance)

    nodes = [node["id"] for node in view["nodes"] if said(snapshot.entities.get(node["id"]))]
    edges = [edge["id"] for edge in view["edges"] if said(snapshot.relations.get(edge["id"]))]
    return [{"number": number, "nodes": nodes, "edges": edges}] if nodes else []


def _focus(proof: Proof, steps: Sequence[Step], snapshot: Snapshot) -> set[str]:
    """Entities round which the evidence graph is drawn: those on the paths, else those the question and answer name."""
    on_paths = {end for path in proof.paths for hop in path for end in (hop.head, hop.tail)} & snapshot.entities.keys()
    if on_paths:
        return on_paths
    named = {anchor.entity for step in steps if isinstance(step, Linked) for anchor in step.anchors}
    answer = proof.answer
    values = {value.casefold() for value in answer.values} if answer else set()
    values |= {name.casefold() for name in answer.nearest} if answer else set()
    named |= {entity.id for entity in snapshot.graph.entities if entity.name.casefold() in values}
    return named & snapshot.entities.keys()
