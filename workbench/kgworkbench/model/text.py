"""Documents, the chunks they are read as, and spans of characters in them."""

from dataclasses import dataclass

__all__ = ["Chunk", "Document", "Span", "Unread"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Character offsets into a document's text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A source text. The id names it in its corpus: a file's path relative to the folder, or a record's id."""

    id: str
    title: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A file of a corpus that could not be read, and why; its documents would carry the same ``source``."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A contiguous piece of a document: ``text == document.text[start:end]``."""

    id: str
    document: str
    title: str
    start: int
    end: int
    text: str
