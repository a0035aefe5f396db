"""The desk: what all sessions of one server share. One workbench, its snapshot, and the long work on it."""

import itertools
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgworkbench.app.build_log import build_log
from kgworkbench.app.competency import Competency
from kgworkbench.app.durations import duration
from kgworkbench.app.legends import dyed
from kgworkbench.app.log import LogEntry
from kgworkbench.app.policies import policy_note, policy_of
from kgworkbench.app.regrouping import Regrouping
from kgworkbench.app.snapshot import Snapshot, look_at
from kgworkbench.app.spending import Budget, Estimate
from kgworkbench.app.steward import Steward
from kgworkbench.app.together import Together
from kgworkbench.app.trials import Trials
from kgworkbench.app.unread import FILE, tried_again
from kgworkbench.app.uploads import documents_of, keep_files
from kgworkbench.app.worker import Job
from kgworkbench.errors import GraphHeldError, InputError, WorkbenchError
from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.graph import Graph
from kgworkbench.model.progress import ChunkDone, ChunkFailed, GraphGrew, StageDone, Started
from kgworkbench.model.query import Limits, Mode
from kgworkbench.model.schema import Schema
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.model.usage import Usage
from kgworkbench.ports import is_free
from kgworkbench.present.graph import View, graph_delta, graph_view, patched, places_of
from kgworkbench.schema.evolve import Policy
from kgworkbench.settings import BuildSettings, CommunitySettings

if TYPE_CHECKING:
    from kgworkbench.asking import Manner
    from kgworkbench.workbench import Workbench

__all__ = ["Again", "Desk"]

Again = str
"""What to extract once more: "new", "failed", "all", the id of a document, or ``unread:`` and the name of a file."""

_SETTLE = 0.25
_LIVE = 400
"""Entities drawn on the build page; the rest is counted."""


