"""A view as a picture that needs nothing else: standalone HTML, or SVG."""

import re
from html import escape
from math import cos, pi, sin
from typing import Any

from kgworkbench.present.wording import cut

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
    """An SVG picture of a view, labels on the nodes with most relations; its title says what was cut."""
    nodes = {node["id"]: node for node in view["nodes"]}
    shown = f"{view['shown']:,} / {view['total']:,}"
    if not nodes:
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 60"><title>0 / 0</title></svg>'
    left = min(node["x"] - node["size"] for node in nodes.values()) - 60
    top = min(node["y"] - node["size"] for node in nodes.values()) - 30
    width = max(node["x"] + node["size"] for node in nodes.values()) + 60 - left
    height = max(node["y"] + node["size"] for node in nodes.values()) + 50 - top
    # Text and strokes are sized for a picture about 900 pixels wide.
    unit = max(width / 900, 0.6)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" '
        f'style="max-width:900px;width:100%;background:#fff" role="img"><title>{shown}</title>'
    ]
    for edge in view["edges"]:
        a, b = nodes[edge["from"]], nodes[edge["to"]]
        mx = (a["x"] + b["x"]) / 2 + (a["y"] - b["y"]) * edge["curve"]
        my = (a["y"] + b["y"]) / 2 + (b["x"] - a["x"]) * edge["curve"]
        parts.append(
            f'<path d="M{a["x"]:.0f} {a["y"]:.0f}Q{mx:.0f} {my:.0f} {b["x"]:.0f} {b["y"]:.0f}" '
            f'fill="none" stroke="#c3cad5" stroke-width="{unit:.1f}"/>'
        )
    parts += [_mark(node) for node in nodes.values()]
    for node in sorted(nodes.values(), key=lambda node: (-node["degree"], node["id"]))[:labels]:
        parts.append(
            f'<text x="{node["x"]:.0f}" y="{node["y"] + node["size"] + 12 * unit:.0f}" text-anchor="middle" '
            f'font-family="system-ui,sans-serif" font-size="{11 * unit:.1f}" fill="#1f2937" stroke="#fff" '
            f'stroke-width="{2.5 * unit:.1f}" paint-order="stroke">{escape(cut(node["name"], 26))}</text>'
        )
    parts.append(
        f'<text x="{left + 8 * unit:.0f}" y="{top + 16 * unit:.0f}" font-family="system-ui,sans-serif" '
        f'font-size="{12 * unit:.1f}" fill="#6b7280">{shown}</text></svg>'
    )
    return "".join(parts)


_CORNERS = {"square": (4, pi / 4), "diamond": (4, 0.0), "triangle": (3, -pi / 2), "triangleDown": (3, pi / 2)}


def _mark(node: dict[str, Any]) -> str:
    look = f'fill="{escape(node["color"])}" stroke="#fff" stroke-width="1.5"'
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
