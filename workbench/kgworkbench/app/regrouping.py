"""Communities under other settings, as fast as a slider is moved: the latest wish counts, and none waits in a row."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from kgworkbench.app.worker import Job
from kgworkbench.community.tree import Ground, ground_of, levels_on, plant_on
from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.ports import Embedder
from kgworkbench.settings import CommunitySettings

if TYPE_CHECKING:
    from kgworkbench.app.desk import Desk

__all__ = ["Regrouping"]

_KEPT = 32
"""Trees kept for people who go back and forth: more than a slider has positions."""
_SHOW = 0.5, 4.0
"""Seconds a slider may be dragged, and how many times as long as a tree takes, before one on its way is shown although
a later one is wanted already: where trees take long, pictures in between would only delay the last one."""
_PICTURE = 0.4
"""Seconds words wait for the picture to be drawn, unless something else is asked for."""
_QUIET = 0.5
"""Seconds a graph must have been left alone before its ground is found ahead of being asked for."""


class Regrouping:
    """Finds the communities of the desk's graph again and hands each tree to ``shown`` in the thread that made it.

    What no setting changes (the ground) is found once for each graph. A tree is shown first with words for its
    coarsest level only, and again when every community has its own; ``wording`` says that the rest is to come.
    """

    def __init__(self, desk: "Desk", shown: Callable[[Graph, KnowledgeTree, CommunitySettings], None]) -> None:
        self._desk, self._shown = desk, shown
        self._ground: tuple[Graph, int, Ground] | None = None
        self._trees: dict[CommunitySettings, KnowledgeTree] = {}
        self._wanted: CommunitySettings | None = None
        self._job: Job[Any] | None = None
        self._preparing: Job[Any] | None = None
        self.wording = False
        self._resting = True
        self._last = 0.0
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._news = threading.Event()

    def find(self, settings: CommunitySettings) -> Job[Any]:
        """The job that finds the communities under these settings, or under those asked for while it works."""
        with self._lock:
            self._wanted = settings
            self._news.set()
            if self._resting or self._job is None:
                self._resting = False
                self._job = Job("group", f"weight {settings.weight:.2f}", self._work)
                self._job.on_end(self._ended)
                self._job.start()
            return self._job

    def forget(self) -> None:
        """Show nothing of what is still being found."""
        with self._lock:
            self._wanted = None

    def prepare(self) -> None:
        """Find the ground of the graph in a thread, so that the first wish is answered as soon as later ones."""
        snapshot, bench = self._desk.snapshot, self._desk.bench
        ready = self._ground is not None and snapshot is not None and self._ground[0] is snapshot.graph
        if snapshot is None or bench is None or ready or (self._preparing is not None and self._preparing.active):
            return
        graph = snapshot.graph

        def work() -> Iterator[None]:
            time.sleep(_QUIET)
            now = self._desk.snapshot
            if now is not None and now.graph is graph:
                with self._turn:
                    self._on(graph, bench.embedder, self._desk.settings.seed)
            yield None

        self._preparing = Job("ground", "", work)
        self._preparing.on_end(lambda done: self._desk.say(done.error, "error") if done.error else None)
        self._preparing.start()

    def _on(self, graph: Graph, embedder: Embedder, seed: int) -> Ground:
        if self._ground is None or self._ground[0] is not graph or self._ground[1] != seed:
            self._trees = {}
            self._ground = (graph, seed, ground_of(graph, embedder, seed))
        return self._ground[2]

    def _work(self) -> Iterator[KnowledgeTree]:
        while True:
            with self._lock:
                wanted = self._wanted
                self._news.clear()
                bench, snapshot = self._desk.bench, self._desk.snapshot
                if wanted is None or bench is None or snapshot is None:
                    self._resting = True
                    return
            graph = snapshot.graph
            with self._turn:
                ground = self._on(graph, bench.embedder, wanted.seed)
            tree = self._trees.pop(wanted, None)
            if tree is None:
                began = time.monotonic()
                levels = levels_on(ground, wanted)
                last, now = self._wanted == wanted, time.monotonic()
                overdue = now - self._last > max(_SHOW[0], _SHOW[1] * (now - began))
                if last or (overdue and self._wanted is not None):
                    self.wording = len(levels) > 1
                    yield self._show(graph, plant_on(ground, levels, wanted, worded=max(len(levels) - 1, 0)), wanted)
                    if last:
                        self._news.wait(_PICTURE)
                if self._wanted != wanted:
                    continue
                tree = plant_on(ground, levels, wanted)
            while len(self._trees) >= _KEPT:
                self._trees.pop(next(iter(self._trees)))
            self._trees[wanted] = tree
            with self._lock:
                if self._wanted != wanted:
                    continue
                self._wanted = None
                self.wording = False
            yield self._show(graph, tree, wanted)

    def _show(self, graph: Graph, tree: KnowledgeTree, settings: CommunitySettings) -> KnowledgeTree:
        self._last = time.monotonic()
        self._shown(graph, tree, settings)
        return tree

    def _ended(self, job: Job[Any]) -> None:
        with self._lock:
            if job is self._job:
                self._resting = True
        self._desk.ended(job)
