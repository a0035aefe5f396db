"""Answers of the local engine on the sample corpora: a table by corpus and kind, even and odd questions apart.

python tests/benchmarks/bench_answers.py [--embedder lexical] [--verbose] [--ids even|odd|all] [--corpus NAME]
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from kgworkbench.evaluate.answers import right, score_answers
from kgworkbench.model.evidence import Answer
from kgworkbench.workbench import Workbench

SAMPLES = Path(__file__).resolve().parents[2] / "sample_corpora"


def measure(folder: Path, embedder: str) -> tuple[list[dict[str, Any]], list[Answer], list[float]]:
    """The question records of a corpus, the answers to them, and the milliseconds each took."""
    records = [
        json.loads(line) for line in (folder / "questions.jsonl").read_text("utf-8").splitlines() if line.strip()
    ]
    answers, spent = [], []
    with Workbench.open(embedder=embedder) as bench:
        bench.build(folder / "docs", folder / "schema.yaml").result()
        bench.library()
        for record in records:
            began = time.perf_counter()
            answers.append(bench.ask(record["question"]).result())
            spent.append(1000 * (time.perf_counter() - began))
    return records, answers, spent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--embedder", default="lexical")
    parser.add_argument("--ids", choices=("all", "even", "odd"), default="all")
    parser.add_argument("--corpus", default="")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    for folder in sorted(path for path in SAMPLES.iterdir() if (path / "questions.jsonl").exists()):
        if options.corpus and options.corpus not in folder.name:
            continue
        records, answers, spent = measure(folder, options.embedder)
        for half in ("all", "even", "odd"):
            kept = [
                at
                for at, record in enumerate(records)
                if half == "all" or int("".join(filter(str.isdigit, record["id"]))) % 2 == (half == "odd")
            ]
            rows = [(records[at], answers[at]) for at in kept]
            table(f"{folder.name} {half}", rows)
            if options.verbose and half == options.ids:
                for record, answer in rows:
                    show(record, answer)
        spent.sort()
        p50, p95 = spent[len(spent) // 2], spent[int(0.95 * len(spent))]
        print(f"  ms a question: p50 {p50:.0f}, p95 {p95:.0f}, max {spent[-1]:.0f}")


def table(title: str, rows: list[tuple[dict[str, Any], Answer]]) -> None:
    """Print one line of figures and one for the kinds."""
    answerable = [right(record, answer) for record, answer in rows if record["answers"]]
    refused = [right(record, answer) for record, answer in rows if not record["answers"]]
    figures = score_answers([record for record, _ in rows], [answer for _, answer in rows])
    kinds = {
        kind: f"{round(part['exact_match'] * part['questions'] / 100)}/{part['questions']}"
        for kind, part in figures["by_kind"].items()
    }
    print(
        f"{title}: answerable right {sum(answerable)}/{len(answerable)}, refused {sum(refused)}/{len(refused)},"
        f" EM {figures['exact_match']}, F1 {figures['f1']}, right when answered {figures['correct_when_answered']},"
        f" recall@5 {figures['recall@5']}; {kinds}"
    )


def show(record: dict[str, Any], answer: Answer) -> None:
    """Print one question with what was expected and what came."""
    mark = "OK" if right(record, answer) else "--"
    print(
        f"  {mark} {record['id']} {record['kind']} | {record['question']} | {record['answers'][:3]}"
        f" | {answer.found} {answer.values[:4]}"
    )
    if mark == "--":
        for citation in answer.citations:
            print(f"       {citation.document}: {citation.quote[:110]}")


if __name__ == "__main__":
    sys.exit(main())
