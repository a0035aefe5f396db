"""The teachers' lesson as a class uses it: wrong answers of every kind, right ones, and a start over."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

LESSON = Path(__file__).parents[2] / "notebooks" / "08_for_teachers.ipynb"

WRONG = {
    "check_1": ("workbench.entities()", "'222'", "2.5", "0", "10 ** 6", "[1, 2]", "workbench.entities().height"),
    "check_2": ("workbench.relations()['head']", "7", "'<b>Nobody</b>'", "'London'", "['Ada Lovelace']"),
    "check_3": ("'Ada Lovelace', ['z4.md']", "7, 'z4.md'", "'<i>x</i>', 'z4.md'", "'Charles Babbage', '<i>no</i>.md'"),
    "check_4": ("'24'", "workbench.relations()", "-1", "10 ** 6"),
    "check_5": ("(1, 2)", "('Ada Lovelace', 'Ada Lovelace')", "('Ada Lovelace', '<b>x')", "('ENIAC', 'Alan Turing')"),
    "check_6": ("['edsac.md']", "'<b>.md'", "'pascal.md'", "7"),
}
"""What learners have put in the place of the dots, each of it wrong."""
OPEN = {
    "check_1": ("...", "None", "''", "'  '"),
    "check_2": ("...", "''"),
    "check_3": ("..., ...", "'Ada Lovelace', ..."),
    "check_4": ("...",),
    "check_5": ("(..., ...)", "('Ada Lovelace', ...)", "'Ada Lovelace'", "..."),
    "check_6": ("...", "''"),
}
"""What is no answer yet."""

PASSED = """
assert passed == {}, passed
assert not workbench.journal.standing()
for task, check in enumerate((check_1, check_2), 1):
    check(found[task])
check_3(found[2], found[3])
check_4(found[4])
check_5(found[5])
check_6(found[6])
assert passed == dict.fromkeys(range(1, 7), True), passed
assert len(workbench.journal.standing()) == 1
"""
ANEW = """
assert passed == {}, passed
assert not workbench.journal.standing()
assert people is londoner is document is fallen is needed is ...
"""


def code(start: str) -> str:
    """The source of the one cell of the lesson that begins so."""
    (found,) = [
        cell.source
        for cell in nbformat.read(LESSON, as_version=4).cells
        if cell.cell_type == "code" and cell.source.startswith(start)
    ]
    return str(found)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The lesson after a learner went through it: the cells that were run, by what they ask."""
    calls = [f"{check}({given})" for answers in (WRONG, OPEN) for check, some in answers.items() for given in some]
    ways = [
        code("import plotly"),
        code("from dataclasses"),
        *calls,
        code("from IPython.utils.capture"),
        PASSED,
        code("marks = "),
        code("workbench = reset()"),
        ANEW,
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(way) for way in ways])
    NotebookClient(notebook, timeout=180, kernel_name="python3").execute(cwd=str(tmp_path_factory.mktemp("lesson")))
    return {cell.source: cell.outputs for cell in notebook.cells}


def verdicts(outputs: Any) -> list[str]:
    return re.findall(r"<b>(.) Task \d\.</b>", " ".join(each.get("data", {}).get("text/html", "") for each in outputs))


@pytest.mark.parametrize("check", WRONG)
def test_what_is_wrong_is_said_to_be_wrong_and_shown_as_text(walked: Any, check: str) -> None:
    for given in WRONG[check]:
        outputs = walked[f"{check}({given})"]
        assert verdicts(outputs) == ["✗"], given
        told = outputs[0]["data"]["text/html"].split("</b>", 1)[1]
        assert not re.search(r"<b>|<i>(?!provenance)", told), f"{given}: an answer is text, not HTML"


@pytest.mark.parametrize("check", OPEN)
def test_what_is_no_answer_yet_is_waited_for(walked: Any, check: str) -> None:
    for given in OPEN[check]:
        assert verdicts(walked[f"{check}({given})"]) == ["…"], given


def test_right_answers_pass_and_starting_over_opens_every_task(walked: Any) -> None:
    # What is asserted inside the lesson's kernel has held, or it would have raised.
    assert set(verdicts(walked[PASSED])) == {"✓"}
    assert len(verdicts(walked[PASSED])) == 6
    assert walked[ANEW] == []


def test_the_solutions_are_folded_away() -> None:
    assert "<details><summary>" in code("from IPython.utils.capture")
