"""The schema editor as a value: cells that are edited, text that is read back, counts of a what-if, apply and undo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgwidgets import SchemaEditor
from kgworkbench.errors import SchemaError
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.text import Document
from kgworkbench.present.drafting import CELLS, added, edited, read_text, removed, schema_cells, schema_text
from kgworkbench.samples import sample
from kgworkbench.schema.general import general_schema
from kgworkbench.workbench import Workbench

SCHEMA = Schema(
    "s",
    (EntityType("Person"), EntityType("Poet", parent="Person"), EntityType("Place")),
    (RelationType("born_in", ("Person",), ("Place",), cues=(("en", ("born in",)),)),),
    (AttributeType("age", ("Person",), "number"),),
)


@pytest.mark.parametrize("schema", [SCHEMA, general_schema()], ids=["small", "general"])
def test_writing_a_cell_back_as_it_is_changes_nothing(schema: Schema) -> None:
    told = schema_cells(schema)
    for section, columns in CELLS.items():
        for row, held in enumerate(told[section]):
            for column in columns:
                assert edited(schema, section, row, column, held["cells"][column]) == schema  # type: ignore[arg-type]


def test_a_renamed_entity_type_is_renamed_wherever_it_is_named() -> None:
    changed = edited(SCHEMA, "entity", 0, "name", "Human")
    assert changed.entity_types[1].parent == "Human"
    assert changed.relation_types[0].head == ("Human",)
    assert changed.attribute_types[0].of == ("Human",)
    assert edited(changed, "entity", 0, "name", "Person") == SCHEMA


@given(st.sampled_from(["entity", "relation", "attribute"]), st.integers(1, 4))
def test_rows_that_are_added_have_names_of_their_own_and_can_be_removed(section: str, times: int) -> None:
    schema = SCHEMA
    for _ in range(times):
        schema = added(schema, section)  # type: ignore[arg-type]
    rows = schema_cells(schema)[section]
    names = [row["cells"]["name"] for row in rows]
    assert len(set(names)) == len(names)
    new = range(len(names) - times, len(names))
    assert removed(schema, section, new) == SCHEMA  # type: ignore[arg-type]


def test_findings_stand_at_their_row() -> None:
    told = schema_cells(edited(SCHEMA, "relation", 0, "tail", "Nowhere; Place"))
    (finding,) = told["relation"][0]["findings"]
    assert finding["severity"] == "error"
    assert "Nowhere" in finding["message"]
    assert all(not row["findings"] for row in told["entity"])


@pytest.mark.parametrize(
    ("row", "column", "text", "words"),
    [
        (0, "name", " ", "needs a name"),
        (9, "name", "x", "no attribute type"),
        (0, "nope", "x", "no attribute type"),
        (0, "value", "colour", "no value type"),
    ],
)
def test_what_cannot_stand_in_a_cell_says_why(row: int, column: str, text: str, words: str) -> None:
    with pytest.raises(SchemaError, match=words):
        edited(SCHEMA, "attribute", row, column, text)


def test_text_and_tables_are_two_ways_to_one_schema() -> None:
    assert read_text(schema_text(SCHEMA), SCHEMA) == SCHEMA
    editor = SchemaEditor(SCHEMA)
    ask(editor, "text", text=schema_text(SCHEMA).replace("born_in", "born_at"))
    assert editor.schema.relation_types[0].name == "born_at"
    assert editor.shown["relation"][0]["cells"]["name"] == "born_at"
    ask(editor, "text", text="entity_types: [")
    assert editor.error != ""
    assert editor.schema.relation_types[0].name == "born_at"


def ask(editor: SchemaEditor, kind: str, **more: object) -> None:
    editor.set_state({"request": {"kind": kind, "serial": editor.request.get("serial", 0) + 1, **more}})


def test_edits_are_heard_and_taken_back_one_by_one() -> None:
    editor, heard = SchemaEditor(SCHEMA), []
    editor.observe(lambda change: heard.append(change["new"]), "schema")
    ask(editor, "edit", section="entity", row=2, column="description", value="Where; things are")
    ask(editor, "add", section="entity")
    ask(editor, "remove", section="relation", rows=[0])
    assert len(heard) == 3
    assert editor.schema.relation_types == ()
    for _ in range(3):
        ask(editor, "undo")
    assert editor.schema == SCHEMA
    assert editor.shown["same"]
    ask(editor, "undo")
    assert editor.error == "nothing to undo"
    editor.schema = general_schema()
    assert editor.undo() == SCHEMA


def test_what_if_counts_and_apply_rebuilds() -> None:
    corpus = sample("computing_history")
    bench = Workbench.open(embedder="lexical")
    bench.build(corpus.path, schema=corpus.schema).result()
    editor = SchemaEditor(bench)
    before = bench.graph()
    at = next(n for n, kind in enumerate(editor.schema.relation_types) if kind.name == "born_in")
    ask(editor, "remove", section="relation", rows=[at])
    ask(editor, "weigh")
    lost = sum(relation.type == "born_in" for relation in before.relations)
    assert editor.shown["whatif"]["types"]["relation:born_in"]["invalid"] >= lost > 0
    assert bench.graph() == before
    ask(editor, "apply")
    assert editor.error == ""
    assert bench.schema.relation_type("born_in") is None
    assert editor.schema == bench.schema
    assert editor.schema.version == 2
    assert "version 2" in editor.saved
    assert not any(relation.type == "born_in" for relation in bench.graph().relations)


def test_a_schema_with_errors_is_not_applied() -> None:
    bench = Workbench.open(embedder="lexical")
    bench.build([Document("a", "A", "Ada Lovelace was born in London.")]).result()
    editor = SchemaEditor(bench)
    schema = bench.schema
    ask(editor, "edit", section="relation", row=0, column="head", value="Nowhere")
    ask(editor, "apply")
    assert "Nowhere" in editor.error
    assert editor.problems
    assert bench.schema == schema
    with pytest.raises(SchemaError, match="no workbench"):
        SchemaEditor(SCHEMA).apply()


def test_a_saved_notebook_keeps_the_types() -> None:
    data, _ = SchemaEditor(SCHEMA)._repr_mimebundle_()
    assert data["text/plain"] == "SchemaEditor: 's' version 1, 3 entity, 1 relation, 1 attribute types"
    assert "born_in" in data["text/html"]
    with pytest.raises(TypeError, match="give a Schema"):
        SchemaEditor("schema.yaml")  # type: ignore[arg-type]


def small_bench() -> Workbench:
    bench = Workbench.open(embedder="lexical", schema=SCHEMA)
    bench.build([Document("a", "A", "Ada Lovelace was born in London.")]).result()
    return bench


def test_an_editor_without_edits_shows_what_the_workbench_adopted_elsewhere() -> None:
    bench = small_bench()
    editor, heard = SchemaEditor(bench), []
    editor.observe(lambda change: heard.append(change["new"]), "schema")
    bench.adopt(edited(SCHEMA, "entity", 2, "name", "Town"), reason="elsewhere")
    assert editor.schema == bench.schema
    assert heard == [bench.schema]
    assert editor.shown["same"]
    assert not editor.shown["edits"]
    assert f"version {bench.schema.version}" in editor.saved
    ask(editor, "undo")
    assert editor.error == "nothing to undo"


def test_edits_stand_when_the_workbench_adopts_another_schema_and_are_weighed_against_it() -> None:
    bench = small_bench()
    editor = SchemaEditor(bench)
    ask(editor, "edit", section="entity", row=0, column="description", value="Somebody")
    mine = editor.schema
    bench.adopt(removed(bench.schema, "relation", [0]), reason="elsewhere")
    assert editor.schema == mine
    assert editor.shown["behind"] == bench.schema.version
    assert not editor.shown["same"]
    ask(editor, "weigh")
    assert "relation:born_in" in str(editor.shown["whatif"])
    ask(editor, "take")
    assert editor.schema == bench.schema
    assert editor.shown["same"]
    assert not editor.shown["behind"]
    ask(editor, "undo")
    assert editor.schema == mine
    ask(editor, "apply")
    assert bench.schema.relation_type("born_in") is not None
    assert editor.schema == bench.schema
    assert not editor.shown["behind"]


def test_counts_follow_a_build_when_the_view_asks_and_a_closed_editor_listens_no_more() -> None:
    bench = small_bench()
    editor = SchemaEditor(bench)

    def people() -> int:
        return int(editor.shown["entity"][0]["count"])

    before, stirred = people(), editor.stirred
    bench.build([Document("a", "A", "Ada Lovelace was born in London. Alan Turing was born in London.")]).result()
    assert editor.stirred > stirred
    assert people() == before
    ask(editor, "look")
    assert people() == before + 1
    editor.close()
    stirred = editor.stirred
    bench.adopt(edited(bench.schema, "entity", 2, "name", "Town"))
    assert editor.stirred == stirred
