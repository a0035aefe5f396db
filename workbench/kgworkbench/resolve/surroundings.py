"""What a graph says about its entities beside their names: neighbours, links, places in the text, values."""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kgworkbench.model.graph import Entity, Graph, Provenance

__all__ = ["NAMING", "Surroundings", "spoken_names"]

# Entities at most that share one neighbour: beyond, the neighbour is a hub and says nothing about any two of them.
HUB = 12
# Characters at most between two names that stand side by side: ", and " or "、".
BESIDE = 7

NAMING = re.compile(
    r"(?i)\b(?:also[ _](?:known|called)|aka|alias(?:es)?|same[ _]as|synonym|abbreviat\w*|acronym"
    r"|short[ _](?:for|form|name)|full[ _]name|former(?:ly)?[ _](?:known|called|name)"
    r"|nick\w*|pen[ _]name|known[ _]as)\b"
    r"|又名|又称|别名|别称|简称|全称|全名|缩写|原名|本名|曾用名|笔名|表字|^字$|^号$|^称号$"
)
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")
_TIMED = re.compile(r"(?i)date|year|born|birth|died|death|年|日期|时间|生于|卒于")


def spoken_names(entity: Entity) -> tuple[str, ...]:
    """Other names of the entity that its attributes give, such as a courtesy name."""
    return tuple(fact.value for fact in entity.attributes if NAMING.search(fact.type))


class Surroundings:
    """What the graph says about each row; rows are entities in the order given, ends elsewhere are left out."""

    def __init__(self, entities: Sequence[Entity], graph: Graph) -> None:
        self._entities = entities
        self._row = {entity.id: row for row, entity in enumerate(entities)}
        self._naming: set[int] = set()
        self._linked: dict[int, str] = {}
        self._keys: list[set[int]] = [set() for _ in entities]
        self._labels: list[tuple[str, bool, int]] = []
        self._chunks: dict[int, dict[str, list[tuple[int, int]]]] = {}
        self._documents: dict[int, frozenset[str]] = {}
        numbered: dict[tuple[str, bool, int], int] = {}
        for relation in sorted(graph.relations, key=lambda relation: relation.id):
            head, tail = self._row.get(relation.head), self._row.get(relation.tail)
            if head is None or tail is None or head == tail:
                continue
            code = min(head, tail) * len(entities) + max(head, tail)
            if NAMING.search(relation.type):
                self._naming.add(code)
            else:
                self._linked.setdefault(code, relation.type)
            for row, label in ((head, (relation.type, True, tail)), (tail, (relation.type, False, head))):
                number = numbered.setdefault(label, len(self._labels))
                if number == len(self._labels):
                    self._labels.append(label)
                self._keys[row].add(number)
        owners = [(number, row) for row, keys in enumerate(self._keys) for number in sorted(keys)]
        self._owners = np.array(owners, dtype=np.int64).reshape(-1, 2)
        self._degree = np.bincount(self._owners[:, 0], minlength=len(self._labels))
        self._single = _single_valued(entities)

    def degree(self, row: int) -> int:
        """How many links the row has."""
        return len(self._keys[row])

    def sharing(self, least: int) -> NDArray[np.int64]:
        """Codes (low * n + high) of pairs with at least so many neighbours in common, hubs left out."""
        kept = self._owners[self._degree[self._owners[:, 0]] <= HUB]
        kept = kept[np.lexsort((kept[:, 1], kept[:, 0]))]
        codes = []
        for step in range(1, HUB):
            one, other = kept[:-step], kept[step:]
            same = one[:, 0] == other[:, 0]
            if not same.any():
                break
            codes.append(one[same, 1] * len(self._entities) + other[same, 1])
        if not codes:
            return np.empty(0, np.int64)
        found, counts = np.unique(np.concatenate(codes), return_counts=True)
        chosen: NDArray[np.int64] = found[counts >= least]
        return chosen

    def called(self) -> NDArray[np.int64]:
        """Codes of pairs that a relation such as "also known as" links."""
        return np.array(sorted(self._naming), dtype=np.int64)

    def named_by_link(self, one: int, other: int) -> bool:
        """Whether a relation says that one is another name of the other."""
        return min(one, other) * len(self._entities) + max(one, other) in self._naming

    def link(self, one: int, other: int) -> str | None:
        """The type of a relation between the two, None where there is none."""
        return self._linked.get(min(one, other) * len(self._entities) + max(one, other))

    def shared(self, one: int, other: int) -> tuple[float, tuple[str, ...]]:
        """How much the neighbours in common weigh (1 for one that only these two have), and three of them in words."""
        if not self._keys[one] or not self._keys[other]:
            return 0.0, ()
        both = self._keys[one] & self._keys[other]
        weighed = sorted(
            ((1 / math.log2(max(2, int(self._degree[key]))), key) for key in both),
            key=lambda pair: (-pair[0], self._said(pair[1])),
        )
        return sum(weight for weight, _ in weighed), tuple(self._said(key) for _, key in weighed[:3])

    def _said(self, key: int) -> str:
        kind, outward, end = self._labels[key]
        name = self._entities[end].name
        return f"{kind} → {name}" if outward else f"{name} → {kind}"

    def together(self, one: int, other: int) -> str:
        """Where both are named: "beside" (next to each other), "chunk", "document" or ""."""
        first, second = self._places(one), self._places(other)
        if len(first) > len(second):
            first, second = second, first
        found = ""
        for chunk, spans in first.items():
            if chunk in second:
                found = "chunk"
                if _beside(spans, second[chunk]):
                    return "beside"
        if found:
            return found
        return "" if self._read(one).isdisjoint(self._read(other)) else "document"

    def _read(self, row: int) -> frozenset[str]:
        held = self._documents.get(row)
        if held is None:
            held = self._documents[row] = frozenset(place.document for place in self._entities[row].provenance)
        return held

    def _places(self, row: int) -> dict[str, list[tuple[int, int]]]:
        held = self._chunks.get(row)
        if held is None:
            held = defaultdict(list)
            for place in self._entities[row].provenance:
                held[place.chunk] += _span(place)
            self._chunks[row] = held
        return held

    def clash(self, one: int, other: int) -> str:
        """Two values of a property that has only one in this graph ("birth_date: 1815 / 1912"); "" for none."""
        first, second = self._entities[one].attributes, self._entities[other].attributes
        for kind in sorted({fact.type for fact in first} & {fact.type for fact in second} & self._single):
            here = {_value(kind, fact.value) for fact in first if fact.type == kind}
            there = {_value(kind, fact.value) for fact in second if fact.type == kind}
            if not here & there:
                return f"{kind}: {min(here)} / {min(there)}"
        return ""


