"""The cassette of the notebooks: small, replayable with no key, and what the endpoint says today."""

import json
from pathlib import Path
from typing import Any

import pytest
from written_endpoint import CASSETTE, REPLIES, documents, record

from kgworkbench.workbench import Workbench

AGAIN = "the cassette is stale: run python tests/notebooks/written_endpoint.py"


def tasks(path: Path) -> dict[str, Any]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {line["id"]: line for line in lines if line["task"] == "ExtractTask"}


def test_it_is_small_and_says_who_spoke() -> None:
    assert CASSETTE.stat().st_size < 60_000
    assert {line["engine"] for line in tasks(CASSETTE).values()} == {"written-by-hand"}
    assert len(tasks(CASSETTE)) == len(REPLIES)


def test_it_is_what_the_endpoint_says(tmp_path: Path) -> None:
    record(tmp_path / "again.jsonl")
    assert tasks(tmp_path / "again.jsonl") == tasks(CASSETTE), AGAIN


@pytest.fixture(scope="module")
def replayed() -> Workbench:
    from kgworkbench.samples import sample

    bench = Workbench.open(
        schema=sample("computing_history").schema, engine=f"replay:{CASSETTE}", embedder="lexical", environment={}
    )
    report = bench.build(documents()).result()
    assert not report.failures, AGAIN
    return bench


def test_it_shows_what_models_do(replayed: Workbench) -> None:
    rules = {violation.rule for violation in replayed.journal.violations()}
    assert {"unknown relation type", "head and tail types not allowed", "relation points at no mention"} <= rules
    assert "directed" in {cluster.name for cluster in replayed.proposals.inbox()}


def test_what_is_on_it_is_in_the_texts(replayed: Workbench) -> None:
    texts = {document.id: document.text for document in replayed.store.documents()}
    for extraction in replayed.store.extractions():
        for mention in extraction.candidates.mentions:
            assert mention.text in texts[extraction.document]
