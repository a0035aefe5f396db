"""Any sound schema, written and read again, is the same."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.model.schema import AttributeType, Cues, EntityType, RelationType, Schema
from kgworkbench.schema.check import check
from kgworkbench.schema.load import parse_schema
from kgworkbench.schema.write import dump_schema

_texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        [
            "on",
            "no",
            "null",
            "~",
            "1815",
            "1e3",
            "2001-01-01",
            "{head}著{tail}",
            "a: b",
            "# x",
            "\x85",
            "a\u2028b",
            "\ufeff",
            "\u3000",
            "a\n\n b\n",
            "- y",
            "沈括",
        ]
    ),
)
_names = st.text(string.ascii_letters + "人物作品_", min_size=1, max_size=8)
_lists = st.lists(_texts, max_size=3).map(tuple)
_cues: st.SearchStrategy[Cues] = st.dictionaries(st.sampled_from(["en", "zh"]), _lists, max_size=2).map(
    lambda cues: tuple(cues.items())
)


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    names = draw(st.lists(_names, min_size=1, max_size=4, unique=True))
    some = st.lists(st.sampled_from(names), min_size=1, max_size=3).map(tuple)
    # A parent stands before its child, so that there is no cycle.
    entities = tuple(
        EntityType(name, draw(_texts), draw(_lists), draw(_cues), draw(st.sampled_from([None, *names[:index]])))
        for index, name in enumerate(names)
    )
    relations = tuple(
        RelationType(name, draw(some), draw(some), draw(_texts), draw(_lists), draw(_cues), None, draw(st.booleans()))
        for name in draw(st.lists(_names, max_size=3, unique=True))
    )
    attributes = tuple(
        AttributeType(
            name,
            draw(some),
            draw(st.sampled_from(["text", "number", "date", "bool", "enum"])),
            draw(st.none() | _texts),
            draw(st.lists(_texts, min_size=1, max_size=3).map(tuple)),
            draw(_texts),
            draw(_lists),
            draw(_cues),
        )
        for name in draw(st.lists(_names, max_size=3, unique=True))
    )
    version, language = draw(st.integers(0, 10**6)), draw(st.sampled_from(["en", "zh"]))
    return Schema(draw(_names), entities, relations, attributes, version, language, draw(_texts))


@given(schemas())
@settings(max_examples=100, deadline=None)
def test_written_and_read_again_a_schema_is_the_same(schema: Schema) -> None:
    assert not [finding for finding in check(schema) if finding.severity == "error"]
    assert parse_schema(dump_schema(schema), name="other") == schema


def test_defaults_are_left_out_and_lists_stand_on_one_line() -> None:
    schema = Schema("tiny", (EntityType("Person", examples=("Ada", "沈括")), EntityType("Place")))
    assert dump_schema(schema).splitlines() == [
        "name: tiny",
        "version: 1",
        "language: en",
        "entity_types:",
        "- name: Person",
        "  examples: [Ada, 沈括]",
        "- name: Place",
        "relation_types: []",
        "attribute_types: []",
    ]
