"""Segments: they always give the text back, whatever overlaps."""

from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.model.facts import Attribute, Extraction, Mention
from kgworkbench.model.graph import Entity, Graph, Provenance
from kgworkbench.model.text import Chunk, Span
from kgworkbench.present.text import Mark, marks_of_extraction, marks_of_graph, segments

marks = st.builds(
    lambda low, size, entity: Mark(Span(low, low + size), entity, "T"),
    st.integers(0, 60),
    st.integers(0, 30),
    st.sampled_from(["", "a", "b", "c"]),
)


@given(st.text(max_size=40), st.lists(marks, max_size=8), st.integers(0, 20), st.randoms())
def test_segments_join_to_the_text_and_tell_every_mark(
    text: str, found: list[Mark], start: int, chance: object
) -> None:
    parts = segments(text, found, start)
    assert "".join(part["text"] for part in parts) == text
    assert all(text[part["start"] - start : part["end"] - start] == part["text"] for part in parts)
    for mark in found:
        for part in parts:
            if mark.span.start <= part["start"] and part["end"] <= mark.span.end:
                assert "kind" in part
                assert not mark.entity or mark.entity in part["entities"]
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert segments(text, mixed, start) == parts


def test_the_longer_mark_shows_and_the_nested_one_is_told() -> None:
    found = [Mark(Span(10, 14), "york", "Place"), Mark(Span(6, 25), "university", "Organisation")]
    parts = segments("At the New York University today", found)
    assert [(part["text"], part.get("entity")) for part in parts] == [
        ("At the", None),
        (" New", "university"),
        (" Yor", "university"),
        ("k Universit", "university"),
        ("y today", None),
    ]
    assert parts[2]["entities"] == ["university", "york"]


def test_marks_come_from_proved_places_only() -> None:
    chunk = Chunk("c", "d", "T", 100, 120, "Ada met Charles here")
    places = (Provenance("d", "c", Span(100, 103)), Provenance("d", "c"), Provenance("d", "other", Span(0, 3)))
    graph = Graph((Entity("ada", "Ada", "Person", provenance=places),))
    parts = segments(chunk.text, marks_of_graph(graph, chunk), chunk.start)
    assert [(part["text"], part.get("entity")) for part in parts] == [("Ada", "ada"), (" met Charles here", None)]
    extraction = Extraction(
        "c",
        "d",
        1,
        (Mention("Ada", "Person", Span(100, 103)), Mention("he", "Person")),
        attributes=(Attribute(0, "place", "here", Span(116, 120)),),
    )
    kinds = [part.get("kind") for part in segments(chunk.text, marks_of_extraction(extraction, ["ada"]), chunk.start)]
    assert kinds == ["mention", None, "attribute"]
