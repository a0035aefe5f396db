"""A Schema written as Youtu-GraphRAG's JSON, which holds names and nothing else."""

import json

from kgworkbench.model.schema import Schema
from kgworkbench.schema.alike import AnyType

__all__ = ["dump_youtu"]


def dump_youtu(schema: Schema) -> tuple[str, tuple[str, ...]]:
    """The ``{"Nodes", "Relations", "Attributes"}`` JSON of a Schema, and one line for each kind of thing left out."""
    data = {
        "Nodes": [kind.name for kind in schema.entity_types],
        "Relations": [kind.name for kind in schema.relation_types],
        "Attributes": [kind.name for kind in schema.attribute_types],
    }
    kinds: tuple[AnyType, ...] = (*schema.entity_types, *schema.relation_types, *schema.attribute_types)
    left_out = {
        "descriptions": sum(bool(kind.description) for kind in kinds),
        "examples": sum(bool(kind.examples) for kind in kinds),
        "cues": sum(bool(kind.cues) for kind in kinds),
        "parents": sum(getattr(kind, "parent", None) is not None for kind in kinds),
        "heads and tails": len(schema.relation_types),
        "owners of attributes": len(schema.attribute_types),
        "symmetric and functional": sum(kind.symmetric or kind.functional for kind in schema.relation_types),
        "kinds of values and units": sum(kind.value != "text" or bool(kind.unit) for kind in schema.attribute_types),
    }
    lost = tuple(f"{what} of {count} types" for what, count in left_out.items() if count)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n", lost
