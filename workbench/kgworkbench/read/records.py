"""Documents in tables and record files: ``.jsonl``, ``.json`` and ``.csv``."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from kgworkbench.errors import CorpusError
from kgworkbench.model.text import Document
from kgworkbench.read.titles import title_of

__all__ = ["Placed", "csv_documents", "json_documents", "jsonl_documents"]

Placed = tuple[str, Document]
"""Where a document was found, as ``file:line``, and the document."""


def jsonl_documents(text: str, file: str, place: str) -> Iterator[Placed]:
    """The documents of a ``.jsonl`` file, one a line; blank lines are passed over.

    ``file`` names the file in the corpus, ``place`` in messages.

    Raises:
        CorpusError: a line is not JSON, or not a record with a text.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            at = f"{place}:{number}"
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as problem:
                raise CorpusError(f"{at}: is not JSON ({_why(problem)}); correct or remove that line") from None
            yield at, _document(record, file, number, at)


def json_documents(text: str, file: str, place: str) -> Iterator[Placed]:
    """The documents of a ``.json`` file: a list of records, or one record.

    Raises:
        CorpusError: the file is not JSON, or an entry is not a record with a text.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as problem:
        raise CorpusError(f"{place}:{problem.lineno}: is not JSON ({problem.msg}); correct that line") from None
    except ValueError as problem:
        raise CorpusError(f"{place}: is not JSON ({_why(problem)}); correct it") from None
    except RecursionError:
        raise CorpusError(f"{place}: is nested too deeply for records; give a list of them") from None
    for number, record in enumerate(data if isinstance(data, list) else [data], start=1):
        at = f"{place}, record {number}" if isinstance(data, list) else place
        yield at, _document(record, file, number, at)


def csv_documents(text: str, file: str, place: str) -> Iterator[Placed]:
    """The documents of a table, one a row: its ``text`` column, or all columns as lines ``column: value``.

    Columns are told apart by comma, semicolon or tab, whichever is most frequent in the first line; a row of
    nothing but blanks is passed over.

    Raises:
        CorpusError: the table has no header, or a row has more cells than it or no text.
    """
    header = text.lstrip("\n").split("\n", 1)[0]
    # The module refuses cells of more than 131 072 characters, and books are longer; its limit is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count), strict=True)
    columns: list[str] | None = None
    number, line = 0, 1
    try:
        for cells in rows:
            at, line = f"{place}:{line}", rows.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = [cell.strip() for cell in cells]
                continue
            number += 1
            if len(cells) > len(columns):
                raise CorpusError(
                    f"{at}: has {len(cells)} cells under {len(columns)} columns; quote the cells with commas in them"
                )
            yield at, _row(list(zip(columns, cells, strict=False)), file, number, at)
    except csv.Error as problem:
        raise CorpusError(f"{place}:{line}: is not CSV ({problem}); correct that line") from None
    if columns is None:
        raise CorpusError(f"{place}: has no header line; give one, such as id,title,text")


def _row(cells: list[tuple[str, str]], file: str, number: int, at: str) -> Document:
    named = {column.casefold(): cell for column, cell in reversed(cells)}  # of two columns of one name, the first
    if "text" in named:
        return _document(named, file, number, at)
    filled = [(column, cell.strip()) for column, cell in cells if cell.strip()]
    text = "\n".join(f"{column}: {cell}" if column else cell for column, cell in filled)
    title = named.get("title", "").strip() or named.get("name", "").strip() or filled[0][1]
    return _document({"id": named.get("id"), "title": title, "text": text}, file, number, at)


def _document(record: Any, file: str, number: int, at: str) -> Document:
    if not isinstance(record, dict):
        kind = type(record).__name__
        raise CorpusError(f'{at}: holds a {kind}, not a record; write {{"id": …, "title": …, "text": …}}')
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        said = f"the text {text!r}" if "text" in record else f"no 'text' among its keys ({', '.join(record) or 'none'})"
        raise CorpusError(f"{at}: the record has {said[:200]}; give it a text or remove it")
    key, title = record.get("id"), record.get("title")
    for name, value in (("id", key), ("title", title)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, str | int | float)):
            raise CorpusError(f"{at}: the record's {name} is {value!r}; give it as text")
    name = str(key).strip() if key is not None else ""
    name = name or f"{file}#{number}"
    title = str(title).strip() if title is not None else ""
    for said in (name, title, text):
        try:
            said.encode("utf-8")
        except UnicodeEncodeError as problem:
            half = f"\\u{ord(said[problem.start]):04x}"
            raise CorpusError(f"{at}: holds half a character ({half}); correct or remove it") from None
    return Document(name, title or title_of(text, name), text, file)


def _why(problem: Exception) -> str:
    if isinstance(problem, RecursionError):
        return "nested too deeply"
    return getattr(problem, "msg", "a number of too many digits")
