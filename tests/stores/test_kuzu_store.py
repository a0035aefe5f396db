"""What only the store in a folder does: it lasts, it is held by one process, it speaks Cypher, and it survives."""

import gc
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import kuzu
import pytest

from kgworkbench.errors import GraphHeldError, InputError, StoreError
from kgworkbench.model.facts import Extraction
from kgworkbench.model.graph import Entity, Fact, Graph, GraphDelta, Provenance, Relation
from kgworkbench.model.text import Chunk, Document, Span
from kgworkbench.model.tree import Community, Keyword, KnowledgeTree
from kgworkbench.ports import Changes
from kgworkbench.stores import kuzu as store_module
from kgworkbench.stores.among import FEW_ENDS, FEW_NODES
from kgworkbench.stores.kuzu import KuzuStore
from kgworkbench.stores.memory import MemoryStore
from kgworkbench.stores.write import BULK

PLACE = Provenance("d", "c", Span(0, 3))
SMALL = Changes(
    documents=(Document("d", "Title", "Ada knew 巴贝奇"),),
    chunks=(Chunk("c", "d", "Title", 0, 12, "Ada knew 巴贝奇"),),
    extractions=(Extraction("c", "d", 1),),
    delta=GraphDelta(
        (
            Entity("e1", "Ada", "Person", ("A.",), (Fact("born", "1815", (PLACE,)),), (PLACE,)),
            Entity("e2", "巴贝奇", "Person", (), (), (Provenance("d", "c"), Provenance("d", "elsewhere"))),
        ),
        (Relation("r", "e1", "knows", "e2", 0.5, (PLACE,)),),
    ),
    tree=KnowledgeTree(
        (
            Community("k0", 0, ("e1", "e2"), "e1", "k1", (Keyword("engine", 0.5, ("e1",)),)),
            Community("k1", 1, ("e1", "e2"), "e1"),
        )
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "图 graph's"


@pytest.fixture
def store(folder: Path) -> Iterator[KuzuStore]:
    made = KuzuStore.open(folder, 64)
    made.apply(SMALL)
    yield made
    made.close()


def run_elsewhere(code: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, encoding="utf-8", check=False)


OPEN = """
import sys
from pathlib import Path
from kgworkbench.stores.among import FEW_ENDS, FEW_NODES
from kgworkbench.stores.kuzu import KuzuStore
from kgworkbench.stores.memory import MemoryStore
from kgworkbench.errors import WorkbenchError
try:
    print(len(KuzuStore.open(Path(sys.argv[1]), 64).graph().entities))
except WorkbenchError as problem:
    print(type(problem).__name__, problem)
"""


def test_what_was_applied_is_there_after_reopening(folder: Path, store: KuzuStore) -> None:
    before = store.graph()
    store.close()
    assert [path.name for path in folder.iterdir()] == ["graph.kuzu"]
    again = KuzuStore.open(folder, 64)
    assert again.graph() == before
    assert again.graph().entities == SMALL.delta.entities
    assert (again.documents(), again.chunks(), again.tree()) == (SMALL.documents, SMALL.chunks, SMALL.tree)
    again.close()


def test_a_second_process_is_refused_in_one_line_that_says_who_and_what_to_do(folder: Path, store: KuzuStore) -> None:
    said = run_elsewhere(OPEN, folder).stdout.strip()
    assert said.startswith("GraphHeldError ")
    assert "\n" not in said
    for part in (str(folder), str(os.getpid()), Path(sys.argv[0]).name, "close that process", "open its dashboard"):
        assert part in said
    assert store.graph().entities
    store.close()
    assert run_elsewhere(OPEN, folder).stdout.strip() == "2"


def test_this_process_is_refused_what_another_holds(folder: Path) -> None:
    code = OPEN + "\nprint('held', flush=True)\nsys.stdin.read()"
    code = code.replace("print(len(KuzuStore", "store = KuzuStore").replace(".graph().entities))", "")
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "held"
        with pytest.raises(GraphHeldError, match=str(other.pid)):
            KuzuStore.open(folder, 64)
        (folder / "owner.json").write_text("not json")
        with pytest.raises(GraphHeldError, match="held by another process"):
            KuzuStore.open(folder, 64)
        other.communicate("")
    KuzuStore.open(folder, 64).close()


def test_a_note_left_by_a_dead_process_is_no_obstacle(folder: Path, store: KuzuStore) -> None:
    store.close()
    (folder / "owner.json").write_text(json.dumps({"pid": 2**22 + 5, "command": "gone", "since": "once"}))
    again = KuzuStore.open(folder, 64)
    assert json.loads((folder / "owner.json").read_text())["pid"] == os.getpid()
    again.close()


def test_two_stores_of_one_process_share_a_database(folder: Path, store: KuzuStore) -> None:
    twin = KuzuStore.open(folder / ".." / folder.name, 64)
    twin.apply(Changes(delta=GraphDelta((Entity("e3", "x", "T"),))))
    assert len(store.graph().entities) == 3
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.graph()
    assert len(twin.graph().entities) == 3
    assert run_elsewhere(OPEN, folder).stdout.startswith("GraphHeldError")
    twin.close()
    assert run_elsewhere(OPEN, folder).stdout.strip() == "3"


def test_a_forgotten_store_lets_go(folder: Path) -> None:
    KuzuStore.open(folder, 64)
    gc.collect()
    assert run_elsewhere(OPEN, folder).stdout.strip() == "0"


def test_many_folders_open_at_once(tmp_path: Path) -> None:
    stores = [KuzuStore.open(tmp_path / str(number), 32) for number in range(20)]
    for opened in stores:
        opened.apply(SMALL)
        opened.close()


KILLED = """
import sys
from pathlib import Path
from kgworkbench.model.graph import Entity, GraphDelta, Relation
from kgworkbench.ports import Changes
from kgworkbench.stores.among import FEW_ENDS, FEW_NODES
from kgworkbench.stores.kuzu import KuzuStore
from kgworkbench.stores.memory import MemoryStore
store = KuzuStore.open(Path(sys.argv[1]), 64)
size = int(sys.argv[2])
for batch in range(10**6):
    names = [f"{batch}-{n}" for n in range(size)]
    relations = tuple(Relation(name, name, "is", names[0]) for name in names)
    store.apply(Changes(delta=GraphDelta(tuple(Entity(name, name, "T") for name in names), relations)))
    print(batch, flush=True)
"""


@pytest.mark.parametrize("size", [10, BULK])
def test_what_was_acknowledged_survives_a_kill(folder: Path, size: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder), str(size)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        acknowledged = [int(other.stdout.readline()) for _ in range(3)]
        other.send_signal(signal.SIGKILL)
    store = KuzuStore.open(folder, 64)
    graph = store.graph()
    store.close()
    batches = {entity.id.split("-")[0] for entity in graph.entities}
    assert {str(batch) for batch in acknowledged} <= batches
    assert len(graph.entities) == len(graph.relations) == len(batches) * size


def test_large_batches_are_stored_as_small_ones_are(store: KuzuStore) -> None:
    many = tuple(Entity(f"m{n:06}", f"名 {n}", "T", (), (), (PLACE,)) for n in range(BULK))
    links = tuple(Relation(f"l{n:06}", "m000000", "is", each.id, 0.1) for n, each in enumerate(many))
    store.apply(Changes(delta=GraphDelta(many, links)))
    changed = tuple(Entity(each.id, each.name, "New") for each in many[:5])
    more = tuple(Entity(f"n{n:06}", "", "T") for n in range(BULK))
    store.apply(Changes(delta=GraphDelta(changed + more, links)))
    graph = store.graph()
    assert len(graph.entities) == 2 + 2 * BULK
    assert graph.relations == (*links, *SMALL.delta.relations)
    assert {entity.type for entity in graph.entities[2:7]} == {"New"}
    with pytest.raises(StoreError, match="nobody"):
        store.apply(Changes(delta=GraphDelta((), (*links, Relation("z", "nobody", "is", "e1")))))
    assert store.graph() == graph
    assert store.query("MATCH (:Chunk)-[m:MENTIONS]->() RETURN count(m) AS n") == [{"n": BULK + 2 - 5}]


def test_a_graph_can_be_walked_in_cypher(store: KuzuStore) -> None:
    rows = store.query(
        "MATCH (d:Document)<-[:PART_OF]-(c:Chunk)-[:MENTIONS]->(e:Entity)-[:IN_COMMUNITY]->(k:Community)"
        "-[:HAS_KEYWORD]->(w:Keyword), (k)-[:PARENT]->(p:Community) "
        "RETURN d.id AS d, e.name AS name, w.term AS w, p.id AS p ORDER BY name"
    )
    assert [tuple(row.values()) for row in rows] == [("d", "Ada", "engine", "k1"), ("d", "巴贝奇", "engine", "k1")]
    rows = store.query(
        "MATCH (a)-[r:Relation {type: $type}]->(b) WHERE b.name = $name RETURN a.id, r.chunks",
        {"type": "knows", "name": "巴贝奇"},
    )
    assert rows == [{"a.id": "e1", "r.chunks": ["c"]}]


def test_links_are_drawn_whichever_end_comes_first(folder: Path) -> None:
    store = KuzuStore.open(folder, 64)
    store.apply(Changes(delta=SMALL.delta))
    store.apply(Changes(chunks=SMALL.chunks))
    store.apply(Changes(documents=SMALL.documents))
    cypher = "MATCH (:Document)<-[:PART_OF]-(:Chunk)-[:MENTIONS]->(e:Entity) RETURN e.id AS id ORDER BY id"
    assert store.query(cypher) == [{"id": "e1"}, {"id": "e2"}]
    store.apply(Changes(delta=GraphDelta((Entity("e1", "Ada", "Person"),))))
    assert store.query(cypher) == [{"id": "e2"}]
    store.close()


def test_parameters_are_data(store: KuzuStore) -> None:
    nasty = "'}) DETACH DELETE n //\n$x 知"
    assert store.query("RETURN $x AS x", {"x": nasty}) == [{"x": nasty}]
    assert store.query("MATCH (e:Entity) WHERE e.id IN $ids RETURN e.id AS id", {"ids": ["e2"]}) == [{"id": "e2"}]


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Entity {id: 'x'})",
        "MATCH (e:Entity) SET e.name = 'x'",
        "MATCH (e:Entity) DETACH DELETE e",
        "MATCH (e:Entity) MERGE (f:Entity {id: 'x'}) RETURN f",
        "MERGE (e:Entity {id: 'x'}) RETURN e",
        "DROP TABLE Entity",
        "ALTER TABLE Entity ADD x INT64",
        "CREATE NODE TABLE X(id STRING PRIMARY KEY)",
        "RETURN 1; MATCH (e:Entity) DETACH DELETE e",
        "RETURN 1; RETURN 2",
        "COMMIT",
        "BEGIN TRANSACTION",
        "CHECKPOINT",
        "INSTALL httpfs",
        "LOAD EXTENSION json",
        "COPY (MATCH (e:Entity) RETURN e.id) TO '{out}'",
        "EXPLAIN COPY (MATCH (e:Entity) RETURN e.id) TO '{out}'",
        "/* a comment */ EXPORT DATABASE '{out}'",
        "PROFILE EXPORT DATABASE '{out}'",
        "ATTACH '{out}' AS other (dbtype kuzu)",
        "LOAD FROM '{out}' RETURN *",
        "MATCH (e:Entity) LOAD /* */ FROM '{out}' RETURN *",
        "CALL threads = 1",
        "USE other",
        "",
        "  ",
        ";",
        "MATCH",
        "RETURN nobody",
        "RETURN 'unfinished",
        "RETURN $missing + 1",
        "// hidden\rLOAD FROM '{out}' RETURN *",
        "RETURN 1 // hidden\rLOAD FROM '{out}' RETURN *",
        "RETURN '\\' LOAD FROM '{out}' RETURN *",
        "MATCH (x:Nothing) RETURN x",
    ],
)
def test_a_query_that_is_wrong_or_would_write_is_refused(store: KuzuStore, tmp_path: Path, cypher: str) -> None:
    before = store.graph(), sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(StoreError) as refused:
        store.query(cypher.replace("{out}", str(tmp_path / "out")))
    assert "\n" not in str(refused.value)
    assert (store.graph(), sorted(path.name for path in tmp_path.iterdir())) == before
    store.apply(Changes(delta=GraphDelta((Entity("still", "", ""),))))


