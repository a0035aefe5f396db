"""How far a merge queue has been reviewed: marks that every session of a graph shares, and what the view is told."""

from collections.abc import Sequence
from typing import Any

from kgworkbench.app.desk import Desk
from kgworkbench.model.journal import KeepApart, Operation
from kgworkbench.present.reviewed import NOTE, Mark, marked, marks_of, taken_up

__all__ = ["Marks", "shown_queue"]

_PAST = 40
"""So many decisions are listed under a queue; all are counted, and all stand in the history."""


class Marks:
    """What somebody looked at or put off in one of the queues, ``kind``; kept in the notes of the graph."""

    def __init__(self, desk: Desk, kind: str) -> None:
        self._desk, self._kind = desk, kind
        self._read: tuple[int, dict[str, Mark]] = (-1, {})

    def read(self) -> dict[str, Mark]:
        """The marks as they are now, by the id of the candidate."""
        desk = self._desk
        if self._read[0] != desk.version:
            self._read = (desk.version, marks_of(self._noted().get(self._kind)))
        return self._read[1]

    def put(self, candidate: str, mark: Mark) -> None:
        """Mark a candidate, for everybody."""
        self._note(marked(self._noted().get(self._kind), candidate, mark))

    def take_up(self, candidates: Sequence[str]) -> None:
        """Put none of these off any more."""
        self._note(taken_up(self._noted().get(self._kind), candidates))

    def _noted(self) -> dict[str, Any]:
        noted = self._desk.bench.notes().get(NOTE) if self._desk.bench is not None else None
        return noted if isinstance(noted, dict) else {}

    def _note(self, rows: list[list[str]] | None) -> None:
        if rows is not None and self._desk.bench is not None:
            self._desk.bench.note(**{NOTE: {**self._noted(), self._kind: rows}})
            self._desk.touch()


def shown_queue(
    desk: Desk,
    language: str,
    rows: Sequence[dict[str, Any]],
    marks: dict[str, Mark],
    decided: Sequence[Operation],
    **shown: Any,
) -> dict[str, Any]:
    """What the view of a queue shows: open candidates with their marks, what was decided, and how many of how many
    were reviewed. ``rows`` have id, name, score and size.
    """
    tell = desk.steward.lines(language)
    looked = sum(row["id"] in marks for row in rows)
    return {
        **shown,
        "queue": [{**row, "mark": marks.get(row["id"], "")} for row in rows],
        "past": [
            {"name": tell(each), "mark": "apart" if isinstance(each.action, KeepApart) else "merged"}
            for each in reversed(decided[-_PAST:])
        ],
        "done": [tell(each) for each in decided[-1:]],
        "total": len(decided),
        "reviewed": [len(decided) + looked, len(decided) + len(rows)],
    }
