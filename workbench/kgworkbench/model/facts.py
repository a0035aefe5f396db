"""What one chunk yields: candidates as an engine claimed them, and the extraction the schema let through."""

from dataclasses import dataclass, field
from typing import Literal

from kgworkbench.model.text import Span
from kgworkbench.model.usage import Usage

__all__ = [
    "Attribute",
    "AttributeCandidate",
    "Candidates",
    "Extraction",
    "Failure",
    "Mention",
    "MentionCandidate",
    "Proposal",
    "Triple",
    "TripleCandidate",
    "TypeCandidate",
    "Violation",
]

TypeKind = Literal["entity", "relation", "attribute"]


@dataclass(frozen=True, slots=True)
class MentionCandidate:
    """A surface form an engine claims to name a thing. ``span`` is in document offsets, None where unproved."""

    text: str
    type: str
    span: Span | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TripleCandidate:
    """A link an engine claims between two mention candidates, given by their positions."""

    head: int
    relation: str
    tail: int
    confidence: float = 1.0
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class AttributeCandidate:
    """A property an engine claims of a mention candidate, given by its position."""

    mention: int
    type: str
    value: str
    span: Span | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TypeCandidate:
    """A type an engine asks for because the schema lacks it, with the texts that made it ask."""

    kind: TypeKind
    name: str
    examples: tuple[str, ...] = ()
    confidence: float = 0.5
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything an engine claimed of one chunk, before the schema judged it; kept for what-if.

    ``offered`` names the types it was asked for where a large schema was pruned; empty means the whole schema.
    """

    mentions: tuple[MentionCandidate, ...] = ()
    triples: tuple[TripleCandidate, ...] = ()
    attributes: tuple[AttributeCandidate, ...] = ()
    types: tuple[TypeCandidate, ...] = ()
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A surface form that claims an entity type; not yet an entity. A span, where given, quotes ``text``."""

    text: str
    type: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Triple:
    """Head mention, relation type, tail mention (positions in the extraction), and the span that says so."""

    head: int
    relation: str
    tail: int
    confidence: float = 1.0
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """Mention (a position in the extraction), attribute type, literal; the span quotes the literal."""

    mention: int
    type: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A type an engine asked for and the schema lacks, with its supporting texts and a confidence."""

    kind: TypeKind
    name: str
    examples: tuple[str, ...]
    confidence: float
    chunk: str
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Violation:
    """A well-formed claim the schema forbids, with the broken rule."""

    rule: str
    claim: tuple[str, ...]
    chunk: str
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A chunk that could not be extracted, with the reason."""

    chunk: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one chunk yielded under one schema version; ``usage`` is what the engine took for it."""

    chunk: str
    document: str
    schema_version: int
    mentions: tuple[Mention, ...] = ()
    triples: tuple[Triple, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    violations: tuple[Violation, ...] = ()
    candidates: Candidates = field(default_factory=Candidates)
    usage: Usage = Usage()
