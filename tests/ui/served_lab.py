"""A JupyterLab of its own over a folder of notebooks, with no network and nothing of the user's settings."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest

__all__ = ["open_notebook", "serving_lab"]

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


@contextmanager
def serving_lab(place: Path, port: int, notebooks: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Path]]:
    """A running JupyterLab over notebooks of these code cells: its address, and the folder they lie in."""
    root, own = place / "work", place / "jupyter"
    root.mkdir()
    _settings(own / "settings")
    for name, sources in notebooks.items():
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), root / name)
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        "IPYTHONDIR": str(own / "ipython"),
    }
    origin = f"http://127.0.0.1:{port}"
    options = [
        "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0",
        "--IdentityProvider.token=", f"--ServerApp.root_dir={root}", "--LabApp.news_url=",
        "--LabApp.extension_manager=readonly", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    with (place / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(f"{origin}/api/status", server, place / "lab.log")
            yield origin, root
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


def open_notebook(page: Any, address: str, *, kernel: bool = True) -> None:
    """The page shows the notebook, its kernel is ready; with ``kernel=False`` (of one that names none) Lab has none."""
    page.goto(address)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    if kernel:
        page.get_by_text("| Idle").wait_for(timeout=60_000)  # a cell run before its kernel is ready runs nothing
        return
    page.locator(".jp-Dialog .jp-mod-reject").click()  # "No Kernel", where Lab asks which to start
    page.locator(".jp-Dialog").wait_for(state="detached")


def _settings(folder: Path) -> None:
    """Lab would otherwise ask whether it may fetch news, and take cells out of the page that are scrolled away."""
    told = {
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
        "notebook-extension/tracker": {"windowingMode": "none"},
    }
    for name, values in told.items():
        path = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(values))


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 150
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")
