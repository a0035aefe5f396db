"""Changes into tables, inside a transaction that someone else opened.

Rows go in as Arrow tables: small batches through ``LOAD FROM`` (20 entities and 30 relations into 20 000: 20 ms),
large ones of new rows by ``COPY``, which is lighter on memory but forces a checkpoint (0.1 to 1 s) with every commit.
Statements are made of names in ``ddl`` only; text from outside is always data.

No node is both deleted and written in one transaction: Kùzu 0.11.3 then reports a write-write conflict, or crashes.
What goes and comes back at once is therefore changed in place.
"""

from collections.abc import Collection, Iterable, Mapping

import kuzu
import pyarrow as pa

from kgworkbench.model.graph import GraphDelta
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.ports import Changes
from kgworkbench.stores.ddl import LINKS, NODES
from kgworkbench.stores.rows import (
    chunk_rows,
    community_rows,
    document_rows,
    entity_rows,
    extraction_rows,
    failure_rows,
    keys,
    operation_rows,
    relation_rows,
    table,
)
from kgworkbench.stores.rules import check_ends, check_tree, chunks_said, latest
from kgworkbench.stores.select import columns, known

__all__ = ["BULK", "write"]

BULK = 10_000
"""New rows of one table from which on they are copied."""


def write(connection: kuzu.Connection, changes: Changes) -> None:
    """Nothing; the changes stand in the connection's transaction.

    Raises:
        StoreError: a relation has an end that is no entity, or two communities share an id.
        RuntimeError: Kùzu refused.
    """
    _check(connection, changes)
    _write_texts(connection, changes)
    _write_graph(connection, changes.delta)
    _link_texts(connection, changes)
    if changes.tree is not None:
        _write_tree(connection, changes.tree)
    if changes.operations:
        operations = latest(changes.operations, lambda each: each.number)
        _upsert(connection, "Operation", operation_rows(operations.values()))


def _check(connection: kuzu.Connection, changes: Changes) -> None:
    """Refuse before anything is written: taking a transaction back is the costlier way."""
    relations = latest(changes.delta.relations, lambda relation: relation.id)
    ends = {end for each in relations.values() for end in (each.head, each.tail)}
    there = known(connection, "Entity", ends) - set(changes.delta.gone_entities)
    there.update(entity.id for entity in changes.delta.entities)
    for relation in relations.values():
        check_ends(relation.id, (relation.head, relation.tail), there)
    if changes.tree is not None:
        check_tree(changes.tree)


def _write_texts(connection: kuzu.Connection, changes: Changes) -> None:
    documents = latest(changes.documents, lambda each: each.id)
    chunks = latest(changes.chunks, lambda each: each.id)
    extractions = latest(changes.extractions, lambda each: each.chunk)
    failures = {
        chunk: failure
        for chunk, failure in latest(changes.failures, lambda each: each.chunk).items()
        if chunk not in extractions
    }
    gone = _chunks_in(connection, changes.gone_documents)
    _drop(connection, "Document", set(changes.gone_documents) - documents.keys())
    _drop(connection, "Chunk", gone - chunks.keys())
    _drop(connection, "Extraction", gone - extractions.keys())
    _drop(connection, "Failure", (gone | extractions.keys()) - failures.keys())
    _upsert(connection, "Document", document_rows(documents.values()))
    _upsert(connection, "Chunk", chunk_rows(chunks.values()))
    _upsert(connection, "Extraction", extraction_rows(extractions.values()))
    _upsert(connection, "Failure", failure_rows(failures.values()))


def _chunks_in(connection: kuzu.Connection, documents: Collection[str]) -> set[str]:
    if not documents:
        return set()
    among = {"rows": keys(documents)}
    kept = "LOAD FROM $rows MATCH (c:Chunk) WHERE c.document = row_key RETURN c.id"
    extracted = "LOAD FROM $rows MATCH (x:Extraction) WHERE x.document = row_key RETURN x.chunk"
    return {*columns(connection, kept, among)[0], *columns(connection, extracted, among)[0]}


def _write_graph(connection: kuzu.Connection, delta: GraphDelta) -> None:
    entities = latest(delta.entities, lambda entity: entity.id)
    relations = latest(delta.relations, lambda relation: relation.id)
    _unlink(connection, "Relation", "id", [*delta.gone_relations, *relations])
    back = entities.keys() & set(delta.gone_entities)  # these lose their relations only
    _unlink_from(connection, "Relation", back)
    _unlink_to(connection, "Relation", back)
    _drop(connection, "Entity", set(delta.gone_entities) - back)
    _upsert(connection, "Entity", entity_rows(entities.values()))
    _link(connection, "Relation", relation_rows(relations.values(), LINKS["Relation"][2]))


