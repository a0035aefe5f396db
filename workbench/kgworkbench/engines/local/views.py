"""Types of a schema as extraction sees them: what their names look like, and the rules their links follow."""

from dataclasses import dataclass

from kgworkbench.engines.local.cues import Rule
from kgworkbench.model.schema import AttributeType

__all__ = ["AttributeView", "RelationView", "TypeView"]


@dataclass(frozen=True, slots=True)
class TypeView:
    """One entity type as the engine sees it.

    ``kinds`` are weights by kind; ``heads`` nouns that close its names; ``context`` words that stand beside them;
    ``suffixes`` lower-case words that go on a name (the cue ``{name} government``); ``endings`` characters that close
    its Chinese names; ``examples`` are casefolded; ``depth`` counts ancestors.
    """

    name: str
    kinds: tuple[tuple[str, float], ...]
    heads: frozenset[str]
    context: tuple[str, ...]
    suffixes: frozenset[str]
    endings: frozenset[str]
    examples: frozenset[str]
    depth: int


@dataclass(frozen=True, slots=True)
class RelationView:
    """One relation type: the entity types that may stand at its ends (descendants counted), and its rules."""

    name: str
    heads: frozenset[str]
    tails: frozenset[str]
    rules: tuple[Rule, ...]
    symmetric: bool
    functional: bool
    catch_all: bool


@dataclass(frozen=True, slots=True)
class AttributeView:
    """One attribute type: the entity types that may carry it (descendants counted) and its cues."""

    type: AttributeType
    of: frozenset[str]
    cues: tuple[str, ...]
