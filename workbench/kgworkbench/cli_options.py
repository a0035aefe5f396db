"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from kgworkbench.cli_usage import place

__all__ = [
    "Author",
    "Corpus",
    "EmbedderName",
    "EngineName",
    "Folder",
    "Into",
    "Json",
    "Reason",
    "Record",
    "RenameList",
    "To",
]

Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else there.")]
EngineName = Annotated[str, typer.Option("--engine", help="local, openai, openai:MODEL or replay:FILE.")]
EmbedderName = Annotated[
    str, typer.Option("--embedder", help="auto, lexical, a sentence-transformers name or a folder.")
]
Record = Annotated[Path | None, typer.Option("--record", help="Write every engine reply to this cassette.")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The graph folder.", parser=place)]
Corpus = Annotated[
    Path,
    typer.Argument(
        metavar="CORPUS", help="A folder of documents, one file, or a .jsonl of {id, title, text}.", parser=place
    ),
]
Into = Annotated[Path, typer.Option("--into", metavar="DIR", help="The graph folder.", parser=place)]
To = Annotated[Path, typer.Option("--to", metavar="FILE", help="The file to write.", parser=place)]
RenameList = Annotated[
    list[str] | None, typer.Option("--rename", help="Old=New, or relation:Old=New; may be repeated.")
]
Author = Annotated[str, typer.Option(help="Who decides, for the journal.")]
Reason = Annotated[str, typer.Option(help="Why, for the journal.")]
