"""What-if: the fast answer is the one that judging every claim again gives."""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgworkbench.curate.claims import gather_claims
from kgworkbench.curate.rejudge import rejudge
from kgworkbench.curate.whatif import WhatIf, whatif
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
from kgworkbench.model.text import Chunk
from kgworkbench.resolve.merge import resolve
from kgworkbench.resolve.normalise import normalise
from kgworkbench.schema.rename import Renames, renamed_candidates

NAMES = ["Ada Lovelace", "Lovelace", "The Engine", "Engine", "沈括", "梦溪笔谈", "1031年", "Byron King", "King", " "]
KINDS = ["Person", "Scientist", "Work", "人物", "Ghost"]
LINKS = ["wrote", "knows", "撰写", "ate"]
FACTS = ["born", "length", "form", "shoe"]
TEXT = "; ".join(NAMES)

names, kinds = st.sampled_from(NAMES), st.sampled_from(KINDS)
positions = st.integers(-1, 5)
mention = st.builds(MentionCandidate, names, kinds)
held = st.builds(
    Candidates,
    st.lists(mention, max_size=5).map(tuple),
    st.lists(st.builds(TripleCandidate, positions, st.sampled_from(LINKS), positions), max_size=5).map(tuple),
    st.lists(
        st.builds(
            AttributeCandidate, positions, st.sampled_from(FACTS), st.sampled_from(["1031年", "poem", "yes", ""])
        ),
        max_size=4,
    ).map(tuple),
    st.lists(st.builds(TypeCandidate, st.just("entity"), st.sampled_from(["Ghost", "City"])), max_size=1).map(tuple),
)
some_kinds = st.lists(kinds, min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    entities = draw(st.lists(kinds, max_size=5, unique=True))
    parents = draw(st.lists(st.sampled_from([None, "Person"]), min_size=5, max_size=5))
    value = st.sampled_from(["text", "number", "date", "bool", "enum"])
    return Schema(
        "s",
        tuple(
            EntityType(name, parent=parent if parent != name else None)
            for name, parent in zip(entities, parents, strict=False)
        ),
        tuple(
            RelationType(name, draw(some_kinds), draw(some_kinds))
            for name in draw(st.lists(st.sampled_from(LINKS), unique=True, max_size=4))
        ),
        tuple(
            AttributeType(name, draw(some_kinds), draw(value), values=("poem",))
            for name in draw(st.lists(st.sampled_from(FACTS), unique=True, max_size=4))
        ),
    )


def extractions_of(candidates: list[Candidates]) -> tuple[list[Extraction], list[Chunk]]:
    chunks = [Chunk(f"c{at}", f"d{at // 2}", "", 0, len(TEXT), TEXT) for at in range(len(candidates))]
    made = [Extraction(c.id, c.document, 1, candidates=held) for c, held in zip(chunks, candidates, strict=True)]
    return made, chunks


def verdicts(candidates: Candidates, chunk: Chunk, schema: Schema) -> list[tuple[str, str, str]]:
    """The kind and type of every claim and the rule it breaks, each judged with nothing else claimed but mentions."""
    found = []
    for one in candidates.mentions:
        judged = judge(Candidates((one,)), chunk, schema)
        found.append(("entity", one.type, judged.violations[0].rule if judged.violations else ""))
    quiet = len(judge(Candidates(candidates.mentions), chunk, schema).violations)
    for link in candidates.triples:
        judged = judge(Candidates(candidates.mentions, (link,)), chunk, schema)
        found.append(("relation", link.relation, "" if judged.triples else judged.violations[quiet].rule))
    for said in candidates.attributes:
        judged = judge(Candidates(candidates.mentions, (), (said,)), chunk, schema)
        found.append(("attribute", said.type, "" if judged.attributes else judged.violations[quiet].rule))
    return found


def shifts(result: WhatIf) -> Counter[tuple[str, ...]]:
    return Counter({(s.change, s.kind, s.type, s.becomes, s.before, s.after): s.count for s in result.shifts})


renames_of = st.sampled_from(
    [
        Renames(),
        Renames(entity=(("Scientist", "人物"),)),
        Renames(entity=(("Person", "Work"), ("Work", "Person")), relation=(("ate", "wrote"),)),
        Renames(relation=(("wrote", "撰写"),), attribute=(("born", "shoe"),)),
    ]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(held, max_size=4), schemas(), schemas(), renames_of)
def test_the_fast_answer_is_that_of_judging_every_claim_again(
    candidates: list[Candidates], old: Schema, new: Schema, renames: Renames
) -> None:
    made, chunks = extractions_of(candidates)
    expected: Counter[tuple[str, ...]] = Counter()
    for extraction, chunk in zip(made, chunks, strict=True):
        before = verdicts(extraction.candidates, chunk, old)
        after = verdicts(renamed_candidates(extraction.candidates, renames), chunk, new)
        for (kind, name, first), (_, becomes, then) in zip(before, after, strict=True):
            change = "valid" if first and not then else "invalid" if then and not first else ""
            if not first and not then and name != becomes:
                change = "renamed"
            if change:
                expected[(change, kind, name, becomes, first, then)] += 1
    result = whatif(made, old, new, renames)
    assert shifts(result) == expected
    assert shifts(whatif(gather_claims(reversed(made)), old, new, renames)) == expected

    forbidden = Counter(v.rule for found in rejudge(made, chunks, new, renames) for v in found.violations)
    after_all = Counter()
    for effect in result.types:
        after_all["claims"] += effect.claims
        after_all["forbidden"] += effect.claims - effect.allowed_after
    assert after_all["claims"] == result.claims
    assert after_all["forbidden"] == sum(forbidden.values())


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(held, max_size=4),
    schemas(),
    schemas(),
    st.sampled_from([Renames(), Renames(entity=(("Ghost", "Geist"),))]),
)
def test_orphans_are_those_of_the_graphs_before_and_after(
    candidates: list[Candidates], old: Schema, new: Schema, renames: Renames
) -> None:
    if renames:
        new = replace(new, entity_types=(*(k for k in new.entity_types if k.name != "Ghost"), EntityType("Geist")))
    made, chunks = extractions_of(candidates)
    named = renames.of_kind("entity")

    def graph(schema: Schema, applied: Renames) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        found = resolve(rejudge(made, chunks, schema, applied))
        keys = {entity.id: (normalise(entity.name), entity.type) for entity in found.entities}
        return set(keys.values()), {keys[end] for relation in found.relations for end in (relation.head, relation.tail)}

    (before, linked), (after, still) = graph(old, Renames()), graph(new, renames)
    becomes = {key: (key[0], named.get(key[1], key[1])) for key in before}
    gone = {key for key in before if becomes[key] not in after}
    bare = {key for key in linked - gone if becomes[key] not in still}
    result = whatif(made, old, new, renames)
    listed = {(o.lacks, normalise(o.name), o.type) for o in result.orphans}
    assert listed == {("mention", *key) for key in gone} | {("relation", *key) for key in bare}
    assert (result.orphans_without_mention, result.orphans_without_relation) == (len(gone), len(bare))


