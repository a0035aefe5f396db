"""The tables of a graph folder, and the one place that knows their names and columns.

Nodes and their links can be walked in Cypher::

    (:Document) <-[:PART_OF]- (:Chunk) -[:MENTIONS]-> (:Entity) -[:Relation]-> (:Entity)
    (:Entity) -[:IN_COMMUNITY]-> (:Community) -[:PARENT]-> (:Community) -[:HAS_KEYWORD]-> (:Keyword)

PART_OF, MENTIONS, IN_COMMUNITY, PARENT, HAS_KEYWORD and Keyword say again what columns say, for people who
traverse; what is read back as values comes from the columns. One Entity and one Relation table carry every type
in a column, which costs a tenth of a table per type on disk and is as fast to traverse.
"""

from types import MappingProxyType

__all__ = ["FORMAT", "LINKS", "NODES"]

FORMAT = "1"
"""Written into every graph folder; raised when tables change in a way older code cannot read."""

NODES = MappingProxyType(
    {
        "About": {"key": "STRING", "value": "STRING"},
        "Document": {"id": "STRING", "title": "STRING", "text": "STRING", "source": "STRING"},
        "Chunk": {
            "id": "STRING",
            "document": "STRING",
            "title": "STRING",
            "start_at": "INT64",
            "end_at": "INT64",
            "text": "STRING",
        },
        "Extraction": {"chunk": "STRING", "document": "STRING", "schema_version": "INT64", "json": "STRING"},
        "Failure": {"chunk": "STRING", "reason": "STRING"},
        "Entity": {
            "id": "STRING",
            "name": "STRING",
            "type": "STRING",
            "aliases": "STRING[]",
            "chunks": "STRING[]",
            "attributes": "STRING",
            "provenance": "STRING",
            "folded": "STRING",
        },
        "Community": {
            "id": "STRING",
            "position": "INT64",
            "level": "INT64",
            "members": "STRING[]",
            "centre": "STRING",
            "parent": "STRING",
            "keywords": "STRING",
            "name": "STRING",
            "summary": "STRING",
        },
        "Keyword": {"term": "STRING"},
        "Operation": {"number": "INT64", "says": "STRING", "author": "STRING", "time": "STRING", "json": "STRING"},
    }
)
"""Node tables: their columns, the key first. ``folded`` holds the case-folded names that ``find`` looks in."""

LINKS = MappingProxyType(
    {
        "PART_OF": ("Chunk", "Document", {}),
        "MENTIONS": ("Chunk", "Entity", {}),
        "Relation": (
            "Entity",
            "Entity",
            {
                "id": "STRING",
                "type": "STRING",
                "confidence": "DOUBLE",
                "chunks": "STRING[]",
                "provenance": "STRING",
            },
        ),
        "IN_COMMUNITY": ("Entity", "Community", {}),
        "PARENT": ("Community", "Community", {}),
        "HAS_KEYWORD": ("Community", "Keyword", {"weight": "DOUBLE"}),
    }
)
"""Relationship tables: the node tables they join, and their columns."""
