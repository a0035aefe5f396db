"""What ``jupyter nbconvert --to html`` makes of the widgets: summaries, with no request of ours, scripts or none."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

VIEWS = {
    "GraphView(bench)": "GraphView: 4 of 4 nodes",
    "SchemaEditor(bench)": "SchemaEditor: 'general'",
    "monitor": "ExtractionMonitor: 1 of 1 chunks",
    "CommunityExplorer(bench)": "CommunityExplorer: ",
    "MergeReview(bench)": "MergeReview: ",
    "print('said before'); display(TraceView(bench))": "TraceView: Who wrote COBOL? → Grace",
    "EvidenceView(bench, answer)": "EvidenceView: Grace",
}
MADE = """
from kgwidgets import *
from kgworkbench import Workbench
from kgworkbench.model.text import Document
bench = Workbench.open(embedder="lexical")
bench.build([Document("a", "", "Grace Hopper worked at Harvard University. Grace M. Hopper wrote COBOL.")]).result()
answer = bench.ask("Who wrote COBOL?").result()
monitor = ExtractionMonitor(Workbench.open(embedder="lexical").build([Document("a", "", "Ada met Charles in London.")]))
_ = monitor.wait()
"""
# The template of nbconvert itself fetches formulas, a loader and, for saved widget state, a renderer.
TEMPLATE = (r"cdnjs\.cloudflare\.com/ajax/libs/(mathjax|require\.js)/", r"unpkg\.com/@jupyter-widgets/html-manager")


@pytest.fixture(scope="module", params=[True, False], ids=["with state", "without state"])
def page_of_widgets(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that nbconvert makes of an executed notebook of every widget."""
    cells = [nbformat.v4.new_code_cell(source) for source in (MADE, *VIEWS)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    place = tmp_path_factory.mktemp("html")
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", store_widget_state=request.param)
    client.execute(cwd=str(place))
    html, _ = HTMLExporter().from_notebook_node(notebook)
    (place / "widgets.html").write_text(html, encoding="utf-8")
    return place / "widgets.html"


@pytest.mark.parametrize("scripts", [True, False])
def test_every_widget_leaves_its_summary_once(
    page_of_widgets: Path, open_page: Any, gate: Any, picture: Any, scripts: bool
) -> None:
    for pattern in (*TEMPLATE, "Failed to load resource"):
        gate.allow(pattern)
    page = open_page(viewport={"width": 1200, "height": 1000}, java_script_enabled=scripts)
    page.goto(page_of_widgets.as_uri())
    outputs = page.locator(".jp-OutputArea")
    assert outputs.count() == len(VIEWS)
    for number, words in enumerate(VIEWS.values()):
        output = outputs.nth(number)
        assert output.inner_text().count(words) == 1, f"{words!r} is said once"
        still = output.locator(".kgv-still > table, .kgv-still > img").first
        assert still.bounding_box()["height"] > 30, words
    assert "said before" in outputs.nth(5).inner_text()
    picture(page, f"nbconvert_{scripts}")
