"""What every engine keeps to, whatever answers behind it: a name, whether it is free, replies of the right kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.engines.closing import close_engine
from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.engines.openai.endpoint import Endpoint
from kgworkbench.engines.openai.engine import OpenAIEngine
from kgworkbench.engines.record import RecordingEngine
from kgworkbench.engines.replay import ReplayEngine
from kgworkbench.errors import EngineError
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.facts import Candidates
from kgworkbench.model.query import Limits, Plan, Question, Reflection, SubQuery
from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.model.tasks import (
    ComposeTask,
    DescribeTask,
    Description,
    Draft,
    ExtractTask,
    InduceTask,
    PlanTask,
    ReflectTask,
    Reply,
    Task,
)
from kgworkbench.model.text import Chunk
from kgworkbench.ports import Engine, is_free

TEXT = "Niklaus Wirth designed Pascal in Zurich. Niklaus Wirth was born in Winterthur."
CHUNK = Chunk("c", "d.md", "Wirth", 0, len(TEXT), TEXT)
SCHEMA = Schema(
    "s",
    (EntityType("Person"), EntityType("Work"), EntityType("Place")),
    (RelationType("designed", ("Person",), ("Work",)), RelationType("born_in", ("Person",), ("Place",))),
)
QUESTION = Question("Who designed Pascal?", "en", "reject")
PLAN = Plan("Who designed Pascal?", (SubQuery("q1", "Who designed Pascal?"),))
EVIDENCE = (Evidence("e", "chunk", TEXT, 1.0, ("c",)),)
TASKS: tuple[tuple[Task[Any], type], ...] = (
    (ExtractTask(CHUNK, SCHEMA), Candidates),
    (InduceTask((CHUNK,), "en", "s"), Schema),
    (PlanTask(QUESTION, SCHEMA, (), Limits()), Plan),
    (ReflectTask(QUESTION, SCHEMA, PLAN, EVIDENCE, 1, Limits()), Reflection),
    (ComposeTask(QUESTION, SCHEMA, PLAN, EVIDENCE, (CHUNK,)), Draft),
    (DescribeTask("k", "Niklaus Wirth", ("Niklaus Wirth", "Pascal"), ("pascal",), (), "en"), Description),
)


@dataclass(frozen=True)
class Strange:
    """A task no engine knows."""


class Silent:
    """An engine of somebody's own that says only what it must."""

    name = "own"

    def reply(self, task: Any) -> Reply[Any]:
        return Reply(None)


def taped(tmp_path: Path) -> Path:
    """A cassette with the local engine's replies to all tasks."""
    tape = tmp_path / "tape.jsonl"
    recorder = RecordingEngine(LocalEngine(), tape)
    for task, _ in TASKS:
        recorder.reply(task)
    return tape


def endpoint() -> OpenAIEngine:
    return OpenAIEngine(Endpoint("a-model", "k", "http://127.0.0.1:9/v1", timeout=0.2, deadline=0.5, attempts=1))


MADE: dict[str, Callable[[Path], Engine]] = {
    "local": lambda place: LocalEngine(),
    "endpoint": lambda place: endpoint(),
    "replay": lambda place: ReplayEngine(taped(place)),
    "recorded local": lambda place: RecordingEngine(LocalEngine(), place / "a.jsonl"),
    "recorded endpoint": lambda place: RecordingEngine(endpoint(), place / "b.jsonl"),
    "recorded replay": lambda place: RecordingEngine(ReplayEngine(taped(place)), place / "c.jsonl"),
}
FREE = {"local", "recorded local"}


@pytest.fixture(params=MADE)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Engine]]:
    engine = MADE[request.param](tmp_path)
    yield request.param, engine
    close_engine(engine)


def test_every_engine_has_a_name_and_says_whether_it_is_free(made: tuple[str, Engine]) -> None:
    kind, engine = made
    assert engine.name
    assert isinstance(engine.name, str)
    assert engine.free is is_free(engine) is (kind in FREE)


def test_an_engine_answers_in_the_task_s_own_kind_and_a_free_one_always_alike_at_no_cost(
    made: tuple[str, Engine],
) -> None:
    kind, engine = made
    for task, answer in TASKS:
        if "endpoint" in kind:
            with pytest.raises(EngineError):
                engine.reply(task)
            continue
        reply = engine.reply(task)
        assert isinstance(reply.value, answer), (kind, task)
        assert engine.reply(task) == reply
        assert reply.usage.total == 0


def test_a_task_nobody_knows_is_an_error_in_words(made: tuple[str, Engine]) -> None:
    with pytest.raises(EngineError):
        made[1].reply(Strange())  # type: ignore[arg-type]


def test_an_engine_that_does_not_say_is_not_free_and_has_nothing_to_close() -> None:
    assert not is_free(Silent())  # type: ignore[arg-type]
    close_engine(Silent())  # type: ignore[arg-type]


def test_closing_a_recorder_closes_what_it_records(tmp_path: Path) -> None:
    engine = endpoint()
    close_engine(RecordingEngine(engine, tmp_path / "tape.jsonl"))
    with pytest.raises(EngineError, match="stopped"):
        engine.reply(TASKS[0][0])
