"""``kgw traces``: list, replay, diff, export, support, resume."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kgworkbench.commands.ask import answer_json, tell_answer
from kgworkbench.commands.existing import new_file, opened_graph
from kgworkbench.commands.show import print_json, remark
from kgworkbench.errors import InputError, StoreError

if TYPE_CHECKING:
    from kgworkbench.workbench import Workbench

__all__ = [
    "run_traces_diff",
    "run_traces_export",
    "run_traces_list",
    "run_traces_replay",
    "run_traces_resume",
    "run_traces_support",
]


def run_traces_list(folder: Path, *, top: int, as_json: bool) -> None:
    """Print the newest runs; one that cannot be read is told, and hides no other."""
    kept = []
    with opened_graph(folder) as bench:
        total = len(bench.traces())
        for identity in bench.traces()[:top]:
            try:
                kept.append(bench.trace(identity))
            except StoreError as problem:
                remark(str(problem))
    rows = []
    for trace in kept:
        answer = trace.answer
        rows.append(
            {"trace": trace.id, "question": trace.question, "answer": answer.text if answer is not None else ""}
        )
    if as_json:
        print_json({"traces": rows, "of": total})
        return
    for row in rows:
        print(f"{row['trace']}  {row['question']}  ->  {' '.join(row['answer'].split())[:80]}")
    print(f"{len(rows)} of {total} runs")


def run_traces_replay(folder: Path, identity: str, *, as_json: bool) -> None:
    """Print every step of a run, as it was."""
    from kgworkbench.model.codec import encode
    from kgworkbench.traces.replay import replay

    with opened_graph(folder) as bench:
        trace = bench.trace(_known(bench, identity))
    steps = [{"step": number, **encode(step)} for number, step in enumerate(replay(trace))]
    if as_json:
        print_json({"trace": trace.id, "question": trace.question, "steps": steps})
        return
    for step in steps:
        print(json.dumps(step, ensure_ascii=False))


def run_traces_diff(folder: Path, one: str, other: str, *, as_json: bool) -> None:
    """Print what differs between two runs."""
    with opened_graph(folder) as bench:
        found = bench.asking.compare(_known(bench, one), _known(bench, other))
    if as_json:
        print_json({"same": found.same, "answer_changed": found.answer_changed, "lines": list(found.lines())})
    else:
        print("\n".join(found.lines()))


def run_traces_export(folder: Path, identity: str, to: Path, *, form: str, as_json: bool) -> None:
    """Write a run as a page, as JSON, as spans or as a notebook."""
    from kgworkbench.model.codec import dumps
    from kgworkbench.present.trace_notebook import trace_notebook
    from kgworkbench.present.trace_page import trace_page
    from kgworkbench.traces.spans import spans_of

    ending = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "spans", ".ipynb": "notebook"}
    chosen = form or ending.get(to.suffix.lower(), "")
    if chosen not in ending.values():
        said = f"unknown format {form or to.suffix!r}" if form or to.suffix else f"{str(to)!r} has no ending"
        raise InputError(f"{said}: choose html, json, spans or notebook with --format")
    new_file(to)
    with opened_graph(folder) as bench:
        trace = bench.trace(_known(bench, identity))
    if chosen == "html":
        text = trace_page(trace)
    elif chosen == "json":
        text = dumps(trace) + "\n"
    elif chosen == "notebook":
        text = trace_notebook(trace, trace.answer.language if trace.answer is not None else "en")
    else:
        text = "".join(json.dumps(span, ensure_ascii=False) + "\n" for span in spans_of(trace))
    to.write_text(text, encoding="utf-8")
    if as_json:
        print_json({"written": str(to), "format": chosen, "trace": trace.id, "bytes": to.stat().st_size})
    else:
        print(to)


def run_traces_support(folder: Path, identity: str, *, engine: str, as_json: bool) -> None:
    """Print the smallest evidence that still gives the answer."""
    with opened_graph(folder, engine) as bench:
        found = bench.asking.support(_known(bench, identity))
        titles = {chunk.id: f"{chunk.document}:{chunk.start}-{chunk.end}" for chunk in bench.store.chunks(found.chunks)}
    if as_json:
        print_json(
            {
                "answer": found.answer.text,
                "found": found.answer.found,
                "chunks": list(found.chunks),
                "needed": list(found.needed),
                "survives": found.survives,
                "asks": found.asks,
            }
        )
        return
    print(found.answer.text)
    if found.survives:
        print("the answer comes with every route switched off: nothing cited is what it rests on")
    for chunk in found.chunks:
        print(f"rests on {titles.get(chunk, '')}, chunk:{chunk}{' (needed)' if chunk in found.needed else ''}")
    if not found.chunks and not found.survives:
        print("no set of passages was found that gives the answer by itself")


def run_traces_resume(folder: Path, identity: str, step: int, *, engine: str, as_json: bool) -> None:
    """Run on from a step, and print the answer."""
    from kgworkbench.running import Run

    with opened_graph(folder, engine) as bench:
        answer = Run(bench.asking.resume(_known(bench, identity), step)).result()
        trace = bench.trace(bench.traces()[0])
    if as_json:
        print_json(answer_json(answer, trace))
    else:
        tell_answer(answer, trace)


def _known(bench: "Workbench", identity: str) -> str:
    kept = bench.traces()
    if identity == "last" and kept:
        return kept[0]
    found = [each for each in kept if each.startswith(identity)]
    if len(found) == 1 or identity in found:
        return identity if identity in found else found[0]
    if not found:
        raise InputError(f"no run {identity!r} is kept: list them with kgw traces list DIR")
    raise InputError(f"{identity!r} begins {len(found)} runs: give more of the id, as {found[0]}")
