"""What the graph view saves, as a picture and as a page, in the dashboard and in JupyterLab; both open with no network.

Every page is gated by the fixtures: a failed or outside request, a page error or a console error fails the test.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from served_lab import open_notebook

from kgworkbench.app.main import build_app
from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

TEXTS = {
    "wirth.md": ("Niklaus Wirth", "Niklaus Wirth designed Pascal at ETH Zurich. He won the Turing Award."),
    "lab.md": ("SRI", "Douglas Engelbart worked at SRI. Bill English worked at SRI. He designed the mouse."),
}
CELL = (
    "from kgwidgets import GraphView\n"
    "rows = [('沈括', '著', '梦溪笔谈'), ('<b>x</b>', 'made', 'href'), ('沈括', 'met', '<b>x</b>')]\n"
    "view = GraphView(rows, caption='Two worlds', layout={'height': '520px'})\n"
    "view"
)
COLOURS = """() => { const c = document.querySelector('canvas');
  const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, seen = new Set();
  for (let k = 0; k < data.length; k += 4) seen.add(data[k] * 65536 + data[k + 1] * 256 + data[k + 2]);
  return seen.size }"""


def saved(page: Any, kind: str, to: Path) -> Path:
    """The file that the browser saves when that entry of the menu is chosen."""
    page.locator("[data-act=save]:visible").click()
    with page.expect_download() as expected:
        page.locator(".kgw-menu:visible button", has_text=kind).click()
    path = to / expected.value.suggested_filename
    expected.value.save_as(path)
    return path


def looks_like_a_drawing(picture: Path, least: tuple[int, int]) -> bool:
    """Whether the picture is that large, painted all over, and of more than its ground."""
    with Image.open(BytesIO(picture.read_bytes())) as image:
        seen = image.convert("RGBA")
        colours = seen.getcolors(1 << 24) or []
        assert seen.width >= least[0]
        assert seen.height >= least[1]
        return len(colours) > 20 and all(color[3] == 255 for _, color in colours)


def stands_alone(path: Path, open_page: Any, names: tuple[str, ...]) -> None:
    """The page draws its graph from a file, with every name as text."""
    page = open_page(viewport={"width": 1200, "height": 800})
    page.goto(path.as_uri())
    page.wait_for_function("() => document.querySelector('canvas')?.width > 300")
    page.wait_for_function(f"({COLOURS})() > 10")
    drawn = page.evaluate("() => nodes.get().map((node) => node.label.replace('\\n', ' '))")
    assert set(names) <= set(drawn)
    assert page.locator("b", has_text="x").count() == 0 or "<b>x</b>" not in names


def test_the_dashboard_saves_a_picture_and_a_page(
    serve_app: Any, browser_page: Any, open_page: Any, tmp_path: Path
) -> None:
    bench = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    bench.build([Document(key, title, text) for key, (title, text) in TEXTS.items()]).result()
    browser_page.goto(serve_app(build_app(bench)) + "/?page=extract")
    browser_page.locator(".kgw[data-painted]").wait_for()
    browser_page.wait_for_timeout(300)
    picture = saved(browser_page, "PNG", tmp_path)
    assert picture.suffix == ".png"
    assert looks_like_a_drawing(picture, (300, 200))
    page = saved(browser_page, "HTML", tmp_path)
    assert page.name == "computing_history.html"
    stands_alone(page, open_page, ("Niklaus Wirth", "Pascal"))
    # Communities are saved as they are drawn.
    browser_page.keyboard.press("3")
    browser_page.locator("h1:visible", has_text="Communities").wait_for()
    browser_page.locator(".kgw[data-painted]:visible .kgw-count", has_text="communities").wait_for()
    assert looks_like_a_drawing(saved(browser_page, "PNG", tmp_path), (300, 150))
    groups = saved(browser_page, "HTML", tmp_path)
    assert "<title>" in groups.read_text("utf-8")


@pytest.mark.slow
def test_jupyterlab_saves_a_picture_and_a_page(start_lab: Any, open_page: Any, tmp_path: Path) -> None:
    origin, _ = start_lab({"graph.ipynb": (CELL,)})
    page = open_page(viewport={"width": 1440, "height": 1000})
    open_notebook(page, f"{origin}/lab/tree/graph.ipynb")
    page.locator(".jp-Notebook .jp-Cell .cm-content").first.click()
    page.keyboard.press("Shift+Enter")
    page.locator(".kgw[data-painted]").wait_for(timeout=60_000)
    page.wait_for_timeout(300)
    away = tmp_path / "away"
    away.mkdir()
    picture = saved(page, "PNG", away)
    assert picture.name == "two_worlds.png"
    assert looks_like_a_drawing(picture, (500, 300))
    stands_alone(saved(page, "HTML", away), open_page, ("沈括", "梦溪笔谈", "<b>x</b>", "href"))
