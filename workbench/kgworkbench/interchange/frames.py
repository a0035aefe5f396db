"""The graph as polars frames."""

from typing import TYPE_CHECKING

from kgworkbench.model.graph import Graph

if TYPE_CHECKING:
    import polars

__all__ = ["entity_frame", "relation_frame"]


def entity_frame(graph: Graph) -> "polars.DataFrame":
    """One row an entity: id, name, type, aliases (list), mentions (count)."""
    import polars

    rows = [(e.id, e.name, e.type, list(e.aliases), len(e.provenance)) for e in graph.entities]
    kinds = polars.Schema(
        {
            "id": polars.String(),
            "name": polars.String(),
            "type": polars.String(),
            "aliases": polars.List(polars.String()),
            "mentions": polars.Int64(),
        }
    )
    return polars.DataFrame(rows, schema=kinds, orient="row")


def relation_frame(graph: Graph) -> "polars.DataFrame":
    """One row a relation: id, head and tail names, type, confidence (0 to 1), documents (list)."""
    import polars

    names = {entity.id: entity.name for entity in graph.entities}
    rows = [
        (r.id, names[r.head], r.type, names[r.tail], r.confidence, sorted({p.document for p in r.provenance}))
        for r in graph.relations
    ]
    kinds = polars.Schema(
        {
            "id": polars.String(),
            "head": polars.String(),
            "type": polars.String(),
            "tail": polars.String(),
            "confidence": polars.Float64(),
            "documents": polars.List(polars.String()),
        }
    )
    return polars.DataFrame(rows, schema=kinds, orient="row")
