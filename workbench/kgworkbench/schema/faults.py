"""What the format's models found wrong with a schema file, in the words of a schema author."""

from typing import Any

from pydantic import BaseModel, ValidationError

from kgworkbench.schema.check import closest
from kgworkbench.schema.wire import AttributeTypeWire, EntityTypeWire, RelationTypeWire, SchemaWire

__all__ = ["Fault", "faults_of", "shown"]

Fault = tuple[str, tuple[str | int, ...]]
"""A message, and the place in the file that it is about."""

_SECTIONS: dict[str, tuple[str, type[BaseModel]]] = {
    "entity_types": ("entity type", EntityTypeWire),
    "relation_types": ("relation type", RelationTypeWire),
    "attribute_types": ("attribute type", AttributeTypeWire),
}


def faults_of(problem: ValidationError, data: dict[str, Any]) -> list[Fault]:
    """The faults of the data, unknown keys first: a misspelt key is also a missing one, and says more."""
    found = sorted(problem.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
    return [(_message(dict(fault), data), fault["loc"]) for fault in found]


def shown(value: Any) -> str:
    """The value as a message shows it, at most 60 characters long."""
    text = repr(value) if isinstance(value, str | int | float | bool | None) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _message(fault: dict[str, Any], data: dict[str, Any]) -> str:
    place: tuple[str | int, ...] = fault["loc"]
    said, fields = "the schema", SchemaWire.model_fields
    if len(place) > 1 and place[0] in _SECTIONS and isinstance(place[1], int):
        word, model = _SECTIONS[str(place[0])]
        entry = data[str(place[0])][place[1]]
        named = entry.get("name") if isinstance(entry, dict) else None
        said, fields = f"{word} {named!r}" if named else f"{word} number {place[1] + 1}", model.model_fields
    keys = [step for step in place if isinstance(step, str) and step and step not in _SECTIONS]
    key = keys[0] if keys else str(place[0])
    kind, given = fault["type"], fault["input"]
    if kind == "extra_forbidden":
        hint = closest(key, fields)
        return f"{said} has the unknown key {key!r}{hint + ' The' if hint else '; the'} keys are {', '.join(fields)}"
    if kind == "missing":
        example = f", as in {key}: [Person]" if key in ("head", "tail", "of") else ""
        return f"{said} lacks the key {key!r}; add it{example}"
    if kind in ("model_type", "model_attributes_type", "dict_type") and len(place) > 1:
        if key == "cues":
            return f"{said} has the cues {shown(given)}; write them by language, as in cues: {{en: [born in]}}"
        return f"{said} is {shown(given)}, not a mapping; write it as - name: {shown(given)}"
    if kind == "list_type":
        return f"{said} has {shown(given)} where {key!r} takes a list; write {key}: [{str(given)[:60]}]"
    if kind == "string_type":
        how = " (YAML reads a bare yes, no, on or off so)" if isinstance(given, bool) else ""
        return f"{said} has {shown(given)} in {key!r}{how}, which is not text; put it in quotes"
    if kind == "literal_error":
        return f"{said} has {shown(given)} in {key!r}; choose one of {fault['ctx']['expected'].replace(' or ', ', ')}"
    if kind == "bool_type":
        return f"{said} has {shown(given)} in {key!r}; write true or false"
    if kind in ("int_type", "greater_than_equal"):
        return f"{said} has {shown(given)} in {key!r}; write a whole number, 0 or more"
    return f"{said} has {shown(given)} in {key!r}: {fault['msg']}; correct it"
