"""What a question asks: its form, the noun its answer is one of, what it compares, and where its parts meet."""

from functools import lru_cache

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.question_en import read_en
from kgworkbench.engines.local.question_zh import read_zh

__all__ = ["Asked", "read_question"]


@lru_cache(maxsize=512)
def read_question(text: str, language: str) -> Asked:
    """What the question asks, read off its words alone."""
    return read_zh(text) if language == "zh" else read_en(text)
