"""The plan of a run as a drawing: sub-queries in the order they need each other, and what each one fed."""

from collections.abc import Mapping, Sequence

from kgworkbench.app.components.chains import cite, route_tag
from kgworkbench.app.components.proof import Proof
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, empty
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.query import SubQuery
from kgworkbench.model.trace import Planned, Reflected, Retrieved, Step

__all__ = ["layers", "plan_view", "sub_query_lines"]

_SHOWN = 3


def layers(steps: Sequence[Step]) -> list[list[SubQuery]]:
    """The sub-queries of a run in layers: each stands below all it needs, and below those of the rounds before."""
    rounds: list[list[SubQuery]] = []
    known: set[str] = set()
    for step in steps:
        found: Sequence[SubQuery] = ()
        if isinstance(step, Planned):
            found = step.plan.sub_queries
        elif isinstance(step, Reflected):
            found = step.reflection.next
        elif isinstance(step, Retrieved):
            found = (step.sub_query,)
        fresh = [one for one in found if one.id not in known]
        known.update(one.id for one in fresh)
        if isinstance(step, Retrieved) and rounds:
            rounds[-1] += fresh
        elif fresh:
            rounds.append(fresh)
    result: list[list[SubQuery]] = []
    for asked in rounds:
        depth: dict[str, int] = {}
        # What needs something stands below it; a circle of needs ends after as many passes as there are sub-queries.
        for _ in asked:
            for one in asked:
                depth[one.id] = max((depth.get(need, -1) + 1 for need in one.needs if need in depth), default=0)
        deepest = max(depth.values(), default=-1)
        result += [[one for one in asked if depth[one.id] == level] for level in range(deepest + 1)]
    return result


def plan_view(steps: Sequence[Step], proof: Proof, snapshot: Snapshot | None, say: Strings) -> Node:
    """The plan as cards in layers, a wire from each sub-query to those that need it."""
    placed = layers(steps)
    if not placed:
        return empty("route", say("no_answer"), say("no_answer_hint"))
    served: dict[str, list[Retrieved]] = {}
    for step in steps:
        if isinstance(step, Retrieved):
            served.setdefault(step.sub_query.id, []).append(step)
    names = {one.id: number for number, one in enumerate((one for layer in placed for one in layer), 1)}
    cited: dict[str, list[int]] = {}
    for item in proof.cited:
        cited.setdefault(item.sub_query, []).append(proof.numbers[item.id])
    rows: list[Node] = []
    for at, layer in enumerate(placed):
        if at:
            rows.append(_wires(placed[at - 1], layer))
        cards = [_card(one, names, served.get(one.id, ()), cited.get(one.id, ()), snapshot, say) for one in layer]
        rows.append(h("div.plan-layer", cards))
    return h("div.scroll", h("div.plan", rows))


def _card(
    one: SubQuery,
    names: Mapping[str, int],
    served: Sequence[Retrieved],
    cited: Sequence[int],
    snapshot: Snapshot | None,
    say: Strings,
) -> Node:
    tally = [
        h("span.row", route_tag(step.route, say), h("span.caption.num", say.heard(step.error) or len(step.evidence)))
        for step in served
    ]
    marks = [cite(number, False, None, say) for number in sorted(cited)]
    return h(
        "div.card.flat",
        h(
            "div.stack",
            sub_query_lines(one, snapshot, say, names),
            h("div.row.wrap", tally) if tally else None,
            h("div.row.wrap", h("span.caption", say("fed")), marks) if marks else None,
        ),
        key=one.id,
    )


def _wires(above: Sequence[SubQuery], below: Sequence[SubQuery]) -> Node:
    """Curves from the middle of each card above to those below that need it; from all where none is named."""
    lines: list[Node] = []
    ids = [one.id for one in above]
    for k, one in enumerate(below):
        x = 100 * (k + 0.5) / len(below)
        needed = [need for need in one.needs if need in ids]
        for need in needed or ids:
            start = 100 * (ids.index(need) + 0.5) / len(ids)
            lines.append(
                h(
                    "path.wire" if needed else "path.wire.loose",
                    d=f"M{start:.1f} 0C{start:.1f} 14 {x:.1f} 10 {x:.1f} 24",
                )
            )
    return h("svg.wires", lines, viewBox="0 0 100 24", preserveAspectRatio="none", aria_hidden="true")


def sub_query_lines(
    one: SubQuery, snapshot: Snapshot | None, say: Strings, names: Mapping[str, int] | None = None
) -> Node:
    """A sub-query in words: its text, its anchors, and what it asks along and for."""
    anchors = [snapshot.entities[a].name for a in one.anchors if snapshot and a in snapshot.entities]
    number = str(names[one.id]) if names and one.id in names else one.id[-2:]
    needs = ", ".join(str(names[need]) if names and need in names else need[-2:] for need in one.needs)
    return h(
        "div.stack.tight",
        h("div.row.top", h("span.number.pale", number), h("span", one.text)),
        h(
            "div.row.wrap",
            [chip(name, "on") for name in anchors],
            [chip(f"→ {relation}") for relation in one.relations[:_SHOWN]],
            chip(f"+{len(one.relations) - _SHOWN}", "plain", title=", ".join(one.relations[_SHOWN:]))
            if len(one.relations) > _SHOWN
            else None,
            [chip(f"? {kind}") for kind in one.target_types],
            chip(say("needs", ids=needs), "warn") if one.needs else None,
            chip(f"{say('aim')} {one.aim}", "plain") if one.aim != "find" else None,
        ),
    )
