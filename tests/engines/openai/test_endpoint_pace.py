"""The pace of an endpoint: limits, Retry-After, back-off."""

import threading
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.engines.openai.engine import OpenAIEngine
from kgworkbench.engines.openai.pace import Pace, pause_before
from kgworkbench.engines.openai.talk import Talk
from kgworkbench.errors import EngineError
from kgworkbench.model.schema import EntityType, Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Chunk

SCHEMA = Schema("s", (EntityType("Person"),))
EMPTY = '{"mentions": [], "relations": [], "attributes": [], "proposals": []}'


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


calls = st.lists(st.tuples(st.integers(1, 600), st.floats(0, 30), st.integers(-300, 300)), min_size=1, max_size=60)


@given(calls, st.integers(1, 40), st.integers(300, 1000))
def test_no_minute_holds_more_than_the_limits(calls: list[tuple[int, float, int]], requests: int, limit: int) -> None:
    clock = Clock()
    pace = Pace(requests, limit, clock)
    starts: list[tuple[float, int]] = []
    for tokens, idle, _ in calls:
        clock.now += idle
        turn = pace.turn(tokens)
        assert turn.seconds >= 0
        clock.now += turn.seconds
        starts.append((clock.now, tokens))
    for at, (start, tokens) in enumerate(starts):
        minute = [spent for when, spent in starts[: at + 1] if when > start - 60 + 1e-6]
        assert len(minute) <= requests
        assert sum(minute) <= limit or minute == [tokens]


@given(calls)
def test_what_a_call_really_used_counts(calls: list[tuple[int, float, int]]) -> None:
    clock = Clock()
    pace = Pace(None, 1000, clock)
    real: list[tuple[float, int]] = []
    for tokens, idle, off in calls:
        clock.now += idle
        turn = pace.turn(tokens)
        clock.now += turn.seconds
        used = max(0, tokens + off)
        # The estimate had room beside what the calls before it had really used.
        before = [spent for when, spent in real if when > clock.now - 60 + 1e-6]
        assert not before or sum(before) + tokens <= 1000
        pace.correct(turn, used)
        real.append((clock.now, used))


def test_a_correction_frees_or_takes_room() -> None:
    clock = Clock()
    pace = Pace(None, 100, clock)
    first = pace.turn(90)
    assert pace.turn(20).seconds == 60
    pace = Pace(None, 100, clock)
    first = pace.turn(90)
    pace.correct(first, 10)
    assert pace.turn(20).seconds == 0
    second = Pace(None, 100, clock)
    second.correct(second.turn(10), 95)
    assert second.turn(20).seconds == 60


def test_requests_are_spread_and_a_hold_holds_all() -> None:
    clock = Clock()
    pace = Pace(60, None, clock)
    assert [pace.turn().seconds for _ in range(3)] == [0, 1, 2]
    pace.hold(30)
    assert pace.held() == 30
    assert pace.turn().seconds == 30
    clock.now += 31
    assert pace.held() == 0


def test_without_limits_nobody_waits() -> None:
    pace = Pace()
    assert [pace.turn(10**9).seconds for _ in range(3)] == [0, 0, 0]


