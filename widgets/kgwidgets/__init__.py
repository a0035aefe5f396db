"""Notebook widgets over the values of kgworkbench."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgwidgets.community_explorer import CommunityExplorer
    from kgwidgets.evidence_view import EvidenceView
    from kgwidgets.extraction_monitor import ExtractionMonitor
    from kgwidgets.graph_view import GraphView
    from kgwidgets.merge_review import MergeReview
    from kgwidgets.schema_editor import SchemaEditor
    from kgwidgets.trace_view import TraceView

__all__ = [
    "CommunityExplorer",
    "EvidenceView",
    "ExtractionMonitor",
    "GraphView",
    "MergeReview",
    "SchemaEditor",
    "TraceView",
]

_HOMES = {
    "CommunityExplorer": "community_explorer",
    "EvidenceView": "evidence_view",
    "ExtractionMonitor": "extraction_monitor",
    "GraphView": "graph_view",
    "MergeReview": "merge_review",
    "SchemaEditor": "schema_editor",
    "TraceView": "trace_view",
}


def __getattr__(name: str) -> Any:
    # On demand: the dashboard needs the JavaScript of this package and none of its ipywidgets.
    if name in _HOMES:
        return getattr(import_module(f"kgwidgets.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
