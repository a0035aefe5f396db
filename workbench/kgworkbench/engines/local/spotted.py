"""A span that may be a mention, before it has a type."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Shape", "Spotted", "Typed"]

Shape = Literal["name", "quoted", "date", "number", "example", "term", "slot", "demonym", "opener"]
"""Why it was spotted: a proper name, a title in quotes, a literal, an example of the schema, a common noun that a
type's cue heads, the filler of a relation's slot, the name of a people, or
only a capital that the start of its sentence explains as well."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """A span of a chunk (offsets into its text), the text there, why it was spotted, and evidence for kinds."""

    start: int
    end: int
    text: str
    shape: Shape
    kinds: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """A mention with the entity type it claims, and the types it might have instead, its own first."""

    start: int
    end: int
    text: str
    type: str
    confidence: float
    shape: Shape = "name"
    types: tuple[str, ...] = ()
