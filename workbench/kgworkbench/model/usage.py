"""Tokens, counted, and what they cost."""

from dataclasses import dataclass

__all__ = ["Prices", "Usage", "cost"]

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens an engine used for one reply; zero for an engine that counts none."""

    prompt: int = 0
    completion: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        """The tokens of both."""
        return Usage(self.prompt + other.prompt, self.completion + other.completion)

    @property
    def total(self) -> int:
        """Prompt and completion tokens together."""
        return self.prompt + self.completion


@dataclass(frozen=True, slots=True)
class Prices:
    """What an endpoint charges for a million tokens of prompt and of completion, in whatever currency it bills."""

    prompt: float
    completion: float


def cost(usage: Usage, prices: Prices) -> float:
    """What the tokens cost at these prices."""
    return (usage.prompt * prices.prompt + usage.completion * prices.completion) / _MILLION
