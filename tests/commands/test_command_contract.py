"""What the command line promises others: each command with its options, the keys of its JSON, and one line for bad use.

The lists are the contract: a name taken out of them breaks somebody's script.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from kgworkbench.cli import app
from kgworkbench.samples import sample

Kgw = Callable[..., Any]

OPTIONS = {
    "demo": "--corpus --no-serve",
    "build": "--into --schema --engine --embedder --chunking --jobs --budget --dry-run --record --triples",
    "ask": "--mode --rounds --depth --routes --top --engine --record",
    "serve": "--host --port",
    "schema check": "",
    "schema diff": "",
    "schema whatif": "",
    "schema induce": "",
    "schema convert": "--to --format",
    "communities": "--method --weight --threshold",
    "journal list": "",
    "journal undo": "",
    "journal redo": "",
    "journal export": "--to",
    "journal apply": "",
    "export": "--format --to",
    "import": "--into",
    "eval retrieval": "--corpus --questions --triples --schema --engine --embedder --k",
    "eval extraction": "--gold --schema --engine",
    "eval answers": "--questions --mode",
    "anonymize": "--to",
    "bench communities": "--triples --entities --embedder",
    "bench store": "",
    "bench retrieval": "",
    "bench start": "",
    "bench live": "",
}
DEFAULTS = {
    ("serve", "--host"): "127.0.0.1",
    ("serve", "--port"): 5006,
    ("ask", "--rounds"): 3,
    ("ask", "--depth"): 5,
    ("ask", "--top"): 20,
    ("ask", "--routes"): "entity,triple,community,path,chunk",
    ("communities", "--method"): "dual",
    ("communities", "--weight"): 0.5,
    ("communities", "--threshold"): 0.7,
    ("eval retrieval", "--k"): "2,5,10",
}


def found(path: str) -> Any:
    command: Any = typer.main.get_command(app)
    for word in path.split():
        command = command.commands[word]
    return command


def options(path: str) -> dict[str, Any]:
    return {name: each for each in found(path).params for name in (*each.opts, *each.secondary_opts)}


@pytest.mark.parametrize("path", OPTIONS)
def test_the_command_has_its_options_and_json(path: str) -> None:
    there = options(path)
    assert set(OPTIONS[path].split()) <= there.keys()
    assert "--json" in there


@pytest.mark.parametrize(("path", "option"), DEFAULTS, ids=lambda part: part)
def test_defaults_stay(path: str, option: str) -> None:
    assert options(path)[option].default == DEFAULTS[path, option]


DOCS = {
    "zuse.md": "# Konrad Zuse\n\nKonrad Zuse was born in Berlin in 1910. Konrad Zuse designed the Z3 in 1941.\n",
    "z3.md": "# Z3\n\nThe Z3 was a computer that weighed about one tonne. It was designed by Konrad Zuse in Berlin.\n",
}
QUESTION = {"id": "q", "question": "Who designed the Z3?", "answers": ["Konrad Zuse"], "supporting": ["z3.md"]}
GOLD = {
    "id": "g",
    "text": "Konrad Zuse designed the Z3.",
    "entities": [{"start": 0, "end": 11, "type": "Person"}, {"start": 25, "end": 27, "type": "Machine"}],
    "relations": [{"head": 0, "tail": 1, "type": "designed"}],
}
FACTS = [
    {"doc": name, "entities": [], "triples": [["Zuse", "made", "Z3"], ["Zuse", "lived in", name]]} for name in DOCS
]


@pytest.fixture
def place(kgw: Kgw, tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    for name, text in DOCS.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    (tmp_path / "q.jsonl").write_text(json.dumps(QUESTION), encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "facts.jsonl").write_text("\n".join(map(json.dumps, FACTS)), encoding="utf-8")
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "binary.jsonl").write_bytes(b'{"a\xff')
    (tmp_path / "s.yaml").write_text(sample("computing_history").schema.read_text("utf-8"), encoding="utf-8")
    assert kgw("build", "docs", "--into", "g.kgw", "--schema", "s.yaml").code == 0
    assert kgw("ask", "g.kgw", "Who designed the Z3?").code == 0
    return tmp_path


KEYS = {
    ("build", "docs", "--into", "g.kgw"): "documents chunks chunks_extracted entities relations attributes communities "
    "levels violations failures proposals tokens.prompt tokens.completion seconds",
    ("ask", "g.kgw", "Who designed the Z3?"): "answer found mode citations documents sub_queries paths rounds trace "
    "seconds",
    ("eval", "retrieval", "--corpus", "docs", "--questions", "q.jsonl"): "questions recall@2 recall@5 recall@10 mrr "
    "ndcg@10 latency_ms.p50 latency_ms.p95 index_seconds routes.entity.recall@5 routes.chunk.recall@5",
    ("eval", "retrieval", "--corpus", "docs", "--questions", "q.jsonl", "--triples", "facts.jsonl", "--k", "1,3"): ""
    "questions recall@1 recall@3 mrr ndcg@10 routes.path.recall@5",
    ("eval", "extraction", "--gold", "gold.jsonl", "--schema", "s.yaml"): "texts entity.precision entity.recall "
    "entity.f1 relation.precision relation.recall relation.f1 seconds by_type",
    ("eval", "answers", "--questions", "q.jsonl", "g.kgw"): "questions exact_match f1 answered correct_when_answered "
    "recall@5 by_kind",
    ("communities", "g.kgw"): "communities levels assigned_share modularity coherence connected_share seconds.embed "
    "seconds.detect method",
    ("bench", "communities", "--triples", "facts.jsonl"): "entities relations embed_seconds rows",
    ("bench", "store", "--relations", "40"): "entities relations rows",
    ("bench", "retrieval", "--corpus", "docs", "--questions", "q.jsonl"): "questions rows",
    ("bench", "live", "--relations", "40"): "documents rows",
    ("schema", "check", "s.yaml"): "ok errors findings",
    ("schema", "diff", "s.yaml", "g.kgw@1"): "added removed renamed changed",
    ("schema", "whatif", "g.kgw", "s.yaml"): "chunks claims shifts",
    ("schema", "induce", "docs"): "schema",
    ("schema", "convert", "s.yaml", "--to", "s.json"): "to not_written",
    ("schema", "versions", "g.kgw"): "versions",
    ("schema", "coverage", "g.kgw"): "types never_used",
    ("schema", "proposals", "g.kgw"): "proposals of",
    ("journal", "g.kgw", "list"): "operations standing",
    ("journal", "g.kgw", "export"): "format operations",
    ("journal", "g.kgw", "export", "--to", "j.json"): "operations to",
    ("journal", "g.kgw", "duplicates"): "duplicates",
    ("traces", "list", "g.kgw"): "traces of",
    ("traces", "replay", "g.kgw", "last"): "trace steps",
    ("traces", "export", "g.kgw", "last", "--to", "t.html"): "written format trace",
    ("traces", "support", "g.kgw", "last"): "answer chunks needed survives",
    ("export", "g.kgw", "--to", "g.graphml"): "written format bytes",
    ("anonymize", "docs", "--to", "a", "--schema", "s.yaml"): "folder documents entities mentions questions",
}


def test_every_json_result_is_one_document_with_its_keys(kgw: Kgw, place: Path) -> None:
    for command, keys in KEYS.items():
        told = kgw(*command, "--json")
        assert told.code == 0, (command, told.err)
        result = json.loads(told.out)
        for key in keys.split():
            value: Any = result
            for part in key.split("."):
                assert part in value, f"kgw {' '.join(command)}: no {key!r} in {sorted(value)}"
                value = value[part]


def test_an_answer_s_parts_are_as_promised(kgw: Kgw, place: Path) -> None:
    told = kgw("ask", "g.kgw", "Who designed the Z3?", "--json").json
    assert all({"document", "start", "end", "quote"} <= each.keys() for each in told["citations"])
    assert all({"text", "route"} <= each.keys() for each in told["sub_queries"])
    assert all({"entity", "relation"} & each.keys() for path in told["paths"] for each in path)
    rows = kgw("bench", "communities", "--triples", "facts.jsonl", "--json").json["rows"]
    assert {"dual", "leiden", "louvain"} <= {row["method"] for row in rows}
    for row in rows:
        assert {
            "method", "seconds", "communities", "assigned_share", "modularity", "cosine", "connected_share", "largest",
        } <= row.keys()  # fmt: skip


def test_the_journal_is_called_either_way(kgw: Kgw, place: Path) -> None:
    assert kgw("journal", "g.kgw", "list", "--json").json == kgw("journal", "list", "g.kgw", "--json").json
    told = kgw("journal", "g.kgw", "merge", "Konrad Zuse", "Berlin", "--json")
    assert told.code == 0, told.err
    assert kgw("journal", "g.kgw", "undo", "1").code == 0
    assert kgw("journal", "g.kgw", "redo", "1").code == 0
    assert kgw("journal", "g.kgw", "export", "--to", "j.json").code == 0
    assert kgw("journal", "g.kgw", "apply", "j.json").code == 0


WRONG = [
    ((), "kgw", "no command is named", "build"),
    (("biuld",), "kgw", "biuld", "build"),
    (("eval",), "kgw eval", "retrieval", "extraction"),
    (("build",), "kgw build", "CORPUS", "--help"),
    (("build", "docs"), "kgw build", "--into", "--help"),
    (("build", "docs", "--into"), "kgw", "--into", "--help"),
    (("build", "docs", "--into", "x.kgw", "--jobs", "0"), "kgw build", "--jobs", "'0'"),
    (("build", "docs", "--into", "x.kgw", "--jobs=many"), "kgw build", "--jobs", "'many'"),
    (("build", "docs", "more", "--into", "x.kgw"), "kgw build", "more", "--help"),
    (("build", "docs", "--into", "x.kgw", "--fast"), "kgw build", "--fast", "--help"),
    (("build", "", "--into", "x.kgw"), "kgw build", "CORPUS", "''"),
    (("build", "docs", "--into", ""), "kgw build", "--into", "''"),
    (("ask", "", "Who?"), "kgw ask", "DIR", "''"),
    (("ask", "g.kgw", "Who?", "--depth", "99"), "kgw ask", "--depth", "'99'"),
    (("communities", "g.kgw", "--weight", "2"), "kgw communities", "--weight", "'2'"),
    (("schema", "accept", "g.kgw", "thing", "X"), "kgw schema accept", "thing", "entity"),
    (("journal", "g.kgw", "undo", "first"), "kgw journal undo", "first", "--help"),
    (("journal", "g.kgw"), "kgw journal", "g.kgw", "list"),
    (("journal", "g.kgw", "export", "--to", "nowhere/j.json"), "kgw", "nowhere", "make it"),
    (("traces", "export", "g.kgw", "last", "--to", "nowhere/t.html"), "kgw", "nowhere", "make it"),
    (("traces", "export", "g.kgw", "last", "--to", "t"), "kgw", "'t'", "--format"),
    (("export", "g.kgw", "--to", "g"), "kgw", "'g'", "--format"),
    (("build", "docs", "--into", "x.kgw", "--embedder", "no-such-model"), "kgw", "no-such-model", "lexical"),
    (("serve", "g.kgw", "--engine", "psychic", "--port", "0"), "kgw", "psychic", "local"),
    (("eval", "retrieval", "--corpus", "docs", "--questions", "q.jsonl", "--k", "0"), "kgw", "'0'", "2,5,10"),
    (("bench", "start", "--runs", "0"), "kgw bench start", "--runs", "'0'"),
    (("bench", "live", "--triples", "none.jsonl"), "kgw", "none.jsonl", ".jsonl"),
    (("bench", "store", "--triples", "q.jsonl"), "kgw", "q.jsonl:1", "triples"),
    (("bench", "store", "--triples", "empty.jsonl"), "kgw", "empty.jsonl", "made up"),
    (("bench", "live", "--triples", "empty.jsonl"), "kgw", "empty.jsonl", "made up"),
    (("eval", "extraction", "--gold", "empty.jsonl", "--schema", "s.yaml"), "kgw", "empty.jsonl", "one object a line"),
    (("eval", "extraction", "--gold", "none.jsonl", "--schema", "s.yaml"), "kgw", "none.jsonl", "existing"),
    (("eval", "extraction", "--gold", "binary.jsonl", "--schema", "s.yaml"), "kgw", "binary.jsonl", "byte 3"),
    (("bench", "communities", "--triples", "binary.jsonl"), "kgw", "binary.jsonl", "byte 3"),
    (("bench", "retrieval", "--corpus", "none", "--questions", "q.jsonl"), "kgw", "none", "correct"),
    (("anonymize", "docs"), "kgw anonymize", "--to", "--help"),
    (("anonymize", "none", "--to", "a"), "kgw", "none", "correct"),
    (("anonymize", "docs", "--to", "g.kgw"), "kgw", "g.kgw", "new or empty"),
    (("anonymize", "docs", "--to", "docs/a"), "kgw", "docs/a", "outside"),
    (("anonymize", "docs", "--to", "a", "--type", "Wizard"), "kgw", "Wizard", "Person"),
    (("anonymize", "docs", "--to", "a", "--schema", "none.yaml"), "kgw", "none.yaml", "correct"),
]


def test_bad_use_is_one_line_with_value_place_and_way_out(kgw: Kgw, place: Path) -> None:
    before = sorted(each.name for each in place.iterdir())
    for command, start, *words in WRONG:
        told = kgw(*command)
        assert told.code == 2, (command, told)
        lines = [line for line in told.err.splitlines() if line.strip()]
        assert len(lines) == 1, (command, lines)
        assert lines[0].startswith(f"{start}: "), (command, lines)
        assert all(word in lines[0] for word in words), (command, lines)
        assert "Traceback" not in lines[0]
        assert not told.out or command == ()
    assert sorted(each.name for each in place.iterdir()) == before


def test_a_place_that_cannot_be_written_is_one_line_and_a_failure(
    kgw: Kgw, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def full(path: Path, text: str, **how: Any) -> int:
        if path.name == "j.json":
            raise OSError(28, "No space left on device", "j.json")
        return write(path, text, **how)

    monkeypatch.setattr(Path, "write_text", full)
    told = kgw("journal", "g.kgw", "export", "--to", "j.json")
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert "'j.json': No space left on device" in told.err


def test_output_nobody_reads_on_is_no_failure_to_tell_of(place: Path) -> None:
    code = f"{sys.executable} -m kgworkbench.cli traces replay g.kgw last | head -c 20"
    done = subprocess.run(["bash", "-c", code], cwd=place, capture_output=True, text=True, check=False)
    assert (len(done.stdout), done.stderr) == (20, "")


def test_a_terminal_without_the_letters_gets_json_all_the_same(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", "kgworkbench.cli", "ask", "g.kgw", "谁设计了 Z3 é 😀？", "--json"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.decode("ascii"))
    assert told["sub_queries"][0]["text"] == "谁设计了 Z3 é 😀？"


@pytest.mark.parametrize("path", ["", "bench", "eval", "journal", "schema", "traces"])
def test_the_list_of_commands_tells_whole_sentences(kgw: Kgw, path: str) -> None:
    told = kgw(*path.split(), "--help")
    assert told.code == 0
    assert "..." not in told.out.partition("Commands:")[2]
