"""Proposed types: gathered, taken in, mapped, turned down for good."""

from dataclasses import replace
from pathlib import Path

import pytest

from kgworkbench.curate.growth import SchemaGrowth
from kgworkbench.curate.proposals import cluster_proposals
from kgworkbench.curate.rejudge import rejudge
from kgworkbench.errors import SchemaError
from kgworkbench.extract.check import judge
from kgworkbench.model.facts import (
    AttributeCandidate,
    Candidates,
    Extraction,
    MentionCandidate,
    TripleCandidate,
    TypeCandidate,
)
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.text import Chunk, Span
from kgworkbench.schema.check import check
from kgworkbench.schema.decisions import Decision, Decisions, mapped_by, rejected_by
from kgworkbench.schema.evolve import Policy, accept, map_to, mapped_names, may_accept
from kgworkbench.schema.versions import SchemaVersions

SCHEMA = Schema(
    "s",
    (EntityType("Person"), EntityType("Place")),
    (RelationType("born_in", ("Person",), ("Place",)),),
)
TEXT = "Alan Turing was born in London. He won the Smith's Prize in 1936. 沈括著《梦溪笔谈》。"


def chunk(number: int) -> Chunk:
    return Chunk(f"c{number}", f"d{number}", "", 0, len(TEXT), TEXT)


def judged(number: int, candidates: Candidates, schema: Schema = SCHEMA) -> Extraction:
    return judge(candidates, chunk(number), schema)


def prize(number: int, name: str, confidence: float = 0.9) -> Extraction:
    turing = MentionCandidate("Alan Turing", "Person")
    won = MentionCandidate("Smith's Prize", name, None, confidence)
    links = (TripleCandidate(0, "won", 1, confidence, Span(32, 65)),)
    facts = (AttributeCandidate(1, "year", "1936", Span(60, 64), confidence),)
    return judged(number, Candidates((turing, won), links, facts))


def test_like_names_come_together_with_their_sentences() -> None:
    found = cluster_proposals(
        [
            prize(0, "Award"),
            prize(1, "Awards"),
            prize(2, "award", 0.6),
            judged(3, Candidates(types=(TypeCandidate("entity", "奖项"),))),
        ],
        SCHEMA,
        chunks=[chunk(number) for number in range(4)],
    )
    assert [(c.kind, c.name, c.support) for c in found] == [
        ("attribute", "year", 3),
        ("entity", "Award", 3),
        ("relation", "won", 3),
        ("entity", "奖项", 1),
    ]
    year, award, won = found[:3]
    assert award.names == ("Award", "Awards", "award")
    assert (award.confidence, award.documents, award.examples) == (0.8, 3, ("Smith's Prize",))
    assert award.witnesses[0].sentence == "He won the Smith's Prize in 1936."
    assert (won.heads, won.tails) == (("Person",), ())
    assert year.value == "date"


def test_the_order_of_chunks_does_not_matter() -> None:
    made = [prize(0, "Award"), prize(1, "Awards"), prize(2, "Prize"), prize(3, "Honour", 0.2)]
    assert cluster_proposals(made, SCHEMA) == cluster_proposals(reversed(made), SCHEMA)


def test_chinese_names_come_together_and_what_is_rejected_stays_away() -> None:
    made = [
        judged(0, Candidates(types=(TypeCandidate("entity", "著作", ("梦溪笔谈",), 0.9, Span(67, 71)),))),
        judged(1, Candidates(types=(TypeCandidate("entity", "著作类", ("梦溪笔谈",), 0.7),))),
        judged(
            2, Candidates(types=(TypeCandidate("relation", "出生于", (), 0.9), TypeCandidate("relation", "出生在")))
        ),
    ]
    found = cluster_proposals(made, SCHEMA, chunks=[chunk(0)])
    assert [c.names for c in found] == [("著作", "著作类"), ("出生于", "出生在")]
    assert found[0].witnesses[0].sentence == "沈括著《梦溪笔谈》。"
    rejected = rejected_by([Decision("reject", "entity", ("著作",))])
    assert [c.names for c in cluster_proposals(made, SCHEMA, rejected=rejected)] == [("出生于", "出生在")]


def test_types_that_are_like_existing_ones_say_so() -> None:
    found = cluster_proposals([judged(0, Candidates(types=(TypeCandidate("entity", "Persons"),)))], SCHEMA)
    assert found[0].near == (("Person", 1.0),)


