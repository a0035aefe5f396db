"""The coverage of a schema as a treemap."""

from collections.abc import Mapping, Sequence

from kgworkbench.app.components.areas import squarify
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import count, ink
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.schema import Schema
from kgworkbench.model.tree import Community
from kgworkbench.present.palette import NEUTRAL, Style

__all__ = ["coverage_map", "name_of"]

_BLUE = Style("#5b7fb5", "#6f93c9", "dot")
_OUTSIDE = Style("#b98a1d", "#c79b3b", "dot")
_FRONT = 1.3
"""Room of the section in front, to that of all others."""

Counts = Mapping[str, int]


def coverage_map(
    schema: Schema,
    used: tuple[Counts, Counts, Counts],
    outside: Counts,
    look: Mapping[str, Style],
    say: Strings,
    front: str = "",
) -> Node:
    """Instances of every type as tiles; types never used are striped, and what the schema lacks stands beside them.

    The section ``front`` is given most of the room.
    """
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
    if front in (group[0] for group in groups):
        rest = sum(share for group, share in zip(groups, shares, strict=True) if group[0] != front)
        shares = [_FRONT * rest if group[0] == front else share for group, share in zip(groups, shares, strict=True)]
    whole = sum(shares) or 1.0
    return h(
        "div.tiles",
        [
            h(
                "div.group",
                h("div.caption.cut", title, title=title),
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
            style={**box.placed, **ink(colors.get(name, plain))},
            key=name,
        )
        for (name, number), box in zip(rows, boxes, strict=True)
    ]


def name_of(snapshot: Snapshot, community: Community) -> str:
    """A community's name, its centre's where it has none."""
    centre = snapshot.entities.get(community.centre)
    return community.name or (centre.name if centre else community.id)
