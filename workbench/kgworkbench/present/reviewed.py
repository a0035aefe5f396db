"""Which candidates of a merge queue somebody looked at or put off: kept as notes of the graph, for every session.

What was merged or kept apart stands in the journal; this is about what is still open.
"""

from collections.abc import Iterable
from typing import Any, Literal

__all__ = ["NOTE", "Mark", "later_last", "marked", "marks_of", "taken_up"]

NOTE = "reviewed"
"""The name these notes go by."""

Mark = Literal["looked", "later"]

_KEPT = 1000


def marks_of(noted: Any) -> dict[str, Mark]:
    """The marks in a note by the id of the candidate, the one marked last at the end; none where it is no note."""
    rows = noted if isinstance(noted, list) else []
    found: dict[str, Mark] = {}
    for row in rows:
        if isinstance(row, list | tuple) and len(row) == 2 and row[1] in ("looked", "later"):
            found.pop(str(row[0]), None)
            found[str(row[0])] = row[1]
    return found


def marked(noted: Any, candidate: str, mark: Mark) -> list[list[str]] | None:
    """The note with this mark on a candidate; None where it says so already.

    What was put off stays put off when it is only looked at again; put off once more it goes to the end.
    """
    marks = marks_of(noted)
    before = marks.pop(candidate, None)
    if before is not None and mark == "looked":
        return None
    marks[candidate] = mark
    return [[key, how] for key, how in list(marks.items())[-_KEPT:]]


def taken_up(noted: Any, candidates: Iterable[str]) -> list[list[str]]:
    """The note with nothing of these put off any more: they were looked at, and stand in their places again."""
    wanted = set(candidates)
    return [[key, "looked" if key in wanted else how] for key, how in marks_of(noted).items()]


def later_last(rows: Iterable[dict[str, Any]], marks: dict[str, Mark]) -> list[dict[str, Any]]:
    """Candidates in their order, those that were put off last, the one put off last at the very end."""
    place = {key: number for number, (key, how) in enumerate(marks.items(), 1) if how == "later"}
    return sorted(rows, key=lambda row: place.get(row["id"], 0))