def test_accepted_the_schema_has_it_and_kept_claims_become_facts() -> None:
    made = [prize(number, name) for number, name in enumerate(("Award", "Awards"))]
    found = {c.kind: c for c in cluster_proposals(made, SCHEMA)}
    with pytest.raises(SchemaError, match="nothing says what the relation type 'won' belongs to"):
        accept(SCHEMA, found["relation"])
    grown = accept(SCHEMA, found["entity"], description="A prize or medal.")
    assert grown.entity_type("Award") == EntityType("Award", "A prize or medal.", ("Smith's Prize",))
    found = {c.kind: c for c in cluster_proposals(made, grown)}
    grown = accept(accept(grown, found["relation"], tail=("Award",)), found["attribute"])
    assert grown.attribute_type("year") == AttributeType("year", ("Award",), "date", cues=(("en", ("year",)),))
    assert [finding for finding in check(grown) if finding.severity == "error"] == []
    again = list(rejudge(made, [chunk(0), chunk(1)], grown, mapped_names(cluster_of(made), "Award")))
    assert [len(each.triples) for each in again] == [1, 1]
    assert [each.violations for each in again] == [(), ()]
    with pytest.raises(SchemaError, match="has the entity type 'Award' already"):
        accept(grown, cluster_of(made))
    with pytest.raises(SchemaError, match="needs the entity type 'Medal'"):
        accept(SCHEMA, found["relation"], tail=("Medal",))


def cluster_of(made: list[Extraction]):  # type: ignore[no-untyped-def]
    return next(c for c in cluster_proposals(made, SCHEMA) if c.kind == "entity")


def test_mapped_its_names_become_cues_and_its_claims_the_targets() -> None:
    made = [judged(0, Candidates((MentionCandidate("London", "City"),), types=(TypeCandidate("entity", "City"),)))]
    found = cluster_of(made)
    mapped = map_to(SCHEMA, found, "Place")
    assert mapped.entity_type("Place") == EntityType("Place", "", ("London",), (("en", ("City",)),))
    (again,) = rejudge(made, [chunk(0)], mapped, mapped_names(found, "Place"))
    assert [(m.text, m.type) for m in again.mentions] == [("London", "Place")]
    assert (again.proposals, again.violations) == ((), ())
    with pytest.raises(SchemaError, match="no entity type 'Town' to map to"):
        map_to(SCHEMA, found, "Town")


def test_decisions_last_and_the_later_counts(tmp_path: Path) -> None:
    kept = Decisions(tmp_path / "schema")
    assert kept.all() == ()
    kept.keep(Decision("reject", "entity", ("Award", "Awards"), version=2, author="me", reason="no prizes here"))
    kept.keep(Decision("map", "entity", ("City",), "Place"))
    with (tmp_path / "schema" / "decisions.jsonl").open("a", encoding="utf-8") as log:
        log.write('\n{"action": "rej')
    last = kept.keep(Decision("reopen", "entity", ("Awards",)))
    assert last.time
    assert [d.action for d in kept.all()] == ["reject", "map", "reopen"]
    assert rejected_by(kept.all()) == {("entity", "award")}
    assert mapped_by(kept.all()).entity == (("City", "Place"),)


@pytest.mark.parametrize(
    ("policy", "accepted"),
    [
        (Policy("never"), False),
        (Policy("ask"), False),
        (Policy("accept", 0.8, 2), True),
        (Policy("accept", 0.8, 3), False),
    ],
)
def test_the_policy_decides(policy: Policy, accepted: bool) -> None:
    assert may_accept(cluster_of([prize(0, "Award"), prize(1, "Award")]), policy) is accepted
    assert not may_accept(cluster_of([prize(0, "Award", 0.5), prize(1, "Award", 0.9)]), policy)


def test_a_schema_grows_while_a_corpus_is_read_and_the_seed_stays(tmp_path: Path) -> None:
    versions = SchemaVersions(tmp_path)
    schema = versions.commit(SCHEMA, author="me", reason="seed")
    growth = SchemaGrowth(Policy("accept", 0.8, 3))
    assert growth.after([prize(0, "Award"), prize(1, "Awards")], schema) is None
    grown = growth.after([prize(2, "Award")], schema)
    assert grown is not None
    schema = versions.commit(grown.schema, author="policy", reason=grown.decisions[0].reason)
    assert schema.version == 2
    assert [(d.kind, d.to) for d in grown.decisions] == [
        ("entity", "Award"),
        ("attribute", "year"),
        ("relation", "won"),
    ]
    assert schema.relation_type("won") == RelationType("won", ("Person",), ("Award",), cues=(("en", ("won",)),))
    assert grown.renames.entity == (("Awards", "Award"),)
    following = judge(prize(3, "Award").candidates, chunk(3), schema)
    assert (len(following.triples), following.violations) == (1, ())
    assert growth.after([following], schema) is None
    assert replace(versions.at(1), version=1) == SCHEMA
    silent = SchemaGrowth(Policy("accept", 0.8, 1), [Decision("reject", "entity", ("award",))])
    assert silent.after([prize(0, "Award")], SCHEMA) is None
