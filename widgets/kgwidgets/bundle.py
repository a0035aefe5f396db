"""The JavaScript of a view as one module: vis-network, which ships inside pyvis, and the view's own file after it."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["graph_view_module"]

_STATIC = Path(__file__).parent / "static"


@cache
def graph_view_module() -> str:
    """The source of the graph view's ES module, complete and offline.

    vis-network's build is a UMD file; here it fills the object ``vis`` instead of looking for a loader, so that
    a page's own AMD loader or global ``vis`` is neither used nor touched.

    Raises:
        FileNotFoundError: the installed pyvis carries no vis-network.
    """
    library = _vis_network().read_text(encoding="utf-8")
    view = "".join((_STATIC / part).read_text(encoding="utf-8") for part in ("ground.js", "graph_view.js"))
    return f"const vis = {{}};\n(function (exports, module, define) {{\n{library}\n}})(vis, {{}}, undefined);\n{view}"


def _vis_network() -> Path:
    # Found, not imported: importing pyvis pulls IPython, jinja2 and networkx.
    spec = find_spec("pyvis")
    places = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    builds = [build for place in places for build in sorted(place.glob("lib/vis-*/vis-network.min.js"))]
    if not builds:
        raise FileNotFoundError("pyvis carries no vis-network.min.js: reinstall it with pip install 'pyvis==0.3.2'")
    return builds[-1]
