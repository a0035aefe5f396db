"""A first schema from texts with no model: nouns that names are called, verbs between them, dated verbs."""

from collections.abc import Iterable
from typing import Literal

from kgworkbench.engines.local.sightings_en import see_en
from kgworkbench.engines.local.sightings_zh import see_zh
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk
from kgworkbench.read.language import language_of
from kgworkbench.schema.induce import Sightings, schema_of_sightings

__all__ = ["induce"]


def induce(
    chunks: Iterable[Chunk], language: Literal["en", "zh"] | None = None, *, name: str = "induced", support: int = 3
) -> Schema:
    """A Schema proposed from the chunks: types that at least ``support`` different names, or pairs, have in common.

    Of two languages the one that most chunks are written in is read, unless one is given; chunks in the other are
    left out, since a schema has one language. The same chunks in any order give the same schema.
    """
    tongues = [
        (language_of(chunk.text), chunk) for chunk in sorted(chunks, key=lambda chunk: (chunk.document, chunk.start))
    ]
    chinese = sum(tongue == "zh" for tongue, _ in tongues)
    chosen = language or ("zh" if chinese * 2 > len(tongues) else "en")
    texts = [(chunk.title, chunk.text) for tongue, chunk in tongues if tongue == chosen]
    seen = see_zh(texts) if chosen == "zh" else see_en(texts)
    return schema_of_sightings(seen if texts else Sightings(), chosen, name=name, support=support)
