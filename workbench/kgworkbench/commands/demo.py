"""``kgw demo``."""

import json
import shutil
import time
from pathlib import Path

from kgworkbench.commands.ask import answer_json, tell_answer
from kgworkbench.commands.build import tell_report
from kgworkbench.commands.existing import refuse_held
from kgworkbench.commands.show import print_json, remark, report_json, watch_build
from kgworkbench.errors import GraphHeldError, WorkbenchError
from kgworkbench.samples import Sample, sample

__all__ = ["run_demo"]


def run_demo(corpus: str, *, serve: bool, port: int, as_json: bool) -> None:
    """Build a bundled corpus into a fresh folder here, ask its first question, print the evidence, then serve."""
    from kgworkbench.app.port import refuse_taken_port
    from kgworkbench.workbench import Workbench

    started = time.perf_counter()
    chosen = sample(corpus)
    if serve:
        refuse_taken_port("127.0.0.1", port)
    folder = _fresh(Path(f"{corpus}.kgw"), chosen)
    remark(f"building {corpus} into {folder}/ with the local engine: no model, no key")
    with Workbench.open(folder, schema=chosen.schema) as bench:
        bench.note(demo=True)
        report = watch_build(bench.build(chosen.path))
        first = json.loads(chosen.questions.read_text(encoding="utf-8").splitlines()[0])
        answer = bench.ask(first["question"]).result()
        trace = bench.trace(bench.traces()[0])
        seconds = round(time.perf_counter() - started, 2)
        if as_json:
            print_json({"build": report_json(report), "ask": answer_json(answer, trace), "seconds": seconds})
        else:
            tell_report(report, folder)
            print()
            tell_answer(answer, trace)
            remark(f"ready after {seconds:.1f} s")
        if serve:
            from kgworkbench.app.main import serve as serve_dashboard

            serve_dashboard(bench, port=port)


def _fresh(folder: Path, chosen: Sample) -> Path:
    """The folder, emptied if it is an earlier demo that nobody worked in; the next free name if it is anything else."""
    number = 1
    path = folder
    while path.exists():
        notes = path / "workbench.json"
        if notes.is_file() and json.loads(notes.read_text(encoding="utf-8")).get("demo") and not _held(path):
            if not _worked_in(path, chosen):
                shutil.rmtree(path)
                break
            remark(f"somebody has worked in {path}/: it stays as it is, and kgw serve {path} opens it")
        number += 1
        path = folder.with_name(f"{folder.stem}-{number}{folder.suffix}")
    return path


def _worked_in(folder: Path, chosen: Sample) -> bool:
    """Whether the folder holds more than a demo leaves there: acts, schemas, questions or documents of others."""
    from kgworkbench.read.files import read_corpus
    from kgworkbench.workbench import Workbench

    try:
        with Workbench.open(folder, embedder="lexical") as bench:
            own = {each.id for each in bench.store.documents()} - {each.id for each in read_corpus(chosen.path)}
            acts = len(bench.journal.operations()) + len(bench.versions.history()) - 1 + len(bench.traces()) - 1
            return bool(own) or acts > 0
    except WorkbenchError:
        return True


def _held(folder: Path) -> bool:
    """Whether another process works on the folder."""
    try:
        refuse_held(folder)
    except GraphHeldError:
        return True
    return False
