"""``kgw journal``: list, undo, redo, export, apply, merge."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgworkbench.commands.existing import new_file, opened_graph
from kgworkbench.commands.show import print_json
from kgworkbench.errors import InputError

if TYPE_CHECKING:
    from kgworkbench.model.graph import Graph
    from kgworkbench.model.journal import Operation
    from kgworkbench.workbench import Workbench

__all__ = [
    "run_journal_apply",
    "run_journal_duplicates",
    "run_journal_export",
    "run_journal_list",
    "run_journal_merge",
    "run_journal_redo",
    "run_journal_undo",
]


def run_journal_list(folder: Path, *, as_json: bool) -> None:
    """Print every operation and whether it holds."""
    with opened_graph(folder) as bench:
        operations = bench.journal.operations()
        held = {operation.number for operation in bench.journal.standing()}
    rows = [_row(operation, holds=operation.number in held) for operation in operations]
    if as_json:
        print_json({"operations": rows, "standing": len(held)})
        return
    for row in rows:
        who = f" {row['author']}" if row["author"] else ""
        why = f"  ({row['reason']})" if row["reason"] else ""
        print(f"{row['number']:>4} {row['state']:<8} {row['time']}{who}: {row['says']}{why}")
    print(f"{len(held)} of {len(rows)} operations hold" if rows else "nothing was done by hand yet")


def run_journal_undo(folder: Path, number: int, *, author: str, reason: str, as_json: bool) -> None:
    """Undo that operation, or the last one that holds."""
    _do(folder, lambda bench: bench.undo(number, author=author, reason=reason), as_json)


def run_journal_redo(folder: Path, number: int, *, author: str, reason: str, as_json: bool) -> None:
    """Do that undone operation again, or the one undone last."""
    _do(folder, lambda bench: bench.redo(number, author=author, reason=reason), as_json)


def run_journal_export(folder: Path, to: Path | None, *, as_json: bool) -> None:
    """Print the operations that hold as JSON, or write them to a file."""
    new_file(to)
    with opened_graph(folder) as bench:
        text, count = bench.journal.export(), len(bench.journal.standing())
    if to is None:
        print(text, end="")
        return
    to.write_text(text, encoding="utf-8")
    if as_json:
        print_json({"operations": count, "to": str(to)})
    else:
        print(f"{to}: {count} operations")


def run_journal_apply(folder: Path, path: Path, *, author: str, as_json: bool) -> None:
    """Do exported operations here, and print what became of each."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            f"journal {str(path)!r} cannot be read ({problem}): give the file kgw journal DIR export wrote"
        ) from problem
    with opened_graph(folder) as bench:
        applied = bench.journal.apply(text, author=author)
    if as_json:
        print_json(
            {
                "done": [_row(operation) for operation in applied.done],
                "standing": list(applied.standing),
                "refused": [{"says": says, "why": why} for says, why in applied.refused],
            }
        )
        return
    for operation in applied.done:
        print(f"done: {operation.says}")
    for says in applied.standing:
        print(f"held already: {says}")
    for says, why in applied.refused:
        print(f"no longer applies: {says} ({why})")
    told = f"{len(applied.done)} done, {len(applied.standing)} held already, {len(applied.refused)} no longer apply"
    print(f"{path}: {told}")


def run_journal_merge(
    folder: Path, into: str, members: Sequence[str], *, name: str, author: str, reason: str, as_json: bool
) -> None:
    """Merge entities named by id or exact name."""
    from kgworkbench.model.journal import Merge

    def merge(bench: "Workbench") -> "Operation":
        graph = bench.graph()
        action = Merge(_entity(graph, into), tuple(_entity(graph, member) for member in members), name)
        return bench.journal.act(action, author=author, reason=reason)

    _do(folder, merge, as_json)


def run_journal_duplicates(folder: Path, *, top: int, as_json: bool) -> None:
    """Print pairs of entities that may be one, best first, with the reasons."""
    from kgworkbench.present.merging import shown_reason

    with opened_graph(folder) as bench:
        found = bench.journal.duplicates(bench.embedder, limit=top)
        names = {entity.id: f"{entity.name} ({entity.type})" for entity in bench.graph().entities}
    if as_json:
        rows = [{**asdict(each), "names": [names[each.one], names[each.other]]} for each in found]
        print_json({"duplicates": rows})
        return
    for each in found:
        print(f"{each.score:.2f}  {names[each.one]}  =  {names[each.other]}?")
        for reason in each.reasons:
            print(f"      {reason.strength:+.2f} {reason.kind}: {shown_reason(reason)}")
    if not found:
        print("no two entities look alike")


def _do(folder: Path, work: "Callable[[Workbench], Operation]", as_json: bool) -> None:
    with opened_graph(folder) as bench:
        operation = work(bench)
    if as_json:
        print_json(_row(operation))
    else:
        print(f"{operation.number}: {operation.says}")


def _entity(graph: "Graph", wanted: str) -> str:
    found = [entity for entity in graph.entities if wanted == entity.id or wanted in (entity.name, *entity.aliases)]
    exact = [entity for entity in found if wanted in (entity.id, entity.name)] or found
    if len(exact) == 1:
        return exact[0].id
    if not exact:
        raise InputError(f"no entity {wanted!r}: give its exact name, an alias or its id")
    listed = ", ".join(f"{entity.id} ({entity.type})" for entity in exact[:5])
    raise InputError(f"{wanted!r} names {len(exact)} entities: give one of the ids {listed}")


def _row(operation: "Operation", *, holds: bool | None = None) -> dict[str, Any]:
    kind = type(operation.action).__name__
    row = {"number": operation.number, "kind": kind, "says": operation.says, "author": operation.author}
    row |= {"time": operation.time, "reason": operation.reason}
    if holds is None:
        return row
    if kind in ("Undo", "Redo"):
        return row | {"state": kind.lower()}
    return row | {"state": "undone" if not holds else "holds" if operation.inverse is not None else "sleeps"}
