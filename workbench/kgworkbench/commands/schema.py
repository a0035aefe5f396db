"""``kgw schema`` on files and versions: check, diff, convert, induce, versions."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kgworkbench.commands.existing import existing_graph, new_file
from kgworkbench.commands.show import print_json, remark, remark_on_scan
from kgworkbench.errors import InputError, SchemaError

if TYPE_CHECKING:
    from kgworkbench.model.schema import Schema
    from kgworkbench.schema.rename import Renames

__all__ = [
    "renames_of",
    "run_schema_check",
    "run_schema_convert",
    "run_schema_diff",
    "run_schema_induce",
    "run_schema_versions",
    "schema_at",
]


def run_schema_check(path: Path, *, as_json: bool) -> int:
    """Print what is wrong and what is odd in a schema file, line by line; returns how many errors there are."""
    from kgworkbench.interchange.schemas import read_schema
    from kgworkbench.schema.check import check
    from kgworkbench.schema.lint import Remark, lint

    lost: tuple[str, ...] = ()
    schema: Schema | None
    if path.suffix.lower() == ".schema":
        try:
            schema, lost = read_schema(path)
            found = tuple(Remark(each.severity, each.rule, 0, each.message) for each in check(schema))
        except SchemaError as problem:
            told = re.sub(rf"^{re.escape(str(path))}:(\d*):? ?", "", str(problem))
            line = re.match(rf"{re.escape(str(path))}:(\d+):", str(problem))
            schema, found = None, (Remark("error", "format", int(line[1]) if line else 0, told),)
    else:
        schema, found = lint(_text(path), as_json=path.suffix.lower() == ".json")
    errors = sum(each.severity == "error" for each in found)
    if as_json:
        counts = _counts(schema) if schema is not None else {}
        findings = [asdict(each) for each in found]
        print_json({"ok": not errors, "errors": errors, "findings": findings, "lost": list(lost), **counts})
        return errors
    for each in found:
        print(f"{path}:{each.line or ''}{':' if each.line else ''} {each.severity}: {each.message}")
    for line_lost in lost:
        remark(f"not kept: {line_lost}")
    if schema is not None:
        told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in _counts(schema).items())
        print(f"{path}: {told}; {errors} errors, {len(found) - errors} warnings")
    return errors


def run_schema_diff(old: str, new: str, *, renames: Sequence[str], as_json: bool) -> None:
    """Print what changed between two schemas: files, graph folders (their newest version) or FOLDER@VERSION."""
    from kgworkbench.schema.diff import diff

    found = diff(schema_at(old), schema_at(new), renames_of(renames) if renames else None)
    if not as_json:
        print("\n".join(found.lines()))
        return
    print_json(
        {
            "old_version": found.old_version,
            "new_version": found.new_version,
            "added": [{"kind": kind, "name": name} for kind, name in found.added],
            "removed": [{"kind": kind, "name": name} for kind, name in found.removed],
            "renamed": [asdict(each) for each in found.renamed],
            "changed": [asdict(each) for each in found.changed],
            "about": [asdict(each) for each in found.about],
        }
    )


def run_schema_induce(
    corpus: Path, to: Path | None, *, language: str, support: int, engine: str, as_json: bool
) -> None:
    """Propose a first schema from the texts of a corpus; write it to a file, or print it as YAML."""
    import os

    from kgworkbench.engines.choose import engine_for
    from kgworkbench.engines.local.induce import induce
    from kgworkbench.model.tasks import InduceTask
    from kgworkbench.read.chunk import chunks_of
    from kgworkbench.read.files import scan_corpus
    from kgworkbench.read.language import language_of
    from kgworkbench.schema.write import dump_schema

    tongues: dict[str, Literal["en", "zh"] | None] = {"auto": None, "en": "en", "zh": "zh"}
    if language not in tongues:
        raise InputError(f"unknown language {language!r}: choose auto, en or zh")
    new_file(to)
    found = scan_corpus(corpus)
    remark_on_scan(found)
    chunks = [chunk for document in found.documents for chunk in chunks_of(document)]
    if engine == "local":
        schema = induce(chunks, tongues[language], name=corpus.stem, support=support)
    else:
        spoken = tongues[language] or language_of(" ".join(chunk.text for chunk in chunks[:20]))
        task = InduceTask(tuple(chunks), spoken, corpus.stem)
        schema = engine_for(engine, os.environ).reply(task).value
    text = dump_schema(schema)
    if engine == "local":
        _remark_on_draft(schema, {language_of(chunk.text) for chunk in chunks}, support)
    if to is not None:
        to.write_text(text, encoding="utf-8")
    if as_json:
        print_json({**_counts(schema), "language": schema.language, "to": str(to) if to else None, "schema": text})
    elif to is None:
        print(text, end="")
    else:
        print(f"{to}: {', '.join(f'{count} {name}' for name, count in _counts(schema).items())}")


def _remark_on_draft(schema: "Schema", tongues: set[Literal["en", "zh"]], support: int) -> None:
    """Say what of the texts was not looked at, and how to get more types."""
    spoken = {"en": "English", "zh": "Chinese"}
    for other in sorted(tongues - {schema.language}):
        told = f"only what is {spoken[schema.language]} was looked at"
        remark(f"{told}: --language {other} drafts from the {spoken[other]} texts")
    if support > 2:
        remark(f"a type needs {support} sightings: --support 2 takes in more of them")


def run_schema_convert(source: Path, to: Path, *, form: str, names: Literal["code", "label"], as_json: bool) -> None:
    """Write a schema in another format, by the ending of the file or as named, and say what it cannot hold."""
    from kgworkbench.interchange.schemas import FORMATS, format_of, read_schema, write_schema

    chosen = next((known for known in FORMATS if known == form), None)
    if form and chosen is None:
        raise InputError(f"unknown format {form!r}: choose from {', '.join(FORMATS)}")
    if names not in ("code", "label"):
        raise InputError(f"unknown names {names!r}: choose code or label")
    new_file(to)
    schema, unread = read_schema(source, names=names)
    text, unwritten = write_schema(schema, chosen or format_of(to))
    to.write_text(text, encoding="utf-8")
    if as_json:
        print_json({"to": str(to), **_counts(schema), "not_read": list(unread), "not_written": list(unwritten)})
        return
    for line in (*unread, *unwritten):
        remark(f"not kept: {line}")
    print(f"{to}: {', '.join(f'{count} {name}' for name, count in _counts(schema).items())}")


def run_schema_versions(folder: Path, *, as_json: bool) -> None:
    """Print the versions of a graph folder's schema, oldest first, with the changes each brought."""
    from kgworkbench.folder import GraphFolder
    from kgworkbench.model.schema import Schema
    from kgworkbench.schema.diff import diff
    from kgworkbench.schema.versions import SchemaVersions

    existing_graph(folder)
    versions = SchemaVersions(GraphFolder(folder).schemas)
    earlier, rows = Schema("", version=0), []
    for entry in versions.history():
        schema = versions.at(entry.version)
        changes = diff(earlier, schema)
        lines = list(changes.lines()) if earlier.version else [f"{name} {n}" for name, n in _counts(schema).items()]
        rows.append({**asdict(entry), **_counts(schema), "changes": lines})
        earlier = schema
    if as_json:
        print_json({"versions": rows})
        return
    for row in rows:
        who = f" by {row['author']}" if row["author"] else ""
        print(f"v{row['version']} {row['time']}{who}: {row['reason'] or 'no reason given'}")
        for line in row["changes"]:
            print(f"    {line}")


