import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.model.graph import Entity, Fact, Graph, Provenance, Relation
from kgworkbench.model.ids import content_id
from kgworkbench.model.text import Span
from kgworkbench.resolve.groups import groups, suggested_name
from kgworkbench.resolve.match import Duplicate, duplicates
from kgworkbench.resolve.near import near_pairs
from kgworkbench.resolve.reasons import Reason, certainty
from kgworkbench.resolve.spelling import edits, one_apart

NAMES = [
    "John von Neumann", "J. von Neumann", "Neumann", "Johann Neumann", "Niklaus Wirth", "Wirth", "IBM",
    "International Business Machines", "IBM Corporation", "I.B.M.", "Charles Babbage", "Charles Babage", "Apollo 11",
    "Apollo 12", "Apollo", "北京大学", "北大", "北京", "约翰·冯·诺依曼", "冯·诺依曼", "冯诺伊曼", "沈括", "存中",
    "1963", "January 1963", "Treaty of Versailles", "Versailles Treaty", "C", "C++", "Gödel", "Godel", "杭州市",
    "杭州", "", "?",
]  # fmt: skip
ALIASES = ["Lovelace", "Ada", "沈存中", "WHO", "IBM"]


def entity(name: str, kind: str = "Thing", aliases: tuple[str, ...] = (), **more: object) -> Entity:
    return Entity(content_id(name, kind), name, kind, aliases, **more)  # type: ignore[arg-type]


def offered(*entities: Entity, relations: tuple[Relation, ...] = ()) -> dict[frozenset[str], Duplicate]:
    """What is offered for the entities, by their names."""
    named = {each.id: each.name for each in entities}
    found = duplicates(Graph(entities, relations))
    return {frozenset((named[pair.one], named[pair.other])): pair for pair in found}


def pair_of(one: str, other: str, kind: str = "Thing") -> Duplicate | None:
    return offered(entity(one, kind), entity(other, kind)).get(frozenset((one, other)))


def link(head: Entity, kind: str, tail: Entity) -> Relation:
    return Relation(content_id(head.id, kind, tail.id), head.id, kind, tail.id)


def place(document: str, chunk: str, start: int, end: int) -> Provenance:
    return Provenance(document, chunk, Span(start, end))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    picked = draw(
        st.lists(
            st.tuples(st.sampled_from(NAMES), st.sampled_from(["Person", "Thing", "机构"])), unique=True, max_size=14
        )
    )
    entities = []
    for name, kind in picked:
        aliases = draw(st.lists(st.sampled_from(ALIASES), unique=True, max_size=2))
        values = draw(st.lists(st.sampled_from(["1815", "1912"]), max_size=1))
        spots = draw(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 40)), max_size=2))
        entities.append(
            Entity(
                content_id(name, kind), name, kind, tuple(sorted(aliases)),
                tuple(Fact("birth_date", value) for value in values),
                tuple(place(document, document + "0", at, at + 5) for document, at in spots),
            )
        )  # fmt: skip
    relations = {}
    if len(entities) > 1:
        ends = st.sampled_from(entities)
        for head, kind, tail in draw(
            st.lists(st.tuples(ends, st.sampled_from(["knows", "also known as", "位于"]), ends), max_size=8)
        ):
            if head is not tail:
                relations[(head.id, kind, tail.id)] = link(head, kind, tail)
    return Graph(
        tuple(sorted(entities, key=lambda each: each.id)), tuple(sorted(relations.values(), key=lambda each: each.id))
    )


@settings(max_examples=150, deadline=None)
@given(graphs(), st.integers(0, 5), st.booleans())
def test_the_order_of_the_graph_means_nothing(graph: Graph, seed: int, with_vectors: bool) -> None:
    rows = np.random.default_rng(1).standard_normal((len(graph.entities), 4)).astype(np.float32)
    expected = duplicates(graph, rows if with_vectors else None)
    shuffled = list(range(len(graph.entities)))
    random.Random(seed).shuffle(shuffled)
    relations = list(graph.relations)
    random.Random(seed).shuffle(relations)
    other = Graph(tuple(graph.entities[at] for at in shuffled), tuple(relations))
    assert duplicates(other, rows[shuffled] if with_vectors else None) == expected


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_offers_are_sorted_unique_and_add_up(graph: Graph) -> None:
    found = duplicates(graph)
    known = {each.id for each in graph.entities}
    assert [pair.score for pair in found] == sorted((pair.score for pair in found), reverse=True)
    assert len({frozenset((pair.one, pair.other)) for pair in found}) == len(found)
    for pair in found:
        assert pair.one != pair.other
        assert {pair.one, pair.other} <= known
        assert 0 < pair.score <= 1
        assert pair.score == certainty(pair.reasons)
        assert all(-1 < reason.strength < 1 and reason.shows for reason in pair.reasons)
    assert duplicates(graph, limit=2) == found[:2]


