"""A workbench closes the engine it made itself, with its connections and its thread, and no other."""

import threading
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.engines.openai.engine import OpenAIEngine
from kgworkbench.errors import EngineError
from kgworkbench.model.tasks import DescribeTask
from kgworkbench.workbench import Workbench

TASK = DescribeTask("k", "Ada", ("Ada", "Babbage"), ("engine",), ())


@pytest.fixture
def environment(server: Any, say: Any) -> dict[str, str]:
    """The environment of an endpoint that answers everything."""
    server.answer = lambda body, n: (200, {}, say('{"name": "Engines", "summary": "Of engines."}'))
    return {"OPENAI_BASE_URL": server.url, "OPENAI_MODEL": "m"}


def listening() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "kgw-endpoint"}


@pytest.mark.parametrize("folder", [False, True], ids=["in memory", "in a folder"])
@pytest.mark.parametrize("recorded", [False, True], ids=["plain", "recorded"])
def test_an_engine_opened_by_name_is_closed(
    environment: dict[str, str], tmp_path: Path, folder: bool, recorded: bool
) -> None:
    before = listening()
    bench = Workbench.open(
        tmp_path / "g.kgw" if folder else None,
        engine="openai",
        embedder="lexical",
        record=tmp_path / "tape.jsonl" if recorded else None,
        environment=environment,
    )
    assert bench.engine.reply(TASK).value.name == "Engines"
    assert len(listening() - before) == 1
    bench.close()
    assert not listening() - before
    with pytest.raises(EngineError, match="stopped"):
        bench.engine.reply(TASK)


@pytest.mark.parametrize("recorded", [False, True], ids=["plain", "recorded"])
def test_an_engine_that_was_given_stays_open(
    server: Any, environment: dict[str, str], tmp_path: Path, recorded: bool
) -> None:
    engine = OpenAIEngine(server.endpoint())
    with Workbench.open(engine=engine, embedder="lexical", record=tmp_path / "t.jsonl" if recorded else None) as bench:
        bench.engine.reply(TASK)
    assert engine.reply(TASK).value.name == "Engines"
    engine.close()


def test_an_engine_put_in_the_place_of_the_made_one_is_the_caller_s(server: Any, environment: dict[str, str]) -> None:
    bench = Workbench.open(engine="openai", embedder="lexical", environment=environment)
    made, own = bench.engine, OpenAIEngine(server.endpoint())
    bench.engine = own
    bench.close()
    assert own.reply(TASK).value.name == "Engines"
    own.close()
    with pytest.raises(EngineError, match="stopped"):
        made.reply(TASK)


def test_engines_that_hold_nothing_are_closed_by_nobody() -> None:
    with Workbench.open(embedder="lexical") as bench:
        assert isinstance(bench.engine, LocalEngine)
    assert bench.engine.reply(TASK).value.name
    bench.close()
