"""When an answer found is no answer: what was asked is not what the evidence says."""

import re

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.coverage import Coverage

__all__ = ["kin_said", "likely", "premise_said", "stands", "subject_kept", "unknown_names"]

_FIT = 0.4
_PATH = 0.15
_SUPPORT = 0.25
_SUPPORT_SINGLE = 0.4
_CHAIN = 0.75
_CHAIN_SUPPORT = 0.2
_PATH_COUNTED = 0.7
_FIT_COUNTED = 0.95
_SUPPORT_COUNTED = 0.05
_KEPT = 0.85
_BESIDE = 0.3
_PRONOUN = re.compile(
    r"(?:In \d{4}[^,]*, )?(?:He|She|It|They|His|Her|Its|Their)\b|(?:同年|后来|晚年|[0-9]+年，)?[他她它其该]"
)


def unknown_names(coverage: Coverage) -> tuple[str, ...]:
    """Names in the question that nothing retrieved knows; those within the noun asked for are left out."""
    known = coverage.known
    return tuple(
        term.text
        for term, best in zip(coverage.terms, known, strict=True)
        if term.kind == "name" and best < 0.5 and not term.head
    )


def subject_kept(found: Found, coverage: Coverage) -> bool:
    """Whether a single statement that answers a question is about what the question names.

    Each name must stand in it, in the title of its document, or, where it opens with a pronoun, beside it; so must
    the rarest word of the question, which is often a name that nobody knows for one. Who was born in a sentence
    about somebody else is no answer.
    """
    if found.beside or found.path.bridges or len(found.path.links) != 1:
        return True  # what stands beside the verb asked for was looked for with what the question gives
    column = found.path.last.statement
    least = _BESIDE if _PRONOUN.match(coverage.statements[column].text) else _KEPT
    told = [row for row, term in enumerate(coverage.terms) if not term.head]
    names = [row for row in told if coverage.terms[row].kind == "name"]
    if not names and told:
        names = [max(told, key=lambda row: float(coverage.weights[row]))]
        least = _BESIDE
    return all(float(coverage.context[row, column]) >= least for row in names)


_KIN = frozenset(
    "wife husband spouse father mother parent parents son daughter child children brother sister sibling uncle aunt"
    " nephew niece cousin grandfather grandmother grandson widow"
    " 妻子 丈夫 父亲 母亲 儿子 女儿 哥哥 弟弟 姐姐 妹妹 祖父 祖母 孙子 岳父 叔父 伯父 兄长".split()
)


_ANY_KIN = frozenset("spouse parent parents child children sibling".split())
_THIS_KIN = 0.74
"""What a statement must say of a kinship: a father is no mother, though both are parents."""


def kin_said(found: Found, coverage: Coverage) -> bool:
    """Whether the statements of an answer say the kinship that the question names: a wife's birthplace is not his."""
    rows = [row for row, term in enumerate(coverage.terms) if term.form.lower() in _KIN and not term.head]
    if found.beside:
        return True
    places = [link.statement for link in found.path.links]
    return all(
        max(float(coverage.direct[row, at]) for at in places)
        >= (0.5 if coverage.terms[row].form.lower() in _ANY_KIN else _THIS_KIN)
        for row in rows
    )


_WHY = re.compile(r"\W*why\s+(?:did|was|were|has|had|is|are|do|does)\b|[^，。]{2,}(?:为什么|为何)", re.I)
_NAMED = 0.5
_PREMISE = 0.4


def premise_said(asked: Asked, coverage: Coverage) -> bool:
    """Whether a statement says what a question for a reason takes for granted; true of any other question.

    Why Ann Lee refused the prize nobody can say where no statement about her and the prize says that she did.
    """
    if _WHY.match(asked.text) is None:
        return True
    rows = [row for row, term in enumerate(coverage.terms) if not term.head]
    names = [row for row in rows if coverage.terms[row].kind == "name"]
    words = [row for row in rows if coverage.terms[row].kind == "word"]
    need = float(coverage.weights[words].sum())
    if not names or need <= 0:
        return True
    said = coverage.weights[words] @ coverage.direct[words]
    return bool(((coverage.context[names].min(axis=0) >= _NAMED) & (said >= _PREMISE * need)).any())


def likely(found: Found) -> bool:
    """Whether an answer that is not supported enough may still be offered as a guess: it is of the kind asked for."""
    return found.candidate.fit >= _FIT and found.path.score >= _PATH


def stands(found: Found, asked: Asked) -> bool:
    """Whether an answer is supported enough to be given.

    It must be of the kind asked for, and the statements it rests on must themselves say what was asked beyond the
    names in the question: a fact about the right thing is no answer to another question about it. Where a question
    has a single word beside its names, that word decides.
    """
    if found.candidate.fit + 0.5 * found.candidate.slot < _FIT or found.path.score < _PATH:
        return False
    if found.path.bridges:
        return found.score >= _CHAIN and found.support >= _CHAIN_SUPPORT
    if asked.form in ("count", "number"):
        if found.path.score >= _PATH_COUNTED:
            return True
        return found.candidate.fit >= _FIT_COUNTED and found.support >= _SUPPORT_COUNTED
    return found.support >= (_SUPPORT_SINGLE if found.words == 1 else _SUPPORT)
