from pathlib import Path
from typing import Any

import pytest

from kgworkbench.engines.record import RecordingEngine
from kgworkbench.engines.replay import ReplayEngine
from kgworkbench.errors import EngineError, InputError
from kgworkbench.model.facts import Candidates, MentionCandidate
from kgworkbench.model.schema import EntityType, Schema
from kgworkbench.model.tasks import ExtractTask, Reply
from kgworkbench.model.text import Chunk, Span
from kgworkbench.model.usage import Usage

SCHEMA = Schema("s", (EntityType("人物"),))
CHUNK = Chunk("c", "d", "", 0, 2, "沈括")


class Once:
    name = "once"
    calls = 0

    def reply(self, task: Any) -> Reply[Any]:
        self.calls += 1
        return Reply(Candidates((MentionCandidate("沈括", "人物", Span(0, 2)),)), Usage(3, 4))


def test_what_was_recorded_is_replayed_with_no_engine(tmp_path: Path) -> None:
    engine = Once()
    recording = RecordingEngine(engine, tmp_path / "deep" / "tape.jsonl")
    said = recording.reply(ExtractTask(CHUNK, SCHEMA))
    replayed = ReplayEngine(tmp_path / "deep" / "tape.jsonl").reply(ExtractTask(CHUNK, SCHEMA))
    assert replayed == said
    assert engine.calls == 1


def test_a_task_that_was_not_recorded_says_so(tmp_path: Path) -> None:
    path = tmp_path / "tape.jsonl"
    RecordingEngine(Once(), path).reply(ExtractTask(CHUNK, SCHEMA))
    with pytest.raises(EngineError, match="record it again"):
        ReplayEngine(path).reply(ExtractTask(CHUNK, Schema("other")))


def test_a_file_that_is_no_cassette_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "tape.jsonl"
    path.write_text('{"task":"ExtractTask"}\n')
    with pytest.raises(InputError, match=r"tape\.jsonl:1"):
        ReplayEngine(path)
    with pytest.raises(InputError, match="cannot be read"):
        ReplayEngine(tmp_path / "missing.jsonl")
