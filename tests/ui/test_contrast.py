"""Everything that is written on the four pages can be read in both themes: contrast as WCAG 2.2 asks for it.

Text has 4.5 to 1 with what lies behind it, large text 3 to 1 (1.4.3); so have the borders of fields and buttons, and
names and lines of the drawn graph (1.4.11). Measured on what the browser shows.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.app.main import build_app
from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

LOOK = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
TEXTS = {
    "ada.md": ("Ada Lovelace", "Ada Lovelace was born in London. She worked with Charles Babbage in London."),
    "wirth.md": ("Niklaus Wirth", "Niklaus Wirth designed Pascal at ETH Zurich. He won the Turing Award."),
    "knuth.md": ("Donald Knuth", "Donald Knuth worked at Stanford University. He won the Turing Award."),
}
GRAPH = """() => { const seek = (root) => { for (const found of root.querySelectorAll('*')) {
  if (found.graphView && found.offsetParent !== null) return found;
  if (found.shadowRoot) { const inner = seek(found.shadowRoot); if (inner) return inner } } };
  const view = seek(document); return view?.dataset.painted ? view.graphView.paint() : null }"""


@pytest.fixture(scope="module")
def bench() -> Workbench:
    """Three short texts built into memory."""
    made = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    made.build([Document(key, title, text) for key, (title, text) in TEXTS.items()]).result()
    return made


def light_of(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    low, high = sorted((light_of(one), light_of(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_written_can_be_read(
    theme: str, serve_app: Callable[..., str], open_page: Callable[..., Any], bench: Workbench
) -> None:
    page = open_page(color_scheme=theme)
    hard: dict[str, list[str]] = {}

    def look(where: str) -> None:
        # What comes into view is dimmed for a moment, longer where the machine is busy.
        for _ in range(6):
            page.wait_for_timeout(350)
            seen = page.evaluate(LOOK)
            if seen["looked"] > 20 and not seen["found"]:
                break
        assert seen["looked"] > 20, f"nothing to read on {where}"
        if seen["found"]:
            hard[where] = seen["found"]

    def tab(name: str) -> None:
        page.locator("button.tab:visible", has_text=name).click()

    page.goto(serve_app(build_app(bench)) + "/?page=schema")
    page.locator(".tabulator-row:visible", has_text="Person").first.locator("[tabulator-field=used]").click()
    page.locator(".inspector .title:visible", has_text="Person").wait_for()
    look("schema, a type")
    for name in ("Board", "YAML", "Proposals", "Violations", "Versions", "Questions"):
        tab(name)
        look(f"schema, {name}")
    page.keyboard.press("Escape")
    page.locator("body").press("?")
    page.locator(".dialog:visible").wait_for()
    look("help")
    page.keyboard.press("Escape")
    page.locator(".place", has_text="Extract").click()
    page.wait_for_function(GRAPH)
    paint = page.evaluate(GRAPH)
    assert min(ratio(paint[name], paint["ground"]) for name in ("ink", "muted")) >= 4.5
    assert min(ratio(paint[name], paint["ground"]) for name in ("edge", "accent")) >= 3
    page.locator("button.btn:visible", has_text="Build settings").click()
    page.locator(".reader .span:visible").first.click()
    look("extract, an entity")
    tab("Review")
    look("extract, review")
    page.locator(".place", has_text="Communities").click()
    page.locator("svg.burst:visible").wait_for()
    look("communities")
    page.locator(".place", has_text="Ask").click()
    page.locator("textarea:visible").first.fill("Who designed Pascal?")
    page.keyboard.press("Enter")
    page.locator(".told .text").wait_for()
    page.locator(".proof:visible").first.wait_for()
    look("ask, an answer")
    assert not hard, "\n".join(f"{where}:\n  " + "\n  ".join(found) for where, found in hard.items())
