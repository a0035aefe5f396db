"""Rules of the house that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "workbench").rglob("*.py"), *(ROOT / "widgets").rglob("*.py")])
TOP_LEVEL = {
    ".ci", ".git", ".gitignore", ".gitattributes", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
    "Makefile", "README.md", "binder", "constraints.txt", "notebooks", "pyproject.toml", "sample_corpora", "tests",
    "widgets", "workbench",
}  # fmt: skip
MAY_CATCH_BROADLY = {"extract/batch.py", "ask.py", "app/worker.py", "graph_view.py"}


def parsed() -> Iterator[tuple[Path, ast.Module]]:
    for path in SOURCES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_there_is_something_to_check() -> None:
    assert len(SOURCES) > 40


def test_the_top_level_holds_what_the_house_allows() -> None:
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = {line.split("/")[0].strip('"') for line in listed.splitlines()}
    assert found <= TOP_LEVEL, f"no place for {sorted(found - TOP_LEVEL)}"


def test_no_drawer_names() -> None:
    banned = re.compile(r"utils?|helpers?|manager|misc|common|base|enhanced|v2")
    names = [path for path in SOURCES if banned.fullmatch(path.stem)]
    assert names == []


def test_every_module_says_what_it_is_and_what_it_exports() -> None:
    silent, closed = [], []
    for path, tree in parsed():
        if not tree.body and path.name == "__init__.py":
            silent.append(path.relative_to(ROOT))
            continue
        if ast.get_docstring(tree) is None:
            silent.append(path.relative_to(ROOT))
        exported = any(
            isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "__all__" for target in node.targets)
            for node in tree.body
        )
        public = any(
            isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") for node in tree.body
        )
        if public and not exported:
            closed.append(path.relative_to(ROOT))
    assert silent == []
    assert closed == []


def test_every_public_name_has_a_docstring() -> None:
    bare = []
    for path, tree in parsed():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                if ast.get_docstring(node) is None:
                    bare.append(f"{path.relative_to(ROOT)}:{node.name}")
                for inner in node.body if isinstance(node, ast.ClassDef) else ():
                    public = isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_")
                    if public and ast.get_docstring(inner) is None:
                        bare.append(f"{path.relative_to(ROOT)}:{node.name}.{inner.name}")
    assert bare == []


def test_all_is_sorted_and_complete() -> None:
    wrong = []
    for path, tree in parsed():
        for node in tree.body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                names = [element.value for element in node.value.elts]  # type: ignore[attr-defined]
                if len(set(names)) != len(names):
                    wrong.append(path.relative_to(ROOT))
    assert wrong == []


def test_broad_catches_stand_only_where_they_become_a_value() -> None:
    found = set()
    for path, tree in parsed():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "everything"
                if caught in ("Exception", "BaseException", "everything"):
                    found.add(path.as_posix().rsplit("/kgworkbench/", 1)[-1].rsplit("/kgwidgets/", 1)[-1])
    assert found <= MAY_CATCH_BROADLY


@pytest.mark.parametrize("banned", ["pickle", "shelve", "marshal"])
def test_no_module_that_runs_what_it_reads(banned: str) -> None:
    for path, tree in parsed():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert all(alias.name.split(".")[0] != banned for alias in node.names), path
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] != banned, path


def test_no_eval_no_exec_no_shell() -> None:
    for path, tree in parsed():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("eval", "exec", "os.system", "os.popen"), path
                assert not any(keyword.arg == "shell" for keyword in node.keywords), path


def test_files_stay_small() -> None:
    long = {path.relative_to(ROOT).as_posix(): count for path in SOURCES if (count := _lines(path)) > 420}
    assert long == {}, "look twice: split by idea"


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
