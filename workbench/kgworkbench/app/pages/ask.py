"""The Ask page: a conversation, and beside it everything that led to each answer."""

from collections.abc import Callable
from typing import Any

import panel as pn

from kgworkbench.app.components.again import off_strip
from kgworkbench.app.components.answering import conversation
from kgworkbench.app.components.canvas import Canvas
from kgworkbench.app.components.composing import composer
from kgworkbench.app.components.deck import Deck
from kgworkbench.app.components.differing import choosers, diff_view
from kgworkbench.app.components.frames import column, page_frame, pane, row
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.components.words import empty, head
from kgworkbench.app.desk import Desk
from kgworkbench.app.evidence_drawing import EvidenceDrawing
from kgworkbench.app.pacing import Pace, ended_unseen
from kgworkbench.app.plan_draft import drafted
from kgworkbench.app.questions import compared, kept_trace, rest_on, run_on, saved
from kgworkbench.app.run_tabs import Looked, RunTabs
from kgworkbench.app.starters import starters
from kgworkbench.app.state import Session
from kgworkbench.app.switches import asked_without, switchable, switched, switched_off
from kgworkbench.app.talks import tell_address, together_with
from kgworkbench.app.turns import Turn, asked_in, history_of, off_in, plan_in, recalled, took_in, turn_of, version_of
from kgworkbench.app.worker import Job
from kgworkbench.asking import Manner
from kgworkbench.errors import WorkbenchError
from kgworkbench.model.query import ROUTES, Limits, Plan
from kgworkbench.model.trace import Without

__all__ = ["AskPage"]


