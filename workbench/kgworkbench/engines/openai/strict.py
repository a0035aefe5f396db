"""JSON schemas of objects as strict endpoints want them."""

from typing import Any

__all__ = ["rows", "strict"]


def strict(**properties: Any) -> dict[str, Any]:
    """The JSON schema of an object with these properties: all required, no others allowed."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def rows(**properties: Any) -> dict[str, Any]:
    """The JSON schema of a list of such objects."""
    return {"type": "array", "items": strict(**properties)}
