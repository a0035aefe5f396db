"""A Schema read from a file. Whatever is wrong is said in one line, with the place and what to do."""

import json
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from kgworkbench.errors import SchemaError
from kgworkbench.model.schema import Schema
from kgworkbench.schema.check import check
from kgworkbench.schema.faults import faults_of, shown
from kgworkbench.schema.lines import entries, line_of, repeated_key
from kgworkbench.schema.wire import SchemaWire, schema_of
from kgworkbench.schema.youtu import from_youtu, in_youtu, is_youtu

__all__ = ["load_schema", "parse_schema"]


_MOST = 1_000_000
"""Entries of a file, its aliases written out."""


def load_schema(path: Path) -> Schema:
    """The Schema in a ``.yaml``, ``.yml`` or ``.json`` file; Youtu's JSON is read too.

    Where the file gives no name, it is called after itself, or after its folder if it is plain ``schema.yaml``.

    Raises:
        SchemaError: the file is not there, cannot be read, or holds a schema with errors.
    """
    if path.suffix.lower() not in (".yaml", ".yml", ".json"):
        raise SchemaError(f"{path}: {path.suffix or path.name!r} is no schema format; give a .yaml or .json file")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise SchemaError(f"{path}: there is no such schema file; correct the path") from None
    except IsADirectoryError:
        raise SchemaError(f"{path}: is a folder; give the schema file in it, such as {path / 'schema.yaml'}") from None
    except OSError as problem:
        raise SchemaError(f"{path}: cannot be read ({problem.strerror}); check its permissions") from None
    except UnicodeDecodeError as problem:
        raise SchemaError(f"{path}: is not UTF-8 at byte {problem.start}; save it as UTF-8") from None
    name = path.stem if path.stem != "schema" else path.absolute().parent.name or path.stem
    return parse_schema(text, str(path), name, as_json=path.suffix.lower() == ".json")


def parse_schema(text: str, source: str = "schema", name: str = "schema", *, as_json: bool = False) -> Schema:
    """The Schema a text in one of the formats holds; ``source`` stands before the line number in messages.

    Raises:
        SchemaError: the text cannot be read, or holds a schema with errors.
    """
    data, root = _json(text, source) if as_json else _yaml(text, source)
    if repeated := repeated_key(root):
        raise SchemaError(f"{source}:{repeated[1]}: the key {repeated[0]!r} stands twice; remove or rename one")
    youtu = is_youtu(data)
    if youtu:
        data = from_youtu(data)
    if not isinstance(data, dict):
        what = "is empty" if data is None else f"holds {shown(data)}"
        raise SchemaError(f"{source}:1: the schema {what}; give a mapping with entity_types and relation_types")
    try:
        schema = schema_of(SchemaWire.model_validate(data), name)
    except ValidationError as problem:
        faults = faults_of(problem, data)
    else:
        faults = [(finding.message, finding.place) for finding in check(schema) if finding.severity == "error"]
        if not faults:
            return schema
    message, place = faults[0]
    line = line_of(root, in_youtu(place) if youtu else place)
    more = f" ({len(faults) - 1} more after this)" if len(faults) > 1 else ""
    raise SchemaError(f"{source}:{line}: {message}{more}" if line else f"{source}: {message}{more}")


def _yaml(text: str, source: str) -> tuple[Any, yaml.Node | None]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if entries(root) > _MOST:
            raise SchemaError(f"{source}: its aliases stand for more than {_MOST} entries; write them out")
        return yaml.safe_load(text), root
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise SchemaError(f"{source}:{line}: is not YAML ({problem.problem}); correct that line") from None
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        reason = str(problem).splitlines()[0]
        raise SchemaError(f"{source}: is not YAML ({reason}); correct the file") from None


def _json(text: str, source: str) -> tuple[Any, yaml.Node | None]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as problem:
        raise SchemaError(f"{source}:{problem.lineno}: is not JSON ({problem.msg}); correct that line") from None
    except ValueError as problem:
        raise SchemaError(f"{source}: is not JSON ({str(problem).splitlines()[0]}); correct the file") from None
    except RecursionError:
        raise SchemaError(f"{source}: is nested too deeply for a schema; correct the file") from None
    try:
        # JSON is YAML but for details such as tabs; where it is not, messages go without a line.
        return data, yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return data, None
