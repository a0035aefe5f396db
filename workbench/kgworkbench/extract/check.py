"""The judgement of the schema: candidates become an extraction, and everything it forbids becomes a violation."""

import re

from kgworkbench.extract.ground import ground
from kgworkbench.model.facts import (
    Attribute,
    Candidates,
    Extraction,
    Mention,
    MentionCandidate,
    Proposal,
    Triple,
    Violation,
)
from kgworkbench.model.schema import AttributeType, Schema
from kgworkbench.model.text import Chunk, Span

__all__ = ["judge"]

_DIGIT = re.compile(
    r"[0-9０-９一二三四五六七八九十百千万亿零〇两半]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion|dozen|half)\b",
    re.I,
)
_YEAR = re.compile(r"[0-9]|[年月日初末]|century|元年")
_BOOLS = frozenset({"true", "false", "yes", "no", "是", "否"})


def judge(candidates: Candidates, chunk: Chunk, schema: Schema) -> Extraction:
    """The extraction of one chunk under the schema, with a violation for every claim the schema forbids.

    A pure function: a changed schema is tried by judging the kept candidates again, with no engine call.
    """
    violations: list[Violation] = []

    def forbid(rule: str, *claim: str, at: Span | None = None) -> None:
        violations.append(Violation(rule, claim, chunk.id, at))

    mentions: list[Mention] = []
    place: dict[int, int] = {}
    known: dict[Mention, int] = {}
    for position, candidate in enumerate(candidates.mentions):
        if not candidate.text.strip():
            forbid("mention has no text", candidate.text, candidate.type)
            continue
        span = ground(candidate.text, candidate.span, chunk)
        if schema.entity_type(candidate.type) is None:
            forbid("unknown entity type", candidate.text, candidate.type, at=span)
            continue
        mention = Mention(candidate.text, candidate.type, span)
        if mention not in known:
            known[mention] = len(mentions)
            mentions.append(mention)
        place[position] = known[mention]

    def named(position: int) -> MentionCandidate | None:
        return candidates.mentions[position] if 0 <= position < len(candidates.mentions) else None

    triples: dict[tuple[int, str, int], Triple] = {}
    for link in candidates.triples:
        head, tail = named(link.head), named(link.tail)
        if head is None or tail is None:
            forbid("relation points at no mention", str(link.head), link.relation, str(link.tail), at=link.evidence)
            continue
        claim = (head.text, head.type, link.relation, tail.text, tail.type)
        if schema.relation_type(link.relation) is None:
            forbid("unknown relation type", *claim, at=link.evidence)
        elif link.head not in place or link.tail not in place:
            forbid("relation of a rejected mention", *claim, at=link.evidence)
        elif not schema.allows(link.relation, head.type, tail.type):
            forbid("head and tail types not allowed", *claim, at=link.evidence)
        elif head.text == tail.text and head.type == tail.type:
            forbid("relation of a thing to itself", *claim, at=link.evidence)
        else:
            key = (place[link.head], link.relation, place[link.tail])
            evidence = _inside(link.evidence, chunk)
            triple = Triple(*key, _share(link.confidence), evidence)
            if key not in triples or triples[key].confidence < triple.confidence:
                triples[key] = triple

    attributes: dict[Attribute, None] = {}
    for said in candidates.attributes:
        owner = named(said.mention)
        if owner is None:
            forbid("attribute points at no mention", str(said.mention), said.type, said.value, at=said.span)
            continue
        stated = (owner.text, owner.type, said.type, said.value)
        kind = schema.attribute_type(said.type)
        if kind is None:
            forbid("unknown attribute type", *stated, at=said.span)
        elif said.mention not in place:
            forbid("attribute of a rejected mention", *stated, at=said.span)
        elif not schema.carries(said.type, owner.type):
            forbid("attribute not allowed for this type", *stated, at=said.span)
        elif not _fits(said.value, kind):
            forbid(f"value is no {kind.value}", *stated, at=said.span)
        else:
            span = _inside(said.span, chunk)
            attributes[Attribute(place[said.mention], said.type, said.value.strip(), span)] = None

    proposals = tuple(
        Proposal(kind.kind, kind.name, kind.examples, _share(kind.confidence), chunk.id, _inside(kind.evidence, chunk))
        for kind in candidates.types
        if kind.name.strip() and not _has(schema, kind.kind, kind.name)
    )
    return Extraction(
        chunk.id,
        chunk.document,
        schema.version,
        tuple(mentions),
        tuple(triples.values()),
        tuple(attributes),
        proposals,
        tuple(violations),
        candidates,
    )


def _has(schema: Schema, kind: str, name: str) -> bool:
    if kind == "entity":
        return schema.entity_type(name) is not None
    if kind == "relation":
        return schema.relation_type(name) is not None
    return schema.attribute_type(name) is not None


def _fits(value: str, kind: AttributeType) -> bool:
    text = value.strip()
    if not text:
        return False
    if kind.value == "number":
        return _DIGIT.search(text) is not None
    if kind.value == "date":
        return _YEAR.search(text) is not None or _DIGIT.search(text) is not None
    if kind.value == "bool":
        return text.casefold() in _BOOLS
    if kind.value == "enum":
        return not kind.values or text.casefold() in {option.casefold() for option in kind.values}
    return True


def _inside(span: Span | None, chunk: Chunk) -> Span | None:
    """The span if it lies in the chunk, else None: a sentence elsewhere proves nothing here."""
    if span is None or not chunk.start <= span.start < span.end <= chunk.end:
        return None
    return span


def _share(confidence: float) -> float:
    return min(1.0, max(0.0, confidence))
