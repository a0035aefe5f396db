"""The log of schema versions, whatever is written into it and wherever its writer was killed."""

from dataclasses import replace
from pathlib import Path

from kgworkbench.model.schema import EntityType, Schema
from kgworkbench.schema.decisions import Decision, Decisions
from kgworkbench.schema.versions import SchemaVersions

SCHEMA = Schema("s", (EntityType("Person"),))


def test_a_reason_may_hold_any_line_end(tmp_path: Path) -> None:
    for number, reason in enumerate(("a\u2028b", "a\x85b", "a\nb", "a\x1cb"), start=1):
        schema = replace(SCHEMA, description=reason)
        SchemaVersions(tmp_path).commit(schema, author="me\u2029", reason=reason)
        last = SchemaVersions(tmp_path).history()[-1]
        assert (last.version, last.author, last.reason) == (number, "me\u2029", reason)
        assert SchemaVersions(tmp_path).latest() == replace(schema, version=number)


def test_a_line_that_was_cut_off_is_no_version(tmp_path: Path) -> None:
    versions = SchemaVersions(tmp_path)
    first = versions.commit(SCHEMA, author="", reason="第一")
    whole = (tmp_path / "versions.jsonl").read_bytes()
    versions.commit(replace(SCHEMA, name="t"), author="", reason="第二")
    both = (tmp_path / "versions.jsonl").read_bytes()
    for end in range(len(whole), len(both)):  # inside a character too
        (tmp_path / "versions.jsonl").write_bytes(both[:end])
        assert versions.latest() == first
    assert versions.commit(replace(SCHEMA, name="u"), author="", reason="third").version == 2
    assert [entry.reason for entry in versions.history()] == ["第一", "third"]


def test_a_decision_that_was_cut_off_inside_a_character_spoils_no_other(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path)
    kept = decisions.keep(Decision("reject", "entity", ("人物",)))
    decisions.keep(Decision("reject", "entity", ("地点",)))
    raw = (tmp_path / "decisions.jsonl").read_bytes()
    (tmp_path / "decisions.jsonl").write_bytes(raw[: raw.index("点".encode()) + 1])
    assert decisions.all() == (kept,)
    assert decisions.keep(Decision("reject", "entity", ("事件",))) == decisions.all()[-1]
