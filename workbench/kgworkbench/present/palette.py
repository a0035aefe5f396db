"""Colours and shapes of types: stable by name, told apart by colour-blind readers, light and dark."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["NEUTRAL", "PATH_COLORS", "ROUTE_COLORS", "Style", "style_of", "styles_of"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a type is drawn: its colour on a light and on a dark ground, and a vis-network shape."""

    color: str
    dark: str
    shape: str


# Twelve colours in the spirit of Okabe and Ito (2008) and Tol (2021). Twelve hues cannot all stay apart under every
# colour vision, so each carries a shape, and the two that share a shape stay far apart for deuteranopes, protanopes
# and tritanopes alike (a test simulates all three).
_SLOTS = (
    Style("#2f6fb7", "#6aa6e8", "dot"),
    Style("#e08a1e", "#f2ab4e", "dot"),
    Style("#12936b", "#41c79b", "square"),
    Style("#c8453d", "#f0837a", "triangle"),
    Style("#7e57c2", "#ae8df0", "square"),
    Style("#c9a400", "#e6cb49", "diamond"),
    Style("#35a3cf", "#79cdef", "diamond"),
    Style("#c2679a", "#eb9cc6", "hexagon"),
    Style("#155e75", "#4fa3bf", "triangleDown"),
    Style("#8fae3a", "#bdd86f", "hexagon"),
    Style("#8a5a35", "#c79a72", "triangleDown"),
    Style("#6f7fd6", "#a3b0fb", "triangle"),
)
_SHAPES = ("dot", "diamond", "square", "triangle", "hexagon", "triangleDown")

NEUTRAL = Style("#7b8494", "#9aa4b5", "dot")
"""For what has no type: literals, groups, whatever stands outside the schema."""

ROUTE_COLORS = {
    "entity": "#2f6fb7",
    "triple": "#12936b",
    "community": "#7e57c2",
    "path": "#e08a1e",
    "chunk": "#7b8494",
}
"""One colour for each route, the same in every trace, timeline and card."""

PATH_COLORS = (
    ("#2563eb", "#7db0ff"),
    ("#db2777", "#f472b6"),
    ("#d97706", "#fbbf24"),
    ("#059669", "#34d399"),
    ("#7c3aed", "#b79cff"),
    ("#0e7490", "#5fd0e6"),
)
"""Colours of numbered paths, light and dark, as the graph view draws them."""


def style_of(name: str) -> Style:
    """The style a type has on its own account: equal names give equal styles in every process.

    >>> style_of("Person") == style_of("Person")
    True
    """
    return _at(_home(name)) if name else NEUTRAL


def styles_of(names: Iterable[str]) -> dict[str, Style]:
    """Styles for types shown together, by name, no two alike while there are at most 72.

    A type keeps the style of ``style_of`` unless one earlier in the alphabet with the same home took it; the order
    of ``names`` does not matter.
    """
    found: dict[str, Style] = {}
    taken: set[int] = set()
    ordered = sorted(set(names))
    moved = []
    for name in ordered:
        home = _home(name)
        if not name:
            found[name] = NEUTRAL
        elif home in taken:
            moved.append(name)
        else:
            taken.add(home)
            found[name] = _at(home)
    for name in moved:
        slot = next((slot for slot in _probes(_home(name)) if slot not in taken), _home(name))
        taken.add(slot)
        found[name] = _at(slot)
    return {name: found[name] for name in ordered}


def _home(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") % 12


def _probes(home: int) -> list[int]:
    """Other colours first, then the same colours again with the next shape."""
    return [12 * turn + (home + step) % 12 for turn in range(len(_SHAPES)) for step in range(12)]


def _at(slot: int) -> Style:
    base = _SLOTS[slot % 12]
    shape = _SHAPES[(_SHAPES.index(base.shape) + slot // 12) % len(_SHAPES)]
    return Style(base.color, base.dark, shape)
