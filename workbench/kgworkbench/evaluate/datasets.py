"""Questions with gold, in the format of the command line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgworkbench.errors import QuestionError
from kgworkbench.read.jsonl import records

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
    for where, record in records(path, QuestionError):
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
