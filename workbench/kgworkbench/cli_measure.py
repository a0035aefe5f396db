"""``kgw eval``, ``kgw bench`` and ``kgw anonymize``: measures, peers in the same run, and a corpus to measure on."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from kgworkbench.cli_options import Corpus, EmbedderName, EngineName, Folder, Json, Record
from kgworkbench.cli_usage import Group, place

if TYPE_CHECKING:
    from kgworkbench.commands.evaluate import Measured

__all__ = ["anonymising", "benchmarks", "evaluations"]

evaluations = typer.Typer(help="Measure retrieval, extraction and answers.", no_args_is_help=True, cls=Group)
benchmarks = typer.Typer(help="Side by side with peers, in one run.", no_args_is_help=True, cls=Group)
anonymising = typer.Typer()

CorpusFile = Annotated[
    Path, typer.Option("--corpus", metavar="FILE", help="A folder of documents or a .jsonl of them.", parser=place)
]
Questions = Annotated[
    Path,
    typer.Option(
        "--questions", metavar="FILE", help="A .jsonl of {id, question, answers, supporting, kind}.", parser=place
    ),
]
Triples = Annotated[
    Path | None,
    typer.Option(
        "--triples",
        metavar="FILE",
        help="A .jsonl of {doc, entities, triples}: the graph is made of these instead of asking the engine.",
        parser=place,
    ),
]
SchemaFile = Annotated[
    Path | None,
    typer.Option(
        "--schema", metavar="FILE", help="Schema of the extraction; the general one where none is given.", parser=place
    ),
]
MeasuredTriples = Annotated[
    Path | None,
    typer.Option(
        "--triples", metavar="FILE", help="Facts to measure on, one document a line; made up where none.", parser=place
    ),
]
FirstEntities = Annotated[int | None, typer.Option(min=2, help="Documents in order until so many entities.")]
Seed = Annotated[int, typer.Option(help="Seed of what is made up.")]


class Work(Protocol):
    """What a command does with a corpus to measure retrieval on."""

    def __call__(self, measured: "Measured", *, as_json: bool) -> None:
        """Do it, and print the result."""


def _measures_retrieval(group: typer.Typer, told: str, work: Callable[[], Work]) -> None:
    """Give a group a command ``retrieval``: the same options wherever retrieval is measured."""

    @group.command("retrieval", help=told)
    def retrieval(
        corpus: CorpusFile,
        questions: Questions,
        triples: Triples = None,
        schema: SchemaFile = None,
        engine: EngineName = "local",
        embedder: EmbedderName = "auto",
        k: Annotated[str, typer.Option("--k", help="Ranks to report recall at.")] = "2,5,10",
        as_json: Json = False,
    ) -> None:
        from kgworkbench.commands.evaluate import Measured

        work()(Measured(corpus, questions, triples, schema, engine, embedder, k), as_json=as_json)


def _evaluated() -> Work:
    from kgworkbench.commands.evaluate import run_eval_retrieval

    return run_eval_retrieval


def _beside_peers() -> Work:
    from kgworkbench.commands.bench import run_bench_retrieval

    return run_bench_retrieval


_measures_retrieval(
    evaluations, "Recall of supporting documents, with latency and the recall of each route.", _evaluated
)


@evaluations.command("extraction")
def eval_extraction(
    gold: Annotated[
        Path,
        typer.Option(
            "--gold",
            metavar="FILE",
            help="A .jsonl of {id, text, entities: [{start, end, type}], relations: [{head, tail, type}]}.",
            parser=place,
        ),
    ],
    schema: Annotated[Path, typer.Option("--schema", metavar="FILE", help="Schema of the extraction.", parser=place)],
    engine: EngineName = "local",
    as_json: Json = False,
) -> None:
    """Strict precision, recall and F1 of entities and relations."""
    from kgworkbench.commands.evaluate import run_eval_extraction

    run_eval_extraction(gold, schema, engine=engine, as_json=as_json)


@evaluations.command("answers")
def eval_answers(
    folder: Folder,
    questions: Questions,
    mode: Annotated[str, typer.Option(help="open or reject.")] = "reject",
    engine: EngineName = "local",
    as_json: Json = False,
) -> None:
    """Exact match and F1 of answers, by kind of question."""
    from kgworkbench.commands.evaluate import run_eval_answers

    run_eval_answers(folder, questions, mode=mode, engine=engine, as_json=as_json)


@benchmarks.command("communities")
def bench_communities_command(
    triples: Annotated[
        Path, typer.Option("--triples", metavar="FILE", help="Facts, one document a line.", parser=place)
    ],
    entities: FirstEntities = None,
    embedder: EmbedderName = "auto",
    as_json: Json = False,
) -> None:
    """Dual perception beside Leiden and Louvain on the graph of a triples file."""
    from kgworkbench.commands.communities import run_bench_communities

    run_bench_communities(triples, entities=entities, embedder=embedder, as_json=as_json)


@benchmarks.command("store")
def bench_store_command(
    triples: MeasuredTriples = None,
    entities: FirstEntities = None,
    relations: Annotated[int, typer.Option(min=1, help="With no triples file: so many made-up relations.")] = 20_000,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Writing, reading and looking around in Kùzu beside SQLite, networkx and rdflib, on one graph."""
    from kgworkbench.commands.bench import run_bench_store

    run_bench_store(triples, entities=entities, relations=relations, seed=seed, as_json=as_json)


