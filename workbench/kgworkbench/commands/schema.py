"""``kgw schema``."""

import re
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kgworkbench.commands.ask import existing_graph
from kgworkbench.commands.show import print_json, remark
from kgworkbench.errors import InputError, SchemaError

if TYPE_CHECKING:
    from kgworkbench.model.schema import Schema
    from kgworkbench.schema.rename import Renames

__all__ = [
    "renames_of",
    "run_schema_check",
    "run_schema_convert",
    "run_schema_coverage",
    "run_schema_diff",
    "run_schema_induce",
    "run_schema_proposals",
    "run_schema_versions",
    "run_schema_whatif",
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


def run_schema_whatif(folder: Path, schema: Path, *, renames: Sequence[str], samples: int, as_json: bool) -> None:
    """Print what a changed schema would mean for everything already extracted. Nothing is written, no engine asked."""
    from kgworkbench.curate.claims import gather_claims
    from kgworkbench.curate.whatif import whatif
    from kgworkbench.interchange.schemas import read_schema

    existing_graph(folder)
    new, _ = read_schema(schema)
    started = time.perf_counter()
    old, extractions = _kept(folder)
    read = time.perf_counter()
    found = whatif(gather_claims(extractions), old, new, renames_of(renames) if renames else None, samples=samples)
    judged = time.perf_counter()
    if not as_json:
        print("\n".join(found.lines()))
        remark(f"read in {read - started:.2f} s, judged in {judged - read:.2f} s")
        return
    print_json(
        {
            "chunks": found.chunks,
            "claims": found.claims,
            "valid": found.count("valid"),
            "invalid": found.count("invalid"),
            "renamed": found.count("renamed"),
            "orphaned": {
                "without_mention": found.orphans_without_mention,
                "without_relation": found.orphans_without_relation,
                "entities": [asdict(each) for each in found.orphans],
            },
            "renames": asdict(found.renames),
            "shifts": [asdict(each) for each in found.shifts],
            "types": [asdict(each) for each in found.types],
            "answered": [{"kind": kind, "name": name, "asked": asked} for kind, name, asked in found.answered],
            "unseen": [{"kind": kind, "name": name} for kind, name in found.unseen],
            "seconds": {"read": round(read - started, 3), "judge": round(judged - read, 3)},
        }
    )


def run_schema_induce(corpus: Path, to: Path | None, *, language: str, support: int, as_json: bool) -> None:
    """Propose a first schema from the texts of a corpus; write it to a file, or print it as YAML."""
    from kgworkbench.engines.local.induce import induce
    from kgworkbench.read.chunk import chunks_of
    from kgworkbench.read.files import read_corpus
    from kgworkbench.schema.write import dump_schema

    if language not in ("auto", "en", "zh"):
        raise InputError(f"unknown language {language!r}: choose auto, en or zh")
    _refuse_overwriting(to)
    chunks = [chunk for document in read_corpus(corpus) for chunk in chunks_of(document)]
    schema = induce(chunks, None if language == "auto" else language, name=corpus.stem, support=support)  # type: ignore[arg-type]
    text = dump_schema(schema)
    if to is not None:
        to.write_text(text, encoding="utf-8")
    if as_json:
        print_json({**_counts(schema), "language": schema.language, "to": str(to) if to else None, "schema": text})
    elif to is None:
        print(text, end="")
    else:
        print(f"{to}: {', '.join(f'{count} {name}' for name, count in _counts(schema).items())}")


def run_schema_convert(source: Path, to: Path, *, form: str, names: Literal["code", "label"], as_json: bool) -> None:
    """Write a schema in another format, by the ending of the file or as named, and say what it cannot hold."""
    from kgworkbench.interchange.schemas import FORMATS, format_of, read_schema, write_schema

    if form and form not in FORMATS:
        raise InputError(f"unknown format {form!r}: choose from {', '.join(FORMATS)}")
    if names not in ("code", "label"):
        raise InputError(f"unknown names {names!r}: choose code or label")
    _refuse_overwriting(to)
    schema, unread = read_schema(source, names=names)
    text, unwritten = write_schema(schema, form or format_of(to))  # type: ignore[arg-type]
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


def run_schema_coverage(folder: Path, *, as_json: bool) -> None:
    """Print how often each type is used, which never are, and what was claimed outside the schema."""
    from kgworkbench.schema.coverage import coverage
    from kgworkbench.workbench import Workbench

    existing_graph(folder)
    with Workbench.open(folder, embedder="lexical") as bench:
        found = coverage(bench.store.graph(), bench.schema, bench.store.extractions())
    if as_json:
        print_json(
            {
                "types": [asdict(each) for each in found.types],
                "never_used": [{"kind": kind, "name": name} for kind, name in found.never_used],
                "claims": found.claims,
                "outside_share": round(found.outside_share, 4),
                "outside": [asdict(each) for each in found.outside],
                "forbidden": dict(found.forbidden),
            }
        )
        return
    for use in found.types:
        more = f" ({use.with_subtypes} with subtypes)" if use.with_subtypes != use.instances else ""
        print(
            f"{use.instances:>8}  {use.kind:<9} {use.name}{more}"
            if use.with_subtypes
            else f"   never  {use.kind:<9} {use.name}"
        )
    print(f"{found.outside_share:.1%} of {found.claims} claims name a type the schema lacks")
    for each in found.outside[:20]:
        print(f"{each.claims:>8}  {each.kind:<9} {each.name}  e.g. {' | '.join(each.samples[0][0])}")


def run_schema_proposals(folder: Path, *, top: int, as_json: bool) -> None:
    """Print the types that engines asked for and the schema lacks, with their sentences, most supported first."""
    from kgworkbench.curate.proposals import cluster_proposals
    from kgworkbench.folder import GraphFolder
    from kgworkbench.schema.decisions import Decisions, rejected_by
    from kgworkbench.workbench import Workbench

    existing_graph(folder)
    rejected = rejected_by(Decisions(GraphFolder(folder).schemas).all())
    with Workbench.open(folder, embedder="lexical") as bench:
        found = cluster_proposals(
            bench.store.extractions(), bench.schema, chunks=bench.store.chunks(), rejected=rejected, witnesses=5
        )
    if as_json:
        print_json({"proposals": [asdict(each) for each in found[:top]], "of": len(found)})
        return
    for each in found[:top]:
        near = f", like {', '.join(name for name, _ in each.near)}" if each.near else ""
        ends = f" {', '.join(each.heads)} -> {', '.join(each.tails)}" if each.kind == "relation" else ""
        print(f"{each.kind} type {each.name}{ends}: {each.support} chunks, confidence {each.confidence}{near}")
        for witness in each.witnesses[:2]:
            print(f"    {witness.sentence or witness.text}  ({witness.document})")
    print(f"{min(top, len(found))} of {len(found)} proposals")


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
        for kind in kinds:
            if found[1] in (None, kind):
                pairs.append((kind, found[2].strip(), found[3].strip()))
    return Renames.of(pairs)


def _kept(folder: Path) -> "tuple[Schema, list[Any]]":
    from kgworkbench.workbench import Workbench

    with Workbench.open(folder, embedder="lexical") as bench:
        return bench.schema, list(bench.store.extractions())


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


def _refuse_overwriting(to: Path | None) -> None:
    if to is not None and to.exists():
        raise InputError(f"{str(to)!r} is there already: give another name, or remove it")
    if to is not None and not to.parent.is_dir():
        raise InputError(f"no folder {str(to.parent)!r}: make it, or write elsewhere")
