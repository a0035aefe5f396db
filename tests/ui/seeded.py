"""A workbench seeded with a few short texts, and what one does first with its pages: turn to a tab, put a question."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

PIONEERS = {
    "ada.md": ("Ada Lovelace", "Ada Lovelace was born in London. She worked with Charles Babbage in London."),
    "wirth.md": (
        "Niklaus Wirth",
        "Niklaus Wirth designed Pascal at ETH Zurich. He was born in Winterthur. He won the Turing Award.",
    ),
    "pascal.md": ("Pascal", "Pascal was designed by Niklaus Wirth in 1970."),
}
QUESTION = "Who designed Pascal?"


def seeded(texts: Mapping[str, tuple[str, str]] | Path, folder: Path | None = None, **options: Any) -> Workbench:
    """A workbench into which texts, by id with their titles, or a corpus were built; with no folder, in memory."""
    made = Workbench.open(folder, schema=sample("computing_history").schema, embedder="lexical", **options)
    corpus = texts if isinstance(texts, Path) else [Document(key, *told) for key, told in texts.items()]
    made.build(corpus).result()
    return made


def ask(page: Any, question: str) -> None:
    """Put a question on the page of questions, and wait for the answer and its run."""
    before = page.locator(".told .tools").count()
    page.locator(".composer textarea:visible").fill(question)
    page.keyboard.press("Enter")
    page.locator(".told .tools").nth(before).wait_for()
    # Graph, cards and the numbers of the tabs come a moment after the words, and the address with them.
    page.wait_for_function("/[?&]run=\\w/.test(location.search)")


def tab(page: Any, name: str) -> None:
    """Bring a tab to the front."""
    page.locator("button.tab:visible", has_text=name).click()
