"""KAG's .schema read and written."""

import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.errors import SchemaError
from kgworkbench.interchange.kag_schema import read_kag
from kgworkbench.interchange.kag_write import dump_kag
from kgworkbench.interchange.schemas import format_of, read_schema, write_schema
from kgworkbench.interchange.youtu_write import dump_youtu
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.schema.check import check
from kgworkbench.schema.general import general_schema
from kgworkbench.schema.load import parse_schema

# Written for this test, in the form of the format's documentation.
ORCHARD = """\
namespace Orchard

# what grows
Fruit(果实): ConceptType
    hypernymPredicate: isA
    relations:
        CAU#leadTo(导致): Fruit

STD.Weight(重量): StandardType
    regular: ^[0-9]+kg$

Person(人物): EntityType
\tdesc: 有姓名的人
\tproperties:
\t\tname(姓名): Text
\t\tage(年龄): Integer
\t\t\tindex: Text
\t\tborn(出生日期): STD.Date
\t\tgrade(等级): Text
\t\t    constraint: NotNull, Enum="甲, 乙,丙"
\t\tmentor(导师): Person
\t\tfriend(朋友): Person
\t\t    constraint: MultiValue

Gardener(园丁) -> Person:
    desc: someone who grows trees
    properties:
        IND#belongTo(属于): Fruit
        yieldOf(产量): STD.Weight
    relations:
        planted(种植): Tree
            properties:
                year(年份): Integer
        owns(拥有): Tree
            rule: [[
                Define (s:Gardener)-[p:owns]->(o:Tree) {
                    STRUCTURE { (s)-[:planted]->(o) }
                }
            ]]

Tree(树): EntityType
    properties:
        height(高度): Float

Harvest(收获): EventType
    properties:
        subject(主体): Gardener, Person
        fruit(果实): Fruit
"""


def test_types_properties_relations_and_constraints() -> None:
    schema, lost = read_kag(ORCHARD)
    assert (schema.name, schema.language) == ("Orchard", "zh")
    assert [(kind.name, kind.parent) for kind in schema.entity_types] == [
        ("Concept", None),
        ("Event", None),
        ("Fruit", "Concept"),
        ("Person", None),
        ("Gardener", "Person"),
        ("Tree", None),
        ("Harvest", "Event"),
    ]
    assert schema.entity_type("Person") == EntityType("Person", "有姓名的人", (), (("zh", ("人物",)),))
    links = {kind.name: (kind.head, kind.tail, kind.functional) for kind in schema.relation_types}
    assert links == {
        "isA": (("Fruit",), ("Fruit",), False),
        "leadTo": (("Fruit",), ("Fruit",), False),
        "mentor": (("Person",), ("Person",), True),
        "friend": (("Person",), ("Person",), False),
        "belongTo": (("Gardener",), ("Fruit",), True),
        "planted": (("Gardener",), ("Tree",), False),
        "owns": (("Gardener",), ("Tree",), False),
        "subject": (("Harvest",), ("Gardener", "Person"), True),
        "fruit": (("Harvest",), ("Fruit",), True),
    }
    literals = {kind.name: (kind.of, kind.value, kind.values) for kind in schema.attribute_types}
    assert literals == {
        "age": (("Person",), "number", ()),
        "born": (("Person",), "date", ()),
        "grade": (("Person",), "enum", ("甲", "乙", "丙")),
        "yieldOf": (("Gardener",), "text", ()),
        "height": (("Tree",), "number", ()),
    }
    assert [line for line in lost if "line" not in line] == ["how properties are indexed"]
    told = " / ".join(lost)
    for word in ("standard type STD.Weight", "NotNull of grade", "the property year of planted", "the rule of owns"):
        assert word in told
    assert [finding for finding in check(schema) if finding.severity == "error"] == []


def test_types_can_be_called_by_their_labels() -> None:
    schema, _ = read_kag(ORCHARD, names="label")
    assert [kind.name for kind in schema.entity_types][2:] == ["果实", "人物", "园丁", "树", "收获"]
    assert schema.relation_type("种植") == RelationType("种植", ("园丁",), ("树",))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("namespace Orchard\n", "", ":1: a .schema file begins with its namespace"),
        (
            "Tree(树): EntityType",
            "Tree(树): EntityTyp",
            ":41: 'EntityTyp' is no kind of type; did you mean 'EntityType'?",
        ),
        ("-> Person:", "-> Persn:", ":25: 'Gardener' inherits from the unknown type 'Persn'; did you mean 'Person'?"),
        (
            "planted(种植): Tree",
            "planted(种植): Trees",
            ":31: relation 'planted' leads to the unknown type 'Trees'; did",
        ),
        (
            "height(高度): Float",
            "height(高度): Flot",
            ":43: property 'height' is of the unknown type 'Flot'; did you mean",
        ),
        ("Tree(树): EntityType", "Person(树): EntityType", ":41: the type 'Person' is defined twice"),
        ("            ]]", "", "the rule has no end; close it with ]]"),
        ("# what grows", "what grows", ":3: 'what grows' is no line of a .schema file"),
        ("    desc: someone", "    dsc: someone", ":26: 'dsc' is unknown here; use desc, properties or relations"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, said: str) -> None:
    assert ORCHARD.count(old) == 1
    with pytest.raises(SchemaError) as caught:
        read_kag(ORCHARD.replace(old, new), "o.schema")
    assert str(caught.value).startswith("o.schema:")
    assert said in str(caught.value)


