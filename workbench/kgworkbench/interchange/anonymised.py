"""An anonymised corpus as a folder: documents to build, a schema, questions, and what puts the names back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kgworkbench.errors import InputError
from kgworkbench.evaluate.anonymize import Anonymised, Masked, Pseudonym
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Document
from kgworkbench.schema.write import dump_schema

__all__ = ["DOCUMENTS", "MAPPING", "QUESTIONS", "read_anonymised", "write_anonymised"]

MAPPING = "mapping.jsonl"
"""A line for each entity: ``{"placeholder", "type", "names", "mentions": [{"document", "field", "start", "end",
"text"}]}``, offsets into the anonymised title or text."""

DOCUMENTS = "documents.jsonl"
"""A line for each document: ``{"id", "original"}``."""

QUESTIONS = "questions.jsonl"
_CORPUS = Path("docs") / "corpus.jsonl"


def write_anonymised(folder: Path, found: Anonymised, schema: Schema, questions: Sequence[Mapping[str, Any]]) -> None:
    """Write the folder, all of it or nothing: the corpus under ``docs`` beside ``schema.yaml``, as a build reads them.

    Raises:
        InputError: something stands there, or it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{str(folder)!r} is there already: give a new or empty folder")
    growing = folder.with_name(f".{folder.name}.part")
    try:
        (growing / "docs").mkdir(parents=True, exist_ok=True)
        _write(growing / _CORPUS, ({"id": d.id, "title": d.title, "text": d.text} for d in found.documents))
        _write(growing / QUESTIONS, questions)
        _write(growing / MAPPING, map(_row, found.pseudonyms))
        _write(growing / DOCUMENTS, ({"id": own, "original": original} for own, original in found.ids))
        (growing / "schema.yaml").write_text(dump_schema(schema), encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        growing.rename(folder)
    except OSError as problem:
        raise InputError(f"{str(folder)!r} cannot be written ({problem.strerror}): name another place") from problem


def read_anonymised(folder: Path) -> Anonymised:
    """What a folder that ``write_anonymised`` wrote holds; ``restored`` puts its names back.

    Raises:
        InputError: a file of it is missing, or a line is not as it was written.
    """
    try:
        return Anonymised(
            tuple(Document(row["id"], row["title"], row["text"]) for row in _read(folder / _CORPUS)),
            tuple(
                Pseudonym(
                    row["placeholder"],
                    row["type"],
                    tuple(row["names"]),
                    tuple(
                        Masked(at["document"], at["field"], at["start"], at["end"], at["text"])
                        for at in row["mentions"]
                    ),
                )
                for row in _read(folder / MAPPING)
            ),
            tuple((row["id"], row["original"]) for row in _read(folder / DOCUMENTS)),
        )
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise InputError(
            f"{str(folder)!r} holds no anonymised corpus ({problem}): give a folder kgw anonymize wrote"
        ) from problem


def _row(each: Pseudonym) -> dict[str, Any]:
    places = [
        {"document": at.document, "field": at.field, "start": at.start, "end": at.end, "text": at.text}
        for at in each.mentions
    ]
    return {"placeholder": each.placeholder, "type": each.type, "names": list(each.names), "mentions": places}


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as written:
        written.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
