"""The trace of a run: a tree of steps, and a timeline in milliseconds."""

from collections.abc import Sequence

from kgworkbench.app.components.chains import chain, route_ink, route_tag, tokens_chip
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.planning import sub_query_lines
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, empty, listed
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.trace import (
    Answered,
    Asked,
    Composed,
    Fused,
    Linked,
    Planned,
    Reflected,
    Retrieved,
    Rewritten,
    Step,
)

__all__ = ["step_line", "timeline", "trace_tree"]

_SHOWN = 8


def step_line(step: Step, say: Strings) -> str:
    """One step in a few words."""
    name = say(f"step_{type(step).__name__.lower()}")
    return f"{name} · {_gist(step, say)}"


def _gist(step: Step, say: Strings) -> str:
    if isinstance(step, Rewritten):
        return step.question.text
    if isinstance(step, Asked):
        return step.engine
    if isinstance(step, Linked):
        return listed((anchor.name for anchor in step.anchors), 3) or say("links_n", n=0)
    if isinstance(step, Planned):
        return say("sub_queries_n", n=len(step.plan.sub_queries))
    if isinstance(step, Retrieved):
        return f"{say(f'route_{step.route}')} · {_yield(step, say)}"
    if isinstance(step, Fused):
        return say("kept_n", n=len(step.evidence), m=step.offered)
    if isinstance(step, Reflected):
        return say("enough") if step.reflection.enough else f"{say('not_enough')} {step.reflection.missing}".strip()
    if isinstance(step, Composed):
        cited = say("citations_n", n=len(step.cited))
        return f"{cited} · {_respelled(step, say)}" if step.respelled else cited
    return "✓" if step.answer.found else say("not_found")


def _respelled(step: Composed, say: Strings) -> str:
    return listed((say("read_as", written=one.written, read=one.read) for one in step.respelled), 3)


def _yield(step: Retrieved, say: Strings) -> str:
    return say.heard(step.error) or say("found_n", n=len(step.evidence))


def trace_tree(
    steps: Sequence[Step],
    snapshot: Snapshot | None,
    say: Strings,
    *,
    resumes: bool = False,
    error: str = "",
    last: int | None = None,
) -> Node:
    """Every step with what went in, what came out, milliseconds and tokens; a failed one stands open.

    ``resumes`` says that the run can be run on from its steps; ``error`` is what ended it early; ``last`` opens the
    step a replay has come to.
    """
    if not steps:
        return empty("route", say("no_answer"), say("no_answer_hint"))
    rows: list[Node] = []
    last_round, asked = 0, ""
    many = len({step.sub_query.id for step in steps if isinstance(step, Retrieved)}) > 1
    for index, step in enumerate(steps):
        round_number = getattr(step, "round", 0)
        if round_number and round_number != last_round:
            rows.append(
                h(
                    "div.eyebrow",
                    say("round", n=round_number),
                    style={"padding": "14px 4px 4px"},
                    key=f"round-{round_number}",
                )
            )
            last_round, asked = round_number, ""
        if many and isinstance(step, Retrieved) and step.sub_query.id != asked:
            asked = step.sub_query.id
            rows.append(h("div.sub-query", step.sub_query.text, key=f"asked-{round_number}-{asked}"))
        rows.append(_step(index, step, snapshot, say, resumes, index == last))
    if error:
        again = h("button.btn.small", say("retry"), click="retry")
        words = h("summary", h("span.kind", say("run_failed")))
        rows.append(
            h("details.failed", words, h("div.inside", h("div.note.bad", say.heard(error)), h("div", again)), open=True)
        )
    return h("div.scroll", h("div.trace", rows, data_rove="list"))


def _step(index: int, step: Step, snapshot: Snapshot | None, say: Strings, resumes: bool, now: bool) -> Node:
    failed = isinstance(step, Retrieved) and bool(step.error)
    usage = getattr(step, "usage", None)
    kind = "details.failed" if failed else "details.nested" if isinstance(step, Retrieved) else "details"
    if failed:
        kind += ".nested"
    if now:
        kind += ".now"
    milliseconds = getattr(step, "ms", None)
    anew = resumes and not isinstance(step, Asked | Answered)
    return h(
        kind,
        h(
            "summary",
            h("span.kind", say(f"step_{type(step).__name__.lower()}")),
            route_tag(step.route, say) if isinstance(step, Retrieved) else None,
            h("span.grow.cut.caption", _yield(step, say) if isinstance(step, Retrieved) else _gist(step, say)),
            chip(say("cached"), "plain") if isinstance(step, Retrieved) and step.cached else None,
            tokens_chip(usage.prompt + usage.completion, say) if usage else None,
            h("span.ms", say.duration(milliseconds / 1000) if milliseconds is not None else ""),
        ),
        h(
            "div.inside",
            _inside(step, snapshot, say),
            h("div", h("button.btn.small", icon("again", "small"), say("run_from"), click={"resume": index}))
            if anew
            else None,
        ),
        key=f"step-{index}-now" if now else f"step-{index}",
        open=True if failed or now else None,
        data_show="yes" if now else None,
    )


