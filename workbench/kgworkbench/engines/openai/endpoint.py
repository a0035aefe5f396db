"""Where an endpoint is, and how hard it may be pressed."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgworkbench.errors import InputError

__all__ = ["Endpoint", "endpoint_from"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint. Seconds: ``timeout`` of one call, ``deadline`` of a task with its retries."""

    model: str
    key: str
    base_url: str | None = None
    timeout: float = 120.0
    deadline: float = 600.0
    attempts: int = 5
    requests_per_minute: int | None = None
    max_tokens: int = 4096


def endpoint_from(environment: Mapping[str, str], model: str = "") -> Endpoint:
    """The endpoint that OPENAI_BASE_URL, OPENAI_API_KEY, OPENAI_MODEL and KGW_REQUESTS_PER_MINUTE describe.

    Raises:
        InputError: no model is named, or there is neither a key nor an address that may need none.
    """
    chosen = model or environment.get("OPENAI_MODEL", "")
    address = environment.get("OPENAI_BASE_URL") or None
    key = environment.get("OPENAI_API_KEY", "")
    if not chosen:
        raise InputError("no model is named: set OPENAI_MODEL, or write --engine openai:MODEL")
    if not key and address is None:
        raise InputError("no endpoint: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own")
    pace = environment.get("KGW_REQUESTS_PER_MINUTE", "")
    if pace and not pace.isdigit():
        raise InputError(f"KGW_REQUESTS_PER_MINUTE is {pace!r}: give a whole number")
    return Endpoint(chosen, key or "none", address, requests_per_minute=int(pace) if pace else None)
