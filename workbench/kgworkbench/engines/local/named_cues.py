"""Cues made of a relation type's own name and description, where there are none and nobody knows the relation."""

import re

from kgworkbench.engines.local.kinds import kinds_of_name, name_words
from kgworkbench.engines.local.stems import FUNCTION_WORDS
from kgworkbench.model.schema import RelationType

__all__ = ["named_cues"]

_EMPTY = frozenset(
    "head tail first second has have relation relationship entity entities another other something someone thing"
    " certain given specific kind type person people organisation organization place location event between link"
    " general way position".split()
)


def named_cues(kind: RelationType, language: str) -> tuple[tuple[str, float], ...]:
    """Cue words with their weights: the name as it reads, its content words, then the description's verbs."""
    found: dict[str, float] = {}
    if language == "zh":
        if not kind.name.isascii():
            found[kind.name] = 0.75
        for part in re.findall(
            r"[\u4e00-\u9fff]{2,4}", re.sub("[的是由被在和与或者某对从]|主体|客体|关系", " ", kind.description)
        ):
            if not kinds_of_name(part):
                found.setdefault(part, 0.6)
        return tuple(found.items())
    words = [word for word in name_words(kind.name) if word.isascii() and word not in ("has", "is", "was", "be")]
    if words:
        found[" ".join(words)] = 0.75
    for word in words:
        if len(words) > 1 and word not in FUNCTION_WORDS and word not in _EMPTY and len(word) > 2:
            found.setdefault(word, 0.6)
    for word in re.findall(r"[a-z]+", kind.description.lower()):
        verb = re.search(r"(?:[^s]s|ed|ing)$", word)
        if verb and word not in FUNCTION_WORDS and word not in _EMPTY and not kinds_of_name(word):
            found.setdefault(word, 0.5)
    return tuple(found.items())