def _inside(step: Step, snapshot: Snapshot | None, say: Strings) -> list[Node | None]:
    if isinstance(step, Rewritten):
        return [h("div.caption", step.original), h("div", step.question.text)]
    if isinstance(step, Asked):
        limits = step.limits
        return [
            h("div", step.question.text),
            h(
                "div.row.wrap",
                chip(f"{say('engine')} {step.engine}"),
                chip(say(f"mode_{step.question.mode}")),
                chip(f"{say('rounds')} ≤ {limits.rounds}"),
                [route_tag(route, say) for route in limits.routes],
            ),
        ]
    if isinstance(step, Linked):
        return [
            h(
                "div.row",
                h("span", f"“{a.surface}”"),
                h("span.faint", "→"),
                h("span.link", a.name, click={"select": a.entity}),
                h("span.caption", a.type),
                h("span.caption.num", f"{a.score:.2f}"),
            )
            for a in step.anchors
        ]
    if isinstance(step, Planned):
        return [sub_query_lines(sub_query, snapshot, say) for sub_query in step.plan.sub_queries]
    if isinstance(step, Retrieved):
        lines: list[Node | None] = [
            h("div.caption", step.sub_query.text),
            h("div.note.bad", say.heard(step.error)) if step.error else None,
        ]
        return lines + _items(step.evidence, snapshot)
    if isinstance(step, Fused):
        return _items(step.evidence, snapshot)
    if isinstance(step, Reflected):
        return [
            h("div", say("enough") if step.reflection.enough else step.reflection.missing or say("not_enough")),
            *[sub_query_lines(sub_query, snapshot, say) for sub_query in step.reflection.next],
        ]
    if isinstance(step, Composed):
        read = h("div.note", _respelled(step, say)) if step.respelled else None
        return [read, h("div", step.text), *[h("div.note.warn", text) for text in step.rejected]]
    if isinstance(step, Answered):
        return [h("div", step.answer.text), h("div.caption", listed(step.answer.documents, 5))]
    return []


def _items(evidence: Sequence[Evidence], snapshot: Snapshot | None) -> list[Node | None]:
    rows: list[Node | None] = []
    for item in evidence[:_SHOWN]:
        body = chain(item.hops, snapshot.look if snapshot else {}) if item.hops else h("span.cut", item.text[:160])
        rows.append(h("div.row.top", h("span.caption.num", f"{item.score:.2f}", style={"flex": "none"}), body))
    if len(evidence) > _SHOWN:
        rows.append(h("div.caption", f"+{len(evidence) - _SHOWN}"))
    return rows


def timeline(steps: Sequence[Step], say: Strings) -> Node:
    """Where the time went: one lane a step, the routes of a round side by side in time."""
    timed = [step for step in steps if not isinstance(step, Asked | Answered)]
    if not timed:
        return empty("clock", say("no_answer"), say("no_answer_hint"))
    at = 0.0
    placed: list[tuple[Step, float, float]] = []
    index = 0
    while index < len(timed):
        step = timed[index]
        if isinstance(step, Retrieved):
            # Routes of one sub-query run at once: they start together and the slowest ends the group.
            group = [step]
            while (
                index + 1 < len(timed)
                and isinstance(timed[index + 1], Retrieved)
                and timed[index + 1].sub_query == step.sub_query
            ):
                index += 1
                group.append(timed[index])
            placed += [(member, at, member.ms) for member in group]
            at += max(member.ms for member in group)
        else:
            placed.append((step, at, step.ms))
            at += step.ms
        index += 1
    whole = at or 1.0
    many = len({step.sub_query.id for step in timed if isinstance(step, Retrieved)}) > 1
    rows: list[Node] = []
    round_number, asked = 0, ""
    for step, start, ms in placed:
        if isinstance(step, Retrieved):
            if step.round != round_number:
                round_number, asked = step.round, ""
                rows.append(h("div.lane-head", h("span.eyebrow", say("round", n=round_number))))
            if many and step.sub_query.id != asked:
                asked = step.sub_query.id
                rows.append(h("div.lane-head.caption.cut", step.sub_query.text, title=step.sub_query.text))
        route = step.route if isinstance(step, Retrieved) else ""
        label = route_tag(route, say) if route else h("span", say(f"step_{type(step).__name__.lower()}"))
        left, width = f"{100 * start / whole:.2f}%", f"{100 * ms / whole:.2f}%"
        rows += [
            label,
            h(
                "div.lane",
                h("div", style={"left": left, "width": width, **(route_ink(route) if route else {})}),
                title=step_line(step, say),
            ),
            h("span.caption.num", say.duration(ms / 1000), style={"text-align": "right"}),
        ]
    marks = [h("span", "0"), h("span", say.duration(whole / 2000)), h("span", say.duration(whole / 1000))]
    rows += [h("strong", say("in_all")), h("div.lane-axis.caption.num", marks), h("span")]
    return h("div.scroll", h("div.lanes", rows))
