"""Engine calls in batches: the one place of the line where things run at once."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace

from kgworkbench.extract.check import judge
from kgworkbench.model.facts import Failure
from kgworkbench.model.progress import ChunkDone, ChunkFailed
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.ports import Engine

__all__ = ["AHEAD", "extract_chunks"]

AHEAD = 4
"""Calls a slot that may be ahead of the oldest one: with 2, one slow reply in twenty makes all wait for it."""


def extract_chunks(
    tasks: Iterable[ExtractTask], engine: Engine, executor: Executor | None = None, slots: int = 1
) -> Iterator[ChunkDone | ChunkFailed]:
    """What each chunk came to, in the order of the tasks, which are taken one by one as slots come free.

    With an executor at most ``AHEAD * slots`` calls are waiting, under way or answered behind a slower one, so memory
    stays flat however long the corpus is. A chunk that fails becomes a Failure and never stops the others.
    """
    if executor is None:
        for task in tasks:
            yield _extract(task, engine)
        return
    waiting: deque[Future[ChunkDone | ChunkFailed]] = deque()
    try:
        for task in tasks:
            waiting.append(executor.submit(_extract, task, engine))
            if len(waiting) >= AHEAD * slots:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _extract(task: ExtractTask, engine: Engine) -> ChunkDone | ChunkFailed:
    started = time.perf_counter()
    try:
        reply = engine.reply(task)
        extraction = replace(judge(reply.value, task.chunk, task.schema), usage=reply.usage)
    except Exception as problem:  # noqa: BLE001 - the batch runner turns whatever broke into a Failure people see
        return ChunkFailed(Failure(task.chunk.id, f"{type(problem).__name__}: {problem}"))
    return ChunkDone(extraction, (time.perf_counter() - started) * 1000, reply.usage)
