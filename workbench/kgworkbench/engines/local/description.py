"""A description within a question, and the question that asks for what it describes."""

from dataclasses import dataclass

from kgworkbench.engines.local.asked import Asked

__all__ = ["Description", "Spot", "asking_for"]

Spot = tuple[int, int]
"""Where a name stands in the question."""


@dataclass(frozen=True, slots=True)
class Description:
    """Characters of a question that stand for a thing, and the question that asks which.

    ``weight`` says how surely the words are one description; ``after`` are words within them that belong to what is
    asked of the thing.
    """

    start: int
    end: int
    asked: Asked
    weight: float = 1.0
    after: str = ""

    def put(self, text: str, name: str) -> str:
        """The question with a name in the description's place."""
        rest = f" {self.after}" if self.after else ""
        return f"{text[: self.start]}{name}{rest}{text[self.end :]}"


def asking_for(words: str, noun: str, kinds: tuple[str, ...], language: str = "en") -> Asked:
    """The question after the thing that some words describe; ``noun`` opens them."""
    words = " ".join(words.split())
    head = noun.split(" of ")[0].split()[-1].lower() if language == "en" and noun else noun
    return Asked(words, language, "thing", len(words), len(words), head, kinds)
