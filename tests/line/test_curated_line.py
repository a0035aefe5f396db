"""What people decided holds through everything that builds: re-extraction, new documents, other schemas, new trees."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from word_engine import SCHEMA, WordEngine

from kgworkbench.errors import CurationError, InputError
from kgworkbench.model.codec import dumps
from kgworkbench.model.facts import Candidates, TypeCandidate
from kgworkbench.model.graph import Entity
from kgworkbench.model.journal import (
    AnswerViolation,
    DeleteEntity,
    KeepApart,
    Merge,
    MoveEntity,
    PinCommunity,
    Rename,
)
from kgworkbench.model.progress import Rejudged, SchemaGrew
from kgworkbench.model.schema import EntityType, Schema
from kgworkbench.model.tasks import DescribeTask, Description, ExtractTask, Reply
from kgworkbench.model.text import Document
from kgworkbench.model.usage import Prices, Usage
from kgworkbench.schema.evolve import Policy
from kgworkbench.settings import BuildSettings, CommunitySettings
from kgworkbench.workbench import Workbench

DOCUMENTS = tuple(
    Document(f"d{n}", f"D{n}", f"Ada met Babbage{n} in London. Countess wrote Note{n}.") for n in range(8)
)


@pytest.fixture(params=["memory", "folder"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workbench]:
    place = None if request.param == "memory" else tmp_path / "graph"
    with Workbench.open(place, schema=SCHEMA, engine=WordEngine(), embedder="lexical") as made:
        made.build(DOCUMENTS).result()
        yield made


def named(bench: Workbench, name: str) -> Entity:
    return next(entity for entity in bench.graph().entities if name in (entity.name, *entity.aliases))


def stored(bench: Workbench) -> str:
    return dumps((bench.store.graph(), bench.store.tree()))


def test_merge_then_undo_is_byte_equal_in_the_store(bench: Workbench) -> None:
    before = stored(bench)
    merge = Merge(named(bench, "Ada").id, (named(bench, "Countess").id,), "Ada Lovelace")
    assert {e.name for e in bench.journal.preview(merge).entities} == {"Ada Lovelace"}
    assert stored(bench) == before
    done = bench.journal.act(merge, author="me", reason="the same person")
    assert done.says == "merge Countess into Ada, called Ada Lovelace"
    assert named(bench, "Countess").name == "Ada Lovelace"
    assert stored(bench) == dumps((bench.graph(), bench.tree()))
    bench.undo()
    assert stored(bench) == before
    bench.redo()
    assert named(bench, "Countess").name == "Ada Lovelace"
    assert [o.number for o in bench.journal.operations()] == [1, 2, 3]


def test_decisions_survive_new_documents_and_new_communities(bench: Workbench) -> None:
    ada, countess, london = (named(bench, name).id for name in ("Ada", "Countess", "London"))
    other = next(
        m for c in bench.tree().at(0) if london not in c.members for m in c.members if m not in (ada, countess)
    )
    bench.journal.act(Merge(ada, (countess,), "Ada Lovelace"))
    bench.journal.act(Rename(london, "London, England"))
    bench.journal.act(MoveEntity(other, london))
    bench.journal.act(PinCommunity(london, (ada,), "Our town"))
    doomed = named(bench, "Note3").id
    bench.journal.act(DeleteEntity(doomed))
    more = (*DOCUMENTS, Document("new", "New", "Countess met Ada and Turing in London. Note3 wrote Ada."))

    def check() -> None:
        graph, tree = bench.store.graph(), bench.store.tree()
        names = {entity.id: entity.name for entity in graph.entities}
        assert countess not in names
        assert doomed not in names
        assert (names[ada], names[london]) == ("Ada Lovelace", "London, England")
        home = {member: community for community in tree.at(0) for member in community.members}
        assert home[other] == home[london] == home[ada]
        assert home[london].name == "Our town"
        assert sorted(home) == sorted(names)

    check()
    report = bench.build(more).result()
    assert report.chunks_extracted == 1
    assert report.dormant == ()
    assert "new" in {place.document for place in named(bench, "Countess").provenance}
    check()
    bench.detect(CommunitySettings(weight=0.9))
    check()
    bench.build(more, settings=BuildSettings(again="all", batch=2)).result()
    check()
    for _ in range(5):
        bench.undo()
    alone = Workbench.open(None, schema=SCHEMA, engine=WordEngine(), embedder="lexical")
    alone.build(more).result()
    assert bench.store.graph() == alone.store.graph()


def test_an_operation_sleeps_while_it_finds_nothing_and_wakes_again(bench: Workbench) -> None:
    gone = named(bench, "Note1").id
    bench.journal.act(Rename(gone, "The Note"))
    report = bench.build(tuple(d for d in DOCUMENTS if d.id != "d1")).result()
    assert report.dormant == (1,)
    assert bench.build(DOCUMENTS).result().dormant == ()
    assert named(bench, "Note1").name == "The Note"


def test_a_journal_is_exported_and_applied_to_another_graph(bench: Workbench) -> None:
    bench.journal.act(Merge(named(bench, "Ada").id, (named(bench, "Countess").id,)))
    bench.journal.act(KeepApart(named(bench, "Note1").id, named(bench, "Note2").id))
    bench.journal.act(DeleteEntity(named(bench, "Note7").id))
    text = bench.journal.export()
    other = Workbench.open(None, schema=SCHEMA, engine=WordEngine(), embedder="lexical")
    other.build(DOCUMENTS[:7]).result()
    applied = other.journal.apply(text)
    assert applied.done[0].says == "merge Countess into Ada"
    assert [says for says, _ in applied.refused] == ["delete Note7"]
    assert len(other.journal.apply(text).standing) == 2
    assert len(other.journal.apart()) == 1
    with pytest.raises(InputError, match="no exported journal"):
        other.journal.apply("{}")


def test_nothing_is_done_by_hand_while_a_build_is_under_way(bench: Workbench) -> None:
    run = bench.build((*DOCUMENTS, Document("new", "New", "Turing.")))
    events = iter(run)
    next(events)
    with pytest.raises(CurationError, match="a build is under way"):
        bench.journal.act(Rename(named(bench, "Ada").id, "A"))
    events.close()
    bench.journal.act(Rename(named(bench, "Ada").id, "A"))
    assert named(bench, "Ada").name == "A"


class WishingEngine(WordEngine):
    """Claims that capitalised words ending in a digit are Numbered, a type the schema lacks, and asks for it."""

    def reply(self, task: Any) -> Reply[Any]:
        if isinstance(task, DescribeTask):
            return Reply(Description(task.centre, ""))
        assert isinstance(task, ExtractTask)
        plain = super().reply(task).value
        mentions = tuple(replace(m, type="Numbered") if m.text[-1].isdigit() else m for m in plain.mentions)
        wish = TypeCandidate("entity", "Numbered", (mentions[0].text,), 0.9)
        return Reply(Candidates(mentions, plain.triples, (), (wish,)), Usage(10, 5))


@pytest.fixture(params=["memory", "folder"])
def wishing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workbench]:
    place = None if request.param == "memory" else tmp_path / "graph"
    with Workbench.open(place, schema=SCHEMA, engine=WishingEngine(), embedder="lexical") as made:
        yield made


def types(bench: Workbench) -> set[str]:
    return {entity.type for entity in bench.graph().entities}


def calls(bench: Workbench) -> int:
    assert isinstance(bench.engine, WishingEngine)
    return len(bench.engine.extracted)


def test_a_changed_schema_is_judged_again_with_no_call(wishing: Workbench) -> None:
    first = wishing.build(DOCUMENTS).result()
    assert first.violations > 0
    assert types(wishing) == {"Word"}
    wider = replace(SCHEMA, entity_types=(*SCHEMA.entity_types, EntityType("Numbered")))
    events = list(wishing.build(DOCUMENTS, wider))
    assert [event for event in events if isinstance(event, Rejudged)] == [Rejudged(8, 8)]
    assert types(wishing) == {"Word", "Numbered"}
    assert calls(wishing) == 8
    renamed = replace(SCHEMA, entity_types=(*SCHEMA.entity_types, EntityType("Item", examples=("Note1",))))
    wishing.build(DOCUMENTS, renamed).result()
    assert calls(wishing) == 8
    wishing.build(DOCUMENTS, settings=BuildSettings(again="all")).result()
    assert calls(wishing) == 16


def test_an_accepted_proposal_is_a_version_and_an_entry_and_can_be_undone(wishing: Workbench) -> None:
    wishing.build(DOCUMENTS).result()
    before = stored(wishing)
    (asked,) = [each for each in wishing.proposals.inbox() if each.kind == "entity"]
    assert (asked.name, asked.support) == ("Numbered", 8)
    operation = wishing.proposals.answer("accept", "entity", "Numbered", author="me", reason="they are")
    assert operation.says == "accept the proposed entity type Numbered as Numbered"
    assert types(wishing) == {"Word", "Numbered"}
    assert wishing.schema.version == 2
    wishing.undo()
    assert stored(wishing) == before
    assert wishing.schema.version == 3
    assert [each.name for each in wishing.proposals.inbox() if each.kind == "entity"] == ["Numbered"]
    wishing.redo()
    assert types(wishing) == {"Word", "Numbered"}
    assert calls(wishing) == 8


def test_a_mapped_proposal_serves_later_chunks_and_a_rejected_one_is_not_asked_again(wishing: Workbench) -> None:
    wishing.build(DOCUMENTS[:4]).result()
    wishing.proposals.answer("map", "entity", "Numbered", to="Word")
    assert named(wishing, "Babbage1").type == "Word"
    wishing.build(DOCUMENTS).result()
    assert named(wishing, "Babbage7").type == "Word"
    wishing.undo()
    wishing.proposals.answer("reject", "entity", "Numbered")
    assert [each for each in wishing.proposals.inbox() if each.kind == "entity"] == []
    with pytest.raises(InputError, match="is asked for"):
        wishing.proposals.answer("accept", "entity", "Numbered")


def test_the_policy_takes_types_in_while_reading(wishing: Workbench) -> None:
    run = wishing.build(DOCUMENTS, settings=BuildSettings(batch=2), policy=Policy("accept", 0.8, 3))
    events = list(run)
    (grew,) = [event for event in events if isinstance(event, SchemaGrew)]
    assert grew.types == (("entity", "Numbered"),)
    assert [event.chunks for event in events if isinstance(event, Rejudged)] == [4]
    assert types(wishing) == {"Word", "Numbered"}
    assert {e.schema_version for e in wishing.store.extractions()} == {2}
    assert [entry.author for entry in wishing.versions.history()] == ["", "policy"]
    assert calls(wishing) == 8


def test_a_violation_is_let_in_or_ignored_once(wishing: Workbench) -> None:
    wishing.build(DOCUMENTS).result()
    found = wishing.journal.violations()
    mention = next(v for v in found if v.rule == "unknown entity type")
    link = next(v for v in found if v.rule == "relation of a rejected mention")
    wishing.journal.act(AnswerViolation("ignore", mention.chunk, mention.rule, mention.claim))
    head, head_type, relation, tail, tail_type = link.claim
    wishing.journal.act(
        AnswerViolation("accept", link.chunk, link.rule, link.claim, (head, head_type), relation, (tail, tail_type))
    )
    left = wishing.journal.violations()
    assert len(left) == len(found) - 2
    assert {head, tail} <= {entity.name for entity in wishing.graph().entities}
    wishing.build((*DOCUMENTS, Document("new", "N", "Turing."))).result()
    assert {head, tail} <= {entity.name for entity in wishing.graph().entities}


def test_a_budget_stops_a_build_cleanly_and_the_next_goes_on(wishing: Workbench) -> None:
    report = wishing.build(DOCUMENTS, settings=BuildSettings(budget=70)).result()
    assert (report.stopped, report.waiting) == ("budget", 8 - report.chunks_extracted)
    assert 0 < report.chunks_extracted < 8
    assert report.usage.total <= 70
    again = wishing.build(DOCUMENTS).result()
    assert (again.stopped, again.waiting) == ("", 0)
    assert again.tokens_so_far == Usage(80, 40)
    assert calls(wishing) == 8


def test_saturation_falls_when_texts_repeat_themselves(wishing: Workbench) -> None:
    same = tuple(Document(f"s{n}", "Same", "Ada met Babbage in London.") for n in range(25))
    assert wishing.build(same).result().new_share == 0.0
    fresh = tuple(Document(f"t{n}", "Fresh", f"Ada met {'ABCDEFGH'[n]}ob.") for n in range(8))
    assert wishing.build((*same, *fresh)).result().new_share > 0.5
    assert wishing.build((*same, *fresh, *same[:1])).result().new_share == 1.0, "nothing was read"


def test_tokens_and_cost_of_each_chunk_are_kept(wishing: Workbench) -> None:
    wishing.build(DOCUMENTS).result()
    plain = wishing.chunks()
    assert plain["cost"].null_count() == plain.height == 8
    wishing.prices = Prices(1.0, 2.0)
    spent = wishing.chunks()
    assert spent["prompt"].sum() == 80
    assert spent["cost"].sum() == pytest.approx(8 * 20 / 1e6)
    assert spent.group_by("document").len().height == 8
    assert spent["violations"].sum() > 0


def test_the_local_engine_looks_for_types_that_came_since_the_texts_were_read(tmp_path: Path) -> None:
    person, place = EntityType("Person", examples=("Ada Lovelace",)), EntityType("Place", examples=("London",))
    texts = (Document("a", "Ada Lovelace", "Ada Lovelace was born in London in 1815."),)
    with Workbench.open(tmp_path / "g", schema=Schema("s", (person,)), embedder="lexical") as bench:
        bench.build(texts).result()
        bench.adopt(Schema("s", (person, place)))
        bench.adopt(Schema("s", (person, place), description="said once more"))
        report = bench.build(texts).result()
        assert report.chunks_extracted == 1
        assert "Place" in types(bench)
        assert bench.build(texts).result().chunks_extracted == 0
