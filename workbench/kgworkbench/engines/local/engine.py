"""The local engine: the embedded default, with no model, no key and no download."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar, cast

from kgworkbench.community.describe import describe
from kgworkbench.engines.local.compose import compose
from kgworkbench.engines.local.extract import extract
from kgworkbench.engines.local.induce import induce
from kgworkbench.engines.local.plan import plan
from kgworkbench.engines.local.reflect import reflect
from kgworkbench.errors import EngineError
from kgworkbench.model.schema import Schema
from kgworkbench.model.tasks import (
    ComposeTask,
    DescribeTask,
    ExtractTask,
    InduceTask,
    PlanTask,
    ReflectTask,
    Reply,
    Task,
)

__all__ = ["LocalEngine"]

Value = TypeVar("Value")


def _induce(task: InduceTask) -> Schema:
    """A first schema, in the language asked for where it is one the rules know, else in that of most texts."""
    spoken: Literal["en", "zh"] | None = "en" if task.language == "en" else "zh" if task.language == "zh" else None
    return induce(task.chunks, spoken, name=task.name)


_SERVE: dict[type, Callable[[Any], Any]] = {
    ExtractTask: extract,
    InduceTask: _induce,
    PlanTask: plan,
    ReflectTask: reflect,
    ComposeTask: compose,
    DescribeTask: describe,
}


class LocalEngine:
    """Answers every task by rules and word statistics; a pure function of the task."""

    @property
    def name(self) -> str:
        """Always "local"."""
        return "local"

    @property
    def free(self) -> bool:
        """Always: rules cost nothing."""
        return True

    def reply(self, task: Task[Value]) -> Reply[Value]:
        """The reply to the task; no tokens are used.

        Raises:
            EngineError: the local engine does not know this kind of task.
        """
        serve = _SERVE.get(type(task))
        if serve is None:
            raise EngineError(f"the local engine has no way to serve a {type(task).__name__}: use --engine openai")
        return cast(Reply[Value], Reply(serve(task)))
