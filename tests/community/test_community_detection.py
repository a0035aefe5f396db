"""Laws of detection: partitions that nest, whatever the graph; planted communities found again."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import plant
from sklearn.metrics import adjusted_rand_score

from kgworkbench.community.affinity import compact, perceive
from kgworkbench.community.detect import METHODS, detect
from kgworkbench.community.fused import fused
from kgworkbench.community.leiden import leiden, leiden_into
from kgworkbench.community.neighbours import cells, nearest
from kgworkbench.community.quality import measure
from kgworkbench.community.refine import Objective, join_communities, move_entities, worth
from kgworkbench.settings import CommunitySettings


def _perception(seed, entities, links, dimension=6):
    source = np.random.default_rng(seed)
    vectors = source.normal(size=(entities, dimension))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    ends = source.integers(0, max(entities, 1), (links if entities else 0, 2))
    return perceive(ends[:, 0].tolist(), ends[:, 1].tolist(), vectors)


def _assert_nested(levels, entities):
    assert 1 <= len(levels) <= 4
    for labels in levels:
        assert len(labels) == entities
        assert set(labels.tolist()) == set(range(int(labels.max()) + 1))
    for below, above in pairwise(levels):
        assert above.max() < below.max()
        assert len({(one, two) for one, two in zip(below.tolist(), above.tolist(), strict=True)}) == below.max() + 1


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(1, 80),
    st.integers(0, 160),
    st.sampled_from(sorted(METHODS)),
    st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]),
    st.sampled_from([0.0, 0.4, 0.7, 1.0]),
)
def test_every_entity_is_once_in_each_level_and_levels_nest(seed, entities, links, method, weight, threshold):
    levels = detect(_perception(seed, entities, links), CommunitySettings(method, weight, threshold))  # type: ignore[arg-type]
    _assert_nested(levels, entities)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_graphs_with_little_in_them(method):
    chosen = CommunitySettings(method)
    assert detect(_perception(0, 0, 0), chosen) == []
    assert [labels.tolist() for labels in detect(_perception(0, 1, 0), chosen)] == [[0]]
    _assert_nested(detect(_perception(0, 30, 0), chosen), 30)
    blank = perceive([0, 1], [1, 2], np.zeros((5, 4), dtype=np.float32))
    _assert_nested(detect(blank, chosen), 5)


def test_a_disconnected_graph_is_held_together_by_meaning():
    planted = plant(240, 24, noise=0.3, mixing=0.0, degree=2)
    levels = detect(planted.perception, CommunitySettings())
    assert measure(planted.perception, levels[0]).alone == 0
    assert levels[-1].max() + 1 <= 30
    _assert_nested(levels, 240)


@pytest.mark.parametrize("seed", [1, 2])
def test_planted_communities_need_both_senses(seed):
    planted = plant(3000, 30, noise=1.8, mixing=0.4, seed=seed)
    perception = planted.perception

    def best(weight):
        levels = detect(perception, CommunitySettings(weight=weight))
        return max(adjusted_rand_score(planted.truth, labels) for labels in levels)

    assert best(1.0) < 0.6
    assert best(0.0) < 0.6
    assert adjusted_rand_score(planted.truth, detect(perception, CommunitySettings())[0]) >= 0.9


def test_weight_runs_from_meaning_to_structure():
    perception = plant(800, 40, noise=2.0, mixing=0.2, seed=3).perception
    found = [measure(perception, detect(perception, CommunitySettings(weight=w))[0]) for w in (0.0, 0.5, 1.0)]
    assert found[0].modularity < found[2].modularity
    assert found[0].cosine > found[2].cosine
    alone = detect(perception, CommunitySettings(weight=1.0))[0]
    assert np.array_equal(alone, leiden(perception.links)) or measure(perception, alone).modularity > 0.3


def test_threshold_fuses_more_when_lower():
    perception = plant(400, 20, noise=1.0, mixing=0.3).perception
    counts = [int(detect(perception, CommunitySettings(threshold=t))[0].max()) + 1 for t in (0.0, 0.3, 1.0)]
    assert counts == sorted(counts)
    assert counts[0] < counts[2]


def test_detection_is_the_same_twice_and_seeds_agree():
    perception = plant(1000, 25, noise=1.2, mixing=0.3).perception
    first, again = detect(perception, CommunitySettings()), detect(perception, CommunitySettings())
    assert all(np.array_equal(one, two) for one, two in zip(first, again, strict=True))
    other = detect(perception, CommunitySettings(seed=7))[0]
    assert adjusted_rand_score(first[0], other) > 0.9


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(4, 60), st.integers(0, 120), st.sampled_from([0.2, 1.0, 3.0]))
def test_joining_never_lowers_the_objective(seed, entities, links, balance):
    perception = _perception(seed, entities, links)
    both = fused(perception, 0.5)
    objective = Objective(balance, both.binding)
    labels = np.random.default_rng(seed).integers(0, 8, entities)
    joined = join_communities(perception, both.graph, labels, objective)
    for step in (joined,):
        assert worth(perception, step, objective) >= worth(perception, labels, objective) - 1e-6


def test_moving_climbs_on_planted_communities():
    planted = plant(600, 30, noise=1.0, mixing=0.3)
    both = fused(planted.perception, 0.5)
    objective = Objective(0.5, both.binding)
    muddled = planted.truth.copy()
    astray = np.random.default_rng(0).choice(600, 120, replace=False)
    muddled[astray] = np.random.default_rng(1).integers(0, 20, 120)
    moved = move_entities(planted.perception, both.graph, muddled, objective)
    assert worth(planted.perception, moved, objective) > worth(planted.perception, muddled, objective)
    assert adjusted_rand_score(planted.truth, moved) > 0.95


def test_leiden_into_comes_near_the_wanted_count():
    graph = fused(plant(2000, 20, noise=1.0, mixing=0.3).perception, 0.5).graph
    for wanted in (5, 40, 300):
        assert abs(int(leiden_into(graph, wanted).max()) + 1 - wanted) <= max(2, 0.25 * wanted)


def test_neighbours_by_cells_are_mostly_the_nearest():
    vectors = plant(4000, 40, noise=0.8, mixing=0.3).vectors
    exact, cosines = nearest(vectors, 10)
    near, others = nearest(vectors, 10, exact=100)
    kept = np.mean([len(set(one) & set(two)) / 10 for one, two in zip(exact.tolist(), near.tolist(), strict=True)])
    assert kept > 0.8
    assert others.mean() <= cosines.mean() + 1e-6
    assert not (near == np.arange(4000)[:, None]).any()


def test_cells_cover_every_row_once_even_when_rows_are_equal():
    for vectors in (np.ones((3000, 4), dtype=np.float32), plant(3000, 30, noise=1.0, mixing=0.3).vectors):
        groups = cells(vectors, size=100)
        assert sorted(np.concatenate(groups).tolist()) == list(range(3000))
        assert max(map(len, groups)) <= 200


def test_compact_numbers_by_first_member():
    assert compact(np.array([7, 3, 7, 0])).tolist() == [0, 1, 0, 2]
