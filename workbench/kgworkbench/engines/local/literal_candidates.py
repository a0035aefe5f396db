"""Dates and numbers of a statement that could be the answer, each with how well it fits."""

import re

from kgworkbench.engines.local.answer_kinds import head_words
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.candidate import Candidate, statement_language
from kgworkbench.engines.local.statements import Statement
from kgworkbench.engines.local.stems import FUNCTION_WORDS, stem
from kgworkbench.read.quantities import Quantity, in_base_unit, moments, quantities

__all__ = ["dates", "numbers"]


def dates(statement: Statement, asked: Asked) -> list[Candidate]:
    """The dates of a statement; an end of a bracketed span of life fits only where that end is asked for."""
    found = []
    wants = _end_of_life(asked)
    says = None if re.search(r"\bfounded\b|\bestablished\b|创办|成立", asked.text) else _LIFE_SAID.get(wants)
    for moment in moments(statement.text, statement_language(statement)):
        full = bool(moment.month and moment.day)
        wants_day = (
            asked.unit in ("day", "date")
            or "日" in asked.text[asked.focus : asked.focus_end]
            or "天" in asked.text[asked.focus : asked.focus_end]
        )
        fit = 1.0 if full or not wants_day else 0.5
        text = moment.text
        if asked.unit == "year" or (asked.language == "zh" and "年" in asked.text[asked.focus : asked.focus_end]):
            text = f"{moment.year}年" if asked.language == "zh" else str(moment.year)
        elif asked.language == "zh" and text.isdigit():
            text = f"{text}年"
        end = _end_of_span(statement.text, moment.start, moment.end)
        slot = 0.0
        if end:
            slot = 0.7 if end == wants else 0.0
            fit *= 1.0 if end == wants else 0.1 if wants else 0.3
        elif says is not None and not asked.depth and _of_another(statement, asked):
            fit *= 0.2
        elif says is not None and not says.search(_clause(statement.text, moment.start, moment.end)):
            fit *= 0.6 if says.search(statement.text) and not _other_end(wants, statement.text) else 0.15
        owner = _owner(statement.text, moment.start) if end else ""
        found.append(Candidate(text, moment.start, moment.end, fit * (0.6 if moment.decade else 1.0), slot, "", owner))
    known = {item.text for item in found}
    found.extend(item for item in _years_beside(statement, asked, says) if item.text not in known)
    return found


_BESIDE_YEAR = re.compile(
    r"\b(?:the\s+)?(?:next|following)\s+year\b|\ba\s+year\s+later\b|\bone\s+year\s+later\b|次年|翌年|第二年"
    r"|(?P<before>\bthe\s+(?:year\s+before|previous\s+year)\b|\ba\s+year\s+earlier\b|前一年|上一年)"
    r"|(?P<same>\b(?:that|the)\s+same\s+year\b|同年)",
    re.I,
)
_NAMED_BEFORE = 240
_REACH = 30


def _years_beside(statement: Statement, asked: Asked, says: re.Pattern[str] | None) -> list[Candidate]:
    """The years said by another: "the following year" is the one after the last year named before it."""
    found = []
    for match in _BESIDE_YEAR.finditer(statement.text):
        at = statement.start + match.start()
        before = statement.chunk.text[max(0, at - _NAMED_BEFORE) : at]
        named = moments(before, statement_language(statement))
        if not named or named[-1].decade or asked.unit in ("day", "date", "month"):
            continue
        if says is not None and not says.search(_clause(statement.text, match.start(), match.end())):
            continue
        year = named[-1].year + (0 if match["same"] else -1 if match["before"] else 1)
        text = f"{year}年" if asked.language == "zh" else str(year)
        found.append(
            Candidate(text, match.start(), match.end(), 0.95 if _asked_there(statement, match, asked) else 0.4)
        )
    return found


def _asked_there(statement: Statement, match: re.Match[str], asked: Asked) -> bool:
    """Whether words of the question stand where a year said by another is the year of: behind it, or in its clause."""
    if asked.language == "zh":
        after = statement.text[match.end() : match.end() + _REACH]
        before = statement.text[: match.start()]
        pairs = [asked.text[at : at + 2] for at in range(len(asked.text) - 1)]
        return sum(pair in after for pair in pairs) > sum(pair in before for pair in pairs)
    clause = _clause(statement.text, match.start(), match.end()).lower()
    own = {stem(word) for word in re.findall(r"[a-z]+", asked.text.lower()) if word not in FUNCTION_WORDS}
    return not own.isdisjoint(stem(word) for word in re.findall(r"[a-z]+", clause))


def _owner(text: str, start: int) -> str:
    """The name that a bracketed span of life stands behind."""
    opened = max(text.rfind(mark, 0, start) for mark in "（(")
    found = re.search(r"[^\s，。、；：（）(),;.]+$", text[:opened].rstrip())
    return found[0] if found else ""


