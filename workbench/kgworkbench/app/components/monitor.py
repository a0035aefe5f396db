"""A build as people watch it: how far, how long still, which chunk came to what, and what the schema did not allow."""

from collections.abc import Mapping, Sequence
from typing import Any

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import bar, chip, count
from kgworkbench.app.desk import Desk
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.spending import Budget, money
from kgworkbench.app.strings import Strings
from kgworkbench.app.unread import row_id
from kgworkbench.app.worker import Job
from kgworkbench.extract.saturation import WINDOW
from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.progress import GraphGrew, StageDone
from kgworkbench.model.text import Span, Unread
from kgworkbench.model.usage import Usage
from kgworkbench.ports import is_free
from kgworkbench.schema.evolve import Policy

__all__ = [
    "build_buttons",
    "chunk_rows",
    "cost_buttons",
    "cost_facts",
    "policy_choice",
    "progress",
    "proposal_rows",
    "violation_rows",
]

_STAGES = ("read", "extract", "resolve", "store", "community", "index")


def progress(job: Job[Any] | None, say: Strings) -> Node:
    """How far a build is, measured in chunks, and what its stages took."""
    if job is None:
        return h("div")
    done, total = job.done, job.total
    share = done / total if total else float(job.status == "done")
    known = total > 0 or job.status != "failed"
    parts = [chip(say("of_n", done=count(done), total=count(total)), "plain", "num") if known else None]
    if job.status == "stopping":
        parts.append(chip(say("stopping"), "warn"))
    elif job.status == "paused":
        parts.append(chip(say("paused"), "warn"))
    elif job.active:
        parts.append(
            chip(say("to_go", t=say.duration(job.eta)), "plain") if job.eta is not None and done < total else None
        )
    elif job.status == "failed":
        parts.append(chip(say("failed"), "bad"))
    elif job.status == "stopped":
        parts.append(chip(say("stopped"), "warn"))
    else:
        parts.append(chip(say.duration(job.seconds), "good"))
    stages = {event.stage: event.seconds for event in list(job.events) if isinstance(event, StageDone)}
    grew = next((event for event in reversed(list(job.events)) if isinstance(event, GraphGrew)), None)
    if grew is not None and done:
        share_new = say("saturation", n=count(min(done, WINDOW)), p=f"{100 * grew.new_share:.0f}")
        parts.append(chip(share_new, "plain", "long"))
    timed = " · ".join(
        f"{say(f'stage_{stage}')} {say.duration(stages[stage])}" for stage in _STAGES if stages.get(stage, 0) >= 0.05
    )
    onward = [
        h("button.btn.small", icon(page, "small"), say(page), click={"page": page}) for page in ("communities", "ask")
    ]
    return h(
        "div.stack",
        bar(share),
        h(
            "div.row",
            h("div.row.wrap", parts, style={"flex": "none"}),
            h("span.wrong.cut", say.heard(job.error), title=say.heard(job.error)) if job.error else None,
            h("span.caption.num.cut.grow", timed, title=timed or None),
            onward if job.status == "done" else None,
        ),
    )


def build_buttons(job: Job[Any] | None, built: bool, failures: int, asking: str, say: Strings) -> list[Node]:
    """What one can do about a build: pause, resume and stop a running one; start, retry or begin anew otherwise."""
    if job is not None and job.active:
        stop = h("button.btn.danger", icon("stop", "small"), say("stop"), click="stop")
        if job.status == "paused":
            return [h("button.btn.primary", icon("play", "small"), say("resume"), click="resume"), stop]
        waits = job.status == "stopping" or None
        return [h("button.btn", icon("pause", "small"), say("pause"), click="pause", disabled=waits), stop]
    if asking == "all":
        return [
            h("span.caption", say("all_sure")),
            h("button.btn", say("cancel"), click="no"),
            h("button.btn.danger", say("retry_all"), click="sure"),
        ]
    label = say("rebuild") if built else say("build")
    return [
        h("button.btn", say("retry_failed", n=failures), click="failed") if failures else h("span"),
        h("button.btn", say("retry_all"), click="all", title=say("retry_all_hint")) if built else h("span"),
        h("button.btn.primary", icon("play", "small"), label, click="build", title=say("build_hint")),
    ]


def cost_facts(desk: Desk, say: Strings) -> list[Node]:
    """What the engine has taken so far, what a build would take, and where it stops."""
    spent, budget, guess = desk.spent_here, desk.budget, desk.estimate
    parts: list[Node | None] = []
    if spent.total:
        parts.append(chip(say("tokens_n", n=count(spent.total)), "plain", "num"))
        parts.append(chip(money(budget.cost(spent)), "plain", "num") if budget.priced else None)
    if guess is not None:
        words = say("estimate_is", chunks=count(guess.chunks), tokens=count(guess.usage.total))
        free = desk.bench is not None and is_free(desk.bench.engine)
        text = say("estimate_free", chunks=count(guess.chunks)) if free else words
        if budget.priced and not free:
            text += f" · ≈ {money(budget.cost(guess.usage))}"
        parts.append(chip(text, "on", "long", title=say("estimate_measured" if guess.measured else "estimate_rule")))
    if budget.cap:
        parts.append(chip(say("cap_is", n=count(budget.cap)), "plain"))
    return [part for part in parts if part is not None]