@settings(max_examples=100, deadline=None)
@given(graphs(), st.randoms(use_true_random=False))
def test_what_is_apart_is_never_offered_nor_grouped(graph: Graph, source: random.Random) -> None:
    found = duplicates(graph)
    apart = [(pair.other, pair.one) if source.random() < 0.5 else (pair.one, pair.other) for pair in found[::2]]
    left = duplicates(graph, apart=apart)
    assert not {frozenset(pair) for pair in apart} & {frozenset((pair.one, pair.other)) for pair in left}
    for group in groups(found, 0.4, apart=apart):
        assert len(group) > 1
        assert not any(one in group and other in group for one, other in apart)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.sampled_from([0.3, 0.6, 0.9])),
        max_size=12,
    ),
    st.integers(0, 9),
)
def test_groups_are_the_connected_parts(pairs: list[tuple[str, str, float]], seed: int) -> None:
    offers = [Duplicate(one, other, score, ()) for one, other, score in pairs if one != other]
    found = groups(offers, 0.5)
    members = [identity for group in found for identity in group]
    assert len(members) == len(set(members))
    of = {identity: group for group in found for identity in group}
    assert all(of[pair.one] == of[pair.other] for pair in offers if pair.score >= 0.5)
    random.Random(seed).shuffle(offers)
    assert groups(offers, 0.5) == found
    turned = [Duplicate(pair.other, pair.one, pair.score, ()) for pair in offers]
    assert groups(turned, 0.5) == found


@pytest.mark.parametrize(
    ("one", "other", "kind", "reason"),
    [
        ("ARPA", "Advanced Research Projects Agency", "Organization", "acronym"),
        ("A.R.P.A.", "Advanced Research Projects Agency", "Organization", "acronym"),
        ("MoMA", "Museum of Modern Art", "Organization", "acronym"),
        ("Kurt Gödel", "Kurt Godel", "Person", "same name"),
        ("Charles Babbage", "Charles Babage", "Person", "spelling"),
        ("World Health Organisation", "World Health Organization", "Organization", "spelling"),
        ("Data base", "Database", "Technology", "spelling"),
        ("J. von Neumann", "John von Neumann", "Person", "initials"),
        ("J. R. R. Tolkien", "John Ronald Reuel Tolkien", "Person", "initials"),
        ("Wirth", "Niklaus Wirth", "Person", "part of name"),
        ("Dr. Grace Hopper", "Grace Hopper", "Person", "part of name"),
        ("IBM Corporation", "IBM", "Organization", "part of name"),
        ("Treaty of Versailles", "Versailles Treaty", "Event", "same words"),
        ("6 August 1945", "August 6, 1945", "Time", "same words"),
        ("杭州市", "杭州", "地点", "part of name"),
        ("约翰·冯·诺依曼", "冯·诺依曼", "人物", "part of name"),
        ("冯·诺依曼", "冯·诺伊曼", "人物", "spelling"),
        ("约翰·冯·诺依曼", "约翰冯诺依曼", "人物", "same name"),
        ("世界卫生组织（WHO）", "WHO", "机构", "alias"),
        ("北京大学 (Peking University)", "Peking University", "Organization", "alias"),
    ],
)
def test_two_names_of_one_thing(one: str, other: str, kind: str, reason: str) -> None:
    pair = pair_of(one, other, kind)
    assert pair is not None
    assert pair.reasons[0].kind == reason


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Apollo 11", "Apollo 12", "Event"),
        ("Henry VII", "Henry VIII", "Person"),
        ("North Korea", "South Korea", "Place"),
        ("Iran", "Iraq", "Place"),
        ("1963", "January 1963", "Time"),
        ("1.5", "15", "Thing"),
        ("C", "C++", "ProgrammingLanguage"),
        ("EDSAC", "EDVAC", "Machine"),
        ("John A. Smith", "John B. Smith", "Person"),
        ("Wilbur Wright", "Orville Wright", "Person"),
        ("New York", "New York Times", "Organization"),
        ("Holy League (1571)", "Holy League (1684)", "Event"),
        ("retina", "Regina", "Thing"),
        ("第一次世界大战", "第二次世界大战", "事件"),
        ("宋太祖", "宋太宗", "人物"),
        ("山东", "山西", "地点"),
        ("北京东站", "北京西站", "地点"),
        ("北京", "北京大学", "机构"),
    ],
)
def test_names_of_two_things(one: str, other: str, kind: str) -> None:
    assert pair_of(one, other, kind) is None


