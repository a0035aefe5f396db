"""Discs side by side, and nodes inside one: the ground on which communities are opened without moving anything."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from kgworkbench.present.layout import GAP, positions, positions_each

__all__ = ["discs_beside", "discs_beside_each", "radius_for", "spots_inside"]

Points = NDArray[np.float64]
Pairs = NDArray[np.intp]

_ROOM = 1.05 * GAP
_BETWEEN = 1.12
_ASPECT = 1.6
_FEW = 40
"""Discs up to which a ground is small."""
_GOLDEN = np.pi * (3 - np.sqrt(5))


def radius_for(members: int, level: int = 0) -> float:
    """The radius, in pixels, of a disc that holds so many members; each level above the finest needs more air."""
    return round(_ROOM * sqrt(max(members, 1)) * 1.22**level + 12.0, 1)


def discs_beside(
    radii: Mapping[str, float], edges: Iterable[tuple[str, str]], within: float | None = None
) -> dict[str, tuple[float, float]]:
    """Centres of discs that do not overlap, those with edges between them near each other, round (0, 0).

    ``within`` is the radius of a disc that should hold them all: where they need more room they are drawn together.
    The result does not depend on the order of ``radii`` or ``edges``.
    """
    return discs_beside_each([(radii, edges, within)])[0]


def discs_beside_each(
    grounds: Sequence[tuple[Mapping[str, float], Iterable[tuple[str, str]], float | None]],
) -> list[dict[str, tuple[float, float]]]:
    """``discs_beside`` on each of several grounds: many small ones take little longer than one."""
    named = [sorted(radii) for radii, _, _ in grounds]
    starts = positions_each([(ids, edges) for ids, (_, edges, _) in zip(named, grounds, strict=True)])
    sizes = [np.array([radii[one] for one in ids]) for ids, (radii, _, _) in zip(named, grounds, strict=True)]
    places: list[Points] = [np.zeros((0, 2))] * len(grounds)
    # What is small is moved in the same steps; each large ground has steps of its own.
    some = [number for number, ids in enumerate(named) if ids]
    few = [number for number in some if len(named[number]) <= _FEW]
    for share in [few, *([number] for number in some if len(named[number]) > _FEW)]:
        if share:
            loose = [_spread(starts[k], named[k], sizes[k]) for k in share]
            aspects = [[1.0 / _ASPECT, 1.0] if grounds[k][2] is None else [1.0, 1.0] for k in share]
            for number, points in zip(share, _settled(loose, [sizes[k] for k in share], aspects), strict=True):
                places[number] = _held(points, sizes[number], grounds[number][2])
    return [
        {one: (round(float(x), 1) + 0.0, round(float(y), 1) + 0.0) for one, (x, y) in zip(ids, points, strict=True)}
        for ids, points in zip(named, places, strict=True)
    ]


def _spread(start: Mapping[str, tuple[float, float]], ids: Sequence[str], size: Points) -> Points:
    """Where the discs begin: as the nodes they stand for, with about the room they need."""
    points = np.array([start[one] for one in ids], dtype=np.float64)
    points -= points.mean(axis=0)
    spread = float(np.sqrt((points**2).sum(axis=1).mean())) or 1.0
    points *= float(np.sqrt((size**2).sum())) * 0.75 / spread if len(ids) > 1 else 0.0
    # What lies in one line would stay there: nothing pulls it aside, and a line needs far more room than a heap.
    turn = np.arange(len(ids)) * _GOLDEN
    points += 0.25 * float(size.mean()) * np.column_stack([np.cos(turn), np.sin(turn)]) if len(ids) > 2 else 0.0
    return points


def _settled(starts: Sequence[Points], sizes: Sequence[Points], aspects: Sequence[Sequence[float]]) -> list[Points]:
    """The discs of each ground drawn to its middle, and pushed until none of one ground overlap."""
    counts = np.array([len(points) for points in starts])
    first = np.concatenate([[0], np.cumsum(counts)])
    points, size = np.concatenate(starts), np.concatenate(sizes)
    aspect = np.repeat(np.array(aspects), counts, axis=0)
    near = _Near(points, size) if len(starts) == 1 and len(points) > _FEW else _All(counts)
    # Discs are numbered within their own ground: where they come to stand does not depend on the others'.
    own = np.concatenate([np.arange(count) for count in counts])
    for heat in np.linspace(0.08, 0.0, 90):
        points -= heat * points * aspect
        points = _parted(points, size, near.pairs(points), own)
    moving = np.ones(len(counts), dtype=bool)
    for _ in range(120):
        moved = _parted(points, size, near.pairs(points), own)
        moving &= np.maximum.reduceat(np.abs(moved - points).max(axis=1), first[:-1]) >= 0.05
        if not moving.any():
            break
        points = np.where(np.repeat(moving, counts)[:, None], moved, points)
    return [points[first[at] : first[at + 1]] for at in range(len(counts))]


def _held(points: Points, size: Points, within: float | None) -> Points:
    """The discs drawn together where they need more room than there is."""
    if within is None or len(points) < 2:
        return points
    reach = float((np.sqrt((points**2).sum(axis=1)) + size).max())
    return points * min(1.0, within / reach)


class _All:
    """Every two discs of one ground: on small grounds cheaper than to look which are near."""

    def __init__(self, counts: Pairs) -> None:
        first = np.cumsum(counts) - counts
        self._pairs: Pairs = np.concatenate(
            [np.column_stack(np.triu_indices(count, 1)) + start for count, start in zip(counts, first, strict=True)]
        )

    def pairs(self, _: Points) -> Pairs:
        """Rows of two positions; those that do not overlap are harmless."""
        return self._pairs


class _Near:
    """Pairs of discs that overlap or soon may: found anew only when one has moved further than the slack allows."""

    def __init__(self, points: Points, size: Points) -> None:
        self._size = size
        self._slack = 1.5 * float(size.mean())
        self._find(points)

    def pairs(self, points: Points) -> Pairs:
        """Rows of two positions; those that do not overlap are harmless."""
        if np.abs(points - self._at).max() > self._slack / 2.9:  # half of it, along a diagonal
            self._find(points)
        return self._pairs

    def _find(self, points: Points) -> None:
        self._at = points.copy()
        found = cKDTree(points).query_pairs(2 * float(self._size.max()) * _BETWEEN + self._slack, output_type="ndarray")
        gap = points[found[:, 1]] - points[found[:, 0]]
        need = (self._size[found[:, 0]] + self._size[found[:, 1]]) * _BETWEEN + self._slack
        self._pairs: Pairs = found[(gap**2).sum(axis=1) < need**2]


def _parted(points: Points, size: Points, close: Pairs, own: Pairs) -> Points:
    """One step of pushing overlapping discs apart, the smaller one further; ``own`` are their numbers."""
    if not len(close):
        return points
    head, tail = close[:, 0], close[:, 1]
    gap = points[tail] - points[head]
    far = np.sqrt((gap**2).sum(axis=1))
    need = (size[head] + size[tail]) * _BETWEEN
    over = np.maximum(need - far, 0.0)
    one_spot = far < 1e-6
    if one_spot.any():
        turn = (own[head] * 7 + own[tail]).astype(float)
        gap = np.where(one_spot[:, None], np.column_stack([np.cos(turn), np.sin(turn)]), gap)
    push = gap / np.maximum(far, 1e-6)[:, None] * (0.5 * over)[:, None]
    share = (size[tail] / (size[head] + size[tail]))[:, None]
    moved = points.copy()
    for axis in (0, 1):
        moved[:, axis] -= np.bincount(head, (push * 2 * share)[:, axis], minlength=len(points))
        moved[:, axis] += np.bincount(tail, (push * 2 * (1 - share))[:, axis], minlength=len(points))
    return moved


def spots_inside(
    nodes: Collection[str], edges: Sequence[tuple[str, str]], centre: tuple[float, float], radius: float
) -> dict[str, tuple[float, float]]:
    """A place for every node inside the disc, laid out by the edges among them."""
    placed = positions(nodes, edges)
    if not placed:
        return {}
    points = np.array(list(placed.values()), dtype=np.float64)
    points -= (points.min(axis=0) + points.max(axis=0)) / 2
    reach = float(np.sqrt((points**2).sum(axis=1)).max())
    points *= min(1.0, 0.86 * radius / reach) if reach else 1.0
    return {
        node: (round(centre[0] + float(x), 1), round(centre[1] + float(y), 1))
        for node, (x, y) in zip(placed, points, strict=True)
    }
