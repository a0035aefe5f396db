"""``kgw schema``: what each command prints."""

import json
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.commands.schema import (
    renames_of,
    run_schema_check,
    run_schema_convert,
    run_schema_diff,
    run_schema_induce,
    run_schema_versions,
    schema_at,
)
from kgworkbench.commands.schema_use import run_schema_coverage, run_schema_proposals, run_schema_whatif
from kgworkbench.errors import EngineError, InputError
from kgworkbench.model.facts import Candidates, MentionCandidate, TripleCandidate, TypeCandidate
from kgworkbench.model.tasks import ExtractTask, Reply
from kgworkbench.model.text import Document
from kgworkbench.schema.load import parse_schema
from kgworkbench.schema.rename import Renames
from kgworkbench.workbench import Workbench

SCHEMA = """\
name: valley
entity_types:
  - {name: Person, description: A human being., cues: {en: [botanist, geologist]}}
  - {name: Place, cues: {en: [town]}}
relation_types:
  - {name: born_in, head: [Person], tail: [Place], cues: {en: ["{head} was born in {tail}"]}}
"""


class ScriptedEngine:
    """Claims the same of every chunk: what its words say, and one type too many."""

    name = "scripted"

    def reply(self, task: Any) -> Any:
        if not isinstance(task, ExtractTask):
            raise EngineError("asked for something else")
        people = [name for name, _ in TEXTS if name in task.chunk.text]
        places = [name for name in ("Hobart", "Lagos") if name in task.chunk.text]
        mentions = (MentionCandidate(people[0], "Person"), MentionCandidate(places[0], "Place"))
        wanted = (TypeCandidate("entity", "Profession", ("botanist",), 0.7),)
        return Reply(Candidates(mentions, (TripleCandidate(0, "born_in", 1),), (), wanted))


