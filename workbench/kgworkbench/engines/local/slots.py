"""Names that only their place gives away: what stands between 由 and 执导, after 作者是, or in quotes after 简称."""

import re
from functools import lru_cache

from kgworkbench.engines.local.compiled import Compiled
from kgworkbench.engines.local.spotted import Spotted

__all__ = ["slots_zh"]

_NAME = r"[\u4e00-\u9fffA-Za-z0-9·]"
_SMALL = re.compile(
    "[一两位名的是在了和与被把从等为也都就不这那有其曾后前该各个多以及将由到对很最]|根据|自己|导演|公司|大学"
)


@lru_cache(maxsize=64)
def _expressions(view_key: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(kind, word that must be there, expression) for each cue of a relation with such a tail."""
    found = []
    for kind, cues in view_key:
        for cue in cues:
            word = re.escape(cue)
            if kind == "person":
                found.append(
                    (
                        kind,
                        cue,
                        re.compile(rf"{word}(?:是|：|:|为)\s*(?P<slot>{_NAME}{{2,8}}?)(?=[，。、；！\s（(《]|$)"),
                    )
                )
                found.append(
                    (
                        kind,
                        cue,
                        re.compile(
                            rf"(?:^|[，。；：:、\s》]|由|是)(?P<slot>[\u4e00-\u9fff]{{2,5}}?)(?:所|共同|亲自)?{word}"
                        ),
                    )
                )
            else:
                found.append(
                    (
                        kind,
                        cue,
                        re.compile(
                            rf"{word}(?:为|是|作|：|:)?\s*[“\"「『‘](?P<slot>[^“”\"「」『』’\n]{{1,12}})[”\"」』’]"
                        ),
                    )
                )
                found.append(
                    (kind, cue, re.compile(rf"{word}(?:为|是|作|：|:)?\s*(?P<slot>{_NAME}{{1,8}}?)(?=[，。、；）)]|$)"))
                )
    return tuple(found)


def slots_zh(text: str, view: Compiled, taken: frozenset[int]) -> tuple[Spotted, ...]:
    """Spans that fill the slot beside a relation's cue, where no name is known to stand."""
    kinds = {kind.name: {name for name, _ in kind.kinds} for kind in view.types}
    key = []
    for relation in view.relations:
        tails = set().union(*(kinds[name] for name in relation.tails)) if relation.tails else set()
        cues = tuple(
            rule.source
            for rule in relation.rules
            if (rule.sort == "word" and len(rule.source) > 1) or rule.source in ("字", "号", "著")
        )
        if "person" in tails and cues:
            key.append(("person", cues))
        elif "text" in tails and cues:
            key.append(("text", cues))
    found = []
    for kind, cue, expression in _expressions(tuple(key)):
        if cue not in text:
            continue
        for match in expression.finditer(text):
            start, end = match.span("slot")
            if not taken.isdisjoint(range(start, end)) or (kind == "person" and _SMALL.search(match["slot"])):
                continue
            found.append(Spotted(start, end, text[start:end], "slot", ((kind, 0.9),)))
    return tuple(found)
