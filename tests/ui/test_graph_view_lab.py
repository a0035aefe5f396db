"""The graph view in a real JupyterLab with no network: painted, selection both ways, Lab's keys left alone."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat
import pytest

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


@pytest.fixture
def lab(tmp_path: Path, free_port: int) -> Iterator[tuple[str, Path]]:
    """A running JupyterLab over a folder with one notebook: its address, and the folder."""
    if find_spec("jupyterlab") is None:
        pytest.skip('no JupyterLab: pip install "kgworkbench[lab]"')
    root, own = tmp_path / "work", tmp_path / "jupyter"
    root.mkdir()
    settings = own / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    # Lab would otherwise ask whether it may fetch news, over the page.
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet))
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), root / "graph.ipynb")
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        "IPYTHONDIR": str(own / "ipython"),
    }
    origin = f"http://127.0.0.1:{free_port}"
    options = [
        "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={free_port}", "--ServerApp.port_retries=0",
        "--IdentityProvider.token=", f"--ServerApp.root_dir={root}", "--LabApp.news_url=",
        "--LabApp.extension_manager=readonly", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    with (tmp_path / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(f"{origin}/api/status", server, tmp_path / "lab.log")
            yield origin, root
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


@pytest.mark.slow
def test_the_widget_lives_in_jupyterlab(lab: tuple[str, Path], open_page: Any, wait_until: Any, picture: Any) -> None:
    origin, root = lab
    # High enough for all cells: Lab takes what is scrolled away out of the page.
    page = open_page(viewport={"width": 1440, "height": 1300})
    page.goto(f"{origin}/lab/tree/graph.ipynb")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.locator(
        '.jp-NotebookPanel-toolbar [data-jp-item-name="kernelStatus"], .jp-Notebook-ExecutionIndicator'
    ).first.wait_for()
    page.get_by_text("| Idle").wait_for(timeout=60_000)  # a cell run before its kernel is ready runs nothing
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
    assert page.locator(".jp-Notebook .jp-Cell").count() == len(CELLS)

    def run(cell: int) -> None:
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").nth(cell).click()
        page.keyboard.press("Control+Enter")

    run(1)
    page.wait_for_timeout(500)
    picture(page, "graph_view_lab_run")
    wait_until(lambda: "2 selected" in page.locator(".kgw-foot").inner_text(), page, 5.0)
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
