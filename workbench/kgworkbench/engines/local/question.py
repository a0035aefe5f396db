"""What a question asks: its form, the noun its answer is one of, what it compares, and where its parts meet."""

from functools import lru_cache

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.courtesies import bare_question
from kgworkbench.engines.local.question_en import read_en
from kgworkbench.engines.local.question_zh import read_zh
from kgworkbench.engines.local.rephrased_en import rephrased_en

__all__ = ["LONGEST_READ", "Asked", "read_question"]

LONGEST_READ = 600
"""Characters of a question that are read; what is longer is a document, of which the end is taken for the question."""


@lru_cache(maxsize=512)
def read_question(text: str, language: str) -> Asked:
    """What the question asks, read off its words alone, courtesies aside; of a very long one only the end is read."""
    text = bare_question(text[-LONGEST_READ:], language)
    return read_zh(text) if language == "zh" else read_en(rephrased_en(text))
