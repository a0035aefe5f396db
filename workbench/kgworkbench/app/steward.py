"""The steward: what people decide about the graph, done in threads, with what can be undone and what it would do."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kgworkbench.app.deeds import locks_of
from kgworkbench.app.worker import Job
from kgworkbench.curate.curation import standing
from kgworkbench.errors import CurationError
from kgworkbench.model.journal import Action, Operation, Redo, Undo
from kgworkbench.model.schema import Schema
from kgworkbench.present.journal import journal_teller
from kgworkbench.present.merging import merge_queue

if TYPE_CHECKING:
    from kgworkbench.app.desk import Desk
    from kgworkbench.workbench import Workbench

__all__ = ["AUTHOR", "Effect", "Steward", "Toast"]

AUTHOR = "dashboard"
_LASTS = 10.0
_KEPT = 60


@dataclass(frozen=True, slots=True)
class Toast:
    """What was just done, or why it was not: what was said (in English, or in both languages), or a word of the
    interface with its values; and what its button hands back, None for no button."""

    serial: int
    text: str | tuple[str, str]
    undo: dict[str, Any] | None = None
    values: dict[str, Any] | None = None
    bad: bool = False
    born: float = 0.0


@dataclass(frozen=True, slots=True)
class Effect:
    """What an action would do to the graph: counts of entities and relations that come, change and go; or why not."""

    entities: tuple[int, int, int] = (0, 0, 0)
    relations: tuple[int, int, int] = (0, 0, 0)
    error: str = ""


class Steward:
    """The journal of the desk's workbench for all sessions: what was done, what holds, what it locks.

    Everything that writes runs in a thread; each ends with a toast that undoes it, or says why it was refused.
    """

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self.operations: tuple[Operation, ...] = ()
        self.standing: tuple[Operation, ...] = ()
        self.toasts: tuple[Toast, ...] = ()
        self.jobs: list[Job[Any]] = []
        self._serial = itertools.count(1)
        self._turn = threading.Lock()
        self._effects: dict[Action, Effect | None] = {}
        self._queues: dict[str, tuple[Any, list[dict[str, Any]]]] = {}
        self._queueing: set[str] = set()
        self._lines: dict[str, tuple[Any, Any, Callable[[Operation], str]]] = {}
        self._locks: tuple[Any, Any, dict[str, tuple[Operation, ...]]] = (None, None, {})

    def look(self) -> None:
        """Take note of what the journal says now."""
        bench = self._desk.bench
        self.operations = bench.journal.operations() if bench is not None else ()
        self.standing = standing(self.operations)
        self._effects = {}

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return any(job.active for job in self.jobs)

    @property
    def depth(self) -> tuple[int, int]:
        """How many operations hold, of how many that were done."""
        done = sum(not isinstance(operation.action, Undo | Redo) for operation in self.operations)
        return len(self.standing), done

    @property
    def locks(self) -> Mapping[str, tuple[Operation, ...]]:
        """Entities and communities that people decided about, with the operations that hold on each."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return {}
        if self._locks[0] is not snapshot or self._locks[1] is not self.standing:
            self._locks = (snapshot, self.standing, locks_of(self.standing, snapshot))
        return self._locks[2]

    def act(self, *actions: Action, reason: str = "") -> None:
        """Do these, one after the other; what is refused says why and ends the row."""

        def do(bench: "Workbench") -> Toast:
            done = [bench.journal.act(action, author=AUTHOR, reason=reason) for action in actions]
            more = f" (+{len(done) - 1})" if len(done) > 1 else ""
            english, chinese = self._both(bench, done[-1])
            return self._toast((english + more, chinese + more), {"undo": [each.number for each in reversed(done)]})

        self._work("act", do)

    def undo(self, numbers: Sequence[int] = ()) -> None:
        """Undo these operations, or the last one that holds."""

        def do(bench: "Workbench") -> Toast:
            done = [bench.undo(number, author=AUTHOR) for number in numbers or (0,)]
            return self._toast(self._both(bench, done[-1]), {"redo": [_number(each) for each in reversed(done)]})

        self._work("undo", do)

    def redo(self, numbers: Sequence[int] = ()) -> None:
        """Redo these operations, or the one undone last."""

        def do(bench: "Workbench") -> Toast:
            done = [bench.redo(number, author=AUTHOR) for number in numbers or (0,)]
            return self._toast(self._both(bench, done[-1]), {"undo": [_number(each) for each in reversed(done)]})

        self._work("redo", do)

    def answer(self, answer: Any, kind: Any, name: str, to: str = "") -> None:
        """Answer a proposed type; the graph follows with no engine call."""

        def do(bench: "Workbench") -> Toast:
            done = bench.proposals.answer(answer, kind, name, to=to, author=AUTHOR, reason=f"{answer} {name}")
            return self._toast(self._both(bench, done), {"undo": [done.number]})

        self._work("answer", do)

    def adopt(self, schema: Schema, reason: str) -> None:
        """Put a schema in force as a new version, and let the graph follow with no engine call."""

        def do(bench: "Workbench") -> Toast | None:
            before = bench.schema.version
            kept = bench.adopt(schema, author=AUTHOR, reason=reason)
            if bench.store.documents():
                bench.refresh().result()
            if kept.version == before:
                return None
            return self._toast("schema_adopted", {"version": before}, n=kept.version)

        self._work("adopt", do)

    def back_to(self, version: int) -> None:
        """Put an earlier schema version in force again, as a new version."""
        bench = self._desk.bench
        if bench is not None and any(entry.version == version for entry in bench.versions.history()):
            self.adopt(bench.versions.at(version), f"back to version {version}")

    def apply(self, text: str) -> None:
        """Do the operations of an exported journal; what does not apply goes to the log with the reason."""

        def do(bench: "Workbench") -> Toast:
            found = bench.journal.apply(text, author=AUTHOR)
            for says, why in found.refused:
                self._desk.say(f"{says}: {why}", "error")
            counts = {"n": len(found.done), "there": len(found.standing), "refused": len(found.refused)}
            numbers = [operation.number for operation in reversed(found.done)]
            return self._toast("log_applied", {"undo": numbers} if numbers else None, **counts)

        self._work("apply", do)

    def effect(self, action: Action) -> Effect | None:
        """What the action would do to the graph; None while it is being found out."""
        if action in self._effects:
            return self._effects[action]
        bench, known = self._desk.bench, self._effects
        if bench is None:
            return None
        if len(known) > _KEPT:
            known.clear()
        known[action] = None

        def work() -> Iterator[Effect]:
            before = bench.journal.graph()
            try:
                delta = bench.journal.preview(action)
            except CurationError as problem:
                yield Effect(error=str(problem))
                return
            entities = {entity.id for entity in before.entities}
            relations = {relation.id for relation in before.relations}
            old = sum(each.id in entities for each in delta.entities)
            ties = sum(each.id in relations for each in delta.relations)
            yield Effect(
                (len(delta.entities) - old, old, len(delta.gone_entities)),
                (len(delta.relations) - ties, ties, len(delta.gone_relations)),
            )

        job: Job[Effect] = Job("preview", "", work)

        def ended(done: Job[Any]) -> None:
            known[action] = done.events[-1] if done.events else Effect(error=done.error)
            self._desk.touch()

        job.on_end(ended)
        job.start()
        return None

    def candidates(self, language: str) -> list[dict[str, Any]]:
        """The merge queue as it was found last, as ``present.merging`` tells it; found anew after a change."""
        bench, snapshot = self._desk.bench, self._desk.snapshot
        held = self._queues.get(language, (None, []))
        if bench is None or snapshot is None:
            return []
        now = (id(snapshot.graph), len(self.operations))
        if held[0] != now and language not in self._queueing:
            self._queueing.add(language)

            def work() -> Iterator[list[dict[str, Any]]]:
                yield merge_queue(bench.journal.duplicates(), snapshot.graph, language=language)

            job: Job[list[dict[str, Any]]] = Job("duplicates", "", work)

            def ended(done: Job[Any]) -> None:
                self._queues[language] = (now, done.events[-1] if done.events else [])
                self._queueing.discard(language)
                self._desk.ended(done)

            job.on_end(ended)
            job.start()
        return held[1]

    def counted(self, language: str) -> int:
        """How many operations there were when the merge queue was found, -1 before that."""
        found = self._queues.get(language)
        return int(found[0][1]) if found is not None else -1

    def fresh(self) -> Toast | None:
        """The toast to show now, None when the last one is old."""
        last = self.toasts[-1] if self.toasts else None
        return last if last is not None and time.monotonic() - last.born < _LASTS else None

    def dismiss(self) -> None:
        """Show no toast."""
        self.toasts = ()
        self._desk.touch()

    def take(self, action: Mapping[str, Any]) -> bool:
        """Do what a button or a toast hands back: undo, redo, or a schema version to go back to; whether it was one."""
        if "undo" in action:
            self.undo(action["undo"])
        elif "redo" in action:
            self.redo(action["redo"])
        elif "version" in action:
            self.back_to(int(action["version"]))
        else:
            return False
        return True

    def _both(self, bench: "Workbench", operation: Operation) -> tuple[str, str]:
        """The operation told in both languages, with the names the graph had before it."""
        snapshot = self._desk.snapshot
        entities, relations = (snapshot.entities, snapshot.relations) if snapshot is not None else ({}, {})
        journal = bench.journal.operations()
        english, chinese = (journal_teller(journal, entities, relations, each)(operation) for each in ("en", "zh"))
        return english, chinese

    def lines(self, language: str) -> Callable[[Operation], str]:
        """Tells an operation of the journal in a line, with the names of its day."""
        snapshot, known = self._desk.snapshot, self._lines.get(language)
        if known is None or known[0] is not snapshot or known[1] is not self.operations:
            entities, relations = (snapshot.entities, snapshot.relations) if snapshot is not None else ({}, {})
            known = (snapshot, self.operations, journal_teller(self.operations, entities, relations, language))
            self._lines[language] = known
        return known[2]

    def _toast(self, text: str | tuple[str, str], undo: dict[str, Any] | None = None, **values: Any) -> Toast:
        return Toast(next(self._serial), text, undo, values or None, False, time.monotonic())

    def _work(self, kind: str, do: "Callable[[Workbench], Toast | None]") -> None:
        bench = self._desk.bench
        if bench is None:
            return

        def work() -> Iterator[Toast | None]:
            with self._turn:
                made = do(bench)
                self.look()
            yield made

        job: Job[Toast | None] = Job(kind, "", work)

        def ended(done: Job[Any]) -> None:
            shown = done.events[-1] if done.events else None
            if done.error:
                self._desk.say(done.error, "error")
                shown = replace(self._toast(done.error), bad=True)
            elif shown is not None and shown.values is None:
                self._desk.say(shown.text)
            elif shown is not None and isinstance(shown.text, str):
                self._desk.tell(shown.text, **(shown.values or {}))
            if shown is not None:
                self.toasts = (*self.toasts[-4:], shown)
            self._desk.touch()

        job.on_end(ended)
        self.jobs = [*(one for one in self.jobs if one.active), job]
        job.start()
        self._desk.touch()


def _number(operation: Operation) -> int:
    action = operation.action
    return action.number if isinstance(action, Undo | Redo) else operation.number
