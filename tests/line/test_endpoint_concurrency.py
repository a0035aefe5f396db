"""With N slots and an endpoint that takes t for a reply, 200 chunks take hardly longer than 200 t / N.

The endpoint is a process of its own, on the loopback, so that its work does not stand in the way of the engine's.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from kgworkbench.engines.openai.endpoint import Endpoint
from kgworkbench.engines.openai.engine import OpenAIEngine
from kgworkbench.extract.batch import extract_chunks
from kgworkbench.model.progress import ChunkDone
from kgworkbench.model.schema import EntityType, Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Chunk

SCHEMA = Schema("s", (EntityType("Person"),))
SLOTS, SECONDS, CHUNKS, SLACK = 8, 0.2, 200, 1.15
NAMES = ("Ada Lovelace", "Konrad Zuse", "Grace Hopper", "沈括")


def tasks() -> Iterator[ExtractTask]:
    for number in range(CHUNKS):
        text = f"{number}: {NAMES[number % 4]} worked here."
        yield ExtractTask(Chunk(f"c{number}", "d", "", 0, len(text), text), SCHEMA)


@contextmanager
def endpoint(jitter: float) -> Iterator[str]:
    """The address of an endpoint whose replies take SECONDS, give or take the share."""
    server = subprocess.Popen(
        [sys.executable, __file__, str(SECONDS), str(jitter)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.kill()
        server.wait()


def seen_by(address: str) -> dict[str, float]:
    with urllib.request.urlopen(f"{address}/seen", timeout=5) as reply:
        return dict(json.load(reply))


def run(address: str) -> tuple[float, dict[str, float]]:
    engine = OpenAIEngine(Endpoint("m", "k", address + "/v1", timeout=20, attempts=1))
    with ThreadPoolExecutor(SLOTS) as executor:
        started = time.perf_counter()
        done = list(extract_chunks(tasks(), engine, executor, SLOTS))
        took = time.perf_counter() - started
    engine.close()
    assert all(isinstance(outcome, ChunkDone) for outcome in done)
    found = [outcome.extraction for outcome in done if isinstance(outcome, ChunkDone)]
    assert [extraction.chunk for extraction in found] == [f"c{number}" for number in range(CHUNKS)]
    # Each chunk got the reply to itself.
    assert [extraction.mentions[0].text for extraction in found] == [NAMES[number % 4] for number in range(CHUNKS)]
    return took, seen_by(address)


@pytest.mark.slow
@pytest.mark.timed
@pytest.mark.parametrize("jitter", [0.0, 0.5])
def test_the_slots_are_kept_busy(jitter: float) -> None:
    for last in (False, True):
        with endpoint(jitter) as address:
            took, seen = run(address)
        assert seen["requests"] == CHUNKS
        assert seen["most"] == SLOTS, "never more at once than there are slots, and at some time as many"
        assert seen["seconds"] >= 0.95 * CHUNKS * SECONDS, "the endpoint did take its time"
        assert took >= seen["seconds"] / SLOTS, "nothing came before the endpoint gave it"
        least = (seen["seconds"] if jitter else CHUNKS * SECONDS) / SLOTS
        # A busy machine gets a second chance, no more.
        if last or took <= SLACK * least:
            assert took <= SLACK * least, f"{took:.2f} s where {least:.2f} s are the least"
            break


async def serve(seconds: float, jitter: float) -> None:
    """Serve until killed: chat completions after a while, and at /seen what was asked so far."""
    draw = random.Random(7)
    seen: dict[str, Any] = {"requests": 0, "now": 0, "most": 0, "seconds": 0.0}

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            if head.startswith(b"GET"):
                answer: Any = seen
            else:
                lines = dict(line.lower().split(": ", 1) for line in head.decode().split("\r\n")[1:] if ": " in line)
                asked = json.loads(await reader.readexactly(int(lines["content-length"])))
                started = time.perf_counter()
                seen["requests"] += 1
                seen["now"] += 1
                seen["most"] = max(seen["most"], seen["now"])
                await asyncio.sleep(seconds * (1 + draw.uniform(-jitter, jitter)))
                seen["now"] -= 1
                seen["seconds"] += time.perf_counter() - started
                answer = chat(asked["messages"][1]["content"])
            body = json.dumps(answer).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body))
            writer.write(body)
            await writer.drain()

    async def until_gone(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await handle(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(until_gone, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


def chat(content: str) -> dict[str, Any]:
    name = next(name for name in NAMES if name in content)
    said = {"mentions": [{"id": 1, "text": name, "type": "Person"}], "relations": [], "attributes": [], "proposals": []}
    message = {"role": "assistant", "content": json.dumps(said)}
    return {"choices": [{"index": 0, "finish_reason": "stop", "message": message}]}


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1]), float(sys.argv[2])))
