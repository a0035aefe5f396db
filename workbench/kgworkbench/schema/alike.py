"""How alike two types are: by name in either language, and by what is written about them."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from kgworkbench.model.schema import AttributeType, EntityType, RelationType

__all__ = ["AnyType", "content_alike", "name_alike", "plain_name", "words_of_name"]

AnyType = EntityType | RelationType | AttributeType

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BREAKS = re.compile(r"[\W_]+")
_LITTLE = frozenset("a an and are as at be by been for has have in is of on or the to was were with".split())
_TAILS_ZH = re.compile(r"(?<=..)(?:类型|类别|种类|们|类|型)$")
_LITTLE_ZH = re.compile(r"(?<=.)[于在了的是被为到过]$|^[被在于的](?=.)")
_HAN = re.compile(r"[\u3400-\u9fff]")


def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a type's name, case folded, plurals made singular: camel case, underscores and spaces split.

    >>> words_of_name("ProgrammingLanguages"), words_of_name("奖项类型")
    (('programming', 'language'), ('奖项',))
    """
    parts = (part for part in _BREAKS.split(_CAMEL.sub(" ", name)) if part)
    return tuple(_TAILS_ZH.sub("", part) if _HAN.search(part) else _singular(part.casefold()) for part in parts)


def plain_name(name: str) -> str:
    """The form under which two names of types are one: words of grammar left out, unless nothing else is there.

    >>> plain_name("was_born_in") == plain_name("Born in"), plain_name("出生于") == plain_name("出生在")
    (True, True)
    """
    words = words_of_name(name)
    telling = [_LITTLE_ZH.sub("", word) for word in words if word not in _LITTLE]
    return " ".join(telling or words)


def name_alike(one: str, other: str) -> float:
    """How alike two names of types are, 0 to 1."""
    first, second = plain_name(one), plain_name(other)
    if first == second:
        return 1.0
    # Both ways round, so that the order of the two means nothing.
    return max(SequenceMatcher(None, first, second).ratio(), SequenceMatcher(None, second, first).ratio())


def content_alike(one: AnyType, other: AnyType) -> float | None:
    """How alike two types are by description, examples and cues, 0 to 1; None with nothing to go by."""
    shares = [
        share
        for first, second in (
            (_pieces(one.description), _pieces(other.description)),
            (set(one.examples), set(other.examples)),
            ({cue for _, cues in one.cues for cue in cues}, {cue for _, cues in other.cues for cue in cues}),
        )
        if (share := _overlap(first, second)) is not None
    ]
    return sum(shares) / len(shares) if shares else None


def _overlap(one: Iterable[str], other: Iterable[str]) -> float | None:
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first and second else None


def _pieces(text: str) -> set[str]:
    """Words of a description; Chinese by single characters."""
    return {
        piece for piece in re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", text.casefold()) if piece not in _LITTLE
    }


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
