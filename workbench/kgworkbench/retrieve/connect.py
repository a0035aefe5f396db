"""The evidence path behind an answer: how what a question names leads to what the answer names, by cited text alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import heappop, heappush

from kgworkbench.index.library import Library
from kgworkbench.model.evidence import Citation, EvidencePath, Hop
from kgworkbench.model.graph import Entity, Provenance
from kgworkbench.resolve.normalise import normalise
from kgworkbench.retrieve.facts import fact_hop

__all__ = ["TOGETHER", "connect"]

TOGETHER = {"en": "stated together", "zh": "同句提及"}
"""What stands for a relation where a cited sentence names two things that no extracted relation joins."""

# What such a hop costs, against 1 for an extracted relation or attribute: two relations are better than one guess.
LOOSE = 2.2

# Entities of one cited sentence that are joined with each other: a list of forty names explains nothing.
CROWD = 12


def connect(
    starts: Iterable[str],
    ends: Collection[str],
    values: Collection[str],
    citations: Sequence[Citation],
    library: Library,
    depth: int,
) -> EvidencePath:
    """The cheapest chain of at most ``depth`` hops from a start entity to an end, empty if there is none.

    An end is one of the entity ids, or a literal among ``values``. Only what the cited chunks state is walked:
    relations and attributes found in them, and, at a higher price, things that one cited sentence names together,
    the document's own subject among them. Equal inputs give equal chains.
    """
    accepted = frozenset(normalise(value) for value in values)
    return _cheapest(_stated(citations, library), starts, frozenset(ends), accepted, depth)


def _cheapest(
    hops: Mapping[str, Sequence[tuple[float, Hop]]],
    starts: Iterable[str],
    goals: frozenset[str],
    accepted: frozenset[str],
    depth: int,
) -> EvidencePath:
    """The cheapest chain of at most ``depth`` priced hops from a start to a goal or an accepted literal."""
    # The running number settles equal prices: hops are pushed in a settled order, so the first pushed wins.
    queue: list[tuple[float, int, str, EvidencePath]] = []
    for number, start in enumerate(sorted(set(starts))):
        heappush(queue, (0.0, number, start, ()))
    pushed = len(queue)
    # How many hops the shortest chain so far took to each entity: a dearer one is of use only where it is shorter.
    done: dict[str, int] = {}
    while queue:
        price, _, at, taken = heappop(queue)
        if taken and (at in goals or (taken[-1].literal and normalise(taken[-1].tail) in accepted)):
            return taken
        if len(taken) >= min(depth, done.get(at, depth)) or (taken and taken[-1].literal):
            continue
        done[at] = len(taken)
        for cost, hop in hops.get(at, ()):
            far = hop.head if hop.inward else hop.tail
            if len(taken) + 1 < done.get(far, depth + 1):
                heappush(queue, (price + cost, pushed, far, (*taken, hop)))
                pushed += 1
    return ()


def _stated(citations: Sequence[Citation], library: Library) -> dict[str, list[tuple[float, Hop]]]:
    """The hops that start at each entity in the cited chunks, with their price, in a settled order."""
    index = library.index
    hops: dict[str, dict[tuple[str, str, str], tuple[float, Hop]]] = {}

    def add(price: float, hop: Hop) -> None:
        near, far = (hop.tail, hop.head) if hop.inward else (hop.head, hop.tail)
        hops.setdefault(near, {}).setdefault((far, hop.relation, hop.head), (price, hop))

    for chunk in dict.fromkeys(citation.chunk for citation in citations):
        row = library.chunk_row[chunk]
        span = slice(index.facts_in.indptr[row], index.facts_in.indptr[row + 1])
        known = index.facts_in.indices[span]
        for fact in map(int, known[known < index.relations + len(index.owners)]):
            hop = fact_hop(library, fact)
            add(1.0, hop)
            if not hop.literal:
                add(1.0, replace(hop, inward=True))
    for citation in citations:
        said = Provenance(citation.document, citation.chunk, citation.span)
        named = _named(citation, library)
        for one in named:
            for other in named:
                if one.id != other.id:
                    add(LOOSE, _loose(one, other, said, library.schema.language))
    return {near: [found[key] for key in sorted(found)] for near, found in hops.items()}


def _named(citation: Citation, library: Library) -> list[Entity]:
    """The entities that a cited sentence names, and the one its document is about, which it may only call "she"."""
    index = library.index
    row = index.entities + library.chunk_row[citation.chunk]
    span = slice(index.steps.indptr[row], index.steps.indptr[row + 1])
    title = normalise(library.chunk[citation.chunk].title)
    found: list[Entity] = []
    for place in sorted(map(int, index.steps.indices[span])):
        entity = library.graph.entities[place] if place < index.entities else None
        if entity is None:
            continue
        inside = any(
            at.chunk == citation.chunk
            and at.span is not None
            and citation.span.start <= at.span.start
            and at.span.end <= citation.span.end
            for at in entity.provenance
        )
        if inside or title in {normalise(name) for name in (entity.name, *entity.aliases)}:
            found.append(entity)
    return found[:CROWD]


def _loose(one: Entity, other: Entity, said: Provenance, language: str) -> Hop:
    return Hop(
        head=one.id,
        head_name=one.name,
        head_type=one.type,
        relation=TOGETHER.get(language, TOGETHER["en"]),
        tail=other.id,
        tail_name=other.name,
        tail_type=other.type,
        provenance=(said,),
    )
