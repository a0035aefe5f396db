"""Where things fit: components round the largest one, single nodes on the nearest free spot."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_closing

__all__ = ["free_spots", "pack"]

Points = NDArray[np.float64]

_ASPECT = 1.6
_LARGE = 40
_FINE = 5_000


def pack(shapes: Sequence[Points], gap: float, around: Points | None = None) -> list[Points]:
    """The shapes moved, not turned, so that none comes closer to another than about two gaps.

    Each takes the free place nearest to the middle, where near counts less sideways than up and down. ``around``
    is ground already taken. Shapes come back in the order they were given; the first ones get the better places.
    """
    cell = gap * 1.5
    taken = [around] if around is not None and len(around) else []
    area = sum(int(np.prod(_cells(shape, cell) + 1)) for shape in [*shapes, *taken])
    if area > _FINE:
        cell *= (area / _FINE) ** 0.5
        area = sum(int(np.prod(_cells(shape, cell) + 1)) for shape in [*shapes, *taken])
    reach = int(np.sqrt(area) * 0.8) + 6 + max((int(np.abs(points / cell).max()) + 3 for points in taken), default=0)
    reach = max(reach, int(max(_cells(shape, cell).max() for shape in shapes) / 2) + 3)
    ground = _Ground(reach, cell)
    for points in taken:
        ground.take(points)
    placed = []
    for number, shape in enumerate(shapes):
        low = shape.min(axis=0)
        if number == 0 and not taken:
            moved = shape - (low + shape.max(axis=0)) / 2
        else:
            corner = ground.corner(_cells(shape, cell))
            while corner is None:
                ground = ground.wider()
                corner = ground.corner(_cells(shape, cell))
            moved = shape - low + corner
        ground.take(moved)
        placed.append(moved)
    return placed


def _cells(shape: Points, cell: float) -> NDArray[np.int64]:
    """Cells of the bounding box, across and down, with a margin."""
    return np.asarray(np.ceil(np.ptp(shape, axis=0) / cell), dtype=np.int64) + 1


class _Ground:
    """A square of cells round the origin, some of them taken."""

    def __init__(self, reach: int, cell: float) -> None:
        self.cell, self.reach = cell, reach
        self.taken = np.zeros((2 * reach + 1, 2 * reach + 1), dtype=bool)
        axis = np.arange(-reach, reach + 1)
        across, down = np.meshgrid(axis, axis, indexing="ij")
        far = (across / _ASPECT) ** 2 + down**2
        self.order = np.unravel_index(np.argsort(far, axis=None, kind="stable"), far.shape)
        self.spots: dict[tuple[int, int], Iterator[tuple[int, int]]] = {}

    def take(self, points: Points) -> None:
        """Mark the cells of the points and their neighbours as taken, and the bays inside a large shape."""
        index = np.round(points / self.cell).astype(int) + self.reach
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                spot = np.clip(index + np.array([dx, dy]), 0, 2 * self.reach)
                self.taken[spot[:, 0], spot[:, 1]] = True
        if len(points) > _LARGE:
            self.taken |= binary_closing(np.pad(self.taken, 6), iterations=5)[6:-6, 6:-6]

    def wider(self) -> "_Ground":
        """The same ground in the middle of more."""
        more = _Ground(self.reach + self.reach // 2 + 4, self.cell)
        edge = more.reach - self.reach
        more.taken[edge:-edge, edge:-edge] = self.taken
        return more

    def corner(self, cells: NDArray[np.int64]) -> Points | None:
        """The low corner, in pixels, of the free rectangle of that many cells nearest to the middle, or None."""
        across, down = int(cells[0]), int(cells[1])
        if max(across, down) > 2 * self.reach:
            return None
        # What is free for a size was so when it was first asked for, and shrinks only: equal shapes share one search.
        spots = self.spots.setdefault((across, down), self._free(across, down))
        for x, y in spots:
            if not self.taken[x : x + across, y : y + down].any():
                return np.array([x - self.reach, y - self.reach]) * self.cell
        return None

    def _free(self, across: int, down: int) -> Iterator[tuple[int, int]]:
        """Low corners of free rectangles, the nearest to the middle first."""
        # Sums over every rectangle at once from running sums (a summed-area table).
        total = np.pad(self.taken.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        inside = total[across:, down:] - total[:-across, down:] - total[across:, :-down] + total[:-across, :-down]
        x, y = self.order[0] - (across - 1) // 2, self.order[1] - (down - 1) // 2
        within = (x >= 0) & (y >= 0) & (x < inside.shape[0]) & (y < inside.shape[1])
        x, y = x[within], y[within]
        free = inside[x, y] == 0
        yield from zip(x[free].tolist(), y[free].tolist(), strict=True)


def free_spots(wanted: Points, taken: Points, gap: float) -> Points:
    """For each wanted point, in order, the nearest spot at least a gap away from all taken and earlier ones."""
    spots = np.empty_like(wanted)
    # A sunflower of candidates at growing distance: evenly dense, in a fixed order.
    step = np.arange(4 * (len(wanted) + len(taken)) + 64)
    angle = step * np.pi * (3 - np.sqrt(5))
    offset = 0.55 * gap * np.sqrt(step)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    held: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def cell_of(x: float, y: float) -> tuple[int, int]:
        return int(x // gap), int(y // gap)

    def is_free(x: float, y: float) -> bool:
        column, row = cell_of(x, y)
        return all(
            (x - a) ** 2 + (y - b) ** 2 >= gap * gap
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for a, b in held.get((i, j), ())
        )

    for x, y in taken.tolist():
        held.setdefault(cell_of(x, y), []).append((x, y))
    for index, (x, y) in enumerate(wanted.tolist()):
        spot = next(((x + dx, y + dy) for dx, dy in offset.tolist() if is_free(x + dx, y + dy)), (x, y))
        held.setdefault(cell_of(*spot), []).append(spot)
        spots[index] = spot
    return spots
