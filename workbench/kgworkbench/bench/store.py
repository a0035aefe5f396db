"""Writing and reading a graph: the stores of this package beside SQLite, networkx and rdflib."""

import importlib
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from kgworkbench.bench.peers import ABSENT, installed
from kgworkbench.model.codec import decode, encode
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.ports import Changes, GraphStore

__all__ = ["bench_store"]

LOOKS = 200
"""Entities whose neighbours are asked for, one after another."""


@dataclass(frozen=True, slots=True)
class _Peer:
    """Ways of one store: write a graph, read it all as values, and the neighbourhood of an entity.

    ``write`` returns what the others are given; what lasts is closed by then, so that reading opens it.
    """

    name: str
    lasts: bool
    write: Callable[[Graph, Path], Any]
    read: Callable[[Any], Graph]
    around: Callable[[Any, str], Graph]
    needs: str = ""


def bench_store(graph: Graph) -> dict[str, Any]:
    """What each store takes to write the graph in one transaction, to open it again and read it whole, and to find
    the neighbourhood of an entity, as ``kgw bench store`` prints it.

    Rates are entities and relations a second of the clock; ``cpu`` is what all threads worked. ``same`` says whether
    what was read equals what was written, ``neighbours_right`` how many of the neighbourhoods asked for (an entity,
    those one relation away, and all relations among them) are; ``lasts`` whether it outlives the process.
    """
    asked = [entity.id for entity in graph.entities[:: max(1, len(graph.entities) // LOOKS)]][:LOOKS]
    small = Graph((Entity("a", "A", "Thing"), Entity("b", "B", "Thing")), (Relation("r", "a", "to", "b"),))
    around = _arounds(graph, asked)
    rows: list[dict[str, Any]] = []
    for peer in _PEERS:
        if peer.needs and not installed(peer.needs):
            rows.append({"store": peer.name, "lasts": peer.lasts, "note": ABSENT})
        else:
            _row(peer, small, {})  # imports are not what is measured
            rows.append(_row(peer, graph, around))
    return {"entities": len(graph.entities), "relations": len(graph.relations), "looks": len(asked), "rows": rows}


def _arounds(graph: Graph, asked: Sequence[str]) -> dict[str, Graph]:
    """By entity, its neighbourhood."""
    entities = {entity.id: entity for entity in graph.entities}
    touching: dict[str, list[Relation]] = {}
    for relation in graph.relations:
        for end in {relation.head, relation.tail}:
            touching.setdefault(end, []).append(relation)
    found = {}
    for entity in asked:
        ids = {entity} | {end for r in touching.get(entity, ()) for end in (r.head, r.tail)}
        among = {r.id: r for each in ids for r in touching.get(each, ()) if r.head in ids and r.tail in ids}
        found[entity] = _graph((entities[each] for each in ids), among.values())
    return found


def _graph(entities: Iterable[Entity], relations: Iterable[Relation]) -> Graph:
    return Graph(tuple(sorted(entities, key=lambda e: e.id)), tuple(sorted(relations, key=lambda r: r.id)))


def _row(peer: _Peer, graph: Graph, around: dict[str, Graph]) -> dict[str, Any]:
    size = len(graph.entities) + len(graph.relations)
    with tempfile.TemporaryDirectory() as place:
        marks = [_now()]
        held = peer.write(graph, Path(place) / "store")
        marks.append(_now())
        found = peer.read(held)
        marks.append(_now())
        answers = [peer.around(held, each) for each in around]
        marks.append(_now())
        stored = sum(file.stat().st_size for file in Path(place).rglob("*") if file.is_file())
        if isinstance(held, _Opened):
            held.store.close()
    (write, write_cpu), (read, read_cpu), (look, look_cpu) = (
        (after[0] - before[0], after[1] - before[1]) for before, after in pairwise(marks)
    )
    looks = max(len(around), 1)
    return {
        "store": peer.name,
        "lasts": peer.lasts,
        "write_seconds": round(write, 3),
        "written_a_second": round(size / write),
        "read_seconds": round(read, 3),
        "read_a_second": round(size / read),
        "neighbours_ms": round(1000 * look / looks, 3),
        "cpu": {
            "write_seconds": round(write_cpu, 3),
            "read_seconds": round(read_cpu, 3),
            "neighbours_ms": round(1000 * look_cpu / looks, 3),
        },
        "neighbours_right": sum(answer == wanted for answer, wanted in zip(answers, around.values(), strict=True)),
        "megabytes": round(stored / 1e6, 2),
        "same": found == graph,
    }


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


@dataclass(slots=True)
class _Opened:
    """A store of this package, opened again when it is first read."""

    store: GraphStore
    folder: Path | None


def _write_kuzu(graph: Graph, place: Path) -> _Opened:
    from kgworkbench.stores.kuzu import KuzuStore

    with closing(KuzuStore.open(place)) as store:
        store.apply(Changes(delta=GraphDelta(graph.entities, graph.relations)))
    return _Opened(store, place)


def _write_memory(graph: Graph, _: Path) -> _Opened:
    from kgworkbench.stores.memory import MemoryStore

    store = MemoryStore()
    store.apply(Changes(delta=GraphDelta(graph.entities, graph.relations)))
    return _Opened(store, None)


def _read_store(held: _Opened) -> Graph:
    if held.folder is not None:
        from kgworkbench.stores.kuzu import KuzuStore

        held.store, held.folder = KuzuStore.open(held.folder), None
    return held.store.graph()


def _around_store(held: _Opened, entity: str) -> Graph:
    return held.store.neighbourhood([entity], 1, 10**6)


_TABLES = """
CREATE TABLE entity (id TEXT PRIMARY KEY, name TEXT, type TEXT, aliases TEXT, attributes TEXT, provenance TEXT);
CREATE TABLE relation (id TEXT PRIMARY KEY, head TEXT, type TEXT, tail TEXT, confidence REAL, provenance TEXT);
CREATE INDEX by_head ON relation (head); CREATE INDEX by_tail ON relation (tail);
"""


def _write_sqlite(graph: Graph, place: Path) -> Path:
    from kgworkbench.stores.rows import entity_rows, relation_rows

    kinds = dict.fromkeys(("id", "type"), "STRING") | {"confidence": "DOUBLE", "chunks": "STRING[]"}
    entities = entity_rows(graph.entities).to_pylist()
    relations = relation_rows(graph.relations, kinds | {"provenance": "STRING"}).to_pylist()
    with closing(sqlite3.connect(place)) as database:
        database.executescript(_TABLES)
        with database:
            database.executemany(
                "INSERT INTO entity VALUES (:id, :name, :type, :aliases, :attributes, :provenance)",
                ({**row, "aliases": json.dumps(row["aliases"]), "chunks": None} for row in entities),
            )
            database.executemany(
                "INSERT INTO relation VALUES (:id, :from, :type, :to, :confidence, :provenance)",
                ({**row, "chunks": None} for row in relations),
            )
    return place


def _read_sqlite(place: Path) -> Graph:
    with closing(sqlite3.connect(place)) as database:
        return _selected(database, "", "", ())


def _around_sqlite(place: Path, entity: str) -> Graph:
    near = "SELECT tail FROM relation WHERE head = ?1 UNION SELECT head FROM relation WHERE tail = ?1 UNION SELECT ?1"
    with closing(sqlite3.connect(place)) as database:
        return _selected(database, f"WHERE id IN ({near})", f"WHERE head IN ({near}) AND tail IN ({near})", (entity,))


def _selected(database: sqlite3.Connection, entities: str, relations: str, values: tuple[str, ...]) -> Graph:
    from kgworkbench.stores.rows import entities_of, relations_of, uncollected

    with uncollected():
        rows = database.execute(f"SELECT * FROM entity {entities}", values).fetchall()  # noqa: S608 - our own words
        columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(6)]
        columns[3] = [json.loads(aliases) for aliases in columns[3]]
        found = entities_of(columns)
        rows = database.execute(f"SELECT * FROM relation {relations}", values).fetchall()  # noqa: S608 - our own words
        linked = relations_of([list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(6)])
    return _graph(found, linked)


def _write_networkx(graph: Graph, _: Path) -> Any:
    import networkx

    made = networkx.MultiDiGraph()
    made.add_nodes_from((entity.id, {"value": entity}) for entity in graph.entities)
    made.add_edges_from((r.head, r.tail, r.id, {"value": r}) for r in graph.relations)
    return made


def _read_networkx(made: Any) -> Graph:
    return _graph((value for _, value in made.nodes(data="value")), (value for _, _, value in made.edges(data="value")))


def _around_networkx(made: Any, entity: str) -> Graph:
    return _read_networkx(made.subgraph({entity, *made.successors(entity), *made.predecessors(entity)}))


def _write_rdflib(graph: Graph, _: Path) -> Any:
    rdflib: Any = importlib.import_module("rdflib")

    made, name = rdflib.Graph(), rdflib.URIRef
    for entity in graph.entities:
        made.add((name(f"urn:e:{entity.id}"), name("urn:value"), rdflib.Literal(json.dumps(encode(entity)))))
    for link in graph.relations:
        made.add((name(f"urn:e:{link.head}"), name("urn:link"), name(f"urn:r:{link.id}")))
        made.add((name(f"urn:r:{link.id}"), name("urn:tail"), name(f"urn:e:{link.tail}")))
        made.add((name(f"urn:r:{link.id}"), name("urn:value"), rdflib.Literal(json.dumps(encode(link)))))
    return made


def _read_rdflib(made: Any) -> Graph:
    rdflib: Any = importlib.import_module("rdflib")

    values = [(str(one), str(value)) for one, _, value in made.triples((None, rdflib.URIRef("urn:value"), None))]
    return _graph(
        (decode(Entity, json.loads(value)) for subject, value in values if subject.startswith("urn:e:")),
        (decode(Relation, json.loads(value)) for subject, value in values if subject.startswith("urn:r:")),
    )


def _around_rdflib(made: Any, entity: str) -> Graph:
    rdflib: Any = importlib.import_module("rdflib")

    link, tail, value = (rdflib.URIRef(f"urn:{name}") for name in ("link", "tail", "value"))
    own = rdflib.URIRef(f"urn:e:{entity}")
    near = {own, *(end for each in made.objects(own, link) for end in made.objects(each, tail))}
    near |= {start for each in made.subjects(tail, own) for start in made.subjects(link, each)}
    among = {each for start in near for each in made.objects(start, link) if next(made.objects(each, tail)) in near}
    return _graph(
        (decode(Entity, json.loads(next(made.objects(each, value)))) for each in near),
        (decode(Relation, json.loads(next(made.objects(each, value)))) for each in among),
    )


_PEERS = (
    _Peer("kgw kuzu", True, _write_kuzu, _read_store, _around_store),
    _Peer("kgw memory", False, _write_memory, _read_store, _around_store),
    _Peer("sqlite3", True, _write_sqlite, _read_sqlite, _around_sqlite),
    _Peer("networkx", False, _write_networkx, _read_networkx, _around_networkx),
    _Peer("rdflib", False, _write_rdflib, _read_rdflib, _around_rdflib, needs="rdflib"),
)
