"""``kgw ask``."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kgworkbench.commands.existing import existing_graph
from kgworkbench.commands.show import print_json, remark
from kgworkbench.errors import InputError, QuestionError
from kgworkbench.model.evidence import Answer, EvidencePath
from kgworkbench.model.query import ROUTES, Limits, Mode, Route
from kgworkbench.model.trace import AskEvent, Composing, Trace, Without
from kgworkbench.running import Run

__all__ = ["answer_json", "heard", "mode_of", "routes_of", "run_ask", "tell_answer", "without_of"]


def run_ask(
    folder: Path,
    question: str,
    *,
    mode: str,
    rounds: int,
    depth: int,
    routes: str,
    top: int,
    off: Sequence[str],
    reranker: str,
    engine: str,
    record: Path | None,
    as_json: bool,
) -> None:
    """Ask the graph folder and print the answer with its evidence."""
    limits = Limits(rounds=rounds, depth=depth, top=top, routes=routes_of(routes))
    asked_mode = mode_of(mode)
    if not any(letter.isalnum() for letter in question):
        raise QuestionError(f"the question {question!r} asks nothing: write at least one word")
    existing_graph(folder)

    from kgworkbench.asking import Manner
    from kgworkbench.workbench import Workbench

    scorer = None
    if reranker:
        from kgworkbench.embedders.reranker import cross_encoder

        scorer = cross_encoder(reranker)
        # Read here, where there is time: a run gives a reranker as long as a route, and torch alone may take that.
        scorer([("?", ".")])
    manner = Manner(off=without_of(off), scorer=scorer)
    with Workbench.open(folder, engine=engine, record=record) as bench:
        if bench.notes().get("building"):
            remark("the last build of this graph did not end: build again, or some texts are missing from the answer")
        run = bench.ask(question, mode=asked_mode, limits=limits, manner=manner)
        answer = heard(run) if sys.stderr.isatty() and not as_json else run.result()
        trace = bench.trace(bench.traces()[0])
    if as_json:
        print_json(answer_json(answer, trace))
    else:
        tell_answer(answer, trace)


def heard(run: Run[AskEvent, Answer]) -> Answer:
    """The answer of a run; what an engine has written of it so far is shown on the error stream meanwhile."""
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("") as line:
        for event in run:
            if isinstance(event, Composing):
                line.update(escape(event.text))
    return run.result()


def mode_of(name: str) -> Mode:
    """The mode of that name."""
    if name == "open":
        return "open"
    if name == "reject":
        return "reject"
    raise InputError(f"unknown mode {name!r}: choose open or reject")


def routes_of(names: str) -> tuple[Route, ...]:
    """The routes named, in the order of ``ROUTES``."""
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    unknown = wanted - set(ROUTES)
    if unknown or not wanted:
        raise InputError(f"unknown route {sorted(unknown or {''})[0]!r}: choose from {', '.join(ROUTES)}")
    return tuple(route for route in ROUTES if route in wanted)


def without_of(named: Sequence[str]) -> Without:
    """What is switched off, from texts such as ``chunk:ID`` and ``route:path``."""
    off: dict[str, list[str]] = {"entity": [], "relation": [], "chunk": [], "route": [], "community": []}
    for text in named:
        kind, _, identity = text.partition(":")
        if kind not in off or not identity:
            raise InputError(f"--without {text!r} cannot be read: write KIND:ID with one of {', '.join(off)}")
        off[kind].append(identity)
    return Without(
        tuple(off["entity"]),
        tuple(off["relation"]),
        tuple(off["chunk"]),
        routes_of(",".join(off["route"])) if off["route"] else (),
        tuple(off["community"]),
    )


def answer_json(answer: Answer, trace: Trace) -> dict[str, Any]:
    """The JSON result of ``kgw ask``."""
    from kgworkbench.model.trace import Answered, Fused, Planned, Retrieved

    asked = {step.sub_query.id: step.sub_query for step in trace.steps if isinstance(step, Retrieved)}
    planned = next((step.plan.sub_queries for step in trace.steps if isinstance(step, Planned)), ())
    sub_queries = {**{sub_query.id: sub_query for sub_query in planned}, **asked}
    total = next((step.ms for step in trace.steps if isinstance(step, Answered)), 0.0)
    return {
        "answer": answer.text,
        "found": answer.found,
        "mode": answer.mode,
        "values": list(answer.values),
        "citations": [
            {
                "document": citation.document,
                "start": citation.span.start,
                "end": citation.span.end,
                "quote": citation.quote,
                "claim": citation.claim,
            }
            for citation in answer.citations
        ],
        "documents": list(answer.documents),
        "sub_queries": [
            {
                "id": sub_query.id,
                "text": sub_query.text,
                "route": list(sub_query.routes),
                "aim": sub_query.aim,
                "relations": list(sub_query.relations),
                "target_types": list(sub_query.target_types),
                "needs": list(sub_query.needs),
            }
            for sub_query in sub_queries.values()
        ],
        "paths": [_path_json(path) for path in answer.paths],
        "rounds": max((step.round for step in trace.steps if isinstance(step, Fused)), default=0),
        "trace": trace.id,
        "nearest": list(answer.nearest),
        "seconds": round(total / 1000, 4),
    }


def _path_json(path: EvidencePath) -> list[dict[str, str]]:
    coded: list[dict[str, str]] = []
    for hop in path:
        first, last = (hop.tail_name, hop.head_name) if hop.inward else (hop.head_name, hop.tail_name)
        if not coded:
            coded.append({"entity": first})
        coded += [{"relation": hop.relation, "direction": "in" if hop.inward else "out"}, {"entity": last}]
    return coded


def tell_answer(answer: Answer, trace: Trace) -> None:
    """Print an answer with its sub-queries, citations and evidence paths, for people."""
    from rich.console import Console
    from rich.markup import escape

    out = Console(highlight=False, soft_wrap=True)
    result = answer_json(answer, trace)
    out.print(f"[bold]{escape(trace.question)}[/bold]")
    for sub_query in result["sub_queries"]:
        relations = f" · {' | '.join(sub_query['relations'])}" if sub_query["relations"] else ""
        out.print(f"  [dim]{sub_query['id']}[/dim] {escape(sub_query['text'])}[dim]{escape(relations)}[/dim]")
    out.print()
    out.print(
        f"[bold green]{escape(answer.text)}[/bold green]" if answer.found else f"[yellow]{escape(answer.text)}[/yellow]"
    )
    if answer.nearest:
        out.print(f"  nearest: {escape(', '.join(answer.nearest))}")
    for number, citation in enumerate(answer.citations, 1):
        quote = " ".join(citation.quote.split())
        where = f"{citation.document}:{citation.span.start}-{citation.span.end}"
        out.print(f"  [cyan]\\[{number}][/cyan] {escape(quote)} [dim]({escape(where)})[/dim]")
    for path in result["paths"]:
        parts = [
            part["entity"]
            if "entity" in part
            else f"-{part['relation']}->"
            if part["direction"] == "out"
            else f"<-{part['relation']}-"
            for part in path
        ]
        out.print(f"  [magenta]path[/magenta] {escape(' '.join(parts))}")
    remark(f"{result['rounds']} round(s), {result['seconds'] * 1000:.0f} ms, trace {trace.id}")
