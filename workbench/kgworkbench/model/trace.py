"""Steps of a run: every one a tagged value, so that a trace is a flat list that JSON can hold."""

from collections.abc import Iterable
from dataclasses import dataclass

from kgworkbench.model.evidence import Answer, Evidence
from kgworkbench.model.query import Anchor, Limits, Plan, Question, Reflection, Respelled, Route, SubQuery
from kgworkbench.model.usage import Usage

__all__ = [
    "Answered",
    "AskEvent",
    "Asked",
    "Composed",
    "Composing",
    "Fused",
    "Linked",
    "Planned",
    "Reflected",
    "Retrieved",
    "Rewritten",
    "Step",
    "Trace",
    "Usage",
    "Without",
    "steps_in",
]


@dataclass(frozen=True, slots=True)
class Without:
    """What a run may not see: ids of entities, relations, chunks and communities, and routes that are switched off."""

    entities: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    chunks: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()
    communities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The run began: the question, the limits, the engine's name, and what was switched off."""

    question: Question
    limits: Limits
    engine: str
    off: Without = Without()


@dataclass(frozen=True, slots=True)
class Rewritten(Asked):
    """A follow-up was put in words that need no history: ``question`` is the new one, ``original`` what was typed.

    It stands beside the Asked that began the run and is one itself: from here on this is the question.
    """

    original: str = ""
    ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Linked:
    """Words of the question were linked to entities."""

    anchors: tuple[Anchor, ...]
    ms: float


@dataclass(frozen=True, slots=True)
class Planned:
    """The engine decomposed the question, or somebody ``edited`` the plan and no engine was asked.

    ``aside`` says why there is nothing to search where the plan is empty: small talk, or a question of which the
    graph knows no word.
    """

    plan: Plan
    ms: float
    usage: Usage = Usage()
    edited: bool = False
    aside: str = ""


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
    """Everything retrieved in a round, ranked together and cut to the limit; ``offered`` counts it before the cut.

    ``scores`` are the fused scores, one for each piece of evidence (in it stand the scores of its route), or those of
    the reranker where ``reranked`` is true; ``error`` says why a reranker could not, and the fused order stayed.
    """

    round: int
    evidence: tuple[Evidence, ...]
    offered: int
    ms: float
    scores: tuple[float, ...] = ()
    reranked: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Reflected:
    """The engine judged the evidence."""

    round: int
    reflection: Reflection
    ms: float
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Composed:
    """The engine wrote an answer; ``rejected`` lists citations it claimed that could not be proved, ``respelled`` the
    words of the question that it took for others.
    """

    text: str
    cited: tuple[str, ...]
    rejected: tuple[str, ...]
    ms: float
    usage: Usage = Usage()
    respelled: tuple[Respelled, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """The run ended with an answer."""

    answer: Answer
    ms: float


@dataclass(frozen=True, slots=True)
class Composing:
    """What the engine has written of its answer so far; its citations are not proved yet.

    An event of a run that people watch, never a step of its trace: where it is cut is chance.
    """

    text: str


Step = Asked | Rewritten | Linked | Planned | Retrieved | Fused | Reflected | Composed | Answered
AskEvent = Step | Composing


def steps_in(events: Iterable[AskEvent]) -> tuple[Step, ...]:
    """The steps among the events of a run: without what was said while the answer was composed."""
    return tuple(event for event in events if not isinstance(event, Composing))


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
