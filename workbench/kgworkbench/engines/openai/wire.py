"""One HTTP call to an endpoint, with a deadline that holds, and what went wrong sorted by what can be done about it."""

import json
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from typing import Any

from kgworkbench.engines.openai.aloud import Aloud
from kgworkbench.engines.openai.endpoint import Endpoint
from kgworkbench.engines.openai.loop import ClosedError, Loop
from kgworkbench.errors import EngineError

__all__ = ["PassingError", "RejectedError", "Wire"]

_LATER = (408, 409, 425, 429)
_LARGEST = 32 * 2**20
"""Bytes of a reply, unpacked: a hundred times what the longest says."""
_SETTINGS = "check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL"


class PassingError(Exception):
    """The call failed in a way that may pass; ``asked`` is what the endpoint's Retry-After said, and ``busy`` that it
    turned the call away only because there are too many.
    """

    def __init__(self, problem: str, asked: str | None = None, busy: bool = False) -> None:
        super().__init__(problem)
        self.asked = asked
        self.busy = busy


class RejectedError(Exception):
    """The endpoint does not take this request; ``code`` is its own word for why."""

    def __init__(self, problem: str, code: str = "") -> None:
        super().__init__(problem)
        self.code = code


class Wire:
    """The line to one endpoint; safe to use from several threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        import httpx2
        import openai

        self._openai = openai
        # The client's errors, and those of the transport under it, which show when a body is read in pieces.
        self._broken = (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL)
        self._model = endpoint.model
        self._client = openai.AsyncOpenAI(api_key=endpoint.key, base_url=endpoint.base_url, max_retries=0)
        self._loop = Loop(self._client.close)

    def close(self) -> None:
        """End calls under way and let go of connections; every later call fails."""
        self._loop.close()

    def post(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The JSON body of the reply, whole within the seconds.

        Raises:
            PassingError: asking again may help.
            RejectedError: another request may help.
            EngineError: nothing but other settings will help.
        """
        raw = bytearray()
        for piece in self._pieces(request, seconds):
            raw += piece
        return _body(raw)

    def stream(self, request: dict[str, Any], seconds: float) -> Generator[str, None, dict[str, Any]]:
        """What the message says so far, each time there is more; returns the body that ``post`` would have returned.

        An endpoint that does not stream, and sends its reply in one piece all the same, is understood.

        Raises:
            PassingError: asking again may help.
            RejectedError: another request may help.
            EngineError: nothing but other settings will help.
        """
        aloud, raw = Aloud(), bytearray()
        asked = {**request, "stream": True, "stream_options": {"include_usage": True}}
        for piece in self._pieces(asked, seconds):
            raw += piece
            whole, _, rest = raw.rpartition(b"\n")
            if aloud.hear(whole.decode("utf-8", "replace")):
                yield aloud.said
            if whole and aloud.streamed:
                raw = bytearray(rest)
        aloud.hear(raw.decode("utf-8", "replace"))
        if not aloud.streamed:
            return _body(raw)
        if aloud.error:
            raise PassingError(f"the endpoint reports {_short(aloud.error)}")
        if not aloud.ended:
            raise PassingError("the reply broke off")
        return aloud.body()

    def _pieces(self, request: dict[str, Any], seconds: float) -> Iterator[bytes]:
        """The pieces of a reply's body, as they come, within the seconds and the bytes of the whole.

        The transport's own timeout counts from byte to byte, so that a server which drips, be it its headers, would
        hold a caller for ever: the whole call is a task of an event loop, which is cancelled when its time is up.
        """

        async def talk() -> AsyncIterator[bytes]:
            left = _LARGEST
            calls = self._client.chat.completions.with_streaming_response
            async with calls.create(**request, timeout=seconds) as response:
                async for piece in response.iter_bytes():
                    left -= len(piece)
                    if left < 0:
                        raise PassingError(f"the reply is longer than {_LARGEST} bytes")
                    yield piece

        with self._named(seconds):
            yield from self._loop.heard(talk, seconds)

    @contextmanager
    def _named(self, seconds: float) -> Iterator[None]:
        """Gives what goes wrong inside the name of what can be done about it."""
        try:
            yield
        except ClosedError as closed:
            raise EngineError("stopped while waiting for the endpoint") from closed
        except TimeoutError as late:
            raise PassingError(f"no whole reply within {seconds:.3g} seconds") from late
        except self._openai.APIStatusError as failed:
            raise self._sorted(failed) from failed
        except self._openai.APITimeoutError as failed:
            raise PassingError(_line(failed)) from failed
        except self._openai.APIConnectionError as failed:
            place = self._client.base_url.copy_with(userinfo=b"")
            why = _short(failed.__cause__ or failed)
            told = f"no connection to {place} ({why}): is it running, and OPENAI_BASE_URL right?"
            raise PassingError(told) from failed
        except self._broken as failed:
            raise PassingError(_line(failed)) from failed

    def _sorted(self, failed: Any) -> Exception:
        status, code = failed.status_code, str(getattr(failed, "code", None) or "")
        headers = failed.response.headers
        if code == "insufficient_quota":
            return EngineError(f"the quota of {self._model!r} is used up: {_line(failed)}; check the account's billing")
        if status in _LATER or status >= 500:
            milliseconds = headers.get("retry-after-ms", "")
            asked = str(float(milliseconds) / 1000) if milliseconds.isdigit() else headers.get("retry-after")
            return PassingError(_line(failed), asked, status == 429 or (status == 503 and asked is not None))
        if status in (400, 413, 422):
            return RejectedError(_line(failed), "too_large" if status == 413 else code)
        return EngineError(f"endpoint refused model {self._model!r}: {_line(failed)}; {_SETTINGS}")


def _body(raw: bytearray) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as problem:
        raise PassingError(f"the reply is no JSON ({_line(problem)})") from problem
    if not isinstance(body, dict):
        raise PassingError("the reply is no JSON object")
    if body.get("error"):
        raise PassingError(f"the endpoint reports {_short(body['error'])}")
    return body


def _line(problem: Exception) -> str:
    return _short(f"{type(problem).__name__}: {problem}")


def _short(text: object) -> str:
    return " ".join(str(text).split())[:300]