@pytest.mark.parametrize(
    "cypher",
    [
        "match (e:Entity) return e.id;",
        "RETURN 'COPY x TO y; ATTACH load from' AS text",
        '// CREATE\nMATCH (e:Entity) WHERE e.name <> "it\'s" RETURN e.id',
        "OPTIONAL MATCH (e:Entity {id: 'no'}) RETURN e.id",
        "UNWIND [1, 2] AS x RETURN x",
        "WITH 1 AS copy RETURN copy",
        "CALL show_tables() RETURN name",
        "EXPLAIN MATCH (e:Entity) RETURN e.id",
        "MATCH (e:Entity) RETURN e.name AS `load from`",
    ],
)
def test_a_query_that_reads_runs(store: KuzuStore, cypher: str) -> None:
    assert store.query(cypher)


@pytest.mark.parametrize("value", [object(), 2**70, "\ud800"])
def test_a_parameter_that_cannot_be_bound_is_an_error_of_the_store(store: KuzuStore, value: object) -> None:
    with pytest.raises(StoreError):
        store.query("RETURN $x AS x", {"x": value})


def test_a_text_that_is_no_text_fails_its_batch(store: KuzuStore) -> None:
    with pytest.raises(StoreError):
        store.apply(Changes((Document("new", "", ""),), delta=GraphDelta((Entity("x", "\ud800", ""),))))
    assert store.documents() == SMALL.documents


