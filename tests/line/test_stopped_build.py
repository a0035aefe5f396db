"""What is stored fits together at whatever event a build ends, and what was known stays until something better is."""

from dataclasses import replace
from itertools import islice

import pytest
from word_engine import SCHEMA, WordEngine

from kgworkbench.curate.curation import Curation
from kgworkbench.errors import EngineError
from kgworkbench.model.facts import TypeCandidate
from kgworkbench.model.journal import DeleteEntity, Merge, MoveEntity, Rename, Split
from kgworkbench.model.schema import EntityType
from kgworkbench.model.tasks import ExtractTask, Reply, Task, Value
from kgworkbench.model.text import Document
from kgworkbench.resolve.merge import resolve
from kgworkbench.schema.evolve import Policy
from kgworkbench.settings import BuildSettings
from kgworkbench.workbench import Workbench

DOCUMENTS = tuple(
    Document(f"d{n}", f"D{n}", f"Ada met Babbage{n} in London.\n\nCountess wrote Note{n}.") for n in range(5)
)
LATER = (
    *(replace(each, text=f"{each.text} Menabrea came to London.") for each in DOCUMENTS[:2]),
    *DOCUMENTS[3:],
    Document("d9", "D9", "Byron was in London.\n\nAda wrote Note1."),
)


class Failing(WordEngine):
    """Fails on every chunk from a moment on."""

    down = False

    def reply(self, task: Task[Value]) -> Reply[Value]:
        if self.down and isinstance(task, ExtractTask):
            raise EngineError("the endpoint is down")
        return super().reply(task)


def opened(engine: WordEngine) -> Workbench:
    return Workbench.open(schema=SCHEMA, engine=engine, embedder="lexical")


def known(bench: Workbench) -> dict[str, str]:
    return {entity.name: entity.id for entity in bench.graph().entities}


def lies_bare(bench: Workbench) -> bool:
    """Whether what is stored, with the inverses of its journal, is the graph of what is stored as extracted."""
    live = Curation(bench.store.graph(), bench.store.tree(), bench.store.journal())
    live.lay_bare()
    return live.working.graph() == resolve(bench.store.extractions(), bench.schema)


@pytest.mark.parametrize("events", range(3, 30, 2))
def test_a_journal_fits_its_graph_wherever_a_build_ends(events: int) -> None:
    bench = opened(WordEngine())
    bench.build(DOCUMENTS, settings=BuildSettings(chunk_characters=40)).result()
    ids = known(bench)
    bench.journal.act(Merge(ids["Ada"], (ids["Countess"], ids["Babbage2"]), "Ada Lovelace"))
    bench.journal.act(Rename(ids["London"], "London, England"))
    bench.journal.act(MoveEntity(ids["Note4"], ids["London"]))
    bench.journal.act(DeleteEntity(ids["Babbage0"]))
    bench.journal.act(Split(ids["London"], (bench.store.chunks()[0].id,)))
    run = bench.build(LATER, settings=BuildSettings(batch=1))
    list(islice(run, events))
    run.close()
    assert lies_bare(bench)
    while bench.journal.standing():
        bench.undo()
        assert lies_bare(bench)
    bench.build(LATER).result()
    fresh = opened(WordEngine())
    fresh.build(LATER, settings=BuildSettings(chunk_characters=40)).result()
    assert bench.store.graph() == fresh.store.graph()


def test_what_is_read_again_in_vain_is_not_lost() -> None:
    engine = Failing()
    bench = opened(engine)
    bench.build(DOCUMENTS).result()
    ids = known(bench)
    bench.journal.act(Merge(ids["Ada"], (ids["Countess"],), "Ada Lovelace"))
    before, tree = bench.store.graph(), bench.store.tree()
    engine.down = True
    report = bench.build(DOCUMENTS, settings=BuildSettings(again="all", batch=2)).result()
    assert report.failures == len(DOCUMENTS)
    assert bench.store.graph() == before
    assert bench.store.tree() == tree
    engine.down = False
    report = bench.build(DOCUMENTS, settings=BuildSettings(again="all", batch=2)).result()
    assert (report.failures, bench.store.graph()) == (0, before)


class Asking(WordEngine):
    """Asks for a type the schema lacks."""

    def reply(self, task: Task[Value]) -> Reply[Value]:
        reply = super().reply(task)
        if not isinstance(task, ExtractTask):
            return reply
        wanted = (TypeCandidate("entity", "Place", ("London",), 0.9),)
        return Reply(replace(reply.value, types=wanted), reply.usage)  # type: ignore[type-var]


def test_a_schema_that_grows_while_all_is_read_again_loses_nothing() -> None:
    engine = Asking()
    bench = opened(engine)
    bench.build(DOCUMENTS, settings=BuildSettings(chunk_characters=16)).result()
    before = bench.store.graph()
    bench.build(DOCUMENTS, settings=BuildSettings(again="all", batch=1), policy=Policy("accept", support=5)).result()
    assert bench.schema.entity_type("Place") == EntityType("Place", examples=("London",))
    assert bench.store.graph() == before


def test_texts_cut_otherwise_after_a_stopped_build_are_stored_so() -> None:
    bench = opened(WordEngine())
    run = bench.build(DOCUMENTS, settings=BuildSettings(chunk_characters=40))
    list(islice(run, 2))  # the chunks are stored, and none of them is read
    run.close()
    bench.build(DOCUMENTS, settings=BuildSettings(chunk_characters=200)).result()
    stored = {chunk.id for chunk in bench.store.chunks()}
    assert stored == {extraction.chunk for extraction in bench.store.extractions()}
    assert len(stored) == len(DOCUMENTS)