_LIFE_SAID = {
    "first": re.compile(r"出生|生于|诞生|出世|生[，。；]|年生|\bborn\b|\bbirth|\bb\.", re.I),
    "last": re.compile(
        r"去世|逝世|病逝|卒|死|亡|殁|离世|辞世|过世|病故|遇害|就义|牺牲|自尽|自缢|被杀|被害|处决|享年"
        r"|\bdie[ds]?\b|\bdeath\b|\bdead\b|\bkilled\b|\bexecuted\b|\bassassinated\b|\bmurdered\b|\bdrowned\b"
        r"|\bpassed away\b|\bsuicide\b|\bburied\b|\bd\.",
        re.I,
    ),
}
"""What a sentence must say for a date in it to be the first or last of a life."""


def _of_another(statement: Statement, asked: Asked) -> bool:
    """Whether a sentence that opens with a pronoun speaks of somebody the question does not name."""
    if not statement.title or not re.match(r"(?:He|She)\b|[他她](?=[^们的])", statement.text):
        return False
    parts = statement.title.split() if statement.title.isascii() else [statement.title]
    return not any(part.casefold() in asked.text.casefold() for part in parts if len(part) > 1)


def _other_end(wants: str, text: str) -> bool:
    return bool(_LIFE_SAID["last" if wants == "first" else "first"].search(text))


def _clause(text: str, start: int, end: int) -> str:
    """What stands around a date: up to the marks that part clauses."""
    left = max((match.end() for match in re.finditer(r"[;；。]|\band\b|，", text[:start])), default=0)
    right = re.search(r"[;；。，]|\band\b", text[end:])
    return text[left : end + right.start() if right else len(text)]


def _end_of_life(asked: Asked) -> str:
    """Which end of a life is asked for; empty where none is, or only of what the question describes."""
    text = asked.text
    if asked.depth and asked.language == "en":
        text = re.split(r"\b(?:who|whom|whose|that|which|where)\b", text[asked.focus_end :], maxsplit=1)[0]
    elif asked.depth:
        text = re.split(r"[，,的]", text)[-1]
    if re.search(r"出生|生于|诞生|\bborn\b|\bbirth", text, re.I):
        return "first"
    return "last" if re.search(r"去世|逝世|卒|死|病逝|\bdie[ds]?\b|\bdeath", text, re.I) else ""


def _end_of_span(text: str, start: int, end: int) -> str:
    """Which end of a bracketed span of life a date is: （1031—1095年）."""
    opened = max(text.rfind(mark, 0, start) for mark in "（(")
    closed = [at for at in (text.find(mark, end) for mark in "）)") if at >= 0]
    reach = (
        14 if "（" in text[opened : opened + 1] or (not text.isascii() and re.search("[\u4e00-\u9fff]", text)) else 90
    )
    if opened < 0 or not closed or start - opened > reach or min(closed) - end > reach:
        return ""
    inside = text[opened : min(closed)]
    said = re.findall(r"生|卒|\bborn\b|\bb\.|\bdied\b|\bd\.", text[opened:start] if reach > 14 else inside)
    if said:
        return "first" if said[-1][0] in "生b" else "last"
    if not re.search(r"[—–－−-]", inside) or (reach > 14 and not _SPAN.search(inside)):
        return ""
    return "last" if re.search(r"[—–－−-]", text[opened:start]) else "first"


_SPAN = re.compile(r"\d{3,4}[^()\d]{0,12}[—–−-][^()]{0,30}\d{3,4}")


def numbers(statement: Statement, asked: Asked) -> list[Candidate]:
    """The numbers of a statement that count or measure what is asked for; dates are left out."""
    language = statement_language(statement)
    dated = [(moment.start, moment.end) for moment in moments(statement.text, language)]
    found = []
    for item in quantities(statement.text, language):
        if any(start <= item.start < end for start, end in dated):
            continue
        if language == "zh" and item.value == 1 and statement.text[max(0, item.start - 1) : item.start] in _ARTICLE:
            continue  # 是一部教科书 counts nothing
        text = item.text
        fit = 0.0
        if language == "zh":
            text, fit = _counted_zh(item.text, item.unit, item.value, statement.text[item.end :], asked)
        else:
            fit = _counted_en(item.unit, statement.text[item.end : item.end + 60], item.value, asked)
        if fit > 0 and not (asked.form == "duration" and _only_since(statement.text[item.end :], asked)):
            found.append(Candidate(text, item.start, item.end, fit, 0.0, item.unit))
    return [*found, *_lasting(statement, asked)] if asked.form == "duration" else found


