"""Graphs to measure on: of a triples file, or made up with a seed."""

import random
from collections.abc import Iterable
from pathlib import Path

from kgworkbench.community.bench import read_links
from kgworkbench.model.graph import Entity, Graph, Provenance, Relation
from kgworkbench.model.text import Span
from kgworkbench.resolve.identity import entity_id, relation_id

__all__ = ["graph_of_links", "links_for"]

_NEW = 0.3
"""How often a made-up link brings a name that was not there."""


def links_for(path: Path | None, entities: int | None, relations: int, seed: int = 0) -> list[tuple[str, str]]:
    """Heads and tails of a triples file, or ``relations`` made-up ones whose names differ much in how often they come.

    Raises:
        CorpusError: the file cannot be read.
    """
    if path is not None:
        return read_links(path, entities)
    draw = random.Random(seed)  # noqa: S311 - made-up data
    known = 2

    def name() -> str:
        nonlocal known
        if draw.random() < _NEW:
            known += 1
            return f"Entity {known}"
        return f"Entity {int(draw.random() ** 2 * known) + 1}"

    return [(name(), name()) for _ in range(relations)]


def graph_of_links(links: Iterable[tuple[str, str]]) -> Graph:
    """The graph of links, each with the place it was said in, as a build leaves it; equal links are one relation."""
    entities: dict[str, Entity] = {}
    places: dict[tuple[str, str], list[Provenance]] = {}
    for number, (head, tail) in enumerate(links):
        place = Provenance(f"document {number // 8}", f"chunk {number // 8}", Span(40 * (number % 8), 40))
        for name in (head, tail):
            if name not in entities:
                entities[name] = Entity(entity_id((name, "Thing")), name, "Thing", provenance=(place,))
        places.setdefault((entities[head].id, entities[tail].id), []).append(place)
    relations = [
        Relation(relation_id(head, "related to", tail), head, "related to", tail, 1.0, tuple(sorted(found)))
        for (head, tail), found in places.items()
    ]
    return Graph(tuple(sorted(entities.values(), key=lambda e: e.id)), tuple(sorted(relations, key=lambda r: r.id)))
