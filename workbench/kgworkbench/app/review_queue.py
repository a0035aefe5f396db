"""A review of what was extracted, least sure first: accepted, rejected, given another type, skipped, taken back."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from kgworkbench.app.desk import Desk
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.worker import Job
from kgworkbench.model.journal import Action, Confirm, DeleteEntity, DeleteRelation, Operation, Pin, Retype
from kgworkbench.model.text import Span

__all__ = ["Review", "Reviewer", "other_types", "review_queue"]

_AUTHOR = "dashboard"
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Review:
    """An entity or relation to be looked at, and how sure its extraction was."""

    what: Literal["entity", "relation"]
    id: str
    confidence: float


def review_queue(snapshot: Snapshot, standing: Iterable[Operation]) -> tuple[Review, ...]:
    """What nobody has looked at yet, least sure first; relations before entities of the same confidence."""
    seen = set[str]()
    for operation in standing:
        action = operation.action
        if isinstance(action, Confirm):
            seen.add(action.id)
        elif isinstance(action, Retype | Pin):
            seen.add(action.entity)
    sure: dict[tuple[str, Span], float] = {}
    for extraction in snapshot.extractions.values():
        for mention in extraction.candidates.mentions:
            if mention.span is not None:
                at = (extraction.chunk, mention.span)
                sure[at] = max(sure.get(at, 0.0), mention.confidence)
    found = [Review("relation", one.id, one.confidence) for one in snapshot.graph.relations if one.id not in seen]
    for entity in snapshot.graph.entities:
        if entity.id not in seen:
            places = ((place.chunk, place.span) for place in entity.provenance if place.span is not None)
            known = [sure[place] for place in places if place in sure]
            found.append(Review("entity", entity.id, max(known, default=1.0)))
    return tuple(sorted(found, key=lambda one: (one.confidence, one.what == "entity", one.id)))


def other_types(snapshot: Snapshot, current: str) -> tuple[str, ...]:
    """The entity types an entity may be given by the keys 1 to 9: the commonest of the schema."""
    used = Counter(entity.type for entity in snapshot.graph.entities)
    names = [kind.name for kind in snapshot.schema.entity_types if kind.name != current]
    return tuple(sorted(names, key=lambda name: -used[name])[:_DIGITS])


class Reviewer:
    """One session's way through the queue. It moves on at once; what was decided is written behind it, in order."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: deque[tuple[dict[str, Any], Action | None]] = deque()
        self._past: list[dict[str, Any]] = []
        self._gone: dict[str, None] = {}
        self._first = ""
        self._job: Job[Operation] | None = None
        self._made: Any = None
        self._queue: tuple[Review, ...] = ()

    @property
    def done(self) -> int:
        """How many were decided here."""
        return sum(entry["key"] != "skip" for entry in self._past)

    def queue(self) -> tuple[Review, ...]:
        """What is left, the one in view first; what was skipped comes last."""
        snapshot, bench = self._desk.snapshot, self._desk.bench
        if snapshot is None or bench is None:
            return ()
        if self._made is not snapshot:
            self._made, self._queue = snapshot, review_queue(snapshot, bench.journal.standing())
        left = [one for one in self._queue if one.id not in self._gone]
        if self._first:
            left.sort(key=lambda one: one.id != self._first)
        skipped = [entry["id"] for entry in self._past if entry["key"] == "skip"]
        known = {one.id: one for one in self._queue}
        return (*left, *(known[key] for key in skipped if key in known and key in self._gone))

    def act(self, key: str, kind: str = "") -> Review | None:
        """Accept, reject, skip, retype (as ``kind``) what is in view, or undo; what is in view from now on."""
        if key == "undo":
            self._undo()
        else:
            left = self.queue()
            action = _action(left[0], key, kind) if left else None
            if left and (action is not None or key == "skip"):
                # Skipped a second time it goes to the end once more.
                self._past = [e for e in self._past if e["id"] != left[0].id or e["key"] != "skip"]
                entry = {"key": key, "id": left[0].id, "number": 0}
                self._past.append(entry)
                self._gone[left[0].id] = None
                self._first = ""
                if action is not None:
                    self._write(entry, action)
        left = self.queue()
        return left[0] if left else None

    def _undo(self) -> None:
        if not self._past:
            return
        entry = self._past.pop()
        self._gone.pop(entry["id"], None)
        self._first = entry["id"]
        if entry["key"] != "skip":
            self._write(entry, None)

    def _write(self, entry: dict[str, Any], action: Action | None) -> None:
        self._waiting.append((entry, action))
        if self._job is None or not self._job.active:
            self._job = Job("review", entry["id"], self._work)
            self._job.on_end(self._ended)
            self._job.start()

    def _work(self) -> Iterator[Operation]:
        bench = self._desk.bench
        while bench is not None and self._waiting:
            entry, action = self._waiting.popleft()
            if action is not None:
                operation = bench.journal.act(action, author=_AUTHOR)
                entry["number"] = operation.number
                yield operation
            elif entry["number"]:
                yield bench.undo(entry["number"], author=_AUTHOR)

    def _ended(self, job: Job[Any]) -> None:
        self._made = None
        if job.error:
            # What could not be done is to be looked at again.
            for entry in [entry for entry in self._past if entry["key"] != "skip" and not entry["number"]]:
                self._past.remove(entry)
                self._gone.pop(entry["id"], None)
            self._waiting.clear()
        self._desk.ended(job)


def _action(one: Review, key: str, kind: str) -> Action | None:
    if key == "accept":
        return Confirm(one.what, one.id)
    if key == "reject":
        return DeleteEntity(one.id) if one.what == "entity" else DeleteRelation(one.id)
    return Retype(one.id, kind) if key == "retype" and one.what == "entity" and kind else None
