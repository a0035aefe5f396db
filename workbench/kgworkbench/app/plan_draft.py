"""A plan under the pen: sub-queries with other words, routes and needs, before it is run on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kgworkbench.model.ids import content_id
from kgworkbench.model.query import ROUTES, Plan, SubQuery

__all__ = ["drafted", "with_need", "with_query", "with_route", "with_text", "without_query"]


def drafted(plan: Plan, action: Mapping[str, Any]) -> Plan:
    """The plan after one stroke, as the editor hands it back; what is no stroke changes nothing."""
    what = action["plan"]
    if what == "text":
        return with_text(plan, action["query"], action["text"])
    if what == "add":
        return with_query(plan, action["text"])
    if what == "route":
        return with_route(plan, action["query"], action["route"])
    if what == "need":
        return with_need(plan, action["query"], action["need"])
    return without_query(plan, action["query"]) if what == "remove" else plan


def with_text(plan: Plan, query: str, text: str) -> Plan:
    """The plan with other words for that sub-query; blank ones change nothing."""
    words = " ".join(text.split())
    return _changed(plan, query, lambda one: replace(one, text=words)) if words else plan


def with_route(plan: Plan, query: str, route: str) -> Plan:
    """The plan with that route of a sub-query on or off; the last one stays."""

    def change(one: SubQuery) -> SubQuery:
        kept = tuple(each for each in ROUTES if (each in one.routes) != (each == route))
        return replace(one, routes=kept or one.routes)

    return _changed(plan, query, change)


def with_need(plan: Plan, query: str, need: str) -> Plan:
    """The plan with that sub-query starting from the answer of an earlier one, or no longer."""
    order = [one.id for one in plan.sub_queries]
    if need not in order or query not in order or order.index(need) >= order.index(query):
        return plan

    def change(one: SubQuery) -> SubQuery:
        wanted = {*one.needs} ^ {need}
        return replace(one, needs=tuple(each for each in order if each in wanted))

    return _changed(plan, query, change)


def with_query(plan: Plan, text: str) -> Plan:
    """The plan with one more sub-query at its end, along every route."""
    words = " ".join(text.split())
    taken = {one.id for one in plan.sub_queries}
    number = len(taken)
    while (fresh := content_id("sub-query by hand", plan.question, number)) in taken:
        number += 1
    return replace(plan, sub_queries=(*plan.sub_queries, SubQuery(fresh, words))) if words else plan


def without_query(plan: Plan, query: str) -> Plan:
    """The plan without that sub-query, which nothing needs any more; the last one stays."""
    kept = tuple(
        replace(one, needs=tuple(need for need in one.needs if need != query))
        for one in plan.sub_queries
        if one.id != query
    )
    return replace(plan, sub_queries=kept) if kept else plan


def _changed(plan: Plan, query: str, change: Callable[[SubQuery], SubQuery]) -> Plan:
    return replace(plan, sub_queries=tuple(change(one) if one.id == query else one for one in plan.sub_queries))
