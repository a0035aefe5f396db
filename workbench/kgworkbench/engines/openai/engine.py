"""The engine over an OpenAI-compatible endpoint."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from kgworkbench.engines.openai import asking
from kgworkbench.engines.openai.endpoint import Endpoint, endpoint_from
from kgworkbench.engines.openai.extraction import (
    extraction_content,
    extraction_instructions,
    extraction_schema,
    read_extraction,
)
from kgworkbench.engines.openai.talk import Talk
from kgworkbench.errors import EngineError
from kgworkbench.model.facts import Candidates
from kgworkbench.model.tasks import ComposeTask, DescribeTask, ExtractTask, PlanTask, ReflectTask, Reply, Task
from kgworkbench.read.sentences import sentences

__all__ = ["OpenAIEngine", "openai_engine"]

Value = TypeVar("Value")

_SMALLEST = 200
"""Characters below which a text whose reply was cut short is not split again."""


class OpenAIEngine:
    """Answers tasks by calls to an endpoint; safe to use from several threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._talk = Talk(endpoint)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._endpoint.model

    def close(self) -> None:
        """Stop waiting calls and let go of connections."""
        self._talk.close()

    def reply(self, task: Task[Value]) -> Reply[Value]:
        """The endpoint's reply, read into the task's own reply value.

        Raises:
            EngineError: the endpoint gave no usable reply.
        """
        if isinstance(task, ExtractTask):
            return cast(Reply[Value], self._extract(task, task.chunk.text))
        kinds: dict[type, tuple[str, Any, Any, Any]] = {
            PlanTask: (asking.PLAN, asking.PLAN_SCHEMA, asking.plan_content, asking.read_plan),
            ReflectTask: (asking.REFLECT, asking.REFLECT_SCHEMA, asking.reflect_content, asking.read_reflection),
            ComposeTask: (asking.COMPOSE, asking.COMPOSE_SCHEMA, asking.compose_content, asking.read_draft),
            DescribeTask: (asking.DESCRIBE, asking.DESCRIBE_SCHEMA, asking.describe_content, asking.read_description),
        }
        if type(task) not in kinds:
            raise EngineError(f"no prompt for a {type(task).__name__}: use --engine local")
        instructions, schema, content, read = kinds[type(task)]
        heard = self._talk.say(instructions, content(task), type(task).__name__, schema)
        return cast(Reply[Value], Reply(read(heard.value, task), heard.usage))

    def _extract(self, task: ExtractTask, text: str) -> Reply[Candidates]:
        """The candidates of the text; where the reply was cut short, of its two halves."""
        schema = task.schema
        heard = self._talk.say(
            extraction_instructions(schema),
            extraction_content(task.chunk, text),
            "extraction",
            extraction_schema(schema),
        )
        if heard.cut and len(text) > _SMALLEST:
            middle = min((span.end for span in sentences(text)), key=lambda end: abs(end - len(text) // 2))
            if 0 < middle < len(text):
                first, second = self._extract(task, text[:middle]), self._extract(task, text[middle:])
                return Reply(_joined(first.value, second.value), heard.usage + first.usage + second.usage)
        return Reply(read_extraction(heard.value), heard.usage)


def _joined(first: Candidates, second: Candidates) -> Candidates:
    from dataclasses import replace

    offset = len(first.mentions)

    def moved(position: int) -> int:
        return position + offset if position >= 0 else position

    triples = tuple(replace(item, head=moved(item.head), tail=moved(item.tail)) for item in second.triples)
    attributes = tuple(replace(item, mention=moved(item.mention)) for item in second.attributes)
    return Candidates(
        first.mentions + second.mentions,
        first.triples + triples,
        first.attributes + attributes,
        first.types + second.types,
    )


def openai_engine(model: str, environment: Mapping[str, str]) -> OpenAIEngine:
    """The engine over the endpoint the environment describes; ``model`` where given goes before OPENAI_MODEL."""
    return OpenAIEngine(endpoint_from(environment, model))
