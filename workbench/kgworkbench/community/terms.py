"""The terms that could stand for an entity: words of its names, what relates it, what is said of it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from kgworkbench.model.graph import Entity, Graph
from kgworkbench.read.language import CJK

__all__ = ["Terms", "readable", "terms_of"]

Terms = Mapping[str, float]
"""Terms of one entity with how much each says of it."""

NAME, ALIAS, RELATION, VALUE = 1.0, 0.4, 0.25, 0.4

# A longer name or value is a sentence, not a term.
LONGEST_NAME, LONGEST_VALUE = 32, 24

# Names have short words that stand for nothing; relation types too.
_STOP_WORDS = (
    "a an and are as at be been being by de der des did do du for from had has have he her his in into is it its la le "
    "of on or over she that the their them they this to under until up was were when which who whom whose will with "
    "within del di el van von st mr mrs dr jr sr not no one two three more most other"
)
STOP = frozenset(_STOP_WORDS.split())
_WORD = re.compile(rf"[^\W\d_{CJK}][^\W_{CJK}]*(?:['’-][^\W_{CJK}]+)*")
_RUN = re.compile(rf"[{CJK}]+")
_DIGITS = re.compile(r"[\d\W_]+")


def readable(type_name: str) -> str:
    """A type's name as words: ``worked_with`` and ``workedWith`` as "worked with"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type_name).replace("_", " ").strip()


def terms_of(graph: Graph, shared: int = 2) -> list[Terms]:
    """The terms of each entity of the graph, by position.

    A name gives itself when it is short, and its parts that at least ``shared`` names have: in alphabets words, stop
    words and bare numbers left out, in Chinese runs of two to four characters that are no mere piece of a longer
    shared run. So words need no dictionary: names repeat them.
    """
    names = sorted({name for entity in graph.entities for name in (entity.name, *entity.aliases)})
    parts = _shared_runs(names, shared) | _shared_words(names, shared)
    spoken: dict[str, dict[str, float]] = {entity.id: {} for entity in graph.entities}
    for relation in graph.relations:
        term = readable(relation.type).casefold()
        if term and term not in STOP:
            for end in {relation.head, relation.tail} & spoken.keys():
                spoken[end][term] = RELATION
    return [_terms(entity, parts, spoken[entity.id]) for entity in graph.entities]


def _terms(entity: Entity, parts: frozenset[str], spoken: dict[str, float]) -> Terms:
    found = dict(spoken)
    for names, worth in (((entity.name,), NAME), (entity.aliases, ALIAS)):
        for name in names:
            bare = name.strip()
            if 1 < len(bare) <= LONGEST_NAME and len(bare.split()) <= 4 and not _DIGITS.fullmatch(bare):
                found[bare] = max(found.get(bare, 0.0), worth)
            for part in _words(name) + _runs(name):
                if part in parts or part.casefold() in parts:
                    found[part] = max(found.get(part, 0.0), worth)
    for fact in entity.attributes:
        value = fact.value.strip()
        if len(value) <= LONGEST_VALUE and not _DIGITS.fullmatch(value) and value.casefold() not in STOP:
            found[value] = max(found.get(value, 0.0), VALUE)
    return found


def _words(name: str) -> list[str]:
    words = (re.sub(r"['’]s$", "", word) for word in _WORD.findall(name))
    return [word for word in words if len(word) > 2 and word.casefold() not in STOP]


def _runs(name: str, longest: int = 4) -> list[str]:
    return [
        run[start : start + size]
        for run in _RUN.findall(name)
        for size in range(2, longest + 1)
        for start in range(len(run) - size + 1)
    ]


def _shared_words(names: Iterable[str], shared: int) -> frozenset[str]:
    seen = Counter(word for name in names for word in {word.casefold() for word in _words(name)})
    return frozenset(word for word, times in seen.items() if times >= shared)


def _shared_runs(names: Iterable[str], shared: int) -> frozenset[str]:
    seen = Counter(run for name in names for run in set(_runs(name, longest=5)))
    pieces = {piece for run, times in seen.items() for piece in (run[1:], run[:-1]) if seen.get(piece) == times}
    return frozenset(run for run, times in seen.items() if times >= shared and len(run) < 5 and run not in pieces)
