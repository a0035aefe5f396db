"""How well a candidate serves as the kind of answer a question asks for."""

import re
from functools import lru_cache

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.kinds import fit, kinds_of, kinds_of_name, name_words
from kgworkbench.engines.local.stems import stem
from kgworkbench.engines.local.synonyms import synonyms_en, synonyms_zh
from kgworkbench.model.schema import Schema, cues_of

__all__ = ["head_words", "kind_fit", "types_of_kinds", "types_of_noun"]


def head_words(asked: Asked) -> tuple[str, ...]:
    """The words of the noun asked for that say what it is: its last one in English, all and its end in Chinese."""
    if not asked.head:
        return ()
    if asked.language == "zh":
        return tuple(dict.fromkeys((asked.head, asked.head[-2:], asked.head[-1:])))
    return (asked.head.lower().split()[-1],)


@lru_cache(maxsize=1024)
def types_of_noun(noun: str, language: str, schema: Schema) -> tuple[tuple[str, float], ...]:
    """The entity types a noun may mean, with weights up to 1: by name, cue words, description, and kinds."""
    if not noun:
        return ()
    found: dict[str, float] = {}
    wanted = dict(kinds_of_name(noun))
    plain = stem(noun.lower().split()[-1]) if language == "en" else noun
    for kind in schema.entity_types:
        score = 0.0
        if language == "en":
            named = {stem(word) for word in name_words(kind.name)}
            cues = {stem(word.lower()) for cue in cues_of(kind.cues, "en") for word in cue.split()[-1:]}
            described = {stem(word) for word in re.findall(r"[a-z]+", kind.description.lower())}
        else:
            named = {kind.name}
            cues = set(cues_of(kind.cues, "zh"))
            described = set()
            if noun in kind.description:
                score = 0.6
        if plain in named or noun == kind.name:
            score = 1.0
        elif plain in cues or (
            language == "zh" and any(noun.endswith(cue) for cue in cues if len(cue) > 0 and cue.isalpha())
        ):
            score = max(score, 0.9)
        elif plain in described:
            score = max(score, 0.7)
        for found_kind, weight in kinds_of(kind):
            best = max(
                (fit(found_kind, name, frozenset()) * share for name, share in wanted.items() if share >= 0.8),
                default=0.0,
            )
            score = max(score, 0.9 * best * weight)
        if score >= 0.3:
            found[kind.name] = score
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


@lru_cache(maxsize=1024)
def types_of_kinds(kinds: tuple[str, ...], schema: Schema) -> tuple[tuple[str, float], ...]:
    """The entity types that stand for the engine's kinds, with weights up to 1."""
    found: dict[str, float] = {}
    for kind in schema.entity_types:
        best = max(
            (
                fit(wanted, own, frozenset()) * weight * 0.9**place
                for place, wanted in enumerate(kinds)
                for own, weight in kinds_of(kind)
            ),
            default=0.0,
        )
        if best >= 0.4:
            found[kind.name] = best
    return tuple(sorted(found.items()))


def kind_fit(name: str, type_name: str, asked: Asked, schema: Schema) -> float:
    """How well a name of that entity type (empty where unknown) fits the question, 0 to 1."""
    inside = _named_so(name, asked)
    wanted = dict(
        types_of_noun(asked.head if asked.language == "zh" else (head_words(asked) or ("",))[0], asked.language, schema)
    )
    for kind, weight in types_of_kinds(asked.kinds, schema):
        wanted[kind] = max(wanted.get(kind, 0.0), weight)
    if not wanted or asked.kinds == ("misc",):
        return max(inside, 0.5)
    best = max((wanted.get(kind, 0.0) for kind in schema.lineage(type_name)), default=0.0) if type_name else 0.35
    return max(inside, best)


def _named_so(name: str, asked: Asked) -> float:
    """Whether the name itself says it is one: Deutsches Museum for a museum, 通惠河 for a 河."""
    words = head_words(asked)
    if not words:
        return 0.0
    if asked.language == "zh":
        for place, word in enumerate(words):
            if word and name.endswith(word) and name != word:
                return 1.0 if place == 0 or len(words) == 1 else 0.9 if len(word) > 1 else 0.6
        return (
            0.8
            if any(name.endswith(other) and len(other) > 1 and name != other for other in synonyms_zh(words[0]))
            else 0.0
        )
    wanted = stem(words[0])
    inside = {stem(word.lower()) for word in re.findall(r"[A-Za-z]+", name)}
    return (
        1.0
        if wanted in inside and len(inside) > 1
        else 0.8
        if not synonyms_en(wanted).isdisjoint(inside) and len(inside) > 1
        else 0.0
    )
