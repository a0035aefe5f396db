"""Evidence of several routes and sub-queries in one order."""

from collections.abc import Sequence

from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Limits, Plan, Route, SubQuery

__all__ = ["EVERY", "fuse", "fused", "keep_counted", "sees_all"]

# Added to ranks before they are turned round (Cormack, Clarke and Buettcher 2009 use 60 for long lists; the lists
# here are short, and the first few should count).
RANK = 10

# How far the first of each route is trusted: a fact of an entity the question names over one that sounds alike.
TRUST: dict[Route, float] = {"entity": 1.0, "triple": 0.8, "path": 0.8, "community": 0.4, "chunk": 1.0}

# What the rank of the passage a fact stands in adds, as a share of the trust in a route.
SUPPORT = 0.5

# Facts kept of a sub-query that must see all things of a kind: past that a count is not of what was read.
EVERY = 200

# Characters of a token, roughly: four letters, or one CJK character.
LATIN = 4
_CJK = 0x2E80


def fuse(found: Sequence[tuple[Evidence, ...]], limits: Limits) -> tuple[Evidence, ...]:
    """The evidence of all routes in one order, each once, within ``limits.top`` and the token budget."""
    return fused(found, limits)[0]


def fused(found: Sequence[tuple[Evidence, ...]], limits: Limits) -> tuple[tuple[Evidence, ...], tuple[float, ...]]:
    """The evidence of all routes in one order, and what it is worth: within ``limits.top`` and the token budget.

    Passages and facts take turns. Passages keep the order of the chunk route (of several sub-queries, by reciprocal
    ranks); facts come by reciprocal ranks of their routes and of the passages they stand in. The order of ``found``
    does not matter. What is too long for what is left of the budget is passed over.
    """
    lists = [evidence for evidence in found if evidence]
    passages, places, worth = _ranked([ranked for ranked in lists if ranked[0].route == "chunk"], {})
    facts, _, worth_of_facts = _ranked([ranked for ranked in lists if ranked[0].route != "chunk"], places)
    worth |= worth_of_facts
    merged: list[Evidence] = []
    spent = 0
    for item in _in_turns(passages, facts):
        if len(merged) >= limits.top:
            break
        cost = _tokens(item.text)
        if not merged or spent + cost <= limits.token_budget:
            merged.append(item)
            spent += cost
    return tuple(merged), tuple(round(worth[item.id], 6) for item in merged)


def keep_counted(
    ranked: tuple[Evidence, ...], found: Sequence[tuple[Evidence, ...]], plan: Plan
) -> tuple[Evidence, ...]:
    """The ranked evidence, then every fact of a relation the plan follows: a count or a chain must see all.

    So must what counts or puts in order without naming a relation: of such a sub-query every fact is kept.
    """
    whole = {sub_query.id for sub_query in plan.sub_queries if sees_all(sub_query)}
    followed = {relation for sub_query in plan.sub_queries for relation in sub_query.relations}
    kept = {item.id: item for item in ranked}
    for served in found:
        for item in served:
            if item.id in kept or not item.hops:
                continue
            counted = item.sub_query in whole and len(item.hops) == 1
            if counted or all(hop.relation in followed for hop in item.hops):
                kept[item.id] = item
    return tuple(kept.values())


def sees_all(sub_query: SubQuery) -> bool:
    """Whether a sub-query's aim is met only where all things it is about are seen: counts, the first, the last."""
    return sub_query.aim in ("count", "earliest", "latest")


def _ranked(
    lists: list[tuple[Evidence, ...]], passages: dict[str, int]
) -> tuple[list[Evidence], dict[str, int], dict[str, float]]:
    """The evidence of lists by reciprocal ranks, the rank of the first that each chunk supports, and its worth."""
    worth: dict[str, float] = {}
    first: dict[str, Evidence] = {}
    for ranked in lists:
        for rank, item in enumerate(ranked):
            worth[item.id] = worth.get(item.id, 0.0) + TRUST[item.route] / (RANK + rank)
            kept = first.get(item.id)
            if kept is None or _key(item) < _key(kept):
                first[item.id] = item
    for item in first.values():
        near = min((passages[chunk] for chunk in item.chunks if chunk in passages), default=None)
        if near is not None:
            worth[item.id] += SUPPORT / (RANK + near)
    ordered = sorted(first.values(), key=lambda item: (-round(worth[item.id], 9), item.id))
    places: dict[str, int] = {}
    for rank, item in enumerate(ordered):
        for chunk in item.chunks:
            places.setdefault(chunk, rank)
    return ordered, places, worth


def _key(item: Evidence) -> tuple[float, str, str]:
    return -item.score, item.route, item.sub_query


def _in_turns(passages: list[Evidence], facts: list[Evidence]) -> list[Evidence]:
    turns: list[Evidence] = []
    for place in range(max(len(passages), len(facts))):
        turns.extend(passages[place : place + 1])
        turns.extend(facts[place : place + 1])
    return turns


def _tokens(text: str) -> int:
    wide = 0 if text.isascii() else sum(ord(letter) >= _CJK for letter in text)
    return wide + (len(text) - wide) // LATIN + 1
