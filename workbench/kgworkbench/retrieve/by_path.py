"""The path route: chains of facts that lead from what a sub-query names."""

from dataclasses import dataclass

import numpy as np

from kgworkbench.index.library import Library
from kgworkbench.index.match import Match, best, match
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.ids import content_id
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.retrieve.by_entity import facts_about, start_rows
from kgworkbench.retrieve.facts import chunks_of, fact_hop, path_text
from kgworkbench.retrieve.fit import Wanted, wanted

__all__ = ["by_path"]

# Chains grown at each depth.
BEAM = 12

# Facts of one entity that a chain may go on with: an entity of thousands of facts must not cost thousands of chains.
FAN = 30

# Facts of one entity whose meaning is compared, and that are weighed by the types they have or lead to.
LOOK = 200

# What a chain's score is multiplied by for each hop after the first: near things explain more.
DECAY = 0.85

# What a chain gains that ends at a wanted type, or at another entity the sub-query names.
ARRIVAL = 0.3


@dataclass(frozen=True, slots=True)
class _Chain:
    entities: tuple[int, ...]
    facts: tuple[int, ...]
    fits: tuple[float, ...]


def by_path(query: SubQuery, library: Library, limits: Limits) -> tuple[Evidence, ...]:
    """Chains of two to ``limits.depth`` facts from the anchors, best first; at most ``limits.top``.

    Depth first in spirit, level by level in fact: at each depth the chains whose relations fit the text best grow,
    so one anchor with many facts cannot use up the search.
    """
    index = library.index
    found, wish = match(index, query.text), wanted(query, library)
    starts = start_rows(query, library)
    goals = {row for row, _ in starts}
    level = [(weight, _Chain((row,), (), ())) for row, weight in starts]
    finished: list[tuple[float, _Chain]] = []
    for _ in range(limits.depth):
        grown = [(weight, longer) for weight, chain in level for longer in _grow(chain, library, found, wish)]
        ranked = sorted(
            ((_score(weight, chain, wish, goals), weight, chain) for weight, chain in grown),
            key=lambda item: (-item[0], item[2].facts),
        )[:BEAM]
        finished.extend((score, chain) for score, _, chain in ranked if len(chain.facts) > 1)
        level = [(weight, chain) for _, weight, chain in ranked if chain.entities[-1] >= 0]
    finished.sort(key=lambda item: (-item[0], item[1].facts))
    return tuple(_evidence(score, chain, library, query) for score, chain in finished[: limits.top])


def _grow(chain: _Chain, library: Library, found: Match, wish: Wanted) -> list[_Chain]:
    index = library.index
    last = chain.entities[-1]
    facts = facts_about(index, last)
    if len(facts) > LOOK:
        facts = facts[best(found.facts[facts] * wish.factors(facts), LOOK)]
    gains = found.of(index, facts) * wish.factors(facts)
    grown = []
    for place in np.lexsort((facts, -gains))[:FAN]:
        fact = int(facts[place])
        ends = index.about.indices[index.about.indptr[fact] : index.about.indptr[fact + 1]]
        others = [int(end) for end in ends if end != last]
        step = others[0] if others else -1  # an attribute, or a fact about one entity alone, ends the chain
        if step not in chain.entities:
            fits = (*chain.fits, float(gains[place]))
            grown.append(_Chain((*chain.entities, step), (*chain.facts, fact), fits))
    return grown


def _score(weight: float, chain: _Chain, wish: Wanted, goals: set[int]) -> float:
    last = chain.entities[-1]
    arrived = last in goals or (last >= 0 and bool(wish.type(np.asarray([last]))[0]))
    mean = sum(chain.fits) / len(chain.fits)
    return weight * mean * DECAY ** (len(chain.facts) - 1) + ARRIVAL * arrived


def _evidence(score: float, chain: _Chain, library: Library, query: SubQuery) -> Evidence:
    hops = []
    for entity, fact in zip(chain.entities, chain.facts, strict=False):
        hop = fact_hop(library, fact)
        hops.append(fact_hop(library, fact, inward=True) if hop.head != library.index.anchors[entity][0] else hop)
    path = tuple(hops)
    return Evidence(
        id=content_id("path", *(part for hop in path for part in (hop.head, hop.relation, hop.tail))),
        route="path",
        text=path_text(path),
        score=round(score, 6),
        chunks=tuple(dict.fromkeys(chunk for hop in path for chunk in chunks_of(hop.provenance))),
        hops=path,
        sub_query=query.id,
    )
