"""Sub-queries that start from what earlier ones found."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import SubQuery

__all__ = ["bind", "ends"]

_WIDEST = 24
"""Entities one sub-query may hand on: past that a chain has lost its thread."""


def ends(sub_query: SubQuery, found: Sequence[tuple[Evidence, ...]]) -> tuple[str, ...]:
    """Ids of the entities the sub-query's own evidence leads to along its relations, best evidence first.

    The far end of a hop counts when the hop starts at one of the sub-query's anchors; target types, where given,
    must be met.
    """
    starts = set(sub_query.anchors)
    reached: dict[str, float] = {}
    for served in found:
        for item in served:
            if item.sub_query != sub_query.id or len(item.hops) != 1:
                continue
            hop = item.hops[0]
            if hop.literal or (sub_query.relations and hop.relation not in sub_query.relations):
                continue
            for near, far, kind in ((hop.head, hop.tail, hop.tail_type), (hop.tail, hop.head, hop.head_type)):
                meets = not sub_query.target_types or kind in sub_query.target_types
                if near in starts and far not in starts and meets:
                    reached[far] = max(reached.get(far, 0.0), item.score)
    ordered = sorted(reached, key=lambda entity: (-reached[entity], entity))
    return tuple(ordered[:_WIDEST])


def bind(sub_query: SubQuery, asked: Mapping[str, SubQuery], found: Sequence[tuple[Evidence, ...]]) -> SubQuery:
    """The sub-query with the answers of those it needs among its anchors; itself where it needs none."""
    handed = [entity for need in sub_query.needs if need in asked for entity in ends(asked[need], found)]
    if not handed:
        return sub_query
    return replace(sub_query, anchors=tuple(dict.fromkeys((*sub_query.anchors, *handed))))
