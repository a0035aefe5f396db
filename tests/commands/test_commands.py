"""The command line of the contract: JSON keys, exit codes, and bad input told in one line with nothing half-written."""

import json
import re
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.samples import sample

Kgw = Callable[..., Any]

DOCS = {
    "zuse.md": "# Konrad Zuse\n\nKonrad Zuse was born in Berlin in 1910. Konrad Zuse designed the Z3 in 1941.\n",
    "z3.md": "# Z3\n\nThe Z3 was a computer that weighed about one tonne. It was designed by Konrad Zuse in Berlin.\n",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in DOCS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def schema() -> Path:
    return sample("computing_history").schema


def refused(outcome: Any, *words: str) -> None:
    """One line on stderr with these words, exit 2, nothing on stdout, no traceback."""
    assert outcome.code == 2, outcome
    assert outcome.out == ""
    lines = [line for line in outcome.err.splitlines() if line.strip()]
    assert len(lines) == 1, lines
    for word in words:
        assert word in lines[0]


def test_build_is_idempotent_and_its_json_has_the_contract_s_keys(kgw: Kgw, corpus: Path) -> None:
    first = kgw("build", corpus, "--into", "g.kgw", "--schema", schema(), "--json").json
    keys = {
        "documents", "chunks", "chunks_extracted", "entities", "relations", "attributes", "communities", "levels",
        "violations", "failures", "proposals", "tokens", "seconds",
    }  # fmt: skip
    assert keys <= first.keys()
    assert first["chunks_extracted"] == 2
    assert set(first["tokens"]) == {"prompt", "completion"}
    again = kgw("build", corpus, "--into", "g.kgw", "--json").json
    assert again["chunks_extracted"] == 0
    assert again["entities"] == first["entities"] > 0


def test_a_document_that_is_gone_takes_its_own_with_it(kgw: Kgw, corpus: Path) -> None:
    kgw("build", corpus, "--into", "both.kgw", "--schema", schema())
    (corpus / "zuse.md").unlink()
    after = kgw("build", corpus, "--into", "both.kgw", "--json").json
    alone = kgw("build", corpus, "--into", "alone.kgw", "--schema", schema(), "--json").json
    for key in ("documents", "chunks", "entities", "relations", "attributes", "communities"):
        assert after[key] == alone[key]


def test_ask_gives_an_answer_whose_citations_quote(kgw: Kgw, corpus: Path) -> None:
    kgw("build", corpus, "--into", "g.kgw", "--schema", schema())
    outcome = kgw("ask", "g.kgw", "Who designed the Z3?", "--json")
    result = outcome.json
    assert outcome.code == 0
    assert result["found"] is True
    assert "Zuse" in result["answer"]
    assert result["citations"]
    for citation in result["citations"]:
        assert DOCS[citation["document"]][citation["start"] : citation["end"]] == citation["quote"]
    assert result["documents"][0] in DOCS
    assert result["sub_queries"][0]["route"]
    assert result["mode"] == "reject"
    assert result["rounds"] >= 1
    assert (Path("g.kgw") / "traces" / f"{result['trace']}.json").exists()


def test_what_the_documents_do_not_say_is_refused(kgw: Kgw, corpus: Path) -> None:
    kgw("build", corpus, "--into", "g.kgw", "--schema", schema())
    outcome = kgw("ask", "g.kgw", "Who was the wife of Konrad Zuse?", "--json")
    assert outcome.code == 0
    assert outcome.json["found"] is False
    assert outcome.json["citations"] == []


def test_communities_prints_its_figures(kgw: Kgw, corpus: Path) -> None:
    kgw("build", corpus, "--into", "g.kgw", "--schema", schema())
    result = kgw("communities", "g.kgw", "--method", "leiden", "--json").json
    assert {"communities", "levels", "assigned_share", "modularity", "coherence", "connected_share"} <= result.keys()
    assert result["assigned_share"] == 1.0
    assert result["method"] == "leiden"
    assert set(result["seconds"]) == {"embed", "detect"}


def test_a_dry_run_writes_nothing(kgw: Kgw, corpus: Path) -> None:
    result = kgw("build", corpus, "--into", "g.kgw", "--dry-run", "--json").json
    assert result["chunks_to_extract"] == 2
    assert not Path("g.kgw").exists()


def test_a_recorded_build_replays_to_the_same_graph(kgw: Kgw, corpus: Path) -> None:
    first = kgw("build", corpus, "--into", "a.kgw", "--schema", schema(), "--record", "tape.jsonl", "--json").json
    tape = "replay:tape.jsonl"
    second = kgw("build", corpus, "--into", "b.kgw", "--schema", schema(), "--engine", tape, "--json").json
    assert second["failures"] == 0
    for key in ("entities", "relations", "attributes", "communities"):
        assert first[key] == second[key]


def test_triples_are_loaded_with_no_engine(kgw: Kgw, corpus: Path) -> None:
    facts = [
        {"doc": "zuse.md", "entities": ["Konrad Zuse", "Z3"], "triples": [["Konrad Zuse", "designed", "Z3"]]},
        {"doc": "z3.md", "entities": [], "triples": [["Z3", "weighed", "one tonne"]]},
    ]
    Path("t.jsonl").write_text("\n".join(map(json.dumps, facts)))
    result = kgw("build", corpus, "--into", "g.kgw", "--triples", "t.jsonl", "--json").json
    assert (result["chunks_extracted"], result["entities"], result["relations"]) == (0, 3, 2)
    assert kgw("build", corpus, "--into", "g.kgw", "--triples", "t.jsonl", "--json").json["entities"] == 3


def test_an_empty_folder_is_refused(kgw: Kgw, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    refused(kgw("build", "empty", "--into", "g.kgw"), "empty")
    refused(kgw("build", "missing", "--into", "g.kgw"), "missing")
    assert not Path("g.kgw").exists()


def test_a_binary_file_and_broken_utf8_are_refused(kgw: Kgw, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"abc\x00\x01\x02" * 50)
    refused(kgw("build", "b.txt", "--into", "g.kgw"), "b.txt")
    (tmp_path / "u.txt").write_bytes(b"plain text, then \xff\xfe broken")
    refused(kgw("build", "u.txt", "--into", "g.kgw"), "u.txt", "17")
    assert not Path("g.kgw").exists()


def test_a_schema_with_an_unknown_head_is_refused_with_its_line(kgw: Kgw, corpus: Path, tmp_path: Path) -> None:
    text = (
        "name: s\nversion: 1\nentity_types:\n  - name: Person\n"
        "relation_types:\n  - name: knows\n    head: [Persn]\n    tail: [Person]\n"
    )
    (tmp_path / "s.yaml").write_text(text)
    outcome = kgw("build", corpus, "--into", "g.kgw", "--schema", "s.yaml")
    refused(outcome, "s.yaml", "Persn", "Person")
    assert re.search(r"s\.yaml:\d+", outcome.err)
    assert not Path("g.kgw").exists()


def test_a_duplicate_id_is_refused(kgw: Kgw, tmp_path: Path) -> None:
    line = json.dumps({"id": "x1", "title": "T", "text": "Some text."})
    (tmp_path / "c.jsonl").write_text(f"{line}\n{line}\n")
    refused(kgw("build", "c.jsonl", "--into", "g.kgw"), "x1")
    assert not Path("g.kgw").exists()


@pytest.mark.parametrize("question", ["", "   ", "?!"])
def test_a_question_of_nothing_is_refused(kgw: Kgw, corpus: Path, question: str) -> None:
    kgw("build", corpus, "--into", "g.kgw", "--schema", schema())
    refused(kgw("ask", "g.kgw", question), "asks nothing")


def test_wrong_names_are_refused_with_the_right_ones(kgw: Kgw, corpus: Path) -> None:
    kgw("build", corpus, "--into", "g.kgw", "--schema", schema())
    refused(kgw("ask", "g.kgw", "Who?", "--routes", "entity,teleport"), "teleport", "triple")
    refused(kgw("ask", "g.kgw", "Who?", "--mode", "maybe"), "maybe", "reject")
    refused(kgw("ask", "nowhere.kgw", "Who?"), "nowhere.kgw", "kgw build")
    refused(kgw("demo", "--corpus", "atlantis"), "atlantis", "song_science")
    refused(kgw("build", corpus, "--into", "h.kgw", "--engine", "psychic"), "psychic", "local")
    refused(kgw("communities", "g.kgw", "--method", "astrology"), "astrology", "leiden")
    assert not Path("nowhere.kgw").exists()
    assert not Path("h.kgw").exists()


def test_a_folder_that_another_process_holds_is_refused_with_the_holder(kgw: Kgw, corpus: Path) -> None:
    kgw("build", corpus, "--into", "g.kgw", "--schema", schema())
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time\nfrom pathlib import Path\nfrom kgworkbench.stores.kuzu import KuzuStore\n"
            "store = KuzuStore.open(Path('g.kgw'))\nprint('held', flush=True)\ntime.sleep(60)",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "held"
        refused(kgw("ask", "g.kgw", "Who designed the Z3?"), "g.kgw", str(holder.pid))
        refused(kgw("build", corpus, "--into", "g.kgw"), "g.kgw", str(holder.pid))
    finally:
        holder.kill()
        holder.wait()
    assert kgw("ask", "g.kgw", "Who designed the Z3?").code == 0


def test_a_port_in_use_is_refused_before_anything_is_started(kgw: Kgw) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused(kgw("serve", "--port", port), str(port), "--port")
        refused(kgw("demo", "--port", port), str(port))
    assert not list(Path().iterdir())


def test_serving_beyond_loopback_demands_a_password(kgw: Kgw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KGW_PASSWORD", raising=False)
    refused(kgw("serve", "--host", "0.0.0.0"), "0.0.0.0", "KGW_PASSWORD")


def test_help_is_quick_and_names_every_command() -> None:
    command = [sys.executable, "-m", "kgworkbench.cli", "--help"]
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    for name in ("demo", "build", "ask", "serve", "communities", "eval"):
        assert name in shown
    assert min(spent) < 0.5, spent


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, kgworkbench.cli; print(sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("panel", "kuzu", "numpy", "polars", "openai", "plotly", "pydantic", "scipy", "torch"):
        assert f"'{heavy}'" not in loaded


def test_demo_builds_asks_and_shows_its_evidence(kgw: Kgw) -> None:
    outcome = kgw("demo", "--no-serve", "--corpus", "song_science", "--json")
    assert outcome.code == 0, outcome.err
    result = outcome.json
    assert result["build"]["documents"] >= 30
    assert result["build"]["communities"] > 1
    assert result["ask"]["citations"] or not result["ask"]["found"]
    again = kgw("demo", "--no-serve", "--corpus", "song_science", "--json")
    assert again.code == 0
    assert [path.name for path in Path().iterdir()] == ["song_science.kgw"]
    # What somebody worked in is not swept away by the next demo.
    assert kgw("ask", "song_science.kgw", "梦溪笔谈的作者是谁？", "--json").code == 0
    third = kgw("demo", "--no-serve", "--corpus", "song_science", "--json")
    assert "somebody has worked in song_science.kgw/" in third.err
    assert sorted(path.name for path in Path().iterdir()) == ["song_science-2.kgw", "song_science.kgw"]
    assert kgw("traces", "list", "song_science.kgw", "--json").json["of"] == 2
    for folder in Path().iterdir():
        shutil.rmtree(folder)


def test_a_build_in_which_every_chunk_failed_is_a_failure_that_names_the_documents(kgw: Kgw, corpus: Path) -> None:
    tape = sample("computing_history").path / "cassette.jsonl"
    ended = kgw("build", corpus, "--into", "g.kgw", "--schema", schema(), "--engine", f"replay:{tape}", "--json")
    assert ended.code == 1
    assert json.loads(ended.out)["failures"] == len(DOCS)
    told = [line for line in ended.err.splitlines() if line.strip()]
    assert told[-2].endswith("failed in z3.md, zuse.md")
    assert f"none of {len(DOCS)} chunks could be read" in told[-1]
    assert "Traceback" not in ended.err
    assert kgw("build", corpus, "--into", "g.kgw", "--json").json["failures"] == 0


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_built(kgw: Kgw, corpus: Path) -> None:
    (corpus / "scan.pdf").write_bytes(b"%PDF-1.4 and then nothing of the kind")
    (corpus / "latin.txt").write_bytes(b"plain text, then \xff\xfe broken")
    dry = kgw("build", corpus, "--into", "g.kgw", "--dry-run", "--json")
    assert [each["document"] for each in dry.json["unread"]] == ["latin.txt", "scan.pdf"]
    told = kgw("build", corpus, "--into", "g.kgw", "--schema", schema(), "--json")
    assert told.code == 0
    result = told.json
    assert result["documents"] == len(DOCS)
    assert result["failures"] == 0
    assert result["unread"] == dry.json["unread"]
    assert "is not UTF-8 at byte 17" in result["unread"][0]["reason"]
    warned = [line for line in told.err.splitlines() if line.startswith("could not be read: ")]
    assert [line.split(": ")[1] for line in warned] == ["latin.txt", "scan.pdf"]
    shown = kgw("build", corpus, "--into", "g.kgw").out
    assert "2 files could not be read: latin.txt, scan.pdf; mend or remove them, then build again" in shown
    (corpus / "scan.pdf").unlink()
    (corpus / "latin.txt").write_text("Konrad Zuse designed the Z4.", encoding="utf-8")
    mended = kgw("build", corpus, "--into", "g.kgw", "--json").json
    assert (mended["unread"], mended["documents"], mended["chunks_extracted"]) == ([], len(DOCS) + 1, 1)


def test_a_folder_of_nothing_but_broken_files_is_refused_with_their_names(kgw: Kgw, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "scan.pdf").write_bytes(b"%PDF-1.4 and then nothing of the kind")
    (tmp_path / "in" / "latin.txt").write_bytes(b"plain text, then \xff\xfe broken")
    refused(kgw("build", "in", "--into", "g.kgw"), "scan.pdf", "latin.txt", "17")
    assert not Path("g.kgw").exists()


def test_other_commands_read_what_can_be_read_too(kgw: Kgw, corpus: Path) -> None:
    (corpus / "scan.pdf").write_bytes(b"%PDF-1.4 and then nothing of the kind")
    for command in (("schema", "induce", corpus), ("anonymize", corpus, "--to", "masked", "--schema", schema())):
        told = kgw(*command)
        assert told.code == 0, told.err
        assert "could not be read: scan.pdf: cannot be read as PDF" in told.err
