from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.extract.check import judge
from kgworkbench.model.facts import (
    AttributeCandidate,
    Candidates,
    MentionCandidate,
    TripleCandidate,
    TypeCandidate,
)
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.text import Chunk, Span

SCHEMA = Schema(
    "s",
    (EntityType("Person"), EntityType("Scientist", parent="Person"), EntityType("Machine")),
    (RelationType("built", ("Person",), ("Machine",)),),
    (AttributeType("born", ("Person",), "date"), AttributeType("weight", ("Machine",), "number")),
)
TEXT = "Konrad Zuse, born in 1910, built the Z3."
CHUNK = Chunk("c", "d", "Zuse", 100, 100 + len(TEXT), TEXT)
ZUSE = MentionCandidate("Konrad Zuse", "Scientist", Span(100, 111))
Z3 = MentionCandidate("Z3", "Machine")


def rules(candidates: Candidates) -> list[str]:
    return [violation.rule for violation in judge(candidates, CHUNK, SCHEMA).violations]


def test_what_the_schema_allows_is_kept_with_spans_that_quote() -> None:
    found = judge(
        Candidates((ZUSE, Z3), (TripleCandidate(0, "built", 1),), (AttributeCandidate(0, "born", "1910"),)),
        CHUNK,
        SCHEMA,
    )
    assert found.violations == ()
    assert [TEXT[m.span.start - 100 : m.span.end - 100] for m in found.mentions if m.span] == ["Konrad Zuse", "Z3"]
    assert [(t.head, t.relation, t.tail) for t in found.triples] == [(0, "built", 1)]
    assert [(a.type, a.value) for a in found.attributes] == [("born", "1910")]


def test_every_forbidden_claim_is_a_violation_with_its_rule() -> None:
    ghost = MentionCandidate("Z3", "Spaceship")
    assert rules(Candidates((ghost,))) == ["unknown entity type"]
    assert rules(Candidates((MentionCandidate(" ", "Person"),))) == ["mention has no text"]
    assert rules(Candidates((ZUSE, Z3), (TripleCandidate(1, "built", 0),))) == ["head and tail types not allowed"]
    assert rules(Candidates((ZUSE, Z3), (TripleCandidate(0, "ate", 1),))) == ["unknown relation type"]
    assert rules(Candidates((ZUSE,), (TripleCandidate(0, "built", 7),))) == ["relation points at no mention"]
    assert rules(Candidates((ZUSE, Z3), (), (AttributeCandidate(1, "born", "1910"),))) == [
        "attribute not allowed for this type"
    ]
    assert rules(Candidates((Z3,), (), (AttributeCandidate(0, "weight", "heavy"),))) == ["value is no number"]
    assert rules(Candidates((ZUSE, ghost), (TripleCandidate(0, "built", 1),))) == [
        "unknown entity type",
        "relation of a rejected mention",
    ]


def test_a_span_that_does_not_quote_is_found_again_or_empty() -> None:
    wrong = MentionCandidate("Z3", "Machine", Span(100, 102))
    absent = MentionCandidate("Z4", "Machine", Span(137, 139))
    spans = [mention.span for mention in judge(Candidates((wrong, absent)), CHUNK, SCHEMA).mentions]
    assert spans == [Span(137, 139), None]


def test_types_the_schema_lacks_become_proposals() -> None:
    found = judge(Candidates(types=(TypeCandidate("entity", "City"), TypeCandidate("entity", "Person"))), CHUNK, SCHEMA)
    assert [proposal.name for proposal in found.proposals] == ["City"]


words = st.sampled_from(["Konrad Zuse", "Z3", "1910", "nothing", ""])
kinds = st.sampled_from(["Person", "Machine", "Ghost"])
positions = st.integers(-2, 5)
wild = st.builds(
    Candidates,
    st.lists(
        st.builds(
            MentionCandidate, words, kinds, st.none() | st.builds(Span, st.integers(-5, 150), st.integers(-5, 150))
        ),
        max_size=4,
    ).map(tuple),
    st.lists(st.builds(TripleCandidate, positions, st.sampled_from(["built", "ate"]), positions), max_size=4).map(
        tuple
    ),
    st.lists(st.builds(AttributeCandidate, positions, st.sampled_from(["born", "x"]), words), max_size=4).map(tuple),
)


@given(wild)
def test_nothing_off_schema_passes_and_nothing_is_dropped_in_silence(candidates: Candidates) -> None:
    found = judge(candidates, CHUNK, SCHEMA)
    for triple in found.triples:
        assert SCHEMA.allows(triple.relation, found.mentions[triple.head].type, found.mentions[triple.tail].type)
    for attribute in found.attributes:
        assert SCHEMA.carries(attribute.type, found.mentions[attribute.mention].type)
    for mention in found.mentions:
        assert mention.span is None or TEXT[mention.span.start - 100 : mention.span.end - 100] == mention.text
    claims = len({(t.head, t.relation, t.tail) for t in candidates.triples})
    assert (
        len(found.triples) + sum("relation" in v.rule or "head" in v.rule for v in found.violations)
        <= len(candidates.triples) + claims
    )
    accepted = {m.text for m in found.mentions} | {v.claim[0] for v in found.violations}
    assert {m.text for m in candidates.mentions} <= accepted
