"""Triples of a sentence: patterns of the schema first, then cue words with the mentions around them."""

from dataclasses import dataclass
from itertools import pairwise

from kgworkbench.engines.local.by_cue_en import by_cue_en
from kgworkbench.engines.local.by_cue_zh import by_cue_zh
from kgworkbench.engines.local.compiled import Compiled, RelationView
from kgworkbench.engines.local.cues import Rule
from kgworkbench.engines.local.ends import crossed, members, partners, sides
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


def linked(sentence: Masked, view: Compiled) -> tuple[Linked, ...]:
    """The triples of one masked sentence, the surest reading of each (head, relation, tail)."""
    best: dict[tuple[int, str, int], float] = {}
    if not sentence.groups:
        return ()
    for relation in view.readings:
        types = {kind for group in sentence.groups for kinds in group.types for kind in kinds}
        if not (types & relation.heads and types & relation.tails):
            continue
        for rule in relation.rules:
            if rule.needle and rule.needle not in sentence.text:
                continue
            if rule.sort == "pattern":
                found = _by_pattern(sentence, relation, rule, view.language)
            elif view.language == "zh":
                found = by_cue_zh(sentence, relation, rule)
            else:
                found = by_cue_en(sentence, relation, rule)
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
    pairs = [(order[0], other) for other in order[1:]] + list(pairwise(order[1:]))
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


def _by_pattern(sentence: Masked, relation: RelationView, rule: Rule, language: str) -> list[tuple[int, int, float]]:
    """What a pattern says; where it names one end only, the other is the mention the clause is about."""
    found = []
    for match in rule.expression.finditer(sentence.text):
        ends = match.groupdict()
        if len(ends) == 2:
            found.extend(crossed(sentence, relation, ord(ends["head"]) - FIRST, ord(ends["tail"]) - FIRST, rule.weight))
            continue
        end, char = next(iter(ends.items()))
        own, other = (relation.heads, relation.tails) if end == "head" else (relation.tails, relation.heads)
        filler = ord(char) - FIRST
        if not members(sentence, filler, own):
            continue
        left, right = sides(sentence, match.start(), match.end(end))
        others = partners(sentence, left, right if language == "zh" else right[:1], filler, "", other)
        if others:
            group, score = max(others, key=lambda item: item[1])
            head, tail = (filler, group) if end == "head" else (group, filler)
            found.extend(crossed(sentence, relation, head, tail, rule.weight - 0.05 + score))
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
