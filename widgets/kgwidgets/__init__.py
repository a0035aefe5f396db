"""Notebook widgets over the values of kgworkbench."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgwidgets.graph_view import GraphView

__all__ = ["GraphView"]


def __getattr__(name: str) -> Any:
    # On demand: the dashboard needs the JavaScript of this package and none of its ipywidgets.
    if name == "GraphView":
        from kgwidgets.graph_view import GraphView

        return GraphView
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
