"""Where new entities belong among the communities there are: by the dual score, or in communities of their own."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from kgworkbench.community.affinity import Labels, Perception, memberships
from kgworkbench.community.detect import detect
from kgworkbench.community.refine import best_of_each, row_dots
from kgworkbench.community.tree import perceive_graph
from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.ports import Embedder
from kgworkbench.settings import CommunitySettings

__all__ = ["Placed", "joining_scores", "place"]

# Communities a walk down the tree keeps at each level, by the likeness of their centres' names.
BEAM = 4

# So many new entities at least for communities of their own.
FEW = 3

Placed = tuple[dict[str, str], list[tuple[tuple[str, ...], str]]]
"""Which finest community each entity joins; and new communities, each with the one there is that it is most like."""


def place(
    fresh: Collection[str],
    homes: Mapping[str, str],
    tree: KnowledgeTree,
    graph: Graph,
    embedder: Embedder,
    settings: CommunitySettings,
) -> Placed:
    """The places of fresh entities by the dual score S(e, C), with the community as it would be once e has joined.

    An entity looks at the finest communities of what it is linked to, or else is mentioned beside, and at those a walk
    down the tree finds by meaning; and at the community that fresh entities would form by themselves. All look at
    once, so that no order among them matters.

    Args:
        fresh: ids of entities no community has.
        homes: the finest community of every entity that has one and is still in the graph.
        tree: with the communities that ``homes`` names; members that left the graph count no more.
        graph: has fresh and old entities.
        embedder: is asked for names around the fresh entities only.
        settings: method, weight and seed.
    """
    new = sorted(fresh)
    among = set(new)
    offers = _neighbouring(among, homes, graph)
    for entity, found in _alike(new, tree, graph, embedder, set(homes.values())).items():
        offers[entity].update(found)
    near = sorted({key for found in offers.values() for key in found})
    number = {key: place for place, key in enumerate(near)}
    held = {community.id: community for community in tree.at(0)}
    around = {m for key in near for m in held[key].members if homes.get(m) == key}
    local = Graph(
        tuple(sorted((e for e in graph.entities if e.id in among or e.id in around), key=lambda entity: entity.id)),
        tuple(
            sorted(
                (r for r in graph.relations if _within(r.head, among, around) and _within(r.tail, among, around)),
                key=lambda relation: relation.id,
            )
        ),
    )
    perception = perceive_graph(local, embedder)
    position = {entity.id: at for at, entity in enumerate(local.entities)}
    rows = np.array([position[entity] for entity in new])
    own = _own_groups(perception, rows, settings) + len(near)
    labels = np.array([number[homes[e.id]] if e.id in around else 0 for e in local.entities], dtype=np.int64)
    labels[rows] = own
    pairs = sorted({(at, number[key]) for at, entity in enumerate(new) for key in offers[entity]} | set(enumerate(own)))
    who = np.array([at for at, _ in pairs])
    where = np.array([community for _, community in pairs])
    scores = joining_scores(perception, labels, rows[who], where, settings.weight)
    best = where[best_of_each(who, scores)]
    # A community of one is none: such an entity joins the best there is.
    sizes = np.bincount(best, minlength=int(labels.max()) + 1)
    old = where < len(near)
    best_old = where[old][best_of_each(who[old], scores[old])] if len(near) else best
    best = np.where((best >= len(near)) & (sizes[best] < 2), best_old, best)
    joined = {entity: near[at] for entity, at in zip(new, best.tolist(), strict=True) if at < len(near)}
    formed: defaultdict[int, list[int]] = defaultdict(list)
    for at in np.flatnonzero(best >= len(near)).tolist():
        formed[int(best[at])].append(at)
    grown = []
    for members in formed.values():
        pull = np.bincount(where, np.where(np.isin(who, members) & old, scores, 0.0), minlength=max(len(near), 1))
        grown.append((tuple(new[at] for at in members), near[int(np.argmax(pull[: len(near)]))] if near else ""))
    return joined, grown


def _within(entity: str, among: set[str], around: set[str]) -> bool:
    return entity in among or entity in around


def _neighbouring(among: set[str], homes: Mapping[str, str], graph: Graph) -> defaultdict[str, set[str]]:
    """The communities of what each fresh entity is linked to; where there are none, of what is mentioned beside it."""
    offers: defaultdict[str, set[str]] = defaultdict(set)
    for relation in graph.relations:
        for one, other in ((relation.head, relation.tail), (relation.tail, relation.head)):
            if one in among and other in homes:
                offers[one].add(homes[other])
    chunks: defaultdict[str, list[str]] = defaultdict(list)
    for entity in graph.entities:
        if entity.id in among and entity.id not in offers:
            for said in entity.provenance:
                chunks[said.chunk].append(entity.id)
    if chunks:
        for entity in graph.entities:
            if entity.id in homes:
                for chunk in {said.chunk for said in entity.provenance} & chunks.keys():
                    for other in chunks[chunk]:
                        offers[other].add(homes[entity.id])
    return offers


def _alike(
    new: Sequence[str], tree: KnowledgeTree, graph: Graph, embedder: Embedder, alive: set[str]
) -> dict[str, list[str]]:
    """The finest communities that a walk from the top finds for each entity, by its name and those of centres."""
    below: defaultdict[str | None, list[Community]] = defaultdict(list)
    for community in tree.communities:
        below[community.parent].append(community)
    wanted = {community.centre for community in tree.communities} | set(new)
    names = {entity.id: entity.name for entity in graph.entities if entity.id in wanted}
    asked = embedder.embed([names[entity] for entity in new])
    vectors: dict[str, np.ndarray] = {}
    kept: list[list[Community]] = [below[None]] * len(new)
    for _ in range(tree.levels):
        lacking = sorted({c.centre for each in kept for c in each if c.centre in names and c.centre not in vectors})
        if lacking:
            vectors.update(zip(lacking, embedder.embed([names[centre] for centre in lacking]), strict=True))
        for at, each in enumerate(kept):
            known = [community for community in each if community.centre in vectors]
            if known:
                near = np.stack([vectors[community.centre] for community in known]) @ asked[at]
                each = [known[place] for place in np.argsort(-near, kind="stable")[:BEAM]]
            kept[at] = each if each and each[0].level == 0 else [part for c in each for part in below[c.id]]
    return {
        entity: [community.id for community in each if community.level == 0 and community.id in alive][:BEAM]
        for entity, each in zip(new, kept, strict=True)
    }


def _own_groups(perception: Perception, rows: Labels, settings: CommunitySettings) -> Labels:
    """The communities that fresh entities would form among themselves."""
    if len(rows) < FEW:
        return np.arange(len(rows))
    return detect(Perception(perception.links[rows][:, rows].tocsr(), perception.vectors[rows]), settings)[0]


def joining_scores(perception: Perception, labels: Labels, rows: Labels, columns: Labels, weight: float) -> np.ndarray:
    """What ``dual_scores`` would give entities (``rows``) as members of communities (``columns``), pair by pair."""
    home = memberships(labels)
    already = labels[rows] == columns
    sums = (home.T @ perception.vectors).astype(np.float64)
    sizes = np.bincount(labels, minlength=home.shape[1])[columns] + ~already
    linked = (perception.links > 0).astype(np.float64)
    inside = np.asarray((linked @ home)[rows, columns]).ravel() + 1
    around = np.asarray(linked.sum(axis=1)).ravel()[rows] + 1
    structure = inside / (around + sizes - inside)
    own = np.einsum("ij,ij->i", perception.vectors, perception.vectors).astype(np.float64)[rows]
    dots = row_dots(perception.vectors, sums, rows, columns)
    squares = np.einsum("ij,ij->i", sums, sums)[columns]
    lengths = np.sqrt(np.maximum(np.where(already, squares, squares + 2 * dots + own), 1e-12))
    scores: np.ndarray = weight * structure + (1 - weight) * np.where(already, dots, dots + own) / lengths
    return scores
