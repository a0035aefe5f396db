"""A golden run of the whole line over a few documents in each language, with the embedded default.

``KGW_WRITE_GOLDEN=1`` writes the files anew; look at the difference before you commit it.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.read.files import read_corpus
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

GOLDEN = Path(__file__).parent / "golden"
RUNS = {
    "computing_history": (
        ("barbara_liskov.md", "john_mccarthy.md", "lisp.md", "charles_babbage.md"),
        "Which programming language was invented by the scientist who supervised Barbara Liskov's doctoral thesis?",
    ),
    "song_science": (("shen_kuo.md", "mengxi_bitan.md", "bi_sheng.md", "su_song.md"), "沈括老家在什么地方？"),
}


def line(name: str) -> dict[str, Any]:
    chosen = sample(name)
    documents, question = RUNS[name]
    corpus = [document for document in read_corpus(chosen.path) if document.id in documents]
    with Workbench.open(schema=chosen.schema) as bench:
        report = bench.build(corpus).result()
        answer = bench.ask(question).result()
        names = {entity.id: entity.name for entity in bench.graph().entities}
        return {
            "documents": report.documents,
            "entities": sorted(f"{e.name} ({e.type})" for e in bench.graph().entities),
            "relations": sorted(f"{names[r.head]} | {r.type} | {names[r.tail]}" for r in bench.graph().relations),
            "levels": report.levels,
            "answer": list(answer.values),
            "citations": [[c.document, c.span.start, c.span.end, c.quote] for c in answer.citations],
        }


@pytest.mark.parametrize("name", sorted(RUNS))
def test_the_line_gives_what_it_gave(name: str) -> None:
    path = GOLDEN / f"{name}.json"
    got = line(name)
    if os.environ.get("KGW_WRITE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert got == json.loads(path.read_text(encoding="utf-8"))


def test_two_runs_are_equal_whatever_the_hash_seed(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "from kgworkbench.workbench import Workbench; from kgworkbench.samples import sample\n"
        "from kgworkbench.model.codec import dumps; import re\n"
        "c = sample('computing_history'); w = Workbench.open(schema=c.schema); w.build(c.path).result()\n"
        "w.ask('Who founded the manufacturer of the PDP-1?').result(); t = w.trace(w.traces()[0])\n"
        'print(re.sub(r\'"ms":[0-9.e-]+\', "", dumps(t)))'
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(said[0]) > 1000
    assert said[0] == said[1]
