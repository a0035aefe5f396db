"""``kgw schema`` on what a graph folder holds: whatif, coverage, proposals."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from kgworkbench.commands.existing import existing_graph
from kgworkbench.commands.schema import renames_of
from kgworkbench.commands.show import print_json, remark
from kgworkbench.model.facts import TypeKind

__all__ = ["run_schema_answer", "run_schema_coverage", "run_schema_proposals", "run_schema_whatif"]


def run_schema_whatif(folder: Path, schema: Path, *, renames: Sequence[str], samples: int, as_json: bool) -> None:
    """Print what a changed schema would mean for everything already extracted. Nothing is written, no engine asked."""
    from kgworkbench.curate.claims import gather_claims
    from kgworkbench.curate.whatif import whatif
    from kgworkbench.interchange.schemas import read_schema
    from kgworkbench.workbench import Workbench

    existing_graph(folder)
    new, _ = read_schema(schema)
    started = time.perf_counter()
    with Workbench.open(folder, embedder="lexical") as bench:
        old, extractions = bench.schema, list(bench.store.extractions())
        mapped = bench.mapped()
    read = time.perf_counter()
    given = renames_of(renames) if renames else None
    found = whatif(gather_claims(extractions), old, new, given, mapped=mapped, samples=samples)
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
    from kgworkbench.workbench import Workbench

    existing_graph(folder)
    with Workbench.open(folder, embedder="lexical") as bench:
        found = bench.proposals.inbox()
    if as_json:
        print_json({"proposals": [asdict(each) for each in found[:top]], "of": len(found)})
        return
    for each in found[:top]:
        near = f", like {', '.join(name for name, _ in each.near)}" if each.near else ""
        ends = f" {', '.join(each.heads) or '?'} -> {', '.join(each.tails) or '?'}" if each.heads or each.tails else ""
        print(f"{each.kind} type {each.name}{ends}: {each.support} chunks, confidence {each.confidence}{near}")
        for witness in each.witnesses[:2]:
            print(f"    {witness.sentence or witness.text}  ({witness.document})")
    print(f"{min(top, len(found))} of {len(found)} proposals")
    if found:
        remark(f"answer one with kgw schema accept, map or reject {folder} {found[0].kind} '{found[0].name}'")


def run_schema_answer(
    folder: Path,
    answer: Literal["accept", "map", "reject"],
    kind: TypeKind,
    name: str,
    to: str,
    *,
    author: str,
    reason: str,
    as_json: bool,
    head: Sequence[str] | None = None,
    tail: Sequence[str] | None = None,
) -> None:
    """Answer a proposed type, and bring the graph to what the schema then says, with no engine call."""
    from kgworkbench.workbench import Workbench

    existing_graph(folder)
    with Workbench.open(folder) as bench:
        ends = {"head": tuple(head or ()), "tail": tuple(tail or ())}
        operation = bench.proposals.answer(answer, kind, name, to=to, author=author, reason=reason, **ends)
        graph, version = bench.graph(), bench.schema.version
    counts = {"entities": len(graph.entities), "relations": len(graph.relations), "schema_version": version}
    if as_json:
        print_json({"number": operation.number, "says": operation.says, **counts})
        return
    print(f"{operation.number}: {operation.says}")
    print(f"schema version {version}; {counts['entities']} entities, {counts['relations']} relations")
