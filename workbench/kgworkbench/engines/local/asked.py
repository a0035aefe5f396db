"""The value a question is read into."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Asked", "Form", "Order"]

Form = Literal["thing", "date", "number", "count", "duration", "age", "check", "choice", "summary"]
"""What kind of answer is asked for; ``choice`` picks one of the options, ``check`` is yes or no."""

Order = Literal["", "least", "most", "same"]
"""How options are to be compared: the smaller, the larger, or whether they are the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks.

    ``head`` is the noun the answer is one of ("programming language", "山"); ``kinds`` the engine's kinds it means;
    ``focus`` and ``focus_end`` the characters of the question word with its noun; ``options`` the things compared;
    ``scale`` words of the dimension compared; ``breaks`` character positions where a clause begins or ends;
    ``before`` and ``after`` what stands right beside the gap the answer fills (Chinese keeps the answer's word
    order); ``unit`` what a count counts; ``plural`` that several are asked for;
    ``depth`` how many descriptions stand where names could (0 to 2), ``loose`` that only "of" and the like say so.
    """

    text: str
    language: str
    form: Form
    focus: int
    focus_end: int
    head: str = ""
    kinds: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    scale: str = ""
    order: Order = ""
    breaks: tuple[int, ...] = ()
    before: str = ""
    after: str = ""
    unit: str = ""
    plural: bool = False
    depth: int = 0
    loose: bool = False
