"""The Extract page: a corpus becomes a graph under one's eyes, chunk by chunk."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import panel_material_ui as pmui

from kgworkbench.app.components.canvas import Canvas
from kgworkbench.app.components.deck import Deck
from kgworkbench.app.components.drop import Drop
from kgworkbench.app.components.frames import column, page_frame, pane, row
from kgworkbench.app.components.monitor import (
    build_buttons,
    chunk_rows,
    cost_buttons,
    cost_facts,
    policy_choice,
    progress,
    proposal_rows,
    violation_rows,
)
from kgworkbench.app.components.reading import chunk_reader, first_chunk_of
from kgworkbench.app.components.review_card import review_card
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.components.table_search import SearchedTable
from kgworkbench.app.components.tables import Table
from kgworkbench.app.components.words import chip, head
from kgworkbench.app.desk import Desk
from kgworkbench.app.drawing import Drawing
from kgworkbench.app.lookups import count_the_cost
from kgworkbench.app.pages.welcome import title_of
from kgworkbench.app.policies import policy_note, policy_of
from kgworkbench.app.review_queue import Reviewer
from kgworkbench.app.spending import Budget
from kgworkbench.app.state import Session
from kgworkbench.app.uploads import kept_files
from kgworkbench.errors import WorkbenchError
from kgworkbench.present.lens import Lens
from kgworkbench.samples import sample, sample_names
from kgworkbench.schema.evolve import Policy

__all__ = ["ExtractPage"]

_DRAWN = 400


class ExtractPage:
    """Corpus, progress, chunks, the live graph, the text behind it, and what the schema did not allow."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        say = session.say
        self._extractions: Any = None
        self._own = False
        self._money = False
        self._asking = ""
        self._head = Sheet(on_click=self._act, height=56)
        self._path = pmui.TextInput(
            value=desk.corpus or _first_sample(desk),
            placeholder=say("corpus_hint"),
            label=say("corpus"),
            size="small",
            sizing_mode="stretch_width",
            margin=0,
        )
        self._path.param.watch(lambda _: self._draw_samples(), "value")
        self._drop = Drop(self._received, label=say("drop"), hint=say("drop_hint"), margin=0, width=150, height=38)
        self._samples = Sheet(on_click=self._act, height=28)
        self._costs = Sheet(on_click=self._act, sizing_mode=None, height=38, styles={"flex": "none"})
        self._progress = Sheet(on_click=self._act)
        self._fields = {
            name: pmui.TextInput(value=value, label=say(name), size="small", margin=0, sizing_mode="stretch_width")
            for name, value in {**_budget_fields(desk.budget), **_policy_fields(desk.policy)}.items()
        }
        for field in self._fields.values():
            field.param.watch(self._budgeted, "value")
        self._policy = Sheet(on_click=self._ruled, sizing_mode="stretch_width", height=38)
        fields = list(self._fields.values())
        lines = [
            row(*parts, sizing_mode="stretch_width", style={"gap": "12px", "align-items": "end"})
            for parts in (fields[:3], [self._policy, *fields[3:]])
        ]
        self._budget = pane(
            *lines, sizing_mode="stretch_width", style={"gap": "14px", "padding": "16px", "flex": "none"}, visible=False
        )
        self._chunks = Table(
            {
                "mark": "",
                "title": say("documents"),
                "entities": say("column_entities"),
                "relations": say("column_relations"),
                "violations": "!",
                "tokens": say("tokens"),
                "cost": say("cost"),
                "seconds": say("column_seconds"),
            },
            widths={
                "mark": 32,
                "entities": 52,
                "relations": 52,
                "violations": 36,
                "tokens": 56,
                "cost": 58,
                "seconds": 62,
            },
            numbers=("entities", "relations", "violations", "tokens", "cost", "seconds"),
            hints={"entities": say("entities"), "relations": say("relations"), "violations": say("violations")},
            on_pick=lambda key: session.param.update(chunk=key),
            bad=lambda row: row["mark"] == "✕",
            empty=say("no_chunks"),
        )
        self._listed = SearchedTable(self._chunks, say)
        self._canvas = Canvas(
            on_select=self._chose,
            on_request=self._wish,
            caption=say("graph"),
            empty=say("graph_empty"),
            language=session.language,
        )
        self._drawing = Drawing(session, desk, self._canvas, Lens(limit=_DRAWN))
        self._reader = Sheet(on_click=self._act, sizing_mode="stretch_both", min_height=100)
        self._violations = Table(
            {"rule": say("rule"), "claim": say("claim"), "evidence": say("evidence")},
            widths={"rule": 120},
            on_pick=self._to_chunk,
            empty=say("no_violations"),
        )
        self._proposals = Table(
            {"name": say("name"), "kind": say("kind"), "times": say("asked_by"), "sure": say("confidence")},
            widths={"kind": 84, "times": 66, "sure": 92},
            numbers=("times", "sure"),
            on_pick=self._to_chunk,
            empty=say("no_proposals"),
        )
        self._reviewer = Reviewer(desk)
        self._review = Sheet(on_click=self._reviewed, sizing_mode="stretch_both")
        self._deck = Deck(
            [
                ("documents", say("documents"), self._listed.view),
                ("violations", say("violations"), self._violations.view),
                ("proposals", say("proposals"), self._proposals.view),
                ("review", say("review"), column(self._review)),
            ],
            on_show=self._fronted,
            style={"flex": "11 1 0"},
        )
        corpus = row(
            self._path,
            self._drop,
            self._costs,
            sizing_mode="stretch_width",
            style={"gap": "12px", "align-items": "center"},
        )
        self._text = pane(column(self._reader, style={"padding": "12px 16px"}), style={"flex": "10 1 0"})
        left = column(
            self._deck.view,
            self._text,
            style={"gap": "12px", "flex": "0 0 clamp(372px, 45%, 480px)"},
        )
        middle = row(left, self._canvas.view, style={"gap": "12px", "flex": "1 1 50%"})
        self.view = page_frame(self._head, corpus, self._samples, self._budget, self._progress, middle)
        self._draw_samples()
        self.repaint()
        self.refresh()

    def inherit(self, before: "ExtractPage") -> None:
        """Go on where a page in another language was left."""
        self._path.value, self._reviewer, self._own = before._path.value, before._reviewer, before._own
        self._drawing.lens = before._drawing.lens
        self._listed.inherit(before._listed)
        self._deck.show(before._deck.front)
        self.refresh()

    def refresh(self) -> None:
        """Show how far the work is and what it yielded so far."""
        desk, say = self._desk, self._session.say
        snapshot = desk.snapshot
        if snapshot is None:
            return
        job = desk.building
        running = job is not None and job.active
        kept = len(kept_files(desk.folder))
        facts = [
            chip(say("documents_n", n=len(snapshot.titles)), "plain") if snapshot.titles else None,
            chip(say("kept_n_files", n=kept), "plain") if kept else None,
            chip(f"{len(snapshot.failures)} {say('failures').lower()}", "bad") if snapshot.failures else None,
            chip(say("unread_n", n=len(snapshot.unread)), "bad") if snapshot.unread else None,
        ]
        wrong = len(snapshot.failures) + len(snapshot.unread)
        actions = build_buttons(job, bool(snapshot.chunks), wrong, self._asking, say)
        told = [fact for fact in facts if fact and not self._asking]
        self._head.show(head(say("extract"), say("extract_lead"), *told, *actions))
        self._progress.show(progress(job, say))
        self._progress.visible = job is not None
        self._draw_samples()
        rows = chunk_rows(snapshot, desk.arrived, desk.failed, desk.took, desk.budget)
        self._chunks.hide(
            {name for name in ("violations", "tokens", "cost", "seconds") if not any(row[name] for row in rows)}
        )
        self._listed.show(rows)
        self._canvas.view.empty = say("graph_coming") if running else say("graph_empty")
        if running and not self._own:
            self._drawing.show(desk.live)
        else:
            self._drawing.follow(snapshot)
        extractions = {**snapshot.extractions, **desk.arrived}
        # Judged again under another schema there are as many, and not the same.
        read = (snapshot.extractions, len(extractions))
        if self._extractions is None or self._extractions[0] is not read[0] or self._extractions[1] != read[1]:
            self._extractions = read
            found = violation_rows(snapshot, list(extractions.values()), say)
            asked = proposal_rows(list(extractions.values()), say)
            self._violations.show(found)
            self._proposals.show(asked)
            self._deck.count("violations", len(found) or None)
            self._deck.count("proposals", len(asked) or None)
        self._deck.count("documents", len(snapshot.chunks) or None)
        self._policy.show(policy_choice(desk.policy, say))
        self.follow()

    def follow(self) -> None:
        """Show the text of the chunk in view, the selection lit in graph, table and text."""
        snapshot, session = self._desk.snapshot, self._session
        if snapshot is None:
            return
        self._canvas.follow(session.sel)
        self._chunks.follow(session.chunk)
        reviewing = self._deck.front == "review"
        # A review brings its own sentence: the whole text would take its place.
        self._text.visible = not reviewing
        if reviewing:
            self._review.show(review_card(self._reviewer.queue(), self._reviewer.done, snapshot, session.say))
        # Where no text was chosen yet, the first one shows what there is to see.
        chunk = session.chunk or next(iter(snapshot.chunks), "")
        self._reader.show(chunk_reader(snapshot, chunk, session.sel, session.say))

    def _fronted(self, name: str) -> None:
        """Where a review begins, graph and inspector show what is under review."""
        queue = self._reviewer.queue() if name == "review" else ()
        if queue and not self._session.sel:
            self._chose(queue[0].id)
        self.follow()

    def bring(self, tab: str) -> None:
        """Bring a tab to the front."""
        self._deck.show(tab)

    def repaint(self) -> None:
        """Draw the graph on the ground of the session's theme."""
        self._canvas.theme(self._session.dark)

    def build(self, again: str = "new") -> None:
        """Start a build of the corpus in the field; a sample brings its own schema to a graph that has none."""
        corpus = self._corpus().strip()
        if not corpus and again == "new":
            self._desk.say(self._session.say("no_graph_hint"), "error")
            return
        path = Path(corpus).expanduser()
        schema = path.parent / "schema.yaml" if path.name == "docs" else path / "schema.yaml"
        empty = self._desk.snapshot is not None and not self._desk.snapshot.chunks
        fresh = empty and self._desk.snapshot is not None and self._desk.snapshot.schema.version <= 1
        docs = path / "docs" if (path / "docs").is_dir() and (path / "schema.yaml").is_file() else path
        self._own = False
        try:
            self._desk.build(str(docs), schema=schema if fresh and schema.is_file() else None, again=again)
        except WorkbenchError as problem:
            self._desk.say(str(problem), "error")

    def _corpus(self) -> str:
        # What stands in the field: its value is told only when the field is left, and may come after a click on Build.
        return str(self._path.value_input or self._path.value or "")

    def _draw_samples(self) -> None:
        names = sample_names()
        now = str(self._path.value or "")
        chips = [
            chip(
                title_of(name, self._session.say),
                *(["on"] if str(sample(name).path) in now else []),
                click={"sample": name},
            )
            for name in names
        ]
        say, desk = self._session.say, self._desk
        self._costs.show(cost_buttons(desk, self._money, say))
        facts = cost_facts(desk, say)
        # A graph that holds something needs no sample.
        bare = desk.snapshot is None or not desk.snapshot.chunks
        offered = [h("span.caption", say("samples")), chips] if bare else []
        self._samples.show(h("div.row", offered, h("span.grow"), facts))
        self._samples.visible = bool(offered or facts)

    def _act(self, action: Any) -> None:
        job = self._desk.building
        if action in ("build", "failed"):
            self.build("new" if action == "build" else "failed")
        elif action == "all":
            # Everything is extracted anew: asked twice before it is done.
            self._asking = "all"
        elif action == "sure":
            self._asking = ""
            self.build("all")
        elif action == "no":
            self._asking = ""
        elif action in ("stop", "pause", "resume") and job is not None:
            {"stop": job.stop, "pause": job.pause, "resume": job.resume}[action]()
            self._desk.touch()
        elif action == "estimate":
            count_the_cost(self._desk, self._corpus())
        elif action == "money":
            self._money = not self._money
            self._budget.visible = self._money
        elif isinstance(action, dict) and "page" in action:
            self._session.go(action["page"])
        elif isinstance(action, dict) and "again" in action:
            self.build(action["again"])
        elif isinstance(action, dict) and "sample" in action:
            self._path.value = str(sample(action["sample"]).path / "docs")
        elif isinstance(action, dict) and "select" in action:
            self._session.select(action["select"])
        self.refresh()

    def _reviewed(self, action: Any) -> None:
        """Decide on what is under review, and turn graph and text to the next."""
        snapshot, session = self._desk.snapshot, self._session
        if isinstance(action, dict) and "chunk" in action:
            session.chunk = action["chunk"]
        elif isinstance(action, dict) and "select" in action:
            self._chose(action["select"])
        elif snapshot is not None:
            key, kind = ("retype", action["retype"]) if isinstance(action, dict) else (str(action), "")
            following = self._reviewer.act(key, kind)
            if following is not None:
                self._chose(following.id)
            self.follow()

    def _ruled(self, action: Any) -> None:
        if isinstance(action, dict) and "policy" in action:
            self._desk.set_policy(replace(self._desk.policy, mode=action["policy"]))
            self.refresh()

    def _received(self, files: Any) -> None:
        self._desk.receive(files, self._desk.corpus if self._desk.snapshot and self._desk.snapshot.chunks else "")

    def _budgeted(self, _: Any) -> None:
        figures = {}
        for name, field in self._fields.items():
            try:
                figures[name] = max(float(str(field.value or "0").replace(",", "")), 0.0)
            except ValueError:
                self._desk.tell("not_a_number", text=field.value)
                return
        self._desk.set_budget(Budget(figures["price_in"], figures["price_out"], int(figures["cap"])))
        kept = {**policy_note(self._desk.policy), "confidence": figures["policy_confidence"]}
        self._desk.set_policy(policy_of({**kept, "support": figures["policy_support"]}))

    def _chose(self, key: str) -> None:
        """Select what was clicked in the graph, and turn the reader to where it was said."""
        snapshot, session = self._desk.snapshot, self._session
        chunk = first_chunk_of(snapshot, key, session.chunk) if snapshot is not None and key else ""
        session.param.update(sel=key, chunk=chunk or session.chunk)

    def _to_chunk(self, key: str) -> None:
        if key:
            self._session.chunk = key.partition(":")[0]

    def _wish(self, wish: dict[str, Any]) -> None:
        """More of the graph, less of it, its communities, or a copy to keep."""
        if self._desk.snapshot is not None:
            self._own = self._own or wish.get("kind") != "export"
            self._drawing.grant(wish, self._desk.snapshot)


def _budget_fields(budget: Budget) -> dict[str, str]:
    return {"price_in": f"{budget.prompt:g}", "price_out": f"{budget.completion:g}", "cap": str(budget.cap)}


def _policy_fields(policy: Policy) -> dict[str, str]:
    return {"policy_confidence": f"{policy.confidence:g}", "policy_support": str(policy.support)}


def _first_sample(desk: Desk) -> str:
    names = sample_names()
    known = desk.snapshot.schema.name if desk.snapshot else ""
    if known in names:
        return str(sample(known).path / "docs")
    return str(sample(names[0]).path / "docs") if names else ""
