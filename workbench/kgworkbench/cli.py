"""The command ``kgw``. Results go to stdout, progress and logs to stderr; heavy imports wait for their command."""

import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from kgworkbench.errors import InputError, WorkbenchError

__all__ = ["app", "main"]

app = typer.Typer(
    name="kgw",
    help="Design, extract, curate and question knowledge graphs by eye.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

evaluations = typer.Typer(help="Measure retrieval, extraction and answers.", no_args_is_help=True)
app.add_typer(evaluations, name="eval")
benchmarks = typer.Typer(help="Side by side with peers, in one run.", no_args_is_help=True)
app.add_typer(benchmarks, name="bench")

Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else there.")]
EngineName = Annotated[str, typer.Option("--engine", help="local, openai, openai:MODEL or replay:FILE.")]
EmbedderName = Annotated[
    str, typer.Option("--embedder", help="auto, lexical, a sentence-transformers name or a folder.")
]
Record = Annotated[Path | None, typer.Option("--record", help="Write every engine reply to this cassette.")]


def main() -> NoReturn:
    """Run the command; exit 0, 1 on failure, 2 on bad usage or input with one line on stderr."""
    try:
        app(standalone_mode=True)
    except InputError as problem:
        _say(f"kgw: {problem}")
        sys.exit(2)
    except WorkbenchError as problem:
        _say(f"kgw: {problem}")
        sys.exit(1)
    except KeyboardInterrupt:
        _say("kgw: stopped; what was committed is kept")
        sys.exit(130)
    sys.exit(0)


def _version(wanted: bool) -> None:
    if wanted:
        from kgworkbench import __version__

        print(f"kgw {__version__}")
        raise typer.Exit


@app.callback()
def kgw(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Design, extract, curate and question knowledge graphs by eye."""


@app.command()
def demo(
    corpus: Annotated[str, typer.Option("--corpus", help="A bundled corpus.")] = "computing_history",
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Open the dashboard at the end.")] = True,
    port: Annotated[int, typer.Option(help="The dashboard's port.")] = 5006,
    as_json: Json = False,
) -> None:
    """Build a bundled corpus into a fresh folder, ask its first question, show the evidence, then serve."""
    from kgworkbench.commands.demo import run_demo

    run_demo(corpus, serve=serve, port=port, as_json=as_json)


@app.command()
def build(
    corpus: Annotated[Path, typer.Argument(help="A folder of documents, one file, or a .jsonl of records.")],
    into: Annotated[Path, typer.Option("--into", help="The graph folder.")],
    schema: Annotated[Path | None, typer.Option("--schema", help="schema.yaml, or Youtu's JSON.")] = None,
    engine: EngineName = "local",
    embedder: EmbedderName = "auto",
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Engine calls at once.")] = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be extracted; write nothing.")] = False,
    record: Record = None,
    triples: Annotated[
        Path | None, typer.Option("--triples", help="Load these facts instead of asking the engine.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Bring a graph folder to what a corpus says. Idempotent and resumable; only what is new is extracted."""
    from kgworkbench.commands.build import run_build

    run_build(
        corpus,
        into,
        schema=schema,
        engine=engine,
        embedder=embedder,
        jobs=jobs,
        dry_run=dry_run,
        record=record,
        triples=triples,
        as_json=as_json,
    )


@app.command()
def ask(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The graph folder.")],
    question: Annotated[str, typer.Argument(help="The question, in English or Chinese.")],
    mode: Annotated[str, typer.Option(help="reject: refuse without evidence; open: allow own knowledge.")] = "reject",
    rounds: Annotated[int, typer.Option(min=1, max=10, help="Reflection rounds.")] = 3,
    depth: Annotated[int, typer.Option(min=1, max=8, help="Longest evidence path.")] = 5,
    routes: Annotated[str, typer.Option(help="Routes in use.")] = "entity,triple,community,path,chunk",
    top: Annotated[int, typer.Option(min=1, max=200, help="Evidence kept.")] = 20,
    engine: EngineName = "local",
    record: Record = None,
    as_json: Json = False,
) -> None:
    """Answer a question from a graph folder, with citations, evidence paths and a trace."""
    from kgworkbench.commands.ask import run_ask

    run_ask(
        folder,
        question,
        mode=mode,
        rounds=rounds,
        depth=depth,
        routes=routes,
        top=top,
        engine=engine,
        record=record,
        as_json=as_json,
    )


@app.command()
def serve(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The graph folder.")] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; beyond loopback a password is demanded.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 5006,
    engine: EngineName = "local",
) -> None:
    """Serve the dashboard; with no DIR it opens the welcome page."""
    from kgworkbench.commands.serve import run_serve

    run_serve(folder, host=host, port=port, engine=engine)


@app.command()
def communities(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The graph folder.")],
    method: Annotated[str, typer.Option(help="dual, leiden or louvain.")] = "dual",
    weight: Annotated[float, typer.Option(min=0, max=1, help="1 is structure alone, 0 meaning alone.")] = 0.5,
    threshold: Annotated[float, typer.Option(min=0, max=1, help="Fused score at which communities join.")] = 0.7,
    as_json: Json = False,
) -> None:
    """Find the communities of a graph folder again, and say how good they are."""
    from kgworkbench.commands.communities import run_communities

    run_communities(folder, method=method, weight=weight, threshold=threshold, as_json=as_json)


@evaluations.command("retrieval")
def eval_retrieval(
    corpus: Annotated[Path, typer.Option("--corpus", help="A corpus.")],
    questions: Annotated[Path, typer.Option("--questions", help="Questions with supporting documents.")],
    triples: Annotated[Path | None, typer.Option("--triples", help="Make the graph of these.")] = None,
    schema: Annotated[Path | None, typer.Option("--schema", help="Schema of the extraction.")] = None,
    engine: EngineName = "local",
    embedder: EmbedderName = "auto",
    k: Annotated[str, typer.Option("--k", help="Ranks to report recall at.")] = "2,5,10",
    as_json: Json = False,
) -> None:
    """Recall of supporting documents, with latency and the recall of each route."""
    from kgworkbench.commands.evaluate import run_eval_retrieval

    run_eval_retrieval(
        corpus, questions, triples=triples, schema=schema, engine=engine, embedder=embedder, k=k, as_json=as_json
    )


@evaluations.command("extraction")
def eval_extraction(
    gold: Annotated[Path, typer.Option("--gold", help="Texts with gold entities and relations.")],
    schema: Annotated[Path, typer.Option("--schema", help="Schema of the extraction.")],
    engine: EngineName = "local",
    as_json: Json = False,
) -> None:
    """Strict precision, recall and F1 of entities and relations."""
    from kgworkbench.commands.evaluate import run_eval_extraction

    run_eval_extraction(gold, schema, engine=engine, as_json=as_json)


@evaluations.command("answers")
def eval_answers(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The graph folder.")],
    questions: Annotated[Path, typer.Option("--questions", help="Questions with answers.")],
    mode: Annotated[str, typer.Option(help="open or reject.")] = "reject",
    engine: EngineName = "local",
    as_json: Json = False,
) -> None:
    """Exact match and F1 of answers, by kind of question."""
    from kgworkbench.commands.evaluate import run_eval_answers

    run_eval_answers(folder, questions, mode=mode, engine=engine, as_json=as_json)


@benchmarks.command("communities")
def bench_communities_command(
    triples: Annotated[Path, typer.Option("--triples", help="Facts, one document a line.")],
    entities: Annotated[int | None, typer.Option(min=2, help="Documents in order until so many entities.")] = None,
    embedder: EmbedderName = "auto",
    as_json: Json = False,
) -> None:
    """Dual perception beside Leiden and Louvain on the graph of a triples file."""
    from kgworkbench.commands.communities import run_bench_communities

    run_bench_communities(triples, entities=entities, embedder=embedder, as_json=as_json)


schemas = typer.Typer(help="Check, compare, try, induce and convert schemas.", no_args_is_help=True)
app.add_typer(schemas, name="schema")

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The graph folder.")]
RenameList = Annotated[
    list[str] | None, typer.Option("--rename", help="Old=New, or relation:Old=New; may be repeated.")
]


@schemas.command("check")
def schema_check(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="schema.yaml, Youtu's JSON or KAG's .schema.")],
    as_json: Json = False,
) -> None:
    """Everything wrong or odd in a schema file, with its line; exit 2 where it cannot be used."""
    from kgworkbench.commands.schema import run_schema_check

    if run_schema_check(path, as_json=as_json):
        raise typer.Exit(2)


