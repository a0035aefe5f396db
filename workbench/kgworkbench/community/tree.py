"""The KnowledgeTree of a graph: communities level over level, their centres, keywords and plain names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from kgworkbench.community.affinity import Labels, Perception, Sparse, centres, dual_scores, in_context, perceive
from kgworkbench.community.describe import describe
from kgworkbench.community.detect import detect
from kgworkbench.community.fused import Senses, sense
from kgworkbench.community.keywords import keywords_of
from kgworkbench.community.terms import Terms, terms_of
from kgworkbench.model.graph import Graph
from kgworkbench.model.ids import content_id
from kgworkbench.model.tasks import DescribeTask
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.ports import Embedder
from kgworkbench.read.language import language_of
from kgworkbench.settings import CommunitySettings

__all__ = [
    "CONTEXT",
    "Ground",
    "ground_of",
    "grow_on",
    "grow_tree",
    "levels_on",
    "perceive_graph",
    "plant_on",
    "plant_tree",
]

# How much the entities linked to it say of an entity, against its own name.
CONTEXT = 0.3

# What a community is described from, and how many names tell the graph's language.
MEMBERS, FACTS, SAMPLE = 40, 12, 500


def grow_tree(graph: Graph, embedder: Embedder, settings: CommunitySettings = CommunitySettings()) -> KnowledgeTree:
    """The knowledge tree of a graph, with plain names and summaries; no engine is asked.

    An entity means what its name means to the embedder and, less, what the names around it mean: a person's name
    alone says little, and the paper reads an entity from its triples. An entity with no relation is placed by its
    name and by what is mentioned beside it. The same graph, embedder and settings give the same tree in every
    process, whatever the order of entities and relations.
    """
    return grow_on(ground_of(graph, embedder, settings.seed), settings)


@dataclass(frozen=True, slots=True)
class Ground:
    """A graph made ready for trees: whatever no weight, threshold or method changes, found once.

    ``senses`` is None where there is too little to compare.
    """

    graph: Graph
    perception: Perception
    senses: Senses | None
    terms: Sequence[Terms]


def ground_of(graph: Graph, embedder: Embedder, seed: int = 0) -> Ground:
    """The ground of a graph, whatever the order of its entities and relations."""
    ordered = Graph(
        tuple(sorted(graph.entities, key=lambda entity: entity.id)),
        tuple(sorted(graph.relations, key=lambda relation: relation.id)),
    )
    perception = perceive_graph(ordered, embedder)
    senses = sense(perception, seed) if len(ordered.entities) > 1 else None
    return Ground(ordered, perception, senses, terms_of(ordered))


def grow_on(ground: Ground, settings: CommunitySettings = CommunitySettings()) -> KnowledgeTree:
    """The knowledge tree of a ground: the one ``grow_tree`` gives, sooner, for a slider that asks again and again."""
    return plant_on(ground, levels_on(ground, settings), settings)


def levels_on(ground: Ground, settings: CommunitySettings = CommunitySettings()) -> list[Labels]:
    """The communities of each level of a ground, finest first (see ``detect``): the first half of ``grow_on``."""
    return detect(ground.perception, settings, ground.senses)


def plant_on(
    ground: Ground, levels: Sequence[Labels], settings: CommunitySettings = CommunitySettings(), *, worded: int = 0
) -> KnowledgeTree:
    """The knowledge tree of a ground's communities: the second half of ``grow_on``, whole or with its words to come.

    Levels below ``worded`` are named by their centres and have no keywords yet. Words take most of the time and
    change no member, so that a picture need not wait for those of levels nobody looks at.
    """
    if not ground.graph.entities:
        return KnowledgeTree(method=settings.method)
    return plant_tree(ground.graph, ground.perception, levels, settings, ground.terms, worded=worded)


def perceive_graph(graph: Graph, embedder: Embedder) -> Perception:
    """What communities of the graph's entities are found from, positions as in ``graph.entities``."""
    position = {entity.id: place for place, entity in enumerate(graph.entities)}
    inside = [relation for relation in graph.relations if relation.head in position and relation.tail in position]
    vectors = embedder.embed([entity.name for entity in graph.entities])
    heads = [position[relation.head] for relation in inside]
    tails = [position[relation.tail] for relation in inside]
    return in_context(perceive(heads, tails, vectors), CONTEXT, _mentioned(graph))


