"""The graph round the evidence of one run: what is drawn, and which of its paths are lit."""

from collections.abc import Sequence
from typing import Any

from kgworkbench.app.components.canvas import Canvas
from kgworkbench.app.components.proof import Proof, hop_numbers
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.app.turns import Turn
from kgworkbench.model.evidence import Citation
from kgworkbench.model.graph import Entity, Graph, Provenance
from kgworkbench.model.trace import Answered, Composed, Fused, Linked, Retrieved, Step
from kgworkbench.present.graph import View, graph_view, places_of
from kgworkbench.present.picture import to_html

__all__ = ["EvidenceDrawing", "found_by", "numbered_paths", "quoted_paths", "spoken_of"]

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

    def follow(self, turn: Turn | None, snapshot: Snapshot, say: Strings) -> None:
        """Draw what the turn in view rests on; where there is nothing to draw, the canvas says why."""
        if turn is None:
            why = "no_answer"
            self.clear()
        else:
            why = "drawn_when_answered" if turn["proof"].answer is None and not turn["error"] else "nothing_to_draw"
            self.show(turn["number"], turn["proof"], turn["steps"], snapshot, say.language)
        if self._canvas.view.empty != say(why):
            self._canvas.view.empty = say(why)

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
        self._near = {**self._near, "legend": _of_drawn(self._near["legend"])}
        self._paths = numbered_paths(self._near, proof) or quoted_paths(self._near, proof, snapshot)
        self._canvas.show(self._near)

    def clear(self) -> None:
        """Draw nothing."""
        self._drawn, self._paths, self._near = None, [], graph_view(Graph())
        self._canvas.show(self._near)

    def walk(self, step: Step) -> None:
        """Light what one step of a replayed run linked or found; from the answer on, what leads to it."""
        self._canvas.light(self._paths if isinstance(step, Composed | Answered) else found_by(step, self._near))

    def light(self, proof: Proof, lit: int | None, snapshot: Snapshot | None) -> None:
        """Light what the cited evidence proves, or all that leads to the answer while none is chosen."""
        paths = [path for path in self._paths if path["number"] == lit] if lit else self._paths
        if lit and not paths and snapshot is not None:
            # No path of the answer was read from it: what its words speak of stands out, else what its passage does.
            paths = [path for path in quoted_paths(self._near, proof, snapshot) if path["number"] == lit]
        if lit and not paths:
            chosen = [key for key, number in proof.numbers.items() if number == lit]
            chunks = {key for item in proof.cited if item.id in chosen for key in item.chunks}
            paths = spoken_of(self._near, snapshot, chunks, lit)
        self._canvas.light(paths)


def found_by(step: Step, view: View) -> list[dict[str, Any]]:
    """What of the drawing a step linked or found, as one path without a number."""
    if isinstance(step, Linked):
        nodes, edges = {anchor.entity for anchor in step.anchors}, set[str]()
    elif isinstance(step, Retrieved | Fused):
        hops = [hop for item in step.evidence for hop in item.hops]
        edges = {hop.relation_id for hop in hops} - {""}
        nodes = {end for hop in hops for end in (hop.head, hop.tail)}
    else:
        return []
    lit = [node["id"] for node in view["nodes"] if node["id"] in nodes]
    return [{"number": 0, "nodes": lit, "edges": [edge["id"] for edge in view["edges"] if edge["id"] in edges]}]


def numbered_paths(view: View, proof: Proof) -> list[dict[str, Any]]:
    """What leads to the answer as paths under the numbers of the citations that prove them, 0 for what none proves."""
    numbers, found = hop_numbers(proof), dict[int, dict[str, dict[str, None]]]()
    ends = {edge["id"]: (edge["from"], edge["to"]) for edge in view["edges"]}
    for path, drawn in zip(proof.paths, view["paths"], strict=False):
        for hop, edge in zip(path, drawn["edges"], strict=True):
            part = found.setdefault(numbers.get(hop, 0), {"nodes": {}, "edges": {}})
            part["edges"][edge] = None
            part["nodes"] |= dict.fromkeys(ends.get(edge, ()))
    return [
        {"number": number, "nodes": [*part["nodes"]], "edges": [*part["edges"]]}
        for number, part in sorted(found.items())
    ]


def quoted_paths(view: View, proof: Proof, snapshot: Snapshot) -> list[dict[str, Any]]:
    """For each citation what its quoted words speak of, under its number: entities and relations that are drawn."""
    found = []
    drawn = [snapshot.entities[node["id"]] for node in view["nodes"] if node["id"] in snapshot.entities]
    links = [edge["id"] for edge in view["edges"] if edge["id"] in snapshot.relations]
    for key, number in proof.numbers.items():
        quoted = proof.citations[key]
        spoken = _spoken(quoted, snapshot, drawn)
        found.append(
            {
                "number": number,
                "nodes": [node["id"] for node in view["nodes"] if node["id"] in spoken],
                "edges": [key for key in links if _said_in(snapshot.relations[key].provenance, quoted)],
            }
        )
    return [path for path in found if path["nodes"]]


def _spoken(citations: Sequence[Citation], snapshot: Snapshot, among: Sequence[Entity]) -> set[str]:
    """Which of the entities the quoted words name, or their documents are about."""
    about = {snapshot.titles.get(one.document, "") for one in citations}
    return {entity.id for entity in among if entity.name in about or _said_in(entity.provenance, citations)}


def _said_in(places: Sequence[Provenance], citations: Sequence[Citation]) -> bool:
    return any(
        place.chunk == one.chunk
        and place.span is not None
        and place.span.start < one.span.end
        and one.span.start < place.span.end
        for one in citations
        for place in places
    )


def _of_drawn(legend: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The types that are drawn, each with how many of it are: the rest of the graph is not what one looks at here."""
    return [{**row, "total": row["shown"]} for row in legend if row["shown"]]


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
    named |= _spoken(answer.citations, snapshot, snapshot.graph.entities) if answer else set()
    values = {value.casefold() for value in answer.values} if answer else set()
    values |= {name.casefold() for name in answer.nearest} if answer else set()
    named |= {entity.id for entity in snapshot.graph.entities if entity.name.casefold() in values}
    return named & snapshot.entities.keys()