def test_written_and_read_again_only_what_was_told_is_lost() -> None:
    schema, _ = read_kag(ORCHARD)
    text, lost = dump_kag(schema)
    again, _ = read_kag(text)
    assert lost == ()
    assert set(again.entity_types) == set(schema.entity_types)
    assert set(again.relation_types) == set(schema.relation_types)
    assert set(again.attribute_types) == set(schema.attribute_types)
    assert "Fruit(果实): ConceptType\n    hypernymPredicate: isA" in text
    assert "Gardener(园丁) -> Person:" in text
    assert "IND#belongTo(属于): Fruit" in text


def test_a_chinese_schema_keeps_its_names_as_labels() -> None:
    schema = Schema(
        "宋",
        (EntityType("人物"), EntityType("著作", "书与文章")),
        (RelationType("撰写", ("人物",), ("著作",)),),
        (AttributeType("卷数", ("著作",), "number", "卷"),),
        language="zh",
    )
    text, lost = dump_kag(schema)
    assert "Type1(人物): EntityType" in text
    assert "卷数: unit 卷" in lost
    again, _ = read_kag(text, names="label")
    assert (again.entity_types, again.relation_types) == (schema.entity_types, schema.relation_types)
    assert again.attribute_types == (AttributeType("卷数", ("著作",), "number"),)


def test_every_schema_can_be_written_and_read_as_one_that_is_sound() -> None:
    for form in ("kag", "youtu", "yaml"):
        text, lost = write_schema(general_schema(), form)  # type: ignore[arg-type]
        assert bool(lost) == (form != "yaml")
        if form == "kag":
            again, _ = read_kag(text)
        else:
            again = parse_schema(text, as_json=form == "youtu")
        assert len(again.relation_types) == len(general_schema().relation_types)
        assert [finding.message for finding in check(again) if finding.severity == "error"] == []


_codes = st.text(string.ascii_letters, min_size=2, max_size=6).map(lambda word: f"X{word}")


@st.composite
def plain_schemas(draw: st.DrawFn) -> Schema:
    names = draw(st.lists(_codes, min_size=1, max_size=4, unique_by=str.casefold))
    some = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(tuple)
    lines = st.sampled_from(["", "a tree that bears fruit", "果树: 会结果 (每年)"])
    entities = tuple(
        EntityType(name, draw(lines), parent=draw(st.sampled_from([None, *names[:at]])))
        for at, name in enumerate(names)
    )
    members = draw(st.lists(_codes.map(lambda code: f"y{code}"), max_size=5, unique_by=str.casefold))
    relations = tuple(
        RelationType(name, draw(some), draw(some), draw(lines), functional=draw(st.booleans())) for name in members[:3]
    )
    attributes = tuple(
        AttributeType(name, draw(some), draw(st.sampled_from(["text", "number", "date"])), description=draw(lines))
        for name in members[3:]
    )
    return Schema("Made", entities, relations, attributes)


def _loose(schema: Schema) -> tuple[frozenset[object], ...]:
    """The schema with the order of its types and ends, and the labels that stand for names, put aside."""
    return (
        frozenset(replace(kind, cues=()) for kind in schema.entity_types),
        frozenset(
            (k.name, frozenset(k.head), frozenset(k.tail), k.functional, k.description) for k in schema.relation_types
        ),
        frozenset((k.name, frozenset(k.of), k.value, k.description) for k in schema.attribute_types),
    )


@settings(max_examples=100, deadline=None)
@given(plain_schemas())
def test_what_the_format_holds_comes_back(schema: Schema) -> None:
    text, lost = dump_kag(schema)
    again, more = read_kag(text)
    assert (lost, more) == ((), ())
    assert _loose(again) == _loose(schema)


def test_youtu_json_holds_names_and_says_what_it_leaves_out() -> None:
    schema = Schema("s", (EntityType("人物", "x"),), (RelationType("knows", ("人物",), ("人物",)),))
    text, lost = dump_youtu(schema)
    assert parse_schema(text, as_json=True).relation_types == schema.relation_types
    assert lost == ("descriptions of 1 types", "heads and tails of 1 types")


def test_files_by_their_ending(tmp_path: Path) -> None:
    file = tmp_path / "orchard.schema"
    file.write_text("\ufeff" + ORCHARD, encoding="utf-8")
    assert read_schema(file)[0].name == "Orchard"
    assert (format_of(Path("a.yml")), format_of(Path("a.json"))) == ("yaml", "youtu")
    with pytest.raises(SchemaError, match="is no schema format"):
        format_of(Path("a.txt"))
    with pytest.raises(SchemaError, match="there is no such schema file"):
        read_schema(tmp_path / "none.schema")
    (tmp_path / "bad.schema").write_bytes(b"namespace \xff")
    with pytest.raises(SchemaError, match="not UTF-8 at byte 10"):
        read_schema(tmp_path / "bad.schema")


def test_chinese_attributes_of_one_type_get_codes_of_their_own() -> None:
    schema = Schema(
        "s",
        (EntityType("人物"),),
        (),
        (AttributeType("出生年份", ("人物",), "date"), AttributeType("去世年份", ("人物",), "date")),
        language="zh",
    )
    text, _ = dump_kag(schema)
    back, _ = read_kag(text, "s.schema", names="label")
    assert {kind.name for kind in back.attribute_types} == {"出生年份", "去世年份"}
    assert text.count("member1(") == text.count("member2(") == 1


def test_values_that_would_be_cut_are_written_otherwise_and_told() -> None:
    values = ("red, dark", "a，b", "“so called”", "plain")
    kind = AttributeType("colour", ("Flag",), "enum", values=values)
    text, lost = dump_kag(Schema("S", (EntityType("Flag"),), (), (kind,)))
    assert read_kag(text)[0].attribute_types[0].values == ("red dark", "a b", "so called", "plain")
    assert [line for line in lost if "value" in line] == [
        f"the value {value!r} of colour is written as {written!r}"
        for value, written in zip(values[:3], ("red dark", "a b", "so called"), strict=True)
    ]
