"""How well extraction agrees with gold annotations."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgworkbench.errors import CorpusError
from kgworkbench.extract.check import judge
from kgworkbench.model.facts import Candidates, Extraction
from kgworkbench.model.schema import Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Document
from kgworkbench.ports import Engine
from kgworkbench.read.chunk import chunks_of
from kgworkbench.read.jsonl import records

__all__ = [
    "Claims",
    "GoldItem",
    "claims_of",
    "evaluate_extraction",
    "extract_gold",
    "on_first_spans",
    "read_gold",
    "score_extraction",
]

Place = tuple[int, int, str]
"""Start, end (exclusive) and entity type."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Who is where and how they are linked: typed spans, and (head, relation type, tail) over them."""

    entities: frozenset[Place] = frozenset()
    relations: frozenset[tuple[Place, str, Place]] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A text with what an annotator found in it."""

    id: str
    text: str
    claims: Claims


def read_gold(path: Path) -> tuple[GoldItem, ...]:
    """The gold items of a ``.jsonl`` file in the contract's format, in order.

    Raises:
        CorpusError: the file cannot be read or is empty, a line is no such record, a span lies outside its text, or a
            relation points at no entity; names the line.
    """
    items = []
    for where, record in records(path, CorpusError):
        try:
            text = str(record["text"])
            places = [(e["start"], e["end"], str(e["type"])) for e in record["entities"]]
            links = [(r["head"], str(r["type"]), r["tail"]) for r in record["relations"]]
            name = str(record["id"])
        except (KeyError, TypeError) as problem:
            raise CorpusError(
                f"{where}: no gold record ({problem}); it needs id, text, entities and relations"
            ) from problem
        for start, end, _ in places:
            if not (_is_number(start) and _is_number(end) and 0 <= start < end <= len(text)):
                raise CorpusError(
                    f"{where}: the span {start!r} to {end!r} does not lie in the text of {len(text)} characters; "
                    "give character offsets, end exclusive"
                )
        for head, _, tail in links:
            for end in (head, tail):
                if not (_is_number(end) and 0 <= end < len(places)):
                    raise CorpusError(
                        f"{where}: a relation points at entity {end!r} of {len(places)}; count them from 0"
                    )
        relations = frozenset((places[head], kind, places[tail]) for head, kind, tail in links)
        items.append(GoldItem(name, text, Claims(frozenset(places), relations)))
    if not items:
        raise CorpusError(f"{path}: no gold texts in it; write one object a line")
    return tuple(items)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def extract_gold(gold: Sequence[GoldItem], schema: Schema, engine: Engine) -> tuple[Claims, ...]:
    """What the engine claims of each gold text, read in chunks and judged by the schema as a build does it.

    Raises:
        EngineError: the engine could not answer.
    """
    claims = []
    for item in gold:
        chunks = chunks_of(Document(item.id, "", item.text))
        claims.append(
            claims_of(judge(engine.reply(ExtractTask(chunk, schema)).value, chunk, schema) for chunk in chunks)
        )
    return tuple(claims)


def evaluate_extraction(gold: Sequence[GoldItem], schema: Schema, engine: Engine) -> dict[str, Any]:
    """The scores of ``score_extraction`` for an engine's reading of the gold texts, and the seconds it took.

    Raises:
        EngineError: the engine could not answer.
    """
    started = time.perf_counter()
    claims = extract_gold(gold, schema, engine)
    seconds = time.perf_counter() - started
    return {**score_extraction(gold, claims), "seconds": round(seconds, 3)}


def claims_of(extractions: Iterable[Extraction | Candidates]) -> Claims:
    """What the extractions of one text claim; a mention without a span claims no place."""
    entities: set[Place] = set()
    relations: set[tuple[Place, str, Place]] = set()
    for extraction in extractions:
        places = [
            (mention.span.start, mention.span.end, mention.type) if mention.span is not None else None
            for mention in extraction.mentions
        ]
        entities.update(place for place in places if place is not None)
        for triple in extraction.triples:
            head, tail = places[triple.head], places[triple.tail]
            if head is not None and tail is not None:
                relations.add((head, triple.relation, tail))
    return Claims(frozenset(entities), frozenset(relations))


def on_first_spans(claims: Claims, text: str) -> Claims:
    """The claims with every span moved to the first place where its words stand in the text.

    For gold that annotates one span per name, so that naming the same thing at another place is no error.
    """

    def first(place: Place) -> Place:
        words = text[place[0] : place[1]]
        at = text.find(words)
        return (at, at + len(words), place[2]) if words and at >= 0 else place

    return Claims(
        frozenset(first(place) for place in claims.entities),
        frozenset((first(head), name, first(tail)) for head, name, tail in claims.relations),
    )


def score_extraction(gold: Sequence[GoldItem], predictions: Sequence[Claims]) -> dict[str, Any]:
    """Precision, recall and F1 in percent, micro-averaged, in the contract's keys.

    ``entity`` is strict (span and type), ``span`` counts spans alone, ``relation`` is strict (both spans and types
    and the relation's type), ``relation_untyped`` leaves the entities' types out; ``by_type`` holds both kinds by
    type. Predictions are given in the order of the gold.

    Raises:
        ValueError: there are more or fewer predictions than gold items.
    """
    if len(gold) != len(predictions):
        raise ValueError(f"{len(gold)} gold items but {len(predictions)} predictions; give one for each")
    counts: dict[str, Counter[str]] = {}

    def tally(key: str, wanted: Iterable[object], claimed: Iterable[object]) -> None:
        want, claim = set(wanted), set(claimed)
        counter = counts.setdefault(key, Counter())
        counter["gold"] += len(want)
        counter["claimed"] += len(claim)
        counter["right"] += len(want & claim)

    entity_types: set[str] = set()
    relation_types: set[str] = set()
    for item, claims in zip(gold, predictions, strict=True):
        wanted = item.claims
        tally("entity", wanted.entities, claims.entities)
        tally("span", {place[:2] for place in wanted.entities}, {place[:2] for place in claims.entities})
        tally("relation", wanted.relations, claims.relations)
        tally("relation_untyped", _untyped(wanted), _untyped(claims))
        for name in {place[2] for place in wanted.entities | claims.entities}:
            entity_types.add(name)
            tally(
                f"entity:{name}",
                (place for place in wanted.entities if place[2] == name),
                (place for place in claims.entities if place[2] == name),
            )
        for name in {relation[1] for relation in wanted.relations | claims.relations}:
            relation_types.add(name)
            tally(
                f"relation:{name}",
                (relation for relation in wanted.relations if relation[1] == name),
                (relation for relation in claims.relations if relation[1] == name),
            )
    scores: dict[str, Any] = {"texts": len(gold)}
    for key in ("entity", "span", "relation", "relation_untyped"):
        scores[key] = _rates(counts.get(key, Counter()))
    scores["by_type"] = {
        "entity": {name: _rates(counts[f"entity:{name}"]) for name in sorted(entity_types)},
        "relation": {name: _rates(counts[f"relation:{name}"]) for name in sorted(relation_types)},
    }
    return scores


def _untyped(claims: Claims) -> set[tuple[tuple[int, int], str, tuple[int, int]]]:
    return {(head[:2], name, tail[:2]) for head, name, tail in claims.relations}


def _rates(counter: Counter[str]) -> dict[str, float | int]:
    right, claimed, gold = counter["right"], counter["claimed"], counter["gold"]
    precision = right / claimed if claimed else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "precision": round(100 * precision, 2),
        "recall": round(100 * recall, 2),
        "f1": round(100 * f1, 2),
        "gold": gold,
        "claimed": claimed,
        "right": right,
    }
