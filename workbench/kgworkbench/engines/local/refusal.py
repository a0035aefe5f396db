"""When an answer found is no answer: what was asked is not what the evidence says."""

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.coverage import Coverage

__all__ = ["likely", "stands", "unknown_names"]

_FIT = 0.4
_PATH = 0.15
_SUPPORT = 0.25
_SUPPORT_SINGLE = 0.4
_CHAIN = 0.75
_CHAIN_SUPPORT = 0.2
_PATH_COUNTED = 0.7
_FIT_COUNTED = 0.95
_SUPPORT_COUNTED = 0.05


def unknown_names(coverage: Coverage) -> tuple[str, ...]:
    """Names in the question that nothing retrieved knows; those within the noun asked for are left out."""
    known = coverage.known
    return tuple(
        term.text
        for term, best in zip(coverage.terms, known, strict=True)
        if term.kind == "name" and best < 0.5 and not term.head
    )


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
