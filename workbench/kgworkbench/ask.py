"""From a question to a traced answer: the second half of the line, as one generator of steps."""

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace

from kgworkbench.errors import QuestionError
from kgworkbench.index.library import Library
from kgworkbench.index.link import link
from kgworkbench.index.without import without
from kgworkbench.model.evidence import Answer, Evidence
from kgworkbench.model.query import ROUTES, Limits, Plan, Question, Route, SubQuery
from kgworkbench.model.tasks import ComposeTask, Draft, PlanTask, ReflectTask, Reply
from kgworkbench.model.trace import (
    Answered,
    Asked,
    AskEvent,
    Composed,
    Composing,
    Fused,
    Linked,
    Planned,
    Reflected,
    Retrieved,
    Rewritten,
    Trace,
    Without,
)
from kgworkbench.ports import Engine, SpeakingEngine
from kgworkbench.read.foreign import is_foreign
from kgworkbench.retrieve.answer import answer_of
from kgworkbench.retrieve.bind import bind
from kgworkbench.retrieve.cite import cite
from kgworkbench.retrieve.crew import Crew
from kgworkbench.retrieve.edited import check_plan
from kgworkbench.retrieve.fuse import fused, keep_counted
from kgworkbench.retrieve.past import Past, past_of
from kgworkbench.retrieve.rerank import Scorer, rerank
from kgworkbench.retrieve.rewrite import History, rewritten
from kgworkbench.retrieve.routes import ROUTES as SERVE
from kgworkbench.retrieve.small_talk import aside_of, reply_to

__all__ = ["LONGEST_QUESTION", "ROUTE_SECONDS", "SubQueryCache", "ask", "resume"]

LONGEST_QUESTION = 8_000
"""Characters; a longer text is a document, not a question."""

ROUTE_SECONDS = 30.0
"""What the routes of one sub-query, or a reranker, may take: a hundred times what they do."""

EVERYTHING = Without()
"""Nothing is switched off."""

SubQueryCache = dict[tuple[str, SubQuery, Route, Limits], tuple[Evidence, ...]]
"""What a route found for a sub-query in one version of the graph."""


def ask(
    question: Question,
    *,
    library: Library,
    engine: Engine,
    limits: Limits = Limits(),
    cache: SubQueryCache | None = None,
    off: Without = EVERYTHING,
    plan: Plan | None = None,
    history: History = (),
    scorer: Scorer | None = None,
    route_seconds: float = ROUTE_SECONDS,
) -> Generator[AskEvent, None, Answer]:
    """Steps of answering the question from the library; the answer is in the last step and the return value.

    An engine that speaks is heard while it composes: what it has said so far comes between the steps.

    Plan, then at most ``limits.rounds`` times: retrieve along every route, fuse, reflect; then compose. A route that
    fails or takes more than ``route_seconds`` is marked in its step and the others go on. Equal inputs give equal
    steps, timings aside.

    Args:
        off: what the run may not see, as if it were not there.
        plan: an edited plan to run in the place of the engine's.
        history: questions and answers before this one, oldest first; a follow-up is put in words that need none.
        scorer: reranks what was fused; where it fails or is late the fused order stays.

    Raises:
        QuestionError: the question is blank or too long, the limits or the plan name an unknown route, the plan
            cannot run, or ``off`` names what is not there.
        EngineError: the engine could not plan, reflect or compose.
    """
    _refuse(question, limits, off)
    if plan is not None:
        check_plan(plan)
    seen = without(library, off)
    tools = _Tools(seen, engine, scorer, {} if cache is None else cache, route_seconds)
    return (yield from _run(Asked(question, limits, engine.name, off), Past(), tools, plan, history))


def resume(
    trace: Trace,
    from_step: int,
    *,
    library: Library,
    engine: Engine,
    cache: SubQueryCache | None = None,
    plan: Plan | None = None,
    scorer: Scorer | None = None,
    route_seconds: float = ROUTE_SECONDS,
) -> Generator[AskEvent, None, Answer]:
    """Steps of the trace up to ``from_step`` (its position), as they were, and anew from there on.

    What is taken from the trace costs no engine call and no retrieval. Question, limits and what was switched off are
    the trace's. With a ``plan``, the run begins anew at the step that planned. Composing and the answer are one step.

    Raises:
        QuestionError: the trace has no such step or belongs to another version of the graph, or the plan cannot run.
        EngineError: the engine could not plan, reflect or compose.
    """
    if plan is not None:
        check_plan(plan)
    asked, past = past_of(trace, from_step, library.version, planned=plan is None)
    seen = without(library, asked.off)
    tools = _Tools(seen, engine, scorer, {} if cache is None else cache, route_seconds)
    return (yield from _run(asked, past, tools, plan, ()))


