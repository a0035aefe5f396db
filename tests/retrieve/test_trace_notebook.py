"""A run as a notebook: sound, readable before it runs, and with no text of a question as code or markup."""

import json
import re
from dataclasses import replace
from typing import Any

import nbformat
from nbclient import NotebookClient
from small_library import small_library

from kgworkbench.ask import ask
from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.model.query import Question
from kgworkbench.model.trace import Trace
from kgworkbench.present.trace_notebook import trace_notebook

LIBRARY = small_library()
WORDS = "Where was Arthur Scherbius born?"


def traced(text: str = WORDS) -> Trace:
    return Trace("t", text, LIBRARY.version, tuple(ask(Question(text), library=LIBRARY, engine=LocalEngine())))


def sources(text: str, kind: str) -> list[str]:
    return [cell["source"] for cell in json.loads(text)["cells"] if cell["cell_type"] == kind]


def test_its_first_cells_run_with_no_graph_and_say_what_they_said() -> None:
    trace = traced()
    book: Any = nbformat.reads(trace_notebook(trace), as_version=4)
    nbformat.validate(book)
    before = [cell.get("outputs") for cell in book.cells]
    assert trace.answer is not None
    assert trace.answer.text in before[2][0].text
    book.cells = book.cells[:4]
    done = NotebookClient(book, timeout=60, kernel_name="python3").execute()
    assert done.cells[2].outputs[0].text == before[2][0].text
    assert "application/vnd.jupyter.widget-view+json" in done.cells[3].outputs[0].data


def test_no_text_of_a_run_is_code_or_markup() -> None:
    nasty = "'''\"); import os  # <script>\\ \u2028 谁"
    trace = traced(f"{WORDS} {nasty}")
    text = trace_notebook(trace)
    assert not any("script" in source for source in sources(text, "markdown"))
    for source in sources(text, "code"):
        compile(source, "cell", "exec")
        bare = re.sub(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"", "", source)
        assert "import os" not in bare


def test_labels_are_in_the_language_asked_for() -> None:
    trace = traced()
    chinese, english = (sources(trace_notebook(trace, one), "markdown") for one in ("zh", "en"))
    assert "追踪" in chinese[0]
    assert len(chinese) == len(english) == 2
    assert trace_notebook(trace, "xx") == trace_notebook(trace, "en")
    assert trace_notebook(replace(trace, steps=trace.steps[:1]))
