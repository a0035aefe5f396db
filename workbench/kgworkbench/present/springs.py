"""Springs along links against repulsion between all, cooling down: one drawing, or many small ones in one go."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["LINK", "PUSH", "pushed", "relaxed_each"]

Points = NDArray[np.float64]
Pairs = NDArray[np.int64]

LINK = 95.0
"""How far apart two linked nodes like to stand, in pixels."""

PUSH = 0.045 * LINK**2
"""How strongly nodes push each other away."""

_ALONE = 48
"""Drawings of more nodes are relaxed one by one: their own arrays are long enough."""


def relaxed_each(starts: Sequence[Points], links: Sequence[Pairs]) -> list[Points]:
    """The points of each drawing after springs along its links have pulled and all others of it have pushed.

    Each comes out as it would alone; small ones share their steps, which costs far less.
    """
    small = [place for place, points in enumerate(starts) if len(points) <= _ALONE]
    found: dict[int, Points] = {}
    if small:
        sizes = np.array([len(starts[place]) for place in small])
        first = np.concatenate([[0], np.cumsum(sizes)])
        together = np.concatenate([links[place] + first[at] for at, place in enumerate(small)])
        points = _relaxed(np.concatenate([starts[place] for place in small]), together, sizes)
        found = {place: points[first[at] : first[at + 1]] for at, place in enumerate(small)}
    return [
        found[place] if place in found else _relaxed(points, links[place], np.array([len(points)]))
        for place, points in enumerate(starts)
    ]


def _relaxed(points: Points, pairs: Pairs, sizes: Pairs) -> Points:
    """``sizes`` are the numbers of points of each drawing; pairs stay within one."""
    count = len(points)
    rounds = int(np.clip(50_000 / int(sizes.max()), 40, 130))
    degree = np.bincount(pairs.ravel(), minlength=count).astype(float)
    head, tail = pairs[:, 0], pairs[:, 1]
    pull = 1.0 / np.minimum(degree[head], degree[tail]) if len(pairs) else np.zeros(0)
    share = (degree[head] / (degree[head] + degree[tail])) if len(pairs) else np.zeros(0)
    # A hub's neighbours need room on a circle round it.
    length = LINK * (0.7 + 0.12 * np.sqrt(np.maximum(degree[head], degree[tail]))) if len(pairs) else np.zeros(0)
    mass = 1.0 + 0.35 * np.sqrt(degree)
    # A small drawing takes the same way alone as in company, so that it comes out the same to the last bit.
    within = _Within(sizes, mass) if sizes.max() <= _ALONE else None
    points, velocity = points.copy(), np.zeros_like(points)
    for heat in np.linspace(1.0, 0.03, rounds):
        gap = points[tail] + velocity[tail] - points[head] - velocity[head]
        far = np.maximum(np.sqrt((gap**2).sum(axis=1)), 1e-6)
        pulled = gap * ((far - length) / far * pull * heat * 0.9)[:, None]
        for axis in (0, 1):
            velocity[:, axis] -= np.bincount(tail, pulled[:, axis] * share, minlength=count)
            velocity[:, axis] += np.bincount(head, pulled[:, axis] * (1 - share), minlength=count)
        velocity += heat * (_repulsion(points, mass) if within is None else PUSH * within.pushed(points))
        velocity -= heat * 0.016 * (points - (points.mean(axis=0) if within is None else within.middle(points)))
        velocity *= 0.6
        speed = np.sqrt((velocity**2).sum(axis=1, keepdims=True))
        velocity *= np.minimum(1.0, 2.5 * LINK / np.maximum(speed, 1e-9))
        points += velocity
    return points


class _Within:
    """Every two points of one drawing among many, by number: what pushes whom."""

    def __init__(self, sizes: Pairs, mass: NDArray[np.float64]) -> None:
        self._first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self._sizes = sizes
        start = np.repeat(self._first, sizes)
        own = np.repeat(sizes, sizes)
        self._one = np.repeat(np.arange(len(mass)), own)
        turn = np.arange(len(self._one)) - np.repeat(np.cumsum(own) - own, own)
        self._other = np.repeat(start, own) + turn
        self._weight = mass[self._other]

    def middle(self, points: Points) -> Points:
        """For every point the middle of its own drawing."""
        return np.repeat(np.add.reduceat(points, self._first) / self._sizes[:, None], self._sizes, axis=0)

    def pushed(self, points: Points) -> Points:
        """What ``pushed`` gives for each drawing on its own."""
        gap = points[self._one] - points[self._other]
        squared = (gap**2).sum(axis=1)
        scale = self._weight / (np.maximum(squared, _SOFT) * (1.0 + squared * _REACH))
        return np.column_stack([np.bincount(self._one, gap[:, axis] * scale, len(points)) for axis in (0, 1)])


def _repulsion(points: Points, mass: NDArray[np.float64]) -> Points:
    """Push between all nodes, falling with distance: node by node when few, else node by cell of nodes."""
    if len(points) <= 240:
        return PUSH * pushed(points, points, mass)
    low, high = points.min(axis=0), points.max(axis=0)
    cells = int(np.clip(np.sqrt(len(points) / 12), 5, 12))
    index = np.minimum(((points - low) / np.maximum(high - low, 1e-9) * cells).astype(int), cells - 1)
    cell = index[:, 0] * cells + index[:, 1]
    used, member = np.unique(cell, return_inverse=True)
    weight = np.bincount(member, mass).astype(np.float64)
    centre = np.column_stack([np.bincount(member, mass * points[:, axis]) / weight for axis in (0, 1)])
    total = pushed(points, centre, weight)
    # Within its own cell a node meets the others one by one; the cell's own push is taken back first.
    own = points - centre[member]
    squared = (own**2).sum(axis=1)
    total -= own * (weight[member] / (np.maximum(squared, _SOFT) * (1.0 + squared * _REACH)))[:, None]
    order = np.argsort(member, kind="stable")
    for inside in np.split(order, np.cumsum(np.bincount(member, minlength=len(used)))[:-1]):
        if len(inside) > 1:
            total[inside] += pushed(points[inside], points[inside], mass[inside])
    return PUSH * total


_SOFT = 400.0
_REACH = 1.0 / (6 * LINK) ** 2


def pushed(points: Points, sources: Points, weight: NDArray[np.float64]) -> Points:
    """Sum over sources of weight x direction / distance, fading beyond six links."""
    dx = points[:, :1] - sources[None, :, 0]
    dy = points[:, 1:] - sources[None, :, 1]
    squared = dx * dx + dy * dy
    scale = weight / (np.maximum(squared, _SOFT) * (1.0 + squared * _REACH))
    return np.column_stack([(dx * scale).sum(axis=1), (dy * scale).sum(axis=1)])
