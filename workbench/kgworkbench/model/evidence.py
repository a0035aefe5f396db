"""What retrieval offers in support of an answer, and the answer with its citations."""

from dataclasses import dataclass

from kgworkbench.model.graph import Provenance
from kgworkbench.model.query import Mode, Route
from kgworkbench.model.text import Span

__all__ = ["Answer", "Citation", "Evidence", "EvidencePath", "Hop"]


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of an evidence path: from ``head`` along ``relation`` to ``tail``.

    ``head`` is an entity id; ``tail`` an entity id, or a literal where ``literal`` is true (an attribute).
    ``relation_id`` is the Relation's id, empty for an attribute. Names and types stand beside the ids so that
    the hop can be read with nothing else at hand. ``inward`` says that it was walked from tail to head.
    """

    head: str
    head_name: str
    head_type: str
    relation: str
    tail: str
    tail_name: str
    tail_type: str
    relation_id: str = ""
    literal: bool = False
    inward: bool = False
    provenance: tuple[Provenance, ...] = ()


EvidencePath = tuple[Hop, ...]
"""An alternating entity-relation chain offered as one piece of evidence."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One retrieved fact or passage: what it says, its score, the route that found it and where it stands.

    A passage (route ``chunk``) has a chunk and no hops; a fact has one hop; a path several; a community has its
    id in ``community``. ``chunks`` are the ids of every chunk that supports it, best first.
    """

    id: str
    route: Route
    text: str
    score: float
    chunks: tuple[str, ...] = ()
    hops: EvidencePath = ()
    community: str = ""
    sub_query: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim of the answer and the span of the document that supports it; ``quote`` is that span's text."""

    document: str
    chunk: str
    span: Span
    quote: str
    claim: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Text and citations; "not found" is an answer too.

    ``values`` are the bare answers (names, dates, counts) behind the text; ``documents`` the ids of supporting
    documents, best first; ``paths`` the evidence paths it rests on; ``nearest`` the entities closest to a question
    that could not be answered; ``unsupported`` marks text from an engine's own knowledge (open mode only).
    """

    text: str
    found: bool
    mode: Mode
    language: str = "en"
    values: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    documents: tuple[str, ...] = ()
    paths: tuple[EvidencePath, ...] = ()
    nearest: tuple[str, ...] = ()
    unsupported: bool = False
