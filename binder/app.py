"""The dashboard over the graph that postBuild made, one desk for every visitor: ``?urlpath=panel/app`` on Binder."""

from pathlib import Path

import panel as pn

from kgworkbench.app.main import build_app

GRAPH = Path(__file__).parents[1] / "notebooks" / "computing_history.kgw"

page = pn.state.as_cached("dashboard", build_app, source=str(GRAPH) if GRAPH.is_dir() else None)
page().servable(title="KG Workbench")
