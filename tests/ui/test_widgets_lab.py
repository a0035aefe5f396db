"""All seven widgets in a real JupyterLab with no network, and what is left of them when their kernel is gone."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from playwright.sync_api import expect
from served_lab import open_notebook

import kgwidgets

NAMES = (
    "GraphView",
    "SchemaEditor",
    "ExtractionMonitor",
    "CommunityExplorer",
    "MergeReview",
    "TraceView",
    "EvidenceView",
)

CELLS = (
    """
import json
from kgwidgets import *
from kgworkbench import Workbench
from kgworkbench.model.text import Document
TEXTS = ("Ada Lovelace met Charles Babbage in London. Ada Lovelace wrote about the Analytical Engine. "
         "Charles Babbage designed the Analytical Engine. Babbage was born in London.",
         "Grace Hopper worked at Harvard University. Grace M. Hopper wrote COBOL. Hopper was born in New York.",
         "Alan Turing worked at Bletchley Park. Alan Turing wrote a paper on computable numbers in 1936.")
texts = [Document(f"{n}.txt", "", text) for n, text in enumerate(TEXTS)]
bench = Workbench.open(embedder="lexical")
bench.build(texts).result()
answer = bench.ask("Who designed the Analytical Engine?").result()
heard = {}
def hear(name, view, *traits):
    def tell(change):
        heard.setdefault(name, {})[change["name"]] = str(change["new"])
        open("heard.json", "w").write(json.dumps(heard))
    view.observe(tell, list(traits))
    return view
""",
    "graph = hear('GraphView', GraphView(bench), 'selected'); graph",
    "editor = hear('SchemaEditor', SchemaEditor(bench), 'schema'); editor",
    "monitor = ExtractionMonitor(Workbench.open(embedder='lexical').build(texts), start=False)\n"
    "hear('ExtractionMonitor', monitor, 'status')",
    "explorer = hear('CommunityExplorer', CommunityExplorer(bench), 'selected'); explorer",
    "review = hear('MergeReview', MergeReview(bench), 'selected', 'done'); review",
    "trace = hear('TraceView', TraceView(bench), 'selected'); trace",
    "evidence = hear('EvidenceView', EvidenceView(bench, answer), 'selected'); evidence",
    """
