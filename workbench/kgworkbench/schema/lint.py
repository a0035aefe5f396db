"""Every finding about a schema file, each with its line: what ``kgw schema check`` prints."""

import re
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from kgworkbench.errors import SchemaError
from kgworkbench.model.schema import Schema
from kgworkbench.schema.check import Severity, check
from kgworkbench.schema.faults import faults_of
from kgworkbench.schema.lines import line_of
from kgworkbench.schema.load import parse_schema
from kgworkbench.schema.wire import SchemaWire, schema_of
from kgworkbench.schema.youtu import from_youtu, in_youtu, is_youtu

__all__ = ["Remark", "lint"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding in a schema file; ``line`` counts from 1, 0 where it belongs to none."""

    severity: Severity
    rule: str
    line: int
    message: str


def lint(text: str, *, as_json: bool = False) -> tuple[Schema | None, tuple[Remark, ...]]:
    """The Schema in the text of a file, None where it cannot be used, and the findings in the order of their lines.

    Errors come first. A file that cannot be read at all has the one finding that says why.
    """
    schema: Schema | None = None
    try:
        schema = parse_schema(text, "", as_json=as_json)
    except SchemaError as problem:
        refused = str(problem)
    try:
        data, root = yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        # JSON with tabs, and files that are neither, have no tree of lines.
        data, root = None, None
    found = _findings(data, root)
    if schema is None and not any(remark.severity == "error" for remark in found):
        place = re.match(r":?(\d*):? ?(.*)", refused, re.DOTALL)
        assert place is not None
        found = [Remark("error", "unreadable", int(place[1] or 0), place[2]), *found]
    return schema, tuple(sorted(found, key=lambda remark: (remark.severity, remark.line)))


def _findings(data: Any, root: yaml.Node | None) -> list[Remark]:
    youtu = is_youtu(data)
    wire = from_youtu(data) if youtu else data
    if not isinstance(wire, dict):
        return []

    def line(place: tuple[str | int, ...]) -> int:
        return line_of(root, in_youtu(place) if youtu else place) or 0

    try:
        schema = schema_of(SchemaWire.model_validate(wire), "schema")
    except ValidationError as problem:
        return [Remark("error", "format", line(place), message) for message, place in faults_of(problem, wire)]
    return [Remark(found.severity, found.rule, line(found.place), found.message) for found in check(schema)]
