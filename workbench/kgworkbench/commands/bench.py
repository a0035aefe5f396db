"""``kgw bench store``, ``retrieval``, ``start`` and ``live``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kgworkbench.commands.evaluate import Measured, built_to_measure
from kgworkbench.commands.show import print_json
from kgworkbench.errors import InputError

__all__ = ["run_bench_live", "run_bench_retrieval", "run_bench_start", "run_bench_store"]


def run_bench_store(triples: Path | None, *, entities: int | None, relations: int, seed: int, as_json: bool) -> None:
    """Print what writing and reading a graph takes in each store."""
    from kgworkbench.bench.links import graph_of_links
    from kgworkbench.bench.store import bench_store

    result = bench_store(graph_of_links(_links(triples, entities, relations, seed)))
    columns = ("store", "written_a_second", "read_a_second", "neighbours_ms", "megabytes", "same")
    _show(result, columns, as_json)


def run_bench_retrieval(measured: Measured, *, as_json: bool) -> None:
    """Build the corpus in memory, and print how each way finds the supporting documents."""
    from kgworkbench.evaluate.compare import compare_retrieval

    with built_to_measure(measured) as built:
        rows = compare_retrieval(built.library, built.asked, built.limits, built.ranks)
    result = {
        "questions": sum(bool(question.supporting) for question in built.asked),
        "chunks": built.report.chunks,
        "entities": built.report.entities,
        "relations": built.report.relations,
        "rows": rows,
    }
    _show(result, ("method", *(f"recall@{rank}" for rank in built.ranks), "mrr", "ndcg@10", "latency_ms"), as_json)


def run_bench_start(*, runs: int, as_json: bool) -> None:
    """Print what the command and the library take to start, and what they load."""
    from kgworkbench.bench.start import bench_start

    _show(bench_start(runs), ("start", "seconds", "cpu_seconds", "megabytes", "modules", "heavy"), as_json)


def run_bench_live(
    triples: Path | None, *, entities: int | None, relations: int, seed: int, limit: int, as_json: bool
) -> None:
    """Print how many events a second come through to a page's picture."""
    from kgworkbench.bench.live import bench_live

    result = bench_live(_links(triples, entities, relations, seed), limit)
    _show(result, ("method", "events_a_second", "deltas_a_second", "ms", "bytes_a_picture"), as_json)


def _links(triples: Path | None, entities: int | None, relations: int, seed: int) -> list[tuple[str, str]]:
    from kgworkbench.bench.links import links_for

    links = links_for(triples, entities, relations, seed)
    if not links:
        raise InputError(f"no triples in {str(triples)!r}: give a file with some, or none to have them made up")
    return links


def _show(result: dict[str, Any], columns: Sequence[str], as_json: bool) -> None:
    if as_json:
        print_json(result)
        return
    print(", ".join(f"{value} {name}" for name, value in result.items() if name != "rows"))
    table = [list(columns), *([_cell(row, column) for column in columns] for row in result["rows"])]
    for row in result["rows"]:
        if "note" in row:
            table[1 + result["rows"].index(row)][1] = row["note"]
    widths = [max(len(line[place]) for line in table) for place in range(len(columns))]
    for line in table:
        first, *others = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join((first, *others)).rstrip())


def _cell(row: dict[str, Any], column: str) -> str:
    value = row.get(column)
    if isinstance(value, dict):
        return " ".join(f"{name} {part}" for name, part in value.items())
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)
