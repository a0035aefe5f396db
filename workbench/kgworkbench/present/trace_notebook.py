"""A trace as a notebook that opens anywhere: the run is in it, and the cells that look at it and ask again."""

import json
from typing import Any

from kgworkbench.model.codec import dumps
from kgworkbench.model.trace import Answered, Asked, Trace

__all__ = ["trace_notebook"]

_WORDS = {
    "en": {
        "lead": "# A question, followed\n\nThe whole run is in the next cell, so that this notebook needs neither the "
        "graph nor an engine. Run the cells to unfold its steps.",
        "again": "## Ask again\n\nWith the graph it was asked of you can go on: ask the same, switch parts off,\n"
        "compare.",
        "folder": "the graph folder the run is from",
    },
    "zh": {
        "lead": "# 追踪一个问题\n\n下一单元格中是整次运行，因此本笔记本既不需要图谱，也不需要引擎。"
        "运行各单元格即可展开其步骤。",
        "again": "## 再次提问\n\n有了原图谱便可继续：提出同样的问题、停用某些部分、比较两次运行。",
        "folder": "该运行所属的图谱文件夹",
    },
}


def trace_notebook(trace: Trace, language: str = "en") -> str:
    """The text of an ``.ipynb`` file, format 4.5, in which the answer stands as a cell's output already.

    What the run holds is written as literals: no text of a question or a document is markup or code in it.
    """
    say = _WORDS.get(language, _WORDS["en"])
    asked = next(step for step in trace.steps if isinstance(step, Asked))
    cells = [
        _told(say["lead"]),
        _code(
            "from kgworkbench.model.codec import loads\n"
            "from kgworkbench.model.trace import Trace\n\n"
            f"run = loads(Trace, {dumps(trace)!a})",
            hidden=True,
        ),
        _code("print(run.question)\nprint(run.answer.text if run.answer else '')", _said(trace)),
        _code("from kgwidgets import TraceView\n\nTraceView(run)"),
        _told(say["again"]),
        _code(
            "from kgworkbench import Workbench\n"
            "from kgworkbench.asking import Manner\n"
            "from kgworkbench.model.query import Limits\n"
            "from kgworkbench.model.trace import Without\n\n"
            f'workbench = Workbench.open("my.kgw")  # {say["folder"]}\n'
            f"limits = {asked.limits!r}\n"
            f"off = {asked.off!r}\n"
            f"answer = workbench.ask({asked.question.text!a}, mode={asked.question.mode!r}, limits=limits, "
            "manner=Manner(off=off)).result()\n"
            "answer.text"
        ),
    ]
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def _told(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def _code(source: str, printed: str = "", *, hidden: bool = False) -> dict[str, Any]:
    outputs = [{"output_type": "stream", "name": "stdout", "text": printed}] if printed else []
    metadata = {"jupyter": {"source_hidden": True}} if hidden else {}
    return {"cell_type": "code", "metadata": metadata, "execution_count": None, "outputs": outputs, "source": source}


def _said(trace: Trace) -> str:
    last = trace.steps[-1]
    return f"{trace.question}\n{last.answer.text if isinstance(last, Answered) else ''}\n"