def test_one_name_of_two_types_is_offered_and_says_so() -> None:
    found = duplicates(Graph((entity("ARPANET", "Machine"), entity("ARPANET", "Person"))))
    assert [(r.kind, r.shows) for r in found[0].reasons] == [
        ("same name", "ARPANET"),
        ("other type", "Machine / Person"),
    ]


def test_a_short_form_that_may_stand_for_several_is_doubtful() -> None:
    short, one, other = entity("Boole", "Person"), entity("George Boole", "Person"), entity("Mary Boole", "Person")
    assert offered(short, one)[frozenset(("Boole", "George Boole"))].score >= 0.5
    for pair in offered(short, one, other).values():
        assert pair.score < 0.5
        assert any(reason.kind == "ambiguous" for reason in pair.reasons)


def test_a_chinese_short_form_needs_support() -> None:
    long, short, dean, city = (entity(name, "机构") for name in ("北京大学", "北大", "蔡元培", "海淀"))
    alone = offered(long, short).get(frozenset(("北京大学", "北大")))
    links = tuple(link(end, "位于", city) for end in (long, short)) + tuple(
        link(dean, "任职于", end) for end in (long, short)
    )
    held = offered(long, short, dean, city, relations=links)[frozenset(("北京大学", "北大"))]
    assert alone is None or alone.score < 0.5
    assert held.score > 0.6
    shared = next(reason for reason in held.reasons if reason.kind == "shared neighbours")
    assert shared.shows == "位于 → 海淀; 蔡元培 → 任职于"


def test_an_attribute_that_names_is_a_name() -> None:
    full = entity("沈括", "人物", (), attributes=(Fact("表字", "存中"),))
    assert offered(full, entity("存中", "人物"))[frozenset(("沈括", "存中"))].reasons[0].kind == "alias"


def test_other_birth_years_speak_against_it() -> None:
    others = [entity(f"P{n}", "Person", attributes=(Fact("birth_date", str(1700 + n)),)) for n in range(9)]
    one = entity("John Smith", "Person", attributes=(Fact("birth_date", "10 December 1815"),))
    same = entity("J. Smith", "Person", attributes=(Fact("birth_date", "1815"),))
    twin = entity("J. Smith", "Person", attributes=(Fact("birth_date", "1912"),))
    assert frozenset(("John Smith", "J. Smith")) in offered(one, same, *others)
    assert frozenset(("John Smith", "J. Smith")) not in offered(one, twin, *others)


def test_names_side_by_side_or_linked_are_two() -> None:
    one, other = "Andrew Johnson", "Andrew Johnston"
    assert pair_of(one, other, "Person") is not None
    near = (
        entity(one, "Person", provenance=(place("d", "d0", 0, 14),)),
        entity(other, "Person", provenance=(place("d", "d0", 19, 34),)),
    )
    assert not offered(*near)
    pair = entity(one, "Person"), entity(other, "Person")
    assert not offered(*pair, relations=(link(pair[0], "brother of", pair[1]),))
    named = offered(*pair, relations=(link(pair[0], "also known as", pair[1]),))
    assert named[frozenset((one, other))].score > 0.9


def test_a_full_name_beside_its_acronym_is_sure() -> None:
    long = entity("Royal Air Force", "Organization", provenance=(place("d", "d0", 0, 15),))
    short = entity("RAF", "Organization", provenance=(place("d", "d0", 17, 20),))
    pair = offered(long, short)[frozenset(("Royal Air Force", "RAF"))]
    assert {reason.kind for reason in pair.reasons} == {"acronym", "same text"}
    assert pair.score > 0.75


