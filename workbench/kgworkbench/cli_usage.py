"""What a wrong command line is told: one line that names the value, the place and what to do."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

__all__ = ["Group", "Refused", "place", "usage_line"]

Refused: type[Exception] = typer.BadParameter.__mro__[1]
"""Whatever is raised of a command line that cannot be used."""


class Group(TyperGroup):
    """Commands whose list shows the whole first sentence of each."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands."""
        rows = [(name, self.commands[name].get_short_help_str(1000)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def place(text: str) -> Path:
    """The path a text names; an empty one, as of a variable that is not set, is none rather than the folder here.

    Raises:
        BadParameter: it names nothing.
    """
    if not text.strip():
        raise typer.BadParameter(f"{text!r} names nothing: give a path")
    return Path(text)


def usage_line(problem: Any, arguments: Sequence[str]) -> str:
    """The one line for a command line that cannot be used: command, place, value and where help is.

    Args:
        problem: what was raised (see ``Refused``).
        arguments: the command line.
    """
    context = problem.ctx
    command = context.command_path if context is not None else "kgw"
    below = getattr(context.command, "commands", None) if context is not None else None
    said = " ".join(problem.format_message().split()).rstrip(".?")
    if below and ("Usage:" in said or said == "Missing command"):
        return f"{command}: no command is named: choose {', '.join(below)}; see {command} --help"
    if below and getattr(problem, "param", None) is None and "No such command" in said:
        said += f": choose {', '.join(below)}"
    value = _value(problem, arguments)
    if value is not None and repr(value) not in said:
        said += f", not {value!r}"
    return f"{command}: {said[:1].lower()}{said[1:]}; see {command} --help"


def _value(problem: Any, arguments: Sequence[str]) -> str | None:
    """What was written where the problem is, if something was."""
    names = [name for name in getattr(getattr(problem, "param", None), "opts", ()) if name.startswith("-")]
    for before, written in pairwise(arguments):
        if before in names and type(problem).__name__ != "MissingParameter":
            return written
    for written in arguments:
        name, assigned, value = written.partition("=")
        if assigned and name in names:
            return value
    read = getattr(problem.__cause__, "errors", None)  # what the coercion of a value says of it
    found = read() if callable(read) else ()
    return str(found[0]["input"]) if found and "input" in found[0] else None
