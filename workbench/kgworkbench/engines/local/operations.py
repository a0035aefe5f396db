"""What is computed from several answers: comparisons, differences of dates, ages, sums, yes or no."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.coverage import Coverage
from kgworkbench.engines.local.dimensions import part_question
from kgworkbench.read.quantities import Moment, Quantity, in_base_unit, moments, quantities

__all__ = ["Computed", "Solve", "compare", "difference", "singled_out", "total"]

Solve = Callable[[Asked], Sequence[Found]]
"""Answers one part of a question."""


Value = Moment | tuple[str, float] | str
"""A date, a number with what it measures, or a name."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed answer, the answers it was computed from, and how surely they were found (0 to 1)."""

    text: str
    parts: tuple[Found, ...]
    support: float
    shown: tuple[str, ...] = ()


def compare(asked: Asked, solve: Solve) -> Computed | None:
    """The option that wins, or yes or no; None where a value of either is not found."""
    values = []
    parts: list[Found] = []
    shown = []
    for option in asked.options:
        part = part_question(asked, option)
        if part is None:
            return None
        found = _value(part, solve)
        if found is None:
            return None
        value, used, text = found
        values.append(value)
        parts.extend(used)
        shown.append(text)
    support = min(part.support for part in parts)
    if asked.order == "same" or (asked.form == "check" and not asked.order):
        same = all(_alike(values[0], other) for other in values[1:])
        if not same and any(isinstance(value, str) for value in values) and not all(map(_surely, parts)):
            return None  # two names that differ say no only where each surely is of the kind compared
        return Computed("yes" if same else "no", tuple(parts), support, tuple(shown))
    ranked = _ranked(values)
    if ranked is None:
        return None
    least = asked.order == "least"
    if isinstance(values[0], Moment) and re.search(r"\b(?:old|eld)(?:er|est)\b|\byoung(?:er|est)\b", asked.scale, re.I):
        least = not re.search(r"\byoung", asked.scale, re.I)  # the older was born earlier
    if asked.form == "check":
        wins = ranked[0] < ranked[1] if least else ranked[0] > ranked[1]
        return Computed("yes" if wins else "no", tuple(parts), support, tuple(shown))
    best = min(ranked) if least else max(ranked)
    if ranked.count(best) > 1:
        return None
    return Computed(_own_name(asked.options[ranked.index(best)]), tuple(parts), support, tuple(shown))


def _surely(found: Found) -> bool:
    """Whether an answer surely is of the kind asked for."""
    return found.candidate.fit + 0.5 * found.candidate.slot >= _KIND_SURE


def _ranked(values: Sequence[Value]) -> list[tuple[float, ...]] | None:
    """Figures by which the values can be put in order, None where they are not of one kind."""
    dates = [value for value in values if isinstance(value, Moment)]
    if len(dates) == len(values):
        whole = all(date.month for date in dates)
        return [(date.year, date.month, date.day) if whole else (date.year,) for date in dates]
    measured = [value for value in values if isinstance(value, tuple)]
    if len(measured) == len(values) and len({kind for kind, _ in measured}) == 1:
        return [(amount,) for _, amount in measured]
    return None


def _own_name(option: str) -> str:
    """The name of the thing without whose it is: Zuse's Z3, 张思训的太平浑仪."""
    return re.sub(r"^.{1,40}?(?:['’]s\s+|的)(?=.{2})", "", option).strip("《》")


def _alike(first: Value, second: Value) -> bool:
    if isinstance(first, Moment) and isinstance(second, Moment):
        return first.year == second.year
    return first == second


def _value(part: Asked, solve: Solve) -> tuple[Value, tuple[Found, ...], str] | None:
    if part.form == "age":
        return _lifespan(part, solve)
    found = [item for item in solve(part) if item.candidate.fit + 0.5 * item.candidate.slot >= _FIT]
    if not found:
        return None
    best = found[0]
    if part.form == "date":
        when = moments(best.text, part.language) or moments(best.text + "年", part.language)
        return (when[0], (best,), best.text) if when else None
    if part.form in ("number", "count"):
        many = quantities(best.text, part.language)
        if not many:
            return None
        value = in_base_unit(many[0]) if part.form == "number" else ("", many[0].value)
        if part.language == "en" and part.form == "number":
            value = in_base_unit(Quantity(0, 1, many[0].value, best.unit, ""))
        return value, (best,), best.text
    return best.text, (best,), best.text


