"""What an endpoint's reply says: its JSON object and its tokens, whatever shape the reply is in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kgworkbench.engines.openai.salvage import salvage
from kgworkbench.errors import EngineError
from kgworkbench.model.usage import Usage

__all__ = ["Heard", "RefusedError", "UnusableError", "hear", "usage_of"]


@dataclass(frozen=True, slots=True)
class Heard:
    """What an endpoint said: a JSON object, whether it was cut short, and the tokens it took."""

    value: dict[str, Any]
    cut: bool
    usage: Usage


class UnusableError(Exception):
    """A reply that came but cannot be used; asking again may help."""


class RefusedError(EngineError):
    """The model will not answer; asking again will not help."""


def hear(body: dict[str, Any], model: str, keys: Sequence[str] = ()) -> Heard:
    """What the body of a reply says. ``keys`` are those the wanted object has, the telling one first.

    Raises:
        UnusableError: there is no JSON object in it.
        RefusedError: the model refuses, or its content filter does.
    """
    choices = body.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise UnusableError("the reply has no choices")
    refusal = message.get("refusal")
    if refusal:
        raise RefusedError(f"{model} refuses: {' '.join(str(refusal).split())[:200]}")
    ended = choice.get("finish_reason")
    if ended == "content_filter":
        raise RefusedError(f"{model} refuses: its content filter stopped the reply")
    said = _text(message.get("content")) or _called(message)
    value = salvage(said, keys)
    if value is None and ended == "length":
        # Nothing but reasoning fitted: a shorter text leaves room for the reply.
        return Heard({}, True, usage_of(body))
    if value is None:
        what = f", only {' '.join(said.split())[:80]!r}" if said.strip() else ""
        raise UnusableError(f"the reply holds no JSON object{what}")
    return Heard(value, ended == "length", usage_of(body))


def usage_of(body: dict[str, Any]) -> Usage:
    """The tokens a reply says it took; zero where it says nothing that is a count."""
    used = body.get("usage")
    if not isinstance(used, dict):
        return Usage()
    return Usage(_count(used.get("prompt_tokens")), _count(used.get("completion_tokens")))


def _text(content: Any) -> str:
    """A message's text; some endpoints send it in parts."""
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _called(message: dict[str, Any]) -> str:
    """The arguments of the tool a message calls: some servers write every JSON reply so, though none was offered."""
    calls = message.get("tool_calls")
    first = calls[0] if isinstance(calls, list) and calls else message
    function = first.get("function", first.get("function_call")) if isinstance(first, dict) else None
    arguments = function.get("arguments") if isinstance(function, dict) else None
    return json.dumps(arguments) if isinstance(arguments, dict) else _text(arguments)


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
