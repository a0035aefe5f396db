"""Words of a text find the entities they name, in both languages."""

import time

import pytest
from small_library import small_library

from kgworkbench.index.link import link

INDEX = small_library().index


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Where was the inventor of the Enigma machine born?", ["Enigma machine"]),
        ("Did Alan Turing work at bletchley park?", ["Alan Turing", "Bletchley Park"]),
        ("What did Turing design?", ["Alan Turing"]),
        ("《梦溪笔谈》的作者沈括出生在哪里？", ["梦溪笔谈", "沈括"]),
        ("沈括和Alan Turing谁更早？", ["Alan Turing", "沈括"]),
    ],
)
def test_names_and_aliases_are_found(text: str, names: list[str]) -> None:
    found = link(text, INDEX)
    assert {anchor.name for anchor in found if anchor.score >= 0.8} == set(names)


def test_the_longest_name_wins() -> None:
    assert [anchor.name for anchor in link("Alan Turing", INDEX)] == ["Alan Turing"]


@pytest.mark.parametrize(
    ("text", "name"), [("Who was Artur Scherbius?", "Arthur Scherbius"), ("Bletchly Park", "Bletchley Park")]
)
def test_a_misspelt_name_is_offered_with_a_lower_score(text: str, name: str) -> None:
    first = link(text, INDEX)[0]
    assert first.name == name
    assert 0.3 < first.score < 0.8


def test_a_chinese_surface_is_quoted_as_written() -> None:
    assert {anchor.surface for anchor in link("梦溪笔谈是谁写的", INDEX)} == {"梦溪笔谈"}


@pytest.mark.parametrize(
    "text", ["", "   ", "?!", "what is the of", "<script>alert(1)</script>", "MATCH (n) DETACH DELETE n"]
)
def test_texts_that_name_nothing_link_nothing(text: str) -> None:
    assert link(text, INDEX) == ()


def test_a_question_of_twenty_thousand_characters_is_quick() -> None:
    start = time.process_time()
    link("Alan Turing and Qwerty Uiop " * 800, INDEX)
    assert time.process_time() - start < 1.0
