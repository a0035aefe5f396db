"""All that engines ever claimed, grouped by what the schema's judgement of a claim depends on."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kgworkbench.model.facts import (
    AttributeCandidate,
    Candidates,
    Extraction,
    MentionCandidate,
    TripleCandidate,
    TypeKind,
)
from kgworkbench.model.text import Span

__all__ = ["Claim", "Claims", "Signature", "gather_claims"]

Signature = tuple[object, ...]
"""What decides about a claim: its type, the types at its ends, and what is odd about their texts."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One candidate in words: what is said (as in a Violation), the chunk and document it is said of, and where.

    ``place`` is its position among the candidates of its kind in that chunk.
    """

    kind: TypeKind
    said: tuple[str, ...]
    chunk: str
    document: str
    place: int
    span: Span | None = None


class Claims:
    """The kept candidates of many extractions, each kind grouped by signature; made by ``gather_claims``.

    A claim is known by its number within its kind, in the order of the extractions. Two claims with one signature
    are judged alike by any schema; attributes also depend on their value, so theirs are judged value by value.
    ``texts`` and ``documents`` (counted from 0) go by the number of an entity claim; ``links`` gives the numbers of
    the two entity claims that a relation claim joins, None where it joins none. ``fits`` remembers which value is of
    which kind, ``keys`` what entity a mention names, so that the next schema is tried sooner.
    """

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self.extractions = extractions
        self.texts: list[str] = []
        self.documents: list[int] = []
        self.links: list[tuple[int, int] | None] = []
        self.fits: dict[tuple[object, ...], bool] = {}
        self.keys: dict[str, dict[int, tuple[str, str]]] = {}
        self.names: dict[str, str] = {}
        self.groups: dict[TypeKind, dict[Signature, list[int]]] = {"entity": {}, "relation": {}, "attribute": {}}
        self.wanted: dict[tuple[TypeKind, str], list[int]] = {}
        self._gather()
        sizes = [
            (len(e.candidates.mentions), len(e.candidates.triples), len(e.candidates.attributes)) for e in extractions
        ]
        columns = list(zip(*sizes, strict=True)) or [(), (), ()]
        self._starts: dict[TypeKind, list[int]] = {
            "entity": [0, *accumulate(columns[0])],
            "relation": [0, *accumulate(columns[1])],
            "attribute": [0, *accumulate(columns[2])],
        }

    def count(self, kind: TypeKind) -> int:
        """How many claims of that kind there are."""
        return self._starts[kind][-1]

    def home(self, kind: TypeKind, number: int) -> tuple[int, int]:
        """The position of the claim's extraction, and the claim's own among that chunk's candidates of its kind."""
        starts = self._starts[kind]
        at = bisect_right(starts, number) - 1
        return at, number - starts[at]

    def alone(self, kind: TypeKind, number: int) -> Candidates:
        """The candidates of a chunk where nothing is claimed but this, and the mentions it points at."""
        at, place = self.home(kind, number)
        held = self.extractions[at].candidates
        if kind == "entity":
            return Candidates((held.mentions[place],))
        if kind == "relation":
            link = held.triples[place]
            ends = _at(held.mentions, link.head), _at(held.mentions, link.tail)
            same = link.head == link.tail
            mentions = tuple(end for end in ends[: 1 if same else 2] if end is not None)
            head = 0 if ends[0] is not None else len(mentions)
            tail = len(mentions) if ends[1] is None else 0 if same else len(mentions) - 1
            return Candidates(mentions, (TripleCandidate(head, link.relation, tail, link.confidence),))
        said = held.attributes[place]
        owner = _at(held.mentions, said.mention)
        mentions = (owner,) if owner is not None else ()
        return Candidates(mentions, (), (AttributeCandidate(0, said.type, said.value),))

    def claim(self, kind: TypeKind, number: int) -> Claim:
        """The claim in words."""
        at, place = self.home(kind, number)
        extraction = self.extractions[at]
        held = extraction.candidates
        if kind == "entity":
            mention = held.mentions[place]
            return Claim(kind, (mention.text, mention.type), extraction.chunk, extraction.document, place, mention.span)
        if kind == "relation":
            link = held.triples[place]
            head, tail = _words(held.mentions, link.head), _words(held.mentions, link.tail)
            linked = (*head, link.relation, *tail)
            return Claim(kind, linked, extraction.chunk, extraction.document, place, link.evidence)
        said = held.attributes[place]
        words = (*_words(held.mentions, said.mention), said.type, said.value)
        return Claim(kind, words, extraction.chunk, extraction.document, place, said.span)

    def value(self, number: int) -> str:
        """The literal of an attribute claim."""
        at, place = self.home("attribute", number)
        return self.extractions[at].candidates.attributes[place].value

    def _gather(self) -> None:
        entities, relations, attributes = self.groups["entity"], self.groups["relation"], self.groups["attribute"]
        mention_at = link_at = said_at = 0
        document, documents = "", -1
        for at, extraction in enumerate(self.extractions):
            if documents < 0 or extraction.document != document:
                document, documents = extraction.document, documents + 1
            held = extraction.candidates
            mentions = held.mentions
            count = len(mentions)
            kinds: list[tuple[str, bool]] = []
            self.documents += [documents] * count
            self.texts += [mention.text for mention in mentions]
            for number, mention in enumerate(mentions, mention_at):
                key = (mention.type, not mention.text.strip())
                kinds.append(key)
                _add(entities, key, number)
            for number, link in enumerate(held.triples, link_at):
                head, tail = link.head, link.tail
                if 0 <= head < count and 0 <= tail < count:
                    same = mentions[head].text == mentions[tail].text
                    _add(relations, (kinds[head], link.relation, kinds[tail], same), number)
                    self.links.append((mention_at + head, mention_at + tail))
                else:
                    self.links.append(None)
                    _add(relations, (None, link.relation), number)
            for number, said in enumerate(held.attributes, said_at):
                owner = kinds[said.mention] if 0 <= said.mention < count else None
                _add(attributes, (owner, said.type), number)
            for asked in held.types:
                self.wanted.setdefault((asked.kind, asked.name), []).append(at)
            mention_at += count
            link_at += len(held.triples)
            said_at += len(held.attributes)


def gather_claims(extractions: Iterable[Extraction]) -> Claims:
    """The candidates of the extractions, in the order of their chunks, ready to be judged by many schemas."""
    return Claims(sorted(extractions, key=lambda extraction: (extraction.document, extraction.chunk)))


def _add(groups: dict[Signature, list[int]], key: Signature, number: int) -> None:
    held = groups.get(key)
    if held is None:
        groups[key] = [number]
    else:
        held.append(number)


def _at(mentions: Sequence[MentionCandidate], position: int) -> MentionCandidate | None:
    return mentions[position] if 0 <= position < len(mentions) else None


def _words(mentions: Sequence[MentionCandidate], position: int) -> tuple[str, str]:
    mention = _at(mentions, position)
    return (mention.text, mention.type) if mention is not None else (str(position), "")