_measures_retrieval(
    benchmarks,
    "The routes fused beside BM25, the embedder, both fused without a graph, and packages that are installed.",
    _beside_peers,
)


@benchmarks.command("start")
def bench_start_command(
    runs: Annotated[int, typer.Option(min=1, max=50, help="Runs of each, of which the quickest counts.")] = 3,
    as_json: Json = False,
) -> None:
    """Seconds, memory and heavy modules of starting the command, the library and the widgets, beside other packages."""
    from kgworkbench.commands.bench import run_bench_start

    run_bench_start(runs=runs, as_json=as_json)


@benchmarks.command("live")
def bench_live_command(
    triples: MeasuredTriples = None,
    entities: FirstEntities = None,
    relations: Annotated[int, typer.Option(min=1, help="With no triples file: so many made-up relations.")] = 2_000,
    limit: Annotated[int, typer.Option(min=1, help="Nodes a page draws at most.")] = 500,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Events a second from a build's stream to a page's picture, by deltas and by whole pictures; no browser."""
    from kgworkbench.commands.bench import run_bench_live

    run_bench_live(triples, entities=entities, relations=relations, seed=seed, limit=limit, as_json=as_json)


@anonymising.command("anonymize")
def anonymize(
    corpus: Corpus,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The new folder to write.", parser=place)],
    schema: SchemaFile = None,
    engine: EngineName = "local",
    types: Annotated[
        list[str] | None,
        typer.Option("--type", help="Replace entities of this type alone; may be repeated."),
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(
            "--questions", metavar="FILE", help="Your own questions, to be asked with numbers for names.", parser=place
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Draws the wrong options of multiple-choice questions.")] = 0,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Engine calls at once.")] = 1,
    record: Record = None,
    as_json: Json = False,
) -> None:
    """Replace every entity of a corpus by its type and a number, and ask for the names.

    DIR gets the corpus with a schema (kgw build DIR reads both), questions.jsonl with reversion and multiple-choice
    questions, and mapping.jsonl, which puts every name back where it stood.
    """
    from kgworkbench.commands.anonymize import run_anonymize

    run_anonymize(
        corpus,
        to,
        schema=schema,
        engine=engine,
        types=types or (),
        questions=questions,
        seed=seed,
        jobs=jobs,
        record=record,
        as_json=as_json,
    )
