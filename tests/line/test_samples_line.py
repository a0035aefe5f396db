"""Both samples through the whole line: what is said to be quoted is quoted, and a cassette gives the same bytes."""

import json
from pathlib import Path

import pytest

from kgworkbench.model.codec import dumps
from kgworkbench.model.progress import ChunkDone
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

SAMPLES = ("computing_history", "song_science")


@pytest.fixture(scope="module", params=SAMPLES)
def built(request: pytest.FixtureRequest) -> Workbench:
    chosen = sample(request.param)
    bench = Workbench.open(None, schema=chosen.schema, embedder="lexical")
    bench.build(chosen.path).result()
    return bench


def test_every_mention_of_the_samples_quotes_its_text(built: Workbench) -> None:
    texts = {document.id: document.text for document in built.store.documents()}
    mentions = literals = 0
    for extraction in built.store.extractions():
        text = texts[extraction.document]
        for mention in extraction.mentions:
            assert mention.span is not None
            assert text[mention.span.start : mention.span.end] == mention.text
            mentions += 1
        for fact in extraction.attributes:
            if fact.span is not None:
                quote = text[fact.span.start : fact.span.end]
                kind = built.schema.attribute_type(fact.type)
                assert kind is not None
                # Numbers and dates are kept in one form ("1927-09-04"); the span holds the words they were read from.
                assert quote == fact.value if kind.value in ("text", "enum") else quote.strip() == quote != ""
                literals += 1
    assert mentions > 500
    assert literals > 40


def test_every_place_of_the_graph_stands_in_its_document(built: Workbench) -> None:
    texts = {document.id: document.text for document in built.store.documents()}
    graph = built.graph()
    for entity in graph.entities:
        assert entity.provenance
        names = {entity.name, *entity.aliases}
        for place in entity.provenance:
            assert place.span is not None
            assert texts[place.document][place.span.start : place.span.end] in names
    for relation in graph.relations:
        assert relation.provenance
        assert all(place.document in texts for place in relation.provenance)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_build_from_a_cassette_is_byte_equal_to_the_recorded_one(name: str, tmp_path: Path) -> None:
    chosen, tape = sample(name), tmp_path / "tape.jsonl"
    question = json.loads(chosen.questions.read_text(encoding="utf-8").splitlines()[0])["question"]
    states = []
    for engine, record in (("local", tape), (f"replay:{tape}", None)):
        with Workbench.open(None, schema=chosen.schema, engine=engine, embedder="lexical", record=record) as bench:
            events = list(bench.build(chosen.path))
            assert sum(isinstance(event, ChunkDone) for event in events) > 40
            answer = bench.ask(question).result()
            store = bench.store
            states.append(dumps((store.graph(), store.tree(), tuple(store.extractions()), answer)))
    assert states[0] == states[1]
