"""Which entities may be one thing: offers for a person to accept or to reject, best first, with the reasons split."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kgworkbench.model.graph import Entity, Graph
from kgworkbench.ports import Vectors
from kgworkbench.resolve.alike import SHORTENED, Likeness
from kgworkbench.resolve.blocks import candidate_pairs
from kgworkbench.resolve.forms import forms_of
from kgworkbench.resolve.near import crowding, near_pairs
from kgworkbench.resolve.reasons import Reason, certainty, person_like, reasons_for
from kgworkbench.resolve.surroundings import Surroundings, spoken_names

__all__ = ["LEAST", "Duplicate", "duplicates"]

LEAST = 0.4
"""Less sure pairs are not offered."""

# From here on two full names are taken for one when it is counted how many a short form could stand for.
_ONE = 0.55
# By so much a cosine must be above those of the other rows near by.
_STANDS_OUT = 0.03


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two entities that may be one thing, by id, the better-known one first; ``score`` is 0 to 1."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class _Offer:
    pair: tuple[int, int]
    reasons: tuple[Reason, ...]
    like: Likeness | None
    score: float


def duplicates(
    graph: Graph,
    vectors: Vectors | None = None,
    *,
    apart: Collection[tuple[str, str]] = (),
    limit: int = 200,
) -> tuple[Duplicate, ...]:
    """Pairs of entities that may be one thing, best first, each with its reasons.

    Only entities that meet in a block are compared (Papadakis et al. 2020, "Blocking and Filtering Techniques for
    Entity Resolution"), so that time grows nearly as the graph does. The order of the graph means nothing.

    Args:
        vectors: (n, d), one row of meaning for each of ``graph.entities``; None to go without.
        apart: pairs of ids that are known to be two things: never offered.
        limit: pairs at most.

    Raises:
        ValueError: there is not one row of ``vectors`` for each entity.
    """
    if vectors is not None and len(vectors) != len(graph.entities):
        raise ValueError(f"{len(vectors)} vectors for {len(graph.entities)} entities")
    order = sorted(range(len(graph.entities)), key=lambda place: graph.entities[place].id)
    entities = [graph.entities[place] for place in order]
    if len(entities) < 2 or limit < 1:
        return ()
    rows = _unit(vectors[order]) if vectors is not None else None
    around = Surroundings(entities, graph)
    offers = _offers(entities, around, rows, {frozenset(pair) for pair in apart})
    best = sorted((o for o in offers if o.score >= LEAST), key=lambda offer: (-offer.score, offer.pair))[:limit]
    return tuple(_told(offer, entities, around) for offer in best)


def _offers(
    entities: Sequence[Entity], around: Surroundings, rows: Vectors | None, apart: Collection[frozenset[str]]
) -> list[_Offer]:
    forms = [forms_of(replace(e, aliases=(*e.aliases, *spoken_names(e)))) for e in entities]
    people = [person_like(entity, own) for entity, own in zip(entities, forms, strict=True)]
    spread = Counter(word for own in forms for word in {word for form in own for word in form.words})
    near = near_pairs(rows) if rows is not None else None
    pairs = candidate_pairs(forms, around, near)
    cosines = _meanings(rows, near, pairs)
    offers = []
    for (one, other), cosine in zip(pairs.tolist(), cosines, strict=True):
        if apart and frozenset((entities[one].id, entities[other].id)) in apart:
            continue
        reasons, like = reasons_for((one, other), entities, forms, people, around, spread, cosine)
        if reasons and (score := certainty(reasons)) >= LEAST / 2:
            offers.append(_Offer((one, other), reasons, like, score))
    _doubt(offers, entities)
    return offers


def _doubt(offers: Sequence[_Offer], entities: Sequence[Entity]) -> None:
    """Take away from a short form that could stand for several full names, unless one of them has the best reasons."""
    sure = {offer.pair for offer in offers if offer.score >= _ONE}
    fulls: Mapping[int, list[tuple[int, float]]] = defaultdict(list)
    shortened = []
    for offer in offers:
        if offer.like is not None and offer.like.short >= 0 and offer.like.kind in SHORTENED:
            short, full = offer.pair if offer.like.short == 0 else offer.pair[::-1]
            fulls[short].append((full, _likely(offer.score, entities[full])))
            shortened.append((offer, short, full))
    for offer, short, full in shortened:
        rivals = [
            (name, score)
            for name, score in fulls[short]
            if name != full
            and (min(name, full), max(name, full)) not in sure
            and score > _likely(offer.score, entities[full]) - 0.15
        ]
        if rivals:
            shows = " / ".join(sorted(entities[name].name for name, _ in rivals)[:3])
            strength = -0.6 * len(rivals) / (1 + len(rivals))
            offer.reasons = (*offer.reasons, Reason("ambiguous", round(strength, 3), shows))
            offer.score = certainty(offer.reasons)


def _likely(score: float, full: Entity) -> float:
    """The score, and a little more for those the texts name often: "Babbage" is Charles before he is Henry."""
    return score + 0.05 * math.log2(1 + len(full.provenance))


def _told(offer: _Offer, entities: Sequence[Entity], around: Surroundings) -> Duplicate:
    one, other = sorted(offer.pair, key=lambda row: _known(row, entities[row], around))
    reasons = sorted(offer.reasons, key=lambda reason: (-reason.strength, reason.kind))
    return Duplicate(entities[one].id, entities[other].id, offer.score, tuple(reasons))


def _known(row: int, entity: Entity, around: Surroundings) -> tuple[int, int, int, str]:
    """Sorts the better-known entity first: named more often, linked more often, named in full."""
    return -len(entity.provenance), -around.degree(row), -len(entity.name), entity.id


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows: Vectors = np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
    return rows


def _meanings(rows: Vectors | None, near: NDArray[np.int64] | None, pairs: NDArray[np.int64]) -> list[float]:
    """The cosine of each pair, 0 for those that lie as near to many others."""
    if rows is None or near is None or not len(pairs):
        return [0.0] * len(pairs)
    cosines = _cosines(rows, pairs)
    crowd = crowding(len(rows), near, _cosines(rows, near))
    told = cosines - np.maximum(crowd[pairs[:, 0]], crowd[pairs[:, 1]]) > _STANDS_OUT
    found: list[float] = np.where(told, cosines, 0).tolist()
    return found


def _cosines(rows: Vectors, pairs: NDArray[np.int64]) -> Vectors:
    parts = np.array_split(pairs, 1 + len(pairs) // 65536)
    found = np.concatenate([np.einsum("ij,ij->i", rows[part[:, 0]], rows[part[:, 1]]) for part in parts])
    rounded: Vectors = np.round(found, 4)
    return rounded
