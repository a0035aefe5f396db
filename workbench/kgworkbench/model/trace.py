"""Steps of a run: every one a tagged value, so that a trace is a flat list that JSON can hold."""

from dataclasses import dataclass

from kgworkbench.model.evidence import Answer, Evidence
from kgworkbench.model.query import Anchor, Limits, Plan, Question, Reflection, Route, SubQuery

__all__ = [
    "Answered",
    "Asked",
    "Composed",
    "Fused",
    "Linked",
    "Planned",
    "Reflected",
    "Retrieved",
    "Step",
    "Trace",
    "Usage",
]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens an engine used for one reply; zero for an engine that counts none."""

    prompt: int = 0
    completion: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        """The tokens of both."""
        return Usage(self.prompt + other.prompt, self.completion + other.completion)


@dataclass(frozen=True, slots=True)
class Asked:
    """The run began: the question, the limits, and the engine's name."""

    question: Question
    limits: Limits
    engine: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Words of the question were linked to entities."""

    anchors: tuple[Anchor, ...]
    ms: float


@dataclass(frozen=True, slots=True)
class Planned:
    """The engine decomposed the question."""

    plan: Plan
    ms: float
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """One route served one sub-query; ``error`` says why it could not."""

    round: int
    sub_query: SubQuery
    route: Route
    evidence: tuple[Evidence, ...]
    ms: float
    cached: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Fused:
    """Everything retrieved in a round, ranked together and cut to the limit; ``offered`` counts it before the cut."""

    round: int
    evidence: tuple[Evidence, ...]
    offered: int
    ms: float


@dataclass(frozen=True, slots=True)
class Reflected:
    """The engine judged the evidence."""

    round: int
    reflection: Reflection
    ms: float
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Composed:
    """The engine wrote an answer; ``rejected`` lists citations it claimed that could not be proved."""

    text: str
    cited: tuple[str, ...]
    rejected: tuple[str, ...]
    ms: float
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Answered:
    """The run ended with an answer."""

    answer: Answer
    ms: float


Step = Asked | Linked | Planned | Retrieved | Fused | Reflected | Composed | Answered


@dataclass(frozen=True, slots=True)
class Trace:
    """The ordered steps of one question, replayable from JSON."""

    id: str
    question: str
    graph_version: str
    steps: tuple[Step, ...]

    @property
    def answer(self) -> Answer | None:
        """The answer the run ended with, None while it runs or where it failed."""
        last = self.steps[-1] if self.steps else None
        return last.answer if isinstance(last, Answered) else None
