"""What an answer rests on: asked again without parts of its evidence, until no part can go."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass

from kgworkbench.ask import SubQueryCache, ask
from kgworkbench.index.library import Library
from kgworkbench.model.evidence import Answer
from kgworkbench.model.query import ROUTES, Limits, Plan, Question
from kgworkbench.model.trace import Answered, AskEvent, Fused, Planned, Step, Without, steps_in
from kgworkbench.ports import Engine

__all__ = ["MOST_ASKS", "Support", "same_answer", "smallest_evidence"]

MOST_ASKS = 24
"""Times that a question is asked again at most."""


@dataclass(frozen=True, slots=True)
class Support:
    """What an answer rests on.

    ``chunks`` is a smallest set found of chunks that, with all others switched off, still gives the answer (empty
    where none was found in ``asks`` asks); none of them can be left out of it, unless there were no asks left to try.
    ``without`` holds each cited chunk with the answer that comes when it alone is off, and ``needed`` those chunks that
    change it. ``survives`` says that the answer comes with no evidence at all, so that nothing cited is what it rests
    on.
    """

    answer: Answer
    chunks: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    without: tuple[tuple[str, Answer], ...] = ()
    survives: bool = False
    asks: int = 0


def smallest_evidence(
    question: Question,
    *,
    library: Library,
    engine: Engine,
    limits: Limits = Limits(),
    cache: SubQueryCache | None = None,
    most: int = MOST_ASKS,
    plan: Plan | None = None,
    same: Callable[[Answer, Answer], bool] | None = None,
) -> Support:
    """What the answer to the question rests on, by asking it again at most ``most`` times with the plan of the first.

    Each cited chunk is left out alone; then all but the cited ones, to which more of the evidence is added, best
    first, until the answer comes; then one after the other of those is left out for good where the answer stays
    (greedy, last cited first). Equal inputs give equal support. ``plan`` is an edited one to follow in the place of the
    engine's; ``same`` says whether two answers are one.

    Raises:
        QuestionError: the question cannot be asked.
        EngineError: the engine could not answer.
    """
    same = same or same_answer
    cache = {} if cache is None else cache
    steps, first = _to_the_end(ask(question, library=library, engine=engine, limits=limits, cache=cache, plan=plan))
    plan = next(step.plan for step in steps if isinstance(step, Planned))
    if not first.found or not plan.sub_queries:
        return Support(first, asks=1)
    asked = 1

    def again(off: Without) -> Answer:
        nonlocal asked
        asked += 1
        return _again(question, off, library, engine, limits, cache, plan)

    survives = same(first, again(Without(routes=ROUTES)))
    cited = tuple(dict.fromkeys(citation.chunk for citation in first.citations))
    alone = tuple((chunk, again(Without(chunks=(chunk,)))) for chunk in cited[: max(0, most - asked)])
    needed = tuple(chunk for chunk, answer in alone if not same(first, answer))

    def suffices(chunks: Iterable[str]) -> bool:
        kept = set(chunks)
        return same(first, again(Without(chunks=tuple(chunk.id for chunk in library.chunks if chunk.id not in kept))))

    enough: tuple[str, ...] | None = () if survives else None
    grown = list(cited)
    more = [chunk for chunk in _behind(steps) if chunk not in grown]
    while enough is None and asked < most:
        if grown and suffices(grown):
            enough = tuple(grown)
        elif more:
            grown.append(more.pop(0))
        else:
            break
    # What alone changes the answer stays; the rest goes where it can, what was added or cited last first.
    for chunk in reversed(enough or ()):
        if asked >= most or enough is None:
            break
        if chunk in needed or len(enough) == 1:
            continue
        rest = tuple(other for other in enough if other != chunk)
        if suffices(rest):
            enough = rest
    return Support(first, enough or (), needed, alone, survives, asked)


def same_answer(one: Answer, other: Answer) -> bool:
    """Whether both were found and say the same: the same bare values in any order, or the same text without them."""
    if one.found != other.found:
        return False
    if one.values or other.values:
        return _plain(one.values) == _plain(other.values)
    return _plain([one.text]) == _plain([other.text])


def _plain(values: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(value.casefold().split()) for value in values)


def _behind(steps: Iterable[Step]) -> tuple[str, ...]:
    """The chunks of the last fused evidence, best first."""
    fused = [step for step in steps if isinstance(step, Fused)]
    return tuple(dict.fromkeys(chunk for item in fused[-1].evidence for chunk in item.chunks)) if fused else ()


def _again(
    question: Question,
    off: Without,
    library: Library,
    engine: Engine,
    limits: Limits,
    cache: SubQueryCache,
    plan: Plan,
) -> Answer:
    run = ask(question, library=library, engine=engine, limits=limits, cache=cache, off=off, plan=plan)
    return _to_the_end(run)[1]


def _to_the_end(run: Generator[AskEvent, None, Answer]) -> tuple[tuple[Step, ...], Answer]:
    steps = steps_in(run)
    last = steps[-1]
    assert isinstance(last, Answered)
    return steps, last.answer
