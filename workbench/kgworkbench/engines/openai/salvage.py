"""JSON out of what a model really sends: reasoning blocks, fences, prose, single quotes, a reply cut short."""

import re
from typing import Any

__all__ = ["salvage"]

_REASONING = re.compile(r"<(think|thinking|reasoning)>.*?(</\1>|$)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```(?:json)?\s*(.*?)(?:```|$)", re.DOTALL)


def salvage(text: str) -> dict[str, Any] | None:
    """The JSON object in the text, None where there is none. A reply cut short yields what stands before the cut."""
    import json_repair

    bare = _REASONING.sub("", text).strip()
    fenced = _FENCE.search(bare)
    if fenced and "{" in fenced.group(1):
        bare = fenced.group(1)
    start = bare.find("{")
    if start < 0:
        return None
    found = json_repair.loads(bare[start:])
    if isinstance(found, list):
        found = next((item for item in found if isinstance(item, dict)), None)
    return found if isinstance(found, dict) else None
