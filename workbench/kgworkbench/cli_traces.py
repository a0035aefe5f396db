"""``kgw traces``: the runs of questions that a graph folder keeps."""

from typing import Annotated

import typer

from kgworkbench.cli_options import EngineName, Folder, Json, To
from kgworkbench.cli_usage import Group

__all__ = ["traces"]

traces = typer.Typer(
    help="Kept runs of questions: list, replay, diff, export, support, resume.", no_args_is_help=True, cls=Group
)

Identity = Annotated[
    str, typer.Argument(metavar="TRACE", help="Its id, or enough of its beginning; last for the newest.")
]


@traces.command("list")
def traces_list(
    folder: Folder, top: Annotated[int, typer.Option(min=1, help="How many.")] = 20, as_json: Json = False
) -> None:
    """The newest runs: id, question and answer."""
    from kgworkbench.commands.traces import run_traces_list

    run_traces_list(folder, top=top, as_json=as_json)


@traces.command("replay")
def traces_replay(folder: Folder, trace: Identity, as_json: Json = False) -> None:
    """Every step of a run, as it was, with no engine: one JSON object a line; with --json one document."""
    from kgworkbench.commands.traces import run_traces_replay

    run_traces_replay(folder, trace, as_json=as_json)


@traces.command("diff")
def traces_diff(folder: Folder, one: Identity, other: Identity, as_json: Json = False) -> None:
    """What differs between two runs: plan, routes, evidence gained and lost, answer, tokens."""
    from kgworkbench.commands.traces import run_traces_diff

    run_traces_diff(folder, one, other, as_json=as_json)


@traces.command("export")
def traces_export(
    folder: Folder,
    trace: Identity,
    to: To,
    form: Annotated[
        str, typer.Option("--format", help="html, json, spans or notebook; else by the file's ending.")
    ] = "",
    as_json: Json = False,
) -> None:
    """One standalone HTML page, the trace as JSON, OpenInference spans (one JSON object a line), or a notebook."""
    from kgworkbench.commands.traces import run_traces_export

    run_traces_export(folder, trace, to, form=form, as_json=as_json)


@traces.command("support")
def traces_support(folder: Folder, trace: Identity, engine: EngineName = "local", as_json: Json = False) -> None:
    """The smallest evidence that still gives the answer, and whether it survives with none."""
    from kgworkbench.commands.traces import run_traces_support

    run_traces_support(folder, trace, engine=engine, as_json=as_json)


@traces.command("resume")
def traces_resume(
    folder: Folder,
    trace: Identity,
    step: Annotated[int, typer.Option("--from", min=0, help="The step to run anew from, as replay numbers them.")],
    engine: EngineName = "local",
    as_json: Json = False,
) -> None:
    """Run on from a step of a kept run; what is before it costs nothing."""
    from kgworkbench.commands.traces import run_traces_resume

    run_traces_resume(folder, trace, step, engine=engine, as_json=as_json)
