"""The legend of a graph that is still growing."""

from collections.abc import Mapping

from kgworkbench.present.graph import View
from kgworkbench.present.palette import Style

__all__ = ["dyed"]


def dyed(view: View, look: Mapping[str, Style]) -> View:
    """The view with a legend row for every type, so that what arrives next is drawn in its type's own style."""
    shown = {row["type"] for row in view["legend"]}
    more = [
        {"type": kind, "color": style.color, "dark": style.dark, "shape": style.shape, "shown": 0, "total": 0}
        for kind, style in look.items()
        if kind not in shown
    ]
    return {**view, "legend": [*view["legend"], *more]}
