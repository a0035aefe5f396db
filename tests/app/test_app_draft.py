"""A schema under the pen: edits by id, one change each, YAML both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.app.draft import COLUMNS, Draft
from kgworkbench.errors import SchemaError
from kgworkbench.samples import sample, sample_names
from kgworkbench.schema.load import load_schema

SCHEMA = load_schema(sample("computing_history").schema)


@pytest.mark.parametrize("name", sample_names())
def test_a_draft_left_alone_is_its_schema(name: str) -> None:
    schema = load_schema(sample(name).schema)
    draft = Draft(schema)
    assert draft.schema() == schema
    assert draft.changes(schema) == 0
    draft.read(draft.text())
    assert draft.schema() == schema


@pytest.mark.parametrize("name", sample_names())
def test_writing_back_what_a_table_shows_changes_nothing(name: str) -> None:
    schema = load_schema(sample(name).schema)
    draft = Draft(schema)
    for section, columns in COLUMNS.items():
        for row in draft.rows(section):
            for column in columns:
                draft.edit(section, row["id"], column, row[column])
    assert draft.changes(schema) == 0


def test_an_edit_changes_the_row_of_that_id_and_no_other() -> None:
    draft = Draft(SCHEMA)
    before = draft.rows("entity")
    draft.edit("entity", before[3]["id"], "description", "Something else")
    after = draft.rows("entity")
    assert after[3]["description"] == "Something else"
    assert [row for row in after if row["id"] != before[3]["id"]] == [
        row for row in before if row["id"] != before[3]["id"]
    ]
    assert draft.changes(SCHEMA) == 1


def test_adding_and_removing_are_one_change_each_and_undo_each_other() -> None:
    draft = Draft(SCHEMA)
    key = draft.add("relation")
    assert draft.changes(SCHEMA) == 1
    assert draft.errors() == ()
    draft.remove("relation", [key])
    assert draft.changes(SCHEMA) == 0


def test_what_cannot_stand_is_refused_with_a_reason() -> None:
    draft = Draft(SCHEMA)
    with pytest.raises(SchemaError, match="needs a name"):
        draft.edit("entity", "e1", "name", "  ")
    with pytest.raises(SchemaError, match="value type"):
        draft.edit("attribute", draft.rows("attribute")[0]["id"], "value", "colour")
    with pytest.raises(SchemaError, match="no row"):
        draft.edit("entity", "e999", "name", "X")
    with pytest.raises(SchemaError):
        draft.read("entity_types: [")
    assert draft.changes(SCHEMA) == 0


def test_an_unknown_head_is_an_error_before_it_is_applied() -> None:
    draft = Draft(SCHEMA)
    draft.edit("relation", draft.rows("relation")[0]["id"], "head", "Persn")
    assert any("Persn" in message for message in draft.errors())


@given(
    st.lists(st.text(alphabet=st.characters(blacklist_characters=";；", blacklist_categories=("Cs", "Cc")), max_size=8))
)
def test_lists_survive_the_table(words: list[str]) -> None:
    draft = Draft(SCHEMA)
    draft.edit("entity", "e1", "examples", "; ".join(words))
    kept = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
    assert draft.schema().entity_types[0].examples == kept


def test_a_renamed_entity_type_keeps_its_place_in_every_relation_and_attribute() -> None:
    draft = Draft(SCHEMA)
    draft.edit("entity", draft.rows("entity")[0]["id"], "name", "Human")
    assert draft.errors() == ()
    schema = draft.schema()
    assert schema.allows("designed", "Human", "Machine") == SCHEMA.allows("designed", "Person", "Machine")
    assert not any("Person" in kind.head + kind.tail for kind in schema.relation_types)
    assert not any("Person" in kind.of for kind in schema.attribute_types)


def test_a_connection_makes_a_relation_type_or_widens_the_one_of_that_name() -> None:
    draft = Draft(SCHEMA)
    person, award = draft.named("entity", "Person"), draft.named("entity", "Award")
    key = draft.connect(award, person, "honours")
    assert draft.changes(SCHEMA) == 1
    assert draft.errors() == ()
    assert draft.schema().allows("honours", "Award", "Person")
    assert draft.connect(award, draft.named("entity", "Machine"), "honours") == key
    assert draft.changes(SCHEMA) == 1
    assert draft.schema().allows("honours", "Award", "Machine")
    with pytest.raises(SchemaError, match="needs a name"):
        draft.connect(award, person, " ")
    with pytest.raises(SchemaError, match="no longer there"):
        draft.connect("e999", person, "x")


def test_a_dissolved_type_is_named_nowhere_and_what_is_left_keeps_its_ids() -> None:
    draft = Draft(SCHEMA)
    ids = {row["name"]: row["id"] for section in COLUMNS for row in draft.rows(section)}
    draft.dissolve(draft.named("entity", "Person"))
    assert draft.errors() == ()
    assert "wrote" not in {row["name"] for row in draft.rows("relation")}
    assert draft.schema().relation_type("designed").head == ("Organization",)
    assert all(ids[row["name"]] == row["id"] for section in COLUMNS for row in draft.rows(section))


def test_steps_back_lead_to_what_was_there_ids_and_all() -> None:
    draft = Draft(SCHEMA)
    before = {section: draft.rows(section) for section in COLUMNS}
    assert not draft.step_back()
    draft.remember()
    draft.dissolve(draft.named("entity", "Machine"))
    draft.remember()
    draft.add("entity", "Robot")
    with pytest.raises(SchemaError, match="another name"):
        draft.add("entity", "Robot")
    assert draft.step_back()
    assert draft.named("entity", "Robot") == ""
    assert draft.step_back()
    assert {section: draft.rows(section) for section in COLUMNS} == before
    assert not draft.step_back()


def test_reading_yaml_keeps_the_ids_of_types_that_keep_their_names() -> None:
    draft = Draft(SCHEMA)
    before = draft.rows("entity")
    draft.read(draft.text().replace("- name: Award", "- name: Prize").replace("Award", "Prize"))
    after = draft.rows("entity")
    assert [row["id"] for row in after if row["name"] != "Prize"] == [
        row["id"] for row in before if row["name"] != "Award"
    ]
