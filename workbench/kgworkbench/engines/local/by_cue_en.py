"""Links that a bare English cue word makes: between the nearest fitting mentions, by voice and word order."""

import re

from kgworkbench.engines.local.compiled import RelationView
from kgworkbench.engines.local.cues import Rule
from kgworkbench.engines.local.ends import crossed, members, sides, strain
from kgworkbench.engines.local.masks import Masked

__all__ = ["by_cue_en"]


def by_cue_en(sentence: Masked, relation: RelationView, rule: Rule) -> list[tuple[int, int, float]]:
    """(head, tail, weight) for each place of the cue: the cheapest pair around it that the relation allows."""
    found: list[tuple[int, int, float]] = []
    for match in rule.expression.finditer(sentence.text):
        left, right = sides(sentence, match.start(), match.end())
        left = left[:5]
        passive = bool(re.match(r"(?:\s+[a-z]+){0,3}?\s*\bby\b", sentence.text[match.end() :]))
        best: tuple[float, int, int] | None = None
        for orientation, near, far in (("forward", left, right), ("backward", right, left)):
            heads = [
                (at, group, gap) for at, (group, gap) in enumerate(near) if members(sentence, group, relation.heads)
            ]
            tails = [
                (at, group, gap) for at, (group, gap) in enumerate(far) if members(sentence, group, relation.tails)
            ]
            weight = rule.weight
            if passive:
                weight -= 0.0 if orientation == "backward" else 0.35
            elif orientation == "backward":
                weight -= 0.2 if rule.role else 0.1
            for skipped_head, (_, head, head_gap) in enumerate(heads[:3]):
                for skipped_tail, (_, tail, tail_gap) in enumerate(tails[:3]):
                    score = weight - 0.12 * (skipped_head + skipped_tail) - _distance(head_gap) - _distance(tail_gap)
                    score -= strain(sentence, head, relation.heads) + strain(sentence, tail, relation.tails)
                    if sentence.groups[head].members != sentence.groups[tail].members and (
                        best is None or score > best[0]
                    ):
                        best = (score, head, tail)
        if best is None:
            best = _one_side(sentence, relation, rule, left, right, passive)
        if best is not None and best[0] > 0.3:
            found.extend(crossed(sentence, relation, best[1], best[2], best[0] + _strains(sentence, relation, best)))
    return found


def _one_side(
    sentence: Masked,
    relation: RelationView,
    rule: Rule,
    left: list[tuple[int, str]],
    right: list[tuple[int, str]],
    passive: bool,
) -> tuple[float, int, int] | None:
    """Both ends before the cue ("the machine that Turing designed") or after it ("Designed by Turing, the ACE")."""
    for side in (left, right):
        for near, near_gap in side[:2]:
            for far, far_gap in side[1:3]:
                if near == far:
                    continue
                score = rule.weight - 0.2 - _distance(near_gap) - 0.5 * _distance(far_gap)
                if members(sentence, near, relation.heads) and members(sentence, far, relation.tails):
                    return (score - (0.1 if passive and side is left else 0.0), near, far)
                if members(sentence, near, relation.tails) and members(sentence, far, relation.heads):
                    return (score - 0.05, far, near)
    return None


def _distance(gap: str) -> float:
    words = len(gap.split())
    return 0.025 * max(0, words - 2) + 0.08 * gap.count(";") + 0.03 * gap.count(",")


def _strains(sentence: Masked, relation: RelationView, best: tuple[float, int, int]) -> float:
    """What ``crossed`` will take off again."""
    return strain(sentence, best[1], relation.heads) + strain(sentence, best[2], relation.tails)
