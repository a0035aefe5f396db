"""Questions with gold, in the format of the command line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgworkbench.errors import QuestionError

__all__ = ["AskedQuestion", "load_questions"]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with gold: acceptable answers, the ids of the documents that support one, and its kind."""

    id: str
    text: str
    answers: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    kind: str = ""


def load_questions(path: Path) -> tuple[AskedQuestion, ...]:
    """The questions of a ``.jsonl`` file, in order.

    Raises:
        QuestionError: the file cannot be read, is empty, or a line is malformed or repeats an id; names the line.
    """
    found: dict[str, AskedQuestion] = {}
    for where, record in _records(path):
        name, text = _text(record, "id", where), _text(record, "question", where)
        if not text.strip():
            raise QuestionError(f"{where}: the question is empty; write one or take the line out")
        if name in found:
            raise QuestionError(f"{where}: id {name!r} stands twice; give each question its own")
        answers = _texts(record, "answers", where)
        supporting = _texts(record, "supporting", where)
        kind = record.get("kind") or ""
        found[name] = AskedQuestion(name, text, answers, tuple(dict.fromkeys(supporting)), str(kind))
    if not found:
        raise QuestionError(f"{path}: no questions in it; write one object a line")
    return tuple(found.values())


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where each record stands ("file:line") and the record."""
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise QuestionError(
            f"{str(path)!r} cannot be read ({problem.strerror}); give an existing .jsonl file"
        ) from None
    try:
        lines = raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as problem:
        raise QuestionError(f"{path}: not UTF-8 at byte {problem.start}; save the file as UTF-8") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as problem:
            raise QuestionError(f"{where}: not JSON ({problem.msg}); write one object a line") from None
        if not isinstance(record, dict):
            raise QuestionError(f"{where}: {type(record).__name__} where an object belongs; write one object a line")
        yield where, record


def _text(record: dict[str, Any], key: str, where: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise QuestionError(f"{where}: {key!r} is {value!r}; give a text")
    return value


def _texts(record: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    values = record.get(key) or []
    if not isinstance(values, list) or any(not isinstance(value, str) for value in values):
        raise QuestionError(f"{where}: {key!r} is {values!r}; give a list of texts")
    return tuple(values)
