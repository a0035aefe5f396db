"""Laws of building: idempotent, resumable, and a removed document leaves nothing that only it supported."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_engine import SCHEMA, WordEngine

from kgworkbench.build import Memory, build
from kgworkbench.community.check import check_partition
from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.model.progress import BuildReport, ChunkFailed, DocumentFailed, GraphGrew, Started
from kgworkbench.model.text import Document, Unread
from kgworkbench.settings import BuildSettings
from kgworkbench.stores.kuzu import KuzuStore
from kgworkbench.stores.memory import MemoryStore

words = st.sampled_from(["Ada", "Babbage", "Engine", "London", "Note", "and", "wrote"])
texts = st.lists(words, min_size=1, max_size=8).map(" ".join)
corpora = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), texts, max_size=4).map(
    lambda found: tuple(Document(key, key, text) for key, text in sorted(found.items()))
)


def run(corpus: Any, store: Any, engine: Any = None, **settings_: Any) -> BuildReport:
    events = list(
        build(
            corpus,
            SCHEMA,
            engine=engine or WordEngine(),
            embedder=LexicalEmbedder(),
            store=store,
            settings=BuildSettings(**settings_),
        )
    )
    assert isinstance(events[0], Started)
    report = events[-1]
    assert isinstance(report, BuildReport)
    return report


@settings(max_examples=40, deadline=None)
@given(corpora, corpora)
def test_building_one_corpus_over_another_equals_building_it_alone(first: Any, second: Any) -> None:
    over, alone = MemoryStore(), MemoryStore()
    run(first, over)
    run(second, over)
    run(second, alone)
    assert over.graph() == alone.graph()
    assert over.documents() == alone.documents()
    assert over.chunks() == alone.chunks()
    assert check_partition(over.tree(), over.graph()) == ()
    assert list(over.extractions()) == list(alone.extractions())


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corpora, corpora)
def test_the_same_law_holds_in_kuzu(tmp_path_factory: pytest.TempPathFactory, first: Any, second: Any) -> None:
    store, alone = KuzuStore.open(tmp_path_factory.mktemp("graph")), MemoryStore()
    run(first, store)
    run(second, store)
    run(second, alone)
    assert store.graph() == alone.graph()
    assert check_partition(store.tree(), store.graph()) == ()
    store.close()


DOCUMENTS = tuple(Document(f"d{n}", f"D{n}", f"Ada met Babbage{n} in London.") for n in range(10))


def test_a_second_build_pays_for_nothing() -> None:
    store, engine = MemoryStore(), WordEngine()
    first = run(DOCUMENTS, store, engine)
    again = run(DOCUMENTS, store, engine)
    assert first.chunks_extracted == 10
    assert again.chunks_extracted == 0
    assert len(engine.extracted) == 10
    assert (again.entities, again.relations) == (first.entities, first.relations)


def test_only_what_is_new_or_changed_is_extracted() -> None:
    store, engine = MemoryStore(), WordEngine()
    run(DOCUMENTS, store, engine)
    changed = (*DOCUMENTS[1:], Document("d0", "D0", "Ada met Turing."), Document("new", "New", "Grace."))
    report = run(changed, store, engine)
    assert report.chunks_extracted == 2
    names = {entity.name for entity in store.graph().entities}
    assert {"Turing", "Grace"} <= names
    assert "Babbage0" not in names


@pytest.fixture(params=["memory", "kuzu"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    made = MemoryStore() if request.param == "memory" else KuzuStore.open(tmp_path)
    yield made
    made.close()


def test_a_build_stopped_in_the_middle_goes_on_where_it_was(store: Any) -> None:
    engine = WordEngine()
    events = build(
        DOCUMENTS,
        SCHEMA,
        engine=engine,
        embedder=LexicalEmbedder(),
        store=store,
        settings=BuildSettings(batch=3),
    )
    for event in events:
        if isinstance(event, GraphGrew) and event.done >= 6:
            break
    events.close()
    assert len(list(store.extractions())) == 6
    report = run(DOCUMENTS, store, engine)
    assert len(engine.extracted) == len(set(engine.extracted)) == 10
    alone = MemoryStore()
    run(DOCUMENTS, alone)
    assert store.graph() == alone.graph()
    assert report.entities == len(alone.graph().entities)


def test_a_failed_chunk_is_kept_as_a_failure_and_tried_again() -> None:
    store, engine = MemoryStore(), WordEngine()
    corpus = (*DOCUMENTS[:2], Document("bad", "Bad", "Broken text."))
    report = run(corpus, store, engine)
    assert report.failures == 1
    assert "broken chunk" in store.failures()[0].reason
    run(corpus, store, engine)
    assert len(engine.extracted) == 4
    mended = (*DOCUMENTS[:2], Document("bad", "Bad", "Mended text."))
    assert run(mended, store, engine).failures == 0


def test_failures_are_events_too() -> None:
    events = build(
        (Document("bad", "Bad", "Broken."),),
        SCHEMA,
        engine=WordEngine(),
        embedder=LexicalEmbedder(),
        store=MemoryStore(),
    )
    assert [type(event) for event in events].count(ChunkFailed) == 1


def test_the_empty_corpus_empties_the_graph() -> None:
    store = MemoryStore()
    run(DOCUMENTS, store)
    report = run((), store)
    assert (report.documents, report.entities, report.communities) == (0, 0, 0)
    assert store.graph().entities == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(corpora, min_size=2, max_size=5))
def test_a_build_that_remembers_the_one_before_ends_like_one_that_reads_the_store(sequence: list[Any]) -> None:
    kept, memory = MemoryStore(), Memory()
    for corpus in sequence:
        plain = MemoryStore()
        for store, remembering in ((kept, memory), (plain, None)):
            events = build(
                corpus,
                SCHEMA,
                engine=WordEngine(),
                embedder=LexicalEmbedder(),
                store=store,
                settings=BuildSettings(batch=2),
                memory=remembering,
            )
            report = list(events)[-1]
            assert isinstance(report, BuildReport)
            assert report.waiting == 0
        assert memory.built() == (kept.graph(), kept.chunks())
        assert kept.graph() == plain.graph()
        assert kept.documents() == plain.documents()
        assert list(kept.extractions()) == list(plain.extractions())
        assert check_partition(kept.tree(), kept.graph()) == ()


def test_files_that_cannot_be_read_are_events_and_stand_in_the_report() -> None:
    unread = (Unread("a.pdf", "a.pdf: cannot be read as PDF (x); repair or remove it"),)
    events = list(
        build(
            DOCUMENTS[:2],
            SCHEMA,
            engine=WordEngine(),
            embedder=LexicalEmbedder(),
            store=MemoryStore(),
            unread=unread,
        )
    )
    assert events[1] == DocumentFailed(unread[0])
    assert isinstance(events[-1], BuildReport)
    assert (events[-1].documents, events[-1].failures, events[-1].unread) == (2, 0, unread)


def test_a_file_that_breaks_takes_nothing_away_until_it_is_gone(store: Any) -> None:
    def told(corpus: Any, unread: Any = ()) -> BuildReport:
        engine, memory = WordEngine(), Memory()
        events = build(
            corpus, SCHEMA, engine=engine, embedder=LexicalEmbedder(), store=store, unread=unread, memory=memory
        )
        report = list(events)[-1]
        assert isinstance(report, BuildReport)
        return report

    whole = tuple(
        Document(f"{n}.txt#{k}", "", f"Ada met Babbage{n}{k} in London.", f"{n}.txt") for n in "ab" for k in "12"
    )
    told(whole)
    before = store.graph()
    broken = told(whole[2:], (Unread("a.txt", "a.txt: is not UTF-8 at byte 3 (0xff); save it as UTF-8"),))
    assert (broken.documents, broken.chunks_extracted) == (4, 0)
    assert store.graph() == before
    assert told(whole[2:]).documents == 2
    alone = MemoryStore()
    run(whole[2:], alone)
    assert store.graph() == alone.graph()
