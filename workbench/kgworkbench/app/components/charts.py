"""Plotly figures, calm and in both themes: the coverage of a schema and the tree of communities."""

from collections.abc import Mapping
from typing import Any

from kgworkbench.app.components.theme import PLOT
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.schema import Schema
from kgworkbench.model.tree import Community
from kgworkbench.present.palette import NEUTRAL, Style, styles_of

__all__ = ["community_chart", "coverage_chart", "name_of"]

_FONT = 'Inter, Roboto, "Segoe UI", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'


def _calm(figure: Any, dark: bool) -> Any:
    tone = PLOT[dark]
    figure.update_layout(
        template="none",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor=tone["surface"],
        plot_bgcolor=tone["surface"],
        font={"family": _FONT, "size": 13, "color": tone["ink"]},
        hoverlabel={
            "bgcolor": tone["surface"],
            "bordercolor": tone["sunken"],
            "font": {"family": _FONT, "size": 12, "color": tone["ink"]},
        },
        uirevision="kept",
        autosize=True,
    )
    return figure


def coverage_chart(
    schema: Schema,
    used: tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]],
    outside: Mapping[str, int],
    say: Strings,
    dark: bool,
) -> Any:
    """Instances of every type as a treemap; types never used are pale and striped, and so is what the schema lacks."""
    import plotly.graph_objects as go

    tone = PLOT[dark]
    look = styles_of(kind.name for kind in schema.entity_types)
    groups = (
        ("entity", say("entity_types"), [kind.name for kind in schema.entity_types], used[0]),
        ("relation", say("relation_types"), [kind.name for kind in schema.relation_types], used[1]),
        ("attribute", say("attribute_types"), [kind.name for kind in schema.attribute_types], used[2]),
    )
    ids, labels, parents, values, colors, shapes, notes = [], [], [], [], [], [], []
    group_color = {"relation": "#9db4d6" if not dark else "#3d5577", "attribute": "#b9c3cf" if not dark else "#4a5563"}
    for group, title, names, counts in groups:
        if not names:
            continue
        # A type never used still gets a tile one can read and click: a fortieth of its group.
        least = max(sum(counts.get(name, 0) for name in names) / 40, 1)
        ids.append(group)
        labels.append(title)
        parents.append("")
        values.append(0)
        colors.append(tone["sunken"])
        shapes.append("")
        notes.append("")
        for name in sorted(names, key=lambda name: -counts.get(name, 0)):
            number = counts.get(name, 0)
            style = look.get(name, NEUTRAL)
            ids.append(f"{group}:{name}")
            labels.append(name)
            parents.append(group)
            values.append(max(number, least))
            colors.append(
                (style.dark if dark else style.color)
                if group == "entity" and number
                else group_color.get(group, tone["sunken"])
                if number
                else tone["sunken"]
            )
            shapes.append("" if number else "/")
            notes.append(str(number) if number else say("never_used"))
    for name, number in sorted(outside.items(), key=lambda item: -item[1])[:12]:
        if "outside" not in ids:
            ids.append("outside")
            labels.append(say("outside"))
            parents.append("")
            values.append(0)
            colors.append(tone["sunken"])
            shapes.append("")
            notes.append("")
        ids.append(f"outside:{name}")
        labels.append(name)
        parents.append("outside")
        values.append(number)
        colors.append("#d9a441" if not dark else "#7a5d1f")
        shapes.append("x")
        notes.append(str(number))
    pale = {tone["sunken"]}
    ink = [
        tone["ink2"]
        if color in pale
        else ("#10151c" if dark else "#ffffff")
        if kind.startswith("entity:")
        else tone["ink"]
        for color, kind in zip(colors, ids, strict=True)
    ]
    figure = go.Figure(
        go.Treemap(
            ids=ids,
            labels=labels,
            parents=parents,
            values=values,
            customdata=notes,
            branchvalues="remainder",
            marker={
                "colors": colors,
                "line": {"width": 1.5, "color": tone["line"]},
                "cornerradius": 5,
                "pattern": {"shape": shapes, "solidity": 0.12, "size": 7, "fgcolor": tone["ink2"]},
            },
            textfont={"color": ink, "size": 12},
            texttemplate="%{label}<br>%{customdata}",
            hovertemplate="%{label}: %{customdata}<extra></extra>",
            tiling={"pad": 2},
            pathbar={"visible": False},
            maxdepth=3,
            root={"color": tone["surface"]},
        )
    )
    return _calm(figure, dark)


def community_chart(snapshot: Snapshot, kind: str, dark: bool) -> Any:
    """The tree of communities, coarse in the middle, as a sunburst or an icicle; each slice keeps its community's id."""
    import plotly.graph_objects as go

    tone = PLOT[dark]
    ids, labels, parents, values, colors, notes = [], [], [], [], [], []
    top = snapshot.tree.levels - 1
    ordered = sorted(
        snapshot.tree.communities, key=lambda community: (-community.level, -len(community.members), community.id)
    )
    known = {community.id for community in ordered}
    hues = _hues(ordered, top)
    children = {community.parent for community in ordered if community.parent}
    for community in ordered:
        style = hues[community.id]
        ids.append(community.id)
        labels.append(name_of(snapshot, community))
        parents.append(community.parent if community.parent in known else "")
        values.append(0 if community.id in children else len(community.members))
        colors.append(style.dark if dark else style.color)
        notes.append(len(community.members))
    shared: dict[str, Any] = {
        "ids": ids,
        "labels": labels,
        "parents": parents,
        "values": values,
        "customdata": notes,
        "branchvalues": "remainder",
        "marker": {"colors": colors, "line": {"width": 1.2, "color": tone["line"]}},
        "hovertemplate": "%{label}<br>%{customdata}<extra></extra>",
        "textfont": {"color": "#10151c" if dark else "#ffffff", "size": 12},
        "leaf": {"opacity": 0.82},
        "root": {"color": tone["surface"]},
    }
    trace = (
        go.Sunburst(**shared, insidetextorientation="auto", maxdepth=3)
        if kind == "sunburst"
        else go.Icicle(**shared, tiling={"pad": 2, "orientation": "v"}, pathbar={"visible": False})
    )
    return _calm(go.Figure(trace), dark)


def name_of(snapshot: Snapshot, community: Community) -> str:
    """A community's name, its centre's where it has none."""
    centre = snapshot.entities.get(community.centre)
    return community.name or (centre.name if centre else community.id)


def _hues(communities: list[Community], top: int) -> dict[str, Style]:
    """One colour for each community of the highest level, and the same for all it holds."""
    by_id = {community.id: community for community in communities}
    found: dict[str, Style] = {}
    roots = [community.id for community in communities if community.level == top or community.parent not in by_id]
    look = styles_of(roots)
    for community in communities:
        at = community
        while at.parent in by_id:
            at = by_id[at.parent]
        found[community.id] = look.get(at.id, NEUTRAL)
    return found
