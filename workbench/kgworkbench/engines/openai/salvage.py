"""JSON out of what a model really sends: reasoning blocks, fences, prose, single quotes, a reply cut short."""

import json
import re
from collections.abc import Sequence
from typing import Any

__all__ = ["salvage"]

_REASONING = re.compile(r"<(think|thinking|reasoning)>.*?(</\1>|$)", re.DOTALL | re.IGNORECASE)
_REASONED = re.compile(r"^.*</(?:think|thinking|reasoning)>(?=.*\{)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```(?:json)?\s*(.*?)(?:```|$)", re.DOTALL)
_OBJECT = re.compile(r"\{\s*[\"'}]")
_SURROGATE = re.compile("[\ud800-\udfff\x00]")
_TRIES = 50


def salvage(text: str, keys: Sequence[str] = ()) -> dict[str, Any] | None:
    """The JSON object in the text, None where there is none. A reply cut short yields what stands before the cut.

    ``keys`` are those of the wanted object, the telling one first: prose with braces of its own before it, or an
    object inside a broken one, is not taken for it.
    """
    # Text in a sound object may hold a reasoning tag of the document's own: the object is read as it stands.
    found = _strict(text, keys) if text.lstrip().startswith(("{", "```")) else None
    if found is None:
        bare = _REASONING.sub("", text)
        # Some chat templates open the reasoning themselves, so that only its end is in the reply.
        bare = _REASONED.sub("", bare, count=1)
        found = _strict(bare, keys)
        if found is None:
            found = _repaired(bare)
    return _clean(found) if found is not None else None


def _strict(text: str, keys: Sequence[str]) -> dict[str, Any] | None:
    """The first sound JSON object in the text that has the telling key."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    for _ in range(_TRIES):
        if at < 0:
            return None
        try:
            found, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            if isinstance(found, dict) and (not keys or keys[0] in found):
                return found
        at = text.find("{", end)
    return None


def _repaired(text: str) -> dict[str, Any] | None:
    import json_repair

    fenced = _FENCE.search(text)
    bare = fenced.group(1) if fenced and "{" in fenced.group(1) else text
    start = _OBJECT.search(bare)
    at = start.start() if start else bare.find("{")
    if at < 0:
        return None
    try:
        found: Any = json_repair.loads(bare[at:])
    except (ValueError, RecursionError):
        return None
    if isinstance(found, list):
        found = next((item for item in found if isinstance(item, dict)), None)
    return found if isinstance(found, dict) else None


def _clean(found: dict[str, Any]) -> dict[str, Any] | None:
    """The object without half characters and NULs: JSON can escape them, no file or database can hold them."""
    try:
        plain = json.dumps(found, ensure_ascii=False)
    except (ValueError, RecursionError):
        return None
    if "\\u0000" not in plain and not _SURROGATE.search(plain):
        return found
    cleaned = _cleaned(found)
    return cleaned if isinstance(cleaned, dict) else None


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {_SURROGATE.sub("\ufffd", key): _cleaned(item) for key, item in value.items()}
    return value
