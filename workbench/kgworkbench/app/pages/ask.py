"""The Ask page: a conversation, and beside it everything that led to each answer."""

from typing import Any

from kgworkbench.app.components.answering import Turn, conversation, evidence_cards
from kgworkbench.app.components.canvas import Canvas
from kgworkbench.app.components.deck import Deck
from kgworkbench.app.components.frames import column, page_frame, pane, row
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.planning import plan_view
from kgworkbench.app.components.proof import Proof, proof_of
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.components.tracing import timeline, trace_tree
from kgworkbench.app.components.words import chip, empty, head
from kgworkbench.app.desk import Desk
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.starters import starters
from kgworkbench.app.state import Session
from kgworkbench.errors import WorkbenchError
from kgworkbench.model.graph import Graph
from kgworkbench.model.query import ROUTES, Limits
from kgworkbench.model.trace import Linked
from kgworkbench.present.graph import View, graph_view, places_of
from kgworkbench.present.picture import to_html

__all__ = ["AskPage"]

_NEAR = 40
"""Entities drawn round the evidence."""


class AskPage:
    """Questions and answers of this session; the trace, timeline, plan and evidence of the one in view."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        say = session.say
        self.turns: list[Turn] = []
        self.current = 0
        self._mode = "reject"
        self._routes = set(ROUTES)
        self._seen: Any = None
        self._drawn: Any = None
        self._begun: Any = None
        self._head = Sheet(on_click=self._act, height=56)
        self._talk = Sheet(on_click=self._act, sizing_mode="stretch_both", min_height=60)
        self._tools = Sheet(on_click=self._act)
        self._rounds = 3
        self._limit = _NEAR
        self._grown: tuple[str, ...] = ()
        self._near: View = graph_view(Graph())
        self._paths: list[dict[str, Any]] = []
        self._asked: dict[str, str] = {}
        self._canvas = Canvas(
            on_select=lambda key: session.param.update(sel=key),
            on_request=self._wish,
            caption=say("evidence_graph"),
            empty=say("no_answer"),
            language=session.language,
        )
        self._cards = Sheet(on_click=self._act, sizing_mode="stretch_both")
        self._trace, self._time, self._plan = (Sheet(on_click=self._act, sizing_mode="stretch_both") for _ in range(3))
        pad = {"padding": "12px 16px"}
        self._deck = Deck(
            [
                ("graph", say("evidence_graph"), self._canvas.view),
                ("evidence", say("evidence"), column(self._cards, style=pad)),
                ("trace", say("trace"), column(self._trace, style=pad)),
                ("timeline", say("timeline"), column(self._time, style=pad)),
                ("plan", say("plan"), column(self._plan, style=pad)),
            ],
            style={"flex": "1 1 56%"},
        )
        left = pane(self._talk, self._tools, style={"flex": "1 1 44%", "padding": "16px", "gap": "12px"})
        self._body = row(left, self._deck.view, style={"gap": "12px"})
        self._empty = Sheet(
            empty(
                "ask",
                say("empty_graph"),
                say("empty_graph_hint"),
                h("button.btn.primary", say("go_extract"), click="extract"),
            ),
            on_click=self._act,
            sizing_mode="stretch_both",
        )
        self.view = page_frame(self._head, self._body, self._empty)
        self._recall(session.run)
        self.repaint()
        self.refresh()

    def ask(self, question: str) -> None:
        """Put the question to the graph; its steps show as they happen."""
        question = question.strip()
        snapshot = self._desk.snapshot
        if snapshot is None or not snapshot.chunks or not question:
            return
        limits = Limits(rounds=self._rounds, routes=tuple(route for route in ROUTES if route in self._routes))
        number, job = self._desk.ask(question, self._mode, limits)  # type: ignore[arg-type]
        self.turns.append(
            {
                "number": number,
                "question": question,
                "job": job,
                "run": "",
                "steps": [],
                "proof": proof_of(()),
                "status": "running",
                "error": "",
                "seconds": 0.0,
            }
        )
        self.current = number
        self._grown, self._limit = (), _NEAR
        self._session.param.update(q=question, run="", light=None, sel="")
        self.refresh()

    @property
    def turn(self) -> Turn | None:
        """The question in view."""
        return next((turn for turn in self.turns if turn["number"] == self.current), None)

    def refresh(self) -> None:
        """Take in the steps that have happened since, and show them."""
        snapshot, say = self._desk.snapshot, self._session.say
        ready = snapshot is not None and bool(snapshot.chunks)
        self._body.visible, self._empty.visible = ready, not ready
        self._head.show(head(say("ask"), say("ask_lead")))
        if not ready:
            return
        for turn in self.turns:
            job = turn.get("job")
            if job is not None and (len(job.events) != len(turn["steps"]) or job.status != turn["status"]):
                turn["steps"] = list(job.events)
                turn["proof"] = proof_of(turn["steps"])
                turn["status"], turn["error"], turn["seconds"] = job.status, job.error, job.seconds
            if job is not None and not turn["run"] and turn["number"] in self._desk.runs:
                turn["run"] = self._desk.runs[turn["number"]]
                if turn["number"] == self.current:
                    # From here on the address brings this answer back.
                    self._session.run = turn["run"]
        self.follow()

    def follow(self) -> None:
        """Show the turn in view, with the lit citation lit everywhere."""
        session, say, snapshot = self._session, self._session.say, self._desk.snapshot
        running = any(turn["status"] == "running" for turn in self.turns)
        begin = starters(snapshot, self._desk.corpus) if not self.turns else ()
        self._talk.show(conversation(self.turns, self.current, session.light, begin, self._pins(), say))
        modes = [
            chip(
                say(f"mode_{mode}"),
                *(["on"] if self._mode == mode else []),
                click={"mode": mode},
                title=say("mode_hint"),
            )
            for mode in ("reject", "open")
        ]
        routes = [
            chip(
                say(f"route_{route}"),
                *(["on"] if route in self._routes else []),
                click={"route": route},
                aria_pressed=str(route in self._routes).lower(),
            )
            for route in ROUTES
        ]
        rounds = chip(f"{say('rounds')} ≤ {self._rounds}", click="rounds")
        button = (
            h("button.btn.small.danger", icon("stop", "small"), say("stop"), click="stop")
            if running
            else h("button.btn.small.primary", say("send"), sends=True)
        )
        self._tools.show(
            h(
                "div.stack",
                h("div.row.wrap", routes, title=say("routes"), style={"gap": "6px"}),
                h(
                    "div.composer",
                    h("textarea", submit="ask", placeholder=say("ask_hint"), aria_label=say("ask_hint")),
                    h("div.row", modes, rounds, h("span.grow"), button),
                ),
            )
        )
        turn = self.turn
        steps = turn["steps"] if turn else []
        proof = turn["proof"] if turn else proof_of(())
        key = (self.current, len(steps), turn["status"] if turn else "", session.light, self._grown, self._limit)
        if key == self._seen:
            self._canvas.follow(session.sel)
            return
        self._seen = key
        self._trace.show(h("div.pad0", trace_tree(steps, snapshot, say), style={"height": "100%"}))
        self._time.show(timeline(steps, say))
        self._plan.show(plan_view(steps, proof, snapshot, say))
        self._cards.show(evidence_cards(proof, snapshot, session.light, say))
        self._deck.count("evidence", len(proof.evidence) or None)
        self._deck.count("trace", len(steps) or None)
        if (
            snapshot is not None
            and proof.answer is not None
            and self._drawn != (self.current, len(steps), self._grown, self._limit)
        ):
            held = places_of(self._near) if self._drawn is not None and self._drawn[0] == self.current else None
            self._drawn = (self.current, len(steps), self._grown, self._limit)
            focus = _focus(proof, steps, snapshot)
            near = (
                graph_view(
                    snapshot.graph,
                    limit=self._limit,
                    focus=(*focus, *self._grown),
                    depth=1,
                    fixed=held,
                    paths=proof.paths,
                    language=session.language,
                    styles=snapshot.look,
                )
                if focus
                else graph_view(Graph())
            )
            self._paths, self._near = near["paths"], near
            self._canvas.show(near)
        elif turn is None or (proof.answer is None and self._drawn is not None and self._drawn[0] != self.current):
            self._drawn, self._paths = (self.current, -1, (), 0), []
            self._canvas.show(graph_view(Graph()))
        self._light(proof)
        self._canvas.follow(session.sel)

    def cards(self) -> Any:
        """The evidence cards of the turn in view, for the shell's right side; None with no turn."""
        turn = self.turn
        return (
            evidence_cards(turn["proof"], self._desk.snapshot, self._session.light, self._session.say) if turn else None
        )

    def repaint(self) -> None:
        """Draw the graph in the session's theme."""
        self._canvas.theme(self._session.dark)

    def act(self, action: Any) -> None:
        """Do what a card or a citation stands for."""
        self._act(action)

    def _wish(self, wish: dict[str, Any]) -> None:
        """More round the evidence, or a copy of it to keep."""
        kind = wish.get("kind")
        if kind == "export":
            self._canvas.save("evidence.html", to_html(self._near, self.turn["question"] if self.turn else ""))
        elif kind == "limit":
            self._limit = min(int(wish["limit"]), 500)
        elif kind == "expand":
            self._grown = tuple(dict.fromkeys((*self._grown, *(str(one) for one in wish.get("ids", ())))))
            self._limit += 25
        self.follow()

    def _pins(self) -> dict[str, str]:
        """The questions of the pinned runs."""
        for run in self._desk.pins:
            if run not in self._asked and self._desk.bench is not None:
                try:
                    self._asked[run] = self._desk.bench.trace(run).question
                except WorkbenchError:
                    self._asked[run] = ""
        return {run: self._asked[run] for run in self._desk.pins if self._asked.get(run)}

    def _light(self, proof: Any) -> None:
        """Light the cited evidence's path, or all of them while none is chosen."""
        lit = self._session.light
        chosen = [key for key, number in proof.numbers.items() if number == lit]
        wanted = {proof.path_of.get(key) for key in chosen}
        paths = [path for path in self._paths if path["number"] in wanted] if lit else self._paths
        if lit and not paths:
            # A passage has no path: what it speaks of stands out instead.
            chunks = {key for item in proof.cited if item.id in chosen for key in item.chunks}
            paths = spoken_of(self._near, self._desk.snapshot, chunks, lit)
        self._canvas.light(paths)

    def _recall(self, run: str) -> None:
        """Show a run that was kept: the one the address names, or a pinned one."""
        bench = self._desk.bench
        if not run or bench is None:
            return
        shown = next((turn for turn in self.turns if turn["run"] == run), None)
        if shown is not None:
            self.current = shown["number"]
            return
        try:
            trace = bench.trace(run)
        except WorkbenchError as problem:
            self._desk.say(str(problem), "error")
            return
        steps = list(trace.steps)
        # Runs that were looked up count downwards, those asked here upwards.
        self.current = min((turn["number"] for turn in self.turns), default=1) - 1
        self.turns.append(
            {
                "number": self.current,
                "run": run,
                "question": trace.question,
                "steps": steps,
                "proof": proof_of(steps),
                "status": "done",
                "error": "",
                "seconds": getattr(steps[-1], "ms", 0.0) / 1000,
            }
        )

    def _act(self, action: Any) -> None:
        if action == "stop":
            for turn in self.turns:
                if turn["status"] == "running":
                    turn["job"].stop()
        elif action == "extract":
            self._session.go("extract")
        elif action == "rounds":
            self._rounds = self._rounds % 3 + 1
        elif isinstance(action, dict):
            self._choose(action)
        self.follow()

    def _choose(self, action: dict[str, Any]) -> None:
        session = self._session
        if "ask" in action:
            self.ask(action["ask"])
        elif "mode" in action:
            self._mode = action["mode"]
        elif "route" in action:
            left = self._routes ^ {action["route"]}
            # A question needs at least one route.
            self._routes = left or self._routes
        elif action.get("cite") is not None:
            if "turn" in action and action["turn"] != self.current:
                self.current = action["turn"]
            session.light = None if session.light == action["cite"] else action["cite"]
            if session.light and self._deck.front not in ("graph", "evidence"):
                self._deck.show("graph")
        elif "turn" in action:
            self.current = action["turn"]
            turn = self.turn
            session.param.update(light=None, run=turn["run"] if turn else "")
        elif "pin" in action:
            self._desk.pin(action["pin"])
        elif "run" in action:
            self._recall(action["run"])
            session.param.update(light=None, run=action["run"])
        elif "select" in action:
            session.sel = action["select"]
        elif "chunk" in action:
            session.param.update(chunk=action["chunk"], page="extract")


def spoken_of(view: View, snapshot: Snapshot | None, chunks: set[str], number: int) -> list[dict[str, Any]]:
    """One path of all that is drawn and said in these chunks, under that number; none where nothing is."""
    if snapshot is None:
        return []

    def said(known: Any) -> bool:
        return known is not None and any(place.chunk in chunks for place in known.provenance)

    nodes = [node["id"] for node in view["nodes"] if said(snapshot.entities.get(node["id"]))]
    edges = [edge["id"] for edge in view["edges"] if said(snapshot.relations.get(edge["id"]))]
    return [{"number": number, "nodes": nodes, "edges": edges}] if nodes else []


def _focus(proof: Proof, steps: list[Any], snapshot: Snapshot) -> set[str]:
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