@schemas.command("diff")
def schema_diff(
    old: Annotated[str, typer.Argument(help="A file, DIR or DIR@VERSION.")],
    new: Annotated[str, typer.Argument(help="A file, DIR or DIR@VERSION.")],
    renames: RenameList = None,
    as_json: Json = False,
) -> None:
    """What changed between two schemas."""
    from kgworkbench.commands.schema import run_schema_diff

    run_schema_diff(old, new, renames=renames or [], as_json=as_json)


@schemas.command("whatif")
def schema_whatif(
    folder: Folder,
    schema: Annotated[Path, typer.Argument(metavar="FILE", help="The changed schema.")],
    renames: RenameList = None,
    samples: Annotated[int, typer.Option(min=0, help="Samples of each effect.")] = 5,
    as_json: Json = False,
) -> None:
    """What a changed schema would mean for all that was extracted; no engine is asked, nothing is written."""
    from kgworkbench.commands.schema_use import run_schema_whatif

    run_schema_whatif(folder, schema, renames=renames or [], samples=samples, as_json=as_json)


@schemas.command("induce")
def schema_induce(
    corpus: Annotated[Path, typer.Argument(help="A corpus.")],
    to: Annotated[Path | None, typer.Option("--to", help="Write the draft here.")] = None,
    language: Annotated[str, typer.Option(help="auto, en or zh.")] = "auto",
    support: Annotated[int, typer.Option(min=2, help="Sightings a type needs.")] = 3,
    as_json: Json = False,
) -> None:
    """A first schema from the texts of a corpus, with no model: a draft to edit."""
    from kgworkbench.commands.schema import run_schema_induce

    run_schema_induce(corpus, to, language=language, support=support, as_json=as_json)