class Desk:
    """One open graph folder and what is being done to it; sessions look at it and never wait for it.

    ``version`` rises whenever anything a page shows has changed; a session compares it with what it last drew.
    """

    def __init__(self, workbench: "Workbench | None" = None, *, engine: str = "local") -> None:
        self.bench: Workbench | None = None
        self.engine = engine
        self.snapshot: Snapshot | None = None
        self.live: View = graph_view(Graph(), limit=_LIVE, loose=False)
        self.building: Job[Any] | None = None
        self.grouping: Job[Any] | None = None
        self.opening: Job[Any] | None = None
        self.asking: dict[int, Job[Any]] = {}
        self.held: str = ""
        self.wanted: Path | None = None
        self.corpus = ""
        self.arrived: dict[str, Extraction] = {}
        self.failed: dict[str, Failure] = {}
        self.spent = Usage()
        self.spent_here = Usage()
        self.budget = Budget()
        self.policy = Policy()
        self.took: dict[str, float] = {}
        self.estimate: Estimate | None = None
        self.estimating: Job[Any] | None = None
        self.pins: tuple[str, ...] = ()
        self.runs: dict[int, str] = {}
        self.pairs: dict[tuple[str, str], Mapping[str, Any]] = {}
        self.log: list[LogEntry] = []
        self.preview: KnowledgeTree | None = None
        self.settings = self._settled = CommunitySettings()
        self.version = 0
        self.steward = Steward(self)
        self.trials = Trials(self)
        self.competency = Competency(self)
        self.regrouping = Regrouping(self, self._regrouped)
        self._together = Together()
        self._watchers: weakref.WeakSet[Callable[[], None]] = weakref.WeakSet()
        self._look_again = 0.0
        self._looking: Job[None] | None = None
        self._changes = 0
        self._lock = threading.RLock()
        self._asked = itertools.count(1)
        self._versions = itertools.count(1)
        self._unhook: Callable[[], None] = lambda: None
        if workbench is not None:
            self.take(workbench)

    def take(self, workbench: "Workbench") -> None:
        """Put a workbench on the desk."""
        self.bench = workbench
        self.held = ""
        notes = workbench.notes()
        self.corpus = str(notes.get("corpus", ""))
        self.budget = Budget.of(notes.get("budget"))
        self.policy = policy_of(notes.get("policy"))
        self.took = {str(chunk): float(seconds) for chunk, seconds in (notes.get("seconds") or {}).items()}
        self.pins = tuple(str(run) for run in notes.get("pins", ()))
        self.estimate = None
        self._unhook = workbench.on_change(self._changed_elsewhere)
        self.refresh()

    def refresh(self) -> None:
        """Look at the workbench again. Reads the whole store: off the event loop."""
        if self.bench is None:
            return
        self.snapshot = look_at(self.bench, self.preview)
        self.steward.look()
        self.pairs = {}
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
                self.competency.follow()
                yield None

        self._looking = Job("look", "", work)
        self._looking.on_end(self.ended)
        self._looking.start()

    @property
    def folder(self) -> Path | None:
        """The open graph folder, None for a graph in memory."""
        return self.bench.folder.path if self.bench is not None and self.bench.folder is not None else None

    def touch(self) -> None:
        """Say that something changed."""
        # Threads do this at once: no two changes have one number, or the second would be missed.
        self.version = next(self._versions)

    def _wake(self, *_: Any) -> None:
        """Say that something changed that people wait for."""
        self.touch()
        for told in tuple(self._watchers):
            told()

    def watch(self, told: Callable[[], None]) -> None:
        """Call ``told``, in any thread, when there is something to show at once; ends when nobody else holds it."""
        self._watchers.add(told)

    def say(self, text: str | tuple[str, str], level: str = "info") -> None:
        """Add a line to the log: what was said, in English or in both languages."""
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
        job.on_end(self.ended)
        self.opening = job.start()
        self.touch()

    def close(self) -> None:
        """Let go of the workbench on the desk."""
        self._unhook()
        if self.bench is not None:
            self.bench.close()
        self.bench = self.snapshot = None

    def build(self, corpus: str, schema: str | Path | None = None, again: Again = "new") -> None:
        """Bring the graph to what the corpus and the kept files say; one build at a time.

        ``again`` is "new" (what is new, changed or failed), "failed" (only what failed before), "all" (every
        document anew), or the id of a document, of one chunk, or of a file that could not be read, to be read again;
        nothing else is looked for then.
        """
        with self._lock:
            if self.bench is None or self.snapshot is None or (self.building is not None and self.building.active):
                return
            if self.steward.busy:  # a schema is being applied: its own rebuild is under way
                return
            bench, folder, policy = self.bench, self.folder, self.policy
            # Small batches: people watch the graph grow.
            settings = BuildSettings(batch=4, communities=self.settings)
            chunks = tuple(one.id for one in self.snapshot.chunks.values() if again in (one.id, one.document))
            if chunks or again == "all":
                settings = replace(settings, again=chunks or "all")

            def work() -> Iterator[Any]:
                known = again == "failed" or chunks or again.startswith(FILE)
                found = tried_again(bench, again, corpus, folder) if known else documents_of(corpus, folder)
                run = bench.build(found.documents, schema=schema, settings=settings, policy=policy, unread=found.unread)
                bench.note(corpus=corpus)
                yield from run

            job: Job[Any] = Job("build", corpus, work)
            job.on_event(self._grew)
            job.on_event(build_log(self, bench, again))
            job.on_end(self._built)
            self.corpus, self.preview, self.estimate = corpus, None, None
            self.arrived, self.failed, self.spent_here = {}, {}, Usage()
            drawn = self.live if self.live["nodes"] else None
            held = places_of(drawn) if drawn is not None else None
            look, graph = self.snapshot.look, self.snapshot.graph
            self.live = graph_view(graph, limit=_LIVE, fixed=held, styles=look, loose=False)
            # Its events find it here: what the first of them spend counts.
            self.building = job
            job.start()
        self.touch()

    def receive(self, files: Sequence[Mapping[str, str]], corpus: str) -> None:
        """Keep dropped files in the graph folder, and build."""
        if self.folder is None:
            self.tell("upload_no_folder")
            return
        try:
            kept = keep_files(self.folder, files)
        except InputError as problem:
            self.say(str(problem), "error")
            return
        self.tell("log_kept_files", n=len(kept), names=", ".join(path.name for path in kept[:5]))
        self.build(corpus or str(self.folder / "corpus"))

    def set_budget(self, budget: Budget) -> None:
        """Keep prices and the cap for this graph."""
        self.budget = budget
        if self.bench is not None:
            self.bench.note(budget=budget.note())
        self.touch()

    def set_policy(self, policy: Policy) -> None:
        """Keep what becomes of types that a build asks for."""
        self.policy = policy
        if self.bench is not None:
            self.bench.note(policy=policy_note(policy))
        self.touch()

    def pin(self, run: str) -> None:
        """Pin a run for everybody, or take its pin away."""
        kept = tuple(one for one in self.pins if one != run)
        self.pins = kept if len(kept) < len(self.pins) else (*self.pins, run)
        if self.bench is not None:
            self.bench.note(pins=list(self.pins))
        self.touch()

    def _spend(self, usage: Usage) -> None:
        self.spent += usage
        self.spent_here += usage
        job = self.building
        if job is not None and job.active and 0 < self.budget.cap <= self.spent_here.total and job.status == "running":
            self.tell("log_cap", n=self.budget.cap)
            job.stop()

    def _grew(self, job: Job[Any], event: Any) -> None:
        if isinstance(event, Started):
            job.total = len(event.pending)
        elif isinstance(event, StageDone):
            if event.stage == "read" and self.bench is not None:
                self.snapshot = look_at(self.bench)
        elif isinstance(event, ChunkDone):
            job.done += 1
            self.arrived[event.extraction.chunk] = event.extraction
            self.took[event.extraction.chunk] = event.ms / 1000
            self._spend(event.usage)
        elif isinstance(event, ChunkFailed):
            job.done += 1
            self.failed[event.failure.chunk] = event.failure
        elif isinstance(event, GraphGrew):
            known = self.snapshot.look if self.snapshot else {}
            self.live = patched(dyed(self.live, known), graph_delta(dyed(self.live, known), event.delta))
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
            self.took = {chunk: seconds for chunk, seconds in self.took.items() if chunk in self.snapshot.chunks}
            self.bench.note(seconds={chunk: round(seconds, 3) for chunk, seconds in self.took.items()})
            self.competency.follow()
        self.ended(job)

    def ask(self, question: str, mode: Mode, limits: Limits, manner: "Manner | None" = None) -> tuple[int, Job[Any]]:
        """The number and the job of answering a question; several may run at once."""
        bench = self.bench
        assert bench is not None
        how = {} if manner is None else {"manner": manner}

        def work() -> Iterator[Any]:
            yield from bench.ask(question, mode=mode, limits=limits, **how)

        asked = (question, mode, limits, manner, self._changes)
        number, job = self.answer(question, self._together.way(asked, work) if is_free(bench.engine) else work)
        self._together.began(asked, job)
        return number, job

    def answer(self, title: str, work: Callable[[], Iterator[Any]]) -> tuple[int, Job[Any]]:
        """The number and the job of a run that answers a question, however it came to be asked."""
        number = next(self._asked)
        job: Job[Any] = Job("ask", title, work)
        job.on_event(self._asked_more)
        job.on_end(lambda done: self._answered(number, done))
        job.on_over(self._wake)
        self.asking[number] = job.start()
        for old in sorted(self.asking)[:-50]:
            if not self.asking[old].active:
                del self.asking[old]
        return number, job

    def _answered(self, number: int, job: Job[Any]) -> None:
        """Remember under which id the run was kept: its steps say which, however many ask the same at once."""
        bench = self.bench
        if bench is not None and job.events and hasattr(job.events[-1], "answer"):
            last = job.events[-1]
            self.runs[number] = next((run for run in bench.traces()[:24] if bench.trace(run).steps[-1] is last), "")
        self.ended(job)

    def _asked_more(self, _: Job[Any], event: Any) -> None:
        usage = getattr(event, "usage", None)
        if usage is not None:
            self.spent += usage
        self.touch()

    def group(self, settings: CommunitySettings) -> None:
        """Find the communities again under these settings, as a preview that ``keep_groups`` makes lasting."""
        if self.bench is None or self.snapshot is None:
            return
        before, self.grouping = self.grouping, self.regrouping.find(settings)
        if self.grouping is not before:
            self.touch()

    def _regrouped(self, graph: Graph, tree: KnowledgeTree, settings: CommunitySettings) -> None:
        with self._lock:
            if self.snapshot is None or self.snapshot.graph is not graph:
                return
            if self.preview is None:
                self._settled = self.settings
            self.preview, self.settings = tree, settings
            self.snapshot = replace(self.snapshot, tree=tree, communities={c.id: c for c in tree.communities})
        self._wake()

    def keep_groups(self) -> None:
        """Write the previewed communities to the graph folder."""
        if self.grouping is not None:
            # What is kept is what was asked for last, with all of its words.
            self.grouping.wait(60)
        if self.bench is None or self.preview is None:
            return
        tree, self.preview = self.preview, None
        self.bench.keep_tree(tree)
        self.tell("log_kept", n=len(tree.communities), w=f"{self.settings.weight:.2f}")

    def drop_groups(self) -> None:
        """Forget the preview and show the stored communities again."""
        self.regrouping.forget()
        if self.preview is not None:
            self.preview, self.settings = None, self._settled
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

    def ended(self, job: Job[Any]) -> None:
        """Say how a job ended, and that there is something new."""
        if job.error:
            self.say(f"{job.kind} {job.title!r} failed: {job.error}", "error")
        elif job.kind == "build":
            self.tell("log_built", corpus=job.title, t=(duration(job.seconds), duration(job.seconds, "zh")))
        self.touch()
