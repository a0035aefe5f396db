"""The community route: from the top of the tree down to the groups that fit, and what they say."""

import numpy as np

from kgworkbench.index.library import Library
from kgworkbench.index.match import Match, Rows, best, match, scaled
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.ids import content_id
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.ports import Vectors
from kgworkbench.retrieve.facts import chunks_of, fact_evidence, fact_hop

__all__ = ["by_community"]

# Communities kept at each level on the way down.
WIDTH = 5

# Facts offered of each community at the bottom.
FACTS = 4

# Words of name, keywords and summary against the best fact among the members.
WORDS = 0.5

# Facts that stand for their communities: those further down fit none of the question.
POOL = 2_000


def by_community(query: SubQuery, library: Library, limits: Limits) -> tuple[Evidence, ...]:
    """The best communities of the finest level reached from the top, each followed by its best facts."""
    index, tree = library.index, library.tree
    if not tree.communities:
        return ()
    found = match(index, query.text)
    pool = best(found.facts[: index.told], POOL)
    scores = _community_scores(library, found, pool)
    offered: list[Evidence] = []
    for place in _descend(library, scores):
        community = tree.communities[place]
        members = set(library.members.indices[library.members.indptr[place] : library.members.indptr[place + 1]])
        facts = [int(f) for f in pool if members.issuperset(index.about.indices[slice(*index.about.indptr[f : f + 2])])]
        best_facts = facts[:FACTS]
        said = tuple(c for fact in best_facts for c in chunks_of(fact_hop(library, fact).provenance))
        head = community.name or ", ".join(word.term for word in community.keywords[:5])
        offered.append(
            Evidence(
                id=content_id("community", community.id),
                route="community",
                text=f"{head}: {community.summary}" if community.summary else head,
                score=round(float(scores[place]), 6),
                chunks=tuple(dict.fromkeys(said)),
                community=community.id,
                sub_query=query.id,
            )
        )
        for fact in best_facts:
            score = float(scores[place]) * float(found.facts[fact])
            offered.append(fact_evidence(library, fact, "community", score, query.id))
    offered.sort(key=lambda item: (-item.score, item.id))
    unique: dict[str, Evidence] = {}
    for item in offered:
        unique.setdefault(item.id, item)
    return tuple(unique.values())[: limits.top]


def _community_scores(library: Library, found: Match, pool: Rows) -> Vectors:
    """How well each community fits (0 to 1): its words, and the best fact about its members."""
    index = library.index
    by_words = scaled(library.community_words.scores(found.words))
    entities = np.zeros(index.entities, dtype=np.float32)
    about = index.about[pool][:, : index.entities]
    np.maximum.at(entities, about.indices, np.repeat(found.facts[pool], np.diff(about.indptr)))
    members = library.members
    filled = np.flatnonzero(np.diff(members.indptr))
    by_facts: Vectors = np.zeros(members.shape[0], dtype=np.float32)
    if len(filled):
        by_facts[filled] = np.maximum.reduceat(entities[members.indices], members.indptr[filled])
    scores: Vectors = WORDS * by_words + (1 - WORDS) * by_facts
    return scores


def _descend(library: Library, scores: Vectors) -> list[int]:
    """Positions of the communities reached from the top that have no children, best first."""
    level = list(library.children.get("", ()))
    bottom: list[int] = []
    while level:
        level = sorted((place for place in level if scores[place] > 0), key=lambda place: (-scores[place], place))[
            :WIDTH
        ]
        below = [library.children.get(library.tree.communities[place].id, ()) for place in level]
        bottom.extend(place for place, children in zip(level, below, strict=True) if not children)
        level = [child for children in below for child in children]
    return sorted(bottom, key=lambda place: (-scores[place], place))[:WIDTH]
