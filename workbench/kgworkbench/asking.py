"""Questions of a workbench: asked, run on from a step, asked again with parts switched off, and compared."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace

from kgworkbench.ask import SubQueryCache, ask, resume
from kgworkbench.counterfactual import Support, smallest_evidence
from kgworkbench.errors import QuestionError
from kgworkbench.folder import KeptTraces
from kgworkbench.index.library import Library
from kgworkbench.index.without import without
from kgworkbench.model.evidence import Answer
from kgworkbench.model.ids import content_id
from kgworkbench.model.query import Limits, Plan, Question
from kgworkbench.model.trace import Asked, AskEvent, Composing, Planned, Step, Trace, Without
from kgworkbench.ports import Engine
from kgworkbench.retrieve.rerank import Scorer
from kgworkbench.retrieve.rewrite import History
from kgworkbench.traces.diff import TraceDiff, diff_traces

__all__ = ["Asking", "Manner"]

EVERYTHING = Without()

MOST_KEPT = 5_000
"""Sub-queries by route whose evidence is kept: some ten megabytes, however many questions a server is asked."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a question is asked: what is switched off, an edited plan, the conversation before it, a reranker."""

    off: Without = EVERYTHING
    plan: Plan | None = None
    history: History = ()
    scorer: Scorer | None = None


class Asking:
    """Runs of questions over the library as it is, each kept as a trace."""

    def __init__(self, library: Callable[[], Library], engine: Callable[[], Engine], traces: KeptTraces) -> None:
        self._library, self._engine, self._traces = library, engine, traces
        self._cache: SubQueryCache = {}

    def forget(self) -> None:
        """Drop what routes found in an earlier version of the graph."""
        self._cache.clear()

    def ask(self, question: Question, limits: Limits, manner: Manner) -> Generator[AskEvent, None, Answer]:
        """The steps of answering, with what an engine that speaks has said in between; the trace is kept.

        Raises:
            QuestionError: there is nothing to ask, or the graph is empty.
        """
        library, engine = self._filled(), self._engine()
        if len(self._cache) > MOST_KEPT:
            self.forget()
        events = ask(
            question,
            library=library,
            engine=engine,
            limits=limits,
            cache=self._cache,
            off=manner.off,
            plan=manner.plan,
            history=manner.history,
            scorer=manner.scorer,
        )
        asked = [manner.off, manner.plan, manner.history]
        more: list[object] = [part for part, plain in zip(asked, (EVERYTHING, None, ()), strict=True) if part != plain]
        more += [] if manner.scorer is None else ["reranked"]
        identity = content_id("trace", question, limits, library.version, engine.name, *more)
        return (yield from self._kept(events, identity, question.text, library.version))

    def resume(self, identity: str, from_step: int, plan: Plan | None = None) -> Generator[AskEvent, None, Answer]:
        """The steps of a kept trace up to one, and anew from there on, under the plan where one is given.

        Raises:
            InputError: no trace of that id is kept.
            QuestionError: it has no such step, or belongs to another version of the graph.
        """
        library, engine, trace = self._filled(), self._engine(), self._traces.get(identity)
        events = resume(trace, from_step, library=library, engine=engine, cache=self._cache, plan=plan)
        anew = content_id("trace", identity, from_step, engine.name, *([] if plan is None else [plan]))
        return (yield from self._kept(events, anew, trace.question, library.version))

    def support(self, identity: str) -> Support:
        """What the answer of a kept trace rests on, by asking its question again with parts switched off.

        What was switched off in the run stays so, and a plan edited by hand is followed again; a reranker is not asked.

        Raises:
            InputError: no trace of that id is kept.
        """
        steps = self._traces.get(identity).steps
        # A follow-up stands rewritten in the last of them.
        asked = [step for step in steps if isinstance(step, Asked)][-1]
        edited = next((step.plan for step in steps if isinstance(step, Planned) and step.edited), None)
        seen = without(self._filled(), asked.off)
        limits = replace(
            asked.limits, routes=tuple(route for route in asked.limits.routes if route not in asked.off.routes)
        )
        return smallest_evidence(asked.question, library=seen, engine=self._engine(), limits=limits, plan=edited)

    def compare(self, one: str, other: str) -> TraceDiff:
        """What differs between two kept traces.

        Raises:
            InputError: one of them is not kept.
        """
        return diff_traces(self._traces.get(one), self._traces.get(other))

    def _kept(
        self, events: Generator[AskEvent, None, Answer], identity: str, question: str, version: str
    ) -> Generator[AskEvent, None, Answer]:
        steps: list[Step] = []
        for step in events:
            if not isinstance(step, Composing):
                steps.append(step)
            yield step
        trace = Trace(identity, question, version, tuple(steps))
        self._traces.keep(trace)
        assert trace.answer is not None
        return trace.answer

    def _filled(self) -> Library:
        library = self._library()
        if not library.chunks:
            raise QuestionError("the graph is empty: build a corpus into it first (kgw build CORPUS --into DIR)")
        return library
