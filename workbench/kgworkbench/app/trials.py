"""What an edited schema would do to all that was extracted, and what waits to be answered: found in threads."""

import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kgworkbench.app.worker import Job
from kgworkbench.curate.claims import Claims, gather_claims
from kgworkbench.curate.proposals import cluster_proposals
from kgworkbench.curate.whatif import WhatIf, whatif
from kgworkbench.model.facts import Violation
from kgworkbench.model.journal import AnswerViolation
from kgworkbench.model.schema import Schema
from kgworkbench.schema.decisions import rejected_by
from kgworkbench.schema.evolve import ProposalCluster

if TYPE_CHECKING:
    from kgworkbench.app.desk import Desk

__all__ = ["Trials"]

_PAUSE = 0.2
_KEPT = 40


class Trials:
    """Trial runs of schemas over the kept claims, which are gathered once for each state of the graph."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._claims: tuple[Any, Claims] | None = None
        self._found: dict[tuple[int, Schema, Schema], WhatIf] = {}
        self._wanted: Schema | None = None
        self._job: Job[Any] | None = None
        self._lock = threading.Lock()
        self._inbox: tuple[Any, tuple[ProposalCluster, ...]] = (None, ())
        self._reading = False

    def effect(self, schema: Schema) -> WhatIf | None:
        """What the schema would do in the place of the one in force; None while it is being found out."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return None
        key = (id(snapshot.extractions), snapshot.schema, schema)
        if key in self._found:
            return self._found[key]
        with self._lock:
            self._wanted = schema
            if self._job is None or not self._job.active:
                self._job = Job("whatif", "", self._try)
                self._job.on_end(self._ended)
                self._job.start()
        return None

    @property
    def trying(self) -> bool:
        """Whether a trial is under way."""
        return self._job is not None and self._job.active

    def inbox(self) -> tuple[ProposalCluster, ...]:
        """What extractions ask for, as it was found last; found anew after a change."""
        desk = self._desk
        bench, snapshot = desk.bench, desk.snapshot
        if bench is None or snapshot is None:
            return ()
        now = (id(snapshot.extractions), snapshot.schema, len(desk.steward.operations))
        if self._inbox[0] != now and not self._reading:
            self._reading = True

            def work() -> Iterator[tuple[ProposalCluster, ...]]:
                yield cluster_proposals(
                    snapshot.extractions.values(),
                    snapshot.schema,
                    chunks=snapshot.chunks.values(),
                    rejected=rejected_by(bench.decisions.all()),
                )

            job: Job[Any] = Job("inbox", "", work)

            def ended(done: Job[Any]) -> None:
                self._inbox = (now, done.events[-1] if done.events else ())
                self._reading = False
                desk.ended(done)

            job.on_end(ended)
            job.start()
        return self._inbox[1]

    def violations(self) -> tuple[Violation, ...]:
        """Claims the schema forbids that nobody has answered, in the order of their chunks."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return ()
        actions = (operation.action for operation in self._desk.steward.standing)
        answered = {(a.chunk, a.rule, a.claim) for a in actions if isinstance(a, AnswerViolation)}
        found = (each for extraction in snapshot.extractions.values() for each in extraction.violations)
        return tuple(each for each in found if (each.chunk, each.rule, each.claim) not in answered)

    def _try(self) -> Iterator[None]:
        tried: Schema | None = None
        while self._wanted is not None and self._wanted != tried:
            # Several edits in quick succession are tried as one.
            time.sleep(_PAUSE)
            tried = self._wanted
            bench, snapshot = self._desk.bench, self._desk.snapshot
            if bench is None or snapshot is None:
                return
            if self._claims is None or self._claims[0] is not snapshot.extractions:
                self._claims = (snapshot.extractions, gather_claims(snapshot.extractions.values()))
            found = whatif(self._claims[1], snapshot.schema, tried, mapped=bench.mapped())
            while len(self._found) >= _KEPT:
                self._found.pop(next(iter(self._found)))
            self._found[(id(snapshot.extractions), snapshot.schema, tried)] = found
            yield None

    def _ended(self, job: Job[Any]) -> None:
        if job.error:
            self._desk.say(job.error, "error")
        self._desk.touch()
