"""A corpus whose entities go by numbers, so that a model can know of them only what the documents say.

After AnonyRAG (Youtu-GraphRAG, arXiv 2508.19855, section 4.2 and appendix B): entities found in the texts are replaced
by their type and a number, the same number wherever the same entity is meant.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from kgworkbench.evaluate.occurrences import Names, longest_first
from kgworkbench.model.graph import Entity, Graph
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Document, Span

__all__ = ["Anonymised", "Masked", "Pseudonym", "anonymised", "left_over", "masked", "masked_schema", "restored"]

Field: TypeAlias = Literal["title", "text"]
EXAMPLES = 100
"""Placeholders of a type that the schema of an anonymised corpus gives as examples."""


@dataclass(frozen=True, slots=True)
class Masked:
    """Where a placeholder stands: offsets into the anonymised title or text, and the words that stood there."""

    document: str
    field: Field
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """What an entity goes by, such as ``Person#3``; ``names`` are its own, the usual one first."""

    placeholder: str
    type: str
    names: tuple[str, ...]
    mentions: tuple[Masked, ...]


@dataclass(frozen=True, slots=True)
class Anonymised:
    """Documents with placeholders, under ids that tell nothing; ``ids`` pairs these with those they had."""

    documents: tuple[Document, ...]
    pseudonyms: tuple[Pseudonym, ...]
    ids: tuple[tuple[str, str], ...]


def anonymised(documents: Iterable[Document], graph: Graph, types: Collection[str] = ()) -> Anonymised:
    """The documents with the graph's entities replaced, of all types or the given ones.

    Replaced are the spans that the graph proves, every other place where an entity's name stands, and its aliases in
    the documents it is proved in. Of overlapping places the longest is taken; a place that may mean several entities
    goes to the one its span proves, else to the one named most often in the document, then in all. Entities are
    numbered by type in the order in which they first appear.
    """
    wanted = {entity.id: entity for entity in graph.entities if not types or entity.type in types}
    proved = _proved(wanted.values())
    everywhere = Names((entity.name, entity.id) for entity in wanted.values())
    known = Counter(entity for places in proved.values() for _, entity in places)
    numbers: Counter[str] = Counter()
    called: dict[str, str] = {}
    mentions: dict[str, list[Masked]] = {}
    written, ids = [], []
    ordered = sorted(documents, key=lambda document: document.id)
    for number, document in enumerate(ordered, start=1):
        own = f"d{number:0{max(4, len(str(len(ordered))))}}"
        here = proved.get(document.id, [])
        local = Counter(entity for _, entity in here)
        aliases = Names((alias, entity) for entity in sorted(local) for alias in wanted[entity].aliases)
        texts: dict[Field, str] = {}
        fields: tuple[tuple[Field, str, list[tuple[Span, str]]], ...] = (
            ("title", document.title, []),
            ("text", document.text, here),
        )
        for field, text, certain in fields:
            found = list(certain)
            for span, meant in (*everywhere.within(text), *aliases.within(text)):
                found.append((span, min(meant, key=lambda entity: (-local[entity], -known[entity], entity))))
            places = [found[position] for position in longest_first([span for span, _ in found], len(text))]
            for _, entity in places:
                if entity not in called:
                    numbers[wanted[entity].type] += 1
                    called[entity] = f"{wanted[entity].type}#{numbers[wanted[entity].type]}"
            texts[field], masks = _written(own, field, text, [(span, called[entity]) for span, entity in places])
            for (_, entity), mask in zip(places, masks, strict=True):
                mentions.setdefault(entity, []).append(mask)
        written.append(Document(own, texts["title"], texts["text"]))
        ids.append((own, document.id))
    pseudonyms = (_pseudonym(wanted[entity], called[entity], mentions[entity]) for entity in called)
    return Anonymised(tuple(written), tuple(pseudonyms), tuple(ids))


def masked(texts: Iterable[str], pseudonyms: Sequence[Pseudonym]) -> list[str]:
    """Texts that are not of the corpus, such as questions, with every name replaced: the longest, and of entities
    with the same name the one mentioned most.
    """
    often = {each.placeholder: len(each.mentions) for each in pseudonyms}
    names = Names((name, each.placeholder) for each in pseudonyms for name in each.names)
    written = []
    for text in texts:
        found = [(span, max(meant, key=lambda each: often[each])) for span, meant in names.within(text)]
        kept = longest_first([span for span, _ in found], len(text))
        written.append(_written("", "text", text, [found[position] for position in kept])[0])
    return written