def test_meaning_finds_what_no_name_shows() -> None:
    one, other, third = entity("Peking", "Place"), entity("北京", "Place"), entity("Hull", "Place")
    ends = [entity(name, "Place") for name in ("China", "Asia")]
    links = tuple(
        link(place_, kind, end) for place_ in (one, other) for kind, end in zip(("in", "on"), ends, strict=True)
    )
    everyone = (one, other, third, *ends)
    rows = np.eye(5, 6, dtype=np.float32)
    rows[1] = rows[0] + 0.05
    found = duplicates(Graph(everyone, links), rows)
    assert {found[0].one, found[0].other} == {one.id, other.id}
    assert {reason.kind for reason in found[0].reasons} == {"meaning", "shared neighbours"}
    assert duplicates(Graph(everyone, links)) == ()


def test_an_embedder_that_cannot_read_the_names_finds_nothing() -> None:
    names = ["沈括", "苏颂", "毕昇", "贾宪", "李诫", "蔡襄", "黄裳"]
    many = tuple(entity(name, "人物") for name in names)
    assert duplicates(Graph(many), np.ones((7, 4), np.float32)) == ()
    alike = np.ones((7, 4), np.float32) + 0.1 * np.random.default_rng(0).standard_normal((7, 4)).astype(np.float32)
    assert duplicates(Graph(many), alike) == ()


def test_the_better_known_comes_first() -> None:
    often = tuple(place("d", f"d{n}", 0, 5) for n in range(5))
    one, other = entity("Charles Babage", "Person"), entity("Charles Babbage", "Person", provenance=often)
    assert duplicates(Graph((one, other)))[0].one == other.id


def test_vectors_must_fit_the_graph() -> None:
    with pytest.raises(ValueError, match="1 vectors for 2 entities"):
        duplicates(Graph((entity("a"), entity("b"))), np.zeros((1, 3), np.float32))


def test_a_common_word_makes_no_great_block() -> None:
    many = tuple(entity(f"Institute {n:05d}x", "Organization") for n in range(3000))
    assert duplicates(Graph(many)) == ()


def test_the_suggested_name_is_the_fullest_and_commonest() -> None:
    assert (
        suggested_name([entity("ARPA"), entity("Advanced Research Projects Agency")])
        == "Advanced Research Projects Agency"
    )
    assert suggested_name(
        [entity("Wirth", "Person"), entity("N. Wirth", "Person"), entity("Niklaus Wirth", "Person")]
    ) == ("Niklaus Wirth")
    often = tuple(place("d", f"d{n}", 0, 5) for n in range(5))
    assert (
        suggested_name([entity("Charles Babbage", provenance=often), entity("Charles Babbagge")]) == "Charles Babbage"
    )
    assert suggested_name([entity("北大", "机构"), entity("北京大学", "机构")]) == "北京大学"
    with pytest.raises(ValueError, match="no entities"):
        suggested_name([])


def test_each_reason_takes_its_part() -> None:
    both = (Reason("spelling", 0.5, "a / b"), Reason("meaning", 0.5, "0.9"))
    assert certainty(both) == 0.75
    assert certainty((*both, Reason("other type", -0.2, "A / B"))) == 0.6
    assert certainty(()) == 0


@settings(max_examples=300, deadline=None)
@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 3))
def test_edits_are_those_of_the_whole_table(one: str, other: str, most: int) -> None:
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            cost = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (one[i - 1] != other[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, table[i - 2, j - 2] + 1)
            table[i, j] = cost
    assert edits(one, other, most) == min(table[len(one), len(other)], most + 1)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("ab中", min_size=4, max_size=8), min_size=2, max_size=6, unique=True))
def test_texts_one_edit_apart_share_a_code(texts: list[str]) -> None:
    codes, owners = one_apart(texts)
    held = [set(codes[owners == place].tolist()) for place in range(len(texts))]
    for i, one in enumerate(texts):
        for j, other in enumerate(texts[:i]):
            without = {one, *(one[:k] + one[k + 1 :] for k in range(len(one)))}
            within = {other, *(other[:k] + other[k + 1 :] for k in range(len(other)))}
            assert bool(held[i] & held[j]) == bool(without & within)
            if edits(one, other, 1) <= 1:
                assert held[i] & held[j]


def test_near_rows_are_found_among_many() -> None:
    source = np.random.default_rng(3)
    rows = source.standard_normal((6000, 32)).astype(np.float32)
    rows[3000:] = rows[:3000] + 0.2 * source.standard_normal((3000, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = {tuple(pair) for pair in near_pairs(rows).tolist()}
    assert sum((place_, place_ + 3000) in found for place_ in range(3000)) > 2700
    assert all(low < high for low, high in found)
    assert near_pairs(np.zeros((5, 3), np.float32)).shape == (0, 2)