def _link_texts(connection: kuzu.Connection, changes: Changes) -> None:
    """Draw PART_OF and MENTIONS anew for every chunk and entity whose ends may have come or moved."""
    documents = {"rows": keys(document.id for document in changes.documents)}
    chunks = {chunk.id: chunk.document for chunk in changes.chunks}
    if changes.documents:
        statement = "LOAD FROM $rows MATCH (c:Chunk) WHERE c.document = row_key RETURN c.id, c.document"
        chunks |= dict(zip(*columns(connection, statement, documents), strict=True))
    if chunks:
        _unlink_from(connection, "PART_OF", chunks)
        _join(connection, "PART_OF", chunks.items())
    entities = {entity.id: entity.provenance for entity in changes.delta.entities}
    said = {(chunk, entity) for entity, places in entities.items() for chunk in chunks_said(places)}
    fresh = {chunk.id for chunk in changes.chunks}
    if fresh:
        for entity, its in zip(*columns(connection, "MATCH (e:Entity) RETURN e.id, e.chunks"), strict=True):
            said.update((chunk, entity) for chunk in its if chunk in fresh)
    # Only what differs: an entity that every text names would else have all its links drawn anew with every batch.
    there: set[tuple[str, str]] = set()
    for among, match in ((entities, "(c:Chunk)-[:MENTIONS]->(e:Entity {id: row_key})"), (fresh, _SAID_IN)):
        if among:
            found = columns(connection, f"LOAD FROM $rows MATCH {match} RETURN c.id, e.id", {"rows": keys(among)})
            there.update(zip(*found, strict=True))
    _unjoin(connection, "MENTIONS", sorted(there - said))
    _join(connection, "MENTIONS", sorted(said - there))


_SAID_IN = "(c:Chunk {id: row_key})-[:MENTIONS]->(e:Entity)"


def _write_tree(connection: kuzu.Connection, tree: KnowledgeTree) -> None:
    """Write what differs from the stored tree: one moved member costs a few rows, not the whole tree again."""
    weights = {(each.id, word.term): word.weight for each in tree.communities for word in each.keywords}
    terms = dict.fromkeys(term for _, term in weights)
    old = columns(connection, "MATCH (c:Community) RETURN c.id")[0]
    _drop(connection, "Community", set(old) - {each.id for each in tree.communities})
    _drop(connection, "Keyword", set(columns(connection, "MATCH (w:Keyword) RETURN w.term")[0]) - terms.keys())
    _upsert(connection, "About", table(NODES["About"], [("method", tree.method), ("drift", str(tree.drift))]))
    _upsert_changed(connection, "Community", community_rows(tree.communities))
    _upsert(connection, "Keyword", keys(terms).rename_columns(["term"]))
    members = {(member, each.id): () for each in tree.communities for member in each.members}
    parents = {(each.id, each.parent): () for each in tree.communities if each.parent is not None}
    _relink(connection, "IN_COMMUNITY", members)
    _relink(connection, "PARENT", parents)
    _relink(connection, "HAS_KEYWORD", {pair: (weight,) for pair, weight in weights.items()})


def _upsert_changed(connection: kuzu.Connection, name: str, rows: pa.Table) -> None:
    """Write those rows of a node table that are not there already, just so."""
    listed = ", ".join(f"n.`{column}`" for column in NODES[name])
    there = {row[0]: row for row in zip(*columns(connection, f"MATCH (n:`{name}`) RETURN {listed}"), strict=True)}
    wanted = zip(*(rows[column].to_pylist() for column in NODES[name]), strict=True)
    _upsert(connection, name, rows.filter(pa.array([there.get(row[0]) != row for row in wanted], type=pa.bool_())))


def _relink(connection: kuzu.Connection, name: str, wanted: Mapping[tuple[str, str], tuple[float, ...]]) -> None:
    """Make the links of that table these, by pair of keys; of pairs whose ends are not there, nothing."""
    tail, head, kinds = LINKS[name]
    listed = "".join(f", r.`{column}`" for column in kinds)
    ends = f"a.`{next(iter(NODES[tail]))}`, b.`{next(iter(NODES[head]))}`"
    found = columns(connection, f"MATCH (a:`{tail}`)-[r:`{name}`]->(b:`{head}`) RETURN {ends}{listed}")
    there = {(row[0], row[1]): row[2:] for row in zip(*found, strict=True)}
    stale = [pair for pair, facts in there.items() if wanted.get(pair) != facts]
    _unjoin(connection, name, stale)
    fresh = [(pair, facts) for pair, facts in wanted.items() if there.get(pair) != facts]
    if kinds:
        _link(connection, name, table({"from": "STRING", "to": "STRING"} | kinds, [(*p, *facts) for p, facts in fresh]))
    else:
        _join(connection, name, [pair for pair, _ in fresh])