@schemas.command("convert")
def schema_convert(
    source: Annotated[Path, typer.Argument(help="A schema in any format that is read.")],
    to: Annotated[Path, typer.Option("--to", help="The file to write.")],
    form: Annotated[str, typer.Option("--format", help="yaml, youtu or kag; else by the ending.")] = "",
    names: Annotated[Literal["code", "label"], typer.Option(help="KAG's types by code or label.")] = "code",
    as_json: Json = False,
) -> None:
    """A schema in another format, and what that format cannot hold."""
    from kgworkbench.commands.schema import run_schema_convert

    run_schema_convert(source, to, form=form, names=names, as_json=as_json)


@schemas.command("versions")
def schema_versions(folder: Folder, as_json: Json = False) -> None:
    """The versions of a folder's schema and what each changed."""
    from kgworkbench.commands.schema import run_schema_versions

    run_schema_versions(folder, as_json=as_json)


@schemas.command("coverage")
def schema_coverage(folder: Folder, as_json: Json = False) -> None:
    """Use of each type, types never used, claims outside."""
    from kgworkbench.commands.schema_use import run_schema_coverage

    run_schema_coverage(folder, as_json=as_json)


@schemas.command("proposals")
def schema_proposals(
    folder: Folder, top: Annotated[int, typer.Option(min=1, help="How many.")] = 20, as_json: Json = False
) -> None:
    """Types that engines asked for, with their sentences."""
    from kgworkbench.commands.schema_use import run_schema_proposals

    run_schema_proposals(folder, top=top, as_json=as_json)


def _say(line: str) -> None:
    print(" ".join(str(line).split()), file=sys.stderr)


if __name__ == "__main__":
    main()
