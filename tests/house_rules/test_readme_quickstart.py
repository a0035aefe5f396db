"""What the README tells people to type works, as it is printed there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgworkbench.samples import sample

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = {"OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "KGW_PASSWORD"}
PLACEHOLDER = re.compile(r"\b(?:ONE|OTHER|ID)\b")


def blocks(language: str) -> dict[str, str]:
    """The code blocks of that language, by the heading they stand under."""
    found: dict[str, str] = {}
    heading, inside, lines = "", False, list[str]()
    for line in README.splitlines():
        if line.startswith("#") and not inside:
            heading = line.lstrip("# ")
        elif line.startswith("```"):
            if inside:
                found[heading] = "\n".join(lines)
            inside, lines = line == f"```{language}", []
        elif inside:
            lines.append(line)
    return found


def commands(heading: str) -> list[str]:
    """The commands of a console block, without prompts and remarks."""
    lines = [line[2:] for line in blocks("console")[heading].splitlines() if line.startswith("$ ")]
    return [re.sub(r"\s{2,}#.*", "", line).strip() for line in lines]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the reader has one: documents, a schema, the command in ``.venv``."""
    home = tmp_path_factory.mktemp("reader")
    corpus = sample("computing_history")
    shutil.copytree(corpus.path / "docs", home / "my_documents")
    shutil.copy(corpus.schema, home / "my_schema.yaml")
    text = corpus.schema.read_text(encoding="utf-8")
    (home / "changed.yaml").write_text(text.replace("name: designed", "name: devised"), encoding="utf-8")
    (home / ".venv" / "bin").mkdir(parents=True)
    shim = home / ".venv" / "bin" / "kgw"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kgworkbench.cli "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    return home


def run(place: Path, command: str, **more: str) -> str:
    """What the command prints, after it ended well."""
    environment = {name: value for name, value in os.environ.items() if name not in SHOWN} | more
    done = subprocess.run(
        shlex.split(command), cwd=place, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=240
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(place: Path) -> Path:
    """The folder after the commands under "Your own documents"."""
    build, ask, serve = commands("Your own documents")
    assert "entities" in run(place, build)
    assert "ENIAC" in run(place, ask) or "Eckert" in run(place, ask)
    assert serve == ".venv/bin/kgw serve my.kgw"
    return place


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = [command.split() for command in commands("Two commands")]
    assert told == [["make", "demo"], ["make", "test"]]
    assert {"demo", "test"} <= set(targets)


def test_documents_are_built_and_asked(built: Path) -> None:
    assert (built / "my.kgw" / "graph.kuzu").exists()


def test_the_python_block_runs(built: Path) -> None:
    (built / "quickstart.py").write_text(blocks("python")["Your own documents"], encoding="utf-8")
    assert "Niklaus Wirth" in run(built, f"{shlex.quote(sys.executable)} quickstart.py")


def test_it_is_served(built: Path) -> None:
    command = shlex.split(commands("Your own documents")[2])
    assert command == [".venv/bin/kgw", "serve", "my.kgw"]
    port = str(_free_port())
    server = subprocess.Popen([*command, "--port", port], cwd=built, stderr=subprocess.DEVNULL)
    try:
        text, end = "", time.monotonic() + 90
        while "KG Workbench" not in text and time.monotonic() < end and server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
                    text = page.read().decode()
            except OSError:
                time.sleep(0.2)
        assert "KG Workbench" in text
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.parametrize("heading", ["What people decide", "Why this answer?", "Take it with you"])
def test_the_other_commands_run(built: Path, heading: str) -> None:
    for command in commands(heading):
        named = iter(_ids(built, command))
        run(built, PLACEHOLDER.sub(lambda _: next(named), command))  # noqa: B023


def test_with_a_model_and_again_without_a_key(place: Path, tmp_path: Path, endpoint_of_four: str) -> None:
    from written_endpoint import REPLIES  # the documents it knows

    shutil.copytree(place / ".venv", tmp_path / ".venv")
    shutil.copy(place / "my_schema.yaml", tmp_path)
    (tmp_path / "my_documents").mkdir()
    for name in REPLIES["computing_history"]:
        shutil.copy(place / "my_documents" / name, tmp_path / "my_documents")
    export, build, again = commands("With a model")
    told = dict(part.split("=") for part in shlex.split(export)[1:])
    assert set(told) <= SHOWN
    paid = run(tmp_path, build, OPENAI_BASE_URL=endpoint_of_four, **told)
    assert (tmp_path / "tape.jsonl").is_file()
    assert run(tmp_path, again).replace("again.kgw", "my.kgw").split(" s")[0].split("\n")[0] == paid.split("\n")[0]


@pytest.fixture
def endpoint_of_four(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a small server that speaks an endpoint's protocol."""
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "notebooks"))
    from written_endpoint import endpoint

    with endpoint("computing_history") as address:
        yield address


def _ids(place: Path, command: str) -> list[str]:
    """What stands in the place of the words in capitals: ids of traces, or of a chunk."""
    import json

    if not PLACEHOLDER.search(command):
        return []
    if "traces" in command:
        listed = json.loads(run(place, ".venv/bin/kgw traces list my.kgw --json"))
        return [each["trace"] for each in listed["traces"]]
    from kgworkbench.workbench import Workbench

    with Workbench.open(place / "my.kgw") as bench:
        return [chunk.id for chunk in bench.store.chunks()[:3]]


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
