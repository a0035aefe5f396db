"""A few things in a ring: places that keep linked ones near each other and every straight line between them free."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["free_place", "ring_places"]

Place = tuple[float, float]
Size = tuple[float, float]

_WIDE, _HIGH = 335.0, 240.0
_GAP = (34.0, 46.0)
# Boxes, and the labels between them, are wider than high.
_UPRIGHT = 1.35
_PASSES = 12
_MOST = 60


def ring_places(sizes: Sequence[Size], links: Mapping[tuple[int, int], int]) -> list[Place]:
    """The middle of each box, on an ellipse round (0, 0) that is as large as they need.

    No box lies on a straight line between two others, as all stand on one convex curve. ``links`` says how strongly
    two boxes are linked, by their numbers: the stronger, the nearer. The box with most links stands at the left.
    """
    count = len(sizes)
    if count < 2:
        return [(0.0, 0.0)] * count
    order = _order(count, links)
    grown = 1.0
    while True:
        spots = _evenly(count, _WIDE * grown, _HIGH * grown)
        places = [spots[order.index(box)] for box in range(count)]
        if grown > 40 or not _crowded(places, sizes):
            return places
        grown *= 1.06


def free_place(taken: Sequence[Place], reach: float = 150.0) -> Place:
    """The place for one box more, as far from the others as the ground round them allows; below them first."""
    if not taken:
        return 0.0, 0.0
    at = np.array(taken)
    (left, top), (right, low) = at.min(axis=0), at.max(axis=0)
    across, down = np.linspace(left, right, 13), np.linspace(top, low + 0.5 * reach, 11)
    spots = np.array([(x, y) for y in down[::-1] for x in across])
    # Boxes are wider than high.
    far = np.hypot((spots[:, None, 0] - at[None, :, 0]) / 1.6, spots[:, None, 1] - at[None, :, 1]).min(axis=1)
    best = spots[int(np.argmax(np.minimum(far, reach)))]
    return round(float(best[0]), 1), round(float(best[1]), 1)


def _order(count: int, links: Mapping[tuple[int, int], int]) -> list[int]:
    """Box numbers round the ring, strongly linked ones close: exchanges of two while they help."""
    weight = np.zeros((count, count))
    for (a, b), strength in links.items():
        if a != b:
            weight[a, b] += strength
            weight[b, a] += strength
    order = [int(box) for box in np.lexsort((np.arange(count), -weight.sum(axis=1)))]
    steps = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    chord = np.sin(np.pi * steps / count)
    for _ in range(_PASSES if count <= _MOST else 0):
        changed = False
        for i in range(count):
            for j in range(i + 1, count):
                if _gain(order, i, j, weight, chord) > 1e-9:
                    order[i], order[j] = order[j], order[i]
                    changed = True
        if not changed:
            break
    first = order.index(int(np.lexsort((np.arange(count), -weight.sum(axis=1)))[0]))
    return order[first:] + order[:first]


def _gain(order: Sequence[int], i: int, j: int, weight: NDArray[np.float64], chord: NDArray[np.float64]) -> float:
    """By how much the links get shorter when the boxes at places i and j change places."""
    others = [k for k in range(len(order)) if k not in (i, j)]
    at = [order[k] for k in others]
    a, b = weight[order[i], at], weight[order[j], at]
    return float(((a - b) * (chord[i, others] - chord[j, others])).sum())


def _evenly(count: int, wide: float, high: float) -> list[Place]:
    """Points on an ellipse, clockwise from the leftmost, nearer to each other where they stand one above the other."""
    turn = np.linspace(np.pi, 3 * np.pi, 1441)
    x, y = wide * np.cos(turn), high * np.sin(turn)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), _UPRIGHT * np.diff(y)))])
    wanted = np.linspace(0.0, along[-1], count + 1)[:-1]
    return [
        (round(float(np.interp(far, along, x)), 1), round(float(np.interp(far, along, y)), 1) + 0.0) for far in wanted
    ]


def _crowded(places: Sequence[Place], sizes: Sequence[Size]) -> bool:
    ring = sorted(range(len(places)), key=lambda k: np.arctan2(places[k][1], places[k][0]))
    return any(
        abs(places[a][0] - places[b][0]) < (sizes[a][0] + sizes[b][0]) / 2 + _GAP[0]
        and abs(places[a][1] - places[b][1]) < (sizes[a][1] + sizes[b][1]) / 2 + _GAP[1]
        for a, b in pairwise([*ring, ring[0]])
    )
