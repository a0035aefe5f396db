"""Follow-up questions in words that need no history, by rules, in English and Chinese."""

from kgworkbench.index.library import Library
from kgworkbench.model.query import Question
from kgworkbench.retrieve.mentioned import Mentioned, mentioned_in
from kgworkbench.retrieve.rewrite_en import opening_en, resolved_en
from kgworkbench.retrieve.rewrite_zh import opening_zh, resolved_zh

__all__ = ["History", "rewritten"]

History = tuple[tuple[str, str], ...]
"""Questions and the answers they got, oldest first."""

TURNS = 6
"""Turns that are looked back on: nobody means by "it" what was said longer ago."""

LISTED = 3
"""An answer that names more than these is a list."""


def rewritten(question: Question, history: History, library: Library) -> str:
    """The question with its pronouns and gaps filled from the history; itself where nothing is to be filled.

    A pronoun stands for the latest entity of its sort: of the last answer first, then of the last question, then of
    those before. "And Babbage?" asks the last question about Babbage; "and where?" asks it for the place.
    """
    spoken: list[tuple[Mentioned, ...]] = []
    last = ""
    for asked, answer in history[-TURNS:]:
        last = _resolved(asked, last, spoken, question.language, library)
        # The latest comes first. Who asked when or where goes on about what was asked, not about the date or place, and
        # an answer that lists many things is about none of them.
        said, about = mentioned_in(answer, library), mentioned_in(last, library)
        known = {one.name for one in about}
        said = tuple(one for one in said if one.name not in known)
        opening = opening_zh(last) if question.language == "zh" else opening_en(last)
        goes_on = opening == "circumstance" or len(said) > LISTED
        spoken.insert(0, (*about, *said) if goes_on else (*said, *about))
    return _resolved(question.text, last, spoken, question.language, library) if spoken else question.text


def _resolved(text: str, last: str, spoken: list[tuple[Mentioned, ...]], language: str, library: Library) -> str:
    if not last:
        return text
    candidates = tuple({one.name: one for turn in spoken for one in turn}.values())
    resolve = resolved_zh if language == "zh" else resolved_en
    return resolve(text, last, candidates, library)
