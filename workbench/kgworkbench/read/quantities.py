"""Numbers with what they count or measure, and dates, as values that can be compared and reckoned with."""

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Moment", "Quantity", "in_base_unit", "moments", "number_of", "quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at a span of a text: its value, and the word after it that says of what."""

    start: int
    end: int
    value: float
    unit: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A date at a span of a text: year, month and day, 0 where it does not say; ``decade`` marks "the 1950s"."""

    year: int
    month: int
    day: int
    start: int
    end: int
    text: str
    decade: bool = False


_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan;february feb;march mar;april apr;may;june jun;july jul;august aug;september sept sep;october oct;"
        "november nov;december dec".split(";"),
        start=1,
    )
    for name in names.split()
}
_WORDS_EN = {
    word: value
    for value, words in enumerate(
        "zero;one;two;three;four;five;six;seven;eight;nine;ten;eleven;twelve;thirteen;fourteen;fifteen;sixteen;"
        "seventeen;eighteen;nineteen".split(";")
    )
    for word in words.split()
}
_TENS_EN = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES_EN = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_NUMBER_WORD = "|".join((*_TENS_EN, *sorted(_WORDS_EN, key=len, reverse=True)))
_EN = re.compile(
    rf"(?<![\w.])(?:(?P<d>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<w>(?:{_NUMBER_WORD})(?:-(?:{_NUMBER_WORD}))?))"
    r"(?P<s>(?:[\s-](?:hundred|thousand|million|billion|dozen))*)\b(?:[\s-]+(?P<u>%|[A-Za-z]+(?:[\s-][A-Za-z]+)?))?",
    re.I,
)
_ZH_DIGITS = "〇零一二两三四五六七八九"
_ZH = re.compile(
    rf"(?<![A-Za-z\d.])(?P<n>\d+(?:[,，]\d{{3}})*(?:\.\d+)?[十百千万亿]*|[{_ZH_DIGITS}十百千万亿]+)"
    r"(?P<m>[多余来几])?\s*(?P<u>个半|[^\W\d_]{1,2})?"
)
_ZH_VALUES = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS_ZH = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE_EN = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTH})\.?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH})\.?,?\s+(?:of\s+)?(?P<y3>\d{{4}})"
    r"|(?P<y4>\d{4})-(?P<m4>\d{2})-(?P<d4>\d{2})"
    r"|(?P<y5>1\d{3}|20\d{2})(?P<s>s)?)(?![\d,.]*\d)(?!\s*-?(?:km|kg|kw|tonnes|bits?|years)\b)",
    re.I,
)
_DATE_ZH = re.compile(
    r"(?<![\d.])(?P<y>\d{3,4})\s*年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?)?(?!级|多|间|历史)"
    r"|(?P<y2>\d{3,4})(?=\s*[—–－-]+\s*(?:约)?\d{3,4}\s*年)"
)


def number_of(text: str) -> float | None:
    """The value of a number in digits, English words or Chinese numerals, with or without what it counts; else None.

    >>> number_of("thirty-six"), number_of("一百二十"), number_of("18,000"), number_of("五卷"), number_of("卷")
    (36.0, 120.0, 18000.0, 5.0, None)
    """
    plain = text.strip().lower().removeprefix("约").removeprefix("第").removeprefix("about ")
    for found in (*quantities(plain, "en"), *quantities(plain, "zh")):
        if found.start == 0:
            return found.value
    return None


