"""Every finding about a schema file, with its line."""

from kgworkbench.schema.lint import lint

SOUND = "entity_types:\n  - name: Person\nrelation_types:\n  - {name: knows, head: [Person], tail: [Person]}\n"


def test_a_sound_file_has_no_findings() -> None:
    schema, found = lint(SOUND)
    assert schema is not None
    assert found == ()


def test_all_findings_with_their_lines_errors_first() -> None:
    text = SOUND.replace("head: [Person]", "head: [Persn]") + "attribute_types:\n  - {name: id, of: [Persn], unit: m}\n"
    schema, found = lint(text)
    assert schema is None
    assert [(each.severity, each.rule, each.line) for each in found] == [
        ("error", "unknown", 4),
        ("error", "unknown", 6),
        ("warning", "reserved", 6),
        ("warning", "unit", 6),
    ]


def test_warnings_leave_the_schema_usable() -> None:
    schema, found = lint(SOUND.replace("Person\n", "Person\n  - name: 奖项\n"))
    assert schema is not None
    assert [(each.rule, each.line) for each in found] == [("unreachable", 3)]


def test_files_that_cannot_be_read_have_one_finding() -> None:
    for text, as_json, line in (
        ("entity_types: [", False, 1),
        ("", False, 1),
        ('{"Nodes":\n]', True, 2),
        (SOUND + "name: a\nname: b\n", False, 6),
    ):
        schema, found = lint(text, as_json=as_json)
        assert schema is None
        assert [each.severity for each in found] == ["error"], text
        assert found[0].line == line, found


def test_wrong_keys_are_all_told() -> None:
    _, found = lint(SOUND.replace("head:", "haed:") + "colour: red\n")
    assert {each.line for each in found} == {4, 5}
    assert all(each.rule == "format" for each in found)


def test_youtu_json_has_lines_too() -> None:
    _, found = lint('{"Nodes": ["person"],\n"Relations": [\n{"name": "knows", "head": ["persn"]}]}', as_json=True)
    assert [(each.rule, each.line) for each in found] == [("unknown", 3)]
