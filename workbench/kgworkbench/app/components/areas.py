"""Areas for numbers: a squarified treemap in percent of its box, rings for a tree, and bands for the same tree.

Drawn as sheets rather than by a plotting library: they follow the theme by themselves, need no download, and what
they say is text.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

__all__ = ["Arc", "Box", "arc_path", "rings", "squarify"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in percent of the whole."""

    x: float
    y: float
    width: float
    height: float

    @property
    def placed(self) -> dict[str, str]:
        """The style sheet properties that put an element there."""
        sides = {"left": self.x, "top": self.y, "width": self.width, "height": self.height}
        return {name: f"{value:.2f}%" for name, value in sides.items()}


@dataclass(frozen=True, slots=True)
class Arc:
    """A part of a ring: its depth from the middle (0 is innermost) and its share of the circle, from 0 to 1."""

    depth: int
    start: float
    end: float


def squarify(values: Sequence[float], width: float = 100.0, height: float = 100.0, aspect: float = 1.0) -> list[Box]:
    """One box a value, in the order given, their areas as the values and their sides as equal as may be.

    ``aspect`` is how much wider than high the box is on the screen. Bruls, Huizing and van Wijk, "Squarified
    treemaps" (2000); values should come largest first, and each be above zero.
    """
    total = sum(values)
    if not total:
        return []
    # Laid out in screen units, given back in percent.
    full_x, full_y = width * aspect, height
    scaled = [value / total * full_x * full_y for value in values]
    boxes: list[Box] = []
    x = y = 0.0
    left_x, left_y = full_x, full_y
    at = 0
    while at < len(scaled):
        side = min(left_x, left_y)
        end = at + 1
        while end < len(scaled) and _worst(scaled[at : end + 1], side) <= _worst(scaled[at:end], side):
            end += 1
        strip = scaled[at:end]
        thick = sum(strip) / side if side else 0.0
        along = 0.0
        for area in strip:
            long = area / thick if thick else 0.0
            if left_x >= left_y:
                boxes.append(Box(x / aspect, y + along, thick / aspect, long))
            else:
                boxes.append(Box((x + along) / aspect, y, long / aspect, thick))
            along += long
        if left_x >= left_y:
            x, left_x = x + thick, left_x - thick
        else:
            y, left_y = y + thick, left_y - thick
        at = end
    return boxes


def _worst(strip: Sequence[float], side: float) -> float:
    total = sum(strip)
    return max(max(side * side * area / total**2, total**2 / (side * side * area)) for area in strip)


def rings(parents: Mapping[Hashable, Hashable | None], weights: Mapping[Hashable, float]) -> dict[Hashable, Arc]:
    """The part of a ring for every node of a forest; a node without children is as wide as its weight.

    Children lie outside their parent, in the order of ``parents``; a parent nobody lists is a root of its own.
    """
    children: dict[Hashable, list[Hashable]] = {}
    roots: list[Hashable] = []
    for node, parent in parents.items():
        if parent is None or parent not in parents:
            roots.append(node)
        else:
            children.setdefault(parent, []).append(node)

    def weigh(node: Hashable) -> float:
        return sum(map(weigh, children[node])) if node in children else weights.get(node, 0.0)

    total = sum(map(weigh, roots)) or 1.0
    placed: dict[Hashable, Arc] = {}

    def place(nodes: Sequence[Hashable], start: float, depth: int) -> None:
        for node in nodes:
            share = weigh(node) / total
            placed[node] = Arc(depth, start, start + share)
            place(children.get(node, ()), start, depth + 1)
            start += share

    place(roots, 0.0, 0)
    return placed


def arc_path(arc: Arc, inner: float, outer: float) -> str:
    """The outline of an arc between two radii, as an SVG path round (0, 0), beginning at the top."""
    sweep = min(arc.end - arc.start, 0.99999)
    a, b = 2 * pi * arc.start - pi / 2, 2 * pi * (arc.start + sweep) - pi / 2
    large = 1 if sweep > 0.5 else 0
    points = [(outer, a), (outer, b), (inner, b), (inner, a)]
    p = [f"{r * cos(t):.2f} {r * sin(t):.2f}" for r, t in points]
    return f"M{p[0]}A{outer} {outer} 0 {large} 1 {p[1]}L{p[2]}A{inner} {inner} 0 {large} 0 {p[3]}Z"
