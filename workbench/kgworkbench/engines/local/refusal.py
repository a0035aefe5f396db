"""When an answer found is no answer: what was asked is not what the evidence says."""

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.terms import Coverage

__all__ = ["stands", "unknown_names"]

_FIT = 0.4
_SUPPORT = 0.34
_COUNTED = 0.12
_PATH = 0.15
_CHAIN = 0.3


def unknown_names(coverage: Coverage) -> tuple[str, ...]:
    """Names in the question that nothing retrieved knows; those within the noun asked for are left out."""
    known = coverage.known
    return tuple(
        term.text
        for term, best in zip(coverage.terms, known, strict=True)
        if term.kind == "name" and best < 0.5 and not term.head
    )


def stands(found: Found, asked: Asked) -> bool:
    """Whether an answer is supported enough to be given.

    It must be of the kind asked for, and the statements it rests on must themselves say what was asked beyond the
    names in the question: a fact about the right thing is no answer to another question about it.
    """
    if found.candidate.fit + 0.5 * found.candidate.slot < _FIT:
        return False
    if found.path.bridges:
        return found.score >= 0.75 and found.support >= 0.2
    if found.path.score < _PATH:
        return False
    least = _COUNTED if asked.form in ("count", "number") and found.candidate.fit >= 0.95 else _SUPPORT
    return found.support >= least
