"""A view as a picture that needs nothing else: standalone HTML, or SVG."""

import re
from html import escape
from math import atan2, cos, hypot, pi, sin
from typing import Any

from kgworkbench.present.wording import columns, cut

__all__ = ["to_html", "to_svg"]

_OPTIONS = """{
 "physics": {"enabled": false},
 "interaction": {"hover": true, "multiselect": true, "hideEdgesOnDrag": true},
 "nodes": {"borderWidth": 1.5, "font": {"size": 14, "color": "#1f2937", "strokeWidth": 4, "strokeColor": "#ffffff"}},
 "edges": {"arrows": {"to": {"enabled": true, "scaleFactor": 0.45}}, "color": {"color": "#b6bfcc"}, "width": 1,
           "font": {"size": 11, "color": "#6b7280", "strokeWidth": 3, "strokeColor": "#ffffff"}}
}"""

_PAGE = """<style>
 body { margin: 0; font: 14px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; color: #1f2937; background: #fff }
 header { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: baseline; padding: 12px 18px }
 header b { font-size: 16px } header i { color: #6b7280; font-style: normal }
 header span::before { content: ""; display: inline-block; width: 10px; height: 10px; border-radius: 5px;
  background: var(--c); margin-right: 6px }
 .card, #mynetwork { border: 0 !important; float: none !important } .card-body { padding: 0 }
 center { display: none } div.vis-tooltip { white-space: pre-line !important }
</style>"""


def to_html(view: dict[str, Any], title: str = "") -> str:
    """A standalone HTML page of a view, drawn by pyvis with nothing loaded from anywhere."""
    from pyvis.network import Network

    net = Network(height="calc(100vh - 60px)", width="100%", directed=True, cdn_resources="in_line")
    few = len(view["edges"]) <= 60
    for node in view["nodes"]:
        net.add_node(
            node["id"],
            label=node["label"] or " ",
            title=_unlinked(node["title"]),
            x=node["x"],
            y=node["y"],
            color=node["color"],
            shape=node["shape"],
            size=node["size"],
            physics=False,
        )
    for edge in view["edges"]:
        smooth = {"enabled": True, "type": "curvedCW", "roundness": edge["curve"]}
        named = {"label": edge["label"]} if few else {}
        net.add_edge(edge["from"], edge["to"], title=_unlinked(edge["title"]), smooth=smooth, **named)
    net.set_options(_OPTIONS)
    page = str(net.generate_html())
    # pyvis writes two bootstrap tags that would be fetched from the net even with everything in line.
    page = re.sub(r"<link[^>]*https?://[^>]*>", "", page)
    page = re.sub(r"<script[^>]*src=[^>]*https?://[^>]*>\s*</script>", "", page)
    chips = "".join(
        f'<span style="--c:{escape(row["color"])}">{escape(row["type"] or "–")} {row["shown"]}</span>'
        for row in view["legend"]
    )
    count = f"<i>{view['shown']:,} / {view['total']:,}</i>"
    header = f"<header><b>{escape(title)}</b>{count}{chips}</header>"
    page = page.replace("</head>", f"<title>{escape(title or 'Graph')}</title>{_PAGE}</head>", 1)
    return re.sub(r"<body[^>]*>", lambda found: found.group() + header, page, count=1)


def to_svg(view: dict[str, Any], labels: int = 40) -> str:
    """An SVG picture of a view, labels on the nodes with most relations; its title says what was cut.

    Where the view has paths they are lit and numbered, and what lies on none is dimmed.
    """
    nodes = {node["id"]: node for node in view["nodes"]}
    shown = f"{view['shown']:,} / {view['total']:,}"
    if not nodes:
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 60"><title>0 / 0</title></svg>'
    left = min(node["x"] - node["size"] for node in nodes.values()) - 90
    top = min(node["y"] - node["size"] for node in nodes.values()) - 30
    width = max(node["x"] + node["size"] for node in nodes.values()) + 90 - left
    height = max(node["y"] + node["size"] for node in nodes.values()) + 30 - top
    # Text and strokes are sized for a picture about 900 pixels wide.
    unit = max(width / 900, 0.6)
    height += 16 * unit
    marks = _marked(view)
    lit = {node for path in view.get("paths", ()) for node in path["nodes"] if node in nodes} if marks else set(nodes)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" '
        f'style="max-width:900px;width:100%;background:#fff" role="img"><title>{shown}</title>'
    ]
    over = sorted(view["edges"], key=lambda edge: edge["id"] in marks)
    parts += [_line(edge, nodes, unit, marks.get(edge["id"]), bool(marks)) for edge in over]
    parts += [_mark(node, "" if node["id"] in lit else ' opacity=".2"') for node in nodes.values()]
    taken: list[tuple[float, float, float]] = []
    for node in sorted(nodes.values(), key=lambda node: (node["id"] not in lit, -node["degree"], node["id"]))[:labels]:
        name, x, y = cut(node["name"], 26), node["x"], node["y"] + node["size"] + 12 * unit
        half = 3.3 * unit * columns(name)
        # The label of the lesser one waits where two would cover each other.
        free = all(abs(x - at) > half + wide or abs(y - down) > 12 * unit for at, down, wide in taken)
        if node["id"] in lit and (free or marks):
            taken.append((x, y, half))
            parts.append(_text(x, y, 11 * unit, name, unit))
        if node["kind"] == "community":
            parts.append(_text(x, node["y"] + 4 * unit, 11 * unit, f"{node['degree']:,}", unit))
    if not any(node["kind"] == "community" for node in nodes.values()):
        parts.append(
            f'<text x="{left + 8 * unit:.0f}" y="{top + 16 * unit:.0f}" font-family="system-ui,sans-serif" '
            f'font-size="{12 * unit:.1f}" fill="#6b7280">{shown}</text>'
        )
    return "".join(parts) + "</svg>"


