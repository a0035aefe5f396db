"""Trees brought to changed graphs: lawful, whatever the order, and to the letter the same where nothing changed."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import LetterEmbedder, graph_from

from kgworkbench.community.carry import ALIKE, carry_over, changed_communities
from kgworkbench.community.check import check_partition
from kgworkbench.community.tree import grow_tree
from kgworkbench.community.update import needs_regrow, refresh_tree, regrow_tree, update_tree
from kgworkbench.model.graph import Entity, Fact, Graph, Provenance
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.settings import CommunitySettings

SUBJECTS = ("river", "poem", "engine", "桥梁", "piano", "harbour")


def _graph(links, lonely=()):
    """Names of six subjects, mostly linked within their own."""
    return graph_from(
        [(f"{SUBJECTS[a % 6]} {a}", "beside", f"{SUBJECTS[b % 6]} {b}") for a, b in links],
        tuple(f"{SUBJECTS[a % 6]} {a}" for a in lonely),
    )


def _chains(length, step=6):
    return [(number, number + step) for number in range(length)]


links = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=70)


def _untouched(old, new, old_graph, graph):
    """Communities of the old tree none of whose members came, went or says something else."""
    before, now = ({entity.id: entity for entity in each.entities} for each in (old_graph, graph))
    by_id = {community.id: community for community in new.communities}
    for community in old.communities:
        same = all(now.get(member) == before[member] for member in community.members)
        after = by_id.get(community.id)
        if same and after is not None and after.members == community.members:
            yield community, after


@settings(max_examples=60, deadline=None)
@given(links, links, st.sampled_from([0.2, 0.5, 0.8]), st.booleans())
def test_updates_are_lawful_and_leave_the_rest_to_the_letter(kept, added, weight, removing):
    chosen = CommunitySettings(weight=weight)
    small, large = _graph(_chains(30) + kept), _graph(_chains(30) + kept + added, lonely=(70, 77))
    old_graph, graph = (large, small) if removing else (small, large)
    old = grow_tree(old_graph, LetterEmbedder(), chosen)
    new = update_tree(old, old_graph, graph, LetterEmbedder(), chosen)
    assert check_partition(new, graph) == ()
    changed = set(changed_communities(old, new))
    for before, after in _untouched(old, new, old_graph, graph):
        assert replace(after, parent=None) == replace(before, parent=None)
        assert after.parent == before.parent
        assert after.id not in changed
    # A community of which somebody stays keeps its id.
    now = {entity.id for entity in graph.entities}
    ids = {community.id for community in new.communities}
    assert all(community.id in ids for community in old.communities if now.intersection(community.members))
    assert new.drift == len(now ^ {entity.id for entity in old_graph.entities})


@settings(max_examples=30, deadline=None)
@given(links)
def test_an_update_by_nothing_is_the_tree_itself(drawn):
    graph = _graph(drawn, lonely=(1,))
    tree = grow_tree(graph, LetterEmbedder())
    assert update_tree(tree, graph, graph, LetterEmbedder()) is tree


@settings(max_examples=20, deadline=None)
@given(links, links, st.integers(0, 99))
def test_the_order_of_entities_and_relations_does_not_matter(kept, added, seed):
    small, large = _graph(_chains(20) + kept), _graph(_chains(20) + kept + added, lonely=(71,))
    tree = grow_tree(small, LetterEmbedder())
    entities, relations = list(large.entities), list(large.relations)
    random.Random(seed).shuffle(entities)
    random.Random(seed).shuffle(relations)
    told = update_tree(tree, small, large, LetterEmbedder())
    assert update_tree(tree, small, Graph(tuple(entities), tuple(relations)), LetterEmbedder()) == told


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(links, st.booleans()), min_size=2, max_size=5))
def test_many_updates_in_a_row_stay_lawful(steps):
    graph = _graph(_chains(24))
    tree = grow_tree(graph, LetterEmbedder())
    for drawn, whole in steps:
        later = _graph((_chains(24) if whole else _chains(12)) + drawn, lonely=(3,))
        tree = refresh_tree(tree, graph, later, LetterEmbedder())
        graph = later
        assert check_partition(tree, graph) == ()


def test_a_newcomer_joins_those_it_is_linked_to():
    triples = [(f"{word} {i}", "beside", f"{word} {i + 1}") for word in ("river", "piano", "metal") for i in range(9)]
    old_graph = graph_from(triples)
    graph = graph_from([*triples, ("piano", "beside", "piano 3"), ("piano", "beside", "piano 4")])
    old = grow_tree(old_graph, LetterEmbedder())
    new = update_tree(old, old_graph, graph, LetterEmbedder())
    names = {entity.id: entity.name for entity in graph.entities}
    home = next(c for c in new.at(0) if "piano" in {names[member] for member in c.members})
    assert {names[member].split()[0] for member in home.members} == {"piano"}
    assert changed_communities(old, new).count(home.id) == 1


def test_a_newcomer_without_relations_joins_what_it_is_mentioned_beside():
    triples = [(f"{word} {i}", "beside", f"{word} {i + 1}") for word in ("river", "piano", "metal") for i in range(9)]
    plain = graph_from(triples)
    said = tuple(replace(e, provenance=(Provenance("d", e.name.split()[0]),)) for e in plain.entities)
    old_graph = Graph(said, plain.relations)
    stray = Entity("zzz", "piano xqv", "Thing", provenance=(Provenance("d", "piano"),))
    tree = update_tree(
        grow_tree(old_graph, LetterEmbedder()), old_graph, Graph((*said, stray), plain.relations), LetterEmbedder()
    )
    names = {entity.id: entity.name for entity in said}
    home = next(community for community in tree.at(0) if "zzz" in community.members)
    assert {names[member].split()[0] for member in home.members if member != "zzz"} == {"piano"}


def test_strangers_form_a_community_of_their_own():
    triples = [(f"river {i}", "beside", f"river {i + 1}") for i in range(40)]
    strange = [(f"zzzqqq {i}", "beside", f"zzzqqq {j}") for i in range(5) for j in range(i)]
    old_graph, graph = graph_from(triples), graph_from([*triples, *strange])
    old = grow_tree(old_graph, LetterEmbedder())
    new = update_tree(old, old_graph, graph, LetterEmbedder())
    names = {entity.id: entity.name for entity in graph.entities}
    groups = [{names[member] for member in community.members} for community in new.at(0)]
    assert {f"zzzqqq {i}" for i in range(5)} in groups
    assert len(new.at(0)) == len(old.at(0)) + 1


def test_what_an_entity_says_anew_is_worded_anew():
    triples = [(f"river {i}", "beside", f"river {i + 1}") for i in range(30)]
    old_graph = graph_from(triples)
    old = grow_tree(old_graph, LetterEmbedder())
    centre = old.at(0)[0].centre
    renamed = tuple(
        replace(entity, name="Amazon", attributes=(Fact("in", "Brazil"),)) if entity.id == centre else entity
        for entity in old_graph.entities
    )
    new = update_tree(old, old_graph, Graph(renamed, old_graph.relations), LetterEmbedder())
    by_id = {community.id: community for community in new.communities}
    assert "Amazon" in by_id[old.at(0)[0].id].summary
    assert changed_communities(old, new) == ()
    for community in old.at(0)[1:]:
        assert by_id[community.id] == community


def test_given_names_survive_small_changes():
    triples = [(f"river {i}", "beside", f"river {i + 1}") for i in range(60)]
    old_graph = graph_from(triples)
    plain = grow_tree(old_graph, LetterEmbedder())
    told = replace(plain, communities=tuple(replace(c, name=f"my {c.id}") for c in plain.communities))
    largest = max(told.at(0), key=lambda community: len(community.members))
    gone = next(member for member in largest.members if member != largest.centre)
    kept = tuple(entity for entity in old_graph.entities if entity.id != gone)
    graph = Graph(kept, tuple(r for r in old_graph.relations if gone not in (r.head, r.tail)))
    new = update_tree(told, old_graph, graph, LetterEmbedder())
    by_id = {community.id: community for community in new.communities}
    assert (len(largest.members) - 1) / len(largest.members) >= ALIKE
    assert by_id[largest.id].name == f"my {largest.id}"


def test_from_nothing_and_to_nothing():
    graph = _graph(_chains(10))
    assert update_tree(KnowledgeTree(), Graph(), graph, LetterEmbedder()) == grow_tree(graph, LetterEmbedder())
    tree = grow_tree(graph, LetterEmbedder())
    assert update_tree(tree, graph, Graph(), LetterEmbedder()).communities == ()
    other = graph_from([("quite", "another", "graph")])
    assert check_partition(update_tree(tree, graph, other, LetterEmbedder()), other) == ()


def test_regrowth_is_due_after_a_tenth_has_changed():
    graph = _graph(_chains(100))
    tree = grow_tree(graph, LetterEmbedder())
    assert not needs_regrow(tree, graph)
    rest = tuple(graph.entities[5:])
    ids = {entity.id for entity in rest}
    smaller = Graph(rest, tuple(r for r in graph.relations if r.head in ids and r.tail in ids))
    assert not needs_regrow(tree, smaller)
    once = update_tree(tree, graph, smaller, LetterEmbedder())
    assert once.drift == 5
    assert not needs_regrow(once, smaller)
    assert needs_regrow(once, graph_from([], tuple(f"name {i}" for i in range(50))))
    twice = update_tree(once, smaller, graph, LetterEmbedder())
    assert twice.drift == 10
    assert regrow_tree(twice, graph, LetterEmbedder()).drift == 0
    assert refresh_tree(replace(twice, drift=99), graph, graph, LetterEmbedder()).drift == 0


@settings(max_examples=40, deadline=None)
@given(links, links)
def test_regrown_trees_carry_over_what_is_nearly_the_same(kept, added):
    small, large = _graph(_chains(40) + kept), _graph(_chains(40) + kept + added)
    old = grow_tree(small, LetterEmbedder())
    plain = grow_tree(large, LetterEmbedder())
    named = replace(old, communities=tuple(replace(c, name=f"my {c.id}") for c in old.communities))
    new = regrow_tree(named, large, LetterEmbedder())
    assert check_partition(new, large) == ()
    assert sorted((c.level, c.members) for c in new.communities) == sorted(
        (c.level, c.members) for c in plain.communities
    )
    by_members = {(c.level, c.members): c for c in named.communities}
    by_id = {c.id: c for c in named.communities}
    for community in new.communities:
        same = by_members.get((community.level, community.members))
        if same is not None:
            assert replace(community, parent=None) == replace(same, parent=None)
        if community.id in by_id:
            one, two = set(community.members), set(by_id[community.id].members)
            assert 2 * len(one & two) > len(one | two)
    assert carry_over(named, carry_over(named, plain)) == new


def test_a_carried_id_is_never_given_twice():
    def tree(*groups):
        plain = [Community(f"c{number}", 0, group, group[0]) for number, group in enumerate(groups)]
        return KnowledgeTree(tuple(plain))

    first = carry_over(KnowledgeTree(), tree(("a", "b")))
    grown = carry_over(first, tree(("a", "b", "c")))
    assert grown.communities[0].id == first.communities[0].id
    grown = carry_over(grown, tree(("a", "b", "c", "d", "e")))
    split = carry_over(grown, tree(("a", "b"), ("c", "d", "e")))
    assert split.communities[1].id == first.communities[0].id
    assert split.communities[0].id != first.communities[0].id


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda c: replace(c, members=c.members[1:], centre=c.members[1]), "lacks"),
        (lambda c: replace(c, centre="nobody"), "centre"),
        (lambda c: replace(c, members=c.members[::-1]), "sorted"),
        (lambda c: replace(c, members=(*c.members, "zzzz")), "graph lacks"),
        (lambda c: replace(c, parent="nowhere"), "parent"),
    ],
)
def test_the_check_finds_what_is_wrong(spoil, told):
    graph = _graph(_chains(40))
    tree = grow_tree(graph, LetterEmbedder())
    assert check_partition(tree, graph) == ()
    largest = max(tree.at(0), key=lambda community: len(community.members))
    spoilt = tuple(spoil(each) if each is largest else each for each in tree.communities)
    assert any(told in problem for problem in check_partition(replace(tree, communities=spoilt), graph))
