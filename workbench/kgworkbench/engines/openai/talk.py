"""One call to an endpoint: the strictest reply format it knows, retries that obey it, and errors in one line."""

import threading
import time
from dataclasses import dataclass
from typing import Any

from kgworkbench.engines.openai.endpoint import Endpoint
from kgworkbench.engines.openai.pace import Pace, pause_before
from kgworkbench.engines.openai.salvage import salvage
from kgworkbench.errors import EngineError
from kgworkbench.model.trace import Usage

__all__ = ["Heard", "Talk"]

_FORMATS = ("json_schema", "json_object", "text")


@dataclass(frozen=True, slots=True)
class Heard:
    """What an endpoint said: a JSON object, whether it was cut short, and the tokens it took."""

    value: dict[str, Any]
    cut: bool
    usage: Usage


class Talk:
    """Talks to one endpoint. Remembers, once per endpoint, which reply format it knows."""

    def __init__(self, endpoint: Endpoint) -> None:
        import openai

        self._openai = openai
        self._endpoint = endpoint
        self._client = openai.OpenAI(
            api_key=endpoint.key, base_url=endpoint.base_url, timeout=endpoint.timeout, max_retries=0
        )
        self._pace = Pace(endpoint.requests_per_minute)
        self._format = 0
        self._stop = threading.Event()

    def close(self) -> None:
        """Wake every waiting call and let it fail."""
        self._stop.set()
        self._client.close()

    def say(self, instructions: str, content: str, name: str, schema: dict[str, Any]) -> Heard:
        """What the endpoint replies. ``instructions`` stay byte-identical between calls, so that its cache applies.

        Raises:
            EngineError: no usable reply within the endpoint's attempts and deadline.
        """
        started = time.monotonic()
        spent = Usage()
        problem = "no reply"
        attempt = 0
        while attempt < self._endpoint.attempts:
            self._wait(self._pace.turn())
            level = self._format
            asked: str | None = None
            try:
                heard = self._call(instructions, content, name, schema, _FORMATS[level])
                return Heard(heard.value, heard.cut, spent + heard.usage)
            except _UnusableError as unusable:
                problem, spent = str(unusable), spent + unusable.usage
            except (self._openai.BadRequestError, self._openai.UnprocessableEntityError) as refused:
                if level + 1 < len(_FORMATS):
                    # Not counted as an attempt: the endpoint does not know this format, and will not later.
                    self._format = max(self._format, level + 1)
                    continue
                raise EngineError(f"{self._endpoint.model} refused the request: {_line(refused)}") from refused
            except (
                self._openai.AuthenticationError,
                self._openai.PermissionDeniedError,
                self._openai.NotFoundError,
            ) as refused:
                raise EngineError(
                    f"endpoint refused model {self._endpoint.model!r}: {_line(refused)}; check OPENAI_API_KEY, "
                    "OPENAI_BASE_URL and OPENAI_MODEL"
                ) from refused
            except self._openai.APIStatusError as failed:
                problem, asked = _line(failed), failed.response.headers.get("retry-after")
            except (self._openai.OpenAIError, ValueError) as failed:
                # ValueError: a body that is no JSON, which the client lets through as it comes.
                problem = _line(failed)
            attempt += 1
            pause = pause_before(attempt, asked)
            if time.monotonic() - started + pause > self._endpoint.deadline:
                break
            if attempt < self._endpoint.attempts:
                self._wait(pause)
        raise EngineError(f"{self._endpoint.model} gave no usable reply after {attempt} tries: {problem}")

    def _call(self, instructions: str, content: str, name: str, schema: dict[str, Any], form: str) -> Heard:
        extra: dict[str, Any] = {}
        if form == "json_schema":
            extra["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": name, "schema": schema, "strict": True},
            }
        elif form == "json_object":
            extra["response_format"] = {"type": "json_object"}
        reply = self._client.chat.completions.create(
            model=self._endpoint.model,
            messages=[{"role": "system", "content": instructions}, {"role": "user", "content": content}],
            temperature=0,
            max_tokens=self._endpoint.max_tokens,
            **extra,
        )
        used = getattr(reply, "usage", None)
        usage = Usage(used.prompt_tokens or 0, used.completion_tokens or 0) if used else Usage()
        choice = next(iter(getattr(reply, "choices", None) or ()), None)
        if choice is None or choice.message is None:
            raise _UnusableError("the reply has no choices", usage)
        refusal = getattr(choice.message, "refusal", None)
        if refusal:
            raise EngineError(f"{self._endpoint.model} refuses: {' '.join(str(refusal).split())[:200]}")
        said = choice.message.content
        value = salvage(said) if isinstance(said, str) else None
        if value is None:
            raise _UnusableError("the reply holds no JSON object", usage)
        return Heard(value, choice.finish_reason == "length", usage)

    def _wait(self, seconds: float) -> None:
        if seconds > 0 and self._stop.wait(seconds):
            raise EngineError("stopped while waiting for the endpoint")


class _UnusableError(Exception):
    """A reply that came but cannot be used; asking again may help."""

    def __init__(self, problem: str, usage: Usage) -> None:
        super().__init__(problem)
        self.usage = usage


def _line(problem: Exception) -> str:
    return " ".join(f"{type(problem).__name__}: {problem}".split())[:300]
