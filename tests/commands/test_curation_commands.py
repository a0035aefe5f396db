"""``kgw journal``, answers to proposals, and what a build says of budgets, schemas and chunks."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Kgw = Callable[..., Any]

DOCS = {
    "ada.md": "# Ada Lovelace\n\nAda Lovelace was born in London in 1815. Lovelace wrote notes on the machine.\n",
    "babbage.md": "# Charles Babbage\n\nCharles Babbage was born in London in 1791. He designed the machine.\n",
    "zuse.md": "# Konrad Zuse\n\nKonrad Zuse was born in Berlin in 1910. Konrad Zuse designed the Z3 in 1941.\n",
}
SCHEMA = """
name: small
entity_types:
- {name: Person, examples: [Ada Lovelace]}
- {name: Place, examples: [London]}
relation_types:
- {name: born_in, head: [Person], tail: [Place], cues: {en: [was born in]}}
"""


@pytest.fixture
def graph(kgw: Kgw, tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in DOCS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "small.yaml").write_text(SCHEMA, encoding="utf-8")
    assert kgw("build", folder, "--into", tmp_path / "g", "--schema", tmp_path / "small.yaml", "--json").code == 0
    return tmp_path / "g"


def names(kgw: Kgw, graph: Path) -> set[str]:
    from kgworkbench.workbench import Workbench

    with Workbench.open(graph, embedder="lexical") as bench:
        return {entity.name for entity in bench.graph().entities}


def test_a_merge_is_listed_undone_exported_and_applied(kgw: Kgw, graph: Path, tmp_path: Path) -> None:
    before = names(kgw, graph)
    assert {"Ada Lovelace", "Charles Babbage", "London"} <= before
    assert "nothing was done by hand yet" in kgw("journal", "list", graph).out
    merged = kgw(
        "journal",
        "merge",
        graph,
        "Ada Lovelace",
        "Charles Babbage",
        "--name",
        "A & B",
        "--author",
        "me",
        "--reason",
        "x",
    )
    assert merged.out == "1: merge Charles Babbage into Ada Lovelace, called A & B\n"
    assert names(kgw, graph) == before - {"Ada Lovelace", "Charles Babbage"} | {"A & B"}
    (row,) = kgw("journal", "list", graph, "--json").json["operations"]
    assert (row["number"], row["kind"], row["author"], row["reason"], row["state"]) == (1, "Merge", "me", "x", "holds")
    kgw("journal", "export", graph, "--to", tmp_path / "j.json")
    assert kgw("journal", "undo", graph).code == 0
    assert names(kgw, graph) == before
    applied = kgw("journal", "apply", graph, tmp_path / "j.json", "--json").json
    assert [each["says"] for each in applied["done"]] == ["merge Charles Babbage into Ada Lovelace, called A & B"]
    assert kgw("journal", "redo", graph).code == 2
    assert kgw("journal", "undo", graph, 1).code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("merge", "Nobody", "London"), "no entity 'Nobody'"),
        (("undo",), "nothing to undo"),
        (("redo",), "nothing to redo"),
        (("apply", "missing.json"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(kgw: Kgw, graph: Path, arguments: tuple[str, ...], says: str) -> None:
    ended = kgw("journal", arguments[0], graph, *arguments[1:])
    assert ended.code == 2
    assert ended.out == ""
    assert says in ended.err.splitlines()[-1]


def test_duplicates_come_with_their_reasons(kgw: Kgw, graph: Path) -> None:
    found = kgw("journal", "duplicates", graph, "--json").json["duplicates"]
    for each in found:
        assert 0 < each["score"] <= 1
        assert each["reasons"]


def test_a_changed_schema_is_judged_again_and_a_new_type_is_looked_for(kgw: Kgw, graph: Path, tmp_path: Path) -> None:
    (tmp_path / "less.yaml").write_text(SCHEMA.split("relation_types")[0], encoding="utf-8")
    less = kgw("build", tmp_path / "corpus", "--into", graph, "--schema", tmp_path / "less.yaml", "--json").json
    assert (less["chunks_extracted"], less["rejudged"], less["relations"]) == (0, 3, 0)
    assert less["violations"] > 0
    back = kgw("build", tmp_path / "corpus", "--into", graph, "--schema", tmp_path / "small.yaml", "--json").json
    assert back["relations"] > 0
    (tmp_path / "kag.schema").write_text("namespace S\n\nPerson(Person): EntityType\n", encoding="utf-8")
    kag = kgw(
        "build", tmp_path / "corpus", "--into", graph, "--schema", tmp_path / "kag.schema", "--again", "never", "--json"
    )
    assert kag.code == 0, kag.err
    assert kag.json["chunks_extracted"] == 0


def test_chunking_is_kept_until_another_is_asked_for(kgw: Kgw, graph: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    long = " ".join(f"Konrad Zuse was born in Berlin in 19{n}." for n in range(10, 60))
    (corpus / "long.md").write_text(long, encoding="utf-8")
    first = kgw("build", corpus, "--into", graph, "--chunking", "300", "--json").json
    assert first["chunks"] > 6
    again = kgw("build", corpus, "--into", graph, "--json").json
    assert (again["chunks"], again["chunks_extracted"]) == (first["chunks"], 0)
    whole = kgw("build", corpus, "--into", graph, "--chunking", "whole", "--json").json
    assert whole["chunks"] == 4
    assert kgw("build", corpus, "--into", graph, "--chunking", "tiny").code == 2


def test_a_dry_run_counts_calls_and_tokens_and_money(
    kgw: Kgw, graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGW_PRICE_PROMPT", "1")
    monkeypatch.setenv("KGW_PRICE_COMPLETION", "2")
    nothing = kgw("build", tmp_path / "corpus", "--into", graph, "--dry-run", "--json").json
    assert nothing["estimate"]["calls"] == 0
    everything = kgw("build", tmp_path / "corpus", "--into", graph, "--again", "all", "--dry-run", "--json").json
    estimate = everything["estimate"]
    assert estimate["calls"] == everything["chunks_to_extract"] == 3
    assert estimate["prompt_fixed"] > estimate["prompt_variable"] > 0
    spent = estimate["prompt_fixed"] + estimate["prompt_variable"] + 2 * estimate["completion"]
    assert estimate["cost"] == pytest.approx(spent / 1e6)


@pytest.mark.parametrize("option", [("--again", "twice"), ("--accept", "2:1"), ("--chunking", "99")])
def test_options_of_a_build_are_checked(kgw: Kgw, graph: Path, tmp_path: Path, option: tuple[str, str]) -> None:
    ended = kgw("build", tmp_path / "corpus", "--into", graph, *option)
    assert ended.code == 2
    assert option[1] in ended.err


def test_traces_are_listed_replayed_compared_and_exported(kgw: Kgw, graph: Path, tmp_path: Path) -> None:
    kgw("ask", graph, "Where was Ada Lovelace born?", "--json")
    full = kgw("ask", graph, "Where was Konrad Zuse born?", "--json").json
    chunk = full["documents"][0]
    assert full["found"]
    listed = kgw("traces", "list", graph, "--json").json
    assert listed["of"] == 2
    steps = [json.loads(line) for line in kgw("traces", "replay", graph, "last").out.splitlines()]
    assert [step["step"] for step in steps] == list(range(len(steps)))
    assert steps[0]["kind"] == "Asked"
    without = kgw("ask", graph, "Where was Konrad Zuse born?", "--without", "route:chunk", "--json").json
    assert without["trace"] != full["trace"]
    diff = kgw("traces", "diff", graph, full["trace"], without["trace"], "--json").json
    assert any("switched off" in line for line in diff["lines"])
    assert kgw("traces", "resume", graph, full["trace"], "--from", "2", "--json").json["answer"] == full["answer"]
    support = kgw("traces", "support", graph, full["trace"], "--json").json
    assert support["found"]
    assert support["asks"] > 1
    # What rests on what is told with the ids that --without takes.
    told = kgw("traces", "support", graph, full["trace"]).out
    part = told.split("rests on ")[1].split(", ")[1].split()[0]
    assert part == f"chunk:{support['chunks'][0]}"
    assert kgw("ask", graph, "Where was Konrad Zuse born?", "--without", part).code == 0
    for name in ("t.html", "t.json", "t.jsonl"):
        assert kgw("traces", "export", graph, full["trace"], "--to", tmp_path / name).code == 0
        assert (tmp_path / name).stat().st_size > 500
    assert kgw("traces", "export", graph, full["trace"], "--to", tmp_path / "t.pdf").code == 2
    assert kgw("traces", "replay", graph, "ffffff").code == 2
    assert kgw("ask", graph, "Where?", "--without", "nothing").code == 2
    assert chunk == "zuse.md"


def test_an_interrupted_build_says_what_is_kept_and_a_question_is_warned(kgw: Kgw, tmp_path: Path) -> None:
    texts = (f"Konrad Zuse designed the Z{n} in Berlin. " * 30 for n in range(999))
    lines = [json.dumps({"id": f"d{n}", "title": f"D{n}", "text": text}) for n, text in enumerate(texts)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    place = [str(tmp_path / "many.jsonl"), "--into", str(tmp_path / "g")]
    command = [sys.executable, "-m", "kgworkbench.cli", "build", *place]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    assert "to extract" in running.stderr.readline()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)
    assert (running.returncode, out) == (130, "")
    assert err.strip() == "kgw: stopping; what was committed is kept"
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "zuse.md").write_text(DOCS["zuse.md"], encoding="utf-8")
    (tmp_path / "one" / "picture.png").write_bytes(b"\x89PNG")
    built = kgw("build", tmp_path / "one", "--into", tmp_path / "h")
    assert "passed over picture.png" in built.err
    from kgworkbench.workbench import Workbench

    with Workbench.open(tmp_path / "h", embedder="lexical") as bench:
        assert bench.notes()["building"] is False
        bench.note(building=True)
    assert "did not end" in kgw("ask", tmp_path / "h", "Where was Konrad Zuse born?").err


def test_a_trace_that_cannot_be_read_is_told_and_hides_no_other(kgw: Kgw, graph: Path) -> None:
    spoilt = kgw("ask", graph, "Where was Ada Lovelace born?", "--json").json["trace"]
    kgw("ask", graph, "Where was Konrad Zuse born?", "--json")
    (graph / "traces" / f"{spoilt}.json").write_text("{", encoding="utf-8")
    listed = kgw("traces", "list", graph, "--json")
    assert (listed.code, len(listed.json["traces"]), listed.json["of"]) == (0, 1, 2)
    assert f"{spoilt}.json' cannot be read" in listed.err
    ended = kgw("traces", "replay", graph, spoilt)
    assert (ended.code, len(ended.err.strip().splitlines())) == (1, 1)
