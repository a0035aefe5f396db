"""Why two communities would be one: the score by which the paper fuses them, and what is said inside each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.community.paper import _pair_score
from kgworkbench.model.graph import Entity, Graph, Relation
from kgworkbench.model.tree import Community, Keyword, KnowledgeTree
from kgworkbench.present.community_pair import communities_surroundings, nearest_communities, why_one

NAMES = "abcdefgh"
ONE = Community("one", 0, tuple("abc"), "a", keywords=(Keyword("x", 1.0), Keyword("y", 1.0)), name="One")
OTHER = Community("other", 0, tuple("def"), "d", keywords=(Keyword("y", 1.0),), name="Other")
REST = Community("rest", 0, tuple("gh"), "g", name="Rest")


def graph(ties: list[tuple[str, str]]) -> Graph:
    entities = tuple(Entity(name, name.upper(), "T") for name in NAMES)
    return Graph(entities, tuple(Relation(f"{at}", a, "knows", b) for at, (a, b) in enumerate(ties)))


def vectors(seed: int = 0) -> dict[str, np.ndarray]:
    rows = np.random.default_rng(seed).normal(size=(len(NAMES), 5)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return dict(zip(NAMES, rows, strict=True))


def test_it_says_what_runs_between_them_and_who_is_linked_to_both() -> None:
    ties = [("a", "b"), ("a", "d"), ("e", "b"), ("c", "g"), ("g", "f"), ("d", "e"), ("h", "h")]
    why = why_one(graph(ties), ONE, OTHER, vectors(), 0.5)
    assert (why["a"]["name"], why["a"]["degree"], why["kind"]) == ("One", 3, "communities")
    assert why["structure"] == 0.5  # two of the four links that leave either run between them
    assert (why["between"], why["direct"]) == (2, ["A — knows → D", "E — knows → B"])
    assert [(row["id"], row["types"]) for row in why["shared"]] == [("g", [["knows"], ["knows"]])]
    assert why["words"] == ["y"]
    assert why["said"] == {"a": [("A", "knows", "B")], "b": [("D", "knows", "E")]}


def test_the_nearest_are_those_with_most_relations() -> None:
    tree = KnowledgeTree((ONE, OTHER, REST))
    assert nearest_communities(graph([("a", "g"), ("b", "h"), ("c", "d")]), tree, "one") == ("rest", "other")
    assert nearest_communities(graph([]), tree, "one", 1) == ("other",)
    assert nearest_communities(graph([]), tree, "nobody") == ()


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=16),
    st.integers(0, 5),
    st.sampled_from([0.0, 0.5, 1.0]),
)
def test_the_score_is_the_one_communities_are_fused_by_and_has_no_order(ties, seed, weight) -> None:
    whole, rows = graph(ties), vectors(seed)
    why = why_one(communities_surroundings(whole, ONE, OTHER), ONE, OTHER, rows, weight)
    back = why_one(whole, OTHER, ONE, rows, weight)
    assert (why["structure"], why["meaning"], why["fused"]) == (back["structure"], back["meaning"], back["fused"])
    links = [(NAMES.index(a), NAMES.index(b)) for a, b in ties]
    members = [frozenset(NAMES.index(member) for member in each.members) for each in (ONE, OTHER)]
    stacked = np.stack([rows[name] for name in NAMES])
    plain = _pair_score(members[0], members[1], links, stacked, weight)
    meaning = float(np.mean([rows[a] @ rows[b] for a in "abc" for b in "def"]))
    assert why["fused"] == pytest.approx(plain - (1 - weight) * min(meaning, 0.0), abs=2e-4)
