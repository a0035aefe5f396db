import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.engines.cassette import known_ids, task_id, write_line
from kgworkbench.engines.record import RecordingEngine
from kgworkbench.engines.replay import ReplayEngine
from kgworkbench.errors import EngineError, InputError
from kgworkbench.model.codec import dumps
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.facts import Candidates, MentionCandidate
from kgworkbench.model.ids import content_id
from kgworkbench.model.query import Anchor, Limits, Plan, Question, SubQuery
from kgworkbench.model.schema import EntityType, Schema
from kgworkbench.model.tasks import Cited, ComposeTask, Draft, ExtractTask, PlanTask, ReflectTask, Reply, Task
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


PLACE = Evidence("e1", "chunk", "沈括，钱塘人", 0.1 + 0.2, ("c",))
LINK = Evidence("e2", "triple", "沈括 籍贯 钱塘", 0.7, ("c",))
ASKED = Question("沈括是哪里人？", "zh")
PLAN = Plan(ASKED.text, (SubQuery("q1", ASKED.text),))
ANCHOR = Anchor("a", "沈括", "人物", "沈括", 1 / 3)


def about(score: float, evidence: tuple[Evidence, ...] = (PLACE, LINK)) -> tuple[Task[Any], ...]:
    """The three tasks of a question, every score in them that one."""
    scored = tuple(replace(piece, score=score) for piece in evidence)
    return (
        PlanTask(ASKED, SCHEMA, (replace(ANCHOR, score=score),), Limits()),
        ReflectTask(ASKED, SCHEMA, PLAN, scored, 1, Limits()),
        ComposeTask(ASKED, SCHEMA, PLAN, scored, (CHUNK,)),
    )


def test_a_task_is_known_by_what_is_asked_and_not_by_scores() -> None:
    assert [task_id(task) for task in about(0.3)] == [task_id(task) for task in about(0.1 + 0.2)]
    assert len({task_id(task) for task in about(0.3)}) == 3
    others = about(0.3, (LINK, PLACE)) + about(0.3, (PLACE,)) + about(0.3, (replace(PLACE, text="沈括"), LINK))
    known = {task_id(task) for task in about(0.3)}
    assert all(task_id(task) not in known for task in others if not isinstance(task, PlanTask))
    another = replace(ASKED, text="沈括生于何年？")
    assert task_id(PlanTask(another, SCHEMA, (ANCHOR,), Limits())) not in known
    assert task_id(PlanTask(replace(ASKED, mode="open"), SCHEMA, (ANCHOR,), Limits())) not in known
    assert task_id(ReflectTask(ASKED, SCHEMA, PLAN, (PLACE, LINK), 2, Limits())) not in known


def test_a_cassette_recorded_before_is_still_played(tmp_path: Path) -> None:
    path, drafted = tmp_path / "old.jsonl", Reply(Draft("钱塘", True, ("钱塘",), (Cited("钱塘", 0),)))
    task = about(0.30000000000000004)[2]
    old = json.loads(write_line(task, drafted, "model"))
    old["id"] = content_id("ComposeTask", dumps(task))  # scores were part of it
    assert old["id"] != task_id(task)
    path.write_text(json.dumps(old) + "\n", encoding="utf-8")
    assert ReplayEngine(path).reply(task) == drafted
    path.write_text(write_line(task, drafted, "model"), encoding="utf-8")
    assert ReplayEngine(path).reply(about(0.3)[2]) == drafted


def test_ids_of_extractions_are_what_they_were() -> None:
    task = ExtractTask(CHUNK, SCHEMA)
    assert task_id(task) == content_id("ExtractTask", dumps(task))
    assert known_ids(task) == (task_id(task),)


def test_line_ends_inside_a_text_do_not_end_the_line(tmp_path: Path) -> None:
    path, drafted = tmp_path / "tape.jsonl", Reply(Draft("a\u2028b\x85c\x0bd\u2029", True))

    class Said(Once):
        def reply(self, task: Any) -> Reply[Any]:
            return drafted

    RecordingEngine(Said(), path).reply(about(0.3)[2])
    assert ReplayEngine(path).reply(about(0.3)[2]) == drafted


@pytest.mark.parametrize("cut", [1, 20, 10_000])
def test_a_line_that_was_cut_off_costs_nothing_else(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "tape.jsonl"
    other = replace(CHUNK, id="c2")
    RecordingEngine(Once(), path).reply(ExtractTask(CHUNK, SCHEMA))
    whole = path.read_bytes()
    RecordingEngine(Once(), path).reply(ExtractTask(other, SCHEMA))
    path.write_bytes(path.read_bytes()[: max(len(whole) + 1, path.stat().st_size - cut)])  # the writer was killed
    assert ReplayEngine(path).reply(ExtractTask(CHUNK, SCHEMA))
    if cut > 1:
        with pytest.raises(EngineError):
            ReplayEngine(path).reply(ExtractTask(other, SCHEMA))
    third = replace(CHUNK, id="c3")
    RecordingEngine(Once(), path).reply(ExtractTask(third, SCHEMA))
    assert ReplayEngine(path).reply(ExtractTask(third, SCHEMA))
    assert path.read_bytes().startswith(whole)