graph.selected = [graph.nodes[0]["id"]]
open("nodes.json", "w").write(json.dumps([node["id"] for node in graph.nodes]))
editor.schema = __import__("dataclasses").replace(editor.schema, name="renamed_in_python")
monitor.step(3)
explorer.selected = explorer.tree.communities[0].id
review.selected = review.selected[:1]
trace.selected = "step-2"
evidence.selected = evidence.pieces()[1].id
""",
    "views = (graph, editor, monitor, explorer, review, trace, evidence)\n"
    "for view in views: view.error = f'{type(view).__name__} went wrong'",
    "for view in views: view.error = ''",
)
# Those whose summary is an output of its own, which Lab shows when no kernel runs.
STILL = [name for name in NAMES if hasattr(getattr(kgwidgets, name), "_ipython_display_")]
FIRST, PYTHON, WRONG, RIGHT = 1, 8, 9, 10


@pytest.mark.slow
def test_seven_widgets_in_jupyterlab(start_lab: Any, open_page: Any, wait_until: Any, picture: Any) -> None:
    origin, root = start_lab({"widgets.ipynb": CELLS})
    page = open_page(viewport={"width": 1440, "height": 1000})
    open_notebook(page, f"{origin}/lab/tree/widgets.ipynb")

    def run(cell: int) -> None:
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").nth(cell).click()
        page.keyboard.press("Control+Enter")

    def output(name: str) -> Any:
        return page.locator(".jp-Notebook .jp-CodeCell").nth(FIRST + NAMES.index(name))

    def heard(name: str, trait: str) -> str:
        path = root / "heard.json"
        try:
            return str(json.loads(path.read_text()).get(name, {}).get(trait, "")) if path.exists() else ""
        except ValueError:  # half written
            return ""

    for cell in range(FIRST + len(NAMES)):
        run(cell)
    for name in NAMES:
        view = output(name).locator(".kgv, .kgw")
        view.wait_for(timeout=60_000)
        view.scroll_into_view_if_needed()
        page.wait_for_timeout(150)
        picture(page, f"lab_{name}")
        box = view.bounding_box()
        assert box["width"] > 600
        assert box["height"] > 300
        assert len(view.inner_text()) > 40, name
        assert output(name).locator(".kgv-still").count() == (name in STILL)
        assert not output(name).locator(".kgv-still").is_visible(), f"{name}: its summary stands under the living view"
    page.wait_for_function("() => document.querySelector('.kgw').dataset.painted")

    # From Python to the page.
    run(PYTHON)
    wait_until(lambda: "1 selected" in output("GraphView").locator(".kgw-foot").inner_text(), page)
    output("SchemaEditor").get_by_text("renamed_in_python").wait_for()
    wait_until(lambda: output("ExtractionMonitor").locator(".kgx-table tbody tr").count() > 0, page)
    output("CommunityExplorer").locator(".kgc-name input").wait_for()
    output("MergeReview").locator(".kgm-member input").first.wait_for()
    wait_until(lambda: output("MergeReview").locator(".kgm-member input:checked").count() == 1, page)
    output("TraceView").locator("[data-id=step-2]").wait_for()
    output("TraceView").locator(".kgt-more").wait_for()
    wait_until(
        lambda: output("EvidenceView").locator(".kge-card").nth(1).get_attribute("aria-selected") == "true", page
    )

    # From the page to Python.
    canvas = output("GraphView").locator(".kgw")
    canvas.scroll_into_view_if_needed()
    others = json.loads((root / "nodes.json").read_text())[1:]
    node, spot = canvas.evaluate(
        """(root, ids) => {
        const box = root.querySelector('canvas').getBoundingClientRect(), low = Math.min(box.bottom, innerHeight) - 40;
        const all = ids.map((id) => [id, root.graphView.where(id)]);
        return all.find(([, at]) => at.y > box.top + 40 && at.y < low) }""",
        others,
    )
    page.mouse.click(spot["x"], spot["y"])
    wait_until(lambda: heard("GraphView", "selected") == str([node]), page)
    output("SchemaEditor").locator("button.add").click()
    wait_until(lambda: "NewType1" in heard("SchemaEditor", "schema"), page)
    output("ExtractionMonitor").locator("button.start").click()
    wait_until(lambda: heard("ExtractionMonitor", "status") == "done", page, 20)
    output("CommunityExplorer").locator("svg g[data-id]").first.click()
    chosen = output("CommunityExplorer").locator("svg g[data-id]").first.get_attribute("data-id")
    wait_until(lambda: heard("CommunityExplorer", "selected") == chosen, page)
    output("MergeReview").locator(".kgm-member input:not(:checked)").first.click()
    wait_until(lambda: heard("MergeReview", "selected").count("'") == 4, page)
    output("TraceView").locator("[data-id=step-3]").click()
    wait_until(lambda: heard("TraceView", "selected") == "step-3", page)
    output("EvidenceView").locator(".kge-card").first.click()
    wait_until(lambda: heard("EvidenceView", "selected") not in ("", None), page)

    # Keys that mean something to Lab (d d deletes a cell, b and a add one, x cuts, z undoes) do nothing to it in here.
    for name in NAMES:
        inside = output(name).locator(".kgw canvas, .kgv button:enabled").first
        inside.focus()
        for key in "ddabz":
            page.keyboard.press(key)
    expect(page.locator(".jp-Notebook .jp-CodeCell")).to_have_count(len(CELLS))

    # Errors stand under the view, and go.
    run(WRONG)
    for name in NAMES:
        output(name).get_by_text(f"{name} went wrong").wait_for()
    picture(page, "lab_errors")
    run(RIGHT)
    for name in NAMES:
        wait_until(lambda name=name: not output(name).get_by_text(f"{name} went wrong").is_visible(), page)

    page.keyboard.press("Control+s")
    wait_until(lambda: saved(root / "widgets.ipynb") == len(NAMES), page, 20)
    for trusted in (True, False):
        the_summaries_stay(origin, root, open_page, picture, trusted)


def saved(path: Path) -> int:
    """How many outputs of the notebook on the disk show a widget; none while it is being written."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except nbformat.reader.NotJSONError:
        return 0
    shown = [each.get("data", {}) for cell in notebook.cells for each in cell.get("outputs", ())]
    return sum("application/vnd.jupyter.widget-view+json" in data for data in shown)


def the_summaries_stay(origin: str, root: Path, open_page: Any, picture: Any, trusted: bool) -> None:
    """The saved notebook in a fresh page with no kernel: tables and a drawing, and no complaint of Lab.

    A notebook that was saved here is trusted, one that came by mail is not.
    """
    notebook = nbformat.read(root / "widgets.ipynb", as_version=4)
    notebook.metadata.clear()  # with no language either Lab knows no kernel to start
    name = f"later_{trusted}"
    nbformat.write(notebook, root / f"{name}.ipynb")
    if trusted:
        NotebookNotary(data_dir=str(root.parent / "jupyter" / "data")).sign(notebook)
    page = open_page(viewport={"width": 1440, "height": 1000})
    open_notebook(page, f"{origin}/lab/workspaces/{name}/tree/{name}.ipynb", kernel=False)
    page.wait_for_timeout(1500)
    for number, view in enumerate(NAMES, FIRST):
        if view not in STILL:
            continue
        cell = page.locator(".jp-Notebook .jp-CodeCell").nth(number)
        still = cell.locator(".kgv-still > table, .kgv-still > img").first
        still.wait_for()
        still.scroll_into_view_if_needed()
        page.wait_for_timeout(150)
        picture(page, f"lab_still_{view}_{trusted}")
        assert still.bounding_box()["height"] > 30, view
        shown = cell.locator(".jp-OutputArea").first.inner_text()
        assert "Loading widget" not in shown, view
        assert "Error displaying" not in shown, view
