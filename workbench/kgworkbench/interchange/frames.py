"""Graphs, extractions and citations as polars frames, and documents out of any frame."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kgworkbench.errors import CorpusError
from kgworkbench.model.evidence import Answer
from kgworkbench.model.facts import Extraction
from kgworkbench.model.graph import Graph
from kgworkbench.model.text import Document
from kgworkbench.model.usage import Prices, cost
from kgworkbench.read.records import csv_documents

if TYPE_CHECKING:
    import polars

__all__ = ["attribute_frame", "chunk_frame", "documents_from", "entity_frame", "evidence_frame", "relation_frame"]


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


def attribute_frame(graph: Graph) -> "polars.DataFrame":
    """One row a property of an entity: entity (its id), its name and type, attribute, value, documents (list)."""
    import polars

    rows = [
        (entity.id, entity.name, entity.type, fact.type, fact.value, sorted({p.document for p in fact.provenance}))
        for entity in graph.entities
        for fact in entity.attributes
    ]
    text = polars.String()
    kinds = polars.Schema(
        {
            "entity": text,
            "name": text,
            "type": text,
            "attribute": text,
            "value": text,
            "documents": polars.List(text),
        }
    )
    return polars.DataFrame(rows, schema=kinds, orient="row")


def evidence_frame(answer: Answer) -> "polars.DataFrame":
    """One row a citation of the answer: number, document, start, end (offsets, end exclusive), quote, claim, chunk."""
    import polars

    rows = [
        (number, each.document, each.span.start, each.span.end, each.quote, each.claim, each.chunk)
        for number, each in enumerate(answer.citations, 1)
    ]
    text, whole = polars.String(), polars.Int64()
    kinds = polars.Schema(
        {
            "number": whole,
            "document": text,
            "start": whole,
            "end": whole,
            "quote": text,
            "claim": text,
            "chunk": text,
        }
    )
    return polars.DataFrame(rows, schema=kinds, orient="row")


def chunk_frame(extractions: Iterable[Extraction], prices: Prices | None = None) -> "polars.DataFrame":
    """One row a chunk, sorted by document: counts of mentions, relations, attributes, violations and proposals, the
    tokens its extraction took, and their cost where prices are known (null where not).
    """
    import polars

    rows = sorted(
        (
            each.document,
            each.chunk,
            each.schema_version,
            len(each.mentions),
            len(each.triples),
            len(each.attributes),
            len(each.violations),
            len(each.proposals),
            each.usage.prompt,
            each.usage.completion,
            cost(each.usage, prices) if prices is not None else None,
        )
        for each in extractions
    )
    counted = ("schema_version", "mentions", "relations", "attributes", "violations", "proposals")
    kinds = polars.Schema(
        {
            "document": polars.String(),
            "chunk": polars.String(),
            **dict.fromkeys((*counted, "prompt", "completion"), polars.Int64()),
            "cost": polars.Float64(),
        }
    )
    return polars.DataFrame(rows, schema=kinds, orient="row")


def documents_from(frame: Any) -> tuple[Document, ...]:
    """The documents of a frame (polars, pandas, Arrow), one a row: its ``text``, ``id`` and ``title``.

    A frame without a ``text`` column gives its cells as lines ``column: value``, as a table in a file does; rows of
    nothing are passed over. ``workbench.build`` takes what comes out.

    Raises:
        CorpusError: this is no frame, or a row has no text.
    """
    table = _polars_of(frame)
    if not table.columns:
        return ()
    flat = table.select([_as_text(table[name]) for name in table.columns])
    return tuple(document for _, document in csv_documents(flat.write_csv(), "frame", "the frame"))


def _polars_of(frame: Any) -> "polars.DataFrame":
    import polars

    if isinstance(frame, polars.DataFrame):
        return frame
    if isinstance(frame, polars.LazyFrame):
        return frame.collect()
    if hasattr(frame, "__arrow_c_stream__"):  # pandas, Arrow, DuckDB and others
        return polars.DataFrame(frame)
    raise CorpusError(f"{type(frame).__name__!r} is no data frame: give one of polars, pandas or Arrow, or Documents")


def _as_text(column: "polars.Series") -> "polars.Series":
    import polars

    if isinstance(column.dtype, polars.List):
        return column.list.eval(polars.element().cast(polars.String)).list.join("; ")
    return column.cast(polars.String)
