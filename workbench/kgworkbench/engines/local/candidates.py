"""What could be the answer in a statement: names, noun phrases, dates and numbers, each with how well it fits."""

import re
from dataclasses import dataclass, replace

from kgworkbench.engines.local.answer_kinds import head_words
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.mentions_zh import words_zh
from kgworkbench.engines.local.statements import Named, Statement
from kgworkbench.engines.local.stems import FUNCTION_WORDS, stem
from kgworkbench.read.quantities import in_base_unit, moments, quantities

__all__ = ["Candidate", "candidates"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer at a span of a statement; a start of -1 says that only the document's title names it."""

    text: str
    start: int
    end: int
    fit: float
    slot: float = 0.0
    unit: str = ""
    owner: str = ""


def candidates(statement: Statement, asked: Asked, background: Background) -> tuple[Candidate, ...]:
    """The candidates of a statement, none of them in the question's own words."""
    if asked.form == "date":
        found = _dates(statement, asked)
    elif asked.form in ("number", "count", "duration", "age"):
        found = _numbers(statement, asked)
    else:
        found = _things(statement, asked, background)
    return tuple(item for item in found if not _in_question(item.text, asked))


def _in_question(text: str, asked: Asked) -> bool:
    if asked.language == "zh":
        return text in asked.text
    return bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", asked.text, re.I))


def _dates(statement: Statement, asked: Asked) -> list[Candidate]:
    found = []
    wants = _end_of_life(asked.text)
    for moment in moments(statement.text, statement_language(statement)):
        full = bool(moment.month and moment.day)
        wants_day = asked.unit in ("day", "date") or "日" in asked.text[asked.focus : asked.focus_end] or "天" in asked.text[asked.focus : asked.focus_end]
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
        owner = _owner(statement.text, moment.start) if end else ""
        found.append(Candidate(text, moment.start, moment.end, fit * (0.6 if moment.decade else 1.0), slot, "", owner))
    return found


def _owner(text: str, start: int) -> str:
    """The name that a bracketed span of life stands behind."""
    opened = max(text.rfind(mark, 0, start) for mark in "（(")
    found = re.search(r"[^\s，。、；：（）(),;.]+$", text[:opened].rstrip())
    return found[0] if found else ""


def _end_of_life(text: str) -> str:
    if re.search(r"出生|生于|诞生|\bborn\b|\bbirth", text, re.I):
        return "first"
    return "last" if re.search(r"去世|逝世|卒|死|病逝|\bdie[ds]?\b|\bdeath", text, re.I) else ""


def _end_of_span(text: str, start: int, end: int) -> str:
    """Which end of a bracketed span of life a date is: （1031—1095年）."""
    opened = max(text.rfind(mark, 0, start) for mark in "（(")
    closed = [at for at in (text.find(mark, end) for mark in "）)") if at >= 0]
    if opened < 0 or not closed or start - opened > 14 or min(closed) - end > 14:
        return ""
    inside = text[opened : min(closed)]
    if "生" in inside:
        return "first"
    if "卒" in inside:
        return "last"
    if not re.search(r"[—–－-]", inside):
        return ""
    return "last" if re.search(r"[—–－-]", text[opened:start]) else "first"


def statement_language(statement: Statement) -> str:
    """The language of the statement, by its letters."""
    return "en" if statement.text.isascii() or not re.search(r"[\u4e00-\u9fff]", statement.text) else "zh"


def _numbers(statement: Statement, asked: Asked) -> list[Candidate]:
    language = statement_language(statement)
    dated = [(moment.start, moment.end) for moment in moments(statement.text, language)]
    found = []
    for item in quantities(statement.text, language):
        if any(start <= item.start < end for start, end in dated):
            continue
        text = item.text
        fit = 0.0
        if language == "zh":
            text, fit = _counted_zh(item.text, item.unit, item.value, statement.text[item.end :], asked)
        else:
            fit = _counted_en(item.unit, statement.text[item.end : item.end + 60], item.value, asked)
        if fit > 0:
            found.append(Candidate(text, item.start, item.end, fit, 0.0, item.unit))
    return found


_SCALE_UNITS = {"高": "length", "长": "length", "宽": "length", "深": "length", "远": "length", "厚": "length", "重": "mass", "tall": "length", "high": "length", "far": "length", "large": "", "heavy": "mass", "power": "power", "long": "length"}


def _counted_zh(text: str, unit: str, value: float, rest: str, asked: Asked) -> tuple[str, float]:
    from kgworkbench.read.quantities import Quantity

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
    from kgworkbench.read.quantities import Quantity

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


_PHRASE = re.compile(r"\b(?:an?|the|its|his|her|their)\s+((?:[a-z][a-z-]*\s+){0,3}[a-z][a-z-]+)\b", re.I)


def _things(statement: Statement, asked: Asked, background: Background) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    common = bool(re.search(r"\b(?:kind|sort|type)s?\s+of\b", asked.text[asked.focus : asked.focus_end]))
    for named in map(lambda item: _whole(item, statement.text), background.named(statement)):
        fit = background.fit(named.text, named.type, asked)
        fit = (0.4 if common else 1.0) * max(fit * (0.7 + 0.3 * named.confidence), 0.9 * _called_so(statement.text, named.start, named.end, asked))
        _keep(found, Candidate(named.text, named.start, named.end, fit, _slot(statement.text, named.start, named.end, asked)))
    if asked.language == "zh":
        for item in (*_slots_zh(statement, asked), *_nouns_zh(statement, asked, background)):
            _keep(found, item)
    else:
        people = asked.kinds[:1] == ("person",)
        for match in _PHRASE.finditer(statement.text):
            words = match[1].split()
            cut = next((at for at, word in enumerate(words) if word.lower() in FUNCTION_WORDS and at), len(words))
            words = words[:cut]
            while words and (words[-1].lower() in FUNCTION_WORDS or words[-1].endswith("ly")):
                words.pop()
            while words and words[0].lower() in FUNCTION_WORDS:
                words.pop(0)
            if not words or people or asked.kinds[:1] == ("place",):
                continue
            text = " ".join(words)
            at = statement.text.find(text, match.start())
            called = _called_so(statement.text, at, at + len(text), asked)
            fit = max(0.6 if common else 0.25 if not asked.head else 0.1, 0.8 * called)
            _keep(found, Candidate(text, at, at + len(text), fit))
    if statement.title:
        fit = _title_fit(statement, asked, background)
        _keep(found, Candidate(statement.title, -1, -1, fit))
    return list(found.values())


_SEAT = re.compile(r",\s(?:[A-Z][a-z]+\s?){1,2}")


def _whole(named: Named, text: str) -> Named:
    """The name with the seat that tells it from its sisters: University of California, Berkeley."""
    if re.match(r"(?:State )?University (?:of|at)\b", named.text):
        seat = _SEAT.match(text, named.end)
        if seat and not re.match(r",\s(?:In|The|He|She|It|On|At|And|But)\b", seat[0]):
            end = named.end + len(seat[0].rstrip())
            return replace(named, text=text[named.start : end], end=end)
    return named


def _title_fit(statement: Statement, asked: Asked, background: Background) -> float:
    kind = next((named.type for named in background.named(statement) if named.text == statement.title), "")
    return 0.9 * background.fit(statement.title, kind, asked)


def _keep(found: dict[str, Candidate], item: Candidate) -> None:
    other = found.get(item.text)
    if other is None or (item.fit + item.slot, -item.start) > (other.fit + other.slot, -other.start):
        found[item.text] = item


def _called_so(text: str, start: int, end: int, asked: Asked) -> float:
    """Whether the words beside a span call it what is asked for: "the language Lisp", "the X, an analogue computer"."""
    words = head_words(asked)
    if not words:
        return 0.0
    before, after = text[max(0, start - 40) : start], text[end : end + 70]
    if asked.language == "zh":
        head = words[0]
        if re.search(rf"{re.escape(head)}[“《]?$", before):
            return 1.0
        if re.match(rf"[”》]?是[^，。]{{0,12}}{re.escape(head)}", after):
            return 0.8
        if not before and re.match(rf"[”》]?，[^，。]{{0,12}}{re.escape(head)}", after):
            return 0.8
        return 0.0
    wanted = stem(words[0])
    left = [stem(word) for word in re.findall(r"[a-z]+", before.lower())]
    if left and left[-1] == wanted:
        return 1.0
    if wanted in left[-3:] and re.search(r"[,:]?\s*(?:called|named|,|:|was|is)\s*(?:the\s+)?$", before):
        return 0.9
    apposed = re.match(r"\s*,?\s*(?:\([^)]*\)\s*,?\s*)?(?:an?|the|one of the|his|her|its)\s+([^,.;]{0,60})", after)
    if apposed and (after.lstrip().startswith(",") or re.match(r"\s*(?:is|was)\b", after)):
        inside = [stem(word) for word in re.findall(r"[a-z]+", apposed[1].lower())[:6]]
        return 0.9 if wanted in inside else 0.0
    copula = re.match(r"\s+(?:is|was)\s+(?:an?|the)\s+([^,.;]{0,60})", after)
    if copula:
        inside = [stem(word) for word in re.findall(r"[a-z]+", copula[1].lower())[:6]]
        return 0.9 if wanted in inside else 0.0
    following = re.match(r"\s+([a-z]+)", after)
    return 0.7 if following and stem(following[1]) == wanted else 0.0


def _slot(text: str, start: int, end: int, asked: Asked) -> float:
    """How well the words right beside a span are those beside the question's gap (Chinese keeps the word order)."""
    if asked.language != "zh":
        return 0.0
    before, after = text[max(0, start - 6) : start].rstrip("“《「"), text[end : end + 6].lstrip("”》」")
    score = 0.0
    left = re.sub(r"[了过着]$", "", asked.before)
    for size in (3, 2, 1):
        if len(left) >= size and before.endswith(left[-size:]) and left[-size:] not in ("是", "叫", "的", "在"):
            score += {3: 0.6, 2: 0.6, 1: 0.35}[size]
            break
    for size in (3, 2, 1):
        if len(asked.after) >= size and after.startswith(asked.after[:size]) and asked.after[:size] not in ("的", "了"):
            score += {3: 0.3, 2: 0.25, 1: 0.1}[size]
            break
    return score


def _slots_zh(statement: Statement, asked: Asked) -> list[Candidate]:
    """What follows the word before the gap: 字什么 in the question, 字存中 in the statement."""
    left = re.sub(r"(?:叫做?|称为|是|为|作)?[了过着]?$", "", asked.before)
    found = []
    if asked.head == "字" and not left.endswith("字"):
        left += "字"
    if left and left[-1] in "字号名姓谥":
        for match in re.finditer(rf"(?<![文汉数刻题十百千万个四五写活]){left[-1]}([\u4e00-\u9fff]{{1,4}}?)(?=[，。、；（）]|$)", statement.text):
            found.append(Candidate(match[1], match.start(1), match.end(1), 1.0, 0.6))
    if asked.head and len(asked.head) == 1 and left:
        for match in re.finditer(rf"(?:{re.escape(left[-1])}|[为任叫称])([\u4e00-\u9fff]{{1,4}}?{re.escape(asked.head)})", statement.text):
            found.append(Candidate(match[1], match.start(1), match.end(1), 0.9, 0.4))
    quoted = "叫" in asked.before[-2:] or "名" in asked.text[asked.focus : asked.focus_end + 2] or "字" in asked.head
    if quoted:
        for match in re.finditer(r"“([^”]{1,12})”", statement.text):
            size = _asked_size(asked)
            fit = 0.9 if size is None or size == len(re.sub(r"\W", "", match[1])) else 0.3
            found.append(Candidate(match[1], match.start(1), match.end(1), fit, 0.2))
    size = _asked_size(asked)
    if size:
        for match in re.finditer(rf"(?:[\u4e00-\u9fff]、){{{size - 1}}}[\u4e00-\u9fff](?![\u4e00-\u9fff]、)", statement.text):
            found.append(Candidate(match[0], match.start(), match.end(), 1.0, 0.4))
        if size > 2:
            for match in re.finditer(rf"(?<=[，。；：“”《》])[\u4e00-\u9fff]{{{size}}}(?=[，。；：“”《》])", statement.text):
                found.append(Candidate(match[0], match.start(), match.end(), 0.6, 0.0))
    return found


def _asked_size(asked: Asked) -> int | None:
    """How many characters 哪四个字 asks for."""
    if asked.head != "字":
        return None
    found = quantities(asked.text[asked.focus + 1 : asked.focus_end], "zh")
    return int(found[0].value) if found else None


def _nouns_zh(statement: Statement, asked: Asked, background: Background) -> list[Candidate]:
    """Runs of nouns that no name covers."""
    found = []
    if asked.kinds[:1] not in (("person",), ("place",)):
        for match in _RUN_ZH.finditer(statement.text):
            if not re.search(r"[的了是在和与不也都就被把]", match[1]):
                found.append(_noun(match[1], match.start(1), match.end(1), statement, asked, background))
    words = words_zh(statement.text)
    run: list[tuple[str, int, int]] = []
    for word, tag, start, end in (*words, ("", "x", len(statement.text), len(statement.text))):
        if tag[:1] in "n" or tag in ("vn", "an", "b", "j", "l", "i") or tag in ("ng",):
            run.append((word, start, end))
            continue
        if run and len(run) <= 4:
            text = "".join(item[0] for item in run)
            if 1 < len(text) <= 8:
                found.append(_noun(text, run[0][1], run[-1][2], statement, asked, background))
            if len(run) > 1:
                found.extend(_noun(word, first, last, statement, asked, background) for word, first, last in run if len(word) > 1)
        run = []
    return found


_RUN_ZH = re.compile(r"(?<=[的了是为叫作成出用以靠])([\u4e00-\u9fff]{2,6})(?=[，。；、（：])")


def _noun(text: str, start: int, end: int, statement: Statement, asked: Asked, background: Background) -> Candidate:
    fit = background.fit(text, "", asked)
    if asked.kinds[:1] in (("person",), ("place",)):
        return Candidate(text, start, end, min(fit, 0.25), _slot(statement.text, start, end, asked))
    return Candidate(text, start, end, max((0.9 if fit == 0.5 else 0.7) * fit, 0.9 * _called_so(statement.text, start, end, asked)), _slot(statement.text, start, end, asked))
