"""Second thoughts on types: a mention takes the type its relations ask for, where it was one of its possible ones."""

from collections.abc import Mapping
from dataclasses import replace

from kgworkbench.engines.local.compiled import Compiled
from kgworkbench.engines.local.spotted import Typed
from kgworkbench.model.facts import TripleCandidate

__all__ = ["retyped"]

Key = tuple[int, str, int]


def retyped(
    mentions: tuple[Typed, ...], triples: Mapping[Key, TripleCandidate], view: Compiled
) -> tuple[tuple[Typed, ...], tuple[Key, ...]]:
    """The mentions with their final types, and the triples whose ends those types allow.

    Equal surfaces keep one type. Its own type has a lead over the other possible ones, which the triples that need
    another can outweigh.
    """
    relations = {relation.name: relation for relation in view.relations}
    votes: dict[str, dict[str, float]] = {}
    for (head, name, tail), triple in triples.items():
        for at, wanted in ((head, relations[name].heads), (tail, relations[name].tails)):
            item = mentions[at]
            fitting = [kind for kind in item.types if kind in wanted]
            if fitting:
                ballot = votes.setdefault(item.text, {})
                ballot[fitting[0]] = ballot.get(fitting[0], 0.0) + triple.confidence
    final: dict[str, str] = {}
    for item in mentions:
        ballot = votes.get(item.text, {})
        if ballot and item.text not in final:
            lead = {kind: 0.3 if kind == item.type else 0.0 for kind in item.types}
            final[item.text] = min(
                ballot,
                key=lambda kind: (
                    -ballot[kind] - lead.get(kind, 0.0),
                    item.types.index(kind) if kind in item.types else 99,
                ),
            )
    settled = tuple(replace(item, type=final.get(item.text, item.type)) for item in mentions)
    kept = tuple(
        key
        for key in triples
        if settled[key[0]].type in relations[key[1]].heads and settled[key[2]].type in relations[key[1]].tails
    )
    return settled, kept
