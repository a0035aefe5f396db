"""Rings of a knowledge tree."""

import json

from kgworkbench.model.graph import Entity, Graph, Relation
from kgworkbench.model.tree import Community, Keyword, KnowledgeTree
from kgworkbench.present.nest import community_name
from kgworkbench.present.tree import tree_rings

GRAPH = Graph(
    tuple(Entity(f"e{k}", f"Name {k}", "Person" if k < 4 else "Place") for k in range(8)),
    tuple(
        Relation(f"r{a}{b}", f"e{a}", "knows" if a % 2 else "visited", f"e{b}")
        for a, b in [(0, 1), (1, 2), (2, 3), (4, 5), (3, 4), (1, 6), (2, 7)]
    ),
)
WORDS = (Keyword("engine", 2.0, ("e0", "e1")), Keyword("notes", 1.0, ("e1", "e2")))
TREE = KnowledgeTree(
    (
        Community("c0", 0, ("e0", "e1", "e2", "e3"), "e1", "top", WORDS),
        Community("c1", 0, ("e4", "e5"), "e4", "top", (), "Places"),
        Community("c2", 0, ("e6", "e7"), "e6", None),
        Community("top", 1, ("e0", "e1", "e2", "e3", "e4", "e5"), "e1"),
        Community("solo", 1, ("e6", "e7"), "e6"),
    )
)  # fmt: skip


def children(rings: dict[str, list], parent: str) -> list[int]:
    return [k for k, above in enumerate(rings["parents"]) if above == parent]


def test_values_of_a_branch_add_up_and_each_entity_counts_once() -> None:
    rings = tree_rings(TREE, GRAPH)
    assert len({len(column) for column in rings.values()}) == 1
    assert len(set(rings["ids"])) == len(rings["ids"])
    for k, ring in enumerate(rings["ids"]):
        if below := children(rings, ring):
            assert sum(rings["values"][j] for j in below) == rings["values"][k], ring
    shown = [ref for kind, ref in zip(rings["kinds"], rings["refs"], strict=True) if kind == "entity"]
    assert sorted(shown) == [f"e{k}" for k in range(8)]
    json.dumps(rings)


def test_what_is_cut_is_said_and_totals_stay() -> None:
    rings = tree_rings(TREE, GRAPH, leaves=4)
    assert "more" in rings["kinds"]
    for k, ring in enumerate(rings["ids"]):
        if below := children(rings, ring):
            assert sum(rings["values"][j] for j in below) == rings["values"][k]


def test_one_community_alone() -> None:
    rings = tree_rings(TREE, GRAPH, root="top")
    assert rings["ids"][0] == "top"
    assert rings["parents"][0] == ""
    assert "c2" not in rings["ids"]
    assert {"c0", "c1"} <= set(rings["ids"])


def test_a_community_is_called_by_name_keywords_or_centre() -> None:
    names = {"e1": "Ada"}
    assert community_name(TREE.communities[1], names) == "Places"
    assert community_name(TREE.communities[0], names) == "engine · notes"
    assert community_name(TREE.communities[3], names) == "Ada"


def test_an_empty_tree_draws_nothing() -> None:
    assert tree_rings(KnowledgeTree(), Graph())["ids"] == []


def test_what_a_person_decided_on_is_marked_wherever_it_stands() -> None:
    rings = tree_rings(TREE, GRAPH, locks={"c1", "e0"})
    marked = {ref for ref, locked in zip(rings["refs"], rings["locked"], strict=True) if locked}
    assert marked == {"c1", "e0"}
    assert not any(tree_rings(TREE, GRAPH)["locked"])
