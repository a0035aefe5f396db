"""How good communities are, in figures."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kgworkbench.community.affinity import Labels, Perception, compact, memberships, perceive
from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.ports import Embedder

__all__ = ["Quality", "measure", "measure_tree"]


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures of one level of communities.

    ``modularity`` is that of the simple graph weighted by parallel triples; ``cosine`` the mean over all pairs of
    entities within one community; ``coherence`` the mean over entities of their mean cosine to their community's
    other members; ``connected_share`` the share of communities whose inner links connect them. The last three
    look at communities of two or more. ``assigned_share`` is the share of entities in some community; ``alone``
    counts communities of one.
    """

    communities: int
    assigned_share: float
    modularity: float
    cosine: float
    coherence: float
    connected_share: float
    largest: int
    alone: int


def measure(perception: Perception, labels: Labels) -> Quality:
    """The quality of communities; a label of -1 says that the entity is in none (it counts as alone in modularity)."""
    total = len(labels)
    if not total:
        return Quality(0, 1.0, 0.0, 0.0, 0.0, 1.0, 0, 0)
    placed = labels >= 0
    everyone = compact(np.where(placed, labels, labels.max(initial=-1) + 1 + np.arange(total)))
    home = memberships(everyone)
    sizes = np.bincount(everyone)
    several = sizes > 1
    vectors = perception.vectors
    sums = (home.T @ vectors).astype(np.float64)
    own = np.bincount(everyone, np.einsum("ij,ij->i", vectors, vectors).astype(np.float64))
    likeness = np.einsum("ij,ij->i", sums, sums) - own
    pairs = sizes * (sizes - 1.0)
    within = (likeness[several] / (sizes[several] - 1)).sum() / max(int(sizes[several].sum()), 1)
    return Quality(
        communities=int(np.unique(labels[placed]).size),
        assigned_share=float(placed.mean()),
        modularity=_modularity(perception, everyone),
        cosine=float(likeness[several].sum() / max(pairs[several].sum(), 1.0)),
        coherence=float(within),
        connected_share=_connected_share(perception, everyone, several),
        largest=int(sizes[everyone[placed]].max(initial=0)),
        alone=int((~several).sum() - (~placed).sum()),
    )


def measure_tree(graph: Graph, tree: KnowledgeTree, embedder: Embedder, level: int = 0) -> Quality:
    """The quality of one level of a tree, meaning measured on the embedded names of entities."""
    position = {entity.id: place for place, entity in enumerate(graph.entities)}
    labels = np.full(len(position), -1, dtype=np.int64)
    for number, community in enumerate(tree.at(level)):
        for member in community.members:
            if member in position:
                labels[position[member]] = number
    inside = [relation for relation in graph.relations if relation.head in position and relation.tail in position]
    heads = [position[relation.head] for relation in inside]
    tails = [position[relation.tail] for relation in inside]
    return measure(perceive(heads, tails, embedder.embed([entity.name for entity in graph.entities])), labels)


def _modularity(perception: Perception, labels: Labels) -> float:
    links = perception.links.tocoo()
    volume = float(links.data.sum())
    if volume == 0:
        return 0.0
    inside = float(links.data[labels[links.row] == labels[links.col]].sum())
    volumes = np.bincount(labels, np.asarray(perception.links.sum(axis=1)).ravel())
    return inside / volume - float(((volumes / volume) ** 2).sum())


def _connected_share(perception: Perception, labels: Labels, several: NDArray[np.bool_]) -> float:
    if not several.any():
        return 1.0
    links = perception.links.tocoo()
    kept = labels[links.row] == labels[links.col]
    inner = sparse.coo_array((links.data[kept], (links.row[kept], links.col[kept])), shape=links.shape)
    parts = sparse.csgraph.connected_components(inner.tocsr(), directed=False)[1]
    pieces = np.bincount(labels[np.unique(parts, return_index=True)[1]], minlength=len(several))
    return float((pieces[several] == 1).mean())