def test_what_was_taken_back_can_be_changed_again(store: KuzuStore) -> None:
    unwritable = KnowledgeTree((Community("bad", 0, (), "", summary="\ud800"),))
    for turn in range(5):
        changed = GraphDelta(tuple(replace(each, name=f"turn {turn}") for each in SMALL.delta.entities))
        with pytest.raises(StoreError):
            store.apply(Changes(delta=changed, tree=unwritable))
        assert store.find(f"turn {turn}") == ()
        store.apply(Changes(delta=changed))
        assert store.find(f"turn {turn}") == ("e1", "e2")


def test_a_query_that_takes_too_long_is_ended(store: KuzuStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "QUERY_SECONDS", 0.2)
    endless = (
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a * b AS c WHERE c % 7 = 3 RETURN count(*)"
    )
    with pytest.raises(StoreError, match=r"(?i)interrupt"):
        store.query(endless)
    assert store.query("RETURN 1 AS x") == [{"x": 1}]


def test_closing_interrupts_a_query_that_runs(store: KuzuStore) -> None:
    endless = (
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a * b AS c WHERE c % 7 = 3 RETURN count(*)"
    )
    caught: list[StoreError] = []
    started = threading.Event()

    def ask() -> None:
        started.set()
        try:
            store.query(endless)
        except StoreError as problem:
            caught.append(problem)

    asker = threading.Thread(target=ask)
    asker.start()
    started.wait()
    asker.join(0.3)
    store.close()
    asker.join(30)
    assert caught