NOW = 784_111_700.0  # 77 seconds before Sun, 06 Nov 1994 08:49:37 GMT


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7.0),
        ("1.5", 1.5),
        ("-3", 0.0),
        ("120", 120.0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 77.0),
        ("Sun, 06 Nov 1994 08:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_obeyed_in_seconds_and_as_a_date(asked: str, seconds: float) -> None:
    assert pause_before(1, asked, lambda: 0.0, lambda: NOW) == pytest.approx(seconds)
    assert seconds <= pause_before(1, asked, lambda: 0.99, lambda: NOW) <= seconds * 1.1


@pytest.mark.parametrize("asked", [None, "soon", "nan", "inf", "", "Sun, 99 Nov 1994 08:49:37 GMT"])
def test_without_a_usable_one_the_pause_doubles_with_jitter(asked: str | None) -> None:
    longest = [pause_before(attempt, asked, lambda: 1.0) for attempt in (1, 2, 3, 4, 20, 5000)]
    assert longest == [0.5, 1, 2, 4, 60, 60]
    shortest = [pause_before(attempt, asked, lambda: 0.0) for attempt in (1, 2, 3, 4, 20)]
    assert shortest == [0.25, 0.5, 1, 2, 30]


def talk_of(server: Any, **changes: Any) -> Talk:
    return Talk(server.endpoint(**changes))


def test_a_retry_after_holds_the_other_callers_too(server: Any, say: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgworkbench.engines.openai.talk.pause_before", pause_before)
    times: list[float] = []

    def answer(body: dict[str, Any], n: int) -> Any:
        times.append(time.monotonic())
        return (429, {"Retry-After": "0.5"}, {}) if n == 0 else (200, {}, say(EMPTY))

    server.answer = answer
    talk = talk_of(server)
    first = threading.Thread(target=talk.say, args=("", "a", "x", {}))
    first.start()
    while not server.requests:
        time.sleep(0.005)
    time.sleep(0.1)
    talk.say("", "b", "x", {})
    first.join()
    assert len(times) == 3
    assert min(times[1:]) - times[0] >= 0.5


def test_a_retry_after_beyond_the_deadline_is_not_slept_out(
    server: Any, say: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgworkbench.engines.openai.talk.pause_before", pause_before)
    server.answer = lambda body, n: (429, {"Retry-After": "3600"}, {"error": {"message": "slow down"}})
    started = time.monotonic()
    with pytest.raises(EngineError, match=r"after 1 tries and 20 seconds: .*slow down"):
        talk_of(server).say("", "a", "x", {})
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("status", [429, 503])
def test_being_turned_away_costs_no_attempt(server: Any, say: Any, status: int) -> None:
    server.answer = lambda body, n: (status, {"Retry-After": "0"}, {}) if n < 12 else (200, {}, say(EMPTY))
    assert talk_of(server, attempts=2).say("", "a", "x", {}).value
    assert len(server.requests) == 13
    server.requests.clear()
    server.answer = lambda body, n: (status, {"Retry-After": "0"}, {})
    with pytest.raises(EngineError, match=r"and 0\.3 seconds"):
        talk_of(server, attempts=2, deadline=0.3).say("", "a", "x", {})


def test_azure_style_milliseconds_are_read(server: Any, say: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str | None] = []
    monkeypatch.setattr(
        "kgworkbench.engines.openai.talk.pause_before", lambda attempt, asked: heard.append(asked) or 0.0
    )
    headers = {"retry-after-ms": "250", "Retry-After": "1"}
    server.answer = lambda body, n: (429, headers, {}) if n == 0 else (200, {}, say(EMPTY))
    talk_of(server).say("", "a", "x", {})
    assert heard == ["0.25"]


def test_tokens_per_minute_are_kept_over_the_wire(server: Any, say: Any) -> None:
    """The estimate is far above what the endpoint says it used: the correction lets the calls through at once."""
    server.answer = lambda body, n: (200, {}, say(EMPTY))
    talk = talk_of(server, tokens_per_minute=400, deadline=5)
    for _ in range(4):
        talk.say("", "a" * 600, "x", {})
    assert len(server.requests) == 4
    tight = talk_of(server, tokens_per_minute=30, deadline=1)
    tight.say("", "a", "x", {})
    with pytest.raises(EngineError, match="after 0 tries and 1 seconds"):
        tight.say("", "a" * 600, "x", {})
    assert len(server.requests) == 5


def test_a_call_that_drips_ends_at_its_deadline(server: Any, say: Any) -> None:
    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    server.answer = lambda body, n: (200, {}, drip)
    started = time.monotonic()
    with pytest.raises(EngineError, match=r"no whole reply within 0\.3 seconds"):
        talk_of(server, timeout=0.3, attempts=2).say("", "a", "x", {})
    assert time.monotonic() - started < 3
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", ["200 OK", "503 Busy"])
@pytest.mark.parametrize("kept", [False, True], ids=["new connection", "kept connection"])
def test_headers_that_drip_end_at_the_deadline_too(server: Any, say: Any, status: str, kept: bool) -> None:
    hung_up = threading.Event()

    def drip(handler: Any) -> None:
        try:
            for byte in f"HTTP/1.1 {status}\r\n" + "X-Filler: drip\r\n" * 1000:
                handler.wfile.write(byte.encode())
                handler.wfile.flush()
                time.sleep(0.02)
        except OSError:
            hung_up.set()

    talk = talk_of(server, timeout=0.4, attempts=2)
    if kept:
        server.answer = lambda body, n: (200, {}, say(EMPTY))
        assert talk.say("", "a", "x", {}).value
        server.requests.clear()
    server.answer = lambda body, n: (200, {}, drip)
    started = time.monotonic()
    with pytest.raises(EngineError, match=r"after 2 tries: no whole reply within 0\.4 seconds"):
        talk.say("", "a", "x", {})
    assert time.monotonic() - started < 3
    assert hung_up.wait(5)
    # The line is as good as new.
    server.answer = lambda body, n: (200, {}, say(EMPTY))
    assert talk.say("", "a", "x", {}).value
    talk.close()


def test_closing_ends_a_call_under_way_and_every_later_one(server: Any, say: Any) -> None:
    let_go, before = threading.Event(), set(threading.enumerate())

    def held(body: dict[str, Any], n: int) -> Any:
        let_go.wait(20)
        return 200, {}, say(EMPTY)

    server.answer = held
    talk = talk_of(server, timeout=15)
    threading.Timer(0.3, talk.close).start()
    started = time.monotonic()
    with pytest.raises(EngineError, match="stopped"):
        talk.say("", "a", "x", {})
    assert time.monotonic() - started < 5
    let_go.set()
    with pytest.raises(EngineError, match="stopped"):
        talk.say("", "a", "x", {})
    talk.close()
    assert not any(thread.name == "kgw-endpoint" for thread in set(threading.enumerate()) - before)


def test_a_task_ends_at_its_deadline_whatever_a_call_may_take(server: Any, say: Any) -> None:
    def slow(body: dict[str, Any], n: int) -> Any:
        time.sleep(1)
        return 200, {}, say(EMPTY)

    server.answer = slow
    text = "Ada wrote."
    task = ExtractTask(Chunk("c", "d", "", 0, len(text), text), SCHEMA)
    started = time.monotonic()
    with pytest.raises(EngineError, match="seconds"):
        OpenAIEngine(server.endpoint(timeout=30, deadline=0.4, attempts=9)).reply(task)
    assert time.monotonic() - started < 3


def test_closing_wakes_whoever_waits(server: Any, say: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgworkbench.engines.openai.talk.pause_before", lambda attempt, asked: 15.0)
    server.answer = lambda body, n: (500, {}, {})
    talk = talk_of(server)
    threading.Timer(0.3, talk.close).start()
    started = time.monotonic()
    with pytest.raises(EngineError, match="stopped"):
        talk.say("", "a", "x", {})
    assert time.monotonic() - started < 5
