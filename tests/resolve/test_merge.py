import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.model.facts import Attribute, Extraction, Mention, Triple
from kgworkbench.model.graph import GraphDelta
from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.model.text import Span
from kgworkbench.resolve.merge import Resolver, resolve

NAMES = [
    "Ada Lovelace",
    "Lovelace",
    "the Lovelace",
    "Advanced Research Projects Agency",
    "ARPA",
    "沈括",
    "Arpa",
    "X Y",
    "Y",
]
SCHEMA = Schema(
    "s",
    (EntityType("P"), EntityType("O")),
    (RelationType("knows", ("P",), ("P",), symmetric=True), RelationType("at", ("P",), ("O",))),
)


@st.composite
def extraction(draw: st.DrawFn) -> Extraction:
    document = draw(st.sampled_from(["a", "b", "c"]))
    chunk = f"{document}{draw(st.integers(0, 2))}"
    names = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from("PO")), min_size=1, max_size=5))
    at = 0
    mentions = []
    for name, kind in names:
        mentions.append(Mention(name, kind, Span(at, at + len(name))))
        at += len(name) + draw(st.integers(1, 4))
    positions = st.integers(0, len(mentions) - 1)
    triples = draw(st.lists(st.builds(Triple, positions, st.sampled_from(["knows", "at"]), positions), max_size=4))
    attributes = draw(
        st.lists(st.builds(Attribute, positions, st.just("born"), st.sampled_from(["1", "2"])), max_size=2)
    )
    return Extraction(chunk, document, 1, tuple(mentions), tuple(triples), tuple(attributes))


batches = st.lists(extraction(), max_size=6, unique_by=lambda item: item.chunk)


@settings(max_examples=200, deadline=None)
@given(batches, st.randoms(use_true_random=False))
def test_the_order_of_extractions_means_nothing(found: list[Extraction], order: random.Random) -> None:
    shuffled = list(found)
    order.shuffle(shuffled)
    assert resolve(found, SCHEMA) == resolve(shuffled, SCHEMA)


@settings(max_examples=200, deadline=None)
@given(batches, batches)
def test_adding_and_removing_documents_ends_where_a_fresh_start_does(
    first: list[Extraction], second: list[Extraction]
) -> None:
    resolver = Resolver(SCHEMA)
    held_entities: dict[str, object] = {}
    held_relations: dict[str, object] = {}

    def follow(delta: GraphDelta) -> None:
        for entity in delta.entities:
            held_entities[entity.id] = entity
        for relation in delta.relations:
            held_relations[relation.id] = relation
        for gone in delta.gone_entities:
            del held_entities[gone]
        for gone in delta.gone_relations:
            del held_relations[gone]

    for group in (first, second):
        documents = {item.document for item in group}
        for document in sorted(documents):
            resolver.replace(document, [item for item in group if item.document == document])
        follow(resolver.delta())
    for document in {item.document for item in first} - {item.document for item in second}:
        resolver.remove(document)
    follow(resolver.delta())
    whole = resolve(second, SCHEMA)
    assert resolver.graph() == whole
    assert tuple(held_entities[key] for key in sorted(held_entities)) == whole.entities
    assert tuple(held_relations[key] for key in sorted(held_relations)) == whole.relations


@given(batches)
def test_every_mention_is_kept_and_no_relation_hangs_loose(found: list[Extraction]) -> None:
    graph = resolve(found, SCHEMA)
    ids = {entity.id for entity in graph.entities}
    assert all(relation.head in ids and relation.tail in ids for relation in graph.relations)
    assert all(relation.head != relation.tail for relation in graph.relations)
    places = {(p.chunk, p.span) for entity in graph.entities for p in entity.provenance}
    assert places == {(item.chunk, mention.span) for item in found for mention in item.mentions}


def said(document: str, *mentions: tuple[str, str]) -> Extraction:
    at, made = 0, []
    for name, kind in mentions:
        made.append(Mention(name, kind, Span(at, at + len(name))))
        at += len(name) + 2
    return Extraction(document, document, 1, tuple(made))


def test_a_surname_belongs_to_the_one_full_name_of_its_document() -> None:
    graph = resolve([said("a", ("Ada Lovelace", "P"), ("Lovelace", "P")), said("b", ("Lovelace", "P"))])
    assert [(e.name, e.aliases) for e in sorted(graph.entities, key=lambda e: e.name)] == [
        ("Ada Lovelace", ("Lovelace",)),
        ("Lovelace", ()),
    ]


def test_an_ambiguous_surname_stays_by_itself() -> None:
    graph = resolve([said("a", ("Ada Byron", "P"), ("George Byron", "P"), ("Byron", "P"))])
    assert len(graph.entities) == 3


def test_an_acronym_the_text_defines_is_one_thing_in_every_document() -> None:
    long = ("Advanced Research Projects Agency", "O")
    graph = resolve([said("a", long, ("ARPA", "O")), said("b", ("ARPA", "O")), said("c", ("ARPA", "P"))])
    assert sorted((e.name, e.type, e.aliases) for e in graph.entities) == [
        ("ARPA", "P", ()),
        ("Advanced Research Projects Agency", "O", ("ARPA",)),
    ]


def test_homonyms_of_different_types_never_fuse() -> None:
    assert len(resolve([said("a", ("Java", "P"), ("Java", "O"))]).entities) == 2
