"""``kgw export`` and ``kgw import``."""

from pathlib import Path
from typing import Annotated

import typer

from kgworkbench.cli_options import Folder, Json
from kgworkbench.cli_usage import place

__all__ = ["exchange"]

exchange = typer.Typer()


@exchange.command("export")
def export_command(
    folder: Folder,
    to: Annotated[
        Path, typer.Option("--to", metavar="PATH", help="The file to write; for parquet the folder.", parser=place)
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format", help="graphml, cypher, rdf, youtu, html, parquet or bundle; else by the file's ending."
        ),
    ] = "",
    lean: Annotated[
        bool, typer.Option("--lean", help="A bundle without vectors and index, which are made again when asked for.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the graph for other tools, or as a bundle: one zip file of the whole folder."""
    from kgworkbench.commands.exchange import run_export

    run_export(folder, to, form=form, lean=lean, as_json=as_json)


@exchange.command("import")
def import_command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A bundle that kgw export or the dashboard wrote.", parser=place)
    ],
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="The new graph folder.", parser=place)],
    as_json: Json = False,
) -> None:
    """Make a graph folder of a bundle again."""
    from kgworkbench.commands.exchange import run_import

    run_import(file, into, as_json=as_json)
