"""Cuts of stored hierarchies: partitions, nested, quick."""

import time
from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import LetterEmbedder, graph_from

from kgworkbench.community.cut import cut, cut_into
from kgworkbench.community.tree import ground_of, grow_on, grow_tree, levels_on, plant_on
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.settings import CommunitySettings

links = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=120)


def _graph(drawn):
    return graph_from([(f"name {head}", "knows", f"name {tail}") for head, tail in drawn], ("alone",))


def _random_tree(seed, entities, shrink):
    """A hierarchy with nothing in it but members."""
    source = np.random.default_rng(seed)
    counts = [entities]
    while counts[-1] > 20:
        counts.append(max(2, counts[-1] // shrink))
    labels, levels = np.arange(entities), []
    for below, above in pairwise(counts):
        labels = np.r_[np.arange(above), source.integers(0, above, below - above)][labels]
        levels.append(labels)
    made = []
    for level, labels in enumerate(levels):
        parents = levels[level + 1] if level + 1 < len(levels) else None
        order = np.argsort(labels, kind="stable")
        for group in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
            members = tuple(sorted(f"e{place:06}" for place in group.tolist()))
            parent = None if parents is None else f"{level + 1}-{parents[group[0]]}"
            made.append(Community(f"{level}-{labels[group[0]]}", level, members, members[0], parent))
    return KnowledgeTree(tuple(made))


@settings(max_examples=40, deadline=None)
@given(links, st.lists(st.floats(0, 1), min_size=2, max_size=6))
def test_cuts_hold_every_entity_once_and_nest(drawn, shares):
    graph = _graph(drawn)
    tree = grow_tree(graph, LetterEmbedder())
    coarser = None
    for share in [0.0, *sorted(shares), 1.0]:
        found = cut(tree, share)
        assert sorted(member for c in found for member in c.members) == sorted(entity.id for entity in graph.entities)
        assert set(found) <= set(tree.communities)
        home = {member: number for number, c in enumerate(found) for member in c.members}
        if coarser is not None:
            assert len(found) >= len(coarser)
            wider = {member: number for number, c in enumerate(coarser) for member in c.members}
            assert len({(home[member], wider[member]) for member in home}) == len(found)
        coarser = found
    assert set(cut(tree, 0)) == set(tree.at(tree.levels - 1)) or len(cut(tree, 0)) == len(tree.at(tree.levels - 1))
    assert {c.members for c in cut(tree, 1)} == {c.members for c in tree.at(0)}


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.integers(30, 400), st.integers(2, 8), st.integers(1, 400))
def test_as_many_as_asked_for(seed, entities, shrink, count):
    tree = _random_tree(seed, entities, shrink)
    found = cut_into(tree, count)
    top = len(tree.at(tree.levels - 1))
    assert len(found) <= max(count, top)
    assert sorted(member for c in found for member in c.members) == sorted(m for c in tree.at(0) for m in c.members)


def test_a_slider_has_many_positions():
    tree = _random_tree(1, 2000, 8)
    counts = {len(cut(tree, step / 20)) for step in range(21)}
    assert len(counts) >= 12


def test_a_cut_is_read_not_computed():
    tree = _random_tree(2, 20_000, 8)
    started = time.process_time()
    for step in range(10):
        cut(tree, step / 9)
    assert (time.process_time() - started) / 10 < 0.05


def test_empty_trees_have_no_cut():
    assert cut(KnowledgeTree(), 0.5) == ()
    assert cut_into(KnowledgeTree(), 3) == ()


@settings(max_examples=15, deadline=None)
@given(links, st.sampled_from([0.0, 0.3, 0.5, 0.8, 1.0]), st.sampled_from(["dual", "leiden"]))
def test_a_ground_grows_the_same_tree(drawn, weight, method):
    chosen = CommunitySettings(method, weight)
    ground = ground_of(_graph(drawn), LetterEmbedder())
    assert grow_on(ground, chosen) == grow_tree(_graph(drawn), LetterEmbedder(), chosen)


@settings(max_examples=15, deadline=None)
@given(links, st.integers(0, 4))
def test_words_change_nothing_but_words(drawn, worded):
    ground = ground_of(_graph(drawn), LetterEmbedder())
    levels = levels_on(ground)
    plain, whole = plant_on(ground, levels, worded=worded), plant_on(ground, levels)
    assert whole == grow_on(ground)
    bare = [replace(each, name="", summary="", keywords=()) for each in whole.communities]
    assert [replace(each, name="", summary="", keywords=()) for each in plain.communities] == bare
    for one, other in zip(plain.communities, whole.communities, strict=True):
        assert one == other if one.level >= worded else one.keywords == () and one.name
