"""Schemas between formats: our YAML, Youtu's JSON and KAG's ``.schema``."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from kgworkbench.errors import SchemaError
from kgworkbench.interchange.kag_schema import read_kag
from kgworkbench.interchange.kag_write import dump_kag
from kgworkbench.interchange.youtu_write import dump_youtu
from kgworkbench.model.schema import Schema
from kgworkbench.schema.load import load_schema
from kgworkbench.schema.write import dump_schema

__all__ = ["FORMATS", "SchemaFormat", "format_of", "read_schema", "write_schema"]

SchemaFormat = Literal["yaml", "youtu", "kag"]
FORMATS: tuple[SchemaFormat, ...] = ("yaml", "youtu", "kag")
_ENDINGS: dict[str, SchemaFormat] = {".yaml": "yaml", ".yml": "yaml", ".json": "youtu", ".schema": "kag"}


def read_schema(path: Path, *, names: Literal["code", "label"] = "code") -> tuple[Schema, tuple[str, ...]]:
    """The Schema in a file of any of the formats, and what of it a Schema has no place for.

    ``names`` chooses, for a ``.schema``, whether types are called by their code or by the label in brackets.

    Raises:
        SchemaError: the file is not there, cannot be read, or holds a schema with errors.
    """
    if path.suffix.lower() != ".schema":
        return load_schema(path), ()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise SchemaError(f"{path}: there is no such schema file; correct the path") from None
    except OSError as problem:
        raise SchemaError(f"{path}: cannot be read ({problem.strerror}); give a schema file") from None
    except UnicodeDecodeError as problem:
        raise SchemaError(f"{path}: is not UTF-8 at byte {problem.start}; save it as UTF-8") from None
    return read_kag(text, str(path), names=names)


def write_schema(schema: Schema, form: SchemaFormat) -> tuple[str, tuple[str, ...]]:
    """The schema in that format, and what of it the format cannot hold."""
    writers: dict[SchemaFormat, Callable[[Schema], tuple[str, tuple[str, ...]]]] = {
        "yaml": lambda given: (dump_schema(given), ()),
        "youtu": dump_youtu,
        "kag": dump_kag,
    }
    return writers[form](schema)


def format_of(path: Path) -> SchemaFormat:
    """The format that goes with the file's ending.

    Raises:
        SchemaError: none does.
    """
    form = _ENDINGS.get(path.suffix.lower())
    if form is None:
        raise SchemaError(
            f"{path}: {path.suffix or path.name!r} is no schema format; end it in .yaml, .json or .schema"
        )
    return form
