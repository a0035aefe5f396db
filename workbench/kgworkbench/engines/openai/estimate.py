"""What a build would take, before it is paid for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgworkbench.engines.openai.counting import completion_guess, tokens_of
from kgworkbench.engines.openai.prompt import prompt_tokens
from kgworkbench.errors import InputError
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk
from kgworkbench.model.usage import Prices, Usage, cost

__all__ = ["Estimate", "estimate", "prices_from"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Calls and tokens an extraction would take; ``cost`` is None where no prices are known.

    ``fixed`` and ``variable`` are prompt tokens: ``fixed`` is the same text in every call, which an endpoint's cache
    makes cheaper than the cost says. ``completion`` is a guess from the length of the texts.
    """

    calls: int
    fixed: int
    variable: int
    completion: int
    cost: float | None = None

    @property
    def tokens(self) -> int:
        """All of them together."""
        return self.fixed + self.variable + self.completion


def estimate(
    schema: Schema, chunks: Iterable[Chunk], *, second_pass: bool = False, prices: Prices | None = None
) -> Estimate:
    """What extracting the chunks would take, one call each, or two with a second pass. Retries, replies that are cut
    and the naming of communities come on top.
    """
    calls = fixed = variable = completion = 0
    for chunk in chunks:
        first, second = prompt_tokens(schema, chunk)
        guess = completion_guess(tokens_of(chunk.text))
        calls, fixed, variable, completion = calls + 1, fixed + first, variable + second, completion + guess
        if second_pass:
            # It is told what the first one found, and finds a little more.
            calls, fixed, variable = calls + 1, fixed + first, variable + second + guess
            completion += completion_guess(0)
    spent = cost(Usage(fixed + variable, completion), prices) if prices is not None else None
    return Estimate(calls, fixed, variable, completion, spent)


def prices_from(environment: Mapping[str, str]) -> Prices | None:
    """The prices in KGW_PRICE_PROMPT and KGW_PRICE_COMPLETION, per million tokens; None where neither is set.

    Raises:
        InputError: only one is set, or one is no price.
    """
    given = [environment.get(name, "") for name in ("KGW_PRICE_PROMPT", "KGW_PRICE_COMPLETION")]
    if not any(given):
        return None
    try:
        prompt, completion = (float(price) for price in given)
    except ValueError:
        prompt = completion = -1.0
    if not (0 <= prompt < float("inf") and 0 <= completion < float("inf")):
        raise InputError(
            f"KGW_PRICE_PROMPT is {given[0]!r} and KGW_PRICE_COMPLETION is {given[1]!r}: "
            "give both, as what a million tokens cost"
        )
    return Prices(prompt, completion)
