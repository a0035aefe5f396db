"""Chunks that are asked for are read again, and no others."""

import pytest

from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.model.tasks import ExtractTask, Reply, Task, Value
from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.settings import BuildSettings
from kgworkbench.workbench import Workbench

DOCUMENTS = (
    Document("ada", "Ada Lovelace", "Ada Lovelace was born in London. She worked with Charles Babbage."),
    Document("wirth", "Niklaus Wirth", "Niklaus Wirth designed Pascal at ETH Zurich."),
    Document("knuth", "Donald Knuth", "Donald Knuth worked at Stanford University."),
)


class Listening(LocalEngine):
    """The local engine, which remembers what it was given to read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def reply(self, task: Task[Value]) -> Reply[Value]:
        if isinstance(task, ExtractTask):
            self.read.append(task.chunk.id)
        return super().reply(task)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_only_what_is_asked_for_is_read_again_and_the_graph_is_the_same(count: int) -> None:
    engine = Listening()
    bench = Workbench.open(schema=sample("computing_history").schema, engine=engine, embedder="lexical")
    bench.build(DOCUMENTS).result()
    before, asked = bench.graph(), tuple(chunk.id for chunk in bench.store.chunks())[:count]
    engine.read.clear()
    report = bench.build(DOCUMENTS, settings=BuildSettings(again=asked)).result()
    assert sorted(engine.read) == sorted(asked)
    assert report.chunks_extracted == count
    assert bench.graph() == before
    engine.read.clear()
    bench.build(DOCUMENTS).result()
    assert engine.read == []