def _mentioned(graph: Graph) -> Sparse | None:
    """Which entity (row) is mentioned in which chunk (column); None where no entity knows."""
    chunks: dict[str, int] = {}
    pairs = sorted(
        {
            (place, chunks.setdefault(where.chunk, len(chunks)))
            for place, entity in enumerate(graph.entities)
            for where in entity.provenance
        }
    )
    if not pairs:
        return None
    rows, columns = zip(*pairs, strict=True)
    ones = np.ones(len(pairs), dtype=np.float32)
    return sparse.coo_array((ones, (rows, columns)), shape=(len(graph.entities), len(chunks))).tocsr()


def plant_tree(
    graph: Graph,
    perception: Perception,
    levels: Sequence[Labels],
    settings: CommunitySettings,
    terms: Sequence[Terms] | None = None,
    *,
    worded: int = 0,
) -> KnowledgeTree:
    """The knowledge tree of given communities, finest level first, positions as in ``graph.entities``.

    ``terms`` are those of the entities (see ``terms_of``), where they are at hand; ``worded`` the first level that
    is given more words than the names of its centres.
    """
    ids = [entity.id for entity in graph.entities]
    names = [entity.name for entity in graph.entities]
    language = language_of(" ".join(names[:SAMPLE]))
    terms = terms_of(graph) if terms is None else terms
    groups = [_groups(labels) for labels in levels]
    homes = [
        [content_id("community", level, *(ids[member] for member in group)) for group in groups[level]]
        for level in range(len(levels))
    ]
    communities: list[Community] = []
    for level, labels in enumerate(levels):
        scores = dual_scores(perception, labels, settings.weight)
        middle = centres(labels, scores)
        if level < worded:
            communities += [
                Community(
                    id=homes[level][number],
                    level=level,
                    members=tuple(ids[member] for member in group),
                    centre=ids[middle[number]],
                    parent=_parent(homes, levels, level, group[0]),
                    name=names[middle[number]],
                )
                for number, group in enumerate(groups[level])
            ]
            continue
        keywords = keywords_of(terms, ids, groups[level], scores)
        facts = _facts(graph, labels, middle)
        for number, group in enumerate(groups[level]):
            best = sorted(group, key=lambda member: (-scores[member], member))[:MEMBERS]
            said = describe(
                DescribeTask(
                    community=homes[level][number],
                    centre=names[middle[number]],
                    members=tuple(names[member] for member in best),
                    keywords=tuple(keyword.term for keyword in keywords[number]),
                    facts=tuple(facts[number]),
                    language=language,
                )
            )
            communities.append(
                Community(
                    id=homes[level][number],
                    level=level,
                    members=tuple(ids[member] for member in group),
                    centre=ids[middle[number]],
                    parent=_parent(homes, levels, level, group[0]),
                    keywords=keywords[number],
                    name=said.name,
                    summary=said.summary,
                )
            )
    return KnowledgeTree(tuple(communities), settings.method)


def _parent(homes: Sequence[Sequence[str]], levels: Sequence[Labels], level: int, member: int) -> str | None:
    """The community of the level above that a community with this member is part of."""
    return homes[level + 1][levels[level + 1][member]] if level + 1 < len(levels) else None


def _groups(labels: Labels) -> list[list[int]]:
    """The members of each community, by position."""
    groups: list[list[int]] = [[] for _ in range(int(labels.max(initial=-1)) + 1)]
    for place, label in enumerate(labels.tolist()):
        groups[label].append(place)
    return groups


def _facts(graph: Graph, labels: Labels, middle: Labels) -> dict[int, list[str]]:
    """Inner relations of each community as text, those of its centre first."""
    position = {entity.id: place for place, entity in enumerate(graph.entities)}
    central: defaultdict[int, list[str]] = defaultdict(list)
    inner: defaultdict[int, list[str]] = defaultdict(list)
    # Plain numbers: arrays are slow where they are read one by one.
    homes, hubs = labels.tolist(), middle.tolist()
    for relation in graph.relations:
        head, tail = position.get(relation.head), position.get(relation.tail)
        if head is None or tail is None or homes[head] != homes[tail]:
            continue
        number = homes[head]
        into = central if hubs[number] in (head, tail) else inner
        if len(into[number]) < FACTS:
            into[number].append(f"{graph.entities[head].name} {relation.type} {graph.entities[tail].name}")
    return defaultdict(list, {key: (central[key] + inner[key])[:FACTS] for key in {*central, *inner}})
