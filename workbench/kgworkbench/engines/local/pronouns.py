"""Pronouns and the mentions they stand for: the nearest fitting one that leads a clause before them, else the title."""

import re

from kgworkbench.engines.local.compiled import Compiled
from kgworkbench.engines.local.spotted import Typed

__all__ = ["stand_ins"]

_EN = re.compile(r"\b(?P<person>[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b|\b(?P<thing>It|it|Its|its|They|Their)\b")
_ZH = re.compile(r"(?P<person>[他她](?!们))|(?P<thing>它(?!们)|该书|该片|该剧|该公司|该校|此书|本书|其(?!他|它|中|实|余|次|一|间))")


def stand_ins(
    text: str, mentions: tuple[Typed, ...], sentences: tuple[tuple[int, int], ...], view: Compiled
) -> tuple[tuple[int, int, int], ...]:
    """(start, end, position of the mention) for each pronoun that a mention can be found for."""
    people = {kind.name for kind in view.types if any(name == "person" for name, _ in kind.kinds)}
    skip = {kind.name for kind in view.types if any(name in ("date", "time", "era", "quantity", "group") for name, _ in kind.kinds)}
    found = []
    subject: dict[bool, int] = {}
    place = 0
    for start, end in sentences:
        inside = [at for at in range(len(mentions)) if start <= mentions[at].start < end]
        for match in (_ZH if view.language == "zh" else _EN).finditer(text, start, end):
            human = match.group("person") is not None
            if match.group() == "其":
                human = True
            near = [at for at in inside if mentions[at].end <= match.start() and (mentions[at].type in people) == human and mentions[at].type not in skip]
            target = near[0] if near else subject.get(human)
            if target is None and match.group() in ("其", "Its", "its", "It", "it"):
                target = subject.get(not human)
            if target is not None:
                found.append((match.start(), match.end(), target))
        for at in reversed(inside):
            if mentions[at].type not in skip:
                subject[mentions[at].type in people] = at
        place += 1
    return tuple(found)
