"""What can be asked of an engine. Each task is a plain value and names the type of its reply."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from kgworkbench.model.evidence import Evidence
from kgworkbench.model.facts import Candidates
from kgworkbench.model.query import Anchor, Limits, Plan, Question, Reflection, Respelled
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk
from kgworkbench.model.usage import Usage

__all__ = [
    "Cited",
    "ComposeTask",
    "DescribeTask",
    "Description",
    "Draft",
    "ExtractTask",
    "InduceTask",
    "PlanTask",
    "ReflectTask",
    "Reply",
    "Task",
]

Value = TypeVar("Value")


class Task(Generic[Value]):
    """A request to an engine whose reply carries a ``Value``."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reply(Generic[Value]):
    """An engine's answer to a task, and the tokens it took."""

    value: Value
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class ExtractTask(Task[Candidates]):
    """Find mentions, triples and attributes of the schema in a chunk."""

    chunk: Chunk
    schema: Schema


@dataclass(frozen=True, slots=True)
class InduceTask(Task[Schema]):
    """Propose a first schema for texts like these; ``name`` is what the schema will be called."""

    chunks: tuple[Chunk, ...]
    language: str
    name: str = "induced"


@dataclass(frozen=True, slots=True)
class PlanTask(Task[Plan]):
    """Decompose a question into sub-queries. ``anchors`` are the entities its words were linked to."""

    question: Question
    schema: Schema
    anchors: tuple[Anchor, ...]
    limits: Limits


@dataclass(frozen=True, slots=True)
class ReflectTask(Task[Reflection]):
    """Judge whether the evidence answers the question, and say what to look for next."""

    question: Question
    schema: Schema
    plan: Plan
    evidence: tuple[Evidence, ...]
    round: int
    limits: Limits


@dataclass(frozen=True, slots=True)
class ComposeTask(Task["Draft"]):
    """Answer the question from the evidence; ``chunks`` are the texts the evidence stands in."""

    question: Question
    schema: Schema
    plan: Plan
    evidence: tuple[Evidence, ...]
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim and the position in ``ComposeTask.evidence`` that supports it, with the words it quotes, if any."""

    claim: str
    evidence: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An engine's answer before its citations are proved against the documents; ``respelled`` are words of the
    question that it took for others.
    """

    text: str
    found: bool
    values: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    unsupported: bool = False
    respelled: tuple[Respelled, ...] = ()


@dataclass(frozen=True, slots=True)
class DescribeTask(Task["Description"]):
    """Name and summarise a community from its members, keywords and characteristic triples."""

    community: str
    centre: str
    members: tuple[str, ...]
    keywords: tuple[str, ...]
    facts: tuple[str, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Description:
    """A community's name and summary."""

    name: str
    summary: str
