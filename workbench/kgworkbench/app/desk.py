"""The desk: what all sessions of one server share. One workbench, its snapshot, and the long work on it."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgworkbench.app.snapshot import Snapshot, look_at
from kgworkbench.app.strings import Strings
from kgworkbench.app.worker import Job
from kgworkbench.errors import GraphHeldError, WorkbenchError
from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.graph import Graph
from kgworkbench.model.progress import ChunkDone, ChunkFailed, GraphGrew, StageDone, Started
from kgworkbench.model.query import Limits, Mode
from kgworkbench.model.schema import Schema
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.present.graph import View, graph_delta, graph_view, patched, places_of
from kgworkbench.present.palette import Style
from kgworkbench.settings import BuildSettings, CommunitySettings

if TYPE_CHECKING:
    from kgworkbench.workbench import Workbench

__all__ = ["Desk", "LogEntry", "figures"]

_SETTLE = 0.25
_LIVE = 400
"""Entities drawn on the build page; the rest is counted."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log: when, how grave (info or error) and what, in plain words or as words of the interface."""

    time: str
    level: str
    text: str
    values: tuple[tuple[str, object], ...] | None = None

    def read(self, say: Strings) -> str:
        """The line in the reader's language; what the engine or a store said stays as it was said."""
        return self.text if self.values is None else say(self.text, **dict(self.values))