def _single_valued(entities: Sequence[Entity]) -> frozenset[str]:
    """Attribute types of which nearly every entity that has one has one value only."""
    bearers: dict[str, int] = defaultdict(int)
    several: dict[str, int] = defaultdict(int)
    for entity in entities:
        values: dict[str, set[str]] = defaultdict(set)
        for fact in entity.attributes:
            values[fact.type].add(_value(fact.type, fact.value))
        for kind, held in values.items():
            bearers[kind] += 1
            several[kind] += len(held) > 1
    return frozenset(k for k, count in bearers.items() if several[k] <= 0.1 * count and not NAMING.search(k))


def _value(kind: str, value: str) -> str:
    """The value as it is compared: of a date only the year, so that "1815" agrees with "10 December 1815"."""
    year = _YEAR.search(value)
    if year and (_TIMED.search(kind) or len(value) > 6):
        return year.group()
    return " ".join(value.casefold().split())


def _span(place: Provenance) -> list[tuple[int, int]]:
    return [(place.span.start, place.span.end)] if place.span is not None else []


def _beside(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> bool:
    ordered = sorted(other)
    for start, end in one:
        at = bisect_left(ordered, (start, end))
        for near_start, near_end in ordered[max(0, at - 1) : at + 1]:
            gap = near_start - end if near_start >= end else start - near_end
            if 0 <= gap <= BESIDE:
                return True
    return False
