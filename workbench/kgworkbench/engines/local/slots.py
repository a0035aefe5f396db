"""Names that only their place gives away: what stands between 由 and 执导, after 作者是, or in quotes after 简称."""

import re
from functools import lru_cache

from kgworkbench.engines.local.compiled import Compiled
from kgworkbench.engines.local.gazetteer import PLACES_ZH
from kgworkbench.engines.local.names import SURNAMES
from kgworkbench.engines.local.segment_zh import Word
from kgworkbench.engines.local.spotted import Spotted
from kgworkbench.engines.local.words_zh import NOT_NAMES

__all__ = ["slots_zh"]

_NAME = r"[\u4e00-\u9fffA-Za-z0-9·]"
_NAMING = frozenset(("nr", "nz", "nt", "nw", "ns"))
_SMALL = re.compile(
    "[一两位名的是在了和与被把从等为也都就不这那有其曾后前该各个多以及将由到对很最]|根据|自己|导演|公司|大学|演员|编剧|歌手|助理|作家|著名|知名|青年|系列|电影|电视"
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
                found.append(
                    (kind, cue, re.compile(rf"{word}(?P<slot>[\u4e00-\u9fff]{{2,3}})(?=[，。、；！\s（(《]|$)"))
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


def slots_zh(text: str, view: Compiled, settled: tuple[Spotted, ...], words: tuple[Word, ...]) -> tuple[Spotted, ...]:
    """Spans that fill the slot beside a relation's cue, where no name is known to stand, or only a part of this one."""
    common = {(start, end) for _, flag, start, end in words if flag[0] not in "xgeh" and flag[:2] not in _NAMING}
    taken = {at: spot for spot in settled for at in range(spot.start, spot.end)}
    kinds = {kind.name: {name for name, _ in kind.kinds} for kind in view.types}
    key = []
    for relation in view.readings:
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
    for kind, cue, expression in _expressions(tuple(dict.fromkeys(key))):
        if cue not in text:
            continue
        for match in expression.finditer(text):
            start, end = match.span("slot")
            surname = match["slot"][0] in SURNAMES and match["slot"] not in NOT_NAMES
            if kind == "person" and (_SMALL.search(match["slot"]) or (not surname and (start, end) in common)):
                continue
            within = [taken[at] for at in range(start, end) if at in taken]
            if within and not (kind == "person" and surname and _parts(within, start, end)):
                continue
            if not surname and expression.pattern.startswith(f"{re.escape(cue)}(?P"):
                continue
            found.append(Spotted(start, end, text[start:end], "slot", ((kind, 0.9),)))
    return tuple(found)


def _parts(within: list[Spotted], start: int, end: int) -> bool:
    """Whether names found inside a slot are parts of the name that fills it: 王建 of 王建国, not 刘烨 of 演员刘烨."""
    return end - start <= 4 and all(
        spot.shape == "name" and spot.end - spot.start < end - start and spot.text not in PLACES_ZH for spot in within
    )
