"""The turns of a session: what was asked in each, in what way, and what came of it."""

from collections.abc import Sequence
from typing import Any

from kgworkbench.app.components.proof import proof_of
from kgworkbench.app.worker import Job
from kgworkbench.model.query import Plan
from kgworkbench.model.trace import Asked, Composing, Planned, Step, Without, steps_in

__all__ = [
    "Turn",
    "asked_in",
    "citations_of",
    "earlier_of",
    "history_of",
    "off_in",
    "plan_in",
    "recalled",
    "took_in",
    "turn_of",
    "version_of",
]

Turn = dict[str, Any]
"""One question of the conversation: number, question, job, run, steps, proof, status, error, seconds, support.

``said`` is what an engine has written so far of an answer that is not proved yet."""

_TURNS = 12


def turn_of(number: int, question: str, job: Job[Any]) -> Turn:
    """The turn of a question that is being answered."""
    return _turn(number, question, job=job, status="running")


def recalled(number: int, run: str, question: str, steps: Sequence[Step]) -> Turn:
    """The turn of a run that was kept."""
    seconds = getattr(steps[-1], "ms", 0.0) / 1000 if steps else 0.0
    return _turn(number, question, run=run, steps=list(steps), proof=proof_of(steps), seconds=seconds)


def took_in(turn: Turn) -> bool:
    """Whether there was anything new in the turn's job; the turn has it from then on."""
    job = turn["job"]
    if job is None or (len(job.events) == turn["heard"] and job.status == turn["status"]):
        return False
    events = list(job.events)
    turn["heard"], turn["steps"] = len(events), list(steps_in(events))
    turn["said"] = events[-1].text if events and isinstance(events[-1], Composing) else ""
    turn["proof"] = proof_of(turn["steps"])
    turn["status"], turn["error"], turn["seconds"] = job.status, job.error, job.seconds
    return True


def version_of(turn: Turn) -> tuple[Any, ...]:
    """What differs as soon as the turn is to be shown differently."""
    support: Job[Any] | None = turn["support"]
    resting = (support.status, len(support.events)) if support is not None else ()
    return turn["number"], turn["heard"], len(turn["steps"]), turn["status"], turn["run"], resting


def asked_in(steps: Sequence[Step]) -> Asked | None:
    """What was asked in the end: a follow-up in the words that need no history."""
    return next((step for step in reversed(steps) if isinstance(step, Asked)), None)


def off_in(steps: Sequence[Step]) -> Without:
    """What was switched off in a run."""
    first = steps[0] if steps else None
    return first.off if isinstance(first, Asked) else Without()


def plan_in(steps: Sequence[Step]) -> tuple[int, Plan] | None:
    """The plan of a run and the position of the step that made it, None before there is one."""
    found = ((at, step.plan) for at, step in enumerate(steps) if isinstance(step, Planned) and step.plan.sub_queries)
    return next(found, None)


def earlier_of(turns: Sequence[Turn], turn: Turn) -> Turn | None:
    """The last answered turn before this one that asked the same in another way: with other parts, limits or plan."""
    asked, way = asked_in(turn["steps"]), _way(turn)
    found = None
    for other in turns:
        if other is turn:
            break
        before = asked_in(other["steps"])
        same = asked is not None and before is not None and before.question.text == asked.question.text
        if same and other["proof"].answer is not None and _way(other) != way:
            found = other
    return found


def history_of(turns: Sequence[Turn]) -> tuple[tuple[str, str], ...]:
    """Questions and answers so far, oldest first; what was asked without parts of the graph is no part of it."""
    told = []
    for turn in turns:
        answer, asked = turn["proof"].answer, asked_in(turn["steps"])
        if answer is not None and asked is not None and answer.found and off_in(turn["steps"]) == Without():
            told.append((asked.question.text, answer.text))
    return tuple(told[-_TURNS:])


def citations_of(steps: Sequence[Any]) -> str:
    """The quotations an answer rests on as lines for the clipboard: words, document, characters."""
    answer = getattr(steps[-1], "answer", None) if steps else None
    rows = enumerate(answer.citations, 1) if answer is not None else ()
    return "\n".join(f"[{n}] “{one.quote}” ({one.document}, {one.span.start}-{one.span.end})" for n, one in rows)


def _way(turn: Turn) -> tuple[Any, ...]:
    first = next((step for step in turn["steps"] if isinstance(step, Asked)), None)
    planned = next((step for step in turn["steps"] if isinstance(step, Planned)), None)
    edited = planned.plan if planned is not None and planned.edited else None
    return (first.limits, first.off, first.question.mode, edited) if first is not None else ()


def _turn(number: int, question: str, **more: Any) -> Turn:
    turn: Turn = {
        "number": number,
        "question": question,
        "job": None,
        "run": "",
        "steps": [],
        "heard": 0,
        "said": "",
        "proof": proof_of(()),
        "status": "done",
        "error": "",
        "seconds": 0.0,
        "support": None,
    }
    return {**turn, **more}
