"""The plan of a run as something to edit: words, routes and needs of each sub-query, before it is run on."""

from collections.abc import Sequence

from kgworkbench.app.components.chains import route_ink
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.query import ROUTES, Plan, SubQuery

__all__ = ["plan_bar", "plan_editor"]


def plan_bar(plan: Plan | None, editing: bool, running: bool, say: Strings) -> Node:
    """What can be done with the plan: edit it; run on with it, or leave it, while it is edited."""
    if plan is None:
        return h("div")
    if not editing:
        return h("div.bar-row", h("span.grow"), h("button.btn.small", say("edit_plan"), click={"plan": "edit"}))
    return h(
        "div.bar-row",
        h("span.grow"),
        h("button.btn.small", say("drop_plan"), click={"plan": "drop"}),
        h(
            "button.btn.small.primary",
            icon("play", "small"),
            say("run_plan"),
            click={"plan": "run"},
            disabled=running or None,
        ),
    )


def plan_editor(plan: Plan, snapshot: Snapshot | None, say: Strings) -> Node:
    """One card a sub-query, and a field for one more."""
    cards = [_card(at, one, plan.sub_queries, snapshot, say) for at, one in enumerate(plan.sub_queries)]
    more = h(
        "textarea.field",
        edit={"plan": "add"},
        data_value="",
        rows="1",
        placeholder=f"{say('add_query')}: {say('query_new')}",
        aria_label=say("add_query"),
        key=f"more-{len(plan.sub_queries)}",
    )
    return h("div.scroll", h("div.stack", cards, h("div.card.flat.draft", more)))


def _card(at: int, one: SubQuery, plan: Sequence[SubQuery], snapshot: Snapshot | None, say: Strings) -> Node:
    anchors = [snapshot.entities[key].name for key in one.anchors if snapshot and key in snapshot.entities]
    routes = [
        h(
            "button.chip.on" if route in one.routes else "button.chip",
            h("span.dot", style=route_ink(route)),
            say(f"route_{route}"),
            click={"plan": "route", "query": one.id, "route": route},
            aria_pressed=str(route in one.routes).lower(),
        )
        for route in ROUTES
    ]
    needs = [
        h(
            "button.chip.warn" if other.id in one.needs else "button.chip",
            str(number),
            click={"plan": "need", "query": one.id, "need": other.id},
            aria_pressed=str(other.id in one.needs).lower(),
            title=other.text,
        )
        for number, other in enumerate(plan[:at], 1)
    ]
    return h(
        "div.card.flat.draft",
        h(
            "div.stack",
            h(
                "div.row.top",
                h("span.number.pale", str(at + 1)),
                h(
                    "textarea.field",
                    edit={"plan": "text", "query": one.id},
                    data_value=one.text,
                    rows="2",
                    aria_label=say("query_text"),
                ),
                h(
                    "button.square",
                    icon("close", "small"),
                    click={"plan": "remove", "query": one.id},
                    title=say("remove_query"),
                    aria_label=say("remove_query"),
                )
                if len(plan) > 1
                else None,
            ),
            h("div.row.wrap", [chip(name, "on") for name in anchors], [chip(f"→ {name}") for name in one.relations])
            if anchors or one.relations
            else None,
            h("div.row.wrap", h("span.caption", say("routes")), routes),
            h("div.row.wrap", h("span.caption", say("query_needs")), needs) if needs else None,
        ),
        key=one.id,
    )
