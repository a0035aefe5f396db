"""An engine that writes down every reply of another one."""

import threading
from collections import deque
from collections.abc import Generator
from pathlib import Path
from typing import Any, TypeVar

from kgworkbench.engines.cassette import is_cut_off, write_line
from kgworkbench.engines.closing import close_engine
from kgworkbench.errors import InputError
from kgworkbench.model.tasks import ComposeTask, Draft, Reply, Task
from kgworkbench.ports import Engine, SpeakingEngine, is_free

__all__ = ["RecordingEngine"]

Value = TypeVar("Value")


class RecordingEngine:
    """Passes tasks on to ``inner`` and appends each reply to the cassette at ``path``."""

    def __init__(self, inner: Engine, path: Path) -> None:
        self._inner = inner
        self._path = path
        self._writing = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _end_with_a_line(path)
        except OSError as problem:
            raise InputError(
                f"cassette {str(path)!r} cannot be written ({problem.strerror}): name another file"
            ) from problem

    @property
    def name(self) -> str:
        """The name of the engine that is recorded."""
        return self._inner.name

    @property
    def free(self) -> bool:
        """Whether the engine that is recorded is."""
        return is_free(self._inner)

    def close(self) -> None:
        """Close the engine that is recorded, where it can be."""
        close_engine(self._inner)

    def reply(self, task: Task[Value]) -> Reply[Value]:
        """The inner engine's reply, once it stands in the cassette."""
        reply = self._inner.reply(task)
        self._keep(task, reply)
        return reply

    def speak(self, task: ComposeTask) -> Generator[str, None, Reply[Draft]]:
        """The inner engine's answer while it is spoken; the whole reply stands in the cassette before it returns."""
        if isinstance(self._inner, SpeakingEngine):
            reply = yield from self._inner.speak(task)
        else:
            reply = self._inner.reply(task)
        self._keep(task, reply)
        return reply

    def _keep(self, task: Task[Any], reply: Reply[Any]) -> None:
        line = write_line(task, reply, self._inner.name)
        with self._writing, self._path.open("a", encoding="utf-8") as cassette:
            cassette.write(line)


def _end_with_a_line(path: Path) -> None:
    """Make the file, or take away the last line where whoever wrote it was killed: what follows begins a new one."""
    with path.open("ab+") as cassette:
        cassette.seek(0)
        last = next(iter(deque(cassette, maxlen=1)), b"\n")
        if last.endswith(b"\n"):
            return
        if is_cut_off(last):
            cassette.truncate(cassette.tell() - len(last))
        else:
            cassette.write(b"\n")
