"""``kgw build``."""

from pathlib import Path

from kgworkbench.commands.show import print_json, remark, report_json, watch_build
from kgworkbench.errors import InputError
from kgworkbench.model.progress import BuildReport
from kgworkbench.settings import BuildSettings

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


def _estimate(documents, into: Path, settings: BuildSettings, as_json: bool) -> None:  # type: ignore[no-untyped-def]
    from kgworkbench.build import pending_chunks
    from kgworkbench.stores.kuzu import KuzuStore
    from kgworkbench.stores.memory import MemoryStore

    held = into.is_dir() and (into / "graph.kuzu").exists()
    store = KuzuStore.open(into) if held else MemoryStore()
    try:
        pending = pending_chunks(documents, store, settings)
    finally:
        store.close()
    characters = sum(len(chunk.text) for chunk in pending)
    result = {"documents": len(documents), "chunks_to_extract": len(pending), "characters": characters}
    if as_json:
        print_json(result)
    else:
        print(f"{len(documents)} documents: {len(pending)} chunks of {characters} characters would be extracted")


def _clear(folder: Path) -> None:
    """Take away what a refused build left in a folder that was not there before."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
