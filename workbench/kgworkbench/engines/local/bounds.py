"""Bounds in questions: "before 1950", "more than 20 tonnes", "the heaviest", 1250年以前, 超过三十卷, 卷数最多."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.stems import FUNCTION_WORDS
from kgworkbench.read.quantities import Quantity, in_base_unit, quantities

__all__ = ["Bound", "bound_of"]


@dataclass(frozen=True, slots=True)
class Bound:
    """What a question demands of a figure of the things it asks for.

    ``order`` is "most" or "least" where the largest or smallest is wanted, else empty and the figure lies between
    ``low`` and ``high`` (years, or a measure in its base unit), which ``strict`` leaves out. ``words`` are the words
    of the question beside the bound and the noun asked for; ``form``, ``unit`` and ``head`` say what a figure is,
    as in ``Asked``.
    """

    order: Literal["", "least", "most"]
    form: Literal["date", "number", "count"]
    words: str
    unit: str = ""
    head: str = ""
    low: float = float("-inf")
    high: float = float("inf")
    strict: bool = True

    def admits(self, figure: float) -> bool:
        """Whether a figure meets the bound."""
        return self.low < figure < self.high if self.strict else self.low <= figure <= self.high

    def part(self, name: str, language: str) -> Asked:
        """The question after the figure of the thing of that name."""
        text = " ".join(f"{name}{', ' if language == 'en' and name else ' '}{self.words}".split())
        return Asked(text, language, self.form, len(text), len(text), self.head, unit=self.unit)


def bound_of(asked: Asked) -> Bound | None:
    """The bound that the question puts on the things it asks for, None where it puts none."""
    if asked.form not in ("thing", "count") or asked.options:
        return None
    found = _zh(asked) if asked.language == "zh" else _en(asked)
    return found if found is not None and (found.words.strip() or found.unit) else None


def _rest(asked: Asked, start: int, end: int) -> str:
    """The words of the question beside the noun asked for and the bound."""
    text = list(asked.text)
    for at in (*range(asked.focus, asked.focus_end), *range(start, end)):
        text[at] = " "
    if asked.language == "en" and asked.head:
        text = list(
            re.sub(rf"(?:['’]s\s+)?\b{re.escape(asked.head)}\b", lambda match: " " * len(match[0]), "".join(text))
        )
    if asked.language == "zh":
        if asked.head:
            return re.sub(rf"{re.escape(asked.head)}|[？?，。、的了是有]|一共|总共|什么|谁", " ", "".join(text))
        return re.sub(r"[？?，。、]|的|了|是|有|一共|总共|哪|部|书(?=$)", " ", "".join(text))
    return re.sub(
        r"[?,.]|\b(?:which|who|what|of|the|did|does|do|was|were|is|are|that|a|an|he|she|it|they|his|her|its|their)\b",
        " ",
        "".join(text),
        flags=re.I,
    )


_YEAR = (
    r"(?:the\s+)?(?:year\s+)?(?P<y>1\d{3}|20\d{2})\b(?![\d,.]*\d)(?!\s*-?(?:km|kg|kw|tonnes|bits?|metres|meters|feet))"
)
_DATE_EN = re.compile(rf"\b(?P<w>before|prior\s+to|earlier\s+than|after|since|later\s+than)\s+{_YEAR}", re.I)
_DATES_EN = re.compile(r"\bbetween\s+(?P<a>1\d{3}|20\d{2})\s+and\s+(?P<b>1\d{3}|20\d{2})\b", re.I)
_DECADE_EN = re.compile(r"\b(?:in|during)\s+the\s+(?P<d>(?:1\d|20)\d0)s\b", re.I)
_OVER_EN = (
    r"more\s+than|over|above|at\s+least|no\s+(?:less|fewer)\s+than|exceed(?:s|ed|ing)?|greater\s+than"
    r"|(?:heavi|long|tall|high|larg|bigg|wid|deep|great)er\s+than"
)
_UNDER_EN = r"(?:less|fewer)\s+than|under|below|at\s+most|no\s+more\s+than|(?:light|short|small|low)er\s+than"
_NUMBER_EN = re.compile(rf"\b(?:(?P<over>{_OVER_EN})|(?P<under>{_UNDER_EN}))\s+(?=[\d]|[a-z]+\s+)", re.I)
_EQUAL = re.compile(r"least|most|no\s|至|不少|不多|以")
_SUPERLATIVES_EN: dict[str, tuple[Literal["least", "most"], Literal["date", "number"], str, str]] = {
    "heaviest": ("most", "number", "heavy", "weighed weight"),
    "lightest": ("least", "number", "heavy", "weighed weight"),
    "longest": ("most", "number", "long", "long length"),
    "shortest": ("least", "number", "long", "long length"),
    "tallest": ("most", "number", "high", "high height tall"),
    "highest": ("most", "number", "high", "high height tall"),
    "earliest": ("least", "date", "", ""),
    "latest": ("most", "date", "", ""),
    "oldest": ("least", "date", "", "born built founded"),
    "youngest": ("most", "date", "", "born"),
}
_SUPERLATIVE_EN = re.compile(rf"\b(?:the\s+)?(?P<w>{'|'.join(_SUPERLATIVES_EN)})\b", re.I)
_MOST_EN = re.compile(r"\b(?:the\s+)?(?P<w>most|fewest)\s+(?P<noun>[a-z]+(?:\s+[a-z]+)?)\s*\??$", re.I)
_UNITS = {"mass": "heavy", "length": "long", "power": "power"}
_UNITS_ZH = {"mass": "重", "length": "长"}


def _en(asked: Asked) -> Bound | None:
    text = asked.text
    if (found := _DATES_EN.search(text)) is not None:
        low, high = sorted((float(found["a"]), float(found["b"])))
        return Bound("", "date", _rest(asked, *found.span()), low=low, high=high + 0.999, strict=False)
    if (found := _DECADE_EN.search(text)) is not None:
        low = float(found["d"])
        return Bound("", "date", _rest(asked, *found.span()), low=low, high=low + 9.999, strict=False)
    if (found := _DATE_EN.search(text)) is not None:
        return _dated(found["w"].lower().split()[0], float(found["y"]), _rest(asked, *found.span()))
    for found in _NUMBER_EN.finditer(text):
        item = next((each for each in quantities(text, "en") if each.start == found.end()), None)
        if item is not None:
            return _measured_en(asked, found, item)
    if asked.form != "thing":
        return None
    if (found := _MOST_EN.search(text)) is not None and asked.head:
        noun = found["noun"].lower()
        order: Literal["least", "most"] = "most" if found["w"].lower() == "most" else "least"
        return Bound(order, "count", f"{_rest(asked, *found.span())} {noun}", noun, noun)
    found = _SUPERLATIVE_EN.search(text)
    if found is None or not (asked.head or asked.kinds[:1] == ("person",)):
        return None
    said = re.sub(rf"\s*{found['w']}\s*", " ", asked.head, flags=re.I)
    order, form, unit, hint = _SUPERLATIVES_EN[found["w"].lower()]
    rest = f"{_rest(asked, *found.span())} {hint}"
    return Bound(order, form, rest, unit) if said.strip() or not asked.head else None


def _dated(word: str, year: float, words: str) -> Bound:
    """A date before or after a year; "since" counts the year itself."""
    if word in ("before", "prior", "earlier", "以前", "之前", "前", "早于"):
        return Bound("", "date", words, high=year)
    if word in ("since", "以来"):
        return Bound("", "date", words, low=year, strict=False)
    return Bound("", "date", words, low=year + 0.999)


def _measured_en(asked: Asked, found: re.Match[str], item: Quantity) -> Bound | None:
    noun = item.unit.lower()
    kind, value = in_base_unit(item)
    end = item.end + len(item.unit) + 1 if noun else item.end
    strict = not _EQUAL.search(found[0].lower())
    low, high = (value, float("inf")) if found["over"] else (float("-inf"), value)
    rest = _rest(asked, found.start(), min(end, len(asked.text)))
    if kind in _UNITS:
        return Bound("", "number", rest, _UNITS[kind], low=low, high=high, strict=strict)
    if not noun or kind in ("years", "time") or FUNCTION_WORDS.intersection(noun.split()):
        return None
    return Bound("", "count", f"{rest} {noun}", noun, noun, low, high, strict)


_DATE_ZH = re.compile(
    r"(?:在)?(?P<y>\d{3,4})年?(?P<w>以前|之前|前|以后|之后|后|以来)(?!\d)|(?P<v>早于|晚于)(?P<z>\d{3,4})年?"
)
_DATES_ZH = re.compile(r"(?:在)?(?P<a>\d{3,4})年?(?:到|至|和|与|—|-)(?P<b>\d{3,4})年(?:之间|期间|间)")
_NUMBER_ZH = re.compile(
    r"(?P<over>超过|多于|大于|高于|长于|重于|不少于|至少)|(?P<under>不足|不到|少于|小于|低于|短于|轻于|至多|不超过)"
)
_MOST_ZH = re.compile(r"最(?P<w>多|少|高|低|矮|长|短|重|轻|宽|早|先|晚|后|迟)")
_SCALES_ZH = {"高": "高", "低": "高", "矮": "高", "长": "长", "短": "长", "重": "重", "轻": "重", "宽": "宽"}


def _zh(asked: Asked) -> Bound | None:
    text = asked.text
    if (found := _DATES_ZH.search(text)) is not None:
        low, high = sorted((float(found["a"]), float(found["b"])))
        return Bound("", "date", _rest(asked, *found.span()), low=low, high=high + 0.999, strict=False)
    if (found := _DATE_ZH.search(text)) is not None:
        return _dated(found["w"] or found["v"], float(found["y"] or found["z"]), _rest(asked, *found.span()))
    for found in _NUMBER_ZH.finditer(text):
        item = next((each for each in quantities(text, "zh") if each.start == found.end()), None)
        if item is not None:
            return _measured_zh(asked, found, item)
    found = _MOST_ZH.search(text)
    if found is None or asked.form != "thing":
        return None
    word = found["w"]
    if word in "多少":
        before = re.search(r"(?P<unit>[^\W\d_])数(?:量|目)?$", text[: found.start()])
        if before is None:
            return None
        start = before.start()
        return Bound("most" if word == "多" else "least", "count", _rest(asked, start, found.end()), before["unit"])
    if word in "早先晚后迟":
        if asked.depth or not asked.head:
            return None
        return Bound("least" if word in "早先" else "most", "date", _rest(asked, *found.span()))
    scale = _SCALES_ZH[word]
    return Bound("most" if word in "高长重宽" else "least", "number", f"{_rest(asked, *found.span())} {scale}", scale)


def _measured_zh(asked: Asked, found: re.Match[str], item: Quantity) -> Bound | None:
    kind, value = in_base_unit(item)
    low, high = (value, float("inf")) if found["over"] else (float("-inf"), value)
    strict = not _EQUAL.search(found[0])
    unit = re.match(r"平方公里|平方米|公里|千米|厘米|毫米|公斤|千克|[^\W\d_]", asked.text[item.end :])
    end = item.end + (unit.end() if unit else 0)
    rest = _rest(asked, found.start(), end)
    if kind in _UNITS_ZH:
        scale = next((word for word in "高宽深重" if word in asked.text), _UNITS_ZH[kind])
        return Bound("", "number", f"{rest} {scale}", scale, low=low, high=high, strict=strict)
    if unit is None or kind in ("years", "time"):
        return None
    words = rest.replace(f"{unit[0]}数", " ")
    return replace(Bound("", "count", f"{words} ", unit[0]), low=low, high=high, strict=strict)
