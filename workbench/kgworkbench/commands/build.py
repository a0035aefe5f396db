"""``kgw build``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kgworkbench.commands.show import print_json, remark, report_json, watch_build
from kgworkbench.errors import InputError
from kgworkbench.model.progress import BuildReport
from kgworkbench.model.text import Document
from kgworkbench.settings import BuildSettings

if TYPE_CHECKING:
    from kgworkbench.workbench import Workbench

__all__ = ["run_build", "tell_report"]


def run_build(
    corpus: Path,
    into: Path,
    *,
    schema: Path | None,
    engine: str,
    embedder: str,
    jobs: int,
    dry_run: bool,
    record: Path | None,
    triples: Path | None,
    as_json: bool,
) -> None:
    """Bring the graph folder to what the corpus says; with ``dry_run`` only say what would be done."""
    from kgworkbench.read.files import read_corpus
    from kgworkbench.schema.load import load_schema
    from kgworkbench.workbench import Workbench

    documents = read_corpus(corpus)
    beside = corpus / "schema.yaml"
    if schema is None and corpus.is_dir() and beside.is_file() and not into.exists():
        schema = beside
    given = load_schema(schema) if schema is not None else None
    if triples is not None and not triples.is_file():
        raise InputError(f"triples file {str(triples)!r} is not there: give a .jsonl of facts")
    settings = BuildSettings(jobs=jobs)
    if dry_run:
        _estimate(documents, into, settings, as_json)
        return
    fresh = not into.exists()
    try:
        with Workbench.open(into, schema=given, engine=engine, embedder=embedder, record=record) as bench:
            run = bench.build(documents, triples=triples, settings=settings)
            _warn_of_another_corpus(bench, corpus)
            bench.note(corpus=str(corpus.resolve()))
            report = watch_build(run)
    except InputError:
        if fresh:
            _clear(into)
        raise
    if as_json:
        print_json(report_json(report))
    else:
        tell_report(report, into)


def tell_report(report: BuildReport, folder: Path) -> None:
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
    remark("seconds: " + ", ".join(f"{stage} {spent:.2f}" for stage, spent in report.seconds))


def _estimate(documents: Sequence[Document], into: Path, settings: BuildSettings, as_json: bool) -> None:
    from kgworkbench.build import pending_chunks
    from kgworkbench.ports import GraphStore
    from kgworkbench.stores.kuzu import KuzuStore
    from kgworkbench.stores.memory import MemoryStore

    held = into.is_dir() and (into / "graph.kuzu").exists()
    store: GraphStore = KuzuStore.open(into) if held else MemoryStore()
    try:
        pending = pending_chunks(documents, store, settings)
        gone = {document.id for document in store.documents()} - {document.id for document in documents}
    finally:
        store.close()
    characters = sum(len(chunk.text) for chunk in pending)
    if as_json:
        print_json(
            {
                "documents": len(documents),
                "chunks_to_extract": len(pending),
                "characters": characters,
                "documents_to_remove": sorted(gone),
            }
        )
        return
    print(f"{len(documents)} documents: {len(pending)} chunks of {characters} characters would be extracted")
    if gone:
        print(f"{len(gone)} documents would be removed: {', '.join(sorted(gone)[:8])}{' ...' if len(gone) > 8 else ''}")


def _warn_of_another_corpus(bench: Workbench, corpus: Path) -> None:
    """Say so where the folder was built from another corpus, whose documents this build takes away."""
    before = bench.folder.notes().get("corpus") if bench.folder is not None else None
    if before and before != str(corpus.resolve()):
        remark(f"this folder was built from {before}: documents that are not in {corpus} are taken away")


def _clear(folder: Path) -> None:
    """Take away what a refused build left in a folder that was not there before."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
