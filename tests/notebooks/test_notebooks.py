"""Every notebook runs from top to bottom, and is committed without outputs or names of a machine."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
ELSEWHERE = re.compile(r"(?<![\w.])/(?:work|home|root|tmp|Users|mnt|var)/|[A-Z]:\\\\")
PLOTLY = "application/vnd.plotly.v1+json"
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A notebook after it was run in an empty folder."""
    notebook = nbformat.read(request.param, as_version=4)
    place = tmp_path_factory.mktemp("notebook")
    NotebookClient(notebook, timeout=180, resources={"metadata": {"path": str(place)}}).execute()
    return notebook


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_there_are_eight_in_reading_order() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{number:02}" for number in range(1, 9)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_clear(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_names_no_machine_and_reads_as_text(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        assert not ELSEWHERE.search(cell.source), cell.source
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")
    words = sum(len(cell.source) for cell in notebook.cells if cell.cell_type == "markdown")
    assert words > 1000, "prose is missing"
    stable = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False, indent=1, sort_keys=True)
    assert path.read_text(encoding="utf-8") == stable + "\n", "save it with sorted keys and an indent of 1"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_ends_with_its_workbench_open(path: Path) -> None:
    # Who runs all cells and then scrolls up to press Merge would be told that the store is closed.
    code = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert "workbench.close()" not in code[-1]
    opened, closed = (
        sum(source.count(word) for source in code) for word in ("workbench = Workbench.open", "workbench.close()")
    )
    assert closed < max(opened, 1)


def test_a_notebook_runs(executed: Any) -> None:
    said = outputs(executed)
    assert said
    assert not [output for output in said if output.output_type == "error"]


def test_a_notebook_shows_pictures_and_widgets_that_work(executed: Any) -> None:
    shown = [output.get("data", {}) for output in outputs(executed)]
    assert any(PLOTLY in data or WIDGET in data for data in shown)
    for data in shown:
        if WIDGET in data:
            assert data["text/plain"], "a widget leaves words where no kernel runs"
    for state in executed.metadata.get("widgets", {}).values():
        for model in state["state"].values():
            assert not model["state"].get("error"), model["state"]["error"]


def test_checkpoints_wait_and_can_be_passed(executed: Any) -> None:
    page = " ".join(each.get("data", {}).get("text/html", "") for each in outputs(executed))
    verdicts = re.findall(r"<b>(.) Task (\d)\.</b>", page)
    lesson = executed.cells[0].source.startswith("# A lesson")
    assert verdicts == [(mark, str(task)) for mark in "…✓" if lesson for task in range(1, 7)]
