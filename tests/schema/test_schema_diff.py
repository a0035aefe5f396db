"""What changed between two schemas."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.schema.diff import FieldChange, TypeChange, diff
from kgworkbench.schema.general import general_schema
from kgworkbench.schema.rename import Renames

PERSON = EntityType("Person", "A named human being.", ("Ada Lovelace",))
WORK = EntityType("Work", "A titled book or paper.")
WROTE = RelationType("wrote", ("Person",), ("Work",), "The head is the author of the tail.")
BORN = AttributeType("born", ("Person",), "date")
OLD = Schema("s", (PERSON, WORK), (WROTE,), (BORN,))


def test_equal_schemas_differ_in_nothing() -> None:
    found = diff(OLD, replace(OLD, version=7))
    assert not found
    assert found.lines() == ("nothing changed",)
    assert (found.old_version, found.new_version) == (1, 7)


def test_types_come_and_go() -> None:
    new = replace(OLD, entity_types=(PERSON, WORK, EntityType("Place")), attribute_types=())
    found = diff(OLD, new)
    assert (found.added, found.removed, found.renamed) == ((("entity", "Place"),), (("attribute", "born"),), ())
    assert found.lines() == ("+ entity type Place", "- attribute type born")


def test_a_renamed_type_takes_its_references_along() -> None:
    new = replace(
        OLD,
        entity_types=(replace(PERSON, name="Human"), WORK),
        relation_types=(replace(WROTE, head=("Human",)),),
        attribute_types=(replace(BORN, of=("Human",)),),
    )
    found = diff(OLD, new)
    assert [(r.kind, r.old, r.new) for r in found.renamed] == [("entity", "Person", "Human")]
    assert (found.added, found.removed, found.changed) == ((), (), ())
    assert found.renames == Renames(entity=(("Person", "Human"),))
    assert found.lines()[0].startswith("> entity type Person -> Human (alike 0.")


def test_names_alone_must_be_close_and_ends_must_meet() -> None:
    old = Schema(
        "s", (EntityType("ProgrammingLanguage"), EntityType("City")), (RelationType("lives_in", ("City",), ("City",)),)
    )
    new = Schema(
        "s",
        (EntityType("Programming language"), EntityType("Town")),
        (RelationType("lived_in", ("Town",), ("Town",)),),
    )
    found = diff(old, new)
    assert [(r.old, r.new) for r in found.renamed] == [("ProgrammingLanguage", "Programming language")]
    assert ("relation", "lived_in") in found.added


def test_chinese_types_are_renamed_by_what_is_written_about_them() -> None:
    old = Schema("宋", (EntityType("人物", "有姓名的真实人物，如学者、官员。"),), language="zh")
    new = Schema("宋", (EntityType("历史人物", "有姓名的真实人物，如学者、官员和工匠。"),), language="zh")
    assert [(r.old, r.new) for r in diff(old, new).renamed] == [("人物", "历史人物")]


def test_a_given_rename_counts_and_guesses_do_not() -> None:
    new = replace(OLD, entity_types=(EntityType("Agent"), WORK), relation_types=(replace(WROTE, head=("Agent",)),))
    assert diff(OLD, new, Renames()).renamed == ()
    found = diff(OLD, new, Renames(entity=(("Person", "Agent"), ("Ghost", "Work"))))
    assert [(r.old, r.new, r.score) for r in found.renamed] == [("Person", "Agent", 1.0)]
    assert found.changed[0] == TypeChange(
        "entity",
        "Agent",
        (FieldChange("description", "A named human being.", ""), FieldChange("examples", "Ada Lovelace", "")),
    )


def test_a_type_mapped_to_one_that_was_there_is_compared_with_itself() -> None:
    new = replace(OLD, entity_types=(PERSON,), relation_types=(replace(WROTE, tail=("Person",)),))
    found = diff(OLD, new, Renames(entity=(("Work", "Person"),)))
    assert (found.added, found.removed, found.changed) == ((), (), ())


def test_changed_fields_are_shown_before_and_after() -> None:
    new = replace(
        OLD,
        relation_types=(replace(WROTE, head=("Work", "Person"), cues=(("zh", ("写", "著")),), functional=True),),
        attribute_types=(replace(BORN, value="text"),),
        language="zh",
    )
    found = diff(OLD, new)
    assert found.about == (FieldChange("language", "en", "zh"),)
    assert found.changed == (
        TypeChange(
            "relation",
            "wrote",
            (
                FieldChange("head", "Person", "Work, Person"),
                FieldChange("cues", "", "zh: 写, 著"),
                FieldChange("functional", "False", "True"),
            ),
        ),
        TypeChange("attribute", "born", (FieldChange("value", "date", "text"),)),
    )
    assert "~ relation type wrote head: Person -> Work, Person" in found.lines()


def test_the_order_of_types_and_ends_does_not_count() -> None:
    two = replace(WROTE, head=("Person", "Work"))
    old = replace(OLD, relation_types=(two,))
    new = replace(old, entity_types=(WORK, PERSON), relation_types=(replace(two, head=("Work", "Person")),))
    assert not diff(old, new)


_GENERAL = general_schema()


@st.composite
def edits(draw: st.DrawFn) -> Schema:
    """The general schema with some types dropped, renamed or described otherwise."""

    def edited(kinds, prefix):  # type: ignore[no-untyped-def]
        for kind in kinds:
            what = draw(st.sampled_from(["keep", "keep", "keep", "drop", "rename", "describe"]))
            if what == "rename":
                yield replace(kind, name=f"{prefix}{kind.name}")
            elif what == "describe":
                yield replace(kind, description="Something else altogether.")
            elif what == "keep":
                yield kind

    prefix = draw(st.sampled_from(["Known", "新"]))
    entities = tuple(edited(_GENERAL.entity_types, prefix))
    names = {kind.name.removeprefix(prefix): kind.name for kind in entities}

    def there(ends: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names[end] for end in ends if end in names)

    relations = (
        replace(kind, head=there(kind.head), tail=there(kind.tail))
        for kind in edited(_GENERAL.relation_types[:6], prefix)
    )
    sound = tuple(kind for kind in relations if kind.head and kind.tail)
    return Schema("general", entities, sound)


@settings(max_examples=60, deadline=None)
@given(edits(), edits())
def test_the_way_back_is_the_way_there_turned_round(one: Schema, other: Schema) -> None:
    there, back = diff(one, other), diff(other, one)
    assert sorted(there.added) == sorted(back.removed)
    assert sorted(there.removed) == sorted(back.added)
    assert {(r.kind, r.old, r.new) for r in there.renamed} == {(r.kind, r.new, r.old) for r in back.renamed}
    names = {("entity", kind.name) for kind in one.entity_types}
    moved = {(r.kind, r.old): (r.kind, r.new) for r in there.renamed}
    result = {moved.get(name, name) for name in names - set(there.removed)} | {
        n for n in there.added if n[0] == "entity"
    }
    assert result == {("entity", kind.name) for kind in other.entity_types}
    assert not diff(one, one)
