"""An answer heard while it is written: server-sent events, endpoints without them, and those that break off."""

import json
import time
from collections.abc import Callable, Generator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.engines.openai.aloud import Aloud, answer_so_far
from kgworkbench.engines.openai.engine import OpenAIEngine
from kgworkbench.engines.record import RecordingEngine
from kgworkbench.engines.replay import ReplayEngine
from kgworkbench.errors import EngineError
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Plan, Question
from kgworkbench.model.schema import EntityType, Schema
from kgworkbench.model.tasks import ComposeTask, Draft, Reply
from kgworkbench.model.usage import Usage
from kgworkbench.ports import SpeakingEngine

ANSWER = "Ada “the Countess”\nknew Charles – 是的 \U0001f44d."
WHOLE = {
    "found": True,
    "answer": ANSWER,
    "values": ["Ada"],
    "citations": [{"evidence": 1, "quote": "Ada knew Charles"}],
    "own_knowledge": False,
}
EVIDENCE = (Evidence("e", "chunk", "Ada knew Charles", 1.0, ("c",)),)
TASK = ComposeTask(Question("Who knew Charles?"), Schema("s", (EntityType("Person"),)), Plan("x", ()), EVIDENCE, ())


def events(text: str, size: int = 3, *, usage: bool = True, end: bool = True) -> list[str]:
    """The events of a reply of that text, a few characters each."""
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    told: list[dict[str, Any]] = [{"choices": [{"index": 0, "delta": {"content": piece}}]} for piece in pieces]
    if end:
        told.append({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    if usage:
        told.append({"choices": [], "usage": {"prompt_tokens": 10, "completion_tokens": 5}})
    return [f"data: {json.dumps(event)}\n\n" for event in told] + (["data: [DONE]\n\n"] if end else [])


def writes(lines: list[str], pause: float = 0.0) -> Callable[[Any], None]:
    """What a handler does to send these lines."""

    def send(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        for line in lines:
            handler.wfile.write(line.encode())
            handler.wfile.flush()
            time.sleep(pause)

    return send


def told(speech: Generator[str, None, Reply[Draft]]) -> tuple[list[str], Reply[Draft]]:
    """What was said so far, each time, and the reply."""
    said = []
    while True:
        try:
            said.append(next(speech))
        except StopIteration as ended:
            return said, ended.value


def test_line_ends_of_other_kinds_are_part_of_what_is_said() -> None:
    aloud = Aloud()
    event = {"choices": [{"delta": {"content": "a\u2028b\x85c"}}]}
    assert aloud.hear(f"data: {json.dumps(event, ensure_ascii=False)}\r\n\r\ndata: [DONE]\n")
    assert (aloud.said, aloud.ended) == ("a\u2028b\x85c", True)


def test_the_answer_grows_and_ends_as_the_reply_in_one_piece(server: Any, say: Any) -> None:
    server.answer = lambda body, n: (200, {}, writes(events(json.dumps(WHOLE)), 0.01) if body.get("stream") else whole)
    whole = say(json.dumps(WHOLE))
    engine = OpenAIEngine(server.endpoint())
    assert isinstance(engine, SpeakingEngine)
    said, reply = told(engine.speak(TASK))
    assert len(said) > 3
    assert said[-1] == ANSWER
    for earlier, later in pairwise(said):
        assert later.startswith(earlier)
        assert later != earlier
    assert reply == engine.reply(TASK)
    assert reply.usage == Usage(10, 5)
    assert server.requests[0]["stream_options"] == {"include_usage": True}
    assert "stream" not in server.requests[1]


def test_an_endpoint_that_does_not_stream_is_understood(server: Any, say: Any) -> None:
    server.answer = lambda body, n: (200, {}, say(json.dumps(WHOLE)))
    said, reply = told(OpenAIEngine(server.endpoint()).speak(TASK))
    assert said == []
    assert reply.value.text == ANSWER.strip()
    assert len(server.requests) == 1


def test_one_that_refuses_to_stream_is_asked_once(server: Any, say: Any) -> None:
    def answer(body: dict[str, Any], n: int) -> Any:
        if "stream" in body:
            return 400, {}, {"error": {"message": "stream_options is not supported"}}
        return 200, {}, say(json.dumps(WHOLE))

    server.answer = answer
    engine = OpenAIEngine(server.endpoint())
    for _ in range(2):
        assert told(engine.speak(TASK))[1].value.found
    assert ["stream" in body for body in server.requests] == [True, False, False]


@pytest.mark.parametrize(
    "broken",
    [
        events(json.dumps(WHOLE)[:60], end=False, usage=False),
        [*events(json.dumps(WHOLE)[:60], end=False, usage=False), 'data: {"error": {"message": "overloaded"}}\n\n'],
        ["data: not JSON\n\n", "data: [1]\n\n", 'data: {"choices": [3]}\n\n', "data: [DONE]\n\n"],
        [": still thinking\n\n"],
    ],
    ids=["cut off", "error in the middle", "nonsense", "only comments"],
)
def test_a_reply_that_breaks_is_asked_for_again(server: Any, broken: list[str]) -> None:
    server.answer = lambda body, n: (200, {}, writes(events(json.dumps(WHOLE)) if n else broken))
    said, reply = told(OpenAIEngine(server.endpoint()).speak(TASK))
    assert said[-1] == ANSWER
    assert reply.value.found
    assert len(server.requests) == 2


def test_a_server_that_drips_is_given_up(server: Any) -> None:
    server.answer = lambda body, n: (200, {}, writes(events(json.dumps(WHOLE), 1), 0.05))
    engine = OpenAIEngine(server.endpoint(timeout=0.4, attempts=1))
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"no whole reply within 0\.4 seconds"):
        told(engine.speak(TASK))
    assert time.monotonic() - began < 3


def test_who_stops_listening_stops_the_call(server: Any) -> None:
    broke = []

    def slow(handler: Any) -> None:
        try:
            writes(events(json.dumps(WHOLE) + " " * 4000, 4), 0.01)(handler)
        except OSError as closed:
            broke.append(closed)

    server.answer = lambda body, n: (200, {}, slow)
    speech = OpenAIEngine(server.endpoint(timeout=30)).speak(TASK)
    next(speech)
    speech.close()
    until = time.monotonic() + 5
    while not broke and time.monotonic() < until:
        time.sleep(0.02)
    assert broke


def test_what_is_heard_is_recorded_and_replayed(server: Any, tmp_path: Path) -> None:
    server.answer = lambda body, n: (200, {}, writes(events("<think>maybe {}</think>" + json.dumps(WHOLE))))
    tape = tmp_path / "tape.jsonl"
    said, reply = told(RecordingEngine(OpenAIEngine(server.endpoint()), tape).speak(TASK))
    assert said[-1] == ANSWER
    assert ReplayEngine(tape).reply(TASK) == reply


def test_only_an_answer_is_said_aloud() -> None:
    assert answer_so_far('{"found": true, "answer": "a \\"b') == 'a "b'
    assert answer_so_far('{"found": true, "answer": "a \\') == "a "
    assert answer_so_far('{"found": true, "answer": "a \\u4e') == "a "
    assert answer_so_far('{"found": true, "answer": "\\ud83d') == ""
    assert answer_so_far('{"found": true, "answer": "\\ud83d\\udc4d!"') == "\U0001f44d!"
    assert answer_so_far('{"found": false, "answer": "Nothing') == ""
    assert answer_so_far('<think>{"answer": "no"}') == ""
    assert answer_so_far("{") == ""
