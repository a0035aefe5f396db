"""Triples of a sentence: patterns of the schema first, then cue words with the mentions around them."""

import re
from dataclasses import dataclass

from kgworkbench.engines.local.compiled import Compiled, RelationView
from kgworkbench.engines.local.cues import Rule
from kgworkbench.engines.local.masks import FIRST, Masked

__all__ = ["Linked", "linked"]


@dataclass(frozen=True, slots=True)
class Linked:
    """A triple between mentions by position, with its confidence."""

    head: int
    relation: str
    tail: int
    confidence: float


_LOOSE = 0.3
_LOOSE_MENTIONS = 12
_SLOTS = re.compile("[\ue000-\uf8fe]")
_RIGHT_ZH = re.compile(r"^(?:[：:是为有由，,的者人了过家、/\s（(《“]|一职|先生|分别|包括|部|于)*$")
_LEFT_ZH = re.compile(
    r"^(?:[所的主等任自先生女士（）()，,、\s》”的是]|共同|联袂|亲自|领衔|担任|出任|联合|一人|作为|身为|的经典|老师|倾情|独家|\d{1,2}人)*$"
)


def linked(sentence: Masked, view: Compiled) -> tuple[Linked, ...]:
    """The triples of one masked sentence, the surest reading of each (head, relation, tail)."""
    best: dict[tuple[int, str, int], float] = {}
    if not sentence.groups:
        return ()
    for relation in view.relations:
        types = {kind for group in sentence.groups for kinds in group.types for kind in kinds}
        if not (types & relation.heads and types & relation.tails):
            continue
        for rule in relation.rules:
            if rule.needle and rule.needle not in sentence.text:
                continue
            if rule.sort == "pattern":
                found = _by_pattern(sentence, relation, rule, view.language)
            elif view.language == "zh":
                found = _by_word_zh(sentence, relation, rule)
            else:
                found = _by_word_en(sentence, relation, rule)
            for head, tail, weight in found:
                key = (head, relation.name, tail)
                if weight > best.get(key, 0.0):
                    best[key] = weight
    chosen = _chosen(best, view)
    loose = next((relation for relation in view.relations if relation.catch_all), None)
    return (*chosen, *_loosely(sentence, loose, chosen)) if loose else chosen


def _loosely(sentence: Masked, relation: RelationView, chosen: tuple[Linked, ...]) -> tuple[Linked, ...]:
    """Weak links of a catch-all relation: the sentence's first mention with each other, and neighbours, once a pair."""
    linked_pairs = {frozenset((link.head, link.tail)) for link in chosen}
    order = [member for group in sentence.groups for member in group.members][:_LOOSE_MENTIONS]
    pairs = [(order[0], other) for other in order[1:]] + list(zip(order[1:], order[2:], strict=False))
    found = []
    for head, tail in pairs:
        if head == tail or frozenset((head, tail)) in linked_pairs:
            continue
        linked_pairs.add(frozenset((head, tail)))
        types = {
            member: kinds for group in sentence.groups for member, kinds in zip(group.members, group.types, strict=True)
        }
        if types[head] & relation.heads and types[tail] & relation.tails:
            found.append(Linked(head, relation.name, tail, _LOOSE))
    return tuple(found)


def _members(sentence: Masked, group: int, types: frozenset[str]) -> list[int]:
    item = sentence.groups[group]
    return [member for member, kinds in zip(item.members, item.types, strict=True) if kinds & types]


def _strain(sentence: Masked, group: int, types: frozenset[str]) -> float:
    """What it costs that none of the group's members has a fitting type as it stands."""
    return 0.0 if types.intersection(sentence.groups[group].own) else 0.15


def _strains(sentence: Masked, relation: RelationView, best: tuple[float, int, int]) -> float:
    """What ``_cross`` will take off again."""
    return _strain(sentence, best[1], relation.heads) + _strain(sentence, best[2], relation.tails)


