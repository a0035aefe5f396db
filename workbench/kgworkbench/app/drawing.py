"""One session's drawing of the graph: made in a thread, shown when ready, never older than what was asked last."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kgworkbench.app.components.canvas import Canvas
from kgworkbench.app.desk import Desk
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.state import Session
from kgworkbench.app.worker import Job
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.present.ego import ego_view
from kgworkbench.present.graph import View, places_of
from kgworkbench.present.lens import Lens, granted, grouped, seen_through
from kgworkbench.present.picture import to_html

__all__ = ["Drawing"]


class Drawing:
    """A canvas, the lens one looks through, and the thread that draws what is seen.

    ``drawn`` is called in that thread when there is something new to ``follow``. ``around`` is the id of what is drawn
    with its direct neighbours only, "" for everything.
    """

    def __init__(
        self, session: Session, desk: Desk, canvas: Canvas, lens: Lens, drawn: Callable[[], None] = lambda: None
    ) -> None:
        self.lens = lens
        self.around = ""
        self._outer = lens
        self.canvas = canvas
        self._session, self._desk, self._tell = session, desk, drawn
        self._view: View | None = None
        self._asked: Any = None
        self._drawn: Any = None
        self._made: tuple[Any, View] | None = None
        self._goal = ""
        self._busy: set[Job[None]] = set()

    @property
    def waiting(self) -> bool:
        """Whether what was asked for last is still being drawn."""
        return bool(self._busy) and self._drawn != self._asked

    def follow(self, snapshot: Snapshot, tree: KnowledgeTree | None = None) -> None:
        """Show the snapshot through the lens; what takes long is drawn in a thread and shown at a later call."""
        tree = snapshot.tree if tree is None else tree
        self.canvas.lock(self._desk.steward.locks)
        wanted = (id(snapshot.graph), id(tree), self.lens, self.around, self._session.language)
        if self._made is not None:
            (key, view), self._made = self._made, None
            if key == wanted:
                self._drawn = key
                self.show(view)
        if wanted != self._asked:
            self._asked = wanted
            self._draw(snapshot, tree, wanted)

    def show(self, view: View) -> None:
        """Show a view that was made elsewhere; later ones keep its places."""
        self._view = view
        self.canvas.show(view)
        if self._goal:
            self.canvas.visit(self._goal)
            self._goal = ""

    def visit(self, identity: str) -> None:
        """Bring a node or an opened community to the middle, once it is drawn as it was asked for last."""
        self._goal = identity
        if self._made is None and self._view is not None and self._drawn == self._asked:
            self.show(self._view)

    def go_round(self, identity: str) -> None:
        """Draw this with its direct neighbours only from now on; with "", all through the lens of before."""
        if identity == self.around:
            return
        if not self.around:
            self._outer = self.lens
        self.around = identity
        self.lens = replace(self.lens, opened=(), grown=()) if identity else self._outer
        if self._view is not None:
            # Another picture, not the same one with more or less on it: what is on both need not stand where it stood.
            self.canvas.show({**self._view, "nodes": [], "edges": [], "groups": []})
        self._view = None

    def take_over(self, before: "Drawing") -> None:
        """Look through the lens of another drawing, at what it looked at."""
        self.lens, self.around, self._outer = before.lens, before.around, before._outer

    def forget(self) -> None:
        """Begin anew with the next snapshot."""
        self._asked = self._view = None

    def grant(self, wish: Mapping[str, Any], snapshot: Snapshot, tree: KnowledgeTree | None = None) -> None:
        """Do what the view asks for: look through another lens, or save what is drawn as a page."""
        tree = snapshot.tree if tree is None else tree
        if wish.get("kind") == "export":
            self._export()
            return
        if self.around and wish.get("kind") == "shown":
            self.go_round("")
        drawn = [node["id"] for node in self._view["nodes"]] if self._view else []
        self.lens = granted(self.lens, wish, snapshot.graph, tree, drawn)
        self.follow(snapshot, tree)

    def _draw(self, snapshot: Snapshot, tree: KnowledgeTree, wanted: Any) -> None:
        lens, language, around = self.lens, self._session.language, self.around
        before = self._view
        nested = grouped(snapshot.graph, tree, lens)
        still = before is not None and nested == (before["order"] == "community")
        # A lower limit lays out anew; everything else leaves old nodes where they stand.
        held = places_of(before) if before is not None and still and lens.limit >= before["shown"] else {}

        def work() -> Iterator[None]:
            look, alone = snapshot.look, None
            if around:
                alone = ego_view(around, snapshot.graph, tree, lens, styles=look, language=language)
            made = alone or seen_through(lens, snapshot.graph, tree, fixed=held, styles=look, language=language)
            # An older wish may be done after a newer one: it is not to take its place.
            if wanted == self._asked:
                self._made = (wanted, made)
            yield None

        self._start("draw", work)

    def _export(self) -> None:
        view, title = self._view, self._desk.snapshot.schema.name if self._desk.snapshot else ""
        if view is None:
            return

        def work() -> Iterator[None]:
            self.canvas.save(f"{title or 'graph'}.html", to_html(view, title.replace("_", " ")))
            yield None

        self._start("export", work)

    def _start(self, kind: str, work: Any) -> None:
        job: Job[None] = Job(kind, "", work)

        def ended(done: Job[Any]) -> None:
            self._busy.discard(done)
            if done.error:
                self._desk.say(f"{kind}: {done.error}", "error")
            self._desk.touch()
            self._tell()

        job.on_end(ended)
        self._busy.add(job)
        job.start()
