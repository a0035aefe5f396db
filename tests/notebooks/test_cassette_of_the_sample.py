"""The cassettes of the notebooks: small, replayable with no key, and what the endpoint says today."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from written_endpoint import ANSWERS, REPLIES, documents, record

from kgworkbench.errors import EngineError
from kgworkbench.model.evidence import Answer
from kgworkbench.model.trace import Composed, Reflected
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

AGAIN = "a cassette is stale: run python tests/notebooks/written_endpoint.py"


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module", params=sorted(REPLIES))
def corpus(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_it_is_small_and_says_who_spoke(corpus: str) -> None:
    said = lines(sample(corpus).cassette)
    assert sample(corpus).cassette.stat().st_size < 60_000
    assert {line["engine"] for line in said} == {"written-by-hand"}
    assert sum(line["task"] == "ExtractTask" for line in said) == len(REPLIES[corpus])
    assert sum(line["task"] == "ComposeTask" for line in said) == len(ANSWERS[corpus])
    assert "written by hand" in (sample(corpus).path / "PROVENANCE.md").read_text(encoding="utf-8").replace("\n", " ")


def test_it_is_what_the_endpoint_says(corpus: str, tmp_path: Path) -> None:
    record(corpus, tmp_path / "again.jsonl")
    again, kept = (
        {(line["task"], line["id"]): line for line in lines(path)}
        for path in (tmp_path / "again.jsonl", sample(corpus).cassette)
    )
    assert again == kept, AGAIN


@pytest.fixture(scope="module")
def replayed(corpus: str) -> Iterator[Workbench]:
    """A workbench that was built from the cassette, with nothing in its environment."""
    tape = f"replay:{sample(corpus).cassette}"
    with Workbench.open(schema=sample(corpus).schema, engine=tape, embedder="lexical", environment={}) as bench:
        report = bench.build(documents(corpus)).result()
        assert not report.failures, AGAIN
        yield bench


def test_it_shows_what_models_do(replayed: Workbench, corpus: str) -> None:
    rules = {violation.rule for violation in replayed.journal.violations()}
    asked_for = {cluster.name for cluster in replayed.proposals.inbox()}
    if corpus == "computing_history":
        assert {"unknown relation type", "head and tail types not allowed", "relation points at no mention"} <= rules
        assert "directed" in asked_for
    else:
        assert {"unknown relation type", "head and tail types not allowed", "unknown entity type"} <= rules
        assert "收藏于" in asked_for


def test_what_is_on_it_is_in_the_texts(replayed: Workbench) -> None:
    texts = {document.id: document.text for document in replayed.store.documents()}
    for extraction in replayed.store.extractions():
        for mention in extraction.candidates.mentions:
            assert mention.text in texts[extraction.document]


def test_questions_are_planned_judged_and_answered_with_no_key(replayed: Workbench, corpus: str) -> None:
    refused_quotes = 0
    for question, written in ANSWERS[corpus].items():
        try:
            answer: Answer = replayed.ask(question).result()
        except EngineError as problem:
            pytest.fail(f"{problem}: {AGAIN}")
        trace = replayed.trace(replayed.traces()[0])
        wanted = written["compose"]
        assert answer.found is wanted["found"]
        assert answer.values == tuple(wanted["values"])
        texts = {document.id: document.text for document in replayed.store.documents()}
        for citation in answer.citations:
            assert texts[citation.document][citation.span.start : citation.span.end] == citation.quote
        composed = next(step for step in trace.steps if isinstance(step, Composed))
        refused_quotes += len(composed.rejected)
        assert len(answer.citations) + len(composed.rejected) >= len(wanted["quotes"])
        verdicts = [step.reflection.enough for step in trace.steps if isinstance(step, Reflected)]
        assert verdicts == ([True] if wanted["found"] else [False] * 3)
        assert composed.usage.total > 0
    # One reply quotes a sentence that stands nowhere: the proof of citations takes it out.
    assert refused_quotes == (corpus == "computing_history")


def test_another_question_is_not_on_it(replayed: Workbench) -> None:
    with pytest.raises(EngineError, match="has no reply to this PlanTask"):
        replayed.ask("Was Konrad Zuse ever in Zurich? 沈括呢？").result()
