"""``kgw journal``: what people did to a graph by hand."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kgworkbench.cli_options import Author, Folder, Json, Reason
from kgworkbench.cli_usage import Group

__all__ = ["journal"]


class _EitherOrder(Group):
    """``kgw journal DIR list`` as well as ``kgw journal list DIR``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if len(args) > 1 and args[0] not in self.commands and args[1] in self.commands:
            args = [args[1], args[0], *args[2:]]
        return super().resolve_command(ctx, args)


journal = typer.Typer(
    help="What people did to a graph by hand; kgw journal DIR list is kgw journal list DIR.",
    no_args_is_help=True,
    cls=_EitherOrder,
)

Number = Annotated[int, typer.Argument(metavar="[NUMBER]", help="The operation; the last one where none is given.")]


@journal.command("list")
def journal_list(folder: Folder, as_json: Json = False) -> None:
    """Every operation with its number, author, time and reason, and whether it holds."""
    from kgworkbench.commands.journal import run_journal_list

    run_journal_list(folder, as_json=as_json)


@journal.command("undo")
def journal_undo(
    folder: Folder, number: Number = 0, author: Author = "", reason: Reason = "", as_json: Json = False
) -> None:
    """Undo an operation; refused, with the later one named, where that builds on it."""
    from kgworkbench.commands.journal import run_journal_undo

    run_journal_undo(folder, number, author=author, reason=reason, as_json=as_json)


@journal.command("redo")
def journal_redo(
    folder: Folder, number: Number = 0, author: Author = "", reason: Reason = "", as_json: Json = False
) -> None:
    """Do an undone operation again."""
    from kgworkbench.commands.journal import run_journal_redo

    run_journal_redo(folder, number, author=author, reason=reason, as_json=as_json)


@journal.command("export")
def journal_export(
    folder: Folder,
    to: Annotated[Path | None, typer.Option("--to", help="Write it here instead of stdout.")] = None,
    as_json: Json = False,
) -> None:
    """The operations that hold, as JSON that another graph can be curated with."""
    from kgworkbench.commands.journal import run_journal_export

    run_journal_export(folder, to, as_json=as_json)


@journal.command("apply")
def journal_apply(
    folder: Folder,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What kgw journal DIR export wrote.")],
    author: Author = "",
    as_json: Json = False,
) -> None:
    """Do exported operations on this graph, and say which no longer apply."""
    from kgworkbench.commands.journal import run_journal_apply

    run_journal_apply(folder, path, author=author, as_json=as_json)


@journal.command("merge")
def journal_merge(
    folder: Folder,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The entity that stays: its id, or its exact name.")],
    members: Annotated[
        list[str], typer.Argument(metavar="MEMBER", help="Those that are the same: ids or exact names.")
    ],
    name: Annotated[str, typer.Option(help="What it is called from then on.")] = "",
    author: Author = "",
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Merge entities; undo takes it back exactly."""
    from kgworkbench.commands.journal import run_journal_merge

    run_journal_merge(folder, into, members, name=name, author=author, reason=reason, as_json=as_json)


@journal.command("duplicates")
def journal_duplicates(
    folder: Folder, top: Annotated[int, typer.Option(min=1, help="How many pairs.")] = 20, as_json: Json = False
) -> None:
    """Entities that may be one, with the reasons for and against."""
    from kgworkbench.commands.journal import run_journal_duplicates

    run_journal_duplicates(folder, top=top, as_json=as_json)
