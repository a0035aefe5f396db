"""The inbox: types that engines asked for and claims that name types the schema lacks, gathered under like names."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kgworkbench.model.facts import Extraction, TypeKind
from kgworkbench.model.schema import Schema, ValueType
from kgworkbench.model.text import Chunk, Span
from kgworkbench.read.sentences import sentences
from kgworkbench.schema.alike import name_alike, plain_name
from kgworkbench.schema.evolve import ProposalCluster, Witness

__all__ = ["ProposalTally", "cluster_proposals"]

_SAME = 0.85
"""Names this alike are one: plurals, spellings, word forms. Synonyms are for a person to join."""

_NEAR = 0.6
_CROWD = 200
_NUMBER = re.compile(r"[\d０-９.,%\s]*[\d０-９][\d０-９.,%\s]*[^\W\d]{0,3}")
_DATE = re.compile(
    r"(?:c\. ?|about )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?\d{3,4}年?(?:\d{1,2}月)?(?:\d{1,2}日)?"
)


@dataclass(slots=True)
class _Asked:
    """What was seen of one proposed name."""

    chunks: dict[str, float] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    examples: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)
    tails: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    places: list[tuple[str, str, str, Span | None]] = field(default_factory=list)


Name = tuple[TypeKind, str]


class ProposalTally:
    """Proposals counted as extractions come in; ``witnesses`` limits the texts kept of each name."""

    def __init__(self, witnesses: int = 20) -> None:
        self._asked: dict[Name, _Asked] = {}
        self._witnesses = witnesses

    def add(self, extraction: Extraction) -> None:
        """Count what one chunk asks for: types wanted outright, and claims of types its schema lacked."""
        held = extraction.candidates
        outside = {(v.rule, v.claim): v.evidence for v in extraction.violations if v.rule.startswith("unknown ")}
        for wanted in extraction.proposals:
            text = wanted.examples[0] if wanted.examples else wanted.name
            seen = self._see(extraction, (wanted.kind, wanted.name), wanted.confidence, text, wanted.evidence)
            seen.examples.update(wanted.examples)
        for mention in held.mentions:
            forbidden = ("unknown entity type", (mention.text, mention.type))
            if forbidden in outside:
                # The judge's span is proved; the candidate's is only claimed.
                name: Name = ("entity", mention.type)
                seen = self._see(extraction, name, mention.confidence, mention.text, outside[forbidden])
                seen.examples[mention.text] += 1
        for link in held.triples:
            if 0 <= link.head < len(held.mentions) and 0 <= link.tail < len(held.mentions):
                head, tail = held.mentions[link.head], held.mentions[link.tail]
                claim = (head.text, head.type, link.relation, tail.text, tail.type)
                if ("unknown relation type", claim) in outside:
                    text = f"{head.text} {link.relation} {tail.text}"
                    seen = self._see(extraction, ("relation", link.relation), link.confidence, text, link.evidence)
                    seen.heads[head.type] += 1
                    seen.tails[tail.type] += 1
        for said in held.attributes:
            if 0 <= said.mention < len(held.mentions):
                owner = held.mentions[said.mention]
                if ("unknown attribute type", (owner.text, owner.type, said.type, said.value)) in outside:
                    text = f"{owner.text} {said.type} {said.value}"
                    seen = self._see(extraction, ("attribute", said.type), said.confidence, text, said.span)
                    seen.heads[owner.type] += 1
                    seen.values[said.value] += 1

    def _see(self, extraction: Extraction, name: Name, confidence: float, text: str, span: Span | None) -> _Asked:
        seen = self._asked.setdefault(name, _Asked())
        sure = min(1.0, max(0.0, confidence))
        seen.chunks[extraction.chunk] = max(sure, seen.chunks.get(extraction.chunk, 0.0))
        seen.documents.add(extraction.document)
        if len(seen.places) < self._witnesses:
            seen.places.append((text, extraction.document, extraction.chunk, span))
        return seen

    def clusters(
        self,
        schema: Schema,
        rejected: Collection[tuple[TypeKind, str]] = (),
        chunks: Mapping[str, Chunk] | None = None,
    ) -> tuple[ProposalCluster, ...]:
        """What is asked for and the schema lacks, most supported first; ``chunks`` (by id) give the sentences.

        ``rejected`` holds kinds and plain names that were answered for good.
        """
        known: dict[TypeKind, list[str]] = {
            "entity": [kind.name for kind in schema.entity_types],
            "relation": [kind.name for kind in schema.relation_types],
            "attribute": [kind.name for kind in schema.attribute_types],
        }
        open_names = [
            (kind, name)
            for kind, name in sorted(self._asked)
            if name.strip() and name not in known[kind] and (kind, plain_name(name)) not in rejected
        ]
        found = [self._cluster(members, known, chunks or {}) for members in _together(open_names)]
        return tuple(sorted(found, key=lambda c: (-c.support, -c.confidence, c.kind, c.name)))

    def _cluster(
        self, members: Sequence[Name], known: Mapping[TypeKind, Sequence[str]], chunks: Mapping[str, Chunk]
    ) -> ProposalCluster:
        kind = members[0][0]
        asked = [self._asked[name] for name in members]
        names = tuple(name for _, name in sorted(members, key=lambda m: (-len(self._asked[m].chunks), m[1])))
        sure: dict[str, float] = {}
        for each in asked:
            for chunk, confidence in each.chunks.items():
                sure[chunk] = max(confidence, sure.get(chunk, 0.0))
        places = sorted((place for each in asked for place in each.places), key=lambda p: (p[1], p[2], p[0]))
        near = sorted(
            ((name, round(max(name_alike(name, one) for one in names), 3)) for name in known[kind]), key=_liked
        )
        entities = frozenset(known["entity"])
        return ProposalCluster(
            kind,
            names[0],
            names,
            len(sure),
            round(sum(sure[chunk] for chunk in sorted(sure)) / len(sure), 3),
            len(frozenset().union(*(each.documents for each in asked))),
            _ranked(sum((each.examples for each in asked), Counter()))[:5],
            tuple(name for name in _ranked(sum((each.heads for each in asked), Counter())) if name in entities),
            tuple(name for name in _ranked(sum((each.tails for each in asked), Counter())) if name in entities),
            _looks(sum((each.values for each in asked), Counter())),
            tuple(_witness(*place, chunks) for place in places[: self._witnesses]),
            tuple((name, score) for name, score in near if score >= _NEAR)[:3],
        )


def cluster_proposals(
    extractions: Iterable[Extraction],
    schema: Schema,
    *,
    chunks: Iterable[Chunk] = (),
    rejected: Collection[tuple[TypeKind, str]] = (),
    witnesses: int = 20,
) -> tuple[ProposalCluster, ...]:
    """The proposals of all extractions under like names, most supported first, each with its sentences."""
    tally = ProposalTally(witnesses)
    for extraction in sorted(extractions, key=lambda extraction: (extraction.document, extraction.chunk)):
        tally.add(extraction)
    return tally.clusters(schema, rejected, {chunk.id: chunk for chunk in chunks})


def _together(names: Sequence[Name]) -> list[list[Name]]:
    """The names in sets of like ones. Only names that share a beginning or an end are compared."""
    parent = {name: name for name in names}

    def root(name: Name) -> Name:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    by_plain: dict[tuple[str, str], list[Name]] = {}
    for name in names:
        by_plain.setdefault((name[0], plain_name(name[1])), []).append(name)
    for same in by_plain.values():
        for other in same[1:]:
            parent[root(other)] = root(same[0])
    blocks: dict[tuple[str, str, str], list[Name]] = {}
    for (kind, plain), same in by_plain.items():
        for edge in {("^", plain[:3]), ("$", plain[-3:])}:
            blocks.setdefault((kind, *edge), []).append(same[0])
    for block in blocks.values():
        # A very common edge ("University of ...") says nothing, and would make this quadratic.
        for at, one in enumerate(block[:_CROWD]):
            for other in block[at + 1 : _CROWD]:
                if root(one) != root(other) and name_alike(one[1], other[1]) >= _SAME:
                    parent[root(other)] = root(one)
    found: dict[Name, list[Name]] = {}
    for name in names:
        found.setdefault(root(name), []).append(name)
    return list(found.values())


def _liked(entry: tuple[str, float]) -> tuple[float, str]:
    return -entry[1], entry[0]


def _ranked(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))


def _looks(values: Counter[str]) -> ValueType:
    """What four of five literals look like."""
    total = sum(values.values())
    shapes: tuple[tuple[ValueType, re.Pattern[str]], ...] = (("date", _DATE), ("number", _NUMBER))
    for kind, shape in shapes:
        if total and sum(times for value, times in values.items() if shape.fullmatch(value.strip())) >= 0.8 * total:
            return kind
    return "text"


def _witness(text: str, document: str, chunk: str, span: Span | None, chunks: Mapping[str, Chunk]) -> Witness:
    held = chunks.get(chunk)
    if held is None or span is None:
        return Witness(text, "", document, chunk, span)
    start = span.start - held.start
    for sentence in sentences(held.text):
        if sentence.start <= start < sentence.end:
            return Witness(text, held.text[sentence.start : sentence.end].strip(), document, chunk, span)
    return Witness(text, "", document, chunk, span)
