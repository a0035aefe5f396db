"""The whole graph as a file, through a real page: down in slices, up in slices, equal at the end."""

from pathlib import Path
from typing import Any

import panel as pn
import pytest

from kgworkbench.app.components import download
from kgworkbench.app.components.download import DownloadWorkspace, OpenWorkspace
from kgworkbench.errors import InputError
from kgworkbench.model.text import Document
from kgworkbench.packing import pack
from kgworkbench.workbench import Workbench


@pytest.mark.parametrize("size", [3 * 2**20, 20_000], ids=["one slice", "many slices"])
def test_a_graph_is_downloaded_and_opened_again(
    tmp_path: Path, serve_app: Any, browser_page: Any, wait_until: Any, monkeypatch: Any, size: int
) -> None:
    monkeypatch.setattr(download, "_SLICE", size)
    bench = Workbench.open(tmp_path / "两.kgw", embedder="lexical")
    bench.build([Document("a", "A", "Ada Lovelace met Charles Babbage in London. 沈括著有《梦溪笔谈》。")]).result()
    assert bench.folder is not None
    folder, opened, errors = bench.folder.path, [], []
    away = tmp_path / "away"

    def page() -> Any:
        down = DownloadWorkspace(lambda path: pack(folder, path) and "两.kgw.zip", label="Download", busy="Packing")
        up = OpenWorkspace(
            lambda: away, on_open=opened.append, on_error=errors.append, label="Open a file", busy="Reading"
        )
        return pn.Row(down, up)

    browser_page.goto(serve_app(page))
    for number in (1, 2):
        with browser_page.expect_download() as expected:
            browser_page.get_by_role("button", name="Download").click()
        saved = tmp_path / f"saved-{number}.zip"
        expected.value.save_as(saved)
        assert expected.value.suggested_filename == "两.kgw.zip"
        browser_page.locator("input[type=file]").set_input_files(
            {"name": "两.kgw.zip", "mimeType": "application/zip", "buffer": saved.read_bytes()}
        )
        wait_until(lambda number=number: len(opened) == number, browser_page)
        with Workbench.open(opened[-1]) as again:
            assert again.store.graph() == bench.store.graph()
    assert [each.name for each in opened] == ["两.kgw", "两-2.kgw"]
    browser_page.locator("input[type=file]").set_input_files(
        {"name": "x.zip", "mimeType": "application/zip", "buffer": b"no zip" * 900_000}
    )
    wait_until(lambda: errors, browser_page)
    assert "no zip file" in errors[0]
    browser_page.get_by_role("button", name="Open a file").wait_for()
    assert not (away / "x.kgw").exists()


def test_what_goes_wrong_is_said_on_the_button(serve_app: Any, browser_page: Any, wait_until: Any) -> None:
    heard: list[str] = []

    def make(_: Path) -> str:
        raise InputError("no graph in 'x': name another")

    browser_page.goto(
        serve_app(lambda: DownloadWorkspace(make, on_error=heard.append, label="Download", busy="Packing"))
    )
    for number in (1, 2):
        browser_page.get_by_role("button").click()
        wait_until(lambda number=number: len(heard) == number, browser_page)
        browser_page.get_by_role("button", name="no graph in 'x'").wait_for()
