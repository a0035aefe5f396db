"""``kgw schema``: the commands about schemas."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kgworkbench.cli_options import Author, Corpus, EngineName, Folder, Json, Reason, RenameList, To
from kgworkbench.cli_usage import Group

__all__ = ["schemas"]

Kind = Annotated[
    Literal["entity", "relation", "attribute"], typer.Argument(metavar="KIND", help="entity, relation or attribute.")
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The proposed name, as kgw schema proposals prints it.")]

schemas = typer.Typer(help="Check, compare, try, induce and convert schemas.", no_args_is_help=True, cls=Group)


@schemas.command("check")
def schema_check(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="schema.yaml, Youtu's JSON or KAG's .schema.")],
    as_json: Json = False,
) -> None:
    """Everything wrong or odd in a schema file, with its line; exit 2 where it cannot be used."""
    from kgworkbench.commands.schema import run_schema_check

    if run_schema_check(path, as_json=as_json):
        raise typer.Exit(2)


@schemas.command("diff")
def schema_diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A file, DIR or DIR@VERSION.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A file, DIR or DIR@VERSION.")],
    renames: RenameList = None,
    as_json: Json = False,
) -> None:
    """What changed between two schemas."""
    from kgworkbench.commands.schema import run_schema_diff

    run_schema_diff(old, new, renames=renames or [], as_json=as_json)


@schemas.command("whatif")
def schema_whatif(
    folder: Folder,
    schema: Annotated[Path, typer.Argument(metavar="FILE", help="The changed schema.")],
    renames: RenameList = None,
    samples: Annotated[int, typer.Option(min=0, help="Samples of each effect.")] = 5,
    as_json: Json = False,
) -> None:
    """What a changed schema would mean for all that was extracted; no engine is asked, nothing is written."""
    from kgworkbench.commands.schema_use import run_schema_whatif

    run_schema_whatif(folder, schema, renames=renames or [], samples=samples, as_json=as_json)


@schemas.command("induce")
def schema_induce(
    corpus: Corpus,
    to: Annotated[Path | None, typer.Option("--to", help="Write the draft here.")] = None,
    language: Annotated[str, typer.Option(help="auto, en or zh.")] = "auto",
    support: Annotated[int, typer.Option(min=2, help="Sightings a type needs (local engine).")] = 3,
    engine: EngineName = "local",
    as_json: Json = False,
) -> None:
    """A first schema from the texts of a corpus, by rules or by a model: a draft to edit."""
    from kgworkbench.commands.schema import run_schema_induce

    run_schema_induce(corpus, to, language=language, support=support, engine=engine, as_json=as_json)


@schemas.command("convert")
def schema_convert(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A schema in any format that is read.")],
    to: To,
    form: Annotated[str, typer.Option("--format", help="yaml, youtu or kag; else by the ending.")] = "",
    names: Annotated[Literal["code", "label"], typer.Option(help="KAG's types by code or label.")] = "code",
    as_json: Json = False,
) -> None:
    """A schema in another format, and what that format cannot hold."""
    from kgworkbench.commands.schema import run_schema_convert

    run_schema_convert(source, to, form=form, names=names, as_json=as_json)


@schemas.command("versions")
def schema_versions(folder: Folder, as_json: Json = False) -> None:
    """The versions of a folder's schema and what each changed."""
    from kgworkbench.commands.schema import run_schema_versions

    run_schema_versions(folder, as_json=as_json)


@schemas.command("coverage")
def schema_coverage(folder: Folder, as_json: Json = False) -> None:
    """Use of each type, types never used, claims outside."""
    from kgworkbench.commands.schema_use import run_schema_coverage

    run_schema_coverage(folder, as_json=as_json)


@schemas.command("proposals")
def schema_proposals(
    folder: Folder, top: Annotated[int, typer.Option(min=1, help="How many.")] = 20, as_json: Json = False
) -> None:
    """Types that engines asked for, with their sentences."""
    from kgworkbench.commands.schema_use import run_schema_proposals

    run_schema_proposals(folder, top=top, as_json=as_json)


@schemas.command("accept")
def schema_accept(
    folder: Folder,
    kind: Kind,
    name: Name,
    to: Annotated[str, typer.Option("--as", help="Take it in under this name.")] = "",
    head: Annotated[list[str] | None, typer.Option(help="Head or owner types; may be repeated.")] = None,
    tail: Annotated[list[str] | None, typer.Option(help="Tail types; may be repeated.")] = None,
    author: Author = "",
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Take a proposed type into the schema: a new version, an entry of the journal, and the graph follows."""
    from kgworkbench.commands.schema_use import run_schema_answer

    run_schema_answer(
        folder, "accept", kind, name, to, head=head, tail=tail, author=author, reason=reason, as_json=as_json
    )


@schemas.command("map")
def schema_map(
    folder: Folder,
    kind: Kind,
    name: Name,
    to: Annotated[str, typer.Argument(metavar="TYPE", help="The type of the schema it counts as.")],
    author: Author = "",
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Let a proposed type count as one the schema has, in all that was and will be extracted."""
    from kgworkbench.commands.schema_use import run_schema_answer

    run_schema_answer(folder, "map", kind, name, to, author=author, reason=reason, as_json=as_json)


@schemas.command("reject")
def schema_reject(
    folder: Folder, kind: Kind, name: Name, author: Author = "", reason: Reason = "", as_json: Json = False
) -> None:
    """Never ask about a proposed type again."""
    from kgworkbench.commands.schema_use import run_schema_answer

    run_schema_answer(folder, "reject", kind, name, "", author=author, reason=reason, as_json=as_json)