TEXTS = [
    ("Mina Aldous", "Mina Aldous, an Australian botanist, was born in Hobart. Hobart is a town."),
    ("Ruth Okafor", "Ruth Okafor is a geologist. Ruth Okafor was born in Lagos."),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("graphs") / "valley.kgw"
    documents = [Document(f"d{at}", title, text) for at, (title, text) in enumerate(TEXTS)]
    with Workbench.open(place, schema=parse_schema(SCHEMA), engine=ScriptedEngine(), embedder="lexical") as bench:
        bench.build(documents).result()
    return place


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_check_counts_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, kag = tmp_path / "good.yaml", tmp_path / "bad.yaml", tmp_path / "k.schema"
    good.write_text(SCHEMA)
    bad.write_text(SCHEMA.replace("tail: [Place]", "tail: [Plaec]"))
    kag.write_text("namespace K\nA(甲): EntityType\n  relations:\n    to(到): B\n", encoding="utf-8")
    assert run_schema_check(good, as_json=True) == 0
    assert printed(capsys)["relation_types"] == 1
    assert run_schema_check(bad, as_json=True) == 1
    found = printed(capsys)
    assert (found["ok"], found["findings"][0]["line"]) == (False, 6)
    assert run_schema_check(bad, as_json=False) == 1
    assert f"{bad}:6: error: relation type 'born_in' has unknown tail type 'Plaec'" in capsys.readouterr().out
    assert run_schema_check(kag, as_json=True) == 1
    assert printed(capsys)["findings"][0]["line"] == 4
    with pytest.raises(InputError, match="no such schema file"):
        run_schema_check(tmp_path / "none.yaml", as_json=True)


def test_diff_of_files_and_versions(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(
        SCHEMA.replace("Place", "Location").replace(
            "  - {name: Location, cues", "  - {name: Location, parent: Person, cues"
        )
    )
    run_schema_diff(f"{folder}@1", str(new), renames=["Place=Location"], as_json=True)
    found = printed(capsys)
    assert [(each["old"], each["new"]) for each in found["renamed"]] == [("Place", "Location")]
    assert found["changed"][0]["fields"] == [{"field": "parent", "before": "", "after": "Person"}]
    run_schema_diff(str(folder), f"{folder}@1", renames=[], as_json=False)
    assert capsys.readouterr().out == "nothing changed\n"
    for place, said in (
        (f"{folder}@9", "no version 9"),
        (str(tmp_path), "no schema versions"),
        ("x@1", "no graph folder 'x'"),
    ):
        with pytest.raises(InputError, match=said):
            schema_at(place)


def test_whatif_over_a_graph_folder(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(SCHEMA.split("relation_types")[0])
    run_schema_whatif(folder, new, renames=[], samples=2, as_json=True)
    found = printed(capsys)
    assert found["chunks"] == 2
    assert (found["claims"], found["valid"], found["invalid"], found["renamed"]) == (6, 0, 2, 0)
    assert [(each["type"], each["after"]) for each in found["shifts"]] == [("born_in", "unknown relation type")]
    assert found["orphaned"]["without_relation"] == 4
    assert "Mina Aldous" in {each["name"] for each in found["orphaned"]["entities"]}
    run_schema_whatif(folder, new, renames=[], samples=2, as_json=False)
    assert "is left with no relation" in capsys.readouterr().out


def test_convert_there_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, kag, youtu = tmp_path / "s.yaml", tmp_path / "s.schema", tmp_path / "s.json"
    source.write_text(SCHEMA)
    run_schema_convert(source, kag, form="", names="code", as_json=True)
    assert any("cues" in line for line in printed(capsys)["not_written"])
    run_schema_convert(kag, youtu, form="youtu", names="code", as_json=False)
    assert json.loads(youtu.read_text()) == {"Nodes": ["Person", "Place"], "Relations": ["bornIn"], "Attributes": []}
    with pytest.raises(InputError, match="is there already"):
        run_schema_convert(source, kag, form="", names="code", as_json=True)
    with pytest.raises(InputError, match="unknown format 'owl'"):
        run_schema_convert(source, tmp_path / "x.owl", form="owl", names="code", as_json=True)


def test_induce_writes_a_schema_that_loads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "corpus.jsonl"
    lines = [{"id": str(at), "title": title, "text": text} for at, (title, text) in enumerate(TEXTS)]
    corpus.write_text("\n".join(map(json.dumps, lines)))
    run_schema_induce(corpus, tmp_path / "first.yaml", language="auto", support=2, engine="local", as_json=True)
    assert printed(capsys)["entity_types"] >= 2
    assert schema_at(str(tmp_path / "first.yaml")).entity_type("Person") is not None
    run_schema_induce(corpus, None, language="en", support=2, engine="local", as_json=False)
    told = capsys.readouterr()
    assert "name: corpus" in told.out
    assert told.err == ""
    lines.append({"id": "zh", "title": "灯塔", "text": "东犬灯塔位于东莒岛，由工程师亨德森设计。"})
    corpus.write_text("\n".join(map(json.dumps, lines)))
    run_schema_induce(corpus, None, language="auto", support=3, engine="local", as_json=False)
    told = capsys.readouterr()
    assert "only what is English was looked at: --language zh drafts from the Chinese texts" in told.err
    assert "--support 2" in told.err
    with pytest.raises(InputError, match="unknown language 'fr'"):
        run_schema_induce(corpus, None, language="fr", support=2, engine="local", as_json=False)


def test_versions_coverage_and_proposals(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_schema_versions(folder, as_json=True)
    assert [each["version"] for each in printed(capsys)["versions"]] == [1]
    run_schema_coverage(folder, as_json=True)
    used = {(each["kind"], each["name"]): each["instances"] for each in printed(capsys)["types"]}
    assert used[("entity", "Person")] == 2
    run_schema_proposals(folder, top=5, as_json=True)
    found = printed(capsys)
    assert [(each["name"], each["support"]) for each in found["proposals"]] == [("Profession", 2)]
    run_schema_proposals(folder, top=5, as_json=False)
    told = capsys.readouterr()
    assert "1 of 1 proposals" in told.out
    assert "accept, map or reject" in told.err
    assert "'Profession'" in told.err
    for run in (run_schema_versions, run_schema_coverage):
        run(folder, as_json=False)  # type: ignore[operator]
    assert "v1 " in capsys.readouterr().out
    with pytest.raises(InputError, match="no graph in"):
        run_schema_versions(folder / "nowhere", as_json=True)


def test_renames_as_they_are_written() -> None:
    assert renames_of(["entity:A=B", "relation: x = y"]) == Renames(entity=(("A", "B"),), relation=(("x", "y"),))
    assert renames_of(["A=B"]) == Renames((("A", "B"),), (("A", "B"),), (("A", "B"),))
    with pytest.raises(InputError, match="rename 'A' cannot be read"):
        renames_of(["A"])
