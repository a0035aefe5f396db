"""From a question to a traced answer: the second half of the line, as one generator of steps."""

import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from kgworkbench.errors import QuestionError
from kgworkbench.index.library import Library
from kgworkbench.index.link import link
from kgworkbench.index.words import words
from kgworkbench.model.evidence import Answer, Citation, Evidence, EvidencePath
from kgworkbench.model.query import ROUTES, Anchor, Limits, Plan, Question, Route, SubQuery
from kgworkbench.model.tasks import ComposeTask, Draft, PlanTask, ReflectTask
from kgworkbench.model.trace import Answered, Asked, Composed, Fused, Linked, Planned, Reflected, Retrieved, Step
from kgworkbench.ports import Engine
from kgworkbench.retrieve.bind import bind
from kgworkbench.retrieve.cite import cite
from kgworkbench.retrieve.connect import connect
from kgworkbench.retrieve.fuse import fuse
from kgworkbench.retrieve.routes import ROUTES as SERVE

__all__ = ["LONGEST_QUESTION", "SubQueryCache", "ask"]

LONGEST_QUESTION = 8_000
"""Characters; a longer text is a document, not a question."""

_NEAREST = 5
_PATHS = 4

SubQueryCache = dict[tuple[str, SubQuery, Route, Limits], tuple[Evidence, ...]]
"""What a route found for a sub-query in one version of the graph."""


def ask(
    question: Question,
    *,
    library: Library,
    engine: Engine,
    limits: Limits = Limits(),
    cache: SubQueryCache | None = None,
) -> Generator[Step, None, Answer]:
    """Steps of answering the question from the library; the answer is in the last step and the return value.

    Plan, then at most ``limits.rounds`` times: retrieve along every route, fuse, reflect; then compose. A route that
    fails is marked in its step and the others go on. Equal inputs give equal steps, timings aside.

    Raises:
        QuestionError: the question is blank or too long, or the limits name an unknown route.
        EngineError: the engine could not plan, reflect or compose.
    """
    _refuse(question, limits)
    began = time.perf_counter()
    yield Asked(question, limits, engine.name)

    started = time.perf_counter()
    anchors = link(question.text, library.index)
    yield Linked(anchors, _since(started))

    started = time.perf_counter()
    planned = engine.reply(PlanTask(question, library.schema, anchors, limits))
    plan = planned.value
    yield Planned(plan, _since(started), planned.usage)

    cache = {} if cache is None else cache
    found: list[tuple[Evidence, ...]] = []
    evidence: tuple[Evidence, ...] = ()
    waiting = plan.sub_queries
    asked: dict[str, SubQuery] = {}
    with ThreadPoolExecutor(max_workers=len(ROUTES), thread_name_prefix="route") as executor:
        for round_number in range(1, limits.rounds + 1):
            for sub_query in waiting:
                bound = bind(sub_query, asked, found)
                asked[bound.id] = bound
                for step in _retrieve(bound, library, limits, round_number, cache, executor):
                    found.append(step.evidence)
                    yield step
            started = time.perf_counter()
            evidence = _keep_counted(fuse(found, limits), found, plan)
            yield Fused(round_number, evidence, len({item.id for served in found for item in served}), _since(started))

            started = time.perf_counter()
            whole = replace(plan, sub_queries=tuple(asked.values()))
            reflected = engine.reply(ReflectTask(question, library.schema, whole, evidence, round_number, limits))
            yield Reflected(round_number, reflected.value, _since(started), reflected.usage)
            waiting = reflected.value.next
            if reflected.value.enough or not waiting:
                break

    started = time.perf_counter()
    chunks = tuple(library.chunk[key] for key in dict.fromkeys(key for item in evidence for key in item.chunks))
    whole = replace(plan, sub_queries=tuple(asked.values()))
    composed = engine.reply(ComposeTask(question, library.schema, whole, evidence, chunks))
    draft = composed.value
    citations, rejected = cite(draft, evidence, library)
    cited = tuple(dict.fromkeys(citation.evidence for citation in citations))
    yield Composed(draft.text, cited, rejected, _since(started), composed.usage)

    answer = _answer(question, draft, citations, evidence, anchors, library, limits)
    yield Answered(answer, _since(began))
    return answer


