"""The tree of a graph: ids, parents, centres, keywords and names, the same in every process and order."""

import os
import random
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from planted import LetterEmbedder, graph_from

from kgworkbench.community.keywords import KEYWORDS
from kgworkbench.community.quality import measure_tree
from kgworkbench.community.terms import terms_of
from kgworkbench.community.tree import grow_tree
from kgworkbench.model.codec import dumps
from kgworkbench.model.graph import Entity, Fact, Graph, Provenance
from kgworkbench.settings import CommunitySettings

RIVERS = [("Rhine", "flows through", "Basel"), ("Rhine", "flows through", "Cologne"), ("Aare", "joins", "Rhine")]
POETS = [("Li Bai", "befriended", "Du Fu"), ("Du Fu", "wrote", "Spring View"), ("Li Bai", "wrote", "Quiet Night")]
GRAPH = graph_from([*RIVERS, *POETS], ("Lonely Mountain", "1789"))


def _assert_lawful(tree, graph):
    ids = {entity.id for entity in graph.entities}
    by_id = {community.id: community for community in tree.communities}
    assert len(by_id) == len(tree.communities)
    for level in range(tree.levels):
        members = [member for community in tree.at(level) for member in community.members]
        assert sorted(members) == sorted(ids)
    for community in tree.communities:
        assert community.centre in community.members
        assert list(community.members) == sorted(community.members)
        assert community.name
        assert len(community.keywords) <= KEYWORDS
        for keyword in community.keywords:
            assert keyword.members
            assert set(keyword.members) <= set(community.members)
            assert 0 < keyword.weight <= 1
        if community.level < tree.levels - 1:
            parent = by_id[community.parent]
            assert parent.level == community.level + 1
            assert set(community.members) <= set(parent.members)
        else:
            assert community.parent is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 25), st.sampled_from(["knows", "属于"]), st.integers(0, 25)), max_size=60),
    st.sampled_from(["dual", "leiden", "louvain"]),
)
def test_every_tree_is_lawful(drawn, method):
    graph = graph_from([(f"name {head}", kind, f"名字{tail}") for head, kind, tail in drawn], ("alone",))
    _assert_lawful(grow_tree(graph, LetterEmbedder(), CommunitySettings(method)), graph)


def test_order_of_entities_and_relations_does_not_matter():
    first = grow_tree(GRAPH, LetterEmbedder())
    for seed in range(3):
        entities, relations = list(GRAPH.entities), list(GRAPH.relations)
        random.Random(seed).shuffle(entities)
        random.Random(seed).shuffle(relations)
        assert grow_tree(Graph(tuple(entities), tuple(relations)), LetterEmbedder()) == first


def test_the_hash_seed_does_not_matter():
    code = (
        "from test_knowledge_tree import GRAPH, LetterEmbedder, grow_tree, dumps\n"
        "print(dumps(grow_tree(GRAPH, LetterEmbedder())))"
    )
    found = set()
    for seed in ("0", "1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout.strip())
    assert found == {dumps(grow_tree(GRAPH, LetterEmbedder()))}


def test_empty_and_single():
    assert grow_tree(Graph(), LetterEmbedder()).communities == ()
    tree = grow_tree(graph_from([], ("Only One",)), LetterEmbedder())
    assert [community.name for community in tree.communities] == ["Only One"]
    _assert_lawful(tree, graph_from([], ("Only One",)))


def test_quality_of_a_tree():
    found = measure_tree(GRAPH, grow_tree(GRAPH, LetterEmbedder()), LetterEmbedder())
    assert found.assigned_share == 1.0
    assert found.communities >= 1


def test_an_entity_without_relations_goes_where_it_is_mentioned():
    groups = [("river", 8), ("piano", 8), ("metal", 8)]
    triples = [(f"{word} {i}", "beside", f"{word} {i + 1}") for word, count in groups for i in range(count)]
    graph = graph_from(triples)
    beside = tuple(
        Entity(e.id, e.name, e.type, provenance=(Provenance("d", e.name.split()[0]),)) for e in graph.entities
    )
    stray = Entity("zzz", "xqv", "Thing", provenance=(Provenance("d", "piano"),))
    tree = grow_tree(Graph((*beside, stray), graph.relations), LetterEmbedder())
    home = next(community for community in tree.at(0) if "zzz" in community.members)
    names = {entity.id: entity.name for entity in beside}
    assert {names[member].split()[0] for member in home.members if member != "zzz"} == {"piano"}


def test_terms_of_names_in_both_languages():
    graph = Graph(
        (
            Entity("1", "Difference Engine", "Machine", attributes=(Fact("made of", "brass"), Fact("year", "1822"))),
            Entity("2", "Analytical Engine of the 1830s", "Machine"),
            Entity("3", "洛阳桥", "Place", aliases=("万安桥",)),
            Entity("4", "洛阳城", "Place"),
        )
    )
    engine, other, bridge, town = terms_of(graph)
    assert set(engine) == {"Difference Engine", "Engine", "brass"}
    assert "Engine" in other
    assert not {"of", "the", "1830s"} & set(other)
    assert set(bridge) == {"洛阳桥", "洛阳", "万安桥"}
    assert set(town) == {"洛阳城", "洛阳"}


def test_keywords_tell_communities_apart():
    triples = [(f"Rhine {i}", "flows", f"Rhine {i + 1}") for i in range(12)]
    triples += [(f"Poem {i}", "rhymes", f"Poem {i + 1}") for i in range(12)]
    tree = grow_tree(graph_from(triples), LetterEmbedder(), CommunitySettings(weight=0.7))
    for community in tree.at(0):
        terms = " ".join(keyword.term for keyword in community.keywords)
        assert ("Rhine" in terms) != ("Poem" in terms)
