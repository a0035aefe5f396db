"""``kgw eval``."""

import time
from pathlib import Path
from typing import Any

from kgworkbench.commands.ask import mode_of
from kgworkbench.commands.existing import existing_graph
from kgworkbench.commands.show import print_json, watch_build
from kgworkbench.errors import InputError

__all__ = ["run_eval_answers", "run_eval_extraction", "run_eval_retrieval"]


def run_eval_retrieval(
    corpus: Path,
    questions: Path,
    *,
    triples: Path | None,
    schema: Path | None,
    engine: str,
    embedder: str,
    k: str,
    as_json: bool,
) -> None:
    """Build the corpus in memory and print the recall of supporting documents."""
    from kgworkbench.evaluate.datasets import load_questions
    from kgworkbench.evaluate.retrieval import evaluate_retrieval
    from kgworkbench.model.query import Limits
    from kgworkbench.workbench import Workbench

    ranks = _ranks(k)
    asked = load_questions(questions)
    started = time.perf_counter()
    with Workbench.open(schema=schema, engine=engine, embedder=embedder) as bench:
        watch_build(bench.build(corpus, triples=triples))
        library = bench.library()
        seconds = time.perf_counter() - started
        result = evaluate_retrieval(library, asked, Limits(top=max(20, *ranks)), ranks)
    result["index_seconds"] = round(seconds, 3)
    _show(result, as_json)


def run_eval_extraction(gold: Path, schema: Path, *, engine: str, as_json: bool) -> None:
    """Extract the gold's texts and print strict precision, recall and F1, by type too."""
    import os

    from kgworkbench.engines.choose import engine_for
    from kgworkbench.evaluate.extraction import evaluate_extraction, read_gold
    from kgworkbench.schema.load import load_schema

    if not gold.is_file():
        raise InputError(f"gold file {str(gold)!r} is not there: give a .jsonl of annotated texts")
    _show(evaluate_extraction(read_gold(gold), load_schema(schema), engine_for(engine, os.environ)), as_json)


def run_eval_answers(folder: Path, questions: Path, *, mode: str, engine: str, as_json: bool) -> None:
    """Ask every question and print exact match, F1 and the share answered right."""
    from kgworkbench.evaluate.answers import score_answers
    from kgworkbench.evaluate.datasets import load_questions
    from kgworkbench.workbench import Workbench

    existing_graph(folder)
    asked = load_questions(questions)
    chosen = mode_of(mode)
    with Workbench.open(folder, engine=engine) as bench:
        answers = [bench.ask(question.text, mode=chosen).result() for question in asked]
    records = [{"answers": q.answers, "supporting": q.supporting, "kind": q.kind or "all"} for q in asked]
    _show(score_answers(records, answers), as_json)


def _ranks(text: str) -> tuple[int, ...]:
    try:
        ranks = tuple(sorted({int(part) for part in text.split(",")}))
    except ValueError:
        ranks = ()
    if not ranks or ranks[0] < 1:
        raise InputError(f"ranks {text!r} are no list of numbers: write for instance --k 2,5,10")
    return ranks


def _show(result: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(result)
        return
    for name, value in result.items():
        print(f"{name:>22}  {value}")