_SINCE = re.compile(
    r"\s*(?:years?|decades?)\s+(?:ago|later|earlier|before|after|previously)\b|[年载](?:之|以)?[前后]", re.I
)
_FROM_TO = re.compile(
    r"\b(?:from|between)\s+(?:[A-Z]\w+\s+)?(?P<a>\d{3,4})\s+(?:to|until|till|and)\s+(?:[A-Z]\w+\s+)?(?P<b>\d{3,4})\b"
    r"|(?:从|自)(?P<c>\d{3,4})年[^，。；]{0,8}?(?:到|至)(?P<d>\d{3,4})年",
    re.I,
)


def _only_since(rest: str, asked: Asked) -> bool:
    """Whether a number of years says how long before or after something was, which is not how long it took."""
    asks = re.search(r"\b(?:after|later|before|earlier|ago)\b|前(?!后)|(?<!前)后", asked.text)
    return asks is None and _SINCE.match(rest) is not None


def _lasting(statement: Statement, asked: Asked) -> list[Candidate]:
    """The years from one date to another that a statement gives together: "from 1950 to 1955"."""
    found = []
    for match in _FROM_TO.finditer(statement.text):
        years = int(match["b"] or match["d"]) - int(match["a"] or match["c"])
        if years > 0 and asked.unit in ("year", "years", "年"):
            text = f"{years}年" if asked.language == "zh" else str(years)
            found.append(Candidate(text, match.start(), match.end(), 1.0, 0.0, asked.unit))
    return found


_ARTICLE = frozenset("是为另这那同")

_SCALE_UNITS = {
    "高": "length",
    "长": "length",
    "宽": "length",
    "深": "length",
    "远": "length",
    "厚": "length",
    "重": "mass",
    "tall": "length",
    "high": "length",
    "far": "length",
    "large": "",
    "heavy": "mass",
    "power": "power",
    "long": "length",
}


def _counted_zh(text: str, unit: str, value: float, rest: str, asked: Asked) -> tuple[str, float]:

    measured = in_base_unit(Quantity(0, 1, value, unit, text))[0]
    if asked.form in ("duration", "age"):
        wanted = {"年": "年载", "天": "天日", "月": "月"}.get(asked.unit, "年岁")
        if asked.form == "age":
            wanted = "岁"
        return (text + rest[:1], 1.0) if rest[:1] in wanted and rest[:1] else ("", 0.0)
    if asked.unit in _SCALE_UNITS:
        return (text + _unit_zh(rest), 1.0) if measured == _SCALE_UNITS[asked.unit] else ("", 0.0)
    if asked.unit and rest.startswith(asked.unit):
        head = asked.head[-1:] if asked.head else ""
        return text + asked.unit, 1.0 if not head or head in rest[:8] else 0.75
    if asked.form == "number" and asked.unit in ("钱", "元", "贯"):
        return (text + _unit_zh(rest), 0.6) if re.match(r"[贯元文两钱]", rest) else ("", 0.0)
    if asked.head and any(rest.startswith(word) for word in (asked.head, asked.head[-1:])):
        return text + asked.head[-1:], 0.85
    if asked.form == "count" and asked.unit in "个位名" and rest[:1] in "个位名人" and rest[:1]:
        return text + rest[:1], 0.6
    return "", 0.0


def _unit_zh(rest: str) -> str:
    match = re.match(r"平方公里|平方米|公里|千米|厘米|毫米|公斤|千克|[米尺丈寸里步斤两吨贯元文万亿人]+", rest)
    return match[0] if match else ""


def _counted_en(unit: str, rest: str, value: float, asked: Asked) -> float:

    nearby = [stem(word) for word in re.findall(r"[a-z]+", re.split(r"[.;:,]", rest)[0].lower())[:4]]
    measured = in_base_unit(Quantity(0, 1, value, unit, ""))[0]
    if asked.form == "age":
        return 0.9 if re.search(r"\byears?\b", rest[:12]) or not unit else 0.0
    if asked.form == "duration":
        return 1.0 if nearby[:1] in (["year"], ["decad"]) else 0.0
    if asked.unit == "any":
        return 1.0 if unit and not re.match(r"[A-Z]", unit) and nearby[:1] not in (["year"], ["month"]) else 0.0
    if asked.unit in _SCALE_UNITS:
        return 1.0 if measured == _SCALE_UNITS[asked.unit] else 0.0
    for place, word in enumerate(head_words(asked)):
        wanted = stem(word)
        wanted_measure = in_base_unit(Quantity(0, 1, 1.0, word, ""))[0]
        if wanted_measure in ("mass", "length", "power", "time") and measured == wanted_measure:
            return 1.0 if wanted in nearby[:2] else 0.5
        if wanted in nearby:
            return 1.0 - 0.1 * nearby.index(wanted) - 0.1 * place
    return 0.0
