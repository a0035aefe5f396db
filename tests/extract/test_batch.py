import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from kgworkbench.errors import EngineError
from kgworkbench.extract.batch import extract_chunks
from kgworkbench.model.facts import Candidates, MentionCandidate
from kgworkbench.model.progress import ChunkDone, ChunkFailed
from kgworkbench.model.schema import EntityType, Schema
from kgworkbench.model.tasks import ExtractTask, Reply
from kgworkbench.model.text import Chunk

SCHEMA = Schema("s", (EntityType("Word"),))
CHUNKS = [Chunk(f"c{n}", "d", "", 0, 4, "word") for n in range(50)]


class Flaky:
    name = "flaky"

    def __init__(self) -> None:
        self.most = self.now = 0
        self.lock = threading.Lock()

    def reply(self, task: Any) -> Reply[Any]:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            if task.chunk.id == "c7":
                raise EngineError("no answer")
            if task.chunk.id == "c8":
                raise ZeroDivisionError("a bug")
            return Reply(Candidates((MentionCandidate("word", "Word"),)))
        finally:
            with self.lock:
                self.now -= 1


def test_a_bad_chunk_is_a_failure_and_the_others_go_on_in_order() -> None:
    for executor in (None, ThreadPoolExecutor(4)):
        engine = Flaky()
        outcomes = list(extract_chunks((ExtractTask(chunk, SCHEMA) for chunk in CHUNKS), engine, executor, 4))
        ids = [o.extraction.chunk if isinstance(o, ChunkDone) else o.failure.chunk for o in outcomes]
        assert ids == [chunk.id for chunk in CHUNKS]
        failed = [o.failure.reason for o in outcomes if isinstance(o, ChunkFailed)]
        assert failed == ["EngineError: no answer", "ZeroDivisionError: a bug"]
        assert engine.most <= 4
