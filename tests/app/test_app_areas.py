"""Areas: tiles cover their box in proportion, rings nest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.app.components.areas import Arc, arc_path, rings, squarify

values = st.lists(st.floats(min_value=0.1, max_value=1e4), min_size=1, max_size=30).map(
    lambda v: sorted(v, reverse=True)
)


@given(values, st.floats(min_value=0.2, max_value=6))
def test_tiles_are_as_large_as_their_values_and_stay_inside(numbers: list[float], aspect: float) -> None:
    boxes = squarify(numbers, aspect=aspect)
    total = sum(numbers)
    assert len(boxes) == len(numbers)
    for number, box in zip(numbers, boxes, strict=True):
        assert box.width * box.height == pytest.approx(1e4 * number / total, rel=1e-6)
        assert -1e-6 <= box.x <= box.x + box.width <= 100 + 1e-6
        assert -1e-6 <= box.y <= box.y + box.height <= 100 + 1e-6


@given(values)
def test_tiles_do_not_overlap(numbers: list[float]) -> None:
    boxes = squarify(numbers[:10])
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            assert wide <= 1e-6 or high <= 1e-6


def test_nothing_gives_no_tiles() -> None:
    assert squarify([]) == []


def test_children_lie_within_their_parent_and_fill_it() -> None:
    parents = {"a": None, "b": None, "a1": "a", "a2": "a", "b1": "b"}
    arcs = rings(parents, {"a1": 1, "a2": 3, "b1": 4})
    assert arcs["a"] == Arc(0, 0.0, 0.5)
    assert arcs["a1"].start == arcs["a"].start
    assert arcs["a2"].end == pytest.approx(arcs["a"].end)
    assert arcs["a1"].depth == 1
    assert arc_path(arcs["a"], 10, 20).startswith("M0.00 -20.00A")
