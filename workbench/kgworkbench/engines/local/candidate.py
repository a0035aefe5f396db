"""A possible answer in a statement."""

import re
from dataclasses import dataclass

from kgworkbench.engines.local.statements import Statement

__all__ = ["Candidate", "statement_language"]


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


def statement_language(statement: Statement) -> str:
    """The language of the statement, by its letters."""
    return "en" if statement.text.isascii() or not re.search(r"[\u4e00-\u9fff]", statement.text) else "zh"
