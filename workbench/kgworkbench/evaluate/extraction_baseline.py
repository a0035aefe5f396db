"""The plain extraction that any engine should beat: proper nouns, types by nearest description, co-occurrence."""

import logging
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import permutations
from math import sqrt
from typing import Any

from kgworkbench.evaluate.extraction import Claims, Place
from kgworkbench.model.schema import Schema
from kgworkbench.read.language import language_of
from kgworkbench.read.sentences import sentences

__all__ = ["plain_claims"]

_CAPITALS = re.compile(r"[A-Z][\w'’.-]*(?: (?:(?:of|the|and|for|de) )*[A-Z][\w'’.-]*)*")
_PROPER = ("nr", "ns", "nt", "nz", "nw", "nrt")


def plain_claims(text: str, schema: Schema) -> Claims:
    """What the plain method claims of a text.

    Spans are runs of capitals (English) or the segmenter's proper nouns (Chinese); a span gets the type whose name
    and description share most character trigrams with its sentence; two spans of one sentence are linked by the
    relation that allows their types and whose description is nearest to the words between them.
    """
    entities: set[Place] = set()
    relations: set[tuple[Place, str, Place]] = set()
    if not schema.entity_types:
        return Claims()
    language = language_of(text)
    profiles = {kind.name: _trigrams(f"{kind.name} {kind.description}") for kind in schema.entity_types}
    links = {kind.name: _trigrams(f"{kind.name} {kind.description}") for kind in schema.relation_types}
    for sentence in sentences(text):
        inside = text[sentence.start : sentence.end]
        around = _trigrams(inside)
        places = []
        for start, end in _spans(inside, language):
            context = _trigrams(inside[start:end]) + around
            name = max(sorted(profiles), key=lambda kind: _cosine(profiles[kind], context))
            places.append((sentence.start + start, sentence.start + end, name))
        entities.update(places)
        for head, tail in permutations(places, 2):
            allowed = [kind.name for kind in schema.relation_types if schema.allows(kind.name, head[2], tail[2])]
            between = _trigrams(text[min(head[1], tail[1]) : max(head[0], tail[0])])
            if allowed and head[0] < tail[0]:
                relations.add((head, max(sorted(allowed), key=lambda name: _cosine(links[name], between)), tail))
    return Claims(frozenset(entities), frozenset(relations))


def _spans(text: str, language: str) -> Iterable[tuple[int, int]]:
    if language == "en":
        return [match.span() for match in _CAPITALS.finditer(text)]
    found, at = [], 0
    for pair in _segmenter().cut(text):
        if pair.flag in _PROPER and len(pair.word) > 1:
            found.append((at, at + len(pair.word)))
        at += len(pair.word)
    return found


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    return posseg


def _trigrams(text: str) -> Counter[str]:
    lowered = f" {text.lower()} "
    return Counter(lowered[at : at + 3] for at in range(len(lowered) - 2))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    shared = sum(count * other[gram] for gram, count in one.items())
    sizes = sqrt(sum(count * count for count in one.values()) * sum(count * count for count in other.values()))
    return shared / sizes if sizes else 0.0
