"""What two things are compared by: a date, a length, a weight, a count, a span of life, a place."""

import re
from dataclasses import replace

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.kinds import kinds_of_name

__all__ = ["part_question"]

_EN = (
    (r"\bheav|\blight(?:er|est)\b|\bweigh", "number", "heavy", "weighed weight"),
    (r"electric|\bpower\b|\bcurrent\b|\bwatt", "number", "power", "power consumed drew"),
    (r"\btall|\bhigh|\bheight", "number", "high", "high height tall"),
    (r"\b(?:elder|eldest|born|birth|birthday)\b", "date", "", "born"),
    (
        r"\b(?:older|elder|eldest|oldest|younger|youngest|age|born|birth)\b",
        "date",
        "",
        "born founded established set up",
    ),
    (r"\bdied|\bdeath|\bdie\b", "date", "", "died"),
    (r"\b(?:earlier|first|later|before|after|sooner|newer|year|date|day|time|last|earliest|latest)\b", "date", "", ""),
    (r"\blong|\bshort|\blength", "number", "long", "long length"),
)
_ZH = (
    (r"长寿|活得|寿命", "lifespan", "", "享年"),
    (r"同乡|老家|籍贯|家乡|同一个?(?:地方|县|州|城)", "place", "", "老家 籍贯"),
    (r"出生|年长|年轻|岁数|年纪|诞生|同岁|同年生", "date", "", "出生 生于"),
    (r"早|晚|先|后|同一?年|年份|何时|同时|古老|新", "date", "", ""),
    (r"重|轻", "number", "重", "重"),
    (r"高|低|矮", "number", "高", "高"),
    (r"宽|窄", "number", "宽", "宽"),
    (r"长|短", "number", "长", "长"),
    (r"深|浅", "number", "深", "深"),
)


_OWNED = re.compile(
    r"\b(?:has|have|had|with)\s+(?:the|a|its|their)?\s*(?P<noun>[a-z]+)s?\s+(?P<rest>(?:(?:who|that|which)\b|born\b|die|dead\b|from\b|lived\b|older\b|younger\b|is\b|was\b).*)$",
    re.I,
)
"""A comparison of what the options have: "which film has the director born later"."""


def part_question(asked: Asked, option: str) -> Asked | None:
    """The question to ask of one of two things compared, None where what is compared cannot be told."""
    rows = _ZH if asked.language == "zh" else _EN
    scale = asked.scale
    owned = _OWNED.search(scale) if asked.language == "en" else None
    if owned:
        option, scale = f"the {owned['noun']} of {option}", owned["rest"]
        asked = replace(asked, scale=scale)
    counted = _counted(asked)
    if counted is not None:
        scale = re.sub(r"\b(?:more|fewer|less|most|fewest)\b", " ", scale, flags=re.I)
        return replace(_bare(asked, option, scale), form="count", unit=counted[0], head=counted[1])
    same = _same_noun(asked.language, scale)
    if same:
        kinds = tuple(kind for kind, weight in kinds_of_name(same) if weight >= 0.8)
        return replace(_bare(asked, option, re.sub(_SAME, " ", scale)), form="thing", head=same, kinds=kinds)
    for pattern, form, unit, words in rows:
        if not re.search(pattern, scale, re.I):
            continue
        if "founded" in words and re.match(r"\W*who\b", scale, re.I):
            words = "born"
        if form == "lifespan":
            return replace(_bare(asked, option, words), form="age", unit="岁")
        if form == "place":
            return replace(_bare(asked, option, words), form="thing", kinds=("place",))
        return replace(_bare(asked, option, f"{scale} {words}"), form="date" if form == "date" else "number", unit=unit)
    return None


_SAME = re.compile(r"\b(?:in|at|on|by|from|for|to)?\s*the\s+same\b|\bsame\b", re.I)


def _same_noun(language: str, scale: str) -> str:
    """The noun of a thing that two may have in common, empty where it is a date or a measure that they may."""
    found = re.search(r"\bsame\s+([a-z]+)", scale, re.I) or re.search(
        r"同一?[个位座部所家]?([^\W\d_]{2,4}?)(?:吗|的|$)", scale
    )
    noun = found[1] if found else ""
    rows = _EN if language == "en" else _ZH
    return (
        ""
        if any(re.search(pattern, noun, re.I) for pattern, *_ in rows) or noun in _DATED or noun[:1] in "年月日天时"
        else noun
    )


_DATED = frozenset("year day date time month decade century age 年 月 日 天".split())


def _bare(asked: Asked, option: str, scale: str) -> Asked:
    """A question of one part, whose question word stands at its end."""
    scale = re.sub(r"^\W*(?:which|who|what)\b|[？?！!]", " ", scale, flags=re.I)
    if asked.language == "zh":
        scale = re.sub(r"[，,]|谁|哪[一个位座部本件]*(?:书)?|更|最|吗|比起来|是在|是|在?同一年?|相比", " ", scale)
    text = f"{option} {scale}".strip()
    return Asked(text, asked.language, "thing", len(text), len(text))


def _counted(asked: Asked) -> tuple[str, str] | None:
    """The measure word and noun where it is their number that is compared."""
    if asked.language == "zh":
        found = re.search(r"([^\W\d_])数(?:量|目)?(?:更|最|比较)?(?:多|少)", asked.scale)
        if found:
            return found[1], ""
        found = re.search(r"(?:有|的|写|收|造)?([^\W\d_]{1,3})(?:更|最)(?:多|少)", asked.scale)
        return ("", found[1]) if found else None
    found = re.search(r"\b(?:more|fewer|less|most|fewest)\s+([a-z]+(?:\s+[a-z]+)?)", asked.scale, re.I)
    if found and not re.search(r"electric|power|weight|current", found[1]):
        return found[1], found[1]
    return None
