"""The fast parts against the paper's loop written out in ``community.paper``."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from kgworkbench.community import paper
from kgworkbench.community.affinity import centres, compact, dual_scores, perceive
from kgworkbench.community.hierarchy import fuse
from kgworkbench.community.place import joining_scores

small = st.tuples(st.integers(0, 10_000), st.integers(3, 14), st.integers(1, 30), st.sampled_from([0.0, 0.3, 0.5, 1.0]))


def _random(seed, entities, links):
    source = np.random.default_rng(seed)
    ends = sorted({tuple(sorted(pair)) for pair in source.integers(0, entities, (links, 2)).tolist()})
    ends = [(head, tail) for head, tail in ends if head != tail]
    vectors = source.normal(size=(entities, 6))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    labels = compact(source.integers(0, 4, entities))
    return ends, vectors, labels


@settings(max_examples=60, deadline=None)
@given(small)
def test_scores_and_centres_are_the_papers(drawn):
    seed, entities, links, weight = drawn
    ends, vectors, labels = _random(seed, entities, links)
    perception = perceive([head for head, _ in ends], [tail for _, tail in ends], vectors)
    scores = dual_scores(perception, labels, weight)
    groups = [frozenset(np.flatnonzero(labels == label).tolist()) for label in range(labels.max() + 1)]
    for entity in range(entities):
        told = paper.dual_score(entity, groups[labels[entity]], ends, vectors, weight)
        assert scores[entity] == pytest.approx(told, abs=1e-5)
    for group, centre in zip(groups, centres(labels, scores), strict=True):
        best = max(scores[member] for member in group)
        assert centre in group
        assert scores[centre] == pytest.approx(best)
        told = paper.centre_of(group, ends, vectors, weight)
        assert scores[told] == pytest.approx(best, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(small)
def test_joining_scores_are_those_of_a_member_that_has_joined(drawn):
    seed, entities, links, weight = drawn
    ends, vectors, labels = _random(seed, entities, links)
    perception = perceive([head for head, _ in ends], [tail for _, tail in ends], vectors)
    pairs = [(entity, label) for entity in range(entities) for label in range(labels.max() + 1)]
    rows, columns = np.array(pairs).T
    scores = joining_scores(perception, labels, rows, columns, weight)
    for (entity, label), score in zip(pairs, scores, strict=True):
        joined = labels.copy()
        joined[entity] = label
        assert score == pytest.approx(dual_scores(perception, joined, weight)[entity], abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(small, st.sampled_from([-0.5, 0.1, 0.3, 0.6, 0.9]))
def test_fusion_is_the_papers_where_every_pair_is_compared(drawn, threshold):
    seed, entities, links, weight = drawn
    weight = min(weight, 0.5)  # structure alone has ties, which rounding may break either way
    ends, vectors, labels = _random(seed, entities, links)
    perception = perceive([head for head, _ in ends], [tail for _, tail in ends], vectors)
    everyone = sparse.csr_array(np.ones((entities, entities)))
    fused = fuse(perception, everyone, labels, weight, threshold)

    groups = sorted((frozenset(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)), key=min)
    while True:
        above = paper.fused_pairs(groups, ends, vectors, weight, threshold)
        if len(above) == len(groups):
            break
        groups = above
    assert [frozenset(np.flatnonzero(fused == label).tolist()) for label in range(fused.max() + 1)] == groups


def test_the_loop_grows_a_hierarchy():
    ends = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]
    triples = np.array([[1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1], [0.7, 0.7]], dtype=np.float32)
    levels = paper.grow(ends, triples, 6, communities=4, weight=0.5, threshold=0.6, seed=1)
    assert [sorted(map(sorted, groups)) for groups in levels][-1] == [[0, 1, 2], [3, 4, 5]]
    for below, above in pairwise(levels):
        assert len(above) < len(below)
        assert all(any(group <= wider for wider in above) for group in below)
    for groups in levels:
        assert sorted(member for group in groups for member in group) == list(range(6))
