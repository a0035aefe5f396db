"""``kgw build``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kgworkbench.commands.show import print_json, remark, remark_on_scan, report_json, unread_json, watch_build
from kgworkbench.errors import EngineError, InputError
from kgworkbench.folder import GraphFolder
from kgworkbench.model.progress import BuildReport
from kgworkbench.model.usage import Prices, cost
from kgworkbench.schema.evolve import Policy
from kgworkbench.schema.versions import SchemaVersions
from kgworkbench.settings import CHUNK_CHARACTERS, BuildSettings

if TYPE_CHECKING:
    from kgworkbench.model.schema import Schema
    from kgworkbench.read.files import Scanned
    from kgworkbench.workbench import Workbench

__all__ = ["run_build", "tell_report"]


def run_build(
    corpus: Path,
    into: Path,
    *,
    schema: Path | None,
    engine: str,
    embedder: str,
    chunking: str,
    jobs: int,
    budget: int,
    again: str,
    accept: str,
    dry_run: bool,
    record: Path | None,
    triples: Path | None,
    as_json: bool,
) -> None:
    """Bring the graph folder to what the corpus says; with ``dry_run`` only say what would be done."""
    from kgworkbench.embedders.choose import embedder_for
    from kgworkbench.interchange.schemas import read_schema
    from kgworkbench.read.files import scan_corpus
    from kgworkbench.workbench import Workbench

    found = scan_corpus(corpus)
    remark_on_scan(found, unread=dry_run)
    beside = corpus / "schema.yaml"
    if schema is None and corpus.is_dir() and beside.is_file() and not into.exists():
        schema = beside
    given = read_schema(schema)[0] if schema is not None else None
    if triples is not None and not triples.is_file():
        raise InputError(f"triples file {str(triples)!r} is not there: give a .jsonl of facts")
    if again not in ("auto", "never", "changed", "all"):
        raise InputError(f"unknown --again {again!r}: choose auto, never, changed or all")
    settings = BuildSettings(chunk_characters=_characters(chunking), jobs=jobs, budget=budget, again=again)  # type: ignore[arg-type]
    policy = _policy(accept)
    if dry_run:
        _estimate(found, into, given, settings, as_json)
        return
    fresh = not into.exists()
    if embedder != "auto" and not into.is_file() and GraphFolder(into).notes().get("embedder") != embedder:
        embedder_for(embedder).embed(["."])  # what cannot be read is told before an engine is paid
    try:
        with Workbench.open(into, schema=given, engine=engine, embedder=embedder, record=record) as bench:
            run = bench.build(found.documents, triples=triples, settings=settings, policy=policy, unread=found.unread)
            _warn_of_another_corpus(bench, corpus)
            bench.note(corpus=str(corpus.resolve()))
            report = watch_build(run)
            prices = bench.prices
            failures = bench.store.failures()
            failed = sorted({chunk.document for chunk in bench.store.chunks([each.chunk for each in failures])})
    except InputError:
        if fresh:
            _clear(into)
        raise
    if as_json:
        print_json(report_json(report, prices))
    else:
        tell_report(report, into, prices)
    if failed:
        remark(f"failed in {_first_of(failed)}")
    if failures and not report.chunks_extracted:
        raise EngineError(
            f"none of {report.failures} chunks could be read, the first because {failures[0].reason}; "
            "the next build tries them again"
        )


def tell_report(report: BuildReport, folder: Path, prices: Prices | None = None) -> None:
    """Print what a build left behind, for people."""
    print(
        f"{report.documents} documents, {report.chunks} chunks ({report.chunks_extracted} extracted now) -> "
        f"{report.entities} entities, {report.relations} relations, {report.attributes} attributes, "
        f"{report.communities} communities in {report.levels} levels"
    )
    if report.violations or report.proposals or report.failures:
        print(
            f"{report.violations} claims the schema forbids, {report.proposals} proposed types, "
            f"{report.failures} failed chunks: see them with kgw serve {folder}"
        )
    if report.unread:
        count = f"{len(report.unread)} file{'s' if len(report.unread) > 1 else ''}"
        print(
            f"{count} could not be read: {_first_of([each.source for each in report.unread])}; "
            "mend or remove them, then build again"
        )
    if report.rejudged:
        print(f"{report.rejudged} chunks judged again under the changed schema, with no engine call")
    if report.stopped:
        print(
            f"stopped by the {report.stopped}: {report.waiting} chunks wait for the next build; "
            f"the last ones read brought {report.new_share:.0%} new"
        )
    if report.dormant:
        numbers = ", ".join(map(str, report.dormant))
        print(f"operations of the journal that find nothing to act upon: {numbers} (kgw journal list {folder})")
    if report.usage.total:
        spent = f", {cost(report.usage, prices):.4f} at your prices" if prices is not None else ""
        print(f"{report.usage.prompt} prompt and {report.usage.completion} completion tokens{spent}")
    remark("seconds: " + ", ".join(f"{stage} {spent:.2f}" for stage, spent in report.seconds))


def _first_of(names: Sequence[str]) -> str:
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def _estimate(found: Scanned, into: Path, given: Schema | None, settings: BuildSettings, as_json: bool) -> None:
    import os

    from kgworkbench.build import pending_chunks
    from kgworkbench.engines.openai.estimate import estimate, prices_from
    from kgworkbench.ports import GraphStore
    from kgworkbench.schema.general import general_schema
    from kgworkbench.stores.kuzu import KuzuStore
    from kgworkbench.stores.memory import MemoryStore

    held = into.is_dir() and (into / "graph.kuzu").exists()
    place = GraphFolder(into)
    schema = given or (SchemaVersions(place.schemas).latest() if held else None) or general_schema()
    if held and not settings.chunk_characters:
        settings = replace(settings, chunk_characters=int(place.notes().get("chunk_characters", CHUNK_CHARACTERS)))
    store: GraphStore = KuzuStore.open(into) if held else MemoryStore()
    try:
        pending = pending_chunks(found.documents, store, settings, schema)
        stay = {each.source for each in found.unread}
        stored = {document.id for document in store.documents() if document.source not in stay}
        gone = stored - {document.id for document in found.documents}
    finally:
        store.close()
    characters = sum(len(chunk.text) for chunk in pending)
    prices = prices_from(os.environ)
    likely = estimate(schema, pending, second_pass=os.environ.get("KGW_SECOND_PASS") == "1", prices=prices)
    if as_json:
        print_json(
            {
                "documents": len(found.documents),
                "unread": unread_json(found.unread),
                "chunks_to_extract": len(pending),
                "characters": characters,
                "documents_to_remove": sorted(gone),
                "estimate": {
                    "calls": likely.calls,
                    "prompt_fixed": likely.fixed,
                    "prompt_variable": likely.variable,
                    "completion": likely.completion,
                    "cost": likely.cost,
                },
            }
        )
        return
    print(f"{len(found.documents)} documents: {len(pending)} chunks of {characters} characters would be extracted")
    unpriced = " (KGW_PRICE_PROMPT and KGW_PRICE_COMPLETION would tell the cost)"
    money = f", about {likely.cost:.2f} at your prices" if likely.cost is not None else unpriced
    print(
        f"with a model: {likely.calls} calls, about {likely.fixed + likely.variable} prompt tokens "
        f"({likely.fixed} the same in every call) and {likely.completion} of completion{money}; "
        "the local engine takes none"
    )
    if gone:
        print(f"{len(gone)} documents would be removed: {_first_of(sorted(gone))}")


_CHUNKINGS = {"short": 600, "medium": CHUNK_CHARACTERS, "long": 4000, "whole": 10**9}


def _characters(chunking: str) -> int:
    """The longest chunk, in characters; 0 where nothing was asked for."""
    if not chunking:
        return 0
    if chunking in _CHUNKINGS:
        return _CHUNKINGS[chunking]
    if chunking.isdecimal() and int(chunking) >= 100:
        return int(chunking)
    raise InputError(f"unknown chunking {chunking!r}: choose {', '.join(_CHUNKINGS)}, or a number of 100 characters up")


def _policy(accept: str) -> Policy:
    """What becomes of proposed types: left to a person, or taken in at CONFIDENCE:CHUNKS."""
    if not accept:
        return Policy()
    found = re.fullmatch(r"(0(?:\.\d+)?|1(?:\.0+)?):(\d+)", accept)
    if found is None or int(found[2]) < 1:
        raise InputError(f"--accept {accept!r} cannot be read: write CONFIDENCE:CHUNKS, as 0.8:5")
    return Policy("accept", float(found[1]), int(found[2]))


def _warn_of_another_corpus(bench: Workbench, corpus: Path) -> None:
    """Say so where the folder was built from another corpus, whose documents this build takes away."""
    before = bench.folder.notes().get("corpus") if bench.folder is not None else None
    if before and before != str(corpus.resolve()):
        remark(f"this folder was built from {before}: documents that are not in {corpus} are taken away")


def _clear(folder: Path) -> None:
    """Take away what a refused build left in a folder that was not there before."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