def example() -> tuple[list[Extraction], Schema]:
    schema = Schema(
        "s",
        (EntityType("Scientist"), EntityType("Machine")),
        (RelationType("built", ("Scientist",), ("Machine",)),),
    )
    zuse, z3, berlin = (
        MentionCandidate(*pair) for pair in (("Zuse", "Scientist"), ("Z3", "Machine"), ("Berlin", "City"))
    )
    first = Candidates((zuse, z3, berlin), (TripleCandidate(0, "built", 1), TripleCandidate(1, "stood_in", 2)))
    second = Candidates((zuse, z3), (TripleCandidate(0, "built", 1),), (), (TypeCandidate("entity", "City"),))
    return extractions_of([first, second])[0], schema


def test_a_type_that_was_missing_lets_in_what_was_forbidden() -> None:
    made, old = example()
    new = replace(
        old,
        entity_types=(*old.entity_types, EntityType("City"), EntityType("Award")),
        relation_types=(*old.relation_types, RelationType("stood_in", ("Machine",), ("City",))),
        version=2,
    )
    result = whatif(made, old, new)
    assert [(s.change, s.kind, s.type, s.count, s.before) for s in result.shifts] == [
        ("valid", "entity", "City", 1, "unknown entity type"),
        ("valid", "relation", "stood_in", 1, "unknown relation type"),
    ]
    assert result.shifts[1].samples[0].said == ("Z3", "Machine", "stood_in", "Berlin", "City")
    assert result.answered == (("entity", "City", 1),)
    assert result.unseen == (("entity", "Award"),)
    assert (result.count("valid"), result.count("invalid"), result.orphans) == (2, 0, ())