@dataclass(frozen=True, slots=True)
class _Tools:
    """What a run works with."""

    library: Library
    engine: Engine
    scorer: Scorer | None
    cache: SubQueryCache
    seconds: float


def _run(
    asked: Asked, past: Past, tools: _Tools, edited: Plan | None, history: History
) -> Generator[AskEvent, None, Answer]:
    library, engine = tools.library, tools.engine
    began = time.perf_counter()
    yield asked
    again = past.next(Rewritten) or _rewritten(asked, history, library)
    if again is not None:
        yield again
    question = asked.question if again is None else again.question
    limits = replace(
        asked.limits, routes=tuple(route for route in asked.limits.routes if route not in asked.off.routes)
    )

    linked = past.next(Linked)
    if linked is None:
        started = time.perf_counter()
        anchors = link(question.text, library.index)
        linked = Linked(anchors, _since(started))
    yield linked

    planned = past.next(Planned) or _planned(question, linked, tools, edited, limits)
    yield planned
    if planned.aside:
        spoken = "en" if is_foreign(question.text) else question.language
        said = reply_to(planned.aside == "small talk", spoken, library.schema)
        answer = Answer(said, False, question.mode, spoken)
        yield Composed(answer.text, (), (), 0.0)
        yield Answered(answer, _since(began))
        return answer

    found: list[tuple[Evidence, ...]] = []
    evidence: tuple[Evidence, ...] = ()
    waiting = planned.plan.sub_queries
    queries: dict[str, SubQuery] = {}
    with Crew(len(ROUTES), tools.seconds) as crew:
        for round_number in range(1, limits.rounds + 1):
            for sub_query in waiting:
                bound = bind(sub_query, queries, found)
                queries[bound.id] = bound
                for step in _retrieve(bound, limits, round_number, past, tools, crew):
                    found.append(step.evidence)
                    yield step
            gathered = past.next(Fused) or _fuse(question, found, planned.plan, limits, round_number, tools, crew)
            evidence = gathered.evidence
            yield gathered

            whole = replace(planned.plan, sub_queries=tuple(queries.values()))
            reflected = past.next(Reflected)
            if reflected is None:
                started = time.perf_counter()
                verdict = engine.reply(ReflectTask(question, library.schema, whole, evidence, round_number, limits))
                reflected = Reflected(round_number, verdict.value, _since(started), verdict.usage)
            yield reflected
            waiting = reflected.reflection.next
            if reflected.reflection.enough or not waiting:
                break

    started = time.perf_counter()
    chunks = tuple(library.chunk[key] for key in dict.fromkeys(key for item in evidence for key in item.chunks))
    whole = replace(planned.plan, sub_queries=tuple(queries.values()))
    composed = yield from _composed(ComposeTask(question, library.schema, whole, evidence, chunks), engine)
    draft: Draft = composed.value
    citations, rejected = cite(draft, evidence, library)
    cited = tuple(dict.fromkeys(citation.evidence for citation in citations))
    yield Composed(draft.text, cited, rejected, _since(started), composed.usage, draft.respelled)

    answer = answer_of(question, draft, citations, evidence, linked.anchors, library, limits)
    yield Answered(answer, _since(began))
    return answer


def _refuse(question: Question, limits: Limits, off: Without) -> None:
    if not any(letter.isalnum() for letter in question.text):
        raise QuestionError(f"the question {question.text!r} asks nothing: write at least one word")
    if len(question.text) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(question.text)} characters, the most is {LONGEST_QUESTION}: shorten it, "
            "or build the text into the graph as a document"
        )
    for route in (*limits.routes, *off.routes):
        if route not in SERVE:
            raise QuestionError(f"unknown route {route!r}: choose from {', '.join(ROUTES)}")


