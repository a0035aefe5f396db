"""Chinese phrases that could be the answer though no name covers them: what fills the question's gap, runs of nouns."""

import re

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.beside import called_so, gap_fit
from kgworkbench.engines.local.candidate import Candidate
from kgworkbench.engines.local.segment_zh import words_zh
from kgworkbench.engines.local.statements import Statement
from kgworkbench.read.quantities import quantities

__all__ = ["gap_fillers", "nouns_zh"]


_HAN = r"[\u4e00-\u9fff]"


def gap_fillers(statement: Statement, asked: Asked) -> list[Candidate]:
    """What follows the word before the gap: 字什么 in the question, 字存中 in the statement."""
    found: list[Candidate] = []

    # What a biography opens with is said of whom it opens with, whoever else the sentence names.
    subject = statement.title if statement.text.startswith(statement.title) else ""

    def look(pattern: str, fit: float, slot: float, group: int = 1, owner: str = "") -> None:
        found.extend(
            Candidate(match[group], *match.span(group), fit, slot, "", owner)
            for match in re.finditer(pattern, statement.text)
        )

    left = re.sub(r"(?:叫做?|称为|是|为|作)?[了过着]?$", "", asked.before)
    if asked.head == "字" and not left.endswith("字"):
        left += "字"
    if left and left[-1] in "字号名姓谥":
        look(
            rf"(?<![文汉数刻题十百千万个四五写活]){left[-1]}(?![体画迹句母义典样])(?:叫做?|为|曰|称)?({_HAN}{{1,4}}?)(?=[，。、；（）]|$)",
            1.0,
            0.6,
            1,
            subject,
        )
    if asked.kinds[:1] == ("place",) and re.search(r"人|老家|籍贯|家乡|原籍|出生|同乡", asked.text):
        look(rf"(?<=，)(?:原籍)?({_HAN}{{2,6}}?)人(?=[，。；])", 1.0, 0.8, 1, subject)
    if len(asked.head) == 1 and left:
        look(rf"(?:{re.escape(left[-1])}|[为任叫称])({_HAN}{{1,4}}?{re.escape(asked.head)})", 0.9, 0.4)
    size = _asked_size(asked)
    if "叫" in asked.before[-2:] or "名" in asked.text[asked.focus : asked.focus_end + 2] or "字" in asked.head:
        for match in re.finditer(r"“([^”]{1,12})”", statement.text):
            fits = size is None or size == len(re.sub(r"\W", "", match[1]))
            found.append(Candidate(match[1], *match.span(1), 0.9 if fits else 0.3, 0.2))
    if size:
        look(rf"(?:{_HAN}、){{{size - 1}}}{_HAN}(?!{_HAN}、)", 1.0, 0.4, 0)
    if size and size > 2:
        look(rf"(?<=[，。；：“”《》]){_HAN}{{{size}}}(?=[，。；：“”《》])", 0.6, 0.0, 0)
    return found


def _asked_size(asked: Asked) -> int | None:
    """How many characters 哪四个字 asks for."""
    if asked.head != "字":
        return None
    found = quantities(asked.text[asked.focus + 1 : asked.focus_end], "zh")
    return int(found[0].value) if found else None


def nouns_zh(statement: Statement, asked: Asked, background: Background) -> list[Candidate]:
    """Runs of nouns that no name covers."""
    found: list[Candidate] = []
    if asked.kinds[:1] not in (("person",), ("place",)):
        found.extend(
            _noun(
                text := _without_verb(match[1], asked),
                match.start(1),
                match.start(1) + len(text),
                statement,
                asked,
                background,
            )
            for match in _RUN_ZH.finditer(statement.text)
            if not re.search(r"[的了是在和与不也都就被把]", match[1])
        )
    words = words_zh(statement.text)
    run: list[tuple[str, int, int]] = []
    for word, tag, start, end in (*words, ("", "x", len(statement.text), len(statement.text))):
        if (tag[:1] in "n" and tag != "ng") or tag in ("vn", "an", "b", "j", "l", "i"):
            run.append((word, start, end))
            continue
        if run and len(run) <= 4:
            text = "".join(item[0] for item in run)
            if 1 < len(text) <= 8:
                found.append(_noun(text, run[0][1], run[-1][2], statement, asked, background))
            if len(run) > 1:
                found.extend(
                    _noun(word, first, last, statement, asked, background) for word, first, last in run if len(word) > 1
                )
        run = []
    return found


def _without_verb(text: str, asked: Asked) -> str:
    """The run without what the question itself says behind its gap: 用什么刻字 asks for 胶泥 of 胶泥刻字."""
    return text.removesuffix(asked.after) if asked.after and text != asked.after else text


_RUN_ZH = re.compile(r"(?<=[的了是为叫作成出用以靠])([\u4e00-\u9fff]{2,6})(?=[，。；、（：])")


def _noun(text: str, start: int, end: int, statement: Statement, asked: Asked, background: Background) -> Candidate:
    fit = background.fit(text, "", asked)
    if asked.kinds[:1] in (("person",), ("place",)):
        return Candidate(text, start, end, min(fit, 0.25), gap_fit(statement.text, start, end, asked))
    return Candidate(
        text,
        start,
        end,
        max((0.9 if fit == 0.5 else 0.7) * fit, 0.9 * called_so(statement.text, start, end, asked)),
        gap_fit(statement.text, start, end, asked),
    )
