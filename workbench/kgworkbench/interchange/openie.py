"""Facts another tool extracted, in the Triples format: schema-free, with the document as their provenance."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kgworkbench.errors import InputError
from kgworkbench.model.facts import Extraction, Mention, Triple
from kgworkbench.model.graph import Entity, Graph, Provenance, Relation
from kgworkbench.model.text import Chunk, Span
from kgworkbench.read.jsonl import records
from kgworkbench.resolve.identity import entity_id, in_order, relation_id
from kgworkbench.resolve.normalise import normalise

__all__ = ["THING", "graph_of", "load_triples"]

THING = "Thing"
"""The entity type of what comes without types."""


def load_triples(path: Path, chunks: Iterable[Chunk]) -> tuple[Extraction, ...]:
    """The extractions that a Triples file holds for the given chunks, one for each chunk, in their order.

    Every entity is of type "Thing". A fact goes to the first chunk of its document that names both its ends, or
    else to the one that names most of them; a mention's span is that of its first occurrence there, None where
    the name does not stand in the text word for word.

    Raises:
        InputError: the file cannot be read, a line is not a record of that format, or names an unknown document.
    """
    by_document: dict[str, list[Chunk]] = {}
    for chunk in chunks:
        by_document.setdefault(chunk.document, []).append(chunk)
    gathered: dict[str, _Gathered] = {c.id: _Gathered(c) for held in by_document.values() for c in held}
    homes: dict[str, Callable[..., Chunk]] = {}
    for where, record in records(path, InputError):
        document, entities, triples = _checked(record, where)
        if document not in by_document:
            raise InputError(f"{where}: no document {document!r} in the corpus; give the corpus it was made of")
        if document not in homes:
            homes[document] = _homes(by_document[document])
        home = homes[document]
        for name in entities:
            gathered[home(name).id].mention(name)
        for head, relation, tail in triples:
            gathered[home(head, tail).id].triple(head, relation, tail)
    return tuple(found.extraction() for found in gathered.values())


def graph_of(extractions: Iterable[Extraction]) -> Graph:
    """The graph of extractions as they are: one entity for each normalised name and type, and nothing more merged.

    Another tool's facts have no types to tell "1963" from "January 1963", so no name is taken for the short form
    of another one.
    """
    named: dict[tuple[str, str], dict[str, set[Provenance]]] = {}
    linked: dict[tuple[tuple[str, str], str, tuple[str, str]], set[Provenance]] = {}
    for found in extractions:
        keys = [(normalise(mention.text), mention.type) for mention in found.mentions]
        for key, mention in zip(keys, found.mentions, strict=True):
            place = Provenance(found.document, found.chunk, mention.span)
            named.setdefault(key, {}).setdefault(mention.text, set()).add(place)
        for triple in found.triples:
            link = (keys[triple.head], triple.relation, keys[triple.tail])
            linked.setdefault(link, set()).add(Provenance(found.document, found.chunk, triple.evidence))
    entities = [_entity(key, surfaces) for key, surfaces in named.items()]
    relations = []
    for (head, kind, tail), places in linked.items():
        ends = entity_id(head), entity_id(tail)
        relations.append(Relation(relation_id(ends[0], kind, ends[1]), ends[0], kind, ends[1], 1.0, in_order(places)))
    return Graph(tuple(sorted(entities, key=lambda e: e.id)), tuple(sorted(relations, key=lambda r: r.id)))


def _entity(key: tuple[str, str], surfaces: Mapping[str, set[Provenance]]) -> Entity:
    name = min(surfaces, key=lambda surface: (-len(surfaces[surface]), surface))
    places = {place for found in surfaces.values() for place in found}
    others = tuple(sorted(surface for surface in surfaces if surface != name))
    return Entity(entity_id(key), name, key[1], others, (), in_order(places))


class _Gathered:
    """Mentions and triples of one chunk while a file is read."""

    def __init__(self, chunk: Chunk) -> None:
        self._chunk = chunk
        self._folded = _letter_by_letter(chunk.text)
        self._places: dict[str, int] = {}
        self._mentions: list[Mention] = []
        self._triples: dict[Triple, None] = {}

    def mention(self, name: str) -> int:
        """The position of the mention of that name; case and spaces do not tell names apart."""
        plain = " ".join(name.split())
        key = plain.casefold()
        if key not in self._places:
            self._places[key] = len(self._mentions)
            at = self._folded.find(_letter_by_letter(plain))
            span = Span(self._chunk.start + at, self._chunk.start + at + len(plain)) if at >= 0 else None
            text = self._chunk.text[at : at + len(plain)] if at >= 0 else plain
            self._mentions.append(Mention(text, THING, span))
        return self._places[key]

    def triple(self, head: str, relation: str, tail: str) -> None:
        self._triples[Triple(self.mention(head), " ".join(relation.split()), self.mention(tail))] = None

    def extraction(self) -> Extraction:
        chunk = self._chunk
        return Extraction(chunk.id, chunk.document, 0, mentions=tuple(self._mentions), triples=tuple(self._triples))


def _letter_by_letter(text: str) -> str:
    """The text with its case folded and every letter in its place: one that would fold to several stays as it is."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one) == 1 else letter for letter in text for one in (letter.casefold(),))


def _homes(chunks: Sequence[Chunk]) -> Callable[..., Chunk]:
    """What gives the chunk that names most of some names; the first of equals. Each name is looked for once."""
    folded = [chunk.text.casefold() for chunk in chunks] if len(chunks) > 1 else []

    @cache
    def naming(name: str) -> frozenset[int]:
        return frozenset(at for at, text in enumerate(folded) if name in text)

    def home(*names: str) -> Chunk:
        counts = Counter(at for name in names for at in naming(name.casefold()))
        return chunks[min(counts, key=lambda at: (-counts[at], at), default=0)]

    return home


def _checked(record: Mapping[str, Any], where: str) -> tuple[str, list[str], list[tuple[str, str, str]]]:
    document = record.get("doc")
    entities = record.get("entities", [])
    triples = record.get("triples", [])
    if not isinstance(document, str):
        raise InputError(f"{where}: 'doc' is {document!r}; give the id of a document")
    if not isinstance(entities, list) or any(not isinstance(name, str) for name in entities):
        raise InputError(f"{where}: 'entities' is not a list of names")
    if not isinstance(triples, list) or any(not _is_triple(triple) for triple in triples):
        raise InputError(f"{where}: 'triples' is not a list of [head, relation, tail]")
    named = [name for name in entities if name.strip()]
    return document, named, [(h, r, t) for h, r, t in triples if h.strip() and t.strip() and r.strip()]


def _is_triple(triple: object) -> bool:
    return isinstance(triple, list) and len(triple) == 3 and all(isinstance(part, str) for part in triple)
