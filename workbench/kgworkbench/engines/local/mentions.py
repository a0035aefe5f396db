"""All spans of a chunk that may be mentions, in order, none overlapping another."""

import re

from kgworkbench.engines.local.compiled import Compiled
from kgworkbench.engines.local.literals import Literal
from kgworkbench.engines.local.mentions_en import names_en
from kgworkbench.engines.local.mentions_zh import names_zh, quoted_zh
from kgworkbench.engines.local.segment_zh import Word
from kgworkbench.engines.local.slots import slots_zh
from kgworkbench.engines.local.spotted import Spotted
from kgworkbench.engines.local.titles_en import quoted_en, titles_en
from kgworkbench.engines.local.words_en import FUNCTION

__all__ = ["spotted"]

_RANK = {"example": 1, "quoted": 0, "name": 2, "demonym": 2, "term": 3, "slot": 3, "opener": 3, "date": 4, "number": 5}


def spotted(
    text: str, title: str, view: Compiled, found: tuple[Literal, ...], words: tuple[Word, ...]
) -> tuple[Spotted, ...]:
    """Names, quoted titles, schema examples, the chunk's title, and (where a type wants them) literals."""
    spots: list[Spotted] = []
    if view.language == "zh":
        spots.extend(quoted_zh(text))
        spots.extend(names_zh(text, words, view.endings, view.verbs))
    else:
        spots.extend(quoted_en(text))
        spots.extend(titles_en(text))
        spots.extend(names_en(text, view.closing, view.suffixes))
        spots.extend(_terms(text, view))
    spots.extend(_examples(text, view, frozenset((start, end) for _, _, start, end in words)))
    spots.extend(_title(text, title))
    wanted = {name for kind in view.types for name, _ in kind.kinds}
    if wanted & {"date", "time"}:
        spots.extend(
            Spotted(item.start, item.end, text[item.start : item.end], "date", (("date", 1.2),))
            for item in found
            if item.kind == "date"
        )
    if "quantity" in wanted:
        spots.extend(
            Spotted(
                item.start, item.end, text[item.start : item.end], "number", (("quantity", 1.2 if item.unit else 0.6),)
            )
            for item in found
            if item.kind == "number" and item.unit
        )
    spots.extend(_headings(text))
    settled = _settled(spots)
    settled = _settled([*settled, *_again(text, settled)])
    if view.language == "zh":
        slots = slots_zh(text, view, settled, words)
        settled = _settled([*settled, *slots]) if slots else settled
    return settled


def _examples(text: str, view: Compiled, words: frozenset[tuple[int, int]]) -> list[Spotted]:
    found = []
    folded = text.casefold() if len(text.casefold()) == len(text) else text
    for example, _ in view.examples:
        needle = example.casefold()
        at = folded.find(needle)
        while at >= 0:
            end = at + len(needle)
            whole = (view.language == "zh" and (end - at > 1 or (at, end) in words)) or not (
                (at and text[at - 1].isalnum()) or (end < len(text) and text[end].isalnum())
            )
            if view.language == "zh" and text[end : end + 1] in ("家", "者", "员"):
                whole = False  # 数学家 is a person, not the field
            if whole and (text[at:end] == example or not example[0].isupper()):
                found.append(Spotted(at, end, text[at:end], "example"))
            at = folded.find(needle, end)
    return found


def _title(text: str, title: str) -> list[Spotted]:
    """Every place where the chunk's title stands in its text, a bracketed qualifier left out."""
    name = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", title).strip()
    if len(name) < 2 or not (name[0].isupper() or not name[0].isascii() or name[0].isdigit()):
        return []
    return [
        Spotted(match.start(), match.end(), match.group(), "name")
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name), text)
    ]


def _headings(text: str) -> list[Spotted]:
    """Short headings: what follows is mostly about them."""
    return [
        Spotted(match.start("name"), match.end("name"), match["name"], "name")
        for match in re.finditer(r"^#{1,6}\s+(?P<name>\S(?:[^\n。.!?！？：:]{0,38}\S)?)\s*$", text, re.M)
        if not match["name"][0].islower()
    ]


def _again(text: str, spots: tuple[Spotted, ...]) -> list[Spotted]:
    """Other places where a spotted name stands and was not seen."""
    found = []
    for name in sorted(
        {spot.text for spot in spots if spot.shape in ("name", "quoted", "example") and len(spot.text) > 1}
    ):
        ascii_name = name.isascii()
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not ascii_name or not ((at and text[at - 1].isalnum()) or (end < len(text) and text[end].isalnum())):
                found.append(Spotted(at, end, name, "name"))
            at = text.find(name, end)
    return found


def _terms(text: str, view: Compiled) -> list[Spotted]:
    """Lower-case terms of art that a concept's cue word heads: "information theory" where "theory" is a cue."""
    heads = {
        head for kind in view.types for head in kind.heads if {"concept", "field"} & {name for name, _ in kind.kinds}
    }
    return [
        Spotted(match.start(), match.end(), match.group(), "term", (("concept", 0.5),))
        for match in (_TERM.finditer(text) if heads else ())
        if match["head"] in heads and match["lead"] not in FUNCTION and match["lead"] not in _VAGUE
    ]


_TERM = re.compile(r"(?<![\w'’-])(?P<lead>[a-z]{4,}(?:-[a-z]+)*) (?P<head>[a-z]{4,})(?![\w-])")
_VAGUE = frozenset(
    "general common basic simple complex famous known important early modern main major special certain particular"
    " various similar different second third public private whole entire former present little great large small"
    " better best good strong weak given used using called named based young older newer current recent local"
    " national international their more most such same own which these those other another first last next several"
    " many every each what"
    " described invented proposed introduced developed called using without mean means".split()
)


def _settled(spots: list[Spotted]) -> tuple[Spotted, ...]:
    """The spots that stay where some overlap: the longer one, then the one with the better reason."""
    kept: list[Spotted] = []
    taken: set[int] = set()
    merged: dict[tuple[int, int], Spotted] = {}
    for spot in spots:
        other = merged.get((spot.start, spot.end))
        if other is None:
            merged[(spot.start, spot.end)] = spot
            continue
        kinds: dict[str, float] = dict(other.kinds)
        for kind, weight in spot.kinds:
            kinds[kind] = max(kinds.get(kind, 0.0), weight)
        shape = min((other.shape, spot.shape), key=lambda item: _RANK[item])
        merged[(spot.start, spot.end)] = Spotted(spot.start, spot.end, spot.text, shape, tuple(sorted(kinds.items())))
    order = sorted(
        merged.values(), key=lambda item: (_RANK[item.shape] > 3, item.start - item.end, _RANK[item.shape], item.start)
    )
    for spot in order:
        places = range(spot.start, spot.end)
        if spot.end > spot.start and taken.isdisjoint(places):
            kept.append(spot)
            taken.update(places)
    return tuple(sorted(kept, key=lambda item: item.start))
