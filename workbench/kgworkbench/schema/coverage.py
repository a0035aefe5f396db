"""How much of the schema the graph uses, and how much of what engines claimed lies outside it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgworkbench.model.facts import Extraction, TypeKind
from kgworkbench.model.graph import Graph
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Span

__all__ = ["Coverage", "Outside", "TypeUse", "coverage"]


@dataclass(frozen=True, slots=True)
class TypeUse:
    """How often a type is used. ``instances`` counts entities, relations or facts of exactly that type in the graph;
    ``with_subtypes`` those of its descendants too; ``documents`` where they stand.
    """

    kind: TypeKind
    name: str
    instances: int
    with_subtypes: int
    documents: int


@dataclass(frozen=True, slots=True)
class Outside:
    """Claims that name a type the schema lacks: how many, in how many chunks, and the first of them as
    (claim, chunk, span).
    """

    kind: TypeKind
    name: str
    claims: int
    chunks: int
    samples: tuple[tuple[tuple[str, ...], str, Span | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Use of every type, in the schema's order; the claims outside it, most frequent first; and all claims counted.

    ``forbidden`` counts the violations the extractions hold, by rule, most frequent first.
    """

    types: tuple[TypeUse, ...]
    outside: tuple[Outside, ...]
    claims: int
    forbidden: tuple[tuple[str, int], ...] = ()

    @property
    def never_used(self) -> tuple[tuple[TypeKind, str], ...]:
        """Types of which, subtypes counted, nothing is in the graph."""
        return tuple((use.kind, use.name) for use in self.types if not use.with_subtypes)

    @property
    def outside_share(self) -> float:
        """The share of all claims that name a type the schema lacks, 0 to 1."""
        return sum(entry.claims for entry in self.outside) / self.claims if self.claims else 0.0


def coverage(graph: Graph, schema: Schema, extractions: Iterable[Extraction], samples: int = 5) -> Coverage:
    """How the graph and the kept candidates relate to the schema.

    An extraction that another tool made has no candidates; its own facts count as its claims.
    """
    known: dict[TypeKind, frozenset[str]] = {
        "entity": frozenset(kind.name for kind in schema.entity_types),
        "relation": frozenset(kind.name for kind in schema.relation_types),
        "attribute": frozenset(kind.name for kind in schema.attribute_types),
    }
    claims = 0
    counted: Counter[tuple[TypeKind, str]] = Counter()
    chunks: dict[tuple[TypeKind, str], set[str]] = {}
    kept: dict[tuple[TypeKind, str], list[tuple[tuple[str, ...], str, Span | None]]] = {}
    forbidden: Counter[str] = Counter()
    for extraction in sorted(extractions, key=lambda extraction: extraction.chunk):
        forbidden.update(violation.rule for violation in extraction.violations)
        for kind, name, claim, span in _claims(extraction):
            claims += 1
            if name not in known[kind]:
                key = (kind, name)
                counted[key] += 1
                chunks.setdefault(key, set()).add(extraction.chunk)
                shown = kept.setdefault(key, [])
                if len(shown) < samples:
                    shown.append((claim, extraction.chunk, span))
    outside = tuple(
        Outside(kind, name, times, len(chunks[(kind, name)]), tuple(kept[(kind, name)]))
        for (kind, name), times in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )
    rules = tuple(sorted(forbidden.items(), key=lambda item: (-item[1], item[0])))
    return Coverage(tuple(_uses(graph, schema)), outside, claims, rules)


def _claims(extraction: Extraction) -> Iterator[tuple[TypeKind, str, tuple[str, ...], Span | None]]:
    said = extraction.candidates if extraction.candidates.mentions else extraction
    mentions = said.mentions
    for mention in mentions:
        yield "entity", mention.type, (mention.text, mention.type), mention.span
    for triple in said.triples:
        if 0 <= triple.head < len(mentions) and 0 <= triple.tail < len(mentions):
            head, tail = mentions[triple.head], mentions[triple.tail]
            claim = (head.text, head.type, triple.relation, tail.text, tail.type)
            yield "relation", triple.relation, claim, triple.evidence
    for attribute in said.attributes:
        if 0 <= attribute.mention < len(mentions):
            owner = mentions[attribute.mention]
            yield "attribute", attribute.type, (owner.text, owner.type, attribute.type, attribute.value), attribute.span


def _uses(graph: Graph, schema: Schema) -> Iterator[TypeUse]:
    counts: Counter[tuple[TypeKind, str]] = Counter()
    where: dict[tuple[TypeKind, str], set[str]] = {}

    def use(kind: TypeKind, name: str, documents: Iterable[str]) -> None:
        counts[(kind, name)] += 1
        where.setdefault((kind, name), set()).update(documents)

    for entity in graph.entities:
        use("entity", entity.type, (place.document for place in entity.provenance))
        for fact in entity.attributes:
            use("attribute", fact.type, (place.document for place in fact.provenance))
    for relation in graph.relations:
        use("relation", relation.type, (place.document for place in relation.provenance))

    parents: dict[TypeKind, dict[str, str | None]] = {
        "entity": {kind.name: kind.parent for kind in schema.entity_types},
        "relation": {kind.name: kind.parent for kind in schema.relation_types},
        "attribute": {kind.name: None for kind in schema.attribute_types},
    }
    for kind, parent_of in parents.items():
        total = {name: counts[(kind, name)] for name in parent_of}
        for name in parent_of:
            walked, above = {name}, parent_of[name]
            while above in parent_of and above not in walked:
                total[above] += counts[(kind, name)]
                walked.add(above)
                above = parent_of[above]
        for name in parent_of:
            key = (kind, name)
            yield TypeUse(kind, name, counts[key], total[name], len(where.get(key, ())))
