"""Record files line by line: what is no record is told with its line."""

import json
from pathlib import Path

import pytest

from kgworkbench.errors import InputError, QuestionError
from kgworkbench.evaluate.datasets import load_questions
from kgworkbench.read.jsonl import records

WHOLE = {"id": "1", "question": "Who met \U0001f680 Babbage?"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "\\ud800"}', r"holds half a character \(\\ud800\)"),
        ('{"a": {"b": ["x", "\\uDE00 y"]}}', r"holds half a character \(\\ude00\)"),
        ('{"\\ud83d": 1}', "holds half a character"),
        ("1" * 5000, "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "list where an object belongs"),
    ],
)
def test_a_line_that_is_no_record_is_named(line: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(f"{json.dumps(WHOLE)}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=rf"r\.jsonl:3: {told}"):
        list(records(path, InputError))


def test_both_halves_make_a_character(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(WHOLE) + "\n", encoding="utf-8")
    assert "\\ud83d" in path.read_text(encoding="utf-8")
    assert [record for _, record in records(path, InputError)] == [WHOLE]


def test_half_a_character_in_a_question_is_refused_before_it_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "1", "question": "Who met \\ud800?"}\n', encoding="utf-8")
    with pytest.raises(QuestionError, match=r"q\.jsonl:1: holds half a character"):
        load_questions(path)
