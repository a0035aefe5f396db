"""A Schema written as the YAML of a schema file."""

from dataclasses import MISSING, fields
from typing import Any

import yaml

from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema

__all__ = ["dump_schema"]


def dump_schema(schema: Schema) -> str:
    """The schema as YAML that loads back equal: the keys of the format in a fixed order, defaults left out."""
    data: dict[str, Any] = {"name": schema.name, "version": schema.version, "language": schema.language}
    if schema.description:
        data["description"] = schema.description
    for section in ("entity_types", "relation_types", "attribute_types"):
        data[section] = [_entry(kind) for kind in getattr(schema, section)]
    return yaml.dump(data, Dumper=_Readable, allow_unicode=True, sort_keys=False, width=118)


def _entry(kind: EntityType | RelationType | AttributeType) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for field in fields(kind):
        value = getattr(kind, field.name)
        if field.default is MISSING or value != field.default:
            entry[field.name] = list(value) if isinstance(value, tuple) else value
    if kind.cues:
        entry["cues"] = {language: list(words) for language, words in kind.cues}
    return entry


class _Readable(yaml.SafeDumper):
    """Lists of words on one line, everything else in blocks; no anchors, however often a list occurs."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _sequence(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    flat = not any(isinstance(item, dict | list) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flat)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    # Outside double quotes YAML reads rare line ends (such as U+0085) back as spaces.
    rare = not text.replace("\n", "").isprintable()
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if rare else None)


_Readable.add_representer(list, _sequence)
_Readable.add_representer(str, _text)
