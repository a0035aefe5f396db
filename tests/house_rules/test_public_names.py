"""Every name a module promises is there, and every command and option of the command line says what it does.

That public functions, classes and methods have docstrings is asked in ``test_house_rules``.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

import kgwidgets
import kgworkbench
from kgworkbench.cli import app

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "workbench").rglob("*.py"), *(ROOT / "widgets").rglob("*.py")])


def promised(tree: ast.Module) -> list[str]:
    """The names in a module's ``__all__``."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets: list[ast.expr] = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        else:
            continue
        if any(getattr(target, "id", "") == "__all__" for target in targets) and node.value is not None:
            return list(ast.literal_eval(node.value))
    return []


def made(tree: ast.Module) -> Iterator[str]:
    """The names that a module binds or imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).split(".")[0]


def test_every_promised_name_is_there() -> None:
    missing, count = [], 0
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = promised(tree)
        count += len(names)
        missing += [f"{path.relative_to(ROOT)}: {name}" for name in sorted(set(names) - set(made(tree)))]
    assert missing == []
    assert count > 400


@pytest.mark.parametrize("package", [kgworkbench, kgwidgets], ids=lambda package: package.__name__)
def test_names_given_on_demand_say_what_they_are(package: Any) -> None:
    for name in package.__all__:
        said = getattr(package, name).__doc__ or ""
        assert len(said.split()) > 5, f"{name} says {said!r}"


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command below this one, with the words that call it."""
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


EVERY = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_help_is_complete(path: tuple[str, ...]) -> None:
    command, called = EVERY[path], " ".join(("kgw", *path))
    assert (command.help or "").strip(), f"{called} does not say what it does"
    printed = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})
    assert printed.exit_code == 0
    for parameter in command.params:
        assert (getattr(parameter, "help", None) or "").strip(), f"{called}: {parameter.opts} has no help"
        for option in parameter.opts:
            if option.startswith("--"):
                assert option in printed.output, f"{called} --help does not show {option}"
    assert all(re.search(rf"\b{name}\b", printed.output) for name in getattr(command, "commands", {}))


def test_there_are_commands_to_look_at() -> None:
    assert len(EVERY) > 30
