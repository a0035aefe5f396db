"""Schema files read, and what is refused in one line."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from kgworkbench.errors import SchemaError
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.schema.load import load_schema, parse_schema

GOOD = """\
name: tiny
version: 3
language: zh
entity_types:
  - name: Person
    description: A human being.
    examples: [Ada, 沈括]
    cues: {en: [he, she], zh: [他]}
  - name: Author
    parent: Person
  - {name: Work}
relation_types:
  - name: wrote
    head: [Author]
    tail: [Work]
    cues: ["{head}著{tail}"]
    functional: true
attribute_types:
  - name: form
    of: [Work]
    value: enum
    values: [poem, prose]
  - name: length
    of: [Work]
    value: number
    unit: page
    description:
"""


def refusal(text: str, *, as_json: bool = False) -> str:
    with pytest.raises(SchemaError) as caught:
        parse_schema(text, "schema.yaml", as_json=as_json)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_schema_file() -> None:
    assert parse_schema(GOOD) == Schema(
        name="tiny",
        entity_types=(
            EntityType("Person", "A human being.", ("Ada", "沈括"), (("en", ("he", "she")), ("zh", ("他",)))),
            EntityType("Author", parent="Person"),
            EntityType("Work"),
        ),
        relation_types=(
            RelationType("wrote", ("Author",), ("Work",), cues=(("zh", ("{head}著{tail}",)),), functional=True),
        ),
        attribute_types=(
            AttributeType("form", ("Work",), "enum", values=("poem", "prose")),
            AttributeType("length", ("Work",), "number", "page"),
        ),
        version=3,
        language="zh",
    )


def test_the_name_of_a_file_without_one(tmp_path: Path) -> None:
    (tmp_path / "songs").mkdir()
    for file in ("songs/schema.yaml", "songs/other.yml"):
        (tmp_path / file).write_text("entity_types: [{name: A}]")
    assert load_schema(tmp_path / "songs/schema.yaml").name == "songs"
    assert load_schema(tmp_path / "songs/other.yml").name == "other"


def test_the_same_as_json(tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    file.write_text('{"name": "t",\n\t"entity_types": [{"name": "A"}]}')
    assert load_schema(file) == Schema("t", (EntityType("A"),))


def test_youtu_json_links_any_types_unless_it_says_otherwise() -> None:
    data = {"Nodes": ["人物", "作品"], "Relations": ["写", {"name": "认识", "tail": ["人物"]}], "Attributes": ["年龄"]}
    schema = parse_schema(json.dumps(data, ensure_ascii=False), "youtu.json", "youtu", as_json=True)
    assert [kind.name for kind in schema.entity_types] == ["人物", "作品"]
    assert schema.relation_types == (
        RelationType("写", ("人物", "作品"), ("人物", "作品")),
        RelationType("认识", ("人物", "作品"), ("人物",)),
    )
    assert schema.attribute_types == (AttributeType("年龄", ("人物", "作品")),)
    assert (schema.name, schema.language) == ("youtu", "zh")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "head: [Author]",
            "head: [Authr]",
            "schema.yaml:14: relation type 'wrote' has unknown head type 'Authr'; did you mean 'Author'? "
            "Add it under entity_types or correct the name",
        ),
        ("tail: [Work]", "tail: [Zebra]", ":15: relation type 'wrote' has unknown tail type 'Zebra'; add it under"),
        ("parent: Person", "parent: person", ":10: entity type 'Author' has unknown parent 'person'; did you mean"),
        ("of: [Work]\n    value: enum", "of: [Wrk]", ":20: attribute type 'form' has unknown of type 'Wrk'; did you"),
        ("head:", "haed:", ":14: relation type 'wrote' has the unknown key 'haed'; did you mean 'head'? The keys are"),
        ("version: 3", "colour: 3", ":2: the schema has the unknown key 'colour'; the keys are name, version"),
        ("version: 3", "version: new", ":2: the schema has 'new' in 'version'; write a whole number"),
        ("version: 3", "name: again", ":2: the key 'name' stands twice"),
        ("head: [Author]", "head: Author", ":14: relation type 'wrote' has 'Author' where 'head' takes a list; write"),
        ("    head: [Author]\n", "", ":13: relation type 'wrote' lacks the key 'head'; add it, as in head: [Person]"),
        ("head: [Author]", "head: []", ":14: relation type 'wrote' allows no entity type in 'head'"),
        ("[he, she]", "[he, on]", ":8: entity type 'Person' has True in 'cues' (YAML reads a bare yes"),
        ("[Ada, 沈括]", "[Ada, 1815]", ":7: entity type 'Person' has 1815 in 'examples', which is not text; put it in"),
        ("functional: true", "functional: 1", ":17: relation type 'wrote' has 1 in 'functional'; write true or false"),
        ("value: number", "value: nmber", ":25: attribute type 'length' has 'nmber' in 'value'; choose one of 'text'"),
        ("    values: [poem, prose]\n", "", ":21: attribute type 'form' is an enum with no values; list them"),
        ("{name: Work}", "{name: Author}", ":11: entity type 'Author' is defined twice; remove or rename one"),
        ("{name: Work}", "Work", ":11: entity type number 3 is 'Work', not a mapping; write it as - name: 'Work'"),
        ("{name: Work}", "{}", ":11: entity type number 3 lacks the key 'name'"),
        ("A human being.", "A human being.\n    parent: Author", "is its own ancestor (Person -> Author -> Person)"),
        ("[Ada, 沈括]", "[Ada, 沈括", "is not YAML"),
        ("version: 3", "version: 2001-13-45", "is not YAML"),
    ],
)
def test_refusals_name_the_line_the_value_and_what_to_do(old: str, new: str, said: str) -> None:
    assert GOOD.count(old) >= 1
    message = refusal(GOOD.replace(old, new, 1))
    assert said in message
    assert message.startswith("schema.yaml:")


@pytest.mark.parametrize(
    ("text", "said"), [("", "the schema is empty"), ("- a", "the schema holds ['a']"), ("[" * 5000, "")]
)
def test_what_is_no_mapping_is_refused(text: str, said: str) -> None:
    assert said in refusal(text)


def test_json_refusals_have_lines_too() -> None:
    assert "schema.yaml:2: is not JSON" in refusal('{"Nodes":\n]', as_json=True)
    youtu = '{"Nodes": ["person"],\n"Relations": [\n{"name": "knows", "head": ["persn"]}]}'
    assert "schema.yaml:3: relation type 'knows' has unknown head type 'persn'" in refusal(youtu, as_json=True)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.yaml", None, "there is no such schema file"),
        ("schema.txt", b"", "'.txt' is no schema format"),
        ("latin.yaml", "name: caf\xe9".encode("latin-1"), "is not UTF-8 at byte 9"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SchemaError) as caught:
        load_schema(tmp_path / name)
    assert said in str(caught.value)
    assert name in str(caught.value)


def test_a_folder_is_not_a_schema(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").mkdir()
    with pytest.raises(SchemaError, match="is a folder; give the schema file in it"):
        load_schema(tmp_path / "s.yaml")


ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n" for before, one in pairwise("abcdefghi")
)


@pytest.mark.parametrize(
    "text",
    [
        ALIASES + "entity_types: *i\n",
        "entity_types: &a\n  - *a\n",
        "entity_types:\n  - &a {name: A, cues: *a}\n",
    ],
)
def test_aliases_of_aliases_are_refused_before_they_are_written_out(text: str) -> None:
    with pytest.raises(SchemaError, match="schema: its aliases stand for more than 1000000 entries; write them out"):
        parse_schema(text)


def test_aliases_that_repeat_a_list_are_taken() -> None:
    schema = parse_schema("entity_types: [{name: A}]\nrelation_types: [{name: r, head: &a [A], tail: *a}]")
    assert schema.allows("r", "A", "A")


def test_a_number_of_too_many_digits_is_no_schema() -> None:
    with pytest.raises(SchemaError, match="is not JSON"):
        parse_schema(f'{{"version": {"9" * 5000}}}', as_json=True)
    with pytest.raises(SchemaError, match="is not YAML"):
        parse_schema(f"version: {'9' * 5000}")