def test_settings_of_a_folder_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(InputError, match="file"):
        KuzuStore.open(file)


def test_a_database_that_is_none_is_named(folder: Path) -> None:
    folder.mkdir()
    (folder / "graph.kuzu").write_bytes(b"something else" * 100)
    with pytest.raises(StoreError, match=r"graph's.*graph\.kuzu"):
        KuzuStore.open(folder)
    assert not (folder / "owner.json").exists()


@pytest.mark.parametrize("statement", ["CREATE NODE TABLE Mine(id STRING PRIMARY KEY)", ""])
def test_tables_of_another_format_are_refused(folder: Path, statement: str) -> None:
    if not statement:
        KuzuStore.open(folder, 64).close()
        statement = "MATCH (a:About {key: 'format'}) SET a.value = '99'"
    folder.mkdir(exist_ok=True)
    with kuzu.Database(folder / "graph.kuzu", max_db_size=2**34) as database, kuzu.Connection(database) as connection:
        connection.execute(statement)
    with pytest.raises(StoreError, match="format"):
        KuzuStore.open(folder, 64)


def test_an_extraction_of_another_version_says_which_chunk(folder: Path, store: KuzuStore) -> None:
    store.close()
    with kuzu.Database(folder / "graph.kuzu", max_db_size=2**34) as database, kuzu.Connection(database) as connection:
        connection.execute("MATCH (x:Extraction) SET x.json = '{}'")
    again = KuzuStore.open(folder, 64)
    with pytest.raises(StoreError, match="'c'"):
        list(again.extractions())
    assert again.graph() == Graph(SMALL.delta.entities, SMALL.delta.relations)
    again.close()


