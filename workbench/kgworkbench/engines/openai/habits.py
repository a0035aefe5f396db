"""What an endpoint has turned out to take: the strictest reply format it knows, and the names of its parameters."""

from dataclasses import dataclass, replace
from typing import Any

from kgworkbench.engines.openai.wire import RejectedError

__all__ = ["Habits", "too_large"]

_FORMATS = ("json_schema", "json_object", "text")
_TOO_LARGE = ("context_length_exceeded", "string_above_max_length", "too_large")
_LARGE_WORDS = ("context length", "context window", "context size", "maximum context", "prompt is too long")


@dataclass(frozen=True, slots=True)
class Habits:
    """How to write a request: reply format (0 is the strictest), the length's parameter, whether to fix the draw."""

    form: int = 0
    length: str = "max_tokens"
    temperature: bool = True

    def after(self, rejected: RejectedError) -> "Habits | None":
        """What to try after a rejection, None where nothing is left."""
        said = str(rejected)
        if "max_completion_tokens" in said and self.length == "max_tokens":
            return replace(self, length="max_completion_tokens")
        if "temperature" in said and self.temperature:
            return replace(self, temperature=False)
        return replace(self, form=self.form + 1) if self.form + 1 < len(_FORMATS) else None

    def request(self, name: str, schema: dict[str, Any], max_tokens: int) -> dict[str, Any]:
        """The parameters of a request besides its model and messages."""
        written: dict[str, Any] = {self.length: max_tokens}
        if self.temperature:
            written["temperature"] = 0
        form = _FORMATS[self.form]
        if form == "json_schema":
            form_of = {"name": name, "schema": schema, "strict": True}
            written["response_format"] = {"type": "json_schema", "json_schema": form_of}
        elif form == "json_object":
            written["response_format"] = {"type": "json_object"}
        return written


def too_large(rejected: RejectedError) -> bool:
    """Whether the endpoint rejects the request because it is too long, so that a shorter one would do."""
    said = str(rejected).casefold()
    return rejected.code in _TOO_LARGE or any(words in said for words in _LARGE_WORDS)
