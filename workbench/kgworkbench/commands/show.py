"""How commands speak: results on stdout, progress and remarks on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kgworkbench.model.progress import (
    BuildEvent,
    BuildReport,
    ChunkDone,
    ChunkFailed,
    DocumentFailed,
    GraphGrew,
    Rejudged,
    SchemaGrew,
    Started,
)
from kgworkbench.model.text import Unread
from kgworkbench.model.usage import Prices, cost

if TYPE_CHECKING:
    from kgworkbench.read.files import Scanned

__all__ = ["print_json", "remark", "remark_on_scan", "report_json", "unread_json", "watch_build"]


def print_json(result: dict[str, Any]) -> None:
    """Print the one JSON document of a command on stdout; letters its encoding lacks are written as JSON's escapes."""
    text = json.dumps(result, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(result, indent=2)
    print(text)


def remark(line: str) -> None:
    """Print a line for people on stderr."""
    print(line, file=sys.stderr, flush=True)


def remark_on_scan(found: Scanned, *, unread: bool = True) -> None:
    """Say on stderr which files of a corpus gave no document; of those that could not be read a build tells itself."""
    for file in found.skipped:
        remark(f"passed over {file.path}: {file.reason}")
    for broken in found.unread if unread else ():
        remark(f"could not be read: {broken.reason}")


def watch_build(events: Iterable[BuildEvent]) -> BuildReport:
    """The report of a build, its progress shown on stderr: a measured bar on a terminal, plain lines elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("extract", total=None)
        entities = relations = 0
        report: BuildReport | None = None
        for event in events:
            if isinstance(event, Started):
                progress.update(bar, total=len(event.pending))
                gone = f", {len(event.gone)} changed or gone" if event.gone else ""
                remark(f"{event.documents} documents, {event.chunks} chunks, {len(event.pending)} to extract{gone}")
            elif isinstance(event, DocumentFailed):
                remark(f"could not be read: {event.unread.reason}")
            elif isinstance(event, ChunkDone | ChunkFailed):
                progress.advance(bar)
                if isinstance(event, ChunkFailed):
                    remark(f"chunk {event.failure.chunk} failed: {event.failure.reason}")
            elif isinstance(event, GraphGrew):
                entities += len(event.delta.entities)
                relations += len(event.delta.relations)
                new = f", {event.new_share:.0%} of the last claims new" if event.new_share < 1 else ""
                told = f"extract · {entities} entities, {relations} relations written{new}"
                progress.update(bar, description=told)
            elif isinstance(event, Rejudged):
                remark(f"{event.chunks} chunks judged again under the changed schema, {event.changed} say otherwise")
            elif isinstance(event, SchemaGrew):
                taken = ", ".join(f"{kind} {name}" for kind, name in event.types)
                remark(f"the schema grew to version {event.version}: {taken}")
            elif isinstance(event, BuildReport):
                report = event
    assert report is not None
    return report


def unread_json(unread: Iterable[Unread]) -> list[dict[str, str]]:
    """The files that could not be read, as every JSON result lists them."""
    return [{"document": each.source, "reason": each.reason} for each in unread]


def report_json(report: BuildReport, prices: Prices | None = None) -> dict[str, Any]:
    """The JSON result of ``kgw build``; ``cost`` stands in it where prices are known."""
    spent = {} if prices is None else {"cost": round(cost(report.usage, prices), 6)}
    return {
        "documents": report.documents,
        "chunks": report.chunks,
        "chunks_extracted": report.chunks_extracted,
        "entities": report.entities,
        "relations": report.relations,
        "attributes": report.attributes,
        "communities": report.communities,
        "levels": report.levels,
        "violations": report.violations,
        "failures": report.failures,
        "proposals": report.proposals,
        "unread": unread_json(report.unread),
        "tokens": {"prompt": report.usage.prompt, "completion": report.usage.completion},
        "tokens_so_far": {"prompt": report.tokens_so_far.prompt, "completion": report.tokens_so_far.completion},
        **spent,
        "rejudged": report.rejudged,
        "waiting": report.waiting,
        "stopped": report.stopped,
        "new_share": report.new_share,
        "dormant": list(report.dormant),
        "seconds": dict(report.seconds),
    }
