"""Dates and numbers with units in a text, English and Chinese, with normalised values."""

import re
from dataclasses import dataclass
from typing import Literal as Choice

from kgworkbench.engines.local.words_en import MONTHS

__all__ = ["Literal", "literals"]


@dataclass(frozen=True, slots=True)
class Literal:
    """A date or number at a span of the text. ``value`` is ISO for a full date, else the digits or the words there."""

    start: int
    end: int
    kind: Choice["date", "number"]
    value: str
    unit: str = ""


_MONTH = "|".join(sorted((name for name in MONTHS if name != "may"), key=len, reverse=True)) + "|may"
_DATES_EN = re.compile(
    rf"""
    \b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\b\.?(?:\s*,?\s*(?P<y1>\d{{2,4}}\b))?
    |(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*\d{{2}}\b)(?:\s*,\s*(?P<y2>\d{{4}}))?
    |(?P<m3>{_MONTH})\b\.?\s*,?\s+(?:of\s+)?(?P<y3>\d{{4}})
    |(?P<y4>\d{{4}})[-/](?P<m4>\d{{1,2}})[-/](?P<d4>\d{{1,2}})
    |(?:the\s+)?(?:early|late|mid)?[\s-]?(?P<dec>1\d{{3}}|20\d{{2}})s
    |(?P<cent>\d{{1,2}}(?:st|nd|rd|th)(?:\s+|-)centur(?:y|ies)(?:\s+(?:BCE?|AD|CE))?)
    |(?P<era>(?:c\.\s*)?\d{{1,4}}\s+(?:BCE?|AD|CE)\b)
    |(?P<y5>1[0-9]\d{{2}}|20\d{{2}})(?![\d,.]?\d|%))\b
    """,
    re.X | re.I,
)
_DATES_ZH = re.compile(
    r"(?:公元前?|前)?\s*(?P<y>\d{2,4}|[〇零一二三四五六七八九]{4})\s*年(?:代)?(?!级|轻|纪|龄|间|前|后|来|多|历史)"
    r"(?:\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月)?(?:\s*(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号])?"
    r"|(?<!\d)(?P<y2>\d{4})[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<m3>\d{1,2})月(?P<d3>\d{1,2})[日号]"
    r"|(?P<y3>(?<![\d.])(?:1[0-9]\d{2}|20[0-2]\d)(?=[—–\-~至到]\s*(?:1[0-9]\d{2}|20[0-2]\d|[)）])|(?<=[—–\-~至到])(?:1[0-9]\d{2}|20[0-2]\d)(?!\d)))"
)
_UNITS_EN = (
    r"per\s?cent|percent|%|million|billion|trillion|thousand|dozen|meters?|metres?|kilometers?|kilometres?|km|miles?|feet|foot|ft"
    r"|inches|inch|yards?|acres?|hectares?|square\s(?:miles?|feet|kilomet(?:er|re)s?|met(?:er|re)s?)|kilograms?|kg|tonnes?|tons?"
    r"|pounds?|ounces?|grams?|dollars?|euros?|yen|years?|months?|weeks?|days?|hours?|minutes?|seconds?|degrees?|bits?|bytes?|words?"
    r"|kilobytes?|megabytes?|gigabytes?|KB|MB|GB|MHz|GHz|kHz|Hz|kilohertz|megahertz|watts?|kilowatts?|kW|volts?|valves|tubes|people|inhabitants|employees|members|students"
    r"|seats?|votes?|copies|pages|barrels?|mph|km/h|cm|mm|m\b|volumes?|operations?|transistors?|instructions?|characters?|lines?"
)
_NUMBERS_EN = re.compile(
    rf"(?P<cur>[$€£¥]\s?)?(?<![\w.])(?P<n>\d+(?:\s?,\s?\d{{3}})*(?:\.\d+)?)(?:\s*-?(?P<u>(?:(?:hundred|thousand|million|billion|trillion)\s+)?(?:{_UNITS_EN}))\b(?!\w)|(?P<pct>\s?%))?",
    re.I,
)
_NUMBERS_ZH = re.compile(
    r"(?<![A-Za-z\d.])(?:约|近|超过|共|达)?(?P<n>\d+(?:[.,，]\d+)*|[一二三四五六七八九十百千万两]+(?=[余多]?(?:卷|篇|尺|丈|步|里|斤|人|米|年|层|座|首|回|章|岁|册|种|幅|公里|亩|户|个)))"
    r"\s*(?P<u>[余多]?(?:"
    r"(?:亿|万|千|百)*[多余]?(?:平方公里|平方千米|平方米|平方英里|公里|千米|厘米|毫米|公斤|千克|公顷|英里|英尺|美元|人民币|港元|欧元|日元|元"
    r"|克|吨|米|尺|丈|步|寸|里|斤|两|亩|人|名|户|卷|篇|首|回|章|册|部|集|页|年|个月|天|小时|分钟|分|秒|岁|层|座|种|幅|位|个|件|台|次|倍|票|%|％|cm|kg|km|m)"
    r"|(?:亿|万|千|百)+[多余]?))?",
)
_DIGITS_ZH = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"〇": 0, "两": 2}


