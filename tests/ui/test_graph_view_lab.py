"""The graph view in a real JupyterLab with no network: painted, selection both ways, Lab's keys left alone."""

from typing import Any

import pytest
from playwright.sync_api import expect
from served_lab import open_notebook

CELLS = (
    "from kgwidgets import GraphView\n"
    "rows = [(f'Node {k}', 'made', f'Node {(k + 1) % 12}') for k in range(12)]\n"
    "view = GraphView(rows, layout={'height': '520px'})\n"
    "view.observe(lambda change: open('heard.txt', 'w').write(','.join(change['new'])), 'selected')\n"
    "view",
    "view.selected = ['Node 3', 'Node 4']",
    "view.show(rows + [('Node 1', 'made', f'New {k}') for k in range(50)])",
)
FIND = "() => { window.kgw = document.querySelector('.kgw'); return Boolean(window.kgw?.dataset.painted) }"


@pytest.mark.slow
def test_the_widget_lives_in_jupyterlab(start_lab: Any, open_page: Any, wait_until: Any, picture: Any) -> None:
    origin, root = start_lab({"graph.ipynb": CELLS})
    # High enough for all cells.
    page = open_page(viewport={"width": 1440, "height": 1300})
    open_notebook(page, f"{origin}/lab/tree/graph.ipynb")
    page.locator(".jp-Notebook .jp-Cell .cm-content").first.click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(FIND, timeout=60_000)
    page.wait_for_timeout(300)
    picture(page, "graph_view_lab")

    def where(node: str) -> tuple[float, float]:
        found = page.evaluate("(id) => window.kgw.graphView.where(id)", node)
        return found["x"], found["y"]

    # The canvas holds more than its ground.
    colours = page.evaluate(
        """() => { const c = window.kgw.querySelector('canvas');
        const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, seen = new Set();
        for (let k = 0; k < data.length; k += 4) seen.add(data[k] * 65536 + data[k + 1] * 256 + data[k + 2]);
        return seen.size }"""
    )
    assert colours > 10

    heard = root / "heard.txt"
    page.mouse.click(*where("Node 7"))
    wait_until(lambda: heard.exists() and heard.read_text() == "Node 7", page, 2.0)

    # One-key shortcuts of Lab (d d deletes a cell, b adds one) do nothing while the canvas has the focus.
    for key in "ddbbf":
        page.keyboard.press(key)
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(CELLS))

    def run(cell: int) -> None:
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").nth(cell).click()
        page.keyboard.press("Control+Enter")

    run(1)
    page.wait_for_timeout(500)
    picture(page, "graph_view_lab_run")
    wait_until(lambda: "2 selected" in page.locator(".kgw-foot").inner_text(), page)
    before = {f"Node {k}": where(f"Node {k}") for k in range(12)}
    run(2)
    wait_until(lambda: page.evaluate("window.kgw.dataset.nodes") == "62", page, 5.0)
    # The page may scroll as cells run: what counts is that no node moves against another.
    origin_x, origin_y = where("Node 0")
    for node, (x, y) in before.items():
        now_x, now_y = where(node)
        start_x, start_y = before["Node 0"]
        assert abs((now_x - origin_x) - (x - start_x)) < 0.01
        assert abs((now_y - origin_y) - (y - start_y)) < 0.01
    picture(page, "graph_view_lab_grown")