def cost_buttons(desk: Desk, opened: bool, say: Strings) -> Node:
    """What a build would take, and where prices, the cap and the rule for new types are set."""
    busy = desk.estimating is not None and desk.estimating.active
    return h(
        "div.row.beside-field",
        h(
            "button.btn",
            h("span.pulse") if busy else None,
            say("estimating") if busy else say("estimate"),
            click="estimate",
            title=say("estimate_hint"),
            disabled=busy or None,
        ),
        h(
            "button.btn.on" if opened else "button.btn",
            say("fold_money"),
            click="money",
            aria_expanded=str(opened).lower(),
        ),
    )


def policy_choice(policy: Policy, say: Strings) -> Node:
    """What becomes of types that the extraction asks for."""
    chips = [
        h(
            "button.chip.on" if policy.mode == mode else "button.chip",
            say(f"policy_{mode}"),
            click={"policy": mode},
            aria_pressed=str(policy.mode == mode).lower(),
        )
        for mode in ("never", "ask", "accept")
    ]
    return h("div.row", h("span.caption", say("policy"), title=say("policy_hint")), chips, style={"height": "38px"})


def chunk_rows(
    snapshot: Snapshot,
    arrived: Mapping[str, Extraction],
    failed: Mapping[str, Failure],
    took: Mapping[str, float] | None = None,
    budget: Budget | None = None,
) -> list[dict[str, Any]]:
    """One row a file that could not be read, then one a chunk: its document, status, how much it yielded, and the
    tokens, money and seconds it took.
    """
    rows = [_unread_row(each) for each in snapshot.unread]
    single: dict[str, int] = {}
    for chunk in snapshot.chunks.values():
        single[chunk.document] = single.get(chunk.document, 0) + 1
    numbers: dict[str, int] = {}
    for key, chunk in snapshot.chunks.items():
        numbers[chunk.document] = numbers.get(chunk.document, 0) + 1
        title = snapshot.titles.get(chunk.document, chunk.document)
        if single[chunk.document] > 1:
            title = f"{title} · {numbers[chunk.document]}"
        extraction = arrived.get(key) or snapshot.extractions.get(key)
        failure = failed.get(key) or snapshot.failures.get(key)
        row: dict[str, Any] = {
            "id": key,
            "title": title,
            "mark": "·",
            "entities": "",
            "relations": "",
            "violations": "",
            "tokens": "",
            "cost": "",
            "seconds": f"{took[key]:.2f}" if took and key in took else "",
        }
        if extraction is not None:
            row |= {
                "mark": "✓",
                "entities": len(extraction.mentions),
                "relations": len(extraction.triples),
                "violations": len(extraction.violations) or "",
                "tokens": extraction.usage.total or "",
                "cost": _cost(budget, extraction.usage),
            }
        elif failure is not None:
            row |= {"mark": "✕"}
        rows.append(row)
    return rows


def _unread_row(unread: Unread) -> dict[str, Any]:
    blank = dict.fromkeys(("entities", "relations", "violations", "tokens", "cost", "seconds"), "")
    return {"id": row_id(unread), "title": unread.source, "mark": "✕", **blank}


def _cost(budget: Budget | None, usage: Usage) -> str:
    return money(budget.cost(usage)) if budget is not None and budget.priced and usage.total else ""


def violation_rows(snapshot: Snapshot, extractions: Sequence[Extraction], say: Strings) -> list[dict[str, Any]]:
    """One row a violation: the rule it broke, what was claimed, and the words that said so."""
    rows = []
    for extraction in extractions:
        for at, violation in enumerate(extraction.violations):
            rows.append(
                {
                    "id": f"{extraction.chunk}:{at}",
                    "rule": say.heard(violation.rule),
                    "claim": " → ".join(violation.claim),
                    "evidence": _words(snapshot, extraction.chunk, violation.evidence),
                    "title": snapshot.titles.get(extraction.document, extraction.document),
                }
            )
    return rows


def proposal_rows(extractions: Sequence[Extraction], say: Strings) -> list[dict[str, Any]]:
    """One row a proposed type: how often it was asked for, how sure, and from which texts."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for extraction in extractions:
        for proposal in extraction.proposals:
            row = found.setdefault(
                (proposal.kind, proposal.name),
                {
                    "id": f"{proposal.chunk}:{proposal.kind}:{proposal.name}",
                    "kind": say(f"kind_{proposal.kind}"),
                    "name": proposal.name,
                    "times": 0,
                    "sure": 0.0,
                    "texts": {},
                    "chunk": proposal.chunk,
                },
            )
            row["times"] += 1
            row["sure"] = max(row["sure"], proposal.confidence)
            row["texts"].update(dict.fromkeys(proposal.examples))
    rows = sorted(found.values(), key=lambda row: (-row["times"], -row["sure"], row["name"]))
    return [{**row, "sure": f"{row['sure']:.2f}", "examples": "; ".join(list(row["texts"])[:5])} for row in rows]


def _words(snapshot: Snapshot, chunk_id: str, span: Span | None) -> str:
    chunk = snapshot.chunks.get(chunk_id)
    if chunk is None or span is None:
        return ""
    return " ".join(chunk.text[max(span.start - chunk.start, 0) : max(span.end - chunk.start, 0)].split())
