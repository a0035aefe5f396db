"""Answers of the local engine by kind and by hop: on the sample corpora, and on a folder of passages and questions.

python tests/benchmarks/bench_answers.py [FOLDER ...] [--embedder lexical] [--verbose] [--ids even|odd|all]
                                         [--corpus NAME] [--limit N] [--curve]

A FOLDER holds ``corpus.jsonl`` and ``questions.jsonl``; its graph is made by the local engine with the general schema.
Without one the bundled corpora are measured, each with its own schema. ``--curve`` prints for thresholds of surety how
many of the answerable questions are answered, and how many of those right.
"""

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from kgworkbench.engines.local.compose import Weighed, weighed
from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.evaluate.answers import right, score_answers
from kgworkbench.model.evidence import Answer
from kgworkbench.model.tasks import ComposeTask, Draft, Reply, Task
from kgworkbench.workbench import Workbench

SAMPLES = Path(__file__).resolve().parents[2] / "sample_corpora"
THRESHOLDS = (0.0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
Row = tuple[dict[str, Any], Answer]
Value = TypeVar("Value")


class Keeping(LocalEngine):
    """The local engine, which keeps the last task it was asked to compose."""

    def __init__(self) -> None:
        self.composed: ComposeTask | None = None

    def reply(self, task: Task[Value]) -> Reply[Value]:
        """The reply to the task."""
        if isinstance(task, ComposeTask):
            self.composed = task
        return super().reply(task)


def measure(
    folder: Path, embedder: str, limit: int, curve: bool = False
) -> tuple[list[Row], list[float], list[Weighed]]:
    """The question records of a corpus with the answers to them, the CPU milliseconds each took, and how sure each is.

    How sure an answer is that would be refused is only looked for where a ``curve`` is wanted.
    """
    records = [
        json.loads(line) for line in (folder / "questions.jsonl").read_text("utf-8").splitlines() if line.strip()
    ][: limit or None]
    sample = (folder / "schema.yaml").exists()
    rows, spent, sure = [], [], []
    engine = Keeping()
    with Workbench.open(embedder=embedder, engine=engine) as bench:
        if sample:
            bench.build(folder / "docs", folder / "schema.yaml").result()
        else:
            bench.build(folder / "corpus.jsonl").result()
        bench.library()
        for record in records:
            engine.composed = None
            began = time.process_time()
            rows.append((record, bench.ask(record["question"]).result()))
            spent.append(1000 * (time.process_time() - began))
            if curve:
                sure.append(Weighed(Draft("", False)) if engine.composed is None else weighed(engine.composed))
    return rows, spent, sure


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--embedder", default="lexical")
    parser.add_argument("--ids", choices=("all", "even", "odd"), default="all")
    parser.add_argument("--corpus", default="")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--curve", action="store_true")
    options = parser.parse_args()
    bundled = sorted(path for path in SAMPLES.iterdir() if (path / "questions.jsonl").exists())
    for folder in options.folders or bundled:
        if options.corpus and options.corpus not in folder.name:
            continue
        rows, spent, sure = measure(folder, options.embedder, options.limit, options.curve)
        for half in ("all", "even", "odd"):
            kept = [row for at, row in enumerate(rows) if half == "all" or _odd(row[0], at) == (half == "odd")]
            if kept:
                table(f"{folder.name} {half}", kept)
            if options.verbose and half == options.ids:
                for record, answer in kept:
                    show(record, answer)
        if options.curve:
            trade(rows, sure)
        spent.sort()
        p50, p95 = spent[len(spent) // 2], spent[int(0.95 * len(spent))]
        print(f"  CPU ms a question: p50 {p50:.0f}, p95 {p95:.0f}, max {spent[-1]:.0f}")


def trade(rows: Sequence[Row], sure: Sequence[Weighed]) -> None:
    """Print how many answerable questions are answered at each threshold of surety, and how many of those right."""
    judged = [
        (made.surety, right(record, replace(answer, text=made.draft.text, values=made.draft.values, found=True)))
        for (record, answer), made in zip(rows, sure, strict=True)
        if record["answers"] and made.draft.found
    ]
    print("  threshold of surety -> answered / right:")
    for least in THRESHOLDS:
        kept = [good for surety, good in judged if surety >= least]
        print(f"    {least:.2f} -> {len(kept)} / {sum(kept)} ({100 * sum(kept) / max(1, len(kept)):.1f} %)")


def _odd(record: dict[str, Any], place: int) -> bool:
    """Whether a question belongs to the odd half: by the number in its id, or by its place where ids are names."""
    number = re.fullmatch(r"\D*(\d+)", str(record.get("id", "")))
    return (int(number[1]) if number else place) % 2 == 1


def hops(record: dict[str, Any]) -> str:
    """How many hops a question takes: what its kind says, else the number of its supporting documents."""
    kind = str(record.get("kind", ""))
    if not record["answers"]:
        return "none"
    words = {"one": "1", "two": "2", "three": "3", "four": "4"}
    said = re.match(r"(one|two|three|four|\d)_?hop", kind)
    if said:
        return words.get(said[1], said[1])
    return "overview" if kind == "global" else f"{min(len(record.get('supporting', ())), 4) or '?'}"


def table(title: str, rows: Sequence[Row]) -> None:
    """Print a line of figures, then exact match and F1 by kind, and by hop."""
    figures = score_answers([record for record, _ in rows], [answer for _, answer in rows])
    answerable = [right(record, answer) for record, answer in rows if record["answers"]]
    refused = [right(record, answer) for record, answer in rows if not record["answers"]]
    print(
        f"{title}: answerable right {sum(answerable)}/{len(answerable)}, refused {sum(refused)}/{len(refused)},"
        f" EM {figures['exact_match']}, F1 {figures['f1']}, answered {figures['answered']},"
        f" right when answered {figures['correct_when_answered']}, recall@5 {figures['recall@5']}"
    )
    for name, by in (("kind", lambda record: str(record.get("kind", "all"))), ("hops", hops)):
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            groups[by(row[0])].append(row)
        print(f"  by {name}: " + "; ".join(f"{key} {_brief(group)}" for key, group in sorted(groups.items())))


def _brief(rows: Sequence[Row]) -> str:
    figures = score_answers([record for record, _ in rows], [answer for _, answer in rows])
    hits = sum(right(record, answer) for record, answer in rows)
    return f"{hits}/{len(rows)} (F1 {figures['f1']}, answered {figures['answered']})"


def show(record: dict[str, Any], answer: Answer) -> None:
    """Print one question with what was expected and what came."""
    mark = "OK" if right(record, answer) else "--"
    print(
        f"  {mark} {record['id']} {record.get('kind', '')} | {record['question']} | {record['answers'][:3]}"
        f" | {answer.found} {answer.values[:4]}"
    )
    if mark == "--":
        for citation in answer.citations:
            print(f"       {citation.document}: {citation.quote[:110]}")


if __name__ == "__main__":
    main()