def _cross(
    sentence: Masked, relation: RelationView, head: int, tail: int, weight: float
) -> list[tuple[int, int, float]]:
    """Every allowed pair of the two groups' members."""
    weight -= _strain(sentence, head, relation.heads) + _strain(sentence, tail, relation.tails)
    if head == tail or weight <= 0.25:
        return []
    return [
        (one, other, weight)
        for one in _members(sentence, head, relation.heads)
        for other in _members(sentence, tail, relation.tails)
        if one != other
    ]


def _by_pattern(sentence: Masked, relation: RelationView, rule: Rule, language: str) -> list[tuple[int, int, float]]:
    """What a pattern says; where it names one end only, the other is the mention the clause is about."""
    found = []
    for match in rule.expression.finditer(sentence.text):
        ends = match.groupdict()
        if len(ends) == 2:
            found.extend(_cross(sentence, relation, ord(ends["head"]) - FIRST, ord(ends["tail"]) - FIRST, rule.weight))
            continue
        end, char = next(iter(ends.items()))
        own, other = (relation.heads, relation.tails) if end == "head" else (relation.tails, relation.heads)
        filler = ord(char) - FIRST
        if not _members(sentence, filler, own):
            continue
        left, right = _sides(sentence, match.start(), match.end(end))
        partners = _partners(sentence, left, right if language == "zh" else right[:1], filler, "", other)
        if partners:
            group, score = max(partners, key=lambda item: item[1])
            head, tail = (filler, group) if end == "head" else (group, filler)
            found.extend(_cross(sentence, relation, head, tail, rule.weight - 0.05 + score))
    return found


