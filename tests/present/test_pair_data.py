"""Why two entities stand together."""

import json
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.model.graph import Entity, Graph, Provenance, Relation
from kgworkbench.present.pair import pair_surroundings, why_together

NAMES = {"a": "Ada", "b": "Babbage", "c": "London", "d": "Engine", "x": "Lone"}
GRAPH = Graph(
    tuple(Entity(key, name, "T", provenance=(Provenance("d", f"c{key}"),)) for key, name in NAMES.items()),
    (
        Relation("1", "a", "born_in", "c"),
        Relation("2", "b", "born_in", "c"),
        Relation("3", "a", "wrote_about", "d"),
        Relation("4", "b", "designed", "d"),
        Relation("5", "b", "lived_in", "c"),
    ),
)
VECTORS = {key: np.array(values, dtype=np.float32) for key, values in {"a": (1, 0), "b": (0.6, 0.8)}.items()}


def test_both_senses_are_measured_and_fused() -> None:
    why = why_together(GRAPH, VECTORS, "a", "b", weight=0.25)
    assert why["structure"] == 1.0
    assert why["meaning"] == 0.6
    assert why["fused"] == 0.7
    assert [row["name"] for row in why["shared"]] == ["London", "Engine"]
    assert why["shared"][0]["types"] == [["born_in"], ["born_in", "lived_in"]]
    assert why["said"]["a"][0] == ("Ada", "born_in", "London")
    assert why["direct"] == []
    json.dumps(why)


def test_a_direct_relation_counts_for_the_two() -> None:
    linked = Graph(GRAPH.entities, (Relation("6", "a", "knew", "x"),))
    why = why_together(linked, {}, "a", "x")
    assert why["structure"] == 1.0
    assert why["direct"] == ["Ada — knew → Lone"]


def test_nobody_and_nothing_are_no_error() -> None:
    assert why_together(GRAPH, {}, "a", "nobody") == {}
    assert why_together(GRAPH, {}, "a", "x")["fused"] == 0.0


@pytest.mark.timed
def test_two_hubs_take_no_longer_than_their_neighbours_are_many() -> None:
    def spent(neighbours: int) -> float:
        ends = [Entity(f"e{n:05}", f"Node {n}", "Person") for n in range(neighbours + 2)]
        links = [Relation(f"r{n}{k}", ends[k].id, "to", ends[n].id) for n in range(2, len(ends)) for k in (0, 1)]
        graph = Graph(tuple(ends), tuple(links))
        began = time.process_time()
        assert why_together(graph, {}, ends[0].id, ends[1].id)["shared_total"] == neighbours
        return time.process_time() - began

    assert min(spent(12_000) for _ in range(3)) < 10 * min(spent(3_000) for _ in range(3))


def test_the_surroundings_hold_what_decides() -> None:
    around = pair_surroundings(GRAPH, "a", "x")
    assert {entity.id for entity in around.entities} == {"a", "c", "d", "x"}
    assert {relation.id for relation in around.relations} == {"1", "3"}


ends = st.sampled_from("abcdx")


@given(st.lists(st.tuples(ends, ends), max_size=12), ends, ends, st.floats(0, 1))
def test_the_scores_are_shares_and_the_pair_has_no_order(pairs: list, a: str, b: str, weight: float) -> None:
    relations = tuple(Relation(str(k), head, "r", tail) for k, (head, tail) in enumerate(pairs))
    graph = Graph(GRAPH.entities, relations)
    one, other = why_together(graph, VECTORS, a, b, weight), why_together(graph, VECTORS, b, a, weight)
    for key in ("structure", "meaning", "fused"):
        assert 0 <= one[key] <= 1
        assert one[key] == other[key]