def _rewritten(asked: Asked, history: History, library: Library) -> Rewritten | None:
    """The follow-up in words that need no history, None where it needs none already."""
    if not history:
        return None
    started = time.perf_counter()
    text = rewritten(asked.question, history, library)
    if text == asked.question.text:
        return None
    again = replace(asked.question, text=text)
    return Rewritten(again, asked.limits, asked.engine, asked.off, asked.question.text, _since(started))


def _planned(question: Question, linked: Linked, tools: _Tools, edited: Plan | None, limits: Limits) -> Planned:
    started = time.perf_counter()
    if edited is not None:
        return Planned(edited, _since(started), edited=True)
    aside = aside_of(question.text, tools.library.index, bool(linked.anchors))
    if aside == "small talk" or (aside and question.mode == "reject"):
        return Planned(Plan(question.text, ()), _since(started), aside=aside)
    planned = tools.engine.reply(PlanTask(question, tools.library.schema, linked.anchors, limits))
    return Planned(planned.value, _since(started), planned.usage)


def _composed(task: ComposeTask, engine: Engine) -> Generator[Composing, None, Reply[Draft]]:
    if not isinstance(engine, SpeakingEngine):
        return engine.reply(task)
    speech = engine.speak(task)
    try:
        while True:
            yield Composing(next(speech))
    except StopIteration as ended:
        reply: Reply[Draft] = ended.value
        return reply
    finally:
        # Whoever stops listening stops the call, and what it would have cost.
        speech.close()


def _retrieve(
    sub_query: SubQuery, limits: Limits, round_number: int, past: Past, tools: _Tools, crew: Crew
) -> list[Retrieved]:
    """One step for each route of the sub-query that the limits allow, in the order of ``ROUTES``."""
    # What a route finds does not depend on which others run, so a run without one reads what the whole one found.
    asked, reach = replace(sub_query, routes=ROUTES), replace(limits, routes=ROUTES, rounds=0)

    def server(route: Route) -> Callable[[], Retrieved]:
        def serve() -> Retrieved:
            started = time.perf_counter()
            key = (tools.library.version, asked, route, reach)
            known = tools.cache.get(key)  # asked once: another thread may drop it at any time
            if known is not None:
                return Retrieved(round_number, sub_query, route, known, _since(started), cached=True)
            try:
                offered = SERVE[route](sub_query, tools.library, limits)
            except Exception as problem:  # noqa: BLE001 - a route that breaks is a marked step, never the end of the run
                reason = f"{type(problem).__name__}: {problem}"
                return Retrieved(round_number, sub_query, route, (), _since(started), error=reason)
            offered = tuple(replace(item, sub_query=sub_query.id) for item in offered)
            tools.cache[key] = offered
            return Retrieved(round_number, sub_query, route, offered, _since(started))

        return serve

    before = past.served(round_number, sub_query.id)
    done = {step.route for step in before}
    routes = [route for route in ROUTES if route in sub_query.routes and route in limits.routes and route not in done]
    served = crew.run([server(route) for route in routes])
    late = f"not done after {crew.seconds:g} s"
    return before + [
        Retrieved(round_number, sub_query, route, (), 1000 * crew.seconds, error=late) if step is None else step
        for route, step in zip(routes, served, strict=True)
    ]


def _fuse(
    question: Question,
    found: Sequence[tuple[Evidence, ...]],
    plan: Plan,
    limits: Limits,
    round_number: int,
    tools: _Tools,
    crew: Crew,
) -> Fused:
    started = time.perf_counter()
    ranked, scores = fused(found, limits)
    reranked, error, scorer = False, "", tools.scorer
    if scorer is not None and ranked:
        result = crew.run([lambda: rerank(question.text, ranked, scorer)])[0]
        if result is None:
            error = f"not done after {crew.seconds:g} s"
        else:
            ranked, new_scores, error = result
            reranked = not error
            scores = new_scores if reranked else scores
    evidence = keep_counted(ranked, found, plan)
    scores += (0.0,) * (len(evidence) - len(scores))
    offered = len({item.id for served in found for item in served})
    return Fused(round_number, evidence, offered, _since(started), scores, reranked, error)


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 3)
