"""``kgw anonymize``: a corpus, and questions to it, that no model knows from elsewhere."""

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgworkbench.commands.show import print_json, remark_on_scan, unread_json, watch_build
from kgworkbench.errors import InputError, QuestionError

if TYPE_CHECKING:
    from kgworkbench.evaluate.anonymize import Anonymised
    from kgworkbench.evaluate.datasets import AskedQuestion
    from kgworkbench.model.schema import Schema

__all__ = ["run_anonymize"]


def run_anonymize(
    corpus: Path,
    to: Path,
    *,
    schema: Path | None,
    engine: str,
    types: Sequence[str],
    questions: Path | None,
    seed: int,
    jobs: int,
    record: Path | None,
    as_json: bool,
) -> None:
    """Extract the corpus in memory, and write it with numbers for names, with questions and what puts names back."""
    from kgworkbench.evaluate.anonymize import anonymised, left_over, masked_schema
    from kgworkbench.evaluate.datasets import load_questions
    from kgworkbench.evaluate.reversion import choices, question_rows, reversions
    from kgworkbench.interchange.anonymised import write_anonymised
    from kgworkbench.interchange.schemas import read_schema
    from kgworkbench.read.files import scan_corpus
    from kgworkbench.settings import BuildSettings
    from kgworkbench.workbench import Workbench

    started = time.perf_counter()
    _refuse(corpus, to)
    scanned = scan_corpus(corpus)
    documents = scanned.documents
    remark_on_scan(scanned)
    beside = corpus / "schema.yaml"
    if schema is None and corpus.is_dir() and beside.is_file():
        schema = beside
    given = load_questions(questions) if questions is not None else ()
    with Workbench.open(
        schema=read_schema(schema)[0] if schema is not None else None, engine=engine, embedder="lexical", record=record
    ) as bench:
        _known_types(types, bench.schema)
        report = watch_build(bench.build(documents, settings=BuildSettings(jobs=jobs)))
        found = anonymised(documents, bench.graph(), types)
        read_with = bench.schema
    if not found.pseudonyms:
        raise InputError(f"nothing was found to replace in {str(corpus)!r}: try another --schema or --engine")
    asked = reversions(found)
    rows = [*_given(given, found), *question_rows([*asked, *choices(found, asked, seed)])]
    write_anonymised(to, found, masked_schema(read_with, found.pseudonyms), rows)
    result: dict[str, Any] = {
        "folder": str(to),
        "documents": len(found.documents),
        "entities": len(found.pseudonyms),
        "mentions": sum(len(each.mentions) for each in found.pseudonyms),
        "types": dict(sorted(Counter(each.type for each in found.pseudonyms).items())),
        "questions": dict(sorted(Counter(row["kind"] for row in rows).items())),
        "names_left": left_over(found),
        "failures": report.failures,
        "unread": unread_json(scanned.unread),
        "tokens": {"prompt": report.usage.prompt, "completion": report.usage.completion},
        "seconds": round(time.perf_counter() - started, 3),
    }
    if as_json:
        print_json(result)
        return
    kinds = ", ".join(f"{count} {kind}" for kind, count in result["questions"].items())
    print(
        f"{to}: {result['documents']} documents, {result['entities']} entities at {result['mentions']} places, "
        f"questions: {kinds or 'none'}"
    )
    if report.failures:
        print(f"{report.failures} chunks could not be read: names in them may stand as they were")
    print(f"build it with kgw build {to} --into NEW_FOLDER; mapping.jsonl puts the names back")


def _refuse(corpus: Path, to: Path) -> None:
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise InputError(f"{str(to)!r} is there already: give a new or empty folder")
    if corpus.is_dir() and to.resolve().is_relative_to(corpus.resolve()):
        raise InputError(f"{str(to)!r} lies in the corpus {str(corpus)!r}: name a folder outside it")


def _known_types(types: Sequence[str], schema: "Schema") -> None:
    for name in types:
        if schema.entity_type(name) is None:
            known = ", ".join(kind.name for kind in schema.entity_types)
            raise InputError(f"no entity type {name!r} in the schema: choose from {known}")


def _given(questions: "Sequence[AskedQuestion]", found: "Anonymised") -> list[dict[str, Any]]:
    """The caller's own questions with every name replaced, to the documents under their new ids."""
    from kgworkbench.evaluate.anonymize import masked

    renamed = {original: own for own, original in found.ids}
    said = iter(masked((text for each in questions for text in (each.text, *each.answers)), found.pseudonyms))
    rows = []
    for each in questions:
        for document in each.supporting:
            if document not in renamed:
                raise QuestionError(f"question {each.id!r}: no document {document!r} in the corpus; correct its id")
        row: dict[str, Any] = {"id": each.id, "question": next(said)}
        row["answers"] = list(dict.fromkeys([next(said) for _ in each.answers]))
        row["supporting"] = [renamed[document] for document in each.supporting]
        rows.append({**row, "kind": each.kind or "given"})
    return rows