def test_a_rename_is_found_and_loses_nothing() -> None:
    made, old = example()
    scientist = EntityType("Scientist", "One who studies nature.")
    old = replace(old, entity_types=(scientist, *old.entity_types[1:]))
    new = replace(
        old,
        entity_types=(replace(scientist, name="Researcher"), old.entity_types[1]),
        relation_types=(replace(old.relation_types[0], head=("Researcher",)),),
    )
    result = whatif(made, old, new)
    assert [(s.change, s.kind, s.type, s.becomes, s.count) for s in result.shifts] == [
        ("renamed", "entity", "Scientist", "Researcher", 2)
    ]
    assert result.orphans == ()
    forced = whatif(made, old, new, Renames())
    assert (forced.count("invalid", "entity"), forced.count("invalid", "relation")) == (2, 2)
    assert {(o.name, o.lacks) for o in forced.orphans} == {("Zuse", "mention"), ("Z3", "relation")}


def test_a_relation_type_that_goes_leaves_entities_bare_and_the_lines_say_so() -> None:
    made, old = example()
    result = whatif(made, old, replace(old, relation_types=(), version=2))
    assert [(o.name, o.lacks, o.mentions) for o in result.orphans] == [("Z3", "relation", 2), ("Zuse", "relation", 2)]
    text = "\n".join(result.lines())
    assert "2 become invalid" in text
    assert "Zuse (Scientist) is left with no relation" in text


def test_types_that_come_together_share_their_relations() -> None:
    made, old = example()
    second = Candidates(
        (MentionCandidate("Zuse", "Engineer"), MentionCandidate("Z3", "Machine")), (TripleCandidate(0, "ran", 1),)
    )
    made = [*made, *extractions_of([Candidates(), Candidates(), second])[0][2:]]
    old = replace(
        old,
        entity_types=(*old.entity_types, EntityType("Engineer")),
        relation_types=(*old.relation_types, RelationType("ran", ("Engineer",), ("Machine",))),
    )
    new = Schema(
        "s", (EntityType("Engineer"), EntityType("Machine")), (RelationType("ran", ("Engineer",), ("Machine",)),)
    )
    merged = whatif(made, old, new, Renames(entity=(("Scientist", "Engineer"),)))
    assert merged.orphans == ()
    assert [(o.name, o.lacks) for o in whatif(made, old, new, Renames()).orphans] == [("Zuse", "mention")]


def test_chinese_claims_are_judged_alike() -> None:
    claimed = Candidates(
        (MentionCandidate("沈括", "人物"), MentionCandidate("梦溪笔谈", "著作")),
        (TripleCandidate(0, "撰写", 1),),
        (AttributeCandidate(1, "卷数", "二十六"), AttributeCandidate(1, "卷数", "很多")),
    )
    made, _ = extractions_of([claimed])
    old = Schema("宋", (EntityType("人物"), EntityType("著作")), attribute_types=(AttributeType("卷数", ("著作",)),))
    new = replace(
        old,
        relation_types=(RelationType("撰写", ("人物",), ("著作",)),),
        attribute_types=(AttributeType("卷数", ("著作",), "number"),),
    )
    result = whatif(made, old, new)
    assert [(s.change, s.type, s.count, s.after) for s in result.shifts] == [
        ("valid", "撰写", 1, ""),
        ("invalid", "卷数", 1, "value is no number"),
    ]


def test_nothing_kept_nothing_said() -> None:
    result = whatif([], Schema("a"), Schema("b"))
    assert (result.claims, result.chunks, result.shifts, result.orphans) == (0, 0, (), ())
