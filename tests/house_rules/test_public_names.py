"""Every public name says what it is, and so does every command and every option of the command line."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from kgworkbench.cli import app

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "workbench").rglob("*.py"), *(ROOT / "widgets").rglob("*.py")])
Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def exported(tree: ast.Module) -> list[str]:
    """The names in a module's ``__all__``."""
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(getattr(target, "id", "") == "__all__" for target in targets) and node.value is not None:  # type: ignore[attr-defined]
            return list(ast.literal_eval(node.value))  # type: ignore[attr-defined]
    return []


def undocumented(tree: ast.Module) -> Iterator[str]:
    """Exported functions and classes without a docstring, and public methods of exported classes without one."""
    names = set(exported(tree))
    for node in tree.body:
        if not isinstance(node, Documented) or node.name not in names:
            continue
        if ast.get_docstring(node) is None:
            yield node.name
        if isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and _is_asked_for(part) and ast.get_docstring(part) is None:
                    yield f"{node.name}.{part.name}"


def _is_asked_for(node: ast.FunctionDef) -> bool:
    """Whether people read its docstring: it is public, and neither a setter nor one of several signatures."""
    told = {ast.unparse(each) for each in node.decorator_list}
    return not node.name.startswith("_") and not any(
        each.endswith((".setter", ".deleter")) or each in ("overload", "typing.overload") for each in told
    )


@pytest.mark.parametrize("package", ["kgworkbench", "kgwidgets"])
def test_every_public_name_is_documented(package: str) -> None:
    silent, missing = [], []
    for path in SOURCES:
        if package not in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        place = path.relative_to(ROOT).as_posix()
        silent += [f"{place}: {name}" for name in undocumented(tree)]
        made = {name for node in ast.walk(tree) for name in _bound(node)}
        lazy = any(isinstance(node, ast.FunctionDef) and node.name == "__getattr__" for node in tree.body)
        missing += [f"{place}: {name}" for name in exported(tree) if name not in made and not lazy]
    assert silent == []
    assert missing == [], "in __all__, and not there"


def _bound(node: ast.AST) -> Iterator[str]:
    if isinstance(node, Documented):
        yield node.name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.alias):
        yield (node.asname or node.name).split(".")[0]
    elif isinstance(node, ast.TypeAlias if hasattr(ast, "TypeAlias") else ()):
        yield node.name.id


def test_names_given_on_demand_are_there() -> None:
    import kgwidgets
    import kgworkbench

    for package in (kgworkbench, kgwidgets):
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


def test_there_is_something_to_check() -> None:
    assert len(EVERY) > 30
    assert sum(len(exported(ast.parse(path.read_text(encoding="utf-8")))) for path in SOURCES) > 400
