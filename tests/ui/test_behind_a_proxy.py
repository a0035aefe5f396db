"""The dashboard at a path of its own, as a hub or another proxy passes it on: drawn, clicked and heard there."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where ``kgw serve --prefix`` says that it stands, over a small graph."""
    folder = tmp_path / "g.kgw"
    with Workbench.open(folder, schema=sample("computing_history").schema, embedder="lexical") as bench:
        bench.build([Document("ada.md", "Ada", "Ada Lovelace worked with Charles Babbage in London.")]).result()
    command = [sys.executable, "-c", "from kgworkbench.cli import main; main()", "serve", str(folder), "--port", "0"]
    process = subprocess.Popen(
        [*command, "--prefix", "/user/ann/kgw"], stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    try:
        assert process.stderr is not None
        found = next(said for line in process.stderr if (said := re.search(r"http://\S+", line)))
        yield found.group()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def test_the_graph_is_drawn_and_a_click_is_heard_under_a_prefix(browser_page: Any, address: str) -> None:
    page = browser_page
    for _ in range(400):
        try:
            page.request.get(address, timeout=60_000)
            break
        except Exception:  # noqa: BLE001 - not there yet
            page.wait_for_timeout(100)
    page.goto(f"{address}?page=extract")
    page.locator(".kgw[data-painted]:visible").wait_for()
    page.get_by_role("button", name="Communities").first.click()
    page.locator("h1:visible", has_text="Communities").wait_for()
    page.goto("about:blank")  # or it would try to reach a server that is gone