def schema_at(place: str) -> "Schema":
    """The schema a command names: a file, a graph folder (its newest version) or FOLDER@VERSION.

    Raises:
        InputError: there is none.
    """
    from kgworkbench.folder import GraphFolder
    from kgworkbench.interchange.schemas import read_schema
    from kgworkbench.schema.versions import SchemaVersions

    folder, at, number = place.rpartition("@")
    if not at or not number.isdecimal() or Path(place).exists():
        folder, number = place, ""
    if not Path(folder).is_dir():
        if number:
            raise InputError(f"no graph folder {folder!r}: give FOLDER@VERSION or a schema file")
        return read_schema(Path(folder))[0]
    versions = SchemaVersions(GraphFolder(Path(folder)).schemas)
    kept = [entry.version for entry in versions.history()]
    if not kept:
        raise InputError(f"no schema versions in {folder!r}: build a graph there first, or give a schema file")
    if number and int(number) not in kept:
        raise InputError(f"no version {number} in {folder!r}: it has {kept[0]} to {kept[-1]}")
    return versions.at(int(number) if number else kept[-1])


def renames_of(given: Sequence[str]) -> "Renames":
    """The renames written as ``entity:Old=New``; the kind may be left out, and then holds for every kind.

    Raises:
        InputError: one is not written so.
    """
    from kgworkbench.model.facts import TypeKind
    from kgworkbench.schema.rename import Renames

    kinds: tuple[TypeKind, ...] = ("entity", "relation", "attribute")
    pairs: list[tuple[TypeKind, str, str]] = []
    for text in given:
        found = re.fullmatch(r"(?:(entity|relation|attribute):)?([^=]+)=([^=]+)", text.strip())
        if found is None:
            raise InputError(f"rename {text!r} cannot be read: write Old=New, or relation:Old=New")
        pairs += ((kind, found[2].strip(), found[3].strip()) for kind in kinds if found[1] in (None, kind))
    return Renames.of(pairs)


def _counts(schema: "Schema") -> dict[str, int]:
    return {
        "entity_types": len(schema.entity_types),
        "relation_types": len(schema.relation_types),
        "attribute_types": len(schema.attribute_types),
    }


def _text(path: Path) -> str:
    from kgworkbench.schema.load import load_schema

    if path.suffix.lower() in (".yaml", ".yml", ".json"):
        try:
            return path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            pass
    # Whatever keeps the file from being read at all, the loader says best.
    load_schema(path)
    raise InputError(f"{path}: cannot be read; give a schema file")
