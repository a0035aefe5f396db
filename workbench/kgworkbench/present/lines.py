"""Lines between boxes: straight where nothing stands between, else bent round it; loops; and room for their labels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import atan2, cos, hypot, sin

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "Line", "bounds", "clear", "line_between", "loops_at", "on_line"]

Point = tuple[float, float]
Points = NDArray[np.float64]

_STEPS = 49
_AIR = 5.0
_TIP = 9.0
_BENDS = (0.0, 60.0, -60.0, 110.0, -110.0, 170.0, -170.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its middle, width and height."""

    x: float
    y: float
    w: float
    h: float

    def apart(self, other: "Box", air: float = _AIR) -> bool:
        """Whether the two do not touch, with so much room between them."""
        return (
            abs(self.x - other.x) >= (self.w + other.w) / 2 + air
            or abs(self.y - other.y) >= (self.h + other.h) / 2 + air
        )

    def holds(self, points: Points, air: float = 0.0) -> NDArray[np.bool_]:
        """Which of the points lie in it, or nearer to it than ``air``."""
        inside: NDArray[np.bool_] = (np.abs(points[:, 0] - self.x) <= self.w / 2 + air) & (
            np.abs(points[:, 1] - self.y) <= self.h / 2 + air
        )
        return inside


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn line: its SVG path, arrow heads as polygons, and points along it from end to end."""

    path: str
    tips: tuple[str, ...]
    points: Points = field(compare=False)
    box: Box
    away: Point = (0.0, 0.0)

    @property
    def length(self) -> float:
        """How long it is."""
        steps = np.diff(self.points, axis=0)
        return float(np.hypot(steps[:, 0], steps[:, 1]).sum())

    @property
    def upright(self) -> bool:
        """Whether it runs up and down rather than across."""
        gap = self.points[-1] - self.points[0]
        return bool(abs(gap[1]) > 2.2 * abs(gap[0]))

    @property
    def rightward(self) -> bool:
        """Whether it runs to the right, or down where it is upright."""
        gap = self.points[-1] - self.points[0]
        return bool(gap[1] > 0 if self.upright else gap[0] > 0)

    def label(self, size: tuple[float, float]) -> Box:
        """Where the label of a loop stands: beyond its far end."""
        (dx, dy), tip = self.away, self.points[len(self.points) // 2]
        return Box(
            round(float(tip[0]) + dx * (size[0] / 2 + 3), 1), round(float(tip[1]) + dy * (size[1] / 2 + 2), 1), *size
        )


def line_between(start: Box, end: Box, others: Sequence[Box], forward: bool, back: bool) -> Line:
    """The line between two boxes, from rim to rim; bent where another box stands in its way."""
    a, b = np.array([start.x, start.y]), np.array([end.x, end.y])
    gap = b - a
    far = float(np.hypot(*gap)) or 1.0
    side = np.array([-gap[1], gap[0]]) / far
    ways = [_quadratic(a, (a + b) / 2 + side * bend * 2, b) for bend in _BENDS]
    best = next((way for way in ways if not any(box.holds(way, 6.0).any() for box in others)), ways[0])
    seen = best[~(start.holds(best, 3.0) | end.holds(best, 3.0))]
    seen = seen if len(seen) > 2 else best[[len(best) // 3, len(best) // 2, 2 * len(best) // 3]]
    tips = [*([_tip(seen[-3], seen[-1])] if forward else []), *([_tip(seen[2], seen[0])] if back else [])]
    return _line(seen, tips, (0.0, 0.0))


def loops_at(box: Box) -> list[Line]:
    """Lines from a box to itself, on each of its four sides, the best first: outward from the origin, yet beside a box
    that stands above or below it, so that the whole does not grow higher."""
    across, down = box.w / 2, box.h / 2
    sides = [(0.0, -1.0 if box.y <= 0 else 1.0), (-1.0 if box.x <= 0 else 1.0, 0.0)]
    sides = sides if abs(box.x) > abs(box.y) else sides[::-1]
    sides += [(-dx + 0.0, -dy + 0.0) for dx, dy in sides]
    found = []
    for dx, dy in sides:
        root = np.array([box.x + dx * across, box.y + dy * down])
        along, out = np.array([dy, dx]), np.array([dx, dy])
        ends = [root - along * 13, root + along * 13]
        middle = [ends[0] - along * 12 + out * 34, ends[1] + along * 12 + out * 34]
        points = _cubic(ends[0], middle[0], middle[1], ends[1])
        found.append(_line(points, [_tip(points[-6], points[-1])], (dx, dy)))
    return found


def on_line(
    line: Line,
    size: tuple[float, float],
    spots: Iterable[float],
    taken: Sequence[Box],
    others: Sequence[Line],
    beside: bool = False,
) -> Box | None:
    """A box of that size on the line, or close beside it, that touches none that is taken and lies on few other lines;
    None for no room."""
    crowd = np.concatenate([other.points for other in others]) if others else np.zeros((0, 2))
    best: tuple[int, Box] | None = None
    for spot in spots:
        place = round(spot * (len(line.points) - 1))
        at = line.points[place]
        for aside in _aside(line.points, place, size) if beside else (np.zeros(2),):
            box = Box(round(float(at[0] + aside[0]), 1), round(float(at[1] + aside[1]), 1), *size)
            if not clear(box, taken):
                continue
            crossed = int(box.holds(crowd).sum())
            if best is None or crossed < best[0]:
                best = crossed, box
    return best[1] if best is not None else None


def _aside(points: Points, place: int, size: tuple[float, float]) -> tuple[Points, Points]:
    """The ways off the line, to both sides, by which a box of that size just leaves it."""
    gap = points[min(place + 1, len(points) - 1)] - points[max(place - 1, 0)]
    normal = np.array([-gap[1], gap[0]]) / (float(np.hypot(*gap)) or 1.0)
    way = normal * (abs(normal[0]) * size[0] / 2 + abs(normal[1]) * size[1] / 2 + 3)
    return way, -way


def clear(box: Box, taken: Iterable[Box]) -> bool:
    """Whether the box touches none of the others."""
    return all(box.apart(other) for other in taken)


def bounds(boxes: Sequence[Box], air: float = 12.0) -> list[float]:
    """Left, top, width and height of what holds all boxes, with some air round them."""
    if not boxes:
        return [-100.0, -60.0, 200.0, 120.0]
    left = min(box.x - box.w / 2 for box in boxes) - air
    top = min(box.y - box.h / 2 for box in boxes) - air
    right = max(box.x + box.w / 2 for box in boxes) + air
    low = max(box.y + box.h / 2 for box in boxes) + air
    return [round(left, 1), round(top, 1), round(right - left, 1), round(low - top, 1)]


def _quadratic(a: Points, via: Points, b: Points) -> Points:
    t = np.linspace(0.0, 1.0, _STEPS)[:, None]
    return np.asarray((1 - t) ** 2 * a + 2 * t * (1 - t) * via + t**2 * b)


def _cubic(a: Points, b: Points, c: Points, d: Points) -> Points:
    t = np.linspace(0.0, 1.0, _STEPS)[:, None]
    return np.asarray((1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d)


def _line(points: Points, tips: list[str], away: Point) -> Line:
    # A straight line is its two ends.
    bent = np.abs(np.diff(points, 2, axis=0)).max() > 1e-6
    drawn = points if bent else points[[0, -1]]
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in drawn)
    low, high = points.min(axis=0), points.max(axis=0)
    middle, size = (low + high) / 2, high - low
    box = Box(float(middle[0]), float(middle[1]), float(size[0]), float(size[1]))
    return Line(path, tuple(tips), points, box, away)


def _tip(before: Points, at: Points) -> str:
    turn = atan2(at[1] - before[1], at[0] - before[0])
    if hypot(at[1] - before[1], at[0] - before[0]) == 0:
        turn = 0.0
    corners = [(at[0], at[1])]
    corners += [(at[0] - _TIP * cos(turn + side), at[1] - _TIP * sin(turn + side)) for side in (0.42, -0.42)]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