def _refuse(question: Question, limits: Limits) -> None:
    if not any(letter.isalnum() for letter in question.text):
        raise QuestionError(f"the question {question.text!r} asks nothing: write at least one word")
    if len(question.text) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(question.text)} characters, the most is {LONGEST_QUESTION}: shorten it, "
            "or build the text into the graph as a document"
        )
    for route in limits.routes:
        if route not in SERVE:
            raise QuestionError(f"unknown route {route!r}: choose from {', '.join(ROUTES)}")


def _retrieve(
    sub_query: SubQuery,
    library: Library,
    limits: Limits,
    round_number: int,
    cache: SubQueryCache,
    executor: ThreadPoolExecutor,
) -> list[Retrieved]:
    """One step for each route of the sub-query that the limits allow, in the order of ``ROUTES``."""

    def serve(route: Route) -> Retrieved:
        started = time.perf_counter()
        key = (library.version, sub_query, route, limits)
        if key in cache:
            return Retrieved(round_number, sub_query, route, cache[key], _since(started), cached=True)
        try:
            offered = SERVE[route](sub_query, library, limits)
        except Exception as problem:  # noqa: BLE001 - a route that breaks is a marked step, never the end of the run
            reason = f"{type(problem).__name__}: {problem}"
            return Retrieved(round_number, sub_query, route, (), _since(started), error=reason)
        offered = tuple(replace(item, sub_query=sub_query.id) for item in offered)
        cache[key] = offered
        return Retrieved(round_number, sub_query, route, offered, _since(started))

    routes = [route for route in ROUTES if route in sub_query.routes and route in limits.routes]
    return list(executor.map(serve, routes))


def _keep_counted(
    fused: tuple[Evidence, ...], found: Sequence[tuple[Evidence, ...]], plan: Plan
) -> tuple[Evidence, ...]:
    """The fused evidence and, behind it, every fact of a relation the plan follows: a count or a chain must see all."""
    followed = {relation for sub_query in plan.sub_queries for relation in sub_query.relations}
    kept = {item.id: item for item in fused}
    for served in found:
        for item in served:
            if item.id not in kept and item.hops and all(hop.relation in followed for hop in item.hops):
                kept[item.id] = item
    return tuple(kept.values())


def _answer(
    question: Question,
    draft: Draft,
    citations: tuple[Citation, ...],
    evidence: tuple[Evidence, ...],
    anchors: tuple[Anchor, ...],
    library: Library,
    limits: Limits,
) -> Answer:
    used = [evidence[claim.evidence] for claim in draft.cited if 0 <= claim.evidence < len(evidence)]
    ranked = [item for item in evidence if item.route == "chunk"]
    documents = [citation.document for citation in citations]
    documents += [library.chunk[key].document for item in ranked for key in item.chunks]
    paths = [item.hops for item in used if item.hops]
    if draft.found and not paths:
        paths = _paths(draft, citations, anchors, library, limits)
    return Answer(
        text=draft.text,
        found=draft.found,
        mode=question.mode,
        language=question.language,
        values=draft.values,
        citations=citations,
        documents=tuple(dict.fromkeys(documents)),
        paths=tuple(dict.fromkeys(paths)),
        nearest=() if draft.found else _nearest(anchors, evidence),
        unsupported=draft.unsupported,
    )


def _paths(
    draft: Draft,
    citations: tuple[Citation, ...],
    anchors: tuple[Anchor, ...],
    library: Library,
    limits: Limits,
) -> list[EvidencePath]:
    """How the cited text leads from what the question names to each value of an answer read from passages."""
    starts = [anchor.entity for anchor in anchors]
    found = []
    for value in draft.values[:_PATHS]:
        named = library.index.names.get(" ".join(words(value)), ())
        ends = [entity for row in named if (entity := library.index.anchors[row][0]) not in starts]
        path = connect(starts, ends, (value,), citations, library, limits.depth)
        if path:
            found.append(path)
    return found


def _nearest(anchors: tuple[Anchor, ...], evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """Names to offer where there is no answer: what the question named, then what the evidence is about."""
    names = [anchor.name for anchor in anchors]
    names += [hop.head_name for item in evidence for hop in item.hops]
    return tuple(dict.fromkeys(names))[:_NEAREST]


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 3)