_PATHS = ("#2563eb", "#db2777", "#d97706", "#059669", "#7c3aed", "#0e7490")


def _marked(view: dict[str, Any]) -> dict[str, int]:
    """The number of the first path over each edge that is drawn."""
    drawn = {edge["id"] for edge in view["edges"]}
    numbers: dict[str, int] = {}
    for path in view.get("paths", ()):
        for edge in path["edges"]:
            if edge in drawn:
                numbers.setdefault(edge, path["number"])
    return numbers


def _line(edge: dict[str, Any], nodes: dict[str, Any], unit: float, number: int | None, dim: bool) -> str:
    """An edge with its arrow, thick and with a number where it is part of a path."""
    a, b = nodes[edge["from"]], nodes[edge["to"]]
    mx = (a["x"] + b["x"]) / 2 + (a["y"] - b["y"]) * edge["curve"]
    my = (a["y"] + b["y"]) / 2 + (b["x"] - a["x"]) * edge["curve"]

    def point(t: float) -> tuple[float, float]:
        one, two, three = (1 - t) ** 2, 2 * t * (1 - t), t * t
        return one * a["x"] + two * mx + three * b["x"], one * a["y"] + two * my + three * b["y"]

    shade = "#c3cad5" if number is None else _PATHS[(number - 1) % len(_PATHS)]
    wide = unit * (1 if number is None else 2.6)
    drawn = (
        f'<path d="M{a["x"]:.0f} {a["y"]:.0f}Q{mx:.0f} {my:.0f} {b["x"]:.0f} {b["y"]:.0f}" fill="none" '
        f'stroke="{shade}" stroke-width="{wide:.1f}"/>'
    )
    far = hypot(b["x"] - a["x"], b["y"] - a["y"])
    if far > a["size"] + b["size"] and b["kind"] != "community":
        # The tip touches the rim of the node it points to.
        stop = 1 - (b["size"] + 2) / far
        (x, y), (bx, by) = point(stop), point(max(0.0, stop - 0.05))
        turn, head = atan2(y - by, x - bx), unit * (6 if number is None else 9)
        corners = " ".join(
            f"{x + head * cos(turn + side):.0f},{y + head * sin(turn + side):.0f}" for side in (2.65, -2.65)
        )
        drawn += f'<polygon points="{x:.0f},{y:.0f} {corners}" fill="{shade}"/>'
    if number is None:
        return f'<g opacity=".4">{drawn}</g>' if dim else drawn
    x, y = point(0.5)
    return (
        f'{drawn}<circle cx="{x:.0f}" cy="{y:.0f}" r="{8 * unit:.1f}" fill="{shade}"/><text x="{x:.0f}" '
        f'y="{y + 4 * unit:.1f}" text-anchor="middle" font-family="system-ui,sans-serif" font-size="{11 * unit:.1f}" '
        f'font-weight="600" fill="#fff">{number}</text>'
    )


def _text(x: float, y: float, size: float, words: str, unit: float) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" font-family="system-ui,sans-serif" font-size="{size:.1f}" '
        f'fill="#1f2937" stroke="#fff" stroke-width="{2.5 * unit:.1f}" paint-order="stroke">{escape(words)}</text>'
    )


_CORNERS = {"square": (4, pi / 4), "diamond": (4, 0.0), "triangle": (3, -pi / 2), "triangleDown": (3, pi / 2)}


def _mark(node: dict[str, Any], dim: str = "") -> str:
    look = f'fill="{escape(node["color"])}" stroke="#fff" stroke-width="1.5"{dim}'
    if node["kind"] == "community":
        # As in the live view: a bubble one sees the lines through.
        look = (
            f'fill="{escape(node["color"])}" fill-opacity=".3" stroke="{escape(node["color"])}" stroke-width="1.5"{dim}'
        )
    label = f"<title>{escape(node['title'])}</title>"
    if node["shape"] == "dot":
        return f'<circle cx="{node["x"]:.0f}" cy="{node["y"]:.0f}" r="{node["size"]:.0f}" {look}>{label}</circle>'
    count, turn = _CORNERS.get(node["shape"], (6, 0.0))
    corners = " ".join(
        f"{node['x'] + node['size'] * 1.15 * cos(turn + 2 * pi * step / count):.0f},"
        f"{node['y'] + node['size'] * 1.15 * sin(turn + 2 * pi * step / count):.0f}"
        for step in range(count)
    )
    return f'<polygon points="{corners}" {look}>{label}</polygon>'


def _unlinked(title: str) -> str:
    """A tooltip pyvis shows as text: where it reads "href" it would switch to setting HTML."""
    return title.replace("href", "hr\u2060ef")
