"""Graphs with communities planted in them, seen by links and by vectors alike, each with much noise."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kgworkbench.community.affinity import Perception, perceive
from kgworkbench.model.graph import Entity, Graph, Relation
from kgworkbench.model.ids import content_id

__all__ = ["LetterEmbedder", "Planted", "graph_from", "plant"]


@dataclass(frozen=True)
class Planted:
    heads: NDArray[np.int64]
    tails: NDArray[np.int64]
    vectors: NDArray[np.float32]
    truth: NDArray[np.int64]

    @property
    def perception(self) -> Perception:
        return perceive(self.heads.tolist(), self.tails.tolist(), self.vectors)


def plant(
    entities: int, size: int, *, noise: float, mixing: float, degree: int = 6, seed: int = 0, dimension: int = 64
) -> Planted:
    """Communities of ``size``; a share ``mixing`` of the links goes anywhere, vectors scatter by ``noise``."""
    source = np.random.default_rng(seed)
    groups = entities // size
    truth = np.arange(entities) % groups
    count = entities * degree // 2
    heads = source.integers(0, entities, count)
    inside = source.random(count) >= mixing
    mates = truth[heads] + groups * source.integers(0, size, count)
    tails = np.where(inside, np.minimum(mates, entities - 1), source.integers(0, entities, count))
    middles = source.normal(size=(groups, dimension))
    vectors = middles[truth] + noise * source.normal(size=(entities, dimension))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Planted(heads, tails, vectors.astype(np.float32), truth)


class LetterEmbedder:
    """Embeds a text by the letters it has, with a little of its length: enough to tell names apart."""

    name = "letters"

    def embed(self, texts: list[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 32), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text.casefold():
                row[ord(letter) % 32] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)


def graph_from(triples: list[tuple[str, str, str]], lonely: tuple[str, ...] = ()) -> Graph:
    """The graph of triples of names, and entities with no relation."""
    names = sorted({end for head, _, tail in triples for end in (head, tail)} | set(lonely))
    entities = [Entity(content_id("entity", name), name, "Thing") for name in names]
    relations = {
        content_id(head, kind, tail): Relation(
            content_id(head, kind, tail), content_id("entity", head), kind, content_id("entity", tail)
        )
        for head, kind, tail in triples
    }
    return Graph(
        tuple(sorted(entities, key=lambda entity: entity.id)),
        tuple(sorted(relations.values(), key=lambda relation: relation.id)),
    )
