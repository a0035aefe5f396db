"""The knowledge tree as rings or bands; one goes into a community, down to its keywords and entities, and out again."""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin

from kgworkbench.app.components.areas import Arc, Box, arc_path, rings
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.tree_parts import Part
from kgworkbench.app.components.words import ink
from kgworkbench.present.wording import columns, cut

__all__ = ["icicle", "sunburst"]

_INNER, _OUTER = 30.0, 196.0
_TYPE = 14.5
_BAND = 19
# Units of the drawing a letter takes at that size; a CJK character takes two columns.
_COLUMN = 7.4
_LOCK = 13.0
_FADE = {"community": 0.22, "keyword": 0.18, "entity": 0.0, "rest": 0.2}


def sunburst(parts: Sequence[Part], selected: str, out: str | None = None, up: str = "") -> Node:
    """The parts as rings, the coarsest innermost; a click goes into a community or selects what it is on.

    ``out`` is where a click on the middle goes, None where there is no way out; ``up`` says so.
    """
    if not parts:
        return h("div")
    arcs = _laid(parts)
    edges = _edges(parts, arcs)
    pieces: list[Node] = []
    labels: list[Node] = []
    for part in parts:
        arc = arcs[part.id]
        inner, thick = edges[arc.depth], edges[arc.depth + 1] - edges[arc.depth]
        shade, seen = ink(part.style), _seen(part, arc)
        kind = "path.slice.on" if part.id == selected else "path.slice"
        pieces.append(
            h(
                kind,
                h("title", part.told),
                d=arc_path(arc, inner + 1, inner + thick - 1),
                click=part.click,
                hover=part.told,
                aria_label=part.told,
                style={**shade, "opacity": f"{seen:.2f}"},
                key=part.id,
            )
        )
        middle = (arc.start + arc.end) / 2
        held = _LOCK if part.locked else 0.0
        room = int((thick - 9 - held) / _COLUMN)
        # A label stands where its line and at least a few letters fit; elsewhere the tooltip and the line below say it.
        if room >= 5 and 2 * pi * (inner + thick / 2) * (arc.end - arc.start) >= _TYPE * 1.08:
            text = part.name if columns(part.name) <= room else cut(part.short, room)
            label = _spoke(text, middle, inner + (thick - held) / 2, f"t{part.id}")
            # Its letters are dark or light by what they stand on: the ring as it is seen.
            label["s"] |= {"--c": f"color-mix(in srgb, {shade['--c']} {100 * seen:.0f}%, var(--surface))"}
            labels.append(label)
        if held:
            labels.append(_lock(middle, inner + thick - _LOCK / 2 - 1, f"l{part.id}"))
    whole = f"{-_OUTER - 2} {-_OUTER - 2} {2 * _OUTER + 4} {2 * _OUTER + 4}"
    ways = [] if out is None else [_way_out(out, up)]
    return h("div.figure-box", h("svg.burst", pieces, labels, ways, viewBox=whole, role="group", data_rove="row"))


def icicle(parts: Sequence[Part], selected: str) -> Node:
    """The same parts as bands from left to right, the coarsest first."""
    if not parts:
        return h("div")
    arcs = _laid(parts)
    depth = max(arc.depth for arc in arcs.values()) + 1
    # Where bands would be too thin for their names the chart is higher than its frame, and scrolls.
    inner = {part.parent for part in parts}
    high = _BAND * sum(part.id not in inner for part in parts)
    bands = h(
        "div.figure-box.bands",
        [_band(part, arcs[part.id], depth, part.id == selected) for part in parts],
        style={"height": f"max(100%, {high}px)"},
        data_rove="list",
    )
    return h("div.scroll", bands)


def _band(part: Part, arc: Arc, depth: int, on: bool) -> Node:
    box = Box(100 * arc.depth / depth, 100 * arc.start, 100 / depth, 100 * (arc.end - arc.start))
    name = h("span.cut", part.name)
    return h(
        "div.tile.on" if on else "div.tile",
        h("span.row.held", icon("lock", "small"), name) if part.locked else name,
        click=part.click,
        hover=part.told,
        aria_label=part.told,
        title=part.told,
        style={**box.placed, **ink(part.style), "opacity": f"{_seen(part, arc):.2f}"},
        key=part.id,
    )


def _laid(parts: Sequence[Part]) -> dict[str, Arc]:
    return rings({part.id: part.parent for part in parts}, {part.id: float(part.weight) for part in parts})


def _edges(parts: Sequence[Part], arcs: Mapping[str, Arc]) -> list[float]:
    """Where each ring begins and the last one ends; entities have long names and get more room."""
    shares = [1.0] * (max(arc.depth for arc in arcs.values()) + 1)
    if any(part.kind == "entity" for part in parts):
        shares[-1] = 1.6
    found = [_INNER]
    for share in shares:
        found.append(found[-1] + (_OUTER - _INNER) * share / sum(shares))
    return found


def _seen(part: Part, arc: Arc) -> float:
    return max(1 - _FADE[part.kind] * (arc.depth + (part.kind != "community")), 0.45)


def _way_out(out: str, words: str) -> Node:
    """The middle as the way out of the community one is in."""
    return h(
        "g.out",
        h("title", words),
        h("circle", cx="0", cy="0", r=f"{_INNER - 3}"),
        h("path", d="M0 9V-8M-8 -1L0 -9L8 -1"),
        click={"zoom": out},
        aria_label=words,
        key="out",
    )


def _lock(turn: float, radius: float, key: str) -> Node:
    """A small lock, upright at that place of a ring, on a ground of its own so that it can be told on any colour."""
    angle = 2 * pi * turn - pi / 2
    place = {"transform": f"translate({radius * cos(angle):.1f}px, {radius * sin(angle):.1f}px)"}
    drawn = h("path", d="M-3.6 -.6h7.2v5h-7.2zM-2.2 -.6v-1.600a2.200 2.200 0 0 1 4.400 0v1.600")
    return h("g.held", h("circle", cx="0", cy="0", r=f"{_LOCK / 2}"), drawn, style=place, key=key, aria_hidden="true")


def _spoke(text: str, turn: float, radius: float, key: str) -> Node:
    """A label along the radius, never upside down."""
    degrees = 360 * turn - 90
    flipped = turn > 0.5
    turned = f"rotate({degrees:.1f}deg) translateX({radius:.1f}px) rotate({180 if flipped else 0}deg)"
    return h("text.spoke", text, text_anchor="middle", style={"transform": turned}, key=key)
