"""Figures of communities against plain loops, and their known values."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.community.affinity import perceive
from kgworkbench.community.quality import measure

VECTORS = np.eye(4, dtype=np.float32)


def test_two_pairs_of_two():
    perception = perceive([0, 2], [1, 3], VECTORS[[0, 0, 1, 2]])
    found = measure(perception, np.array([0, 0, 1, 1]))
    assert found.communities == 2
    assert found.modularity == pytest.approx(0.5)
    assert found.cosine == pytest.approx(0.5)
    assert found.coherence == pytest.approx(0.5)
    assert found.connected_share == 1.0
    assert (found.assigned_share, found.largest, found.alone) == (1.0, 2, 0)


def test_entities_in_no_community():
    found = measure(perceive([0], [1], VECTORS), np.array([0, 0, -1, 1]))
    assert found.assigned_share == 0.75
    assert (found.communities, found.alone, found.largest) == (2, 1, 2)


def test_a_community_without_inner_links_is_not_connected():
    found = measure(perceive([0, 2], [1, 3], VECTORS), np.array([0, 1, 0, 1]))
    assert found.connected_share == 0.0
    assert found.modularity < 0


def test_nothing_at_all():
    assert measure(perceive([], [], np.zeros((0, 3), dtype=np.float32)), np.zeros(0, dtype=np.int64)).communities == 0
    assert measure(perceive([], [], VECTORS), np.arange(4)).modularity == 0.0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 14), st.integers(0, 30), st.integers(1, 5))
def test_figures_equal_those_of_loops(seed, entities, links, groups):
    source = np.random.default_rng(seed)
    heads, tails = source.integers(0, entities, links), source.integers(0, entities, links)
    vectors = source.normal(size=(entities, 5))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    labels = source.integers(0, groups, entities)
    found = measure(perceive(heads.tolist(), tails.tolist(), vectors), labels)

    members = [np.flatnonzero(labels == label).tolist() for label in np.unique(labels)]
    several = [group for group in members if len(group) > 1]
    pairs = [float(vectors[one] @ vectors[two]) for group in several for one, two in combinations(group, 2)]
    assert found.cosine == pytest.approx(np.mean(pairs) if pairs else 0.0, abs=1e-5)
    own = [
        np.mean([float(vectors[one] @ vectors[two]) for two in group if two != one])
        for group in several
        for one in group
    ]
    assert found.coherence == pytest.approx(np.mean(own) if own else 0.0, abs=1e-5)

    links = [pair for pair in zip(heads.tolist(), tails.tolist(), strict=True) if pair[0] != pair[1]]
    degrees = [sum(entity in link for link in links) for entity in range(entities)]
    if links:
        inside = [sum(set(link) <= set(group) for link in links) / len(links) for group in members]
        share = [sum(degrees[entity] for entity in group) / (2 * len(links)) for group in members]
        assert found.modularity == pytest.approx(sum(inside) - sum(part**2 for part in share), abs=1e-9)
    connected = [_connected(group, links) for group in several]
    assert found.connected_share == pytest.approx(np.mean(connected) if connected else 1.0)


def _connected(group, links):
    reached, waiting = {group[0]}, [group[0]]
    while waiting:
        entity = waiting.pop()
        for link in links:
            if entity in link and set(link) <= set(group):
                fresh = set(link) - reached
                reached |= fresh
                waiting.extend(fresh)
    return reached == set(group)
