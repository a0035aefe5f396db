"""A graph store in a folder: one Kùzu file, whole transactions, and Cypher for power users."""

import weakref
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import kuzu

from kgworkbench.errors import StoreError
from kgworkbench.model.codec import loads
from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.graph import Entity, Graph
from kgworkbench.model.journal import Operation
from kgworkbench.model.text import Chunk, Document
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.ports import Changes
from kgworkbench.stores.among import FEW_ENDS, FEW_NODES, among
from kgworkbench.stores.coded import extraction_of
from kgworkbench.stores.cypher import check_reads
from kgworkbench.stores.held import Held, hold, let_go
from kgworkbench.stores.rows import communities_of, entities_of, keys, relations_of, uncollected
from kgworkbench.stores.rules import fitting, reach
from kgworkbench.stores.select import columns, known
from kgworkbench.stores.write import write

__all__ = ["KuzuStore"]

QUERY_SECONDS = 10.0
"""How long a power user's query may run: a commit waits for it."""

_ENTITY = "e.id, e.name, e.type, e.aliases, e.attributes, e.provenance"
_RELATION = "r.id, a.id, r.type, b.id, r.confidence, r.provenance"
_COMMUNITY = "c.id, c.level, c.members, c.centre, c.parent, c.keywords, c.name, c.summary"


