"""The Extract page: a corpus becomes a graph under one's eyes, chunk by chunk."""

from pathlib import Path
from typing import Any

import panel_material_ui as pmui

from kgworkbench.app.components.canvas import Canvas
from kgworkbench.app.components.deck import Deck
from kgworkbench.app.components.frames import column, page_frame, pane, row
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.monitor import chunk_rows, progress, proposal_rows, stop_button, violation_rows
from kgworkbench.app.components.reading import chunk_reader
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.components.tables import Table
from kgworkbench.app.components.words import chip, head
from kgworkbench.app.desk import Desk
from kgworkbench.app.state import Session
from kgworkbench.errors import WorkbenchError
from kgworkbench.present.graph import graph_view, places_of
from kgworkbench.samples import sample, sample_names

__all__ = ["ExtractPage"]


class ExtractPage:
    """Corpus, progress, chunks, the live graph, the text behind it, and what the schema did not allow."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        say = session.say
        self._extractions: Any = None
        self._focus: dict[str, Any] | None = None
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
        self._samples = Sheet(on_click=self._act)
        self._progress = Sheet(on_click=self._act)
        self._chunks = Table(
            {"mark": "", "title": say("documents"), "entities": "E", "relations": "R", "violations": "!"},
            widths={"mark": 32, "entities": 40, "relations": 40, "violations": 34},
            on_pick=lambda key: session.param.update(chunk=key),
            empty=say("no_chunks"),
        )
        self._canvas = Canvas(
            on_select=lambda key: session.param.update(sel=key),
            on_request=self._wish,
            caption=say("graph"),
            empty=f"{say('no_graph')}. {say('no_graph_hint')}",
            language=session.language,
        )
        self._reader = Sheet(on_click=self._act, sizing_mode="stretch_both", min_height=100)
        self._violations = Table(
            {"rule": say("rule"), "claim": say("claim"), "evidence": say("evidence"), "title": say("documents")},
            widths={"rule": 150, "title": 150},
            on_pick=self._to_chunk,
            empty=say("no_violations"),
        )
        self._proposals = Table(
            {
                "kind": say("kind"),
                "name": say("name"),
                "times": say("asked_by"),
                "sure": say("confidence"),
                "examples": say("examples"),
            },
            widths={"kind": 90, "name": 170, "times": 80, "sure": 100},
            empty=say("no_proposals"),
        )
        self._deck = Deck(
            [
                ("text", say("text"), column(self._reader, style={"padding": "12px 16px"})),
                ("violations", say("violations"), self._violations.view),
                ("proposals", say("proposals"), self._proposals.view),
            ],
            style={"flex": "0 0 34%"},
        )
        corpus = row(
            self._path, self._samples, sizing_mode="stretch_width", style={"gap": "12px", "align-items": "center"}
        )
        middle = row(
            pane(self._chunks.view, style={"flex": "0 0 clamp(240px, 35%, 360px)"}),
            self._canvas.view,
            style={"gap": "12px", "flex": "1 1 50%"},
        )
        self.view = page_frame(self._head, corpus, self._progress, middle, self._deck.view)
        self._draw_samples()
        self.repaint()
        self.refresh()

    def refresh(self) -> None:
        """Show how far the work is and what it yielded so far."""
        desk, say = self._desk, self._session.say
        snapshot = desk.snapshot
        if snapshot is None:
            return
        job = desk.building
        running = job is not None and job.active
        label = say("rebuild") if snapshot.chunks and not running else say("build")
        action = stop_button(say) if running else h("button.btn.primary", icon("play", "small"), label, click="build")
        facts = [
            chip(f"{len(snapshot.titles)} {say('documents').lower()}", "plain") if snapshot.titles else None,
            chip(f"{len(snapshot.failures)} {say('failures').lower()}", "bad") if snapshot.failures else None,
        ]
        self._head.show(head(say("extract"), say("extract_lead"), *[fact for fact in facts if fact], action))
        self._progress.show(progress(job, say))
        self._progress.visible = job is not None
        self._chunks.show(chunk_rows(snapshot, desk.arrived, desk.failed))
        if self._focus is None:
            self._canvas.show(desk.live)
        extractions = {**snapshot.extractions, **desk.arrived}
        if len(extractions) != self._extractions:
            self._extractions = len(extractions)
            found = violation_rows(snapshot, list(extractions.values()))
            asked = proposal_rows(list(extractions.values()))
            self._violations.show(found)
            self._proposals.show(asked)
            self._deck.count("violations", len(found))
            self._deck.count("proposals", len(asked))
        self.follow()

    def follow(self) -> None:
        """Show the text of the chunk in view, the selection lit in graph, table and text."""
        snapshot, session = self._desk.snapshot, self._session
        if snapshot is None:
            return
        self._canvas.follow(session.sel)
        self._chunks.follow(session.chunk)
        self._reader.show(chunk_reader(snapshot, session.chunk, session.sel, session.say))

    def repaint(self) -> None:
        """Draw the graph on the ground of the session's theme."""
        self._canvas.theme(self._session.dark)

    def build(self) -> None:
        """Start a build of the corpus in the field; a sample brings its own schema to a graph that has none."""
        corpus = self._path.value.strip() if self._path.value else ""
        if not corpus:
            self._desk.say(self._session.say("no_graph_hint"), "error")
            return
        path = Path(corpus).expanduser()
        schema = path.parent / "schema.yaml" if path.name == "docs" else path / "schema.yaml"
        empty = self._desk.snapshot is not None and not self._desk.snapshot.chunks
        fresh = empty and self._desk.snapshot is not None and self._desk.snapshot.schema.version <= 1
        docs = path / "docs" if (path / "docs").is_dir() and (path / "schema.yaml").is_file() else path
        try:
            self._focus = None
            self._desk.build(str(docs), schema=schema if fresh and schema.is_file() else None)
        except WorkbenchError as problem:
            self._desk.say(str(problem), "error")

    def _draw_samples(self) -> None:
        names = sample_names()
        now = str(self._path.value or "")
        chips = [
            chip(name.replace("_", " "), *(["on"] if str(sample(name).path) in now else []), click={"sample": name})
            for name in names
        ]
        self._samples.show(h("div.row", h("span.caption", self._session.say("samples")), chips))

    def _act(self, action: Any) -> None:
        if action == "build":
            self.build()
        elif action == "stop" and self._desk.building is not None:
            self._desk.building.stop()
            self._desk.touch()
        elif isinstance(action, dict) and "sample" in action:
            self._path.value = str(sample(action["sample"]).path / "docs")
        elif isinstance(action, dict) and "select" in action:
            self._session.select(action["select"])

    def _to_chunk(self, key: str) -> None:
        if key:
            self._session.chunk = key.partition(":")[0]
            self._deck.show("text")

    def _wish(self, wish: dict[str, Any]) -> None:
        """More of the graph: a higher limit, or the neighbours of what is selected."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return
        shown = self._focus or self._desk.live
        limit = int(wish.get("limit") or shown["limit"])
        ids = [key for key in wish.get("ids", ()) if key in snapshot.entities]
        kept = places_of(shown)
        if ids:
            kept = {**kept}
            limit = max(limit, len(kept) + 25)
        self._focus = graph_view(
            snapshot.graph, limit=limit, focus=ids, fixed=kept, language=self._session.language, styles=snapshot.look
        )
        self._canvas.show(self._focus)


def _first_sample(desk: Desk) -> str:
    names = sample_names()
    known = desk.snapshot.schema.name if desk.snapshot else ""
    if known in names:
        return str(sample(known).path / "docs")
    return str(sample(names[0]).path / "docs") if names else ""
