"""Whether the evidence is enough, and what to look for next."""

from collections.abc import Iterable

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.dimensions import part_question
from kgworkbench.engines.local.question import read_question
from kgworkbench.engines.local.refusal import stands
from kgworkbench.engines.local.sentence_paths import sentence_paths
from kgworkbench.engines.local.solving import Solving, solving
from kgworkbench.engines.local.surety import surety
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Reflection, Route, SubQuery
from kgworkbench.model.tasks import ReflectTask
from kgworkbench.model.text import Chunk

__all__ = ["reflect"]

_SURE = 0.5
_ENOUGH = 0.8
_STEPS = 0.8
_BRIDGES = 2
_MOST = 3
_MOST_ROUNDS = 3
_ROUTES: tuple[Route, ...] = ("entity", "triple", "chunk")


def reflect(task: ReflectTask) -> Reflection:
    """The verdict on the evidence so far.

    A question that describes something is asked again with the names the evidence puts in the description's place,
    until its answer is sure or nothing new is left to ask; anything else the first round answers or nothing does.
    """
    asked = read_question(task.question.text, task.question.language)
    if not task.evidence:
        return Reflection(True, "no evidence")
    if not (asked.depth or asked.options) or asked.form == "summary" or task.round >= _MOST_ROUNDS:
        return Reflection(True)
    work = solving(task.schema, task.evidence, _passages(task.evidence))
    asked = read_question(work.spelled_out(task.question.text), task.question.language)
    if asked.options:
        return _of_options(asked, work, task)
    found = work.solve(asked)
    if task.round > 1 and _sure(asked, work) >= _ENOUGH:
        return Reflection(True)
    following: dict[str, SubQuery] = {}
    asked_before = {query.text for query in task.plan.sub_queries}
    for text, bridge in work.next_questions(asked)[:_BRIDGES]:
        if text not in asked_before:
            following.setdefault(bridge, _after(text, len(following), task))
    settled = bool(found) and found[0].support >= _SURE and stands(found[0], asked)
    if task.round == 1 and not settled:
        _along_paths(asked, work, following, task)
    queries = tuple(query for query in following.values() if query.text not in asked_before)[:_MOST]
    missing = ", ".join(tuple(following)[:_MOST])
    return Reflection(not queries, missing, queries)


def _sure(asked: Asked, work: Solving) -> float:
    """How sure the answer is that the evidence so far would give, 0 to 1: by steps, or by one chain of statements."""
    coverage = work.coverage(asked)
    steps = work.by_steps(asked)
    if steps:
        return surety(steps[0].found, asked, coverage).score if steps[0].score >= _STEPS else 0.0
    found = work.solve(asked)
    return surety(found[:1], asked, coverage).score if found and stands(found[0], asked) else 0.0


def _of_options(asked: Asked, work: Solving, task: ReflectTask) -> Reflection:
    """What to look for next of the things that a comparison describes."""
    asked_before = {query.text for query in task.plan.sub_queries}
    following: dict[str, SubQuery] = {}
    for option in asked.options:
        part = part_question(asked, option)
        for text, bridge in work.next_questions(part)[:1] if part is not None else ():
            if text not in asked_before:
                following.setdefault(bridge, _after(text, len(following), task))
    return Reflection(not following, ", ".join(following), tuple(following.values()))


def _along_paths(asked: Asked, work: Solving, following: dict[str, SubQuery], task: ReflectTask) -> None:
    """Add what to look for next where chains of sentences pass through a name."""
    coverage = work.coverage(asked)
    for path in sentence_paths(asked, coverage, work.background):
        if len(following) >= _MOST:
            break
        for place, bridge in enumerate(path.bridges):
            words = [coverage.terms[row].text for row in path.links[place + 1].terms]
            following.setdefault(bridge, _after(f"{bridge} {' '.join(words)}", len(following), task))


def _after(text: str, place: int, task: ReflectTask) -> SubQuery:
    key = f"r{place + 1}" if task.round == 1 else f"r{task.round}.{place + 1}"
    return SubQuery(key, text, tuple(route for route in _ROUTES if route in task.limits.routes))


def _passages(evidence: Iterable[Evidence]) -> list[Chunk]:
    """The passages of the evidence as chunks; a heading that opens one is its title."""
    found = []
    for item in evidence:
        if item.route != "chunk" or not item.chunks:
            continue
        head = item.text.split("\n", 1)[0]
        title = head.lstrip("# ").strip() if head.startswith("#") else ""
        found.append(Chunk(item.chunks[0], item.chunks[0], title, 0, len(item.text), item.text))
    return found
