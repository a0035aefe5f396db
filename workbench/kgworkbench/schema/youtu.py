"""Youtu-GraphRAG's schema JSON, ``{"Nodes", "Relations", "Attributes"}``, put into the form of a schema file."""

from typing import Any

__all__ = ["from_youtu", "in_youtu", "is_youtu"]

_KEYS = {"Nodes": "entity_types", "Relations": "relation_types", "Attributes": "attribute_types"}


def is_youtu(data: Any) -> bool:
    """Whether the data has the keys of that format."""
    return isinstance(data, dict) and "Nodes" in data


def from_youtu(data: dict[str, Any]) -> dict[str, Any]:
    """The same schema with the keys of a schema file.

    An entry is a name or an object. A relation without head or tail may link any types, an attribute without
    ``of`` belongs to any. Keys that are not of the format stay, so that they are reported.
    """
    wire = {_KEYS.get(key, key): _entries(items) if key in _KEYS else items for key, items in data.items()}
    names = [entry.get("name") for entry in _dicts(wire.get("entity_types"))]
    for relation in _dicts(wire.get("relation_types")):
        relation.setdefault("head", names)
        relation.setdefault("tail", names)
    for attribute in _dicts(wire.get("attribute_types")):
        attribute.setdefault("of", names)
    text = " ".join(name for name in names if isinstance(name, str))
    wire.setdefault("language", "zh" if any("\u4e00" <= letter <= "\u9fff" for letter in text) else "en")
    return wire


def in_youtu(place: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Where a place of the schema file's form stood in Youtu's."""
    back = {key: youtu for youtu, key in _KEYS.items()}
    return (back.get(str(place[0]), place[0]), *place[1:]) if place else place


def _entries(items: Any) -> Any:
    if not isinstance(items, list):
        return items
    return [
        {"name": item} if isinstance(item, str) else dict(item) if isinstance(item, dict) else item for item in items
    ]


def _dicts(items: Any) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