@lru_cache(maxsize=4096)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every number of the text with the word that follows it; years of dates are among them."""
    return tuple(_quantities_zh(text) if language == "zh" else _quantities_en(text))


def _quantities_en(text: str) -> list[Quantity]:
    found = []
    for match in _EN.finditer(text):
        value = float(match["d"].replace(",", "")) if match["d"] else float(_words(match["w"].lower()))
        for scale in re.findall(r"[a-z]+", (match["s"] or "").lower()):
            value *= _SCALES_EN[scale]
        end = match.end("s") if match["s"] else match.end("d") if match["d"] else match.end("w")
        found.append(Quantity(match.start(), end, value, (match["u"] or "").strip(), text[match.start() : end]))
    return found


def _words(word: str) -> int:
    return sum(_TENS_EN.get(part, _WORDS_EN.get(part, 0)) for part in word.split("-"))


def _quantities_zh(text: str) -> list[Quantity]:
    found = []
    for match in _ZH.finditer(text):
        value = _numeral(match["n"])
        if value is None:
            continue
        end = match.end("m") if match["m"] else match.end("n")
        found.append(Quantity(match.start(), end, value, match["u"] or "", text[match.start() : end]))
    return found


def _numeral(text: str) -> float | None:
    """The value of a Chinese numeral or of digits with Chinese scales, None where it is none: 十二, 3万, 二〇〇五."""
    arabic = re.match(r"[\d,，.]+", text)
    if arabic:
        value = float(arabic[0].replace(",", "").replace("，", "").rstrip("."))
        for scale in text[arabic.end() :]:
            value *= _TENS_ZH[scale]
        return value
    if not any(char in "十百千万亿" for char in text):
        return float("".join(str(_ZH_VALUES[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _ZH_VALUES:
            digit = _ZH_VALUES[char]
        elif char in "十百千":
            section += (digit or (1 if char == "十" or not section else 0)) * _TENS_ZH[char]
            digit = 0
        else:
            whole = section + digit
            if not whole and not total:
                return None
            total = (total + whole) * 100_000_000 if char == "亿" else total + whole * 10_000
            section = digit = 0
    return float(total + section + digit)


@lru_cache(maxsize=4096)
def moments(text: str, language: str) -> tuple[Moment, ...]:
    """Every date of the text, in order."""
    found = []
    for match in (_DATE_ZH if language == "zh" else _DATE_EN).finditer(text):
        got = match.groupdict()
        year = next(got[key] for key in ("y", "y1", "y2", "y3", "y4", "y5") if got.get(key))
        month = next((got[key] for key in ("m", "m1", "m2", "m3", "m4") if got.get(key)), "0")
        day = next((got[key] for key in ("d", "d1", "d2", "d4") if got.get(key)), "0")
        number = int(month) if month.isdigit() else _MONTHS[month.lower()]
        found.append(Moment(int(year), number, int(day), *match.span(), match[0], bool(got.get("s"))))
    return tuple(found)


_BASE: dict[str, tuple[str, float]] = {}
for _kind, _rows in {
    "mass": "kg 1;kilogram 1;kilograms 1;tonne 1000;tonnes 1000;ton 1000;tons 1000;t 1000;"
    "pound 0.4536;pounds 0.4536;lb 0.4536;"
    "gram 0.001;grams 0.001;g 0.001;公斤 1;千克 1;吨 1000;斤 0.5;两 0.03;克 0.001",
    "length": "m 1;metre 1;metres 1;meter 1;meters 1;km 1000;kilometre 1000;kilometres 1000;kilometers 1000;"
    "cm 0.01;mm 0.001;"
    "foot 0.3048;feet 0.3048;ft 0.3048;inch 0.0254;inches 0.0254;mile 1609;miles 1609;yard 0.9144;yards 0.9144;"
    "米 1;公里 1000;千米 1000;厘米 0.01;毫米 0.001;尺 0.31;丈 3.1;寸 0.031;里 500;步 1.5;英尺 0.3048;英里 1609",
    "power": "w 1;watt 1;watts 1;kw 1000;kilowatt 1000;kilowatts 1000;mw 1000000;megawatts 1000000;瓦 1;千瓦 1000",
    "time": "second 1;seconds 1;minute 60;minutes 60;hour 3600;hours 3600;秒 1;分钟 60;小时 3600",
    "years": "year 1;years 1;decade 10;decades 10;century 100;centuries 100;年 1;岁 1;载 1;世纪 100",
}.items():
    for _row in _rows.split(";"):
        _unit, _factor = _row.rsplit(" ", 1)
        _BASE[_unit] = (_kind, float(_factor))


def in_base_unit(quantity: Quantity) -> tuple[str, float]:
    """What the quantity measures (mass, length, power, time, years, or its own unit) and its value in one unit for all.

    >>> in_base_unit(Quantity(0, 2, 12.0, "kW", "12"))
    ('power', 12000.0)
    """
    plain = quantity.unit.lower()
    tries = (plain, *plain.split()[:1]) if plain.isascii() else (plain, plain[:2], plain[:1])
    for unit in tries:
        if unit in _BASE:
            kind, factor = _BASE[unit]
            return kind, quantity.value * factor
    return plain, quantity.value
