"""Reads of a few lines each: columns of a statement, and which ids a table knows."""

from collections.abc import Iterable
from typing import Any, cast

import kuzu

from kgworkbench.stores.ddl import NODES
from kgworkbench.stores.rows import keys

__all__ = ["columns", "known"]


def columns(connection: kuzu.Connection, statement: str, parameters: dict[str, Any] | None = None) -> list[list[Any]]:
    """The columns a statement returns, as Python lists. Through Arrow: ten times faster than row by row."""
    with cast(kuzu.QueryResult, connection.execute(statement, parameters)) as result:
        return [column.to_pylist() for column in result.get_as_arrow(-1).columns]


def known(connection: kuzu.Connection, name: str, ids: Iterable[str]) -> set[str]:
    """Which of the ids are keys of that node table."""
    rows = keys(ids)
    if not rows.num_rows:
        return set()
    key = next(iter(NODES[name]))
    statement = f"LOAD FROM $rows MATCH (n:`{name}` {{`{key}`: row_key}}) RETURN n.`{key}`"
    return set(columns(connection, statement, {"rows": rows})[0])
