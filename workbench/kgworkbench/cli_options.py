"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Author", "EmbedderName", "EngineName", "Folder", "Json", "Reason", "Record", "RenameList"]

Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else there.")]
EngineName = Annotated[str, typer.Option("--engine", help="local, openai, openai:MODEL or replay:FILE.")]
EmbedderName = Annotated[
    str, typer.Option("--embedder", help="auto, lexical, a sentence-transformers name or a folder.")
]
Record = Annotated[Path | None, typer.Option("--record", help="Write every engine reply to this cassette.")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The graph folder.")]
RenameList = Annotated[
    list[str] | None, typer.Option("--rename", help="Old=New, or relation:Old=New; may be repeated.")
]
Author = Annotated[str, typer.Option(help="Who decides, for the journal.")]
Reason = Annotated[str, typer.Option(help="Why, for the journal.")]