def _lifespan(part: Asked, solve: Solve) -> tuple[Value, tuple[Found, ...], str] | None:
    name = part.text.split(" ")[0] if part.language == "zh" else part.text
    words = ("出生 生于", "去世 卒") if part.language == "zh" else ("was born", "died")
    ends = []
    for word in words:
        text = f"{name} {word}"
        found = solve(Asked(text, part.language, "date", len(text), len(text)))
        when = moments(found[0].text, part.language) if found else ()
        if not when:
            return None
        ends.append((when[0], found[0]))
    (birth, _), (death, _) = ends
    early = (death.month, death.day) < (birth.month, birth.day) and death.month and birth.month
    years = death.year - birth.year - (1 if early else 0)
    if not 0 < years < 130:
        return None
    return ("years", float(years)), (ends[0][1], ends[1][1]), str(years)


_BETWEEN_EN = (
    r"\bbetween\s+(?P<a>.+?)\s+and\s+(?P<b>.+?)\??$",
    r"\bfrom\s+(?P<a>.+?)\s+(?:until|till|to)\s+(?P<b>.+?)\??$",
    r"\bafter\s+(?P<a>.+?),?\s+(?:did|was|were)\s+(?P<b>.+?)\??$",
    r"\b(?:did|was|were|before)\s+(?P<b>.+?)\s+after\s+(?P<a>.+?)\??$",
    r"\bpassed\s+before\s+(?P<b>.+?)\s+after\s+(?P<a>.+?)\??$",
)
_SPAN_ZH = r"(?:[，,]?(?:一共|总共|共|又|相?隔|过|经过|存在|延续|持续|用|花)*了?)"
_BETWEEN_ZH = (
    r"^(?P<s>.*?)从(?P<a>[^，]+?)(?:到|至)(?P<b>[^，]+?)[，,]?(?:一共|总共|共|存在|经过|经历|相隔|用|花|隔|持续|延续|过)*了?(?:几|多少)",
    r"^(?P<a>.+?)(?:之后|以后|后)[，,]?(?:又|一共|总共|相?隔|过|经过)*了?(?:几|多少)个?年(?:[，,]|才|之后|以后|后)*(?P<b>.+?)[？?]?$",
    r"^(?P<a>.+?)(?:几|多少)年(?:之后|以后|后)[，,]?(?P<b>.+?)[？?]?$",
    r"^(?P<a>.+?)(?:和|与|跟)(?P<b>.+?)(?:之间)?(?:一共|总共)?(?:相[隔差]|隔|差)了?(?:几|多少)",
)


def difference(asked: Asked, names: Sequence[str], solve: Solve) -> Computed | None:
    """The years between two events the question names, or of a life; None where a date is not found."""
    if asked.form == "age":
        return _age(asked, names, solve)
    text = asked.text.rstrip("?？ ")
    for pattern in _BETWEEN_ZH if asked.language == "zh" else _BETWEEN_EN:
        match = re.search(pattern, text, re.I)
        if not match:
            continue
        subject = match.groupdict().get("s") or ""
        ends = []
        for key in ("a", "b"):
            part = (subject + match[key]).strip("，, ")
            if asked.language == "zh" and subject and not match[key].startswith(subject):
                part = f"{subject} {match[key]}"
            part = (
                re.sub(r"才|又|最后|终于", " ", part)
                if asked.language == "zh"
                else re.sub(r"\b(?:its|it|the|his|her)\b", " ", part)
            )
            given = "" if any(name in part for name in names) else " ".join(names) + " "
            whole = f"{given}{part}"
            found = solve(Asked(whole, asked.language, "date", len(whole), len(whole), unit="year"))
            when = (
                (moments(found[0].text, asked.language) or moments(found[0].text + "年", asked.language))
                if found
                else ()
            )
            if not when:
                return None
            ends.append((when[0], found[0]))
        years = abs(ends[1][0].year - ends[0][0].year)
        if not years:
            return None
        support = min(end[1].support for end in ends)
        shown = tuple(end[1].text for end in ends)
        return Computed(
            f"{years}年" if asked.language == "zh" else str(years), (ends[0][1], ends[1][1]), support, shown
        )
    return None


