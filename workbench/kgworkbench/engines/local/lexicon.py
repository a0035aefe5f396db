"""Which relation and attribute types of a schema the words of a question name."""

import re
from functools import lru_cache

from kgworkbench.engines.local.kinds import name_words
from kgworkbench.engines.local.stems import FUNCTION_WORDS, stem
from kgworkbench.engines.local.synonyms import synonyms_en, synonyms_zh
from kgworkbench.model.schema import AttributeType, RelationType, Schema, cues_of

__all__ = ["named_types"]

_NEAR = 0.6
_SLOT = re.compile(r"\{\w+\}")


@lru_cache(maxsize=4096)
def named_types(text: str, language: str, schema: Schema) -> tuple[str, ...]:
    """Names of the relation and attribute types the text names, best first: by their own words, cues and synonyms."""
    found: dict[str, float] = {}
    inside = {stem(word) for word in re.findall(r"[a-z]+", text.lower()) if word not in FUNCTION_WORDS}
    for name, words, weight in _entries(schema, language):
        score = _score_en(words, inside) if language == "en" else _score_zh(words, text)
        if score:
            found[name] = max(found.get(name, 0.0), score * weight)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(name for name, score in ranked if score >= 0.5 * ranked[0][1])[:6]


@lru_cache(maxsize=32)
def _entries(schema: Schema, language: str) -> tuple[tuple[str, tuple[str, ...], float], ...]:
    """Name, words and weight of every name and cue; a cue that says little (one Chinese character) weighs little."""
    found: list[tuple[str, tuple[str, ...], float]] = []
    kinds: tuple[RelationType | AttributeType, ...] = (*schema.relation_types, *schema.attribute_types)
    for kind in kinds:
        for weight, text in (
            (1.0, " ".join(name_words(kind.name))),
            *((0.9, cue) for cue in cues_of(kind.cues, language)),
        ):
            plain = _SLOT.sub(" ", text).strip("“”\"'，,。()（） ")
            if language == "en":
                words = tuple(stem(word) for word in re.findall(r"[a-z]+", plain.lower()) if word not in FUNCTION_WORDS)
            else:
                words = tuple(part for part in re.split(r"[\s，。]+", plain) if len(part) > 1)
            if words:
                found.append((kind.name, words, weight))
    return tuple(found)


def _score_en(words: tuple[str, ...], inside: set[str]) -> float:
    best = 1.0
    for word in words:
        if word in inside:
            continue
        if synonyms_en(word).isdisjoint(inside):
            return 0.0
        best = min(best, _NEAR)
    return best * (1.0 + 0.1 * (len(words) - 1))


def _score_zh(words: tuple[str, ...], text: str) -> float:
    best = 1.0
    for word in words:
        if word in text:
            continue
        if not any(other in text for other in synonyms_zh(word) if len(other) > 1):
            return 0.0
        best = min(best, _NEAR)
    return best
