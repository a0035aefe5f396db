"""A graph as Cypher statements, for Neo4j, Memgraph and whatever else speaks it."""

from collections.abc import Iterator
from typing import Any

from kgworkbench.model.graph import Graph

__all__ = ["cypher_lines"]

_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def cypher_lines(graph: Graph) -> Iterator[str]:
    """One statement a line: an index, the entities, the relations; running them twice adds nothing.

    Every entity is an ``Entity`` with its type as a second label; a relation's type is its own. Names are escaped as
    literals and as quoted identifiers, so that none of them is ever read as Cypher.
    """
    yield "CREATE INDEX entity_id IF NOT EXISTS FOR (n:Entity) ON (n.id);"
    for entity in graph.entities:
        said: dict[str, Any] = {
            "name": entity.name,
            "aliases": list(entity.aliases),
            "mentions": len(entity.provenance),
        }
        for fact in entity.attributes:
            said.setdefault(f"attribute {fact.type}", []).append(fact.value)
        kind = f" SET n:{_quoted(entity.type)}" if entity.type else ""
        yield f"MERGE (n:Entity {{id: {_value(entity.id)}}}) SET n += {_map(said)}{kind};"
    for relation in graph.relations:
        said = {"confidence": relation.confidence, "places": len(relation.provenance)}
        yield (
            f"MATCH (a:Entity {{id: {_value(relation.head)}}}), (b:Entity {{id: {_value(relation.tail)}}}) "
            f"MERGE (a)-[r:{_quoted(relation.type)} {{id: {_value(relation.id)}}}]->(b) SET r += {_map(said)};"
        )


def _map(said: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{_quoted(key)}: {_value(value)}" for key, value in said.items()) + "}"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return f"'{value.translate(_ESCAPES)}'"
    if isinstance(value, list):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return repr(value)


def _quoted(name: str) -> str:
    # Older parsers read a Unicode escape anywhere, even as the backtick that ends a name: none is left to read.
    return "`" + name.replace("\\", "/").replace("`", "``").replace("\n", " ").replace("\r", " ") + "`"
