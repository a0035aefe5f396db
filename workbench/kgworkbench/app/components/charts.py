"""The coverage of a schema as a treemap, and the tree of communities as rings or bands."""

from collections.abc import Container, Mapping, Sequence
from math import cos, pi, sin

from kgworkbench.app.components.areas import Box, arc_path, rings, squarify
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import count, ink
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.schema import Schema
from kgworkbench.model.tree import Community
from kgworkbench.present.nest import community_hues
from kgworkbench.present.palette import NEUTRAL, Style
from kgworkbench.present.wording import cut

__all__ = ["coverage_map", "icicle", "name_of", "sunburst"]

_BLUE = Style("#5b7fb5", "#6f93c9", "dot")
_OUTSIDE = Style("#b98a1d", "#c79b3b", "dot")
_INNER, _OUTER = 26.0, 196.0
_TYPE = 14.5
_BAND = 19
# Units of the drawing a letter takes at that size; a CJK character takes two columns.
_COLUMN = 6.9
_LOCK = 13.0

Counts = Mapping[str, int]


def coverage_map(
    schema: Schema, used: tuple[Counts, Counts, Counts], outside: Counts, look: Mapping[str, Style], say: Strings
) -> Node:
    """Instances of every type as tiles; types never used are striped, and what the schema lacks stands beside them."""
    groups: list[tuple[str, str, list[tuple[str, int]], Mapping[str, Style]]] = [
        ("entity", say("entity_types"), _counted((kind.name for kind in schema.entity_types), used[0]), look),
        ("relation", say("relation_types"), _counted((kind.name for kind in schema.relation_types), used[1]), {}),
        ("attribute", say("attribute_types"), _counted((kind.name for kind in schema.attribute_types), used[2]), {}),
    ]
    lacking = sorted(outside.items(), key=lambda item: (-item[1], item[0]))[:10]
    if lacking:
        groups.append(("outside", say("outside"), lacking, {}))
    groups = [group for group in groups if group[2]]
    # The square root keeps a rare group readable beside a common one.
    shares = [max(sum(number for _, number in group[2]), len(group[2])) ** 0.5 for group in groups]
    whole = sum(shares) or 1.0
    return h(
        "div.tiles",
        [
            h(
                "div.group",
                h("div.caption.cut", title),
                h("div.field", _tiles(kind, rows, colors, share / whole, say), data_rove="row"),
                style={"flex": f"{share / whole:.3f} 1 0"},
                key=kind,
            )
            for (kind, title, rows, colors), share in zip(groups, shares, strict=True)
        ],
    )


def _counted(names: object, counts: Counts) -> list[tuple[str, int]]:
    found = [(name, counts.get(name, 0)) for name in names]  # type: ignore[attr-defined]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _tiles(
    kind: str, rows: Sequence[tuple[str, int]], colors: Mapping[str, Style], share: float, say: Strings
) -> list[Node]:
    # A type never used still gets a tile one can read and click.
    least = max(sum(number for _, number in rows) / 24, 0.6)
    boxes = squarify([max(number, least) for _, number in rows], aspect=max(share * 3.6, 0.3))
    plain = _OUTSIDE if kind == "outside" else _BLUE if kind == "relation" else NEUTRAL
    return [
        h(
            "div.tile" if number else "div.tile.unused",
            h("span.cut", name),
            h("span.num", count(number) if number else say("never_used")),
            click={"tile": kind, "name": name},
            title=f"{name}: {number if number else say('never_used')}",
            style={**_placed(box), **ink(colors.get(name, plain))},
            key=name,
        )
        for (name, number), box in zip(rows, boxes, strict=True)
    ]


def _placed(box: Box) -> dict[str, str]:
    return {
        "left": f"{box.x:.2f}%",
        "top": f"{box.y:.2f}%",
        "width": f"{box.width:.2f}%",
        "height": f"{box.height:.2f}%",
    }