class KuzuStore:
    """A graph store in a folder. Any thread may read; writers take turns; each call sees one moment of the graph."""

    def __init__(self, held: Held) -> None:
        self._held = held
        # A store that nobody closed lets go when it is collected, or at the end of the process.
        self._release = weakref.finalize(self, let_go, held)

    @classmethod
    def open(cls, folder: Path, buffer_pool_mb: int = 256) -> "KuzuStore":
        """The store in that folder, made where there is none; opened twice in one process, both share a database.

        ``buffer_pool_mb`` bounds Kùzu's memory, and with it the size of one transaction: 256 takes 100 000 changed
        entities at once. Who opens first decides it.

        Raises:
            GraphHeldError: another process holds the folder.
            InputError: the folder cannot be made.
            StoreError: its database cannot be read.
        """
        return cls(hold(folder, buffer_pool_mb))

    def apply(self, changes: Changes) -> None:
        """Write the changes in one transaction.

        Raises:
            StoreError: something in them cannot be stored; then nothing of them is.
        """
        self._check_open()
        with _as_store_error("the changes"), self._held.writing() as connection:
            write(connection, changes)

    def documents(self) -> tuple[Document, ...]:
        """Every document, sorted by id."""
        with self._reading() as connection:
            rows = columns(connection, "MATCH (d:Document) RETURN d.id, d.title, d.text, d.source")
        return tuple(sorted(map(Document, *rows), key=lambda document: document.id))

    def chunks(self, ids: Collection[str] | None = None) -> tuple[Chunk, ...]:
        """The chunks of those ids, or all, sorted by document and start."""
        if ids is not None and not ids:
            return ()
        among = "" if ids is None else "LOAD FROM $rows "
        match = "MATCH (c:Chunk)" if ids is None else "MATCH (c:Chunk {id: row_key})"
        with self._reading() as connection:
            rows = columns(
                connection,
                f"{among}{match} RETURN c.id, c.document, c.title, c.start_at, c.end_at, c.text",
                None if ids is None else {"rows": keys(ids)},
            )
        return tuple(sorted(map(Chunk, *rows), key=lambda chunk: (chunk.document, chunk.start, chunk.id)))

    def unseen(self, ids: Collection[str]) -> frozenset[str]:
        """Which of the chunk ids have no extraction yet."""
        with self._reading() as connection:
            return frozenset(ids) - known(connection, "Extraction", ids)

    def extractions(self) -> Iterator[Extraction]:
        """Every extraction, sorted by chunk id, with its candidates; decoded one by one."""
        with self._reading() as connection:
            ids, coded = columns(connection, "MATCH (x:Extraction) RETURN x.chunk, x.json")
        return _decoded(sorted(zip(ids, coded, strict=True)))

    def failures(self) -> tuple[Failure, ...]:
        """Chunks whose last try failed, sorted by chunk id."""
        with self._reading() as connection:
            rows = columns(connection, "MATCH (f:Failure) RETURN f.chunk, f.reason")
        return tuple(sorted(map(Failure, *rows), key=lambda failure: failure.chunk))

    def graph(self) -> Graph:
        """All entities and relations, each sorted by id."""
        with self._reading() as connection:
            entities = columns(connection, f"MATCH (e:Entity) RETURN {_ENTITY}")
            relations = columns(connection, f"MATCH (a:Entity)-[r:Relation]->(b:Entity) RETURN {_RELATION}")
        return _graph(entities, relations)

    def tree(self) -> KnowledgeTree:
        """The stored tree; empty before the first build."""
        with self._reading() as connection:
            about = dict(zip(*columns(connection, "MATCH (a:About) RETURN a.key, a.value"), strict=True))
            found = columns(connection, f"MATCH (c:Community) RETURN {_COMMUNITY} ORDER BY c.position")
        if "method" not in about:
            return KnowledgeTree()
        return KnowledgeTree(tuple(communities_of(found)), about["method"], int(about.get("drift", 0)))

    def journal(self) -> tuple[Operation, ...]:
        """Every operation of the journal, sorted by number."""
        with self._reading() as connection:
            rows = columns(connection, "MATCH (o:Operation) RETURN o.number, o.json")
        return tuple(loads(Operation, text) for _, text in sorted(zip(*rows, strict=True)))

    def find(self, text: str, limit: int = 20) -> tuple[str, ...]:
        """Ids of entities whose name or alias contains the text, whatever its case; shortest names first."""
        # Kùzu finds an empty text in nothing, Python in everything.
        statement = "MATCH (e:Entity) WHERE $text = '' OR e.folded CONTAINS $text RETURN e.id, e.name, e.aliases"
        with self._reading() as connection:
            ids, names, aliases = columns(connection, statement, {"text": text.casefold()})
        near = (Entity(ident, name, "", others) for ident, name, others in zip(ids, names, aliases, strict=True))
        return fitting(near, text, limit)

    def neighbourhood(self, ids: Collection[str], depth: int = 1, limit: int = 500) -> Graph:
        """Entities within ``depth`` relations of the given ones, at most ``limit``, and the relations among them."""
        with self._reading() as connection:
            start = known(connection, "Entity", ids)

            def beside(frontier: Collection[str]) -> Collection[str]:
                near = among(frontier, FEW_ENDS)
                link = f"{near.load}MATCH (a:Entity{near.key})-[:Relation]-(b:Entity) {near.where} RETURN DISTINCT b.id"
                return columns(connection, link, near.parameters)[0]

            found = reach(start, depth, limit, beside)
            if not found:
                return Graph()
            these = among(found, FEW_NODES, "e.id")
            nodes = f"{these.load}MATCH (e:Entity{these.key}) {these.where} RETURN {_ENTITY}"
            entities = columns(connection, nodes, these.parameters)
            ends = among(found, FEW_ENDS)
            links = f"{ends.load}MATCH (a:Entity{ends.key})-[r:Relation]->(b:Entity) {ends.where} RETURN {_RELATION}"
            leaving = columns(connection, links, ends.parameters)
        inside = [row for row in zip(*leaving, strict=True) if row[3] in found]
        return _graph(entities, list(zip(*inside, strict=True)) or [()] * 6)

    def query(self, cypher: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Rows of one read-only Cypher statement, values of ``$name`` bound from the parameters; for power users.

        Raises:
            StoreError: the query is wrong, takes too long, or would write or reach beyond the graph.
        """
        self._check_open()
        bound = parameters or {}
        check_reads(cypher, bound)
        with _as_store_error("the query"), self._held.reading(QUERY_SECONDS) as connection:
            statement = kuzu.PreparedStatement(connection, cypher, bound)  # refuses more than one statement
            with cast(kuzu.QueryResult, connection.execute(statement, bound)) as result:
                return cast(list[dict[str, Any]], result.rows_as_dict().get_all())

    def close(self) -> None:
        """Let go of the folder; every later call of this store fails."""
        self._release()

    def _check_open(self) -> None:
        if not self._release.alive:
            raise StoreError(f"graph folder {str(self._held.folder)!r} was closed: open it again")

    @contextmanager
    def _reading(self) -> Iterator[kuzu.Connection]:
        self._check_open()
        with _as_store_error("the read"), self._held.reading() as connection:
            yield connection


@contextmanager
def _as_store_error(what: str) -> Iterator[None]:
    """Kùzu and Arrow say RuntimeError, TypeError or ValueError; to a caller each means that the store failed."""
    try:
        yield
    except (RuntimeError, TypeError, ValueError) as problem:
        said = " ".join(str(problem).split())
        way_out = ""
        if "buffer pool is full" in said:
            way_out = ": open the store with a larger buffer_pool_mb, or less at once"
        elif "Cannot write to file" in said:
            way_out = ": make room on the disk, then start again; what was committed is kept"
        raise StoreError(f"{what} failed: {said}{way_out}") from problem


def _decoded(coded: list[tuple[str, str]]) -> Iterator[Extraction]:
    for chunk, text in coded:
        try:
            yield extraction_of(text)
        except ValueError as problem:
            raise StoreError(
                f"the extraction of chunk {chunk!r} cannot be read ({problem}): extract it again"
            ) from problem


def _graph(entities: Any, relations: Any) -> Graph:
    with uncollected():
        return Graph(
            tuple(sorted(entities_of(entities), key=lambda entity: entity.id)),
            tuple(sorted(relations_of(relations), key=lambda relation: relation.id)),
        )