def _age(asked: Asked, names: Sequence[str], solve: Solve) -> Computed | None:
    if not names or not re.search(r"\bdie[ds]?\b|\bdeath\b|去世|逝世|享年|死|活了|一共活|病逝", asked.text):
        return None
    found = _lifespan(replace(asked, text=names[0]), solve)
    if found is None:
        return None
    _, parts, text = found
    return Computed(
        f"{text}岁" if asked.language == "zh" else text,
        parts,
        min(part.support for part in parts),
        tuple(part.text for part in parts),
    )


_SUM = re.compile(r"加起来|合计|总和|\b(?:together|in total|combined|altogether|sum)\b", re.I)


def total(asked: Asked, names: Sequence[str], solve: Solve) -> Computed | None:
    """The sum of one number each of the things a question names; None where it asks for no sum."""
    if not _SUM.search(asked.text) or len(names) < 2:
        return None
    parts = []
    value = 0.0
    rest = asked.text
    for name in names:
        rest = rest.replace(name, " ")
    rest = (
        re.sub(r"[《》]|加起来|合计|总和|一共|总共|和|与", " ", rest) if asked.language == "zh" else _SUM.sub(" ", rest)
    )
    for name in names:
        text = f"{name} {rest}"
        found = solve(replace(asked, text=text, focus=len(text), focus_end=len(text), depth=0))
        many = quantities(found[0].text, asked.language) if found else ()
        if not many:
            return None
        parts.append(found[0])
        value += many[0].value
    shown = tuple(part.text for part in parts)
    return Computed(
        f"{value:g}{asked.unit if asked.language == 'zh' else ''}",
        tuple(parts),
        min(part.support for part in parts),
        shown,
    )


_FIT = 0.3
_KIND_SURE = 0.55
_EARLIEST = frozenset("first earliest oldest 最早 第一 首个 首次 最先".split())
_LATEST = frozenset("last latest newest final 最后 最晚 最新".split())
_RIVALS = 0.5
_RIVALS_SAID = 0.8
_KIND = 0.6
_SAYS = 0.5


def _says_first(found: Found, row: int, coverage: Coverage) -> float:
    """How well a statement says that this answer is the first or last of what is asked for."""
    at = found.path.last.statement
    others = [other for other, term in enumerate(coverage.terms) if other != row]
    said = sum(float(coverage.context[other, at]) for other in others)
    word = re.search(re.escape(coverage.terms[row].form), coverage.statements[at].text, re.I)
    if word is None or found.candidate.start < 0:
        return said
    left, right = sorted((word.span(), (found.candidate.start, found.candidate.end)))
    between = coverage.statements[at].text[left[1] : right[0]]
    return said + 0.5 / (1.0 + len(between) / 40.0) - (0.5 if re.search("[;；]", between) else 0.0)


def singled_out(found: Sequence[Found], asked: Asked, coverage: Coverage) -> Sequence[Found]:
    """The answers with the one first that "first" or "last" singles out.

    That is the one whose statement says so, or else the one of the earliest or latest date among those that
    answer the question nearly as well; where no word singles out, or no dates tell, the answers as they are.
    """
    rows = [row for row, term in enumerate(coverage.terms) if term.form in _EARLIEST | _LATEST]
    if not rows or not found or found[0].path.bridges:
        return found
    near = [item for item in found if item.score >= found[0].score - _RIVALS and item.support >= _SAYS]
    near = [item for item in near if not item.path.bridges]
    said = [item for item in found if not item.path.bridges and item.candidate.fit >= _KIND]
    said = [item for item in said if item.score >= found[0].score - _RIVALS_SAID]
    said = [item for item in said if coverage.direct[rows[0], item.path.last.statement] >= 0.95]
    said.sort(key=lambda item: -_says_first(item, rows[0], coverage))
    if said:
        return (said[0], *(item for item in found if item is not said[0]))
    dated = []
    for item in near:
        when = moments(coverage.statements[item.path.last.statement].text, asked.language)
        if when and item.candidate.start >= 0:
            nearest = min(when, key=lambda moment: (abs(moment.start - item.candidate.end), moment.start))
            dated.append(((nearest.year, nearest.month, nearest.day), item))
    if len(dated) < 2:
        return found
    best = (min if coverage.terms[rows[0]].form in _EARLIEST else max)(dated, key=lambda pair: pair[0])[1]
    return (best, *(item for item in found if item is not best))
