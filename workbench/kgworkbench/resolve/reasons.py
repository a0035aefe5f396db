"""Why two entities may be one thing, and why not: each reason by itself, with what it goes by in plain words."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kgworkbench.model.graph import Entity
from kgworkbench.resolve.alike import SHORTENED, Likeness, best_likeness, opposed
from kgworkbench.resolve.forms import LITTLE, Form
from kgworkbench.resolve.surroundings import Surroundings

__all__ = ["Reason", "ReasonKind", "certainty", "person_like", "reasons_for"]

ReasonKind = Literal[
    "same name", "same words", "acronym", "short form", "alias", "spelling", "initials", "part of name", "meaning",
    "shared neighbours", "same text", "other type", "other numbers", "other words", "other values", "side by side",
    "related", "ambiguous",
]  # fmt: skip

_PERSON = re.compile(
    r"(?i)person|people|human|人物|人名|^人$|角色|character|poet|author|scientist|researcher|诗人|作家|学者"
)
_UNTYPED = re.compile(r"(?i)thing|entity|concept|other|misc|unknown|事物|实体|概念|其他|")
_SOUND, _EQUAL = 0.75, 0.9995


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for two entities to be one thing. ``strength`` is -1 to 1, below 0 where it speaks against it.

    ``shows`` is what it goes by, in words of the graph: the names, neighbours or values in question.
    """

    kind: ReasonKind
    strength: float
    shows: str


def certainty(reasons: Sequence[Reason]) -> float:
    """How sure the reasons make it, 0 to 1: one that speaks for it suffices, one against it takes its share.

    >>> certainty((Reason("spelling", 0.5, ""), Reason("meaning", 0.5, ""), Reason("other type", -0.2, "")))
    0.6
    """
    doubt, left = 1.0, 1.0
    for reason in reasons:
        if reason.strength >= 0:
            doubt *= 1 - reason.strength
        else:
            left *= 1 + reason.strength
    return round((1 - doubt) * left, 6)


def person_like(entity: Entity, forms: Sequence[Form]) -> float:
    """How sure it is that the entity is a person, 0 to 1, by its type, or else by the shape of its name."""
    if _PERSON.search(entity.type):
        return 1.0
    if not forms:
        return 0.0
    first = forms[0]
    if first.han or first.numbers or len(first.words) > 4:
        return 0.0
    words = [word for word in first.shown.split() if word.casefold() not in LITTLE or word.islower()]
    shaped = all(word[0].isupper() or word in ("von", "van", "de", "di", "da") for word in words)
    if not shaped:
        return 0.0
    return 0.6 if _UNTYPED.fullmatch(entity.type) else 0.3


def reasons_for(
    pair: tuple[int, int],
    entities: Sequence[Entity],
    forms: Sequence[tuple[Form, ...]],
    people: Sequence[float],
    around: Surroundings,
    spread: Mapping[str, int],
    cosine: float,
) -> tuple[tuple[Reason, ...], Likeness | None]:
    """The reasons for and against one pair of rows, none where it is hopeless, and the likeness of their names."""
    one, other = pair
    person = min(people[one], people[other])
    like = best_likeness(forms[one], forms[other], person, spread)
    weight, neighbours = around.shared(one, other)
    found: list[Reason] = []
    if like is not None:
        found.append(Reason(like.kind, round(like.strength, 3), like.shows))  # type: ignore[arg-type]
    if around.named_by_link(one, other):
        found.append(Reason("alias", 0.8, f"{entities[one].name} / {entities[other].name}"))
    if weight > 0:
        # Two films of one director share it too: neighbours alone are not enough for an offer.
        most = 0.55 if like is not None else 0.38
        found.append(Reason("shared neighbours", round(most * (1 - math.exp(-0.7 * weight)), 3), "; ".join(neighbours)))
    # Equal rows for two names: the embedder cannot read them, or they are one name anyway.
    if _SOUND < cosine < _EQUAL and (like is None or like.kind != "same name"):
        # Names that are spelt alike lie close together anyway: then it says little more.
        most = 0.15 if like is not None else 0.55
        found.append(Reason("meaning", round(most * (min(cosine, 1.0) - _SOUND) / (1 - _SOUND), 3), f"{cosine:.2f}"))
    if not found or certainty(found) < 0.3:
        return (), like
    found += _against(pair, entities, forms, around, like)
    found += _place(pair, around, like, person)
    return tuple(found), like


def _against(
    pair: tuple[int, int],
    entities: Sequence[Entity],
    forms: Sequence[tuple[Form, ...]],
    around: Surroundings,
    like: Likeness | None,
) -> list[Reason]:
    one, other = pair
    found = []
    here, there = entities[one].type, entities[other].type
    if here != there and not _UNTYPED.fullmatch(here) and not _UNTYPED.fullmatch(there):
        named = like is not None and like.kind in ("same name", "alias", "acronym")
        found.append(Reason("other type", -0.3 if named else -0.5, " / ".join(sorted((here, there)))))
    first, second = (like.one, like.other) if like else (_main(forms[one]), _main(forms[other]))
    if first is None or second is None:
        pass  # a name of nothing but signs
    elif like is None or like.kind not in ("acronym", "alias", "same name"):
        differs = opposed(first, second)
        if differs and first.numbers != second.numbers:
            found.append(Reason("other numbers", -0.9 if first.numbers and second.numbers else -0.5, differs))
        elif differs:
            found.append(Reason("other words", -0.8, differs))
        elif like is None and _siblings(first, second):
            found.append(Reason("other words", -0.5, _rest(first, second)))
    clash = around.clash(one, other)
    if clash:
        found.append(Reason("other values", -0.7, clash))
    link = around.link(one, other)
    if link is not None:
        found.append(Reason("related", -0.6, link))
    return found


def _place(pair: tuple[int, int], around: Surroundings, like: Likeness | None, person: float) -> list[Reason]:
    """What it says that both stand in one text: a short form is used beside its full name, a second spelling is not."""
    kind = like.kind if like else ""
    where = around.together(*pair)
    if not where:
        return []
    if kind in ("same name", "alias", "same words"):
        return [Reason("same text", 0.2, where)] if kind == "same name" else []
    shortened = kind in SHORTENED and (
        kind != "part of name" or person > 0.2 or (like is not None and like.strength > 0.6)
    )
    if shortened and not (where == "beside" and kind in ("initials", "part of name")):
        return [Reason("same text", 0.2 if where == "document" else 0.3, where)]
    if where == "beside":
        return [Reason("side by side", -0.6, where)]
    return [Reason("side by side", -0.3, where)] if where == "chunk" else []


def _siblings(one: Form, other: Form) -> bool:
    """Whether the names share words and each has some of its own: Wilbur Wright, Orville Wright."""
    if one.han or other.han:
        return one.han and other.han and len(set(one.text) & set(other.text)) > 0
    first, second = set(one.words) - LITTLE, set(other.words) - LITTLE
    return bool(first & second)


def _main(forms: Sequence[Form]) -> Form | None:
    return forms[0] if forms else None


def _rest(one: Form, other: Form) -> str:
    return " / ".join(sorted((one.shown, other.shown)))