def _unjoin(connection: kuzu.Connection, name: str, pairs: Iterable[tuple[str, str]]) -> None:
    ends = [f"(a:`{LINKS[name][0]}` {{`{next(iter(NODES[LINKS[name][0]]))}`: row_from}})"]
    ends.append(f"(b:`{LINKS[name][1]}` {{`{next(iter(NODES[LINKS[name][1]]))}`: row_to}})")
    rows = table({"from": "STRING", "to": "STRING"}, pairs)
    _run(connection, f"LOAD FROM $rows MATCH {ends[0]}-[r:`{name}`]->{ends[1]} DELETE r", rows)


def _upsert(connection: kuzu.Connection, name: str, rows: pa.Table) -> None:
    """Write rows of a node table, new or changed; links of a changed node stay."""
    key, *rest = NODES[name]
    if rows.num_rows >= BULK:
        present = known(connection, name, rows[key].to_pylist())
        new = pa.array([ident not in present for ident in rows[key].to_pylist()])
        connection.execute(f"COPY `{name}` FROM $rows", {"rows": rows.filter(new)})
        rows = rows.filter(pa.array([ident in present for ident in rows[key].to_pylist()]))
    setting = ", ".join(f"n.`{column}` = row_{column}" for column in rest)
    statement = f"LOAD FROM $rows MERGE (n:`{name}` {{`{key}`: row_{key}}})" + (f" SET {setting}" if setting else "")
    _run(connection, statement, rows)


def _link(connection: kuzu.Connection, name: str, rows: pa.Table) -> None:
    """Write new rows of a relationship table; both ends must be there."""
    if rows.num_rows >= BULK:
        connection.execute(f"COPY `{name}` FROM $rows", {"rows": rows})
        return
    tail, head, kinds = LINKS[name]
    ends = [
        f"MATCH ({at}:`{of}` {{`{next(iter(NODES[of]))}`: row_{end}}})"
        for at, of, end in (("a", tail, "from"), ("b", head, "to"))
    ]
    setting = ", ".join(f"`{column}`: row_{column}" for column in kinds)
    _run(connection, f"LOAD FROM $rows {' '.join(ends)} CREATE (a)-[:`{name}` {{{setting}}}]->(b)", rows)


def _join(connection: kuzu.Connection, name: str, pairs: Iterable[tuple[str, str]]) -> None:
    """Write links between the pairs of which both ends are there; of the others nothing."""
    pairs = list(pairs)
    if len(pairs) >= BULK:  # a copy stops at a missing end, which the statement for few rows passes over
        tails = known(connection, LINKS[name][0], {tail for tail, _ in pairs})
        heads = known(connection, LINKS[name][1], {head for _, head in pairs})
        pairs = [(tail, head) for tail, head in pairs if tail in tails and head in heads]
    _link(connection, name, table({"from": "STRING", "to": "STRING"}, pairs))


def _drop(connection: kuzu.Connection, name: str, ids: Iterable[str]) -> None:
    key = next(iter(NODES[name]))
    _run(connection, f"LOAD FROM $rows MATCH (n:`{name}` {{`{key}`: row_key}}) DETACH DELETE n", keys(ids))


def _unlink(connection: kuzu.Connection, name: str, column: str, ids: Iterable[str]) -> None:
    _run(connection, f"LOAD FROM $rows MATCH ()-[r:`{name}`]->() WHERE r.`{column}` = row_key DELETE r", keys(ids))


def _unlink_from(connection: kuzu.Connection, name: str, ids: Iterable[str]) -> None:
    tail, key = LINKS[name][0], next(iter(NODES[LINKS[name][0]]))
    _run(connection, f"LOAD FROM $rows MATCH (n:`{tail}` {{`{key}`: row_key}})-[r:`{name}`]->() DELETE r", keys(ids))


def _unlink_to(connection: kuzu.Connection, name: str, ids: Iterable[str]) -> None:
    head, key = LINKS[name][1], next(iter(NODES[LINKS[name][1]]))
    _run(connection, f"LOAD FROM $rows MATCH (n:`{head}` {{`{key}`: row_key}})<-[r:`{name}`]-() DELETE r", keys(ids))


def _run(connection: kuzu.Connection, statement: str, rows: pa.Table) -> None:
    if rows.num_rows:
        named = [column if column.startswith("row_") else f"row_{column}" for column in rows.column_names]
        connection.execute(statement, {"rows": rows.rename_columns(named)})
