"""The tables of ``ddl`` made in a fresh database, or recognised in one that has them."""

import kuzu

from kgworkbench.errors import StoreError
from kgworkbench.stores.ddl import FORMAT, LINKS, NODES
from kgworkbench.stores.select import columns

__all__ = ["make_tables"]


def make_tables(connection: kuzu.Connection, folder: str) -> None:
    """Nothing; afterwards the database has the tables of this format.

    Raises:
        StoreError: the database has tables of another format.
    """
    present = set(columns(connection, "CALL show_tables() RETURN name")[0])
    if not present:
        _create(connection)
        return
    found = None
    if "About" in present:
        found = next(iter(columns(connection, "MATCH (a:About {key: 'format'}) RETURN a.value")[0]), None)
    if found != FORMAT:
        raise StoreError(
            f"graph folder {folder!r} has tables of format {found!r} and this version reads {FORMAT!r}: "
            "open it with the version that wrote it, or build into a fresh folder"
        )
    for name in NODES.keys() - present:  # a table that came with a later version and leaves the others as they were
        _create_nodes(connection, name)


def _create_nodes(connection: kuzu.Connection, name: str) -> None:
    key = next(iter(NODES[name]))
    listed = ", ".join(f"`{column}` {kind}" for column, kind in NODES[name].items())
    connection.execute(f"CREATE NODE TABLE `{name}`({listed}, PRIMARY KEY(`{key}`))")


def _create(connection: kuzu.Connection) -> None:
    connection.execute("BEGIN TRANSACTION")
    for name in NODES:
        _create_nodes(connection, name)
    for name, (tail, head, kinds) in LINKS.items():
        listed = "".join(f", `{column}` {kind}" for column, kind in kinds.items())
        connection.execute(f"CREATE REL TABLE `{name}`(FROM `{tail}` TO `{head}`{listed})")
    connection.execute("CREATE (:About {key: 'format', value: $format})", {"format": FORMAT})
    connection.execute("COMMIT")
