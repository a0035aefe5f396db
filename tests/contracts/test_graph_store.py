"""One suite over every graph store: what ``ports.GraphStore`` promises, example by example."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from kgworkbench.errors import StoreError
from kgworkbench.model.facts import (
    Attribute,
    AttributeCandidate,
    Candidates,
    Extraction,
    Failure,
    Mention,
    MentionCandidate,
    Proposal,
    Triple,
    TripleCandidate,
    TypeCandidate,
    Violation,
)
from kgworkbench.model.graph import Entity, Fact, Graph, GraphDelta, Provenance, Relation
from kgworkbench.model.journal import Inverse, Merge, Operation, Undo
from kgworkbench.model.text import Chunk, Document, Span
from kgworkbench.model.tree import Community, Keyword, KnowledgeTree
from kgworkbench.ports import Changes, GraphStore
from kgworkbench.stores.kuzu import KuzuStore
from kgworkbench.stores.memory import MemoryStore

NASTY = (
    "plain",
    "",
    "知识图谱 与 关系",
    'it\'s a "quote" \\ back\\slash `tick`',
    "line\nbreak\r\n\ttab\x1f\x00end",
    "'}) DETACH DELETE n //",
    "$rows {id: 1} [x] %s",
    "😀 é İ ß Σς",
    "null",
    "x" * 200_000,
)


@pytest.fixture(params=["kuzu", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    made: GraphStore = KuzuStore.open(tmp_path / "graph", 64) if request.param == "kuzu" else MemoryStore()
    yield made
    made.close()


def entity(ident: str, name: str = "", **rest: object) -> Entity:
    return replace(Entity(ident, name or ident, "Thing"), **rest)  # type: ignore[arg-type]


def link(ident: str, head: str, tail: str) -> Relation:
    return Relation(ident, head, "knows", tail)


def grow(store: GraphStore, *entities: Entity, relations: tuple[Relation, ...] = ()) -> None:
    store.apply(Changes(delta=GraphDelta(entities, relations)))


def chain(store: GraphStore, length: int) -> None:
    names = [f"e{number}" for number in range(length)]
    links = tuple(link(f"r{number}", names[number], names[number + 1]) for number in range(length - 1))
    grow(store, *map(entity, names), relations=links)


def ids(graph: Graph) -> tuple[list[str], list[str]]:
    return [each.id for each in graph.entities], [each.id for each in graph.relations]


def test_a_fresh_store_is_empty(store: GraphStore) -> None:
    assert store.documents() == store.chunks() == store.failures() == store.find("") == ()
    assert list(store.extractions()) == []
    assert store.graph() == Graph()
    assert store.tree() == KnowledgeTree()
    assert store.neighbourhood(["nobody"]) == Graph()
    assert store.unseen(["a"]) == {"a"}
    assert store.unseen([]) == frozenset()
    assert store.chunks([]) == ()


def test_nothing_changes_nothing(store: GraphStore) -> None:
    chain(store, 3)
    before = store.graph()
    store.apply(Changes())
    assert store.graph() == before


def test_documents_and_chunks_come_back_as_they_went(store: GraphStore) -> None:
    documents = tuple(Document(f"d{n}{text[:40]}", text, text, text[:9]) for n, text in enumerate(NASTY))
    chunks = tuple(
        Chunk(f"c{n}", each.id, each.title, 0, len(each.text), each.text) for n, each in enumerate(documents)
    )
    store.apply(Changes(documents=documents[::-1], chunks=chunks[::-1]))
    assert store.documents() == tuple(sorted(documents, key=lambda each: each.id))
    assert store.chunks() == tuple(sorted(chunks, key=lambda each: (each.document, each.start)))
    assert store.chunks(["c3", "c1", "c3", "none"]) == (chunks[1], chunks[3])


def test_chunks_are_sorted_by_document_and_start(store: GraphStore) -> None:
    chunks = (Chunk("a", "d", "", 10, 20, ""), Chunk("b", "d", "", 9, 10, ""), Chunk("c", "a", "", 30, 31, ""))
    store.apply(Changes(chunks=chunks))
    assert [chunk.id for chunk in store.chunks()] == ["c", "b", "a"]


def test_the_graph_comes_back_as_it_went(store: GraphStore) -> None:
    places = (Provenance("文", "c", Span(0, 7)), Provenance("d", "c'\n"), Provenance("d", "c", Span(3, 3)))
    entities = tuple(
        Entity(
            f"e{n}{text[:30]}",
            text,
            text[:50],
            (text, "", "别名", "别名"),
            (Fact(text[:20], text, places), Fact("", ""), Fact("", "")),
            places * n,
        )
        for n, text in enumerate(NASTY)
    )
    relations = tuple(
        Relation(f"r{n}", each.id, each.name[:30], entities[0].id, n / 7, places[:n]) for n, each in enumerate(entities)
    )
    store.apply(Changes(delta=GraphDelta(entities[::-1], relations[::-1])))
    assert store.graph() == Graph(tuple(sorted(entities, key=lambda each: each.id)), relations)


def test_an_extraction_comes_back_with_its_candidates(store: GraphStore) -> None:
    span = Span(1, 4)
    whole = Extraction(
        "c",
        "d",
        3,
        tuple(Mention(text, "T", span) for text in NASTY),
        (Triple(0, "r", 1, 0.25, span), Triple(1, "r", 0)),
        (Attribute(0, "born", "1815", span),),
        (Proposal("entity", "类型", ("a", "b"), 0.5, "c", span),),
        (Violation("head", ("a", "b", "c"), "c", None),),
        Candidates(
            (MentionCandidate("x", "T", span, 0.1), MentionCandidate("y", "T")),
            (TripleCandidate(0, "r", 1, 0.3, span),),
            (AttributeCandidate(0, "born", "1815", None, 0.9),),
            (TypeCandidate("relation", "likes", ("q",), 0.4, span),),
        ),
    )
    bare = Extraction("a", "d", 1)
    store.apply(Changes(extractions=(whole, bare)))
    assert list(store.extractions()) == [bare, whole]
    assert store.unseen(["a", "b", "c"]) == {"b"}
    store.apply(Changes(extractions=(replace(bare, chunk="c", schema_version=4),)))
    assert [each.schema_version for each in store.extractions()] == [1, 4]


def test_of_two_with_one_id_the_later_stands(store: GraphStore) -> None:
    first, second = entity("e", "first"), entity("e", "second")
    grow(store, first, second, relations=(Relation("r", "e", "a", "e"), Relation("r", "e", "b", "e")))
    store.apply(Changes(documents=(Document("d", "1", ""), Document("d", "2", ""))))
    assert [each.name for each in store.graph().entities] == ["second"]
    assert [each.type for each in store.graph().relations] == ["b"]
    assert [each.title for each in store.documents()] == ["2"]


def test_a_changed_entity_keeps_its_relations(store: GraphStore) -> None:
    chain(store, 3)
    grow(store, entity("e1", "改名", aliases=("e1",)))
    assert ids(store.graph()) == (["e0", "e1", "e2"], ["r0", "r1"])
    assert store.find("改名") == ("e1",)
    assert ids(store.neighbourhood(["e1"])) == (["e0", "e1", "e2"], ["r0", "r1"])


def test_a_changed_relation_may_join_others(store: GraphStore) -> None:
    chain(store, 4)
    moved = Relation("r0", "e3", "knows", "e0", 0.5, (Provenance("d", "c"),))
    grow(store, relations=(moved,))
    assert store.graph().relations[0] == moved
    assert ids(store.neighbourhood(["e0"])) == (["e0", "e3"], ["r0"])


def test_a_removed_entity_takes_its_relations_along(store: GraphStore) -> None:
    chain(store, 4)
    store.apply(Changes(delta=GraphDelta(gone_entities=("e1", "never"), gone_relations=("r2", "never"))))
    assert ids(store.graph()) == (["e0", "e2", "e3"], [])


def test_what_goes_and_comes_in_one_batch_is_there_without_its_old_relations(store: GraphStore) -> None:
    chain(store, 3)
    delta = GraphDelta((entity("e1", "new"),), (link("r9", "e1", "e0"),), ("e1",), ("r9",))
    store.apply(Changes(delta=delta))
    assert ids(store.graph()) == (["e0", "e1", "e2"], ["r9"])


@pytest.mark.parametrize("ends", [("e0", "gone"), ("gone", "e0"), ("nobody", "e0")])
def test_a_relation_needs_both_its_entities(store: GraphStore, ends: tuple[str, str]) -> None:
    grow(store, entity("e0"), entity("gone"))
    before = store.graph()
    wrong = GraphDelta((entity("other"),), (link("bad", *ends),), ("gone",))
    with pytest.raises(StoreError, match=rf"'bad'.*'{ends[0] if ends[0] != 'e0' else ends[1]}'"):
        store.apply(Changes(documents=(Document("d", "", ""),), delta=wrong))
    assert store.graph() == before
    assert store.documents() == ()


def test_a_batch_that_fails_at_its_end_leaves_nothing(store: GraphStore) -> None:
    chain(store, 2)
    store.apply(Changes(documents=(Document("old", "", ""),), failures=(Failure("c0", "why"),)))
    twins = (Community("k", 0, ("e0",), "e0"), Community("k", 1, ("e0",), "e0"))
    changes = Changes(
        (Document("d", "", ""),),
        (Chunk("c", "d", "", 0, 0, ""),),
        (Extraction("c", "d", 1), Extraction("c0", "old", 1)),
        (Failure("c1", ""),),
        GraphDelta((entity("e9"),), (link("r9", "e9", "e9"),), ("e0",)),
        KnowledgeTree(twins),
        ("old",),
    )
    with pytest.raises(StoreError, match="'k'"):
        store.apply(changes)
    assert [each.id for each in store.documents()] == ["old"]
    assert store.chunks() == ()
    assert list(store.extractions()) == []
    assert store.failures() == (Failure("c0", "why"),)
    assert ids(store.graph()) == (["e0", "e1"], ["r0"])
    assert store.tree() == KnowledgeTree()
    store.apply(replace(changes, tree=KnowledgeTree(twins[:1])))
    assert ids(store.graph()) == (["e1", "e9"], ["r9"])
    assert store.tree() == KnowledgeTree(twins[:1])


def test_a_success_replaces_a_failure_and_a_later_failure_stands_beside_the_extraction(store: GraphStore) -> None:
    store.apply(Changes(failures=(Failure("b", "first"), Failure("a", "time out"))))
    store.apply(Changes(failures=(Failure("b", "second"),)))
    assert store.failures() == (Failure("a", "time out"), Failure("b", "second"))
    assert store.unseen(["a", "b"]) == {"a", "b"}
    store.apply(Changes(extractions=(Extraction("b", "d", 1),)))
    assert store.failures() == (Failure("a", "time out"),)
    store.apply(Changes(failures=(Failure("b", "again"),)))
    assert store.failures() == (Failure("a", "time out"), Failure("b", "again"))
    assert store.unseen(["a", "b"]) == {"a"}


def test_a_removed_document_takes_its_texts_and_leaves_the_graph(store: GraphStore) -> None:
    store.apply(
        Changes(
            (Document("d", "", ""), Document("keep", "", "")),
            (Chunk("c", "d", "", 0, 0, ""), Chunk("k", "keep", "", 0, 0, "")),
            (Extraction("c", "d", 1), Extraction("k", "keep", 1), Extraction("stray", "d", 1)),
            (Failure("c", ""), Failure("f", "")),
            GraphDelta((entity("e", provenance=(Provenance("d", "c"),)),)),
        )
    )
    store.apply(Changes(failures=(Failure("c", "again"),)))
    store.apply(Changes(gone_documents=("d", "never")))
    assert [each.id for each in store.documents()] == ["keep"]
    assert [each.id for each in store.chunks()] == ["k"]
    assert [each.chunk for each in store.extractions()] == ["k"]
    assert [each.chunk for each in store.failures()] == ["f"]
    assert ids(store.graph()) == (["e"], [])


def test_a_document_is_replaced_by_going_and_coming_in_one_batch(store: GraphStore) -> None:
    store.apply(Changes((Document("d", "old", ""),), (Chunk("c", "d", "", 0, 0, ""), Chunk("c2", "d", "", 0, 0, ""))))
    store.apply(Changes((Document("d", "new", ""),), (Chunk("c", "d", "", 0, 1, "x"),), gone_documents=("d",)))
    assert [each.title for each in store.documents()] == ["new"]
    assert store.chunks() == (Chunk("c", "d", "", 0, 1, "x"),)


def test_find_knows_no_case_and_no_language(store: GraphStore) -> None:
    grow(
        store,
        entity("1", "Charles Babbage", aliases=("Babbage",)),
        entity("2", "Ada Lovelace", aliases=("Countess of Lovelace", "ADA")),
        entity("3", "知识图谱"),
        entity("4", "图谱"),
        entity("5", "STRASSE"),
        entity("6", "x", aliases=("ab", "cd")),
        entity("7", 'it\'s 100% "quoted"_'),
    )
    assert store.find("LOVE") == store.find("ada l") == ("2",)
    assert store.find("图谱") == ("4", "3")
    assert store.find("straße") == ("5",)
    assert store.find("bc") == store.find("b\x1fc") == store.find("知x") == ()
    assert store.find("'s 100% \"Q") == ("7",)
    assert store.find("a", limit=1) == ("6",)
    assert store.find("a", limit=0) == ()
    assert len(store.find("")) == 7


def test_found_names_are_sorted_by_length_then_name_then_id(store: GraphStore) -> None:
    grow(store, entity("z", "bb"), entity("b", "aa"), entity("a", "aa"), entity("q", "aab"))
    assert store.find("") == ("a", "b", "z", "q")


def test_a_neighbourhood_reaches_as_deep_as_it_is_told(store: GraphStore) -> None:
    chain(store, 6)
    assert ids(store.neighbourhood(["e2"], 0)) == (["e2"], [])
    assert ids(store.neighbourhood(["e2"])) == (["e1", "e2", "e3"], ["r1", "r2"])
    assert ids(store.neighbourhood(["e2"], 2)) == (["e0", "e1", "e2", "e3", "e4"], ["r0", "r1", "r2", "r3"])
    assert store.neighbourhood({"e0", "e5"}, 9) == store.graph()
    assert ids(store.neighbourhood(["e0", "e5", "nobody"], 0)) == (["e0", "e5"], [])


def test_a_neighbourhood_is_cut_nearest_first(store: GraphStore) -> None:
    grow(
        store,
        *(entity(f"e{n}") for n in range(5)),
        relations=(link("a", "e4", "e3"), link("b", "e4", "e1"), link("c", "e3", "e0"), link("d", "e1", "e3")),
    )
    assert ids(store.neighbourhood(["e4"], 5, 3)) == (["e1", "e3", "e4"], ["a", "b", "d"])
    assert ids(store.neighbourhood(["e4"], 5, 2)) == (["e1", "e4"], ["b"])
    assert store.neighbourhood(["e4"], 5, 0) == Graph()


def test_loops_and_parallel_relations_are_kept(store: GraphStore) -> None:
    twins = (link("a", "x", "y"), link("b", "x", "y"), link("c", "y", "x"), link("d", "x", "x"))
    grow(store, entity("x"), entity("y"), relations=twins)
    assert store.graph().relations == store.neighbourhood(["x"]).relations == twins


def test_a_tree_comes_back_and_is_replaced_whole(store: GraphStore) -> None:
    chain(store, 3)
    words = (Keyword("图", 0.7, ("e0",)), Keyword("it's", 1 / 3), Keyword("图", 0.1))
    first = KnowledgeTree(
        (
            Community("z", 0, ("e0", "e1"), "e0", "top", words, "name\n", "摘要 'x'"),
            Community("a", 0, ("e2",), "e2", "nowhere"),
            Community("top", 1, ("e0", "e1", "e2", "stranger"), "e1"),
        ),
        "leiden",
    )
    store.apply(Changes(tree=first))
    assert store.tree() == first
    store.apply(Changes(delta=GraphDelta(gone_entities=("e0",))))
    assert store.tree() == first
    second = KnowledgeTree((Community("z", 0, (), ""),), "dual")
    store.apply(Changes(tree=second))
    assert store.tree() == second
    store.apply(Changes(tree=KnowledgeTree(method="louvain")))
    assert store.tree() == KnowledgeTree(method="louvain")


def test_operations_come_back_by_number_and_the_later_of_one_number_stands(store: GraphStore) -> None:
    first = Operation(1, Merge("a", ("b", "c"), "名"), "me", "2026-01-01T00:00:00+00:00", "why", "merge b into a")
    second = Operation(2, Undo(1), inverse=Inverse(gone_entities=("x",), homes=(("b", ""),)))
    store.apply(Changes(operations=(second,)))
    store.apply(Changes(operations=(first,)))
    assert store.journal() == (first, second)
    settled = replace(first, inverse=Inverse((Entity("b", "B", "Person", ("β",)),)))
    store.apply(Changes(operations=(first, settled)))
    assert store.journal() == (settled, second)


def test_a_tree_that_differs_a_little_is_as_good_as_one_written_whole(store: GraphStore) -> None:
    people = tuple(Entity(f"e{n}", f"E{n}", "Person") for n in range(4))
    store.apply(Changes(delta=GraphDelta(people)))
    top = Community("t", 1, ("e0", "e1", "e2", "e3"), "e0", None, (Keyword("word", 0.5, ("e0",)),), "top")
    one, two = Community("x", 0, ("e0", "e1"), "e0", "t"), Community("y", 0, ("e2", "e3"), "e2", "t")
    store.apply(Changes(tree=KnowledgeTree((one, two, top))))
    moved = (replace(one, members=("e0",)), replace(two, members=("e1", "e2", "e3"), name="n"))
    louder = replace(top, keywords=(Keyword("word", 0.75, ("e0",)), Keyword("other", 0.25)))
    store.apply(Changes(tree=KnowledgeTree((*moved, louder))))
    assert store.tree() == KnowledgeTree((*moved, louder))
    if isinstance(store, KuzuStore):
        rows = store.query("MATCH (e:Entity)-[:IN_COMMUNITY]->(c:Community) RETURN e.id AS e, c.id AS c")
        wanted = [
            ("e0", "t"),
            ("e0", "x"),
            ("e1", "t"),
            ("e1", "y"),
            ("e2", "t"),
            ("e2", "y"),
            ("e3", "t"),
            ("e3", "y"),
        ]
        assert sorted((row["e"], row["c"]) for row in rows) == wanted
        words = store.query("MATCH (c:Community)-[h:HAS_KEYWORD]->(k:Keyword) RETURN k.term AS k, h.weight AS w")
        assert sorted((row["k"], row["w"]) for row in words) == [("other", 0.25), ("word", 0.75)]


def test_readers_see_whole_batches_while_one_writes(store: GraphStore) -> None:
    stop, torn, rounds = threading.Event(), [], [0, 0, 0]

    def read(number: int) -> None:
        while not stop.is_set():
            graph = store.graph()
            if len(graph.entities) % 3 or len(graph.relations) * 3 != len(graph.entities) * 2:
                torn.append((len(graph.entities), len(graph.relations)))
            store.neighbourhood(["a0"], 2)
            store.find("a")
            rounds[number] += 1

    readers = [threading.Thread(target=read, args=(number,)) for number in range(3)]
    for reader in readers:
        reader.start()
    for n in range(15):
        links = (link(f"r{n}", f"a{n}", f"b{n}"), link(f"s{n}", f"b{n}", f"c{n}"))
        grow(store, *(entity(f"{letter}{n}") for letter in "abc"), relations=links)
    stop.set()
    for reader in readers:
        reader.join(30)
    assert torn == []
    assert min(rounds) > 0
    assert len(store.graph().entities) == 45


def test_writers_take_turns(store: GraphStore) -> None:
    def write(letter: str) -> None:
        for n in range(5):
            grow(store, entity(f"{letter}{n}"))

    writers = [threading.Thread(target=write, args=(letter,)) for letter in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    assert len(store.graph().entities) == 20


CALLS: dict[str, Callable[[GraphStore], object]] = {
    "apply": lambda store: store.apply(Changes()),
    "documents": lambda store: store.documents(),
    "chunks": lambda store: store.chunks(),
    "unseen": lambda store: store.unseen(["a"]),
    "extractions": lambda store: store.extractions(),
    "failures": lambda store: store.failures(),
    "graph": lambda store: store.graph(),
    "tree": lambda store: store.tree(),
    "journal": lambda store: store.journal(),
    "find": lambda store: store.find("a"),
    "neighbourhood": lambda store: store.neighbourhood(["a"]),
    "query": lambda store: store.query("RETURN 1"),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_closed_store_answers_nothing(store: GraphStore, call: str) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        CALLS[call](store)


def test_every_method_of_the_port_is_called_here() -> None:
    named = {name for name in vars(GraphStore) if not name.startswith("_")}
    assert named - {"close"} == CALLS.keys()


def test_closing_while_others_read_ends_them_cleanly(store: GraphStore) -> None:
    chain(store, 50)
    torn: list[bool] = []

    def read() -> None:
        with suppress(StoreError):
            while True:
                if len(store.graph().entities) != 50:
                    torn.append(True)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    store.close()
    for reader in readers:
        reader.join(30)
        assert not reader.is_alive()
    assert torn == []