def _sides(sentence: Masked, start: int, end: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Groups left and right of a cue, nearest first, each with the text between."""
    left = [
        (ord(match.group()) - FIRST, sentence.text[match.end() : start])
        for match in _SLOTS.finditer(sentence.text, 0, start)
    ]
    right = [
        (ord(match.group()) - FIRST, sentence.text[end : match.start()])
        for match in _SLOTS.finditer(sentence.text, end)
    ]
    return left[::-1], right[:5]


def _by_word_en(sentence: Masked, relation: RelationView, rule: Rule) -> list[tuple[int, int, float]]:
    found: list[tuple[int, int, float]] = []
    for match in rule.expression.finditer(sentence.text):
        left, right = _sides(sentence, match.start(), match.end())
        left = left[:5]
        passive = bool(re.match(r"\s*(?:and \w+ )?by\b", sentence.text[match.end() :]))
        best: tuple[float, int, int] | None = None
        for orientation, near, far in (("forward", left, right), ("backward", right, left)):
            heads = [
                (at, group, gap) for at, (group, gap) in enumerate(near) if _members(sentence, group, relation.heads)
            ]
            tails = [
                (at, group, gap) for at, (group, gap) in enumerate(far) if _members(sentence, group, relation.tails)
            ]
            weight = rule.weight
            if passive:
                weight -= 0.0 if orientation == "backward" else 0.35
            elif orientation == "backward":
                weight -= 0.2 if rule.role else 0.1
            for skipped_head, (_, head, head_gap) in enumerate(heads[:3]):
                for skipped_tail, (_, tail, tail_gap) in enumerate(tails[:3]):
                    score = weight - 0.12 * (skipped_head + skipped_tail) - _distance(head_gap) - _distance(tail_gap)
                    score -= _strain(sentence, head, relation.heads) + _strain(sentence, tail, relation.tails)
                    if head != tail and (best is None or score > best[0]):
                        best = (score, head, tail)
        if best is None:
            best = _one_side(sentence, relation, rule, left, right, passive)
        if best is not None and best[0] > 0.3:
            found.extend(_cross(sentence, relation, best[1], best[2], best[0] + _strains(sentence, relation, best)))
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
                if _members(sentence, near, relation.heads) and _members(sentence, far, relation.tails):
                    return (score - (0.1 if passive and side is left else 0.0), near, far)
                if _members(sentence, near, relation.tails) and _members(sentence, far, relation.heads):
                    return (score - 0.05, far, near)
    return None


def _distance(gap: str) -> float:
    words = len(gap.split())
    return 0.025 * max(0, words - 2) + 0.08 * gap.count(";") + 0.03 * gap.count(",")


def _by_word_zh(sentence: Masked, relation: RelationView, rule: Rule) -> list[tuple[int, int, float]]:
    """A cue needs one end right beside it; the other is the nearest mention that fits."""
    found: list[tuple[int, int, float]] = []
    for match in rule.expression.finditer(sentence.text):
        left, right = _sides(sentence, match.start(), match.end())
        best: tuple[float, int, int] | None = None
        for side, group, gap in [*(("right", *item) for item in right[:1]), *(("left", *item) for item in left[:1])]:
            beside = (_RIGHT_ZH if side == "right" else _LEFT_ZH).match(gap)
            close = 1.0 if beside and len(gap) <= 4 else 0.6 if len(gap) <= 6 else 0.0
            if not close:
                continue
            for end, other_end in (("tail", "head"), ("head", "tail")):
                wanted, other = (relation.tails, relation.heads) if end == "tail" else (relation.heads, relation.tails)
                if not _members(sentence, group, wanted):
                    continue
                for partner, score in _partners(sentence, left, right, group, side, other):
                    weight = (
                        rule.weight * (0.55 + 0.45 * close)
                        + score
                        - 0.02 * len(gap)
                        - (0.12 if re.search("[，,]", gap) else 0.0)
                    )
                    if rule.role == "tail" and end == "head":
                        weight -= 0.25
                    if best is None or weight > best[0]:
                        best = (weight, partner, group) if end == "tail" else (weight, group, partner)
        if best is not None and best[0] > 0.3:
            found.extend(_cross(sentence, relation, best[1], best[2], min(best[0], 0.95)))
    return found


def _partners(
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
        fitting = [(group, gap) for group, gap in groups if group != filler and _members(sentence, group, types)]
        for skipped, (group, gap) in enumerate(fitting):
            same_side = 0.05 if where == side else 0.0
            clause = not re.search("[，,；;。！？]", gap)
            if clause:
                cost = 0.006 * len(gap) + 0.1 * skipped
            elif where == "left" and skipped == len(fitting) - 1:
                cost = 0.1 + 0.001 * len(gap)
            else:
                cost = 0.12 + 0.004 * len(gap) + 0.05 * skipped + 0.05 * len(re.findall("[。；;！？]", gap))
            found.append((group, -cost - same_side - 0.5 * _strain(sentence, group, types)))
    return found


def _chosen(best: dict[tuple[int, str, int], float], view: Compiled) -> tuple[Linked, ...]:
    """What to claim: for a pair the surest relation and those near it; one tail for a functional relation."""
    by_pair: dict[tuple[int, int], float] = {}
    for (head, _, tail), weight in best.items():
        pair = (min(head, tail), max(head, tail))
        by_pair[pair] = max(by_pair.get(pair, 0.0), weight)
    single: dict[tuple[int, str], float] = {}
    functional = {relation.name for relation in view.relations if relation.functional}
    symmetric = {relation.name for relation in view.relations if relation.symmetric}
    for (head, name, _), weight in best.items():
        if name in functional:
            single[(head, name)] = max(single.get((head, name), 0.0), weight)
    found = []
    for (head, name, tail), weight in sorted(best.items()):
        if weight < by_pair[(min(head, tail), max(head, tail))] - 0.25:
            continue
        if name in functional and weight < single[(head, name)]:
            continue
        backward = best.get((tail, name, head), 0.0)
        if backward > weight or (backward == weight and tail < head and (name in symmetric)):
            continue
        found.append(Linked(head, name, tail, round(min(weight, 1.0), 3)))
    return tuple(found)
