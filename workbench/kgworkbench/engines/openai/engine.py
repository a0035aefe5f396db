"""The engine over an OpenAI-compatible endpoint."""

from collections.abc import Generator, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from kgworkbench.engines.openai import asking, induction
from kgworkbench.engines.openai.aloud import answer_so_far
from kgworkbench.engines.openai.endpoint import Endpoint, endpoint_from
from kgworkbench.engines.openai.extraction import extraction_schema, second_content
from kgworkbench.engines.openai.hearing import Heard
from kgworkbench.engines.openai.prompt import prompt_of, type_names
from kgworkbench.engines.openai.reading import joined, read_extraction, unreadable
from kgworkbench.engines.openai.talk import Talk
from kgworkbench.errors import EngineError
from kgworkbench.model.facts import Candidates
from kgworkbench.model.tasks import (
    ComposeTask,
    DescribeTask,
    Draft,
    ExtractTask,
    InduceTask,
    PlanTask,
    ReflectTask,
    Reply,
    Task,
)
from kgworkbench.model.usage import Usage
from kgworkbench.read.sentences import sentences

__all__ = ["OpenAIEngine", "openai_engine"]

Value = TypeVar("Value")

_SMALLEST = 200
"""Characters below which a text whose reply was cut short is not split again."""

_KINDS: dict[type, tuple[str, Any, Any, Any]] = {
    PlanTask: (asking.PLAN, asking.PLAN_SCHEMA, asking.plan_content, asking.read_plan),
    ReflectTask: (asking.REFLECT, asking.REFLECT_SCHEMA, asking.reflect_content, asking.read_reflection),
    ComposeTask: (asking.COMPOSE, asking.COMPOSE_SCHEMA, asking.compose_content, asking.read_draft),
    DescribeTask: (asking.DESCRIBE, asking.DESCRIBE_SCHEMA, asking.describe_content, asking.read_description),
    InduceTask: (induction.INDUCE, induction.INDUCE_SCHEMA, induction.induce_content, induction.read_schema),
}


class OpenAIEngine:
    """Answers tasks by calls to an endpoint; safe to use from several threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._talk = Talk(endpoint)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._endpoint.model

    @property
    def free(self) -> bool:
        """Never: calls take tokens, or the time of a machine, and no two replies need be alike."""
        return False

    @property
    def spent(self) -> Usage:
        """Tokens of every reply so far, those of tasks that failed included."""
        return self._talk.spent

    def close(self) -> None:
        """Stop waiting calls and let go of connections."""
        self._talk.close()

    def reply(self, task: Task[Value]) -> Reply[Value]:
        """The endpoint's reply, read into the task's own reply value.

        Raises:
            EngineError: the endpoint gave no usable reply within the attempts and the deadline of a task.
        """
        until = self._talk.until()
        if isinstance(task, ExtractTask):
            return cast(Reply[Value], self._extract(task, task.chunk.text, until))
        if type(task) not in _KINDS:
            raise EngineError(f"no prompt for a {type(task).__name__}: use --engine local")
        instructions, schema, content, _ = _KINDS[type(task)]
        heard = self._talk.say(instructions, content(task), type(task).__name__, schema, until)
        return cast(Reply[Value], self._read(heard, task))

    def speak(self, task: ComposeTask) -> Generator[str, None, Reply[Draft]]:
        """The answer so far, each time the endpoint has said more of it; returns the whole reply.

        Raises:
            EngineError: the endpoint gave no usable reply within the attempts and the deadline of a task.
        """
        instructions, schema, content, _ = _KINDS[ComposeTask]
        talk = self._talk.saying(instructions, content(task), ComposeTask.__name__, schema)
        told = ""
        try:
            while True:
                so_far = answer_so_far(next(talk))
                if so_far and so_far != told:
                    told = so_far
                    yield told
        except StopIteration as ended:
            return cast(Reply[Draft], self._read(ended.value, task))

    def _read(self, heard: Heard, task: Task[Any]) -> Reply[Any]:
        if heard.cut and not heard.value:
            raise EngineError(
                f"{self.name} has no room for this {type(task).__name__}: ask with less, or another model"
            )
        return Reply(_KINDS[type(task)][3](heard.value, task), heard.usage)

    def _extract(self, task: ExtractTask, text: str, until: float) -> Reply[Candidates]:
        """The candidates of the text; where the reply was cut short, of its two halves."""
        prompt = prompt_of(task.schema, task.chunk, text)
        form = extraction_schema(prompt.schema)
        heard = self._talk.say(prompt.fixed, prompt.variable, "extraction", form, until)
        if heard.cut:
            middle = _middle(text)
            if middle:
                first = self._extract(task, text[:middle], until)
                second = self._extract(task, text[middle:], until)
                return Reply(joined(first.value, second.value), heard.usage + first.usage + second.usage)
        found = replace(read_extraction(heard.value), offered=type_names(prompt.schema) if prompt.pruned else ())
        if heard.cut:
            found = _noted(found, "reply cut short", "what stood after the cut is lost")
        if not self._endpoint.second_pass:
            return Reply(found, heard.usage)
        try:
            again = self._talk.say(prompt.fixed, second_content(prompt.variable, found), "extraction", form, until)
        except EngineError as failed:
            # The first reading is paid for and good; that there was no second one stays in view.
            return Reply(_noted(found, "second pass failed", str(failed)), heard.usage)
        found = joined(found, read_extraction(again.value, found.mentions), len(found.mentions))
        if again.cut:
            found = _noted(found, "second pass cut short", "what stood after the cut is lost")
        return Reply(found, heard.usage + again.usage)


def _middle(text: str) -> int:
    """Where to split the text: the sentence end nearest its middle; 0 where it is too short or has none."""
    if len(text) <= _SMALLEST:
        return 0
    ends = [span.end for span in sentences(text) if 0 < span.end < len(text)]
    return min(ends, key=lambda end: abs(end - len(text) // 2), default=0)


def _noted(found: Candidates, why: str, what: str) -> Candidates:
    return replace(found, mentions=(*found.mentions, unreadable(why, what)))


def openai_engine(model: str, environment: Mapping[str, str]) -> OpenAIEngine:
    """The engine over the endpoint the environment describes; ``model`` where given goes before OPENAI_MODEL."""
    return OpenAIEngine(endpoint_from(environment, model))
