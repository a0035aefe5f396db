"""What an engine's work costs: tokens counted, prices as people set them, and an estimate before a run."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from kgworkbench.model.facts import Extraction
from kgworkbench.model.text import Chunk
from kgworkbench.model.usage import Usage

__all__ = ["Budget", "Estimate", "estimate", "money"]

_CHARACTERS = 3.6
"""Characters a token, where nothing was measured yet; Chinese takes about one character each."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Prices of a million prompt and completion tokens, and the tokens one build may take; zero means none set."""

    prompt: float = 0.0
    completion: float = 0.0
    cap: int = 0

    def cost(self, usage: Usage) -> float:
        """What so many tokens cost."""
        return (usage.prompt * self.prompt + usage.completion * self.completion) / 1e6

    @property
    def priced(self) -> bool:
        """Whether a price is set."""
        return bool(self.prompt or self.completion)

    def note(self) -> dict[str, Any]:
        """The budget as it is kept beside the graph."""
        return {"prompt": self.prompt, "completion": self.completion, "cap": self.cap}

    @classmethod
    def of(cls, note: Any) -> "Budget":
        """The budget that was kept; none where nothing was."""
        if not isinstance(note, dict):
            return cls()
        return cls(float(note.get("prompt", 0)), float(note.get("completion", 0)), int(note.get("cap", 0)))


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a build would ask of the engine: chunks, characters, and the tokens that would likely take.

    ``measured`` says whether the tokens follow from chunks that were extracted before, or are a rule of thumb.
    """

    chunks: int
    characters: int
    usage: Usage
    measured: bool


def estimate(pending: Collection[Chunk], schema_text: str, known: Collection[tuple[Chunk, Extraction]]) -> Estimate:
    """What extracting these chunks would take, by what chunks took so far, else by their length and the schema's."""
    characters = sum(len(chunk.text) for chunk in pending)
    counted = [(len(chunk.text), extraction.usage) for chunk, extraction in known if extraction.usage.total]
    if counted:
        length = sum(size for size, _ in counted) or 1
        prompt = sum(usage.prompt for _, usage in counted) * characters / length
        completion = sum(usage.completion for _, usage in counted) * characters / length
        return Estimate(len(pending), characters, Usage(round(prompt), round(completion)), True)
    wide = sum(ord(char) > 0x2E80 for chunk in pending for char in chunk.text)
    tokens = wide + (characters - wide) / _CHARACTERS
    asked = len(pending) * len(schema_text) / _CHARACTERS
    return Estimate(len(pending), characters, Usage(round(tokens + asked), round(tokens * 0.8)), False)


def money(amount: float) -> str:
    """An amount as people read it, small ones not as nothing."""
    return f"{amount:.2f}" if amount >= 0.1 or amount == 0 else f"{amount:.4f}"
