"""``kgw eval``."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgworkbench.commands.ask import mode_of
from kgworkbench.commands.existing import existing_graph
from kgworkbench.commands.show import print_json, remark, watch_build
from kgworkbench.errors import InputError
from kgworkbench.model.progress import BuildReport

if TYPE_CHECKING:
    from kgworkbench.evaluate.datasets import AskedQuestion
    from kgworkbench.index.library import Library
    from kgworkbench.model.query import Limits

__all__ = ["Built", "Measured", "built_to_measure", "run_eval_answers", "run_eval_extraction", "run_eval_retrieval"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What retrieval is measured on and how: corpus and questions, what its graph is made of and by, and the ranks."""

    corpus: Path
    questions: Path
    triples: Path | None
    schema: Path | None
    engine: str
    embedder: str
    k: str


def run_eval_retrieval(measured: Measured, *, as_json: bool) -> None:
    """Build the corpus in memory and print the recall of supporting documents."""
    from kgworkbench.evaluate.retrieval import evaluate_retrieval

    started = time.perf_counter()
    with built_to_measure(measured) as built:
        seconds = time.perf_counter() - started
        result = evaluate_retrieval(built.library, built.asked, built.limits, built.ranks)
    result["index_seconds"] = round(seconds, 3)
    _show(result, as_json)


@dataclass(frozen=True, slots=True)
class Built:
    """A corpus made ready to be measured: its library, the questions, how deep to look, and the build's report."""

    library: "Library"
    asked: "Sequence[AskedQuestion]"
    limits: "Limits"
    ranks: tuple[int, ...]
    report: BuildReport


@contextmanager
def built_to_measure(measured: Measured) -> Iterator[Built]:
    """The corpus built in memory, with the questions asked of it."""
    from kgworkbench.evaluate.datasets import load_questions
    from kgworkbench.model.query import Limits
    from kgworkbench.workbench import Workbench

    ranks = _ranks_of(measured.k)
    asked = load_questions(measured.questions)
    _remark_on_support(asked, measured.corpus)
    with Workbench.open(schema=measured.schema, engine=measured.engine, embedder=measured.embedder) as bench:
        bench.embedder.embed(["."])  # what cannot be read is told before an engine is paid
        report = watch_build(bench.build(measured.corpus, triples=measured.triples))
        yield Built(bench.library(), asked, Limits(top=max(20, *ranks)), ranks, report)


def run_eval_extraction(gold: Path, schema: Path, *, engine: str, as_json: bool) -> None:
    """Extract the gold's texts and print strict precision, recall and F1, by type too."""
    import os

    from kgworkbench.engines.choose import engine_for
    from kgworkbench.evaluate.extraction import evaluate_extraction, read_gold
    from kgworkbench.interchange.schemas import read_schema

    _show(evaluate_extraction(read_gold(gold), read_schema(schema)[0], engine_for(engine, os.environ)), as_json)


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


def _remark_on_support(questions: "Sequence[AskedQuestion]", corpus: Path) -> None:
    """Tell of supporting documents that the corpus does not hold: nothing can find them."""
    from kgworkbench.read.files import scan_corpus

    known = {document.id for document in scan_corpus(corpus).documents}
    lost = sorted({document for question in questions for document in question.supporting} - known)
    if lost:
        more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
        remark(f"supporting documents that are not in the corpus: {', '.join(map(repr, lost[:3]))}{more}")


def _ranks_of(text: str) -> tuple[int, ...]:
    """The ranks a text lists, sorted.

    Raises:
        InputError: it lists none.
    """
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