class AskPage:
    """Questions and answers of this session; the trace, timeline, plan and evidence of the one in view."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        say = session.say
        self.turns: list[Turn] = []
        self.current = 0
        self._mode, self._rounds, self._follows = "reject", 3, True
        self._routes = set(ROUTES)
        self._off = Without()
        self._at: int | None = None
        self._draft: Plan | None = None
        self._sides = ["", ""]
        self._told: Any = None
        self._pace, self._behind = Pace(desk, self.refresh, self._show_rest), ""
        self._asked: dict[str, str] = {}
        self._head = Sheet(on_click=self._act, height=56)
        self._talk = Sheet(on_click=self._act, on_hover=self._hinted, sizing_mode="stretch_both", min_height=60)
        self._tools = Sheet(on_click=self._act)
        self._canvas = Canvas(
            on_select=lambda key: session.param.update(sel=key),
            on_request=self._wish,
            caption=say("evidence_graph"),
            empty=say("no_answer"),
            language=session.language,
            framed=False,
        )
        self._drawing = EvidenceDrawing(self._canvas)
        tabs = self._tabs = RunTabs(self._act, say)
        self._diff, self._choice = Sheet(on_click=self._act, sizing_mode="stretch_both"), Sheet(on_click=self._act)
        pad = {"padding": "12px 16px"}
        self._deck = Deck(
            [
                ("graph", say("graph"), column(tabs.walk, self._canvas.view)),
                ("evidence", say("evidence"), column(tabs.evidence, style=pad)),
                ("trace", say("trace"), column(tabs.steps, tabs.trace, style=pad)),
                ("timeline", say("timeline"), column(tabs.time, style=pad)),
                ("plan", say("plan"), column(tabs.pen, tabs.plan, style=pad)),
                ("compare", say("compare"), column(self._choice, self._diff, style={**pad, "gap": "12px"})),
            ],
            style={"flex": "1 1 54%"},
            on_show=lambda _: self.follow(),
        )
        left = pane(self._talk, self._tools, style={"flex": "1 1 46%", "padding": "16px", "gap": "12px"})
        self._body = row(left, self._deck.view, style={"gap": "12px"})
        go = h("button.btn.primary", say("go_extract"), click="extract")
        self._empty = Sheet(
            empty("ask", say("empty_graph"), say("empty_graph_hint"), go),
            on_click=self._act,
            sizing_mode="stretch_both",
        )
        self.view = page_frame(self._head, self._body, self._empty)
        self._recall(session.run)
        self.repaint()
        self.refresh()

    def ask(self, question: str) -> None:
        """Put the question to the graph; its steps show as they happen."""
        if not self._ready or not question.strip():
            return
        limits = Limits(rounds=self._rounds, routes=tuple(route for route in ROUTES if route in self._routes))
        history = history_of(self.turns) if self._follows else ()
        self._put(question.strip(), limits, self._mode, Manner(history=history))

    def again(self, off: Without) -> None:
        """Ask what the turn in view asked, in the words that were searched, with these parts switched off."""
        turn = self.turn
        asked = asked_in(turn["steps"]) if turn is not None else None
        if asked is not None and self._ready:
            self._put(asked.question.text, asked.limits, asked.question.mode, Manner(off=off))

    def run_on(self, step: int, plan: Plan | None = None) -> None:
        """Run the turn in view on from one of its steps, under the plan where one is given."""
        turn = self.turn
        if turn is not None and turn["run"]:
            self._begin(turn["question"], *run_on(self._desk, turn["run"], step, plan))

    @property
    def turn(self) -> Turn | None:
        """The question in view."""
        return next((turn for turn in self.turns if turn["number"] == self.current), None)

    @property
    def waits(self) -> bool:
        """Whether a run has ended that is not shown yet."""
        return ended_unseen(tuple(self.turns))

    @property
    def off(self) -> Without:
        """What is switched off for the next question."""
        return self._off

    @property
    def _ready(self) -> bool:
        return self._desk.snapshot is not None and bool(self._desk.snapshot.chunks)

    @property
    def _looked(self) -> Looked:
        return Looked(self._at, self._session.light, self._off, self._draft, self._running)

    @property
    def _running(self) -> bool:
        return any(turn["status"] in ("running", "stopping") for turn in self.turns)

    def _put(self, question: str, limits: Limits, mode: str, manner: Manner) -> None:
        self._begin(question, *self._desk.ask(question, mode, limits, manner))  # type: ignore[arg-type]

    def _begin(self, question: str, number: int, job: Job[Any]) -> None:
        self.turns.append(turn_of(number, question, job))
        self._look(number)
        self._off = Without()
        self._drawing.begin()
        took_in(self.turns[-1])
        # What happens from here on is told by the desk.
        with pn.io.hold():
            self._session.param.update(q=question, run="", light=None, sel="")
            self.follow()
            # The cards at the side are the shell's.
            self._session.param.trigger("light")

    def _look(self, number: int) -> None:
        """Turn to that question."""
        if number != self.current:
            self._at = self._draft = None
        self.current = number

    def inherit(self, before: "AskPage") -> None:
        """Go on where a page in another language was left."""
        self.turns, self.current, self._at, self._draft = before.turns, before.current, before._at, before._draft
        self._mode, self._rounds, self._follows = before._mode, before._rounds, before._follows
        self._routes, self._off, self._sides = before._routes, before._off, before._sides
        self._deck.show(before._deck.front)
        self.refresh()

    def refresh(self) -> None:
        """Take in the steps that have happened since, and show them."""
        say = self._session.say
        self._body.visible, self._empty.visible = self._ready, not self._ready
        self._head.show(head(say("ask"), say("ask_lead")))
        if not self._ready:
            return
        self._behind = self._pace.take_in(self.turns, self.current) or self._behind
        if self._pace.words_first(self.turn, self._behind, self._deck.front):
            self._converse()
        else:
            self._show_rest()

    def _show_rest(self) -> None:
        """Show what comes after the words of an answer: its graph, its cards and its tabs."""
        run, self._behind = self._behind, ""
        tell_address(self._session, self.turn, run)
        self.follow()

    def follow(self) -> None:
        """Show the turn in view, with the lit citation lit everywhere."""
        session, snapshot, turn = self._session, self._desk.snapshot, self.turn
        self._converse()
        steps = self._tabs.replayed(turn, self._at)
        if self._tabs.follow(turn, snapshot, self._looked, self._deck.front):
            self._deck.counts(evidence=len(self._tabs.proof.evidence) or None, trace=len(steps) or None)
        proof = self._tabs.proof
        if snapshot is not None:
            self._drawing.follow(turn, snapshot, session.say)
        if self._deck.front == "compare":
            self._compare()
        if self._at is not None and steps:
            self._drawing.walk(steps[-1])
        else:
            self._drawing.light(proof, session.light, snapshot)
        self._canvas.lock(self._desk.steward.locks)
        self._canvas.follow(session.sel)

    def _converse(self) -> None:
        """The conversation and the field under it, unless nothing of them changed."""
        session, say, snapshot, pins = self._session, self._session.say, self._desk.snapshot, self._pins()
        turn, running = self.turn, self._running
        picked = switchable(snapshot, session.sel) if turn is not None else None
        way = (self._mode, tuple(sorted(self._routes)), self._rounds, self._follows)
        told = (tuple(map(version_of, self.turns)), self.current, session.light, tuple(pins), self._desk.corpus)
        now = (snapshot, told, way, picked, self._off, running)
        if self._told is not None and self._told[0] is snapshot and self._told[1:] == now[1:]:
            return
        self._told = now
        begin = starters(snapshot, self._desk.corpus) if not self.turns else ()
        self._talk.show(
            conversation(self.turns, self.current, session.light, begin, pins, say, off=self._off, snapshot=snapshot)
        )
        self._tools.show(
            composer(
                mode=self._mode,
                routes=self._routes,
                rounds=self._rounds,
                follows=self._follows if history_of(self.turns) else None,
                running=running,
                strip=off_strip(self._off, picked, snapshot, running, say) if turn is not None else None,
                say=say,
            )
        )

    def cards(self) -> Any:
        """The evidence cards of the turn in view, for the shell's right side; None with no turn."""
        return self._tabs.cards(self._desk.snapshot, self._looked) if self.turn is not None else None

    def _hinted(self, hint: Any) -> None:
        """Light the path of the citation under the pointer, and what was lit before once it leaves."""
        if self._at is None and self._deck.front == "graph" and (hint is None or hint["turn"] == self.current):
            lit = self._session.light if hint is None else hint["hint"]
            self._drawing.light(self._tabs.proof, lit, self._desk.snapshot)

    def bring(self, tab: str) -> None:
        """Bring a tab to the front."""
        self._deck.show(tab)

    def repaint(self) -> None:
        """Draw the graph in the session's theme."""
        self._canvas.theme(self._session.dark)

    def act(self, action: Any) -> None:
        """Do what a card or a citation stands for."""
        self._act(action)

    def _wish(self, wish: dict[str, Any]) -> None:
        self._drawing.grant(wish, self.turn["question"] if self.turn else "")
        self.follow()

    def _compare(self) -> None:
        """Show what differs between the two chosen runs: at first those of the turn in view and the one before."""
        say, snapshot = self._session.say, self._desk.snapshot
        names = {
            turn["run"]: f"{at}. {asked_without(turn, snapshot, say)}"
            for at, turn in enumerate(self.turns, 1)
            if turn["run"]
        }
        for run, question in self._pins().items():
            names.setdefault(run, question)
        for slot, run in enumerate([*names][-2:] if len(names) > 1 else ()):
            self._sides[slot] = self._sides[slot] if self._sides[slot] in names else run
        one, other = self._sides
        self._choice.show(choosers([*names.items()], one, other, say))
        known = len(names) > 1 and one in names and other in names
        self._diff.visible = known
        if known:
            diff = compared(self._desk, one, other)
            traces = (kept_trace(self._desk, one), kept_trace(self._desk, other))
            gone = [switched_off(off_in(trace.steps), snapshot, say) if trace else [] for trace in traces]
            first, second = (", ".join(name for _, _, name in rows) for rows in gone)
            self._diff.show(diff_view(diff, (first, second), say))

    def _pins(self) -> dict[str, str]:
        """The questions of the pinned runs."""
        for run in self._desk.pins:
            if run not in self._asked and self._desk.bench is not None:
                try:
                    self._asked[run] = self._desk.bench.trace(run).question
                except WorkbenchError:
                    self._asked[run] = ""
        return {run: self._asked[run] for run in self._desk.pins if self._asked.get(run)}

    def _recall(self, run: str) -> None:
        """Show a run that was kept, the one the address names or a pinned one, with what was asked before it."""
        if not run or self._desk.bench is None:
            return
        for one in together_with(self._desk, run) if not self.turns else (run,):
            shown = next((turn for turn in self.turns if turn["run"] == one), None)
            trace = kept_trace(self._desk, one) if shown is None else None
            if trace is not None:
                # Runs that were looked up count downwards, those asked here upwards.
                number = min((turn["number"] for turn in self.turns), default=1) - 1
                shown = recalled(number, one, trace.question, trace.steps)
                self.turns.append(shown)
            if shown is not None:
                self._look(shown["number"])

    def _act(self, action: Any) -> None:
        turn = self.turn
        plain: dict[str, Callable[[], None]] = {
            "stop": self._stop,
            "extract": lambda: self._session.go("extract"),
            "without": lambda: self.again(self._off),
            "retry": lambda: self._retry(turn),
        }
        if isinstance(action, dict):
            self._choose(action)
        elif action in plain:
            plain[action]()
        elif action == "rounds":
            self._rounds = self._rounds % 3 + 1
        elif action == "follow":
            self._follows = not self._follows
        elif action == "all-on":
            self._off = Without()
        if isinstance(action, dict) and action.keys() & {"off", "replay"}:
            # The cards at the side are the shell's.
            self._desk.touch()
        self.follow()

    def _stop(self) -> None:
        for turn in self.turns:
            if turn["job"] is not None and turn["job"].active:
                turn["job"].stop()

    def _retry(self, turn: Turn | None) -> None:
        """Ask once more what failed, as it was asked; what its routes had found is not looked for again."""
        asked = asked_in(turn["steps"]) if turn is not None else None
        if turn is None or asked is None:
            if turn is not None:
                self.ask(turn["question"])
            return
        self._put(asked.question.text, asked.limits, asked.question.mode, Manner(off=asked.off))

    def _choose(self, action: dict[str, Any]) -> None:
        session = self._session
        if "ask" in action:
            self.ask(action["ask"])
        elif "mode" in action:
            self._mode = action["mode"]
        elif "off" in action:
            self._off = switched(self._off, action["off"], action["id"])
        elif "plan" in action:
            self._edit(action)
        elif "route" in action:
            # A question needs at least one route.
            self._routes = (self._routes ^ {action["route"]}) or self._routes
        elif "resume" in action:
            self.run_on(int(action["resume"]))
        elif "replay" in action:
            total = len(self.turn["steps"]) if self.turn else 0
            self._at = int(action["replay"]) if 0 < int(action["replay"]) < total else None
        elif "save" in action:
            trace = kept_trace(self._desk, self.turn["run"]) if self.turn else None
            if trace is not None:
                self._canvas.save(*saved(trace, action["save"], session.language))
        elif "rests" in action or "compare" in action or "retry" in action:
            self._about(action)
        elif "diff" in action:
            self._sides[int(action["diff"])] = action["run"]
        elif action.get("cite") is not None:
            self._look(action.get("turn", self.current))
            session.light = None if session.light == action["cite"] else action["cite"]
            if session.light and self._deck.front not in ("graph", "evidence"):
                self._deck.show("graph")
        elif "tab" in action:
            self._deck.show(action["tab"])
        elif "turn" in action:
            self._look(action["turn"])
            session.param.update(light=None, run=self.turn["run"] if self.turn else "")
        elif "pin" in action:
            self._desk.pin(action["pin"])
        elif "run" in action:
            self._recall(action["run"])
            session.param.update(light=None, run=action["run"])
        elif "select" in action:
            session.sel = action["select"]
        elif "chunk" in action:
            session.param.update(chunk=action["chunk"], page="extract")

    def _about(self, action: dict[str, Any]) -> None:
        """What an answer rests on, how it differs from another, or asking it once more."""
        number = next(iter(action.values()))
        turn = next((turn for turn in self.turns if turn["number"] == number), None)
        if turn is None:
            return
        self._look(number)
        if "retry" in action:
            self._retry(turn)
        elif "rests" in action:
            turn["support"] = rest_on(self._desk, turn["run"])
        else:
            before = [other["run"] for other in self.turns if other["run"] and other is not turn]
            self._sides = [before[-1] if before else "", turn["run"]]
            self._deck.show("compare")

    def _edit(self, action: dict[str, Any]) -> None:
        """One stroke on the plan of the turn in view."""
        what, found = action["plan"], plan_in(self.turn["steps"]) if self.turn else None
        if found is None:
            return
        plan = self._draft or found[1]
        if what == "run":
            self._draft = None
            self.run_on(found[0], plan)
        else:
            self._draft = None if what == "drop" else drafted(plan, action)
