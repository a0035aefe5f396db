"""Laws of the layout: the same for the same graph, nothing overlaps, what has a place keeps it."""

import random
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from kgworkbench.present.layout import GAP, positions

NAMES = [f"n{index}" for index in range(24)]
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=50)


def closest(places: dict[str, tuple[float, float]]) -> float:
    points = np.array(list(places.values()))
    return float(cKDTree(points).query(points, 2)[0][:, 1].min()) if len(points) > 1 else np.inf


def scale_free(count: int, seed: int = 3) -> list[tuple[str, str]]:
    """A graph with hubs and leaves, as extraction makes them."""
    chance = random.Random(seed)
    ends = [0]
    edges = []
    for node in range(1, count):
        other = chance.choice(ends)
        edges.append((f"n{node}", f"n{other}"))
        ends += [other, node]
    return edges


@settings(max_examples=60, deadline=None)
@given(EDGES, st.randoms())
def test_places_are_apart_finite_and_independent_of_order(edges: list[tuple[str, str]], chance: random.Random) -> None:
    found = positions(NAMES, edges)
    assert set(found) == set(NAMES)
    assert np.isfinite(np.array(list(found.values()))).all()
    assert closest(found) > GAP * 0.98
    nodes, shuffled = list(NAMES), list(edges)
    chance.shuffle(nodes)
    chance.shuffle(shuffled)
    assert positions(nodes, [(b, a) for a, b in shuffled]) == found


@settings(max_examples=60, deadline=None)
@given(EDGES, st.integers(1, 23))
def test_what_has_a_place_keeps_it_and_new_nodes_find_room(edges: list[tuple[str, str]], old: int) -> None:
    inside = set(NAMES[:old])
    before = positions(NAMES[:old], [(a, b) for a, b in edges if a in inside and b in inside])
    after = positions(NAMES, edges, fixed=before)
    assert {node: after[node] for node in before} == before
    assert closest(after) > GAP * 0.9


def test_a_new_node_stands_near_its_neighbours() -> None:
    before = positions([f"n{k}" for k in range(200)], scale_free(200))
    after = positions([*before, "new"], [*scale_free(200), ("new", "n7")], fixed=before)
    assert np.hypot(after["new"][0] - after["n7"][0], after["new"][1] - after["n7"][1]) < 5 * GAP


def test_neighbours_are_nearer_than_strangers() -> None:
    edges = scale_free(300)
    found = positions({node for edge in edges for node in edge}, edges)
    points = {node: np.array(place) for node, place in found.items()}
    linked = np.mean([np.linalg.norm(points[a] - points[b]) for a, b in edges])
    names = sorted(points)
    chance = random.Random(0)
    pairs = [chance.sample(names, 2) for _ in range(2000)]
    assert linked < 0.4 * np.mean([np.linalg.norm(points[a] - points[b]) for a, b in pairs])


def test_nothing_and_one_node() -> None:
    assert positions([], []) == {}
    assert positions(["a"], [("a", "a"), ("a", "unknown")]) == {"a": (0.0, 0.0)}
    assert positions(["a"], [], fixed={"a": (7.0, 8.0), "gone": (1.0, 1.0)}) == {"a": (7.0, 8.0)}


@pytest.mark.parametrize("shape", ["hubs", "pieces", "single"])
def test_two_thousand_nodes_are_quick(shape: str) -> None:
    edges = {
        "hubs": scale_free(2000),
        "pieces": [(f"n{k}", f"n{k + 1}") for k in range(0, 2000, 4)],
        "single": [],
    }[shape]
    nodes = [f"n{k}" for k in range(2000)]
    positions(nodes[:50], edges)
    seconds = []
    for _ in range(3):
        start = time.process_time()
        positions(nodes, edges)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 1.0  # 0.2-0.4 s on a free core; the rest is room for a busy one
