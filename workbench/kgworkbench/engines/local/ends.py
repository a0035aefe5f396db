"""The two ends of a link in a masked sentence: which groups could be one, and what each reading costs."""

import re
from bisect import bisect_left

from kgworkbench.engines.local.compiled import RelationView
from kgworkbench.engines.local.masks import FIRST, Masked

__all__ = ["crossed", "members", "partners", "sides", "strain"]

_LEFT = 24
"""How many groups left of a cue are looked at, beside the first."""


def members(sentence: Masked, group: int, types: frozenset[str]) -> list[int]:
    """The mentions of a group that have, or might have, one of the types."""
    item = sentence.groups[group]
    return [member for member, kinds in zip(item.members, item.types, strict=True) if kinds & types]


def strain(sentence: Masked, group: int, types: frozenset[str]) -> float:
    """What it costs that none of the group's members has a fitting type as it stands."""
    return 0.0 if types.intersection(sentence.groups[group].own) else 0.15


def crossed(
    sentence: Masked, relation: RelationView, head: int, tail: int, weight: float
) -> list[tuple[int, int, float]]:
    """Every allowed pair of the two groups' members."""
    weight -= strain(sentence, head, relation.heads) + strain(sentence, tail, relation.tails)
    if head == tail or weight <= 0.25:
        return []
    return [
        (one, other, weight)
        for one in members(sentence, head, relation.heads)
        for other in members(sentence, tail, relation.tails)
        if one != other
    ]


def sides(sentence: Masked, start: int, end: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Groups left and right of a cue, nearest first, each with the text between; of many on the left also the first."""
    text, places = sentence.text, sentence.places
    first, last = bisect_left(places, start), bisect_left(places, end)
    near = range(first - 1, max(-1, first - 1 - _LEFT), -1)
    left = [(ord(text[places[at]]) - FIRST, text[places[at] + 1 : start]) for at in near]
    if first > _LEFT:
        left.append((ord(text[places[0]]) - FIRST, text[places[0] + 1 : start]))
    right = [(ord(text[place]) - FIRST, text[end:place]) for place in places[last : last + 5]]
    return left, right


def partners(
    sentence: Masked,
    left: list[tuple[int, str]],
    right: list[tuple[int, str]],
    filler: int,
    side: str,
    types: frozenset[str],
) -> list[tuple[int, float]]:
    """Groups that could be the other end, with what their place takes from the score.

    A mention of the same clause is best, then the first of the sentence (its topic, which later clauses leave
    unsaid), then any other by distance.
    """
    found = []
    for where, groups in (("left", left), ("right", right)):
        fitting = [(group, gap) for group, gap in groups if group != filler and members(sentence, group, types)]
        for skipped, (group, gap) in enumerate(fitting):
            same_side = 0.05 if where == side else 0.0
            clause = not re.search("[，,；;。！？]", gap)
            if clause:
                cost = 0.006 * len(gap) + 0.1 * skipped
            elif where == "left" and skipped == len(fitting) - 1:
                cost = 0.1 + 0.001 * len(gap)
            else:
                cost = 0.12 + 0.004 * len(gap) + 0.05 * skipped + 0.05 * len(re.findall("[。；;！？]", gap))
            found.append((group, -cost - same_side - 0.5 * strain(sentence, group, types)))
    return found
