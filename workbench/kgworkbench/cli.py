"""The command ``kgw``. Results go to stdout, progress and logs to stderr; heavy imports wait for their command."""

import io
import os
import signal
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kgworkbench.cli_exchange import exchange
from kgworkbench.cli_journal import journal
from kgworkbench.cli_measure import anonymising, benchmarks, evaluations
from kgworkbench.cli_options import Corpus, EmbedderName, EngineName, Folder, Into, Json, Record
from kgworkbench.cli_schema import schemas
from kgworkbench.cli_traces import traces
from kgworkbench.cli_usage import Group, Refused, place, usage_line
from kgworkbench.errors import InputError, WorkbenchError

__all__ = ["app", "main"]

app = typer.Typer(
    name="kgw",
    cls=Group,
    help="Design, extract, curate and question knowledge graphs by eye.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(evaluations, name="eval")
app.add_typer(benchmarks, name="bench")
app.add_typer(schemas, name="schema")
app.add_typer(journal, name="journal")
app.add_typer(traces, name="traces")
app.add_typer(exchange)
app.add_typer(anonymising)


def main() -> NoReturn:
    """Run the command; exit 0, 1 on failure, 2 on bad usage or input with one line on stderr, 130 when interrupted."""
    interrupted: list[int] = []

    def stop(number: int, _frame: object) -> None:
        if not interrupted:
            _say("kgw: stopping; what was committed is kept")
        interrupted.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, stop)
    _print_anywhere()
    try:
        code = app(standalone_mode=False, prog_name="kgw")
    except Refused as problem:
        if len(sys.argv) == 1:
            print(typer.main.get_command(app).get_help(problem.ctx))  # type: ignore[attr-defined]
        _say(usage_line(problem, sys.argv[1:]))
        sys.exit(2)
    except BrokenPipeError:  # whoever read the output has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as problem:
        where = f"{problem.filename!r}: " if problem.filename is not None else ""
        _say(f"kgw: {where}{problem.strerror or problem}; see to that, and run the command again")
        sys.exit(1)
    except WorkbenchError as problem:
        if interrupted:  # the store was at work, and says in its own words that it was interrupted
            sys.exit(130)
        _say(f"kgw: {problem}")
        sys.exit(2 if isinstance(problem, InputError) else 1)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(code or 0)


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
    corpus: Corpus,
    into: Into,
    schema: Annotated[Path | None, typer.Option("--schema", help="schema.yaml, Youtu's JSON or KAG's .schema.")] = None,
    engine: EngineName = "local",
    embedder: EmbedderName = "auto",
    chunking: Annotated[
        str, typer.Option("--chunking", help="short, medium, long, whole, or a number of characters.")
    ] = "",
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Engine calls at once.")] = 1,
    budget: Annotated[int, typer.Option("--budget", min=0, help="Tokens after which no call is made; 0 for none.")] = 0,
    again: Annotated[
        str,
        typer.Option(
            "--again", help="Extract anew: never, changed (by another schema), all; auto where it costs nothing."
        ),
    ] = "auto",
    accept: Annotated[
        str, typer.Option("--accept", help="Take proposed types in, at CONFIDENCE:CHUNKS or above, as 0.8:5.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be extracted, and its tokens; write nothing.")
    ] = False,
    record: Record = None,
    triples: Annotated[
        Path | None, typer.Option("--triples", help="Load these facts instead of asking the engine.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Bring a graph folder to what a corpus says.

    Idempotent and resumable: only what is new or changed is extracted, and what failed is tried again. After a change
    of the schema, what was extracted is judged again with no engine call; only the local engine, which costs nothing,
    reads again where the schema has new types. --again says otherwise.
    """
    from kgworkbench.commands.build import run_build

    run_build(
        corpus,
        into,
        schema=schema,
        engine=engine,
        embedder=embedder,
        chunking=chunking,
        jobs=jobs,
        budget=budget,
        again=again,
        accept=accept,
        dry_run=dry_run,
        record=record,
        triples=triples,
        as_json=as_json,
    )


@app.command()
def ask(
    folder: Folder,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in English or Chinese.")],
    mode: Annotated[str, typer.Option(help="reject: refuse without evidence; open: allow own knowledge.")] = "reject",
    rounds: Annotated[int, typer.Option(min=1, max=10, help="Reflection rounds.")] = 3,
    depth: Annotated[int, typer.Option(min=1, max=8, help="Longest evidence path.")] = 5,
    routes: Annotated[str, typer.Option(help="Routes in use.")] = "entity,triple,community,path,chunk",
    top: Annotated[int, typer.Option(min=1, max=200, help="Evidence kept.")] = 20,
    off: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            help="Ask as if KIND:ID (entity, relation, chunk, route, community) were not there. Ids of chunks "
            "come from kgw traces support, the others stand in kgw export --format graphml.",
        ),
    ] = None,
    reranker: Annotated[str, typer.Option(help="A folder with a cross-encoder that reranks the evidence.")] = "",
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
        off=off or [],
        reranker=reranker,
        engine=engine,
        record=record,
        as_json=as_json,
    )


@app.command()
def serve(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The graph folder.", parser=place)] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; beyond loopback a password is demanded.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one and says which.")] = 5006,
    engine: EngineName = "local",
    prefix: Annotated[
        str, typer.Option(envvar="KGW_PREFIX", help="Path in front of every address, as a proxy passes it on.")
    ] = "",
    origins: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-origin",
            envvar="KGW_ALLOW_ORIGIN",
            help="HOST[:PORT] of pages that may connect, beside this one: what a browser sees behind a proxy.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Serve the dashboard; with no DIR it opens the welcome page."""
    from kgworkbench.commands.serve import run_serve

    run_serve(folder, host=host, port=port, engine=engine, prefix=prefix, origins=origins or (), as_json=as_json)


@app.command()
def communities(
    folder: Folder,
    method: Annotated[str, typer.Option(help="dual, leiden or louvain.")] = "dual",
    weight: Annotated[float, typer.Option(min=0, max=1, help="1 is structure alone, 0 meaning alone.")] = 0.5,
    threshold: Annotated[float, typer.Option(min=0, max=1, help="Fused score at which communities join.")] = 0.7,
    show: Annotated[int, typer.Option(min=1, help="Print the graph cut into about so many communities.")] = 20,
    as_json: Json = False,
) -> None:
    """Find the communities of a graph folder again, and say how good they are."""
    from kgworkbench.commands.communities import run_communities

    run_communities(folder, method=method, weight=weight, threshold=threshold, show=show, as_json=as_json)


def _print_anywhere() -> None:
    """Have what a terminal's encoding lacks written as escapes, rather than fail."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _say(line: str) -> None:
    print(" ".join(str(line).split()), file=sys.stderr)


if __name__ == "__main__":
    main()
