"""Senses: relations everybody knows, onto which an analyst's relation types are mapped by name, else description."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kgworkbench.engines.local.cues import Rule, pattern_rule, word_rule
from kgworkbench.engines.local.kinds import ancestors, name_words
from kgworkbench.engines.local.senses_en import SENSES_EN
from kgworkbench.engines.local.senses_zh import SENSES_ZH
from kgworkbench.engines.local.stems import FUNCTION_WORDS, stem
from kgworkbench.model.schema import RelationType

__all__ = ["Sense", "absorbed", "fits", "rules_of_sense", "senses_of"]

_PATTERN, _WORD = 0.8, 0.7


@dataclass(frozen=True, slots=True)
class Sense:
    """A relation everybody knows: kinds at its ends, words that mean it either way round, cues with their weights."""

    name: str
    head: str
    tail: str
    words: frozenset[str]
    backward: frozenset[str]
    cues: tuple[tuple[str, float], ...]


def senses_of(
    kind: RelationType, head: frozenset[str], tail: frozenset[str], language: str
) -> tuple[tuple[Sense, bool], ...]:
    """The senses of a relation type, best first, each with whether it runs from the type's tail to its head.

    ``head`` and ``tail`` are the kinds at the type's ends; a sense whose ends do not fit is left out. The name
    decides; the description is asked where the name says nothing and the analyst gave no cues.
    """
    named = _matching(_forms(" ".join(name_words(kind.name))), kind.name.lower(), head, tail, language)
    if named or kind.cues:
        return named
    return _matching(_forms(kind.description), kind.description, head, tail, language)


def absorbed(
    senses: tuple[tuple[Sense, bool], ...], claimed: frozenset[str], language: str
) -> tuple[tuple[Sense, bool], ...]:
    """The senses with those that go under them where no relation type of the schema claims them: born under lives."""
    more = {other for sense, _ in senses for other in _UNDER.get(sense.name, ())} - claimed
    turned = {sense.name: backward for sense, backward in senses}
    extra = (
        (sense, next(turned[over] for over in turned if sense.name in _UNDER.get(over, ())))
        for sense in _senses(language)
        if sense.name in more
    )
    return (*senses, *extra)


_UNDER = {"live": ("born",), "residence": ("birthplace",)}


@lru_cache(maxsize=512)
def rules_of_sense(sense: Sense, language: str, *, backward: bool, same: bool) -> tuple[Rule, ...]:
    """The rules of a sense; ``backward`` swaps its ends, ``same`` says that both ends may have one type."""
    rules = []
    for cue, weight in sense.cues:
        if "{" in cue:
            if backward:
                cue = cue.replace("{head}", "{\0}").replace("{tail}", "{head}").replace("{\0}", "{tail}")
            rules.append(pattern_rule(cue, language, weight or _PATTERN))
        elif not (same and backward):
            rules.append(word_rule(cue, language, same=same, weight=weight or _WORD))
    return tuple(rules)


def _matching(
    forms: frozenset[str], text: str, head: frozenset[str], tail: frozenset[str], language: str
) -> tuple[tuple[Sense, bool], ...]:
    found: list[tuple[float, int, Sense, bool]] = []
    for place, sense in enumerate(_senses(language)):
        score = max(_hit(forms, text, sense.words), _hit(forms, text, sense.backward))
        if not score:
            continue
        forward = fits(sense.head, head) and fits(sense.tail, tail)
        backward = fits(sense.head, tail) and fits(sense.tail, head)
        if forward and backward:
            turned = _hit(forms, text, sense.backward) > _hit(forms, text, sense.words)
        elif forward or backward:
            turned = backward
        else:
            continue
        special = 0.1 * ((sense.head != "any") + (sense.tail != "any"))
        found.append((score + special, -place, sense, turned))
    found.sort(key=lambda item: (-item[0], -item[1]))
    return tuple((sense, turned) for score, _, sense, turned in found if score >= found[0][0] - 0.25)[:3]


def _hit(forms: frozenset[str], text: str, words: frozenset[str]) -> float:
    """How well a name or description means one of the words: the whole name, a stem of it, a Chinese part of it."""
    best = 0.0
    for word in words:
        if word.isascii():
            if word in forms:
                best = max(best, 1.0 + 0.02 * len(word) * ("_" in word))
        elif word == text:
            best = max(best, 1.5)
        elif len(word) > 1 and word in text:
            best = max(best, 0.7 + 0.05 * len(word))
    return best


def fits(wanted: str, kinds: frozenset[str]) -> bool:
    """Whether something of one of the kinds may be of the kind a sense asks for."""
    return (
        wanted == "any"
        or not kinds
        or any(wanted == kind or wanted in ancestors(kind) or kind in ancestors(wanted) for kind in kinds)
        or (wanted in ("date", "time") and bool(kinds & {"date", "time", "era"}))
        or bool(kinds <= {"misc", "text"} and wanted in _LITERAL)
    )


_LITERAL = frozenset("date time era quantity text misc language award field".split())
"""Kinds that a schema may lack and call text."""


def _forms(text: str) -> frozenset[str]:
    """The stems of the words, of neighbours joined, and the words themselves, in one set."""
    words = re.findall(r"[a-z]+", text.lower())
    plain = [stem(word) for word in words if word not in FUNCTION_WORDS and word not in _EMPTY]
    joined = {f"{stem(one)}_{stem(other)}" for one, other in pairwise(words)}
    return frozenset((*plain, *joined, stem("".join(words))))


_EMPTY = frozenset("head tail first second has relation entity another other something someone".split())


@lru_cache(maxsize=2)
def _senses(language: str) -> tuple[Sense, ...]:
    found = []
    for block in re.split(r"\n(?=\S)", (SENSES_ZH if language == "zh" else SENSES_EN).strip()):
        title, *lines = block.split("\n")
        name, ends, words = (part.strip() for part in title.split("|", 2))
        head, tail = (part.strip() for part in ends.split(">"))
        cues: list[tuple[str, float]] = []
        for line in lines:
            if line.startswith(" = "):
                words += line[2:]
                continue
            weighted = re.match(r"\s*(0\.\d+)\s+(.*)", line)
            weight, body = (float(weighted[1]), weighted[2]) if weighted else (0.0, line)
            cues.extend((cue.strip(), weight) for cue in body.split(";") if cue.strip())
        found.append(
            Sense(
                name,
                head,
                tail,
                frozenset(_form(word) for word in words.split() if not word.startswith("~")),
                frozenset(_form(word[1:]) for word in words.split() if word.startswith("~")),
                tuple(cues),
            )
        )
    return tuple(found)


def _form(word: str) -> str:
    return "_".join(stem(part) for part in word.split("_")) if word.isascii() else word
