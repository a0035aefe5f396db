"""Values to Arrow columns and back. Hand-made where a graph has many: provenance, facts and keywords.

A provenance is the JSON ``[[document, chunk, start, end], [document, chunk]]``, the short form where no span could
be proved. Columns come back as Python lists, in the order of the tables in ``ddl``.
"""

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from json.encoder import encode_basestring as _quoted
from typing import Any

import pyarrow as pa

from kgworkbench.model.codec import dumps
from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.graph import Entity, Fact, Provenance, Relation
from kgworkbench.model.journal import Operation
from kgworkbench.model.text import Chunk, Document, Span
from kgworkbench.model.tree import Community, Keyword
from kgworkbench.stores.coded import extraction_text
from kgworkbench.stores.ddl import NODES
from kgworkbench.stores.rules import chunks_said

__all__ = [
    "chunk_rows",
    "communities_of",
    "community_rows",
    "document_rows",
    "entities_of",
    "entity_rows",
    "extraction_rows",
    "failure_rows",
    "keys",
    "operation_rows",
    "relation_rows",
    "relations_of",
    "table",
    "uncollected",
]

_ARROW = {"STRING": pa.string(), "STRING[]": pa.list_(pa.string()), "INT64": pa.int64(), "DOUBLE": pa.float64()}

# Case-folded names are joined by a character that no one types, so that a text does not match across two names.
_BETWEEN = "\x1f"

Columns = Sequence[Sequence[Any]]


def table(kinds: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """The rows as an Arrow table with columns of those names and Kùzu types."""
    columns: Iterable[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(kinds)
    return pa.table(
        {name: pa.array(column, type=_ARROW[kind]) for (name, kind), column in zip(kinds.items(), columns, strict=True)}
    )


def keys(ids: Iterable[str]) -> pa.Table:
    """The ids, each once, as an Arrow table with the one column ``row_key``."""
    return table({"row_key": "STRING"}, [(ident,) for ident in dict.fromkeys(ids)])


@contextmanager
def uncollected() -> Iterator[None]:
    """While a graph is decoded, nothing is garbage: the collector, which would look again and again, is at rest.

    It takes four fifths of the time of 20 000 relations. Threads that overlap never leave it off.
    """
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


def document_rows(documents: Iterable[Document]) -> pa.Table:
    """The documents as rows of their table."""
    return table(NODES["Document"], [(each.id, each.title, each.text, each.source) for each in documents])


def chunk_rows(chunks: Iterable[Chunk]) -> pa.Table:
    """The chunks as rows of their table."""
    rows = [(each.id, each.document, each.title, each.start, each.end, each.text) for each in chunks]
    return table(NODES["Chunk"], rows)


def extraction_rows(extractions: Iterable[Extraction]) -> pa.Table:
    """The extractions as rows of their table, each whole in JSON."""
    rows = [(each.chunk, each.document, each.schema_version, extraction_text(each)) for each in extractions]
    return table(NODES["Extraction"], rows)


def failure_rows(failures: Iterable[Failure]) -> pa.Table:
    """The failures as rows of their table."""
    return table(NODES["Failure"], [(each.chunk, each.reason) for each in failures])


def operation_rows(operations: Iterable[Operation]) -> pa.Table:
    """The operations as rows of their table, each whole in JSON."""
    rows = [(each.number, each.says, each.author, each.time, dumps(each)) for each in operations]
    return table(NODES["Operation"], rows)


def entity_rows(entities: Iterable[Entity]) -> pa.Table:
    """The entities as rows of their table."""
    rows = [
        (
            each.id,
            each.name,
            each.type,
            each.aliases,
            chunks_said(each.provenance),
            _facts_json(each.attributes),
            _places_json(each.provenance),
            _BETWEEN.join(name.casefold() for name in (each.name, *each.aliases)),
        )
        for each in entities
    ]
    return table(NODES["Entity"], rows)


def relation_rows(relations: Iterable[Relation], kinds: dict[str, str]) -> pa.Table:
    """The relations as rows of their table, which has columns of those kinds beside ``from`` and ``to``."""
    rows = [
        (
            each.head,
            each.tail,
            each.id,
            each.type,
            each.confidence,
            chunks_said(each.provenance),
            _places_json(each.provenance),
        )
        for each in relations
    ]
    return table({"from": "STRING", "to": "STRING"} | kinds, rows)


def community_rows(communities: Iterable[Community]) -> pa.Table:
    """The communities as rows of their table, numbered in their order."""
    rows = [
        (
            each.id,
            position,
            each.level,
            each.members,
            each.centre,
            each.parent,
            _json([[word.term, word.weight, word.members] for word in each.keywords]),
            each.name,
            each.summary,
        )
        for position, each in enumerate(communities)
    ]
    return table(NODES["Community"], rows)


def entities_of(columns: Columns) -> list[Entity]:
    """The entities in the columns id, name, type, aliases, attributes, provenance, in their order."""
    ids, names, types, aliases, attributes, provenance = columns
    return [
        Entity(ident, name, kind, tuple(others), _facts(facts), _provenance(places))
        for ident, name, kind, others, facts, places in zip(
            ids, names, types, aliases, _unjson(attributes), _unjson(provenance), strict=True
        )
    ]


def relations_of(columns: Columns) -> list[Relation]:
    """The relations in the columns id, head, type, tail, confidence, provenance, in their order."""
    ids, heads, types, tails, confidences, provenance = columns
    return [
        Relation(ident, head, kind, tail, confidence, _provenance(places))
        for ident, head, kind, tail, confidence, places in zip(
            ids, heads, types, tails, confidences, _unjson(provenance), strict=True
        )
    ]


def communities_of(columns: Columns) -> list[Community]:
    """The communities in the columns id, level, members, centre, parent, keywords, name, summary, in their order."""
    ids, levels, members, centres, parents, keywords, names, summaries = columns
    return [
        Community(ident, level, tuple(ids_in), centre, parent, _keywords(words), name, summary)
        for ident, level, ids_in, centre, parent, words, name, summary in zip(
            ids, levels, members, centres, parents, _unjson(keywords), names, summaries, strict=True
        )
    ]


def _places_json(provenance: Iterable[Provenance]) -> str:
    return f"[{','.join([_place_json(place) for place in provenance])}]"


def _place_json(place: Provenance) -> str:
    named = f"[{_quoted(place.document)},{_quoted(place.chunk)}"
    return f"{named}]" if place.span is None else f"{named},{place.span.start},{place.span.end}]"


def _facts_json(facts: Iterable[Fact]) -> str:
    coded = [
        f'{{"type":{_quoted(fact.type)},"value":{_quoted(fact.value)},"provenance":{_places_json(fact.provenance)}}}'
        for fact in facts
    ]
    return f"[{','.join(coded)}]"


def _provenance(places: list[list[Any]]) -> tuple[Provenance, ...]:
    return tuple(
        [Provenance(place[0], place[1], Span(place[2], place[3]) if len(place) == 4 else None) for place in places]
    )


def _facts(coded: list[dict[str, Any]]) -> tuple[Fact, ...]:
    return tuple([Fact(fact["type"], fact["value"], _provenance(fact["provenance"])) for fact in coded])


def _keywords(coded: list[list[Any]]) -> tuple[Keyword, ...]:
    return tuple([Keyword(term, weight, tuple(members)) for term, weight, members in coded])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _unjson(column: Sequence[str]) -> list[Any]:
    """The values of a column of JSON. One parse of all is twice as fast as one each."""
    parsed: list[Any] = json.loads("[" + ",".join(column) + "]")
    return parsed
