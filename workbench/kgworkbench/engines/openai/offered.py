"""Which types of a large schema are offered to the engine for one chunk: those the chunk's words speak for."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from kgworkbench.community.terms import STOP
from kgworkbench.engines.openai.counting import tokens_of
from kgworkbench.engines.openai.told import kind_line
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.read.tokens import tokens

__all__ = ["LARGE", "ROOM", "is_large", "offered"]

LARGE = 60
"""Types, of all kinds together, up to which a schema is offered whole, however much is said of them."""
ROOM = 2000
"""Tokens up to which a schema is offered whole, however many its types: names alone cost little."""

_CUE = 3.0
_NAME = 2.0
_STEM = 5
_PARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\W]+")
_SLOT = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[\x20-\x7e]+")

Kind = EntityType | RelationType | AttributeType


@dataclass(frozen=True, slots=True)
class _Wording:
    """A schema's words: by stem the types (positions) they speak for and how much, cues likewise, and what each type
    cannot stand without.
    """

    kinds: tuple[Kind, ...]
    stems: dict[str, tuple[tuple[int, float], ...]]
    cues: dict[str, tuple[int, ...]]
    needs: tuple[frozenset[int], ...]
    named_by: tuple[int, ...]
    silent: tuple[bool, ...]
    sizes: tuple[int, ...]


def is_large(schema: Schema) -> bool:
    """Whether the schema has more types, and says more of them, than one prompt should offer."""
    count = len(schema.entity_types) + len(schema.relation_types) + len(schema.attribute_types)
    return count > LARGE and sum(_wording(schema).sizes) > ROOM


def offered(schema: Schema, text: str, room: int = ROOM) -> Schema:
    """The part of a large schema that the text's words speak for; a schema that is not large, as it is.

    Types come in by how much their cues, examples, names and descriptions share with the text, then those of which
    the schema says nothing to know them by, then by how many other types name them, until their ``room`` in tokens is
    used: it always is, so only the least likely are left out. With a type come its parents, a relation's heads and
    tails and an attribute's owners; one whose company no longer fits is left out. Order, wording and version stay
    those of the schema.
    """
    if not is_large(schema):
        return schema
    wording = _wording(schema)
    scores = _scores(wording, text)
    order = sorted(
        range(len(wording.kinds)),
        key=lambda at: (-scores[at], not wording.silent[at], -wording.named_by[at], at),
    )
    kept: set[int] = set()
    for at in order:
        company = wording.needs[at] - kept
        size = sum(wording.sizes[each] for each in company)
        if size <= room:
            kept |= company
            room -= size
    first = len(schema.entity_types)
    second = first + len(schema.relation_types)
    return Schema(
        schema.name,
        tuple(kind for at, kind in enumerate(schema.entity_types) if at in kept),
        tuple(kind for at, kind in enumerate(schema.relation_types, first) if at in kept),
        tuple(kind for at, kind in enumerate(schema.attribute_types, second) if at in kept),
        schema.version,
        schema.language,
        schema.description,
    )


def _scores(wording: _Wording, text: str) -> list[float]:
    scores = [0.0] * len(wording.kinds)
    for stem in sorted({_stem(word) for word in tokens(text)}):
        for at, weight in wording.stems.get(stem, ()):
            scores[at] += weight
    folded = text.casefold()
    spaced = f" {' '.join(_WORD.findall(folded))} "
    for cue, speaks_for in wording.cues.items():
        # Latin cues are whole words; Chinese has no spaces to tell a word by.
        if cue in (spaced if cue[0] == " " else folded):
            for at in speaks_for:
                scores[at] += _CUE
    return scores


@lru_cache(maxsize=4)
def _wording(schema: Schema) -> _Wording:
    kinds: tuple[Kind, ...] = (*schema.entity_types, *schema.relation_types, *schema.attribute_types)
    words: dict[str, dict[int, float]] = {}
    cues: dict[str, dict[int, None]] = {}
    for at, kind in enumerate(kinds):
        for word in set(tokens(kind.description)) - STOP:
            words.setdefault(_stem(word), {}).setdefault(at, 1.0)
        for word in tokens(" ".join(_PARTS.split(kind.name))):
            words.setdefault(_stem(word), {})[at] = _NAME
        for cue in (*(cue for _, said in kind.cues for cue in said), *kind.examples):
            for part in _SLOT.split(cue):
                if found := _cue(part):
                    cues.setdefault(found, {})[at] = None
    # A word that speaks for a quarter of the types tells them apart no better than "the" does.
    telling = {stem: held for stem, held in words.items() if 4 * len(held) < len(kinds)}
    rarity = {stem: math.log(len(kinds) / len(held)) / math.log(len(kinds)) for stem, held in telling.items()}
    place = {kind.name: at for at, kind in enumerate(schema.entity_types)}
    links = {kind.name: at for at, kind in enumerate(schema.relation_types, len(schema.entity_types))}
    direct: list[list[int]] = []
    for kind in kinds:
        if isinstance(kind, EntityType):
            named = [place.get(kind.parent or "")]
        elif isinstance(kind, RelationType):
            named = [*(place.get(name) for name in (*kind.head, *kind.tail)), links.get(kind.parent or "")]
        else:
            named = [place.get(name) for name in kind.of]
        direct.append([at for at in named if at is not None])
    named_by = [0] * len(kinds)
    for names in direct:
        for at in set(names):
            named_by[at] += 1
    return _Wording(
        kinds,
        {stem: tuple((at, weight * rarity[stem]) for at, weight in held.items()) for stem, held in telling.items()},
        {cue: tuple(held) for cue, held in cues.items()},
        tuple(_closed(at, direct) for at in range(len(kinds))),
        tuple(named_by),
        tuple(not (kind.description or kind.examples or kind.cues) for kind in kinds),
        tuple(tokens_of(kind_line(kind)) + 1 for kind in kinds),
    )


def _closed(at: int, direct: list[list[int]]) -> frozenset[int]:
    found: set[int] = set()
    open_ends = [at]
    while open_ends:
        last = open_ends.pop()
        if last not in found:
            found.add(last)
            open_ends += direct[last]
    return frozenset(found)


def _cue(part: str) -> str:
    """The cue as it is looked for in a text: words between spaces, or as it stands where it is no Latin."""
    folded = part.casefold().strip()
    if not _PLAIN.fullmatch(folded):
        return folded
    bare = " ".join(_WORD.findall(folded))
    return f" {bare} " if bare else ""


def _stem(word: str) -> str:
    """A word's beginning: founder, founded and founding are alike here."""
    return word[:_STEM]
