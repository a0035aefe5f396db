"""An engine that writes down every reply of another one."""

import threading
from pathlib import Path
from typing import TypeVar

from kgworkbench.engines.cassette import write_line
from kgworkbench.errors import InputError
from kgworkbench.model.tasks import Reply, Task
from kgworkbench.ports import Engine

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
            path.touch()
        except OSError as problem:
            raise InputError(
                f"cassette {str(path)!r} cannot be written ({problem.strerror}): name another file"
            ) from problem

    @property
    def name(self) -> str:
        """The name of the engine that is recorded."""
        return self._inner.name

    def reply(self, task: Task[Value]) -> Reply[Value]:
        """The inner engine's reply, once it stands in the cassette."""
        reply = self._inner.reply(task)
        line = write_line(task, reply, self._inner.name)
        with self._writing, self._path.open("a", encoding="utf-8") as cassette:
            cassette.write(line)
        return reply
