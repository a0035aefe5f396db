"""Sentences of the retrieved chunks as statements: what stands in them, and what their document is about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kgworkbench.engines.local.classify import classified
from kgworkbench.engines.local.compiled import compiled
from kgworkbench.engines.local.literals import literals
from kgworkbench.engines.local.mentions import spotted
from kgworkbench.engines.local.segment_zh import words_zh
from kgworkbench.engines.local.stems import PHRASES, stem
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk
from kgworkbench.read.language import language_of
from kgworkbench.read.sentences import sentences

__all__ = ["Named", "Statement", "named_in", "statements", "title_type"]

_WORD = re.compile(r"[A-Za-z0-9@]+(?:[.'’+#-][A-Za-z0-9]+)*[+#]*|@")
_QUALIFIER = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a statement (offsets into it) and the entity type it claims; no start where the title stands for it."""

    text: str
    type: str
    start: int
    end: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence: its chunk and place in it, its words as stems with their offsets, and its document's title."""

    chunk: Chunk
    start: int
    end: int
    text: str
    title: str
    place: int
    stems: tuple[tuple[str, int, int], ...]
    heading: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from every other."""
        return self.chunk.id, self.start


def statements(chunks: Iterable[Chunk]) -> tuple[Statement, ...]:
    """The statements of the chunks in order; headings are left out, their words stand in the title."""
    return tuple(statement for chunk in chunks for statement in _of(chunk))


@lru_cache(maxsize=4096)
def _of(chunk: Chunk) -> tuple[Statement, ...]:
    found = []
    title = _QUALIFIER.sub("", chunk.title).strip()
    for place, span in enumerate(sentences(chunk.text)):
        text = chunk.text[span.start : span.end]
        if text.startswith("#") and len(text) < 120 and text.lstrip("# ").strip() == chunk.title.strip():
            continue
        found.append(Statement(chunk, span.start, span.end, text, title, place, _stems(text)))
    return tuple(found)


def _stems(text: str) -> tuple[tuple[str, int, int], ...]:
    found = []
    for match in _WORD.finditer(text):
        whole = match[0].lower().removesuffix("'s").removesuffix("’s")
        found.append((stem(whole), match.start(), match.end()))
        if "-" in whole:
            at = match.start()
            for part in whole.split("-"):
                found.append((stem(part), at, at + len(part)))
                at += len(part) + 1
    for phrase, meaning in PHRASES:
        found.extend((stem(meaning), match.start(), match.end()) for match in phrase.finditer(text))
    return tuple(found)


@lru_cache(maxsize=4096)
def _names(chunk: Chunk, schema: Schema) -> tuple[tuple[int, int, str, str, float], ...]:
    text = chunk.text
    language = language_of(text)
    view = compiled(schema, language)
    words = words_zh(text) if language == "zh" else ()
    typed = classified(spotted(text, chunk.title, view, literals(text, language), words), text, view)
    return tuple((item.start, item.end, item.text, item.type, item.confidence) for item in typed)


def named_in(statement: Statement, schema: Schema) -> tuple[Named, ...]:
    """The names that stand in the statement, in order, with the types they claim."""
    return tuple(
        Named(text, kind, start - statement.start, end - statement.start, confidence)
        for start, end, text, kind, confidence in _names(statement.chunk, schema)
        if statement.start <= start and end <= statement.end
    )


def title_type(statement: Statement, schema: Schema) -> str:
    """The entity type that the statement's passage claims for the title; empty where it does not name it."""
    return next((kind for _, _, text, kind, _ in _names(statement.chunk, schema) if text == statement.title), "")
