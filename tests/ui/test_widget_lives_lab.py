"""The life of a widget in JupyterLab: shown twice, run again, saved, loaded again, closed, its kernel gone."""

from typing import Any

import pytest
from served_lab import open_notebook
from test_widgets_lab import saved

CELLS = (
    """
from IPython.display import display
from kgwidgets import GraphView, MergeReview, SchemaEditor
from kgworkbench import Workbench
from kgworkbench.model.text import Document
bench = Workbench.open(embedder="lexical")
bench.build([Document("a", "", "Grace Hopper worked at Harvard University. Grace M. Hopper wrote COBOL.")]).result()
graph, review, editor = GraphView(bench), MergeReview(bench), SchemaEditor(bench)
""",
    "graph",
    "review",
    "editor",
    "for view in (graph, review, editor): display(view)",
    "for view in (graph, review, editor): view.close()",
)
MADE, GRAPH, REVIEW, EDITOR, AGAIN, CLOSED = range(len(CELLS))
GONE = """(root) => getComputedStyle(root, "::after").content"""


@pytest.mark.slow
def test_a_widget_lives_as_long_as_it_can_and_says_when_it_does_not(
    start_lab: Any, open_page: Any, wait_until: Any, gate: Any, picture: Any
) -> None:
    gate.allow("Connection lost")
    origin, root = start_lab({"lives.ipynb": CELLS})
    page = open_page(viewport={"width": 1300, "height": 1000})
    address = f"{origin}/lab/tree/lives.ipynb"
    open_notebook(page, address)

    def run(cell: int) -> None:
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").nth(cell).click()
        page.keyboard.press("Control+Enter")

    def output(cell: int) -> Any:
        return page.locator(".jp-Notebook .jp-CodeCell").nth(cell)

    def views(cell: int) -> Any:
        return output(cell).locator(".kgv, .kgw")

    for cell in range(CLOSED):
        run(cell)
    wait_until(lambda: [views(cell).count() for cell in (GRAPH, REVIEW, EDITOR, AGAIN)] == [1, 1, 1, 3], page, 60)

    # Two views of one widget follow each other.
    types = output(AGAIN).locator(".kgs-table tbody tr")
    before = types.count()
    output(EDITOR).locator("button.add").click()
    wait_until(lambda: types.count() > before, page)
    output(AGAIN).locator(".kgv button.undo").last.click()
    wait_until(lambda: output(EDITOR).locator(".kgs-table tbody tr").count() == before, page)
    output(REVIEW).locator(".kgm-member input").first.click()
    wait_until(lambda: not output(AGAIN).locator(".kgm-member input").first.is_checked(), page)

    # A cell that is run again shows its view once, and nothing of the old one is left.
    for _ in range(2):
        run(GRAPH)
    wait_until(lambda: views(GRAPH).count() == 1, page)
    assert page.locator(".kgw").count() == 2

    # The key that saves reaches Lab from within a view, a text field too.
    output(GRAPH).locator(".kgw-stage").click()
    page.keyboard.press("Control+s")
    wait_until(lambda: saved(root / "lives.ipynb") == 6, page, 20)
    run(GRAPH)
    output(EDITOR).locator(".kgs-filter").click()
    page.keyboard.press("Control+s")
    wait_until(lambda: page.locator(".lm-TabBar-tab.jp-mod-dirty").count() == 0, page, 20)

    # Loaded again while the kernel lives, every view is there and hears.
    page.goto("about:blank")
    open_notebook(page, address)
    wait_until(lambda: [views(cell).count() for cell in (GRAPH, REVIEW, EDITOR, AGAIN)] == [1, 1, 1, 3], page, 60)
    assert not output(EDITOR).locator(".kgv-still").is_visible()
    output(EDITOR).locator("button.add").click()
    wait_until(lambda: types.count() > before, page)

    # Closed by Python: the summary stands in the place of the view.
    run(CLOSED)
    for cell in (GRAPH, REVIEW, EDITOR):
        output(cell).locator(".kgv-still").wait_for()
        assert views(cell).count() == 0
    assert page.locator(".kgv, .kgw").count() == 0

    # The kernel is restarted: what cannot answer any more says so.
    for cell in (MADE, GRAPH, EDITOR):
        run(cell)
    wait_until(lambda: [views(cell).count() for cell in (GRAPH, EDITOR)] == [1, 1], page, 60)
    assert views(EDITOR).evaluate(GONE) == "none"
    page.locator(".lm-MenuBar-itemLabel", has_text="Kernel").first.click()
    page.locator(".lm-Menu-itemLabel", has_text="Restart Kernel…").first.click()
    page.locator(".jp-Dialog .jp-mod-warn").click()
    for cell in (GRAPH, EDITOR):
        wait_until(lambda cell=cell: "run its cell again" in views(cell).evaluate(GONE), page, 30)
    output(EDITOR).scroll_into_view_if_needed()
    picture(page, "lab_kernel_gone")
    run(MADE)
    run(EDITOR)
    wait_until(lambda: views(EDITOR).count() == 1 and views(EDITOR).evaluate(GONE) == "none", page, 60)
