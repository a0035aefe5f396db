"""What speaks against an answer: it is of another kind than is asked for, or a step of its chain says something else.

An answer read off sentences that merely stand near must not be given where one of its own steps denies it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.coverage import Coverage
from kgworkbench.engines.local.described import described, noun_kinds

__all__ = ["contradicted"]

_FIT = 0.5
_OTHER = 0.35
_SLOT = 0.3
_HARDLY = 0.25
_WHO = ("person", "organisation")
_WHERE = ("place", "organisation")
_NO_NAME = re.compile(r"[IVXL]+|U\.?S\.?|[A-Z]")
_TO_WHOM = re.compile(r"给[^，。；给]{0,4}$")
_NATIVE = re.compile(r"(?:哪里|哪儿|何处|何地|什么地方)人")
_BY_NAME = re.compile(r"别称|别名|俗称|又称|原名|旧称|[字号]$")


def contradicted(found: Sequence[Found], asked: Asked, coverage: Coverage, background: Background) -> bool:
    """Whether something speaks against the last of the steps ``found`` as the answer, or against a step before it."""
    last = found[-1]
    if _another_kind(last, asked, coverage, background) or _zh_denies(last, asked, coverage):
        return True
    if _unsaid(found, asked, coverage):
        return True
    near = [item for item in found if not item.beside]
    if len(found) == 1 and near and _nobody_met(last, asked, background):
        return True
    return any(_wrong_bridge(item, asked, coverage, background) for item in near)


def _another_kind(found: Found, asked: Asked, coverage: Coverage, background: Background) -> bool:
    """Whether somebody is asked for and the answer is nobody, or a place and it is somebody."""
    if asked.form != "thing" or asked.head or asked.kinds not in (_WHO, _WHERE):
        return False
    if asked.language != "en":
        return False
    if _NO_NAME.fullmatch(found.text):
        return True
    person = replace(asked, kinds=("person",))
    kind = _type(found, coverage, background)
    if asked.kinds == _WHERE:
        return background.fit(found.text, kind, asked) < _FIT <= background.fit(found.text, kind, person)
    return not found.beside and background.fit(found.text, kind, person) < _FIT


def _type(found: Found, coverage: Coverage, background: Background) -> str:
    statement = coverage.statements[found.path.last.statement]
    known = (item.type for item in background.named(statement) if item.text == found.text)
    return background.types.get(found.text) or next(known, "")


def _zh_denies(found: Found, asked: Asked, coverage: Coverage) -> bool:
    """Whether a Chinese sentence says by the words beside a name that it is another's, or done for it, not by it."""
    if asked.language != "zh" or found.beside:
        return False
    statement = coverage.statements[found.path.last.statement]
    if asked.kinds[:1] == ("person",) and "给" not in asked.text:
        return found.candidate.start > 0 and _TO_WHOM.search(statement.text[: found.candidate.start]) is not None
    called = _BY_NAME.search(asked.head or asked.before) is not None
    if ((called and not asked.head) or _NATIVE.search(asked.text)) and found.candidate.slot < _SLOT:
        return True
    title = statement.title
    led = bool(title) and statement.text.startswith(title) and title not in asked.text
    return called and led and not found.path.bridges


_CLAUSE_VERB = re.compile(
    r"\b(?:who|whom|that|which|whose\s+[a-z]+)\s+(?:(?:had|has|have|was|were|is|are|first|also|later|once)\s+)*(?P<verb>[a-z]{3,})\b"
)


def _unsaid(found: Sequence[Found], asked: Asked, coverage: Coverage) -> bool:
    """Whether no statement of the steps says what a clause of the question says somebody or something did."""
    if asked.language != "en":
        return False
    used = sorted({link.statement for item in found for link in item.path.links})
    for match in _CLAUSE_VERB.finditer(asked.text[asked.focus_end :]):
        at = match.start("verb") + asked.focus_end
        rows = [row for row, term in enumerate(coverage.terms) if term.kind == "word" and term.start <= at < term.end]
        if any(float(coverage.direct[row, used].max()) < _HARDLY for row in rows):
            return True
    return False


_SOMEBODY_EN = re.compile(
    r"\b(?:the|an?)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[a-z][a-z-]+)\s+(?:of|who|whose|behind|that|born|did)\b"
)
_SOMEBODY_ZH = re.compile(
    r"的(?:那一?[位个名])?(?:[^，。的]{0,3}(?:学家|家|官员|工匠|匠师|医生|大夫|学者))(?=[^，。]{2})"
)


def _nobody_met(found: Found, asked: Asked, background: Background) -> bool:
    """Whether the question describes somebody and the chain passes only through names that are nobody's."""
    if not found.path.bridges:
        return False
    if asked.language == "zh":
        told = _SOMEBODY_ZH.search(asked.text) is not None
    else:
        told = any(
            noun_kinds(match["noun"])[:1] == ("person",) and not asked.focus <= match.start("noun") < asked.focus_end
            for match in _SOMEBODY_EN.finditer(asked.text)
        )
    person = replace(asked, form="thing", head="", kinds=("person",))
    return told and all(
        background.fit(name, background.types.get(name, ""), person) < _OTHER + 0.01 for name in found.path.bridges
    )


def _wrong_bridge(found: Found, asked: Asked, coverage: Coverage, background: Background) -> bool:
    """Whether a name the chain passes through is nobody where the words that lead to it describe somebody, or is
    somebody where they describe something else."""
    for name, link in zip(found.path.bridges, found.path.links, strict=False):
        wanted = described(asked, coverage.terms, link.terms)
        if wanted is None or not wanted.kinds:
            continue
        kind = background.types.get(name, "")
        if not kind or background.fit(name, kind, wanted) >= _OTHER:
            continue
        if (
            wanted.kinds[0] == "person"
            or background.fit(name, kind, replace(wanted, head="", kinds=("person",))) >= _OTHER
        ):
            return True
    return False
