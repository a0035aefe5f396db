"""The merge queue for communities: pairs of one level, scored by links and keywords, each community in one at most."""

from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.model.graph import Entity, Graph, Relation
from kgworkbench.model.tree import Community, Keyword, KnowledgeTree
from kgworkbench.present.community_queue import community_queue

NAMES = "abcdefghi"


def graph(ties: list[tuple[str, str]]) -> Graph:
    entities = tuple(Entity(name, name.upper(), "T") for name in NAMES)
    return Graph(entities, tuple(Relation(f"{a}{b}", a, "knows", b) for a, b in ties))


def tree(terms: tuple[str, ...] = ("x", "y", "z")) -> KnowledgeTree:
    groups = ("abc", "def", "ghi")
    return KnowledgeTree(
        tuple(
            Community(f"c{at}", 0, tuple(group), group[0], keywords=(Keyword(term, 1.0),), name=f"Group {at}")
            for at, (group, term) in enumerate(zip(groups, terms, strict=True))
        )
    )


def test_links_across_and_shared_keywords_speak_for_a_merge_and_a_large_one_against() -> None:
    ties = [("a", "b"), ("a", "d"), ("b", "e"), ("c", "f"), ("g", "h")]
    (row,) = community_queue(graph(ties), tree(("x", "x", "z")))
    assert {member["id"] for member in row["members"]} == {"c0", "c1"}
    assert row["level"] == 0
    assert row["score"] > 0.8
    kinds = {reason["kind"]: reason["strength"] for reason in row["reasons"]}
    assert kinds["links"] == 0.75 or kinds["links"] == 1.0
    assert kinds["keywords"] == 1.0
    assert kinds["size"] < 0
    assert row["name"] == "Group 0"
    assert community_queue(graph([("a", "b"), ("g", "h")]), tree()) == []
    # One word in common says nothing where no link does, and the name of a relation says nothing at all.
    assert community_queue(graph([("a", "b"), ("g", "h")]), tree(("x", "x", "z"))) == []
    (row,) = community_queue(graph([*ties, ("h", "i")]), tree(("knows", "knows", "z")))
    assert "keywords" not in {reason["kind"] for reason in row["reasons"]}


def test_it_speaks_chinese() -> None:
    (row,) = community_queue(graph([("a", "d"), ("b", "e")]), tree(), language="zh")
    assert [reason["word"] for reason in row["reasons"]] == ["相互关系", "规模过大"]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), unique=True, max_size=20), st.randoms())
def test_the_order_of_the_graph_changes_nothing_and_no_community_stands_twice(ties, random) -> None:
    known = community_queue(graph(ties), tree())
    random.shuffle(ties)
    assert community_queue(graph(ties), tree()) == known
    used = [member["id"] for row in known for member in row["members"]]
    assert len(used) == len(set(used))
    assert all(0.05 <= row["score"] <= 1 for row in known)
