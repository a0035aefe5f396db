"""Pronouns and the mentions they stand for: the subject of their own sentence, else of the last one that had one."""

import re
from bisect import bisect_left

from kgworkbench.engines.local.compiled import Compiled
from kgworkbench.engines.local.spotted import Typed

__all__ = ["stand_ins"]

_EN = re.compile(r"\b(?P<person>[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b|\b(?P<thing>It|it|Its|its|They|Their)\b")
_ZH = re.compile(
    r"(?P<person>[他她](?!们|人))|(?P<thing>它(?!们)|该[书片剧校歌曲]|该公司|此书|本书|书中|书里|这[部本篇首座][\u4e00-\u9fff]{1,2}|其(?!他|它|中|实|余|次|一|间))"
)
_LEAD_EN = re.compile(r"^[\s#\"“`']*(?:[Tt]he\s|[Aa]n?\s)?(?:[\w-]+\s){0,3}$")
_PREPOSITION = re.compile(
    r"\b(?:with|by|of|from|for|at|in|on|to|after|before|under|near|beside|against|like)\s(?:the\s|an?\s)?(?:[\w-]+\s){0,2}$",
    re.I,
)
_PASSED_OVER = frozenset(("date", "time", "era", "quantity", "group", "text"))


def stand_ins(
    text: str, mentions: tuple[Typed, ...], sentences: tuple[tuple[int, int], ...], view: Compiled
) -> tuple[tuple[int, int, int], ...]:
    """(start, end, position of the mention) for each pronoun that a mention can be found for."""
    kinds = {kind.name: {name for name, _ in kind.kinds} for kind in view.types}
    people = {name for name, names in kinds.items() if "person" in names}
    skip = {name for name, names in kinds.items() if names <= _PASSED_OVER}
    found = []
    subject: dict[bool, int] = {}
    starts = [mention.start for mention in mentions]
    for start, end in sentences:
        inside = [
            at for at in range(bisect_left(starts, start), bisect_left(starts, end)) if mentions[at].type not in skip
        ]
        leading = [at for at in inside if _leads(text, start, mentions[at], view.language)]
        for match in (_ZH if view.language == "zh" else _EN).finditer(text, start, end):
            human = match.group("person") is not None
            either = match.group() in ("其", "Its", "its", "It", "it")
            target = _own(mentions, leading, people, match.start(), human, either)
            if target is None:
                target = subject.get(human)
            if target is None and either:
                target = subject.get(True)
            if target is not None:
                found.append((match.start(), match.end(), target))
        if view.language == "zh" and not any((mentions[at].type in people) for at in leading):
            # A clause that leaves its subject unsaid goes on about the last one.
            found.extend((start, start, subject[human]) for human in (False, True) if human in subject)
        _remember(subject, mentions, inside, leading, people)
    return tuple(found)


def _leads(text: str, start: int, mention: Typed, language: str) -> bool:
    """Whether a mention stands where a subject does: near the start of its sentence, after no preposition."""
    before = text[start : mention.start]
    if language == "zh":
        return len(before) <= 12 and not re.search(r"[在从由与和于向对为被把将]$", before)
    return bool(_LEAD_EN.match(before)) and not _PREPOSITION.search(before)


def _own(
    mentions: tuple[Typed, ...], leading: list[int], people: set[str], before: int, human: bool, either: bool
) -> int | None:
    for at in leading:
        if mentions[at].end <= before and (mentions[at].type in people) == human:
            return at
    return next((at for at in leading if either and mentions[at].end <= before), None)


def _remember(
    subject: dict[bool, int], mentions: tuple[Typed, ...], inside: list[int], leading: list[int], people: set[str]
) -> None:
    """Keep the sentence's subjects; the old subject, named again under a short form, is found at its last place."""
    for human in (True, False):
        first = next((at for at in leading if (mentions[at].type in people) == human), None)
        if first is None and human not in subject:
            first = next((at for at in inside if (mentions[at].type in people) == human), None)
        if first is not None:
            subject[human] = first
        elif human in subject:
            last = mentions[subject[human]].text.split()[-1]
            again = [at for at in inside if mentions[at].text.split()[-1] == last]
            subject[human] = again[-1] if again else subject[human]