def literals(text: str, language: str) -> tuple[Literal, ...]:
    """Every date and number of the text, in order, none overlapping another; a date wins over a number."""
    found: list[Literal] = []
    taken: list[tuple[int, int]] = []
    for date in _dates_zh(text) if language == "zh" else _dates_en(text):
        found.append(date)
        taken.append((date.start, date.end))
    for number in (_NUMBERS_ZH if language == "zh" else _NUMBERS_EN).finditer(text):
        start, end = number.span()
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        shape = number.groupdict()
        unit = (shape.get("u") or shape.get("pct") or shape.get("cur") or "").strip()
        first = number.start("cur") if shape.get("cur") else number.start("n")
        value = re.sub(r"[\s,，]", "", number.group("n"))
        if value[0] in _SCALE_ZH or value[0] in _DIGITS_ZH:
            value = str(_amount_zh(value))
        found.append(Literal(first, end if unit else number.end("n"), "number", value, unit))
    return tuple(sorted(found, key=lambda item: item.start))


def _dates_en(text: str) -> list[Literal]:
    found = []
    for match in _DATES_EN.finditer(text):
        got = match.groupdict()
        year = got["y1"] or got["y2"] or got["y3"] or got["y4"] or got["y5"]
        month = got["m1"] or got["m2"] or got["m3"] or got["m4"]
        day = got["d1"] or got["d2"] or got["d4"]
        start, end = match.span()
        quoted = text[start:end].strip()
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(quoted)
        if got["m3"] and not got["y3"]:
            continue
        number = int(month) if month and month.isdigit() else MONTHS.get((month or "").lower())
        value = _iso(year, number, day) or quoted
        if got["dec"] or got["cent"] or got["era"]:
            value = quoted
        found.append(Literal(start, end, "date", value))
    return found


def _dates_zh(text: str) -> list[Literal]:
    found = []
    for match in _DATES_ZH.finditer(text):
        got = match.groupdict()
        year, month, day = (
            got["y"] or got["y2"] or got["y3"],
            got["m"] or got["m2"] or got["m3"],
            got["d"] or got["d2"] or got["d3"],
        )
        quoted = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        digits = "".join(str(_DIGITS_ZH.get(char, char)) for char in year) if year else None
        value = _iso(digits, _number_zh(month), str(_number_zh(day) or "")) or quoted
        if digits and not month and quoted.endswith("年") and "公元" not in quoted and len(digits) == 4:
            value = digits
        if "前" in quoted:
            value = quoted
        found.append(Literal(start, start + len(quoted), "date", value))
    return found


def _number_zh(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGITS_ZH.get(text)
    return 10 * _DIGITS_ZH.get(tens or "一", 1) + (_DIGITS_ZH.get(ones, 0) if ones else 0)


_SCALE_ZH = {"十": 10, "百": 100, "千": 1000, "万": 10_000}


def _amount_zh(text: str) -> int:
    """The number a Chinese numeral writes: 三千六百 is 3600."""
    total = section = digit = 0
    for char in text:
        scale = _SCALE_ZH.get(char, 0)
        if scale == 10_000:
            total, section, digit = total + (section + digit or 1) * scale, 0, 0
        elif scale:
            section, digit = section + (digit or 1) * scale, 0
        else:
            digit = digit * 10 + _DIGITS_ZH.get(char, 0) if char != "十" else 10
    return total + section + digit


def _iso(year: str | None, month: int | None, day: str | None) -> str | None:
    """The ISO form of what is known, from the year down; None where the year is not four digits or a part is off."""
    if not year or not year.isdigit() or len(year) != 4:
        return None
    if month is None:
        return year
    if not 1 <= month <= 12:
        return None
    if not day:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{int(day):02}" if 1 <= int(day) <= 31 else None