class Desk:
    """One open graph folder and what is being done to it; sessions look at it and never wait for it.

    ``version`` rises whenever anything a page shows has changed; a session compares it with what it last drew.
    """

    def __init__(self, workbench: "Workbench | None" = None, *, engine: str = "local") -> None:
        self.bench: Workbench | None = None
        self.engine = engine
        self.snapshot: Snapshot | None = None
        self.live: View = graph_view(Graph(), limit=_LIVE)
        self.building: Job[Any] | None = None
        self.grouping: Job[Any] | None = None
        self.opening: Job[Any] | None = None
        self.asking: dict[int, Job[Any]] = {}
        self.held: str = ""
        self.wanted: Path | None = None
        self.corpus = ""
        self.arrived: dict[str, Extraction] = {}
        self.failed: dict[str, Failure] = {}
        self.tokens = 0
        self.log: list[LogEntry] = []
        self.preview: KnowledgeTree | None = None
        self.settings = CommunitySettings()
        self.version = 0
        self._look_again = 0.0
        self._looking: Job[None] | None = None
        self._changes = 0
        self._lock = threading.RLock()
        self._asked = itertools.count(1)
        self._unhook: Callable[[], None] = lambda: None
        if workbench is not None:
            self.take(workbench)

    def take(self, workbench: "Workbench") -> None:
        """Put a workbench on the desk."""
        self.bench = workbench
        self.held = ""
        folder = workbench.folder
        self.corpus = str(folder.notes().get("corpus", "")) if folder is not None else ""
        self._unhook = workbench.on_change(self._changed_elsewhere)
        self.refresh()

    def refresh(self) -> None:
        """Look at the workbench again. Reads the whole store: off the event loop."""
        if self.bench is None:
            return
        self.snapshot = look_at(self.bench, self.preview)
        if self.building is None or not self.building.active:
            self.live = self._whole(self.snapshot)
        self.touch()

    def _changed_elsewhere(self) -> None:
        """Look again soon after a change the desk did not make itself: a notebook builds, another page adopts."""
        self._changes += 1
        busy = (self.building, self.grouping, self.opening, self._looking)
        if any(job is not None and job.active for job in busy):
            return

        def work() -> Iterator[None]:
            seen = -1
            while self._changes != seen:
                seen = self._changes
                time.sleep(_SETTLE)
                self.refresh()
                yield None

        self._looking = Job("look", "", work)
        self._looking.on_end(self._ended)
        self._looking.start()

    def _whole(self, snapshot: Snapshot) -> View:
        return graph_view(snapshot.graph, limit=_LIVE, fixed=places_of(self.live), styles=snapshot.look)

    def touch(self) -> None:
        """Say that something changed."""
        self.version += 1

    def say(self, text: str, level: str = "info") -> None:
        """Add a line to the log."""
        self.log.append(LogEntry(time.strftime("%H:%M:%S"), level, text))
        self.touch()

    def tell(self, key: str, **values: object) -> None:
        """Add a line to the log that everybody reads in their own language."""
        self.log.append(LogEntry(time.strftime("%H:%M:%S"), "info", key, tuple(values.items())))
        self.touch()

    def open(self, folder: str | Path, schema: str | Path | None = None) -> None:
        """Open a graph folder in a thread; what goes wrong goes to the log, a held folder to ``held``."""
        self.wanted = Path(folder)

        def work() -> Iterator[str]:
            from kgworkbench.workbench import Workbench

            yield f"opening {folder}"
            try:
                bench = Workbench.open(folder, schema=schema, engine=self.engine)
            except GraphHeldError as problem:
                self.held = str(problem)
                raise
            self.close()
            self.take(bench)
            self.tell("log_opened", folder=folder)

        job: Job[str] = Job("open", str(folder), work)
        job.on_end(self._ended)
        self.opening = job.start()
        self.touch()

    def close(self) -> None:
        """Let go of the workbench on the desk."""
        self._unhook()
        if self.bench is not None:
            self.bench.close()
        self.bench = self.snapshot = None

    def build(self, corpus: str, schema: str | Path | None = None) -> None:
        """Bring the graph to what the corpus says; one build at a time."""
        with self._lock:
            if self.bench is None or (self.building is not None and self.building.active):
                return
            bench = self.bench
            # Small batches: people watch the graph grow.
            settings = BuildSettings(batch=4, communities=self.settings)

            def work() -> Iterator[Any]:
                yield from bench.build(corpus, schema=schema, settings=settings)

            job: Job[Any] = Job("build", corpus, work)
            job.on_event(self._grew)
            job.on_end(self._built)
            self.corpus, self.preview = corpus, None
            self.arrived, self.failed = {}, {}
            self.building = job.start()
        self.touch()

    def _grew(self, job: Job[Any], event: Any) -> None:
        if isinstance(event, Started):
            job.total = len(event.pending)
        elif isinstance(event, StageDone):
            if event.stage == "read" and self.bench is not None:
                self.snapshot = look_at(self.bench)
        elif isinstance(event, ChunkDone):
            job.done += 1
            self.arrived[event.extraction.chunk] = event.extraction
            self.tokens += event.usage.prompt + event.usage.completion
        elif isinstance(event, ChunkFailed):
            job.done += 1
            self.failed[event.failure.chunk] = event.failure
            self.say(f"chunk {event.failure.chunk}: {event.failure.reason}", "error")
        elif isinstance(event, GraphGrew):
            known = self.snapshot.look if self.snapshot else {}
            self.live = patched(_dyed(self.live, known), graph_delta(_dyed(self.live, known), event.delta))
            # Inspector and reader read the snapshot: as fresh as reading the store allows, never most of the time.
            if self.bench is not None and time.monotonic() > self._look_again:
                started = time.monotonic()
                self.snapshot = look_at(self.bench)
                self._look_again = time.monotonic() + max(1.0, 10 * (time.monotonic() - started))
        self.touch()

    def _built(self, job: Job[Any]) -> None:
        if self.bench is not None:
            self.snapshot = look_at(self.bench)
            self.arrived, self.failed = {}, {}
            self.live = self._whole(self.snapshot)
        self._ended(job)

    def ask(self, question: str, mode: Mode, limits: Limits) -> tuple[int, Job[Any]]:
        """The number and the job of answering a question; several may run at once."""
        bench = self.bench
        assert bench is not None

        def work() -> Iterator[Any]:
            yield from bench.ask(question, mode=mode, limits=limits)

        number = next(self._asked)
        job: Job[Any] = Job("ask", question, work)
        job.on_event(self._asked_more)
        job.on_end(self._ended)
        self.asking[number] = job.start()
        for old in sorted(self.asking)[:-50]:
            if not self.asking[old].active:
                del self.asking[old]
        return number, job

    def _asked_more(self, _: Job[Any], event: Any) -> None:
        usage = getattr(event, "usage", None)
        if usage is not None:
            self.tokens += usage.prompt + usage.completion
        self.touch()

    def group(self, settings: CommunitySettings) -> None:
        """Find the communities again under these settings, as a preview that ``keep_groups`` makes lasting."""
        with self._lock:
            if self.bench is None or self.snapshot is None:
                return
            if self.grouping is not None and self.grouping.active:
                self.grouping.stop()
            bench, graph = self.bench, self.snapshot.graph

            def work() -> Iterator[KnowledgeTree]:
                from kgworkbench.community.tree import grow_tree

                yield grow_tree(graph, bench.embedder, settings)

            job: Job[KnowledgeTree] = Job("group", f"weight {settings.weight:.2f}", work)

            def ended(done: Job[Any]) -> None:
                if done is self.grouping and done.events and self.snapshot is not None:
                    self.preview, self.settings = done.events[-1], settings
                    tree = self.preview
                    self.snapshot = replace(self.snapshot, tree=tree, communities={c.id: c for c in tree.communities})
                self._ended(done)

            job.on_end(ended)
            self.grouping = job
            job.start()
        self.touch()

    def keep_groups(self) -> None:
        """Write the previewed communities to the graph folder."""
        if self.bench is None or self.preview is None:
            return
        tree, self.preview = self.preview, None
        self.bench.keep_tree(tree)
        self.tell("log_kept", n=len(tree.at(0)), w=f"{self.settings.weight:.2f}")

    def drop_groups(self) -> None:
        """Forget the preview and show the stored communities again."""
        self.preview = None
        self.refresh()

    def adopt(self, schema: Schema, reason: str) -> Schema | None:
        """The schema as the newest version, in force from now on; what was wrong with it goes to the log."""
        if self.bench is None or self.snapshot is None:
            return None
        try:
            kept = self.bench.adopt(schema, author="dashboard", reason=reason)
        except WorkbenchError as problem:
            self.say(str(problem), "error")
            return None
        self.snapshot = replace(self.snapshot, schema=kept)
        self.tell("log_adopted", n=kept.version)
        return kept

    def _ended(self, job: Job[Any]) -> None:
        if job.error:
            self.say(f"{job.kind} {job.title!r} failed: {job.error}", "error")
        elif job.kind == "build":
            self.tell("log_built", corpus=job.title, t=f"{job.seconds:.1f} s")
        self.touch()


def _dyed(view: View, look: Mapping[str, Style]) -> View:
    """The view with a legend row for every type, so that what arrives next is drawn in its type's own style."""
    shown = {row["type"] for row in view["legend"]}
    more = [
        {"type": kind, "color": style.color, "dark": style.dark, "shape": style.shape, "shown": 0, "total": 0}
        for kind, style in look.items()
        if kind not in shown
    ]
    return {**view, "legend": [*view["legend"], *more]}


def figures(desk: Desk) -> Mapping[str, Any]:
    """What the header tells: engine, tokens, entities and relations."""
    graph = desk.snapshot.graph if desk.snapshot else Graph()
    running = desk.building is not None and desk.building.active
    return {
        "engine": desk.bench.engine.name if desk.bench else "",
        "tokens": desk.tokens,
        "entities": desk.live["total"] if running else len(graph.entities),
        "relations": desk.live["edges_total"] if running else len(graph.relations),
    }
