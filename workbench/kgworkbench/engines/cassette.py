"""Recorded engine replies, one JSON line each, and how a task finds its own."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kgworkbench.errors import InputError
from kgworkbench.model.codec import decode, dumps, encode
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.facts import Candidates
from kgworkbench.model.ids import content_id
from kgworkbench.model.query import Plan, Reflection
from kgworkbench.model.schema import Schema
from kgworkbench.model.tasks import (
    ComposeTask,
    DescribeTask,
    Description,
    Draft,
    ExtractTask,
    InduceTask,
    PlanTask,
    ReflectTask,
    Reply,
    Task,
)
from kgworkbench.model.usage import Usage

__all__ = ["is_cut_off", "known_ids", "read_cassette", "task_id", "write_line"]

_REPLIES: dict[str, Any] = {
    ExtractTask.__name__: Candidates,
    InduceTask.__name__: Schema,
    PlanTask.__name__: Plan,
    ReflectTask.__name__: Reflection,
    ComposeTask.__name__: Draft,
    DescribeTask.__name__: Description,
}


def task_id(task: Task[Any]) -> str:
    """The id of a task: its kind and all of its input, whatever words an engine's prompt would wrap it in.

    Of evidence and anchors only what they say counts, in their order: scores are sums of floating-point numbers, and
    another machine's may differ in the last digit.
    """
    return content_id(type(task).__name__, dumps(_said(task)))


def known_ids(task: Task[Any]) -> tuple[str, ...]:
    """The ids under which a task may stand in a cassette: today's first, then that of older cassettes, with scores."""
    return tuple(dict.fromkeys((task_id(task), content_id(type(task).__name__, dumps(task)))))


def write_line(task: Task[Any], reply: Reply[Any], engine: str) -> str:
    """One line of a cassette, newline included."""
    line = {
        "task": type(task).__name__,
        "id": task_id(task),
        "engine": engine,
        "reply": encode(reply.value),
        "usage": encode(reply.usage),
    }
    return json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n"


def read_cassette(path: Path) -> Iterator[tuple[str, Reply[Any]]]:
    """Task ids and replies of a cassette, in the order they were recorded; a last line that was cut off is left out.

    Raises:
        InputError: the file is missing, or a line is no recorded reply.
    """
    try:
        *lines, last = path.read_bytes().split(b"\n")  # replies hold line ends of other kinds
        if last and not is_cut_off(last):
            lines.append(last)
        texts = [line.decode("utf-8") for line in lines]
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            f"cassette {str(path)!r} cannot be read ({problem}): give the file --record wrote"
        ) from problem
    for number, line in enumerate(texts, 1):
        try:
            coded = json.loads(line)
            value = decode(_REPLIES[coded["task"]], coded["reply"])
            yield coded["id"], Reply(value, decode(Usage, coded["usage"]))
        except (ValueError, KeyError, TypeError) as problem:
            raise InputError(f"{path}:{number}: no recorded reply ({problem}): record the cassette again") from problem


def is_cut_off(last: bytes) -> bool:
    """Whether the last line of a cassette, which has no end, is the beginning of one: its writer was killed."""
    try:
        json.loads(last)
    except ValueError:
        return last.startswith(b"{")
    return False


def _said(task: Task[Any]) -> object:
    """What is asked in a task about a question; any other task as it is."""
    if isinstance(task, PlanTask):
        anchors = [(anchor.entity, anchor.name, anchor.type, anchor.surface) for anchor in task.anchors]
        return (task.question, task.schema, anchors, task.limits)
    if isinstance(task, ReflectTask):
        return (task.question, task.schema, task.plan, _texts(task.evidence), task.round, task.limits)
    if isinstance(task, ComposeTask):
        return (task.question, task.schema, task.plan, _texts(task.evidence))
    return task


def _texts(evidence: Sequence[Evidence]) -> list[tuple[str, ...]]:
    """What each piece says, and the passage it stands in first."""
    return [(piece.text, *piece.chunks[:1]) for piece in evidence]
