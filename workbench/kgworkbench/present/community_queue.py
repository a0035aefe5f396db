"""View data of the merge queue for communities: those that share links and keywords, with reasons and a name."""

from collections import Counter
from collections.abc import Collection
from itertools import combinations
from typing import Any

from kgworkbench.model.graph import Graph
from kgworkbench.model.ids import content_id
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.present.nest import community_hues
from kgworkbench.present.wording import cut

__all__ = ["community_queue"]

_LEAST = 0.05
_FEW = 2
"""So many keywords two communities without a link between them share at least."""
_MOST = 40
_COMMON = 12
"""A keyword of more communities than these says nothing of any two of them."""
_LARGE = 0.25
"""From this share of all entities on a community would say little: that speaks against a merge."""
_WORDS = {
    "en": (
        "links between them", "{n} of the {m} links of the smaller one", "shared keywords", "a large one",
        "{n} members",
    ),
    "zh": ("相互关系", "较小社区 {m} 条关系中的 {n} 条", "共同关键词", "规模过大", "{n} 个成员"),
}  # fmt: skip


def community_queue(
    graph: Graph,
    tree: KnowledgeTree,
    *,
    weight: float = 0.5,
    language: str = "en",
    apart: Collection[frozenset[str]] = (),
) -> list[dict[str, Any]]:
    """Pairs of communities of one level that may be one, the surest first; each community stands in one pair at most.

    The score is ``weight`` x the share of the smaller one's links that lead to the other + (1 - weight) x the share of
    its keywords that are the other's too. Pairs of ids in ``apart`` are not offered. Keys as of
    ``present.merging.merge_queue``, and ``level``; a member's ``aliases`` are some of the entities in it, its
    ``relations`` those inside it, its ``documents`` its members.
    """
    rows = []
    for level in range(tree.levels):
        rows += _of_level(graph, tree, level, weight, language, frozenset(apart))
    return sorted(rows, key=lambda row: (-row["score"], row["id"]))[:_MOST]


def _of_level(
    graph: Graph, tree: KnowledgeTree, level: int, weight: float, language: str, apart: Collection[frozenset[str]]
) -> list[dict[str, Any]]:
    communities = {one.id: one for one in tree.at(level)}
    if len(communities) < 3:
        return []
    home = {member: one.id for one in communities.values() for member in one.members}
    across, touching, inside = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    for relation in graph.relations:
        a, b = home.get(relation.head), home.get(relation.tail)
        if a is None or b is None:
            continue
        touching.update({a, b})
        if a == b:
            inside[a] += 1
        else:
            across[(min(a, b), max(a, b))] += 1
    shared: dict[tuple[str, str], list[str]] = {}
    carriers: dict[str, list[str]] = {}
    # A keyword that only names a relation type is shared by what has nothing else in common.
    verbs = {words for relation in graph.relations for words in (relation.type, relation.type.replace("_", " "))}
    for one in communities.values():
        for keyword in one.keywords:
            if keyword.term in verbs:
                continue
            carriers.setdefault(keyword.term, []).append(one.id)
    for term, found in sorted(carriers.items()):
        if len(found) <= _COMMON:
            for a, b in combinations(sorted(found), 2):
                shared.setdefault((a, b), []).append(term)
    scored = []
    for pair in sorted({*across, *(pair for pair, terms in shared.items() if len(terms) >= _FEW)}):
        smaller = min(pair, key=lambda key: (len(communities[key].members), key))
        links = across[pair] / touching[smaller] if touching[smaller] else 0.0
        words = len(shared.get(pair, ())) / max(len(communities[smaller].keywords), 1)
        scored.append((weight * links + (1 - weight) * words, pair, smaller, links, words))
    names = {entity.id: entity.name for entity in graph.entities}
    hues = community_hues(tree)
    used: set[str] = set()
    rows = []
    for score, pair, smaller, links, words in sorted(scored, key=lambda one: (-one[0], one[1])):
        if score < _LEAST or used.intersection(pair) or frozenset(pair) in apart:
            continue
        used.update(pair)
        group = sorted((communities[key] for key in pair), key=lambda one: (-len(one.members), one.id))
        told = (across[pair], touching[smaller], links, shared.get(pair, []), words)
        rows.append(_row(group, score, told, names, hues, inside, len(names), language))
    return rows


def _row(
    group: list[Community],
    score: float,
    told: tuple[int, int, float, list[str], float],
    names: dict[str, str],
    hues: Any,
    inside: Counter[str],
    total: int,
    language: str,
) -> dict[str, Any]:
    crossing, links_of, links, terms, words = told
    between, of, keywords, large, members = _WORDS.get(language, _WORDS["en"])
    size = sum(len(one.members) for one in group)
    reasons = []
    if crossing:
        shows = of.format(n=crossing, m=links_of)
        reasons.append({"kind": "links", "word": between, "strength": round(links, 3), "shows": shows})
    if terms:
        reasons.append({"kind": "keywords", "word": keywords, "strength": round(words, 3), "shows": ", ".join(terms)})
    if size > _LARGE * total:
        shows = members.format(n=size)
        reasons.append({"kind": "size", "word": large, "strength": -round(size / total, 3), "shows": shows})
    called = [one.name or names.get(one.centre, one.id) for one in group]
    return {
        "id": content_id("merge communities", *sorted(one.id for one in group)),
        "level": group[0].level,
        "score": round(score, 3),
        "name": called[0],
        "names": list(dict.fromkeys([*called, *(names[one.centre] for one in group if one.centre in names)])),
        "type": "",
        "members": [
            {
                "id": one.id,
                "name": name,
                "type": cut(", ".join(keyword.term for keyword in one.keywords[:3]), 40),
                "color": hues[one.id].color,
                "dark": hues[one.id].dark,
                "aliases": [names[key] for key in one.members if key in names][:6],
                "relations": inside[one.id],
                "documents": len(one.members),
            }
            for one, name in zip(group, called, strict=True)
        ],
        "reasons": sorted(reasons, key=lambda row: (-row["strength"], row["kind"])),
    }
