"""An engine that answers from a cassette: no model, no key, the same replies every time."""

from pathlib import Path
from typing import Any, TypeVar

from kgworkbench.engines.cassette import known_ids, read_cassette
from kgworkbench.errors import EngineError
from kgworkbench.model.tasks import Reply, Task

__all__ = ["ReplayEngine"]

Value = TypeVar("Value")


class ReplayEngine:
    """Answers each task with what was recorded for it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._replies: dict[str, Reply[Any]] = dict(read_cassette(path))

    @property
    def name(self) -> str:
        """Always "replay"."""
        return "replay"

    @property
    def free(self) -> bool:
        """Never: it has no reply to a task that was not recorded."""
        return False

    def reply(self, task: Task[Value]) -> Reply[Value]:
        """The recorded reply.

        Raises:
            EngineError: the cassette holds no reply to this task.
        """
        recorded = next((self._replies[each] for each in known_ids(task) if each in self._replies), None)
        if recorded is None:
            raise EngineError(
                f"cassette {self._path.name!r} has no reply to this {type(task).__name__}: "
                "it was recorded from other texts, another schema or another question; record it again with --record"
            )
        return recorded
