"""Builds in child processes, each killed at a random moment, until one ends by itself. Run by test_killed_build."""

import os
import random
import signal
import sys
import time
from pathlib import Path

from word_engine import SCHEMA, WordEngine

from kgworkbench.build import build
from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.model.progress import GraphGrew
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Document
from kgworkbench.settings import BuildSettings
from kgworkbench.stores.kuzu import KuzuStore

__all__ = ["DOCUMENTS", "SETTINGS"]

DOCUMENTS = tuple(
    Document(f"d{n:03}", f"D{n}", f"Ada met Babbage{n % 7} in London. Countess wrote Note{n}.") for n in range(160)
)
SETTINGS = BuildSettings(batch=4)


class LoggingEngine(WordEngine):
    """Writes down every call it was paid for, and takes a moment for each."""

    def __init__(self, log: int) -> None:
        super().__init__()
        self.log = log

    def reply(self, task):  # type: ignore[no-untyped-def]
        if isinstance(task, ExtractTask):
            os.write(self.log, f"called {task.chunk.id}\n".encode())
            time.sleep(0.004)
        return super().reply(task)


def build_once(folder: Path, log: int) -> None:
    store = KuzuStore.open(folder)
    engine = LoggingEngine(log)
    kept = 0
    for event in build(DOCUMENTS, SCHEMA, engine=engine, embedder=LexicalEmbedder(), store=store, settings=SETTINGS):
        if isinstance(event, GraphGrew):
            for chunk in engine.extracted[kept : event.done]:
                os.write(log, f"kept {chunk}\n".encode())
            kept = event.done
    store.close()


def main(folder: Path, log_file: Path, kills: int, seed: int) -> None:
    draw = random.Random(seed)
    log = os.open(log_file, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            build_once(folder, log)
            os._exit(0)
        deadline = time.monotonic() + draw.uniform(0.02, 0.35)
        while time.monotonic() < deadline and os.waitpid(child, os.WNOHANG) == (0, 0):
            time.sleep(0.002)
        try:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.write(log, b"killed\n")
        except (ProcessLookupError, ChildProcessError):
            os.write(log, b"ended\n")
    child = os.fork()
    if child == 0:
        build_once(folder, log)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    os.write(log, f"last {status}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
