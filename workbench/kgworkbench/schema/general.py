"""The general schema, which serves where none is given."""

from functools import cache
from importlib.resources import files

from kgworkbench.model.schema import Schema
from kgworkbench.schema.load import parse_schema

__all__ = ["general_schema"]


@cache
def general_schema() -> Schema:
    """The built-in Schema of people, organisations, places, events, works, things and times, in English and Chinese."""
    text = files("kgworkbench.schema").joinpath("general.yaml").read_text(encoding="utf-8")
    return parse_schema(text, "general.yaml", "general")
