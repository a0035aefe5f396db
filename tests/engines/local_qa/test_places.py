"""Places by the level asked for, and places described by what lies in them."""

import pytest

from kgworkbench.engines.local.containers_en import containers_en
from kgworkbench.engines.local.descriptions_en import descriptions_en
from kgworkbench.engines.local.places import known_places, level_fit


@pytest.mark.parametrize(
    ("name", "noun", "least", "most"),
    [
        ("Norway", "country", 0.9, 1.0),
        ("Katsina State", "country", 0.0, 0.3),
        ("West Virginia", "county", 0.0, 0.3),
        ("McDowell County", "county", 0.9, 1.0),
        ("National Liberal Party", "country", 0.4, 0.6),
        ("Africa", "continent", 0.9, 1.0),
        ("Africa", "country", 0.0, 0.3),
        ("Republic of Freedonia", "country", 0.9, 1.0),
    ],
)
def test_a_place_fits_the_level_it_has(name: str, noun: str, least: float, most: float) -> None:
    found = level_fit(name, noun)
    assert found is not None
    assert least <= found <= most


def test_other_nouns_and_unknown_towns_say_nothing() -> None:
    assert level_fit("Norway", "book") is None
    assert level_fit("Hollin Bridge", "town") is None


def test_known_places_stand_within_longer_names() -> None:
    text = "Ashby is a town in the Eastern Region of Uganda."
    assert [text[start:end] for _, start, end in known_places(text, "country")] == ["Uganda"]
    assert known_places(text, "novel") == ()


@pytest.mark.parametrize(
    ("text", "name", "described"),
    [
        ("Who rules the country where Ashby is located?", "Ashby", "the country where Ashby is located"),
        ("When was the state containing Ashby founded?", "Ashby", "the state containing Ashby"),
        ("Who governs the county in which Ashby is situated?", "Ashby", "the county in which Ashby is situated"),
        ("What is the flag of the country Ashby is in?", "Ashby", "the country Ashby is in"),
        ("When did the company Ashby is part of dissolve?", "Ashby", "the company Ashby is part of"),
    ],
)
def test_what_holds_a_place_is_a_description(text: str, name: str, described: str) -> None:
    at = text.index(name)
    found = containers_en(text, ((at, at + len(name)),))
    assert [text[item.start : item.end] for item in found] == [described]
    assert found[0].asked.head == described.split()[1]


def test_a_clause_with_a_second_verb_is_the_less_likely_one() -> None:
    text = "Who led the group that designed Ashby was dissolved?"
    at = text.index("Ashby")
    weights = {text[item.start : item.end]: item.weight for item in descriptions_en(text, ((at, at + 5),))}
    assert max(weights, key=lambda key: weights[key]) == "the group that designed Ashby"
