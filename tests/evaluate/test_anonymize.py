"""Anonymised corpora: names go by one number everywhere, the longest first, and come back byte for byte."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.evaluate.anonymize import (
    Anonymised,
    anonymised,
    left_over,
    masked,
    masked_schema,
    restored,
)
from kgworkbench.evaluate.occurrences import Names, longest_first
from kgworkbench.evaluate.reversion import choices, question_rows, reversions
from kgworkbench.model.graph import Entity, Graph, Provenance
from kgworkbench.model.text import Document, Span
from kgworkbench.read.files import read_corpus
from kgworkbench.samples import sample
from kgworkbench.schema.load import load_schema
from kgworkbench.workbench import Workbench

DOCUMENTS = (
    Document(
        "wirth.md", "Niklaus Wirth", "Niklaus Wirth designed Pascal at ETH Zurich. Wirth lived in Zurich in 1968."
    ),
    Document(
        "pascal.md", "Pascal", "Pascal is a language by Wirth. Pascal-like languages followed; Pascalian is no word."
    ),
    Document("zh.md", "沈括", "沈括是钱塘人，沈括1031年生，著有《梦溪笔谈》。"),
)


def said(document: str, text: str, of: str) -> Provenance:
    whole = next(each.text for each in DOCUMENTS if each.id == document)
    at = whole.index(text, whole.index(of))
    return Provenance(document, document, Span(at, at + len(text)))


GRAPH = Graph(
    (
        Entity(
            "e1", "Niklaus Wirth", "Person", ("Wirth",),
            provenance=(said("wirth.md", "Niklaus Wirth", "N"), said("pascal.md", "Wirth", "W")),
        ),
        Entity("e2", "Pascal", "Language", provenance=(said("pascal.md", "Pascal", "P"),)),
        Entity("e3", "ETH Zurich", "Organization", provenance=(said("wirth.md", "ETH Zurich", "E"),)),
        Entity("e4", "Zurich", "Place", provenance=(said("wirth.md", "Zurich", "lived"),)),
        Entity("e5", "沈括", "人物", provenance=(said("zh.md", "沈括", "沈"),)),
        Entity("e6", "梦溪笔谈", "著作", provenance=(said("zh.md", "梦溪笔谈", "梦"),)),
    )
)  # fmt: skip


def back(found: Anonymised) -> list[tuple[str, str, str]]:
    return [(d.id, d.title, d.text) for d in restored(found.documents, found.pseudonyms, dict(found.ids))]


def test_an_entity_goes_by_one_number_in_every_document_and_title() -> None:
    found = anonymised(DOCUMENTS, GRAPH)
    told = {original: document for (own, original), document in zip(found.ids, found.documents, strict=True) if own}
    assert told["wirth.md"].text == (
        "Person#1 designed Language#1 at Organization#1. Person#1 lived in Place#1 in 1968."
    )
    assert told["wirth.md"].title == "Person#1"
    assert told["pascal.md"].text == (
        "Language#1 is a language by Person#1. Language#1-like languages followed; Pascalian is no word."
    )
    assert all(name not in each.id for each in found.documents for name in ("wirth", "pascal"))
    assert left_over(found) == 0


def test_chinese_needs_no_spaces_and_a_digit_is_kept_apart() -> None:
    found = anonymised(DOCUMENTS, GRAPH)
    text = found.documents[-1].text
    assert text == "人物#1是钱塘人，人物#1 1031年生，著有《著作#1》。"


def test_names_come_back_byte_for_byte() -> None:
    found = anonymised(DOCUMENTS, GRAPH)
    assert back(found) == [(d.id, d.title, d.text) for d in sorted(DOCUMENTS, key=lambda d: d.id)]
    for pseudonym in found.pseudonyms:
        for mask in pseudonym.mentions:
            document = next(each for each in found.documents if each.id == mask.document)
            shown = (document.title if mask.field == "title" else document.text)[mask.start : mask.end]
            assert shown.rstrip() == pseudonym.placeholder
            assert mask.text in pseudonym.names


def test_the_longest_name_is_taken_and_one_type_can_be_asked_for() -> None:
    found = anonymised(DOCUMENTS, GRAPH, ("Place",))
    assert [each.placeholder for each in found.pseudonyms] == ["Place#1"]
    assert found.documents[1].text.startswith("Niklaus Wirth designed Pascal at ETH Place#1.")
    assert "Organization#1" in anonymised(DOCUMENTS, GRAPH).documents[1].text


def test_order_of_documents_and_entities_does_not_matter() -> None:
    turned = Graph(tuple(reversed(GRAPH.entities)))
    assert anonymised(DOCUMENTS[::-1], turned) == anonymised(DOCUMENTS, GRAPH)


def test_an_alias_is_replaced_where_its_entity_is_proved() -> None:
    documents = (*DOCUMENTS, Document("x.md", "Other", "Wirth is also a German word for the keeper of an inn."))
    found = anonymised(documents, GRAPH)
    assert "Wirth is also" in found.documents[-1].text or "Wirth is also" in found.documents[-2].text
    assert "Wirth" not in found.documents[0].text


def test_of_two_with_one_name_the_one_proved_or_named_most_is_meant() -> None:
    text = "Washington crossed the river. He left Washington. Washington was cold."
    documents = (Document("a", "A", text),)
    at = text.index("left Washington") + 5
    graph = Graph(
        (
            Entity("p", "Washington", "Place", provenance=(Provenance("a", "c", Span(at, at + 10)),)),
            Entity(
                "q", "Washington", "Person",
                provenance=(Provenance("a", "c", Span(0, 10)), Provenance("a", "c", Span(0, 10))),
            ),
        )
    )  # fmt: skip
    assert anonymised(documents, graph).documents[0].text == (
        "Person#1 crossed the river. He left Place#1. Person#1 was cold."
    )


def test_questions_are_masked_by_the_same_numbers() -> None:
    found = anonymised(DOCUMENTS, GRAPH)
    assert masked(["Who designed Pascal at ETH Zurich?", "沈括著有什么？", ""], found.pseudonyms) == [
        "Who designed Language#1 at Organization#1?", "人物#1著有什么？", "",
    ]  # fmt: skip


def test_the_schema_tells_no_name() -> None:
    schema = load_schema(sample("computing_history").schema)
    person = schema.entity_types[0]
    told = replace(
        schema, entity_types=(replace(person, description="Such as Niklaus Wirth."), *schema.entity_types[1:])
    )
    found = masked_schema(told, anonymised(DOCUMENTS, GRAPH).pseudonyms)
    assert found.entity_types[0].examples == ("Person#1",)
    assert found.entity_types[0].description == ""
    assert all(not kind.examples for kind in (*found.relation_types, *found.attribute_types))
    assert [kind.name for kind in found.relation_types] == [kind.name for kind in schema.relation_types]


ALPHABET = st.sampled_from(
    ["Ada", "Ada King", "King", "Lee", "沈括", "括", "1", " ", " ", ", ", "-", "s", "是", "#", "\n"]
)


@settings(max_examples=150, deadline=None)
@given(
    texts=st.lists(st.lists(ALPHABET, max_size=14).map("".join), min_size=1, max_size=4),
    proofs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 12), st.integers(1, 6), st.integers(0, 3)), max_size=6),
)
def test_law_putting_back_is_the_inverse(texts: list[str], proofs: list[tuple[int, int, int, int]]) -> None:
    documents = tuple(Document(f"doc{n}", text[:5], text) for n, text in enumerate(texts))
    names = (("Ada", ("Ada King",)), ("King", ()), ("Lee", ("Ada",)), ("沈括", ("括",)))
    places: dict[int, list[Provenance]] = {}
    for document, start, length, entity in proofs:
        if document < len(texts) and start + length <= len(texts[document]):
            place = Provenance(f"doc{document}", "c", Span(start, start + length))
            places.setdefault(entity, []).append(place)
    graph = Graph(
        tuple(
            Entity(f"e{n}", name, "Person" if n % 2 else "人物", aliases, provenance=tuple(places.get(n, ())))
            for n, (name, aliases) in enumerate(names)
        )
    )
    found = anonymised(documents, graph)
    assert back(found) == [(d.id, d.title, d.text) for d in documents]
    shown = [each.placeholder for each in found.pseudonyms]
    assert len(set(shown)) == len(shown)
    for each in found.pseudonyms:
        for mask in each.mentions:
            inside = next(d for d in found.documents if d.id == mask.document)
            text = inside.title if mask.field == "title" else inside.text
            assert text[mask.start : mask.end] in (each.placeholder, f"{each.placeholder} ")
            assert not text[mask.start + len(each.placeholder) :][:1].isdigit()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=12))
def test_law_kept_spans_do_not_overlap_and_what_is_dropped_met_a_longer_one(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in pairs]
    kept = [spans[at] for at in longest_first(spans, 40)]
    assert all(one.end <= other.start for one, other in pairwise(kept))
    for span in spans:
        met = [each for each in kept if each.start < span.end and span.start < each.end]
        assert any(each.end - each.start >= span.end - span.start for each in met)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ada, Adam and Ada's", [(0, 3), (14, 17)]),
        ("是Ada吗", [(1, 4)]),
        ("Ada King", [(0, 3), (0, 8)]),
        ("x-Ada", [(2, 5)]),
        ("", []),
    ],
)
def test_names_are_whole_words(text: str, places: list[tuple[int, int]]) -> None:
    found = Names([("Ada", "a"), ("Ada King", "b"), ("!", "c")]).within(text)
    assert sorted((span.start, span.end) for span, _ in found) == places


def crowd(count: int) -> Anonymised:
    names = ["Anna", "Berta", "Clara", "Dora", "Emma", "Frida"][:count]
    text = " ".join(f"{name} met {other} in the city of Ulm." for name, other in pairwise(names))
    places = {name: Provenance("a", "c", Span(text.index(name), text.index(name) + len(name))) for name in names}
    return anonymised(
        (Document("a", "A", text),),
        Graph(tuple(Entity(name, name, "Person", provenance=(places[name],)) for name in names)),
    )


def test_reversion_gives_clues_without_the_name() -> None:
    asked = reversions(crowd(5))
    assert [each.placeholder for each in asked] == [f"Person#{n}" for n in range(1, 6)]
    for each in asked:
        assert each.supporting == ("d0001",)
        assert each.clues
        assert all(each.placeholder in clue and "met" in clue for clue in each.clues)
        assert not any(name in clue for clue in each.clues for name in each.answers)


def test_a_choice_has_one_right_name_among_three_of_its_type_drawn_with_the_seed() -> None:
    found = crowd(6)
    asked = reversions(found)
    made = choices(found, asked, seed=3)
    assert made == choices(found, asked, seed=3)
    assert made != choices(found, asked, seed=4)
    for each in made:
        assert len(set(each.options)) == 4
        assert each.options.count(each.answers[0]) == 1
        assert each.options["ABCD".index(each.letter)] == each.answers[0]
    assert choices(crowd(3), reversions(crowd(3))) == ()


def test_rows_are_in_the_format_of_questions() -> None:
    found = crowd(6)
    asked = reversions(found)
    rows = question_rows([*asked, *choices(found, asked)])
    assert len({row["id"] for row in rows}) == len(rows) == 12
    assert {row["kind"] for row in rows} == {"reversion", "multiple_choice"}
    for row in rows:
        assert row["placeholder"] in row["question"]
        assert row["answers"]
        if row["kind"] == "multiple_choice":
            assert f"{row['right']}. {row['answers'][0]}" in row["question"]
            assert row["right"] in row["answers"]
    chinese = question_rows(reversions(anonymised(DOCUMENTS[2:], GRAPH)))
    assert chinese[0]["question"].startswith("文中")


@pytest.mark.parametrize("name", ["computing_history", "song_science"])
def test_a_sample_comes_back_and_is_read_again_by_its_numbers(name: str) -> None:
    chosen = sample(name)
    documents = read_corpus(chosen.path)[:12]
    with Workbench.open(schema=chosen.schema) as bench:
        bench.build(documents).result()
        found = anonymised(documents, bench.graph())
        schema = bench.schema
    assert back(found) == [(d.id, d.title, d.text) for d in documents]
    assert left_over(found) == 0
    with Workbench.open(schema=masked_schema(schema, found.pseudonyms)) as bench:
        bench.build(found.documents).result()
        read = {(entity.name, entity.type) for entity in bench.graph().entities}
    numbered = {(each.placeholder, each.type) for each in found.pseudonyms}
    assert len(numbered & read) > 0.9 * len(numbered)
