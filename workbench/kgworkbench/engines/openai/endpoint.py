"""Where an endpoint is, and how hard it may be pressed."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgworkbench.errors import InputError

__all__ = ["Endpoint", "endpoint_from"]

_CALL_SECONDS = 120.0
_TASK_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint. Seconds: ``timeout`` of one call, ``deadline`` of a task with its retries.

    ``second_pass`` asks once more of every text what was missed, at about twice the price.
    """

    model: str
    key: str
    base_url: str | None = None
    timeout: float = _CALL_SECONDS
    deadline: float = _TASK_SECONDS
    attempts: int = 5
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    max_tokens: int = 4096
    second_pass: bool = False


def endpoint_from(environment: Mapping[str, str], model: str = "") -> Endpoint:
    """The endpoint that the environment describes.

    OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL name it; KGW_REQUESTS_PER_MINUTE and KGW_TOKENS_PER_MINUTE are
    its limits, KGW_CALL_SECONDS and KGW_TASK_SECONDS its deadlines, and KGW_SECOND_PASS=1 asks for a second pass.

    Raises:
        InputError: no model is named, there is neither a key nor an address that may need none, or a limit is no
            number.
    """
    chosen = model or environment.get("OPENAI_MODEL", "")
    address = environment.get("OPENAI_BASE_URL") or None
    key = environment.get("OPENAI_API_KEY", "")
    if not chosen:
        raise InputError("no model is named: set OPENAI_MODEL, or name it with the engine, openai:MODEL")
    if not key and address is None:
        raise InputError("no endpoint: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own")
    second = environment.get("KGW_SECOND_PASS", "")
    if second not in ("", "0", "1"):
        raise InputError(f"KGW_SECOND_PASS is {second!r}: give 1 for a second pass, or 0")
    return Endpoint(
        chosen,
        key or "none",
        address,
        timeout=_whole(environment, "KGW_CALL_SECONDS") or _CALL_SECONDS,
        deadline=_whole(environment, "KGW_TASK_SECONDS") or _TASK_SECONDS,
        requests_per_minute=_whole(environment, "KGW_REQUESTS_PER_MINUTE"),
        tokens_per_minute=_whole(environment, "KGW_TOKENS_PER_MINUTE"),
        second_pass=second == "1",
    )


def _whole(environment: Mapping[str, str], name: str) -> int | None:
    given = environment.get(name, "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit()) or int(given) == 0:
        raise InputError(f"{name} is {given!r}: give a whole number above 0")
    return int(given)