def test_closing_in_the_middle_of_everything_ends_everything(tmp_path: Path) -> None:
    def repeat(call: Callable[[], object]) -> None:
        with suppress(StoreError):
            while True:
                call()

    for turn in range(8):
        store = KuzuStore.open(tmp_path / str(turn), 64)
        store.apply(SMALL)
        calls = (
            partial(store.query, "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b % 7)"),
            partial(store.query, "RETURN 1"),
            store.graph,
            partial(store.apply, SMALL),
        )
        threads = [threading.Thread(target=repeat, args=(call,)) for call in calls]
        for thread in threads:
            thread.start()
        threads[0].join(0.02 * turn)
        store.close()
        for thread in threads:
            thread.join(30)
            assert not thread.is_alive()


def test_a_folder_made_before_there_was_a_journal_gets_one(tmp_path: Path) -> None:
    KuzuStore.open(tmp_path).close()
    with kuzu.Database(tmp_path / "graph.kuzu") as database, kuzu.Connection(database) as connection:
        connection.execute("DROP TABLE Operation")
    store = KuzuStore.open(tmp_path)
    assert store.journal() == ()
    store.close()


FULL = """
import resource, sys
from pathlib import Path
from kgworkbench.errors import StoreError
from kgworkbench.model.graph import Entity, GraphDelta
from kgworkbench.model.text import Document
from kgworkbench.ports import Changes
from kgworkbench.stores.among import FEW_ENDS, FEW_NODES
from kgworkbench.stores.kuzu import KuzuStore
from kgworkbench.stores.memory import MemoryStore

store = KuzuStore.open(Path(sys.argv[1]), 64)
room = int(sys.argv[2])
log = Path(sys.argv[1]) / "graph.kuzu.wal"
most = (log.stat().st_size if log.exists() else 0) + room
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
entities = tuple(Entity(f"n{n}", f"name {n}", "T") for n in range(2000))
tries = (
    lambda: store.apply(Changes(documents=(Document("big", "", "x" * 400_000),), delta=GraphDelta(entities))),
    lambda: store.apply(Changes(documents=(Document("small", "", "x"),))),
    lambda: print(len(store.graph().entities)),
)
for attempt in tries:
    try:
        attempt()
    except StoreError as problem:
        print("make room" in str(problem))
store.close()
print("closed", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="files have no limit of size there")
@pytest.mark.parametrize("room", [0, 5_000, 200_000])
def test_a_full_disk_costs_neither_the_process_nor_what_was_committed(folder: Path, room: int) -> None:
    store = KuzuStore.open(folder, 64)
    store.apply(SMALL)
    store.close()
    other = run_elsewhere(FULL, folder, room)
    assert (other.returncode, other.stdout.split(), other.stderr) == (0, ["True", "True", "True", "closed"], "")
    again = KuzuStore.open(folder, 64)
    assert {entity.id for entity in again.graph().entities} == {"e1", "e2"}
    again.apply(Changes(documents=(Document("small", "", "x"),)))
    assert [document.id for document in again.documents()] == ["d", "small"]
    again.close()


@pytest.mark.parametrize("count", [1, 2, FEW_NODES, FEW_NODES + 1, FEW_ENDS, FEW_ENDS + 1, FEW_ENDS + 60])
def test_however_many_nodes_are_asked_for_they_are_found_alike(tmp_path: Path, count: int) -> None:
    """A key, a list and a join: Kùzu is asked in three ways, the store of memory in one."""
    entities = tuple(Entity(f"e{n:03}", f"Name {n}", "T") for n in range(FEW_ENDS + 80))
    relations = tuple(
        Relation(f"r{n}{step}", f"e{n:03}", "to", f"e{(7 * n + step) % len(entities):03}")
        for n in range(len(entities))
        for step in range(3)
    )
    changes = Changes(delta=GraphDelta(entities, relations))
    memory = MemoryStore()
    memory.apply(changes)
    store = KuzuStore.open(tmp_path / "g")
    try:
        store.apply(changes)
        # One that is not there, with quotes in it, is none, and takes no place.
        asked = [*(f"e{n:03}" for n in range(count)), "nobody'\"}) RETURN 1 //"]
        for depth, limit in ((0, 500), (1, 500), (2, 500), (1, count + 3)):
            assert store.neighbourhood(asked, depth, limit) == memory.neighbourhood(asked, depth, limit)
        assert len(store.neighbourhood(asked[:count], 0).entities) == count
    finally:
        store.close()
