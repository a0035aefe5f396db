"""What the check finds in a schema."""

from dataclasses import replace

import pytest

from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.schema.check import check
from kgworkbench.schema.general import general_schema

PERSON, PLACE = EntityType("Person"), EntityType("Place")
BORN = RelationType("born_in", ("Person",), ("Place",))
SOUND = Schema("sound", (PERSON, PLACE), (BORN,))


def rules(schema: Schema) -> list[tuple[str, str]]:
    return [(finding.severity, finding.rule) for finding in check(schema)]


def test_a_sound_schema_has_no_findings() -> None:
    assert check(SOUND) == ()


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        (Schema("empty"), [("warning", "empty")]),
        (
            replace(SOUND, relation_types=(replace(BORN, head=("Persn",)),)),
            [("error", "unknown"), ("warning", "unreachable")],
        ),
        (replace(SOUND, relation_types=(replace(BORN, head=()),)), [("error", "empty"), ("warning", "unreachable")]),
        (replace(SOUND, relation_types=(replace(BORN, parent="lives_in"),)), [("error", "unknown")]),
        (replace(SOUND, relation_types=(replace(BORN, parent="born_in"),)), [("error", "cycle")]),
        (replace(SOUND, relation_types=(BORN, BORN)), [("error", "duplicate")]),
        (replace(SOUND, relation_types=(replace(BORN, head=("Person", "Person")),)), [("warning", "repeated")]),
        (replace(SOUND, relation_types=(replace(BORN, name="born in\n"),)), [("error", "spacing")]),
        (replace(SOUND, relation_types=(replace(BORN, name="Type"),)), [("warning", "reserved")]),
        (replace(SOUND, relation_types=(replace(BORN, name="Person"),)), [("warning", "ambiguous")]),
        (replace(SOUND, relation_types=(BORN, replace(BORN, name="Born_In"))), [("warning", "similar")]),
        (replace(SOUND, relation_types=(replace(BORN, cues=(("en", ("{haed} of", " ")),)),)), [("warning", "cue")] * 2),
        (replace(SOUND, entity_types=(PERSON, PLACE, EntityType("Work"))), [("warning", "unreachable")]),
        (replace(SOUND, entity_types=(PERSON, PLACE, EntityType("City", parent="Place"))), []),
        (replace(SOUND, attribute_types=(AttributeType("kind", ("Place",), "enum"),)), [("error", "values")]),
        (replace(SOUND, attribute_types=(AttributeType("kind", ("Place",), values=("a",)),)), [("warning", "values")]),
        (replace(SOUND, attribute_types=(AttributeType("age", ("Person",), unit="year"),)), [("warning", "unit")]),
    ],
)
def test_findings(schema: Schema, found: list[tuple[str, str]]) -> None:
    assert rules(schema) == found


def test_a_cycle_is_reported_once_and_also_where_a_branch_leads_into_it() -> None:
    kinds = (EntityType("A", parent="B"), EntityType("B", parent="C"), EntityType("C", parent="B"))
    schema = Schema("s", kinds, (RelationType("r", ("A",), ("B", "C")),))
    assert [finding.message for finding in check(schema)] == [
        "entity type 'B' is its own ancestor (B -> C -> B); remove one parent"
    ]


def test_errors_come_first_and_lead_to_their_place() -> None:
    schema = Schema("s", (PERSON, PLACE, EntityType("Lost")), (replace(BORN, tail=("Place", "Plaec")),))
    first, second = check(schema)
    assert (first.severity, first.place) == ("error", ("relation_types", 0, "tail", 1))
    assert (second.rule, second.place) == ("unreachable", ("entity_types", 2, "name"))


def test_the_general_schema_is_sound_and_speaks_both_languages() -> None:
    schema = general_schema()
    assert check(schema) == ()
    assert [kind.name for kind in schema.entity_types] == [
        *("Person", "Organization", "Place", "Event", "Work", "Thing", "Time")
    ]
    assert len(schema.relation_types) >= 20
    for kind in (*schema.entity_types, *schema.relation_types, *schema.attribute_types):
        assert [language for language, words in kind.cues if words] == ["en", "zh"], kind.name
        assert kind.description, kind.name
        for _, cues in kind.cues:
            assert len(set(cues)) == len(cues), kind.name
    assert general_schema() is schema