def sunburst(snapshot: Snapshot, selected: str, locks: Container[str] = (), locked: str = "") -> Node:
    """The communities as rings, the coarsest innermost; click one to select it.

    ``locks`` holds the ids of those people decided about: they carry a lock and the word ``locked``.
    """
    ordered, arcs = _laid(snapshot)
    if not ordered:
        return h("div")
    hues = community_hues(snapshot.tree)
    depth = max((arc.depth for arc in arcs.values()), default=0) + 1
    thick = (_OUTER - _INNER) / depth
    pieces: list[Node] = []
    for community in ordered:
        arc = arcs[community.id]
        inner = _INNER + arc.depth * thick
        name = name_of(snapshot, community)
        shade, seen = ink(hues[community.id]), 1 - 0.22 * arc.depth
        kind = "path.slice.on" if community.id == selected else "path.slice"
        pieces.append(
            h(
                kind,
                h("title", name),
                d=arc_path(arc, inner + 1, inner + thick - 1),
                click={"select": community.id},
                hover=community.id,
                aria_label=_told(community, name, locks, locked),
                style={**shade, "opacity": f"{seen:.2f}"},
                key=community.id,
            )
        )
        middle = (arc.start + arc.end) / 2
        held = _LOCK if community.id in locks else 0.0
        room = int((thick - 8 - held) / _COLUMN)
        # A label stands where its line and at least a few letters fit; elsewhere the tooltip and the line below say it.
        if room >= 5 and 2 * pi * (inner + thick / 2) * (arc.end - arc.start) >= _TYPE * 1.12:
            label = _spoke(cut(name, room), middle, inner + (thick - held) / 2, f"t{community.id}")
            # Its letters are dark or light by what they stand on: the ring as it is seen.
            label["s"] |= {"--c": f"color-mix(in srgb, {shade['--c']} {100 * seen:.0f}%, var(--surface))"}
            pieces.append(label)
        if held:
            pieces.append(_lock(middle, inner + thick - _LOCK / 2 - 1, f"l{community.id}"))
    whole = f"{-_OUTER - 2} {-_OUTER - 2} {2 * _OUTER + 4} {2 * _OUTER + 4}"
    return h("div.figure-box", h("svg.burst", pieces, viewBox=whole, role="group", data_rove="row"))


def _lock(turn: float, radius: float, key: str) -> Node:
    """A small lock, upright at that place of a ring, on a ground of its own so that it can be told on any colour."""
    angle = 2 * pi * turn - pi / 2
    place = {"transform": f"translate({radius * cos(angle):.1f}px, {radius * sin(angle):.1f}px)"}
    drawn = h("path", d="M-3.6 -.6h7.2v5h-7.2zM-2.2 -.6v-1.600a2.200 2.200 0 0 1 4.400 0v1.600")
    return h("g.held", h("circle", cx="0", cy="0", r=f"{_LOCK / 2}"), drawn, style=place, key=key, aria_hidden="true")


def _told(community: Community, name: str, locks: Container[str], locked: str) -> str:
    return ", ".join([name, str(len(community.members)), *([locked] if community.id in locks else [])])


def _spoke(text: str, turn: float, radius: float, key: str) -> Node:
    """A label along the radius, never upside down."""
    degrees = 360 * turn - 90
    flipped = turn > 0.5
    turned = f"rotate({degrees:.1f}deg) translateX({radius:.1f}px) rotate({180 if flipped else 0}deg)"
    return h("text.spoke", text, text_anchor="middle", style={"transform": turned}, key=key)


def icicle(snapshot: Snapshot, selected: str, locks: Container[str] = (), locked: str = "") -> Node:
    """The same tree as bands from left to right, the coarsest first; ``locks`` as in ``sunburst``."""
    ordered, arcs = _laid(snapshot)
    if not ordered:
        return h("div")
    hues = community_hues(snapshot.tree)
    depth = max((arc.depth for arc in arcs.values()), default=0) + 1
    # Where bands would be too thin for their names the chart is higher than its frame, and scrolls.
    high = _BAND * sum(community.level == 0 for community in ordered)
    bands = h(
        "div.figure-box.bands",
        [
            h(
                "div.tile.on" if community.id == selected else "div.tile",
                h("span.row.held", icon("lock", "small"), h("span.cut", name_of(snapshot, community)))
                if community.id in locks
                else h("span.cut", name_of(snapshot, community)),
                click={"select": community.id},
                hover=community.id,
                aria_label=_told(community, name_of(snapshot, community), locks, locked),
                title=f"{name_of(snapshot, community)}: {len(community.members)}",
                style={
                    **_placed(
                        Box(
                            100 * arcs[community.id].depth / depth,
                            100 * arcs[community.id].start,
                            100 / depth,
                            100 * (arcs[community.id].end - arcs[community.id].start),
                        )
                    ),
                    **ink(hues[community.id]),
                    "opacity": f"{1 - 0.18 * arcs[community.id].depth:.2f}",
                },
                key=community.id,
            )
            for community in ordered
        ],
        style={"height": f"max(100%, {high}px)"},
        data_rove="list",
    )
    return h("div.scroll", bands)


def _laid(snapshot: Snapshot) -> tuple[list[Community], dict]:
    ordered = sorted(snapshot.tree.communities, key=lambda c: (-c.level, -len(c.members), c.id))
    parents = {community.id: community.parent for community in ordered}
    weights = {community.id: float(len(community.members)) for community in ordered}
    return ordered, rings(parents, weights)


def name_of(snapshot: Snapshot, community: Community) -> str:
    """A community's name, its centre's where it has none."""
    centre = snapshot.entities.get(community.centre)
    return community.name or (centre.name if centre else community.id)
