"""How a prompt tells of a schema: one line for each type."""

from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema

__all__ = ["kind_line", "schema_lines"]


def schema_lines(schema: Schema, of: int | None = None) -> str:
    """The schema as the prompt tells it; ``of`` is the number of its types before any were left out."""
    count = len(schema.entity_types) + len(schema.relation_types) + len(schema.attribute_types)
    part = f" ({count} of its {of} types, those the text may need)" if of is not None else ""
    lines = [f"Schema {schema.name}{part}: {schema.description}", "Entity types:"]
    lines += map(kind_line, schema.entity_types)
    lines.append("Relation types (head -> tail):")
    lines += map(kind_line, schema.relation_types)
    lines.append("Attribute types:")
    lines += map(kind_line, schema.attribute_types)
    return "\n".join(lines)


def kind_line(kind: EntityType | RelationType | AttributeType) -> str:
    """The line of one type."""
    if isinstance(kind, EntityType):
        examples = f" For example: {'; '.join(kind.examples)}." if kind.examples else ""
        return f"- {kind.name}: {kind.description}{examples}"
    if isinstance(kind, RelationType):
        return f"- {kind.name} ({' | '.join(kind.head)} -> {' | '.join(kind.tail)}): {kind.description}"
    unit = f" in {kind.unit}" if kind.unit else ""
    return f"- {kind.name} of {' | '.join(kind.of)} ({kind.value}{unit}): {kind.description}"
