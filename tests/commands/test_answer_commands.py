"""``kgw schema proposals | accept | map | reject``, and induce with a recorded engine."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.engines.cassette import write_line
from kgworkbench.model.facts import Candidates, MentionCandidate, TypeCandidate
from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.model.tasks import ExtractTask, InduceTask, Reply
from kgworkbench.model.text import Document, Span
from kgworkbench.read.chunk import chunks_of
from kgworkbench.read.files import read_corpus
from kgworkbench.workbench import Workbench

Kgw = Callable[..., Any]
SCHEMA = Schema("s", (EntityType("Person"),), (RelationType("knows", ("Person",), ("Person",)),))


class Wishes:
    """Claims a Ship in every chunk, which the schema lacks."""

    name = "wishes"

    def reply(self, task: Any) -> Reply[Any]:
        assert isinstance(task, ExtractTask)
        at = task.chunk.start + task.chunk.text.index("Beagle")
        mention = MentionCandidate("Beagle", "Ship", Span(at, at + 6))
        return Reply(Candidates((mention,), (), (), (TypeCandidate("entity", "Ship", ("Beagle",), 0.9),)))


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    with Workbench.open(tmp_path / "g", schema=SCHEMA, engine=Wishes(), embedder="lexical") as bench:
        bench.build([Document(f"d{n}", "D", f"He sailed on the Beagle {n}.") for n in range(3)]).result()
    return tmp_path / "g"


def test_a_proposal_is_accepted_and_taken_back(kgw: Kgw, graph: Path) -> None:
    (asked,) = kgw("schema", "proposals", graph, "--json").json["proposals"]
    assert (asked["name"], asked["support"]) == ("Ship", 3)
    taken = kgw("schema", "accept", graph, "entity", "Ship", "--as", "Vessel", "--author", "me", "--json").json
    assert (taken["entities"], taken["schema_version"]) == (1, 2)
    assert kgw("schema", "proposals", graph, "--json").json["of"] == 0
    undone = kgw("journal", "undo", graph)
    assert undone.out == "2: undo 1: accept the proposed entity type Ship as Vessel\n"
    assert kgw("schema", "proposals", graph, "--json").json["of"] == 1


def test_a_proposal_is_mapped_or_rejected_for_good(kgw: Kgw, graph: Path) -> None:
    assert kgw("schema", "map", graph, "entity", "Ship", "Person", "--json").json["entities"] == 1
    kgw("journal", "undo", graph)
    assert kgw("schema", "reject", graph, "entity", "Ship").code == 0
    assert kgw("schema", "proposals", graph, "--json").json["of"] == 0
    refused = kgw("schema", "accept", graph, "entity", "Ship")
    assert refused.code == 2
    assert "no entity type 'Ship' is asked for" in refused.err
    assert kgw("schema", "map", graph, "entity", "Boat", "Person").code == 2


def test_induce_asks_the_engine_it_is_given(kgw: Kgw, tmp_path: Path) -> None:
    line = {"id": "d", "title": "", "text": "Darwin sailed on the Beagle."}
    (tmp_path / "c.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (document,) = read_corpus(tmp_path / "c.jsonl")
    chunks = chunks_of(document)
    task = InduceTask(chunks, "en", "c")
    (tmp_path / "tape.jsonl").write_text(write_line(task, Reply(SCHEMA), "model"), encoding="utf-8")
    shown = kgw("schema", "induce", tmp_path / "c.jsonl", "--engine", f"replay:{tmp_path / 'tape.jsonl'}", "--json")
    assert shown.code == 0, shown.err
    assert (shown.json["entity_types"], shown.json["relation_types"]) == (1, 1)