def restored(
    documents: Iterable[Document], pseudonyms: Iterable[Pseudonym], ids: Mapping[str, str] | None = None
) -> tuple[Document, ...]:
    """The documents with the words put back that stood there, under the ids they had where these are given.

    Law: ``restored(a.documents, a.pseudonyms, dict(a.ids))`` has the titles and texts that ``a`` was made of.
    """
    places: dict[tuple[str, Field], list[Masked]] = {}
    for pseudonym in pseudonyms:
        for mask in pseudonym.mentions:
            places.setdefault((mask.document, mask.field), []).append(mask)

    def back(document: str, field: Field, text: str) -> str:
        parts, at = [], 0
        for mask in sorted(places.get((document, field), ()), key=lambda mask: mask.start):
            parts += [text[at : mask.start], mask.text]
            at = mask.end
        return "".join([*parts, text[at:]])

    return tuple(
        replace(
            document,
            id=(ids or {}).get(document.id, document.id),
            title=back(document.id, "title", document.title),
            text=back(document.id, "text", document.text),
        )
        for document in documents
    )


def left_over(found: Anonymised) -> int:
    """How many usual names still stand somewhere in the anonymised texts, outside the placeholders."""
    names = Names((each.names[0], each.placeholder) for each in found.pseudonyms)
    hidden: dict[tuple[str, Field], list[Span]] = {}
    for pseudonym in found.pseudonyms:
        for mask in pseudonym.mentions:
            hidden.setdefault((mask.document, mask.field), []).append(Span(mask.start, mask.end))
    count = 0
    for document in found.documents:
        texts: tuple[tuple[Field, str], ...] = (("title", document.title), ("text", document.text))
        for field, text in texts:
            covered = bytearray(len(text))
            for span in hidden.get((document.id, field), ()):
                covered[span.start : span.end] = b"\1" * (span.end - span.start)
            count += sum(not any(covered[span.start : span.end]) for span, _ in names.within(text))
    return count


def masked_schema(schema: Schema, pseudonyms: Sequence[Pseudonym]) -> Schema:
    """The schema for the anonymised corpus: its entity types exemplified by their placeholders, no name in it."""
    often: dict[str, list[tuple[int, int, str]]] = {}
    for place, each in enumerate(pseudonyms):
        often.setdefault(each.type, []).append((-len(each.mentions), place, each.placeholder))
    examples = {kind: tuple(name for _, _, name in sorted(found)[:EXAMPLES]) for kind, found in often.items()}
    known = Names((name, each.placeholder) for each in pseudonyms for name in each.names)

    def told(text: str) -> str:
        return "" if next(iter(known.within(text)), None) is not None else text

    return replace(
        schema,
        name="anonymised",
        version=1,
        description=told(schema.description),
        entity_types=tuple(
            replace(kind, examples=examples.get(kind.name, ()), description=told(kind.description))
            for kind in schema.entity_types
        ),
        relation_types=tuple(
            replace(kind, examples=(), description=told(kind.description)) for kind in schema.relation_types
        ),
        attribute_types=tuple(
            replace(kind, examples=(), description=told(kind.description)) for kind in schema.attribute_types
        ),
    )


def _proved(entities: Iterable[Entity]) -> dict[str, list[tuple[Span, str]]]:
    """By document, the spans where an entity is proved to be named."""
    places: dict[str, list[tuple[Span, str]]] = {}
    for entity in entities:
        for place in entity.provenance:
            if place.span is not None:
                places.setdefault(place.document, []).append((place.span, entity.id))
    return {document: sorted(found) for document, found in places.items()}


def _written(
    document: str, field: Field, text: str, places: Sequence[tuple[Span, str]]
) -> tuple[str, tuple[Masked, ...]]:
    """The text with each place, in order, under its placeholder; a space keeps it apart from a digit that follows."""
    parts: list[str] = []
    masks = []
    at = size = 0
    for span, placeholder in places:
        kept = text[at : span.start]
        shown = placeholder + (" " if text[span.end : span.end + 1].isdigit() else "")
        size += len(kept)
        masks.append(Masked(document, field, size, size + len(shown), text[span.start : span.end]))
        parts += [kept, shown]
        size += len(shown)
        at = span.end
    return "".join([*parts, text[at:]]), tuple(masks)


def _pseudonym(entity: Entity, placeholder: str, mentions: Sequence[Masked]) -> Pseudonym:
    names = dict.fromkeys((entity.name, *entity.aliases, *sorted({mask.text for mask in mentions})))
    return Pseudonym(placeholder, entity.type, tuple(names), tuple(mentions))
