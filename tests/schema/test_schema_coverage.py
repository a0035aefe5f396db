"""How much of a schema a graph uses."""

from kgworkbench.extract.check import judge
from kgworkbench.model.facts import (
    AttributeCandidate,
    Candidates,
    Extraction,
    Mention,
    MentionCandidate,
    TripleCandidate,
)
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.text import Chunk
from kgworkbench.resolve.merge import resolve
from kgworkbench.schema.coverage import coverage

SCHEMA = Schema(
    "s",
    (EntityType("Person"), EntityType("Poet", parent="Person"), EntityType("Place"), EntityType("Award")),
    (RelationType("knows", ("Person",), ("Person",)), RelationType("lives_in", ("Person",), ("Place",))),
    (AttributeType("born", ("Person",), "date"),),
)
CLAIMS = Candidates(
    (MentionCandidate("李白", "Poet"), MentionCandidate("Du Fu", "Poet"), MentionCandidate("Tea", "Drink")),
    (TripleCandidate(0, "knows", 1), TripleCandidate(0, "drinks", 2), TripleCandidate(0, "lives_in", 9)),
    (AttributeCandidate(0, "born", "701"), AttributeCandidate(1, "height", "tall")),
)
CHUNK = Chunk("c", "d", "", 0, 12, "李白 Du Fu Tea")


def test_use_and_what_lies_outside() -> None:
    extraction = judge(CLAIMS, CHUNK, SCHEMA)
    found = coverage(resolve([extraction]), SCHEMA, [extraction])
    used = {(use.kind, use.name): (use.instances, use.with_subtypes, use.documents) for use in found.types}
    assert used[("entity", "Person")] == (0, 2, 0)
    assert used[("entity", "Poet")] == (2, 2, 1)
    assert used[("relation", "knows")] == (1, 1, 1)
    assert used[("attribute", "born")] == (1, 1, 1)
    assert found.never_used == (("entity", "Place"), ("entity", "Award"), ("relation", "lives_in"))
    assert [(each.kind, each.name, each.claims) for each in found.outside] == [
        ("attribute", "height", 1),
        ("entity", "Drink", 1),
        ("relation", "drinks", 1),
    ]
    assert found.outside[2].samples[0][0] == ("李白", "Poet", "drinks", "Tea", "Drink")
    assert (found.claims, round(found.outside_share, 3)) == (7, 0.429)
    assert dict(found.forbidden)["unknown entity type"] == 1


def test_facts_of_another_tool_count_as_claims() -> None:
    made = Extraction("c", "d", 0, mentions=(Mention("Ada", "Thing"), Mention("Bob", "Person")))
    found = coverage(resolve([made]), SCHEMA, [made])
    assert (found.claims, found.outside_share) == (2, 0.5)


def test_nothing_extracted() -> None:
    found = coverage(resolve([]), SCHEMA, [])
    assert (found.outside_share, len(found.never_used)) == (0.0, 7)
