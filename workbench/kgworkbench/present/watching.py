"""View data of a build under way: how far it is, how long still, and what each chunk came to."""

from collections import deque
from typing import Any

from kgworkbench.model.progress import (
    BuildEvent,
    BuildReport,
    ChunkDone,
    ChunkFailed,
    DocumentFailed,
    GraphGrew,
    Rejudged,
    SchemaGrew,
    StageDone,
    Started,
)

__all__ = ["BuildWatch"]


_NOTHING = {"mentions": 0, "triples": 0, "violations": 0, "tokens": 0, "ms": 0.0}


class BuildWatch:
    """What a stream of build events has told so far. Feed it with ``see``; ``view`` is JSON-able at any time."""

    def __init__(self, rows: int = 200) -> None:
        self.report: BuildReport | None = None
        self._rows: deque[dict[str, Any]] = deque(maxlen=rows)
        self._counts = dict.fromkeys(
            ("documents", "chunks", "pending", "done", "failed", "mentions", "triples", "violations", "prompt",
             "completion", "stored", "rejudged", "unread"), 0,
        )  # fmt: skip
        self._unread: list[dict[str, Any]] = []
        self._stages: list[list[Any]] = []
        self._types: list[str] = []
        self._began: float | None = None
        self._seconds = 0.0
        self._share = 1.0

    def see(self, event: BuildEvent, now: float) -> None:
        """Take in the next event; ``now`` is the time in seconds, by any clock that only goes forward."""
        self._began = now if self._began is None else self._began
        self._seconds = now - self._began
        counts = self._counts
        match event:
            case Started():
                counts |= {"documents": event.documents, "chunks": event.chunks, "pending": len(event.pending)}
                # The pace is that of the chunks: reading the corpus does not count.
                self._began, self._seconds = now, 0.0
            case ChunkDone():
                found = event.extraction
                counts["done"] += 1
                row: dict[str, Any] = {
                    "chunk": found.chunk,
                    "document": found.document,
                    "mentions": len(found.mentions),
                    "triples": len(found.triples),
                    "violations": len(found.violations),
                    "tokens": event.usage.total,
                    "ms": round(event.ms, 1),
                    "error": "",
                }
                for key in ("mentions", "triples", "violations"):
                    counts[key] += row[key]
                counts["prompt"] += event.usage.prompt
                counts["completion"] += event.usage.completion
                self._rows.append(row)
            case ChunkFailed():
                counts["failed"] += 1
                failure = event.failure
                self._rows.append({"chunk": failure.chunk, "document": "", **_NOTHING, "error": failure.reason})
            case DocumentFailed():
                counts["unread"] += 1
                # The reason begins with the name of the file: it names the row.
                name, _, why = event.unread.reason.partition(": ")
                self._unread.append({"chunk": "", "document": name, **_NOTHING, "error": why})
            case GraphGrew():
                counts["stored"], self._share = event.done, event.new_share
            case SchemaGrew():
                self._types += [name for _, name in event.types]
            case Rejudged():
                counts["rejudged"] = event.chunks
            case StageDone():
                self._stages.append([event.stage, round(event.seconds, 2)])
            case BuildReport():
                self.report = event

    def view(self) -> dict[str, Any]:
        """Counts, rows (newest first) with ``rows_total``, stages and seconds; ``eta`` in seconds, None if unknown.

        Files that could not be read stand before the rows of chunks, all of them, while there are ever more of those.
        ``graph`` holds the counts of the whole graph once the build has ended, ``new_types`` what the schema took in.
        """
        counts = self._counts
        seen = counts["done"] + counts["failed"]
        left = max(counts["pending"] - seen, 0)
        known = bool(seen) and bool(left) and self.report is None
        report = self.report
        return {
            **counts,
            "seen": seen,
            "left": left,
            "eta": round(self._seconds / seen * left, 1) if known else None,
            "seconds": round(self._seconds, 1),
            "new_share": round(self._share, 3),
            "stages": [list(stage) for stage in self._stages],
            "new_types": list(self._types),
            "rows": [*self._unread, *reversed(self._rows)],
            "rows_total": seen + counts["unread"],
            "graph": {
                "entities": report.entities,
                "relations": report.relations,
                "attributes": report.attributes,
                "communities": report.communities,
                "waiting": report.waiting,
                "stopped": report.stopped,
            }
            if report is not None
            else {},
        }
