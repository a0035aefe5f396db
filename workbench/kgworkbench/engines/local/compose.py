"""Answers read off the evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.bounds import Bound, bound_of
from kgworkbench.engines.local.claims import claims
from kgworkbench.engines.local.confirmed import confirmed
from kgworkbench.engines.local.conjunctions import conjuncts
from kgworkbench.engines.local.contradicted import contradicted
from kgworkbench.engines.local.counting import counted, listed_with
from kgworkbench.engines.local.coverage import Coverage
from kgworkbench.engines.local.joint import shared
from kgworkbench.engines.local.measured import Figure, chosen, figures
from kgworkbench.engines.local.operations import Computed, compare, difference, singled_out, total
from kgworkbench.engines.local.question import read_question
from kgworkbench.engines.local.refusal import kin_said, likely, premise_said, stands, subject_kept, unknown_names
from kgworkbench.engines.local.respelled import respelled_words
from kgworkbench.engines.local.solving import Solving, solving
from kgworkbench.engines.local.stepwise import Steps
from kgworkbench.engines.local.summary import overview
from kgworkbench.engines.local.surety import ENOUGH, surety
from kgworkbench.engines.local.terms import SINGLED_OUT
from kgworkbench.engines.local.wording import (
    say_computed,
    say_count,
    say_foreign,
    say_found,
    say_list,
    say_measured,
    say_overview,
    say_refusal,
    say_shared,
    say_unsure,
    yes_or_no,
)
from kgworkbench.model.tasks import Cited, ComposeTask, Draft
from kgworkbench.read.foreign import is_foreign

__all__ = ["Weighed", "compose", "weighed"]

_SAID = 0.2
_ABOUT = 0.5
_STEPS = 0.6
_COUNTED = 2
_PLAINER = 0.25
_SHOWN = 8
_LIVES = re.compile(r"^\W*who\b|\bborn\b|\bdie[ds]?\b", re.I)
_BOTH = re.compile(r"\bboth\b|都")
_SEVERAL = frozenset("people men women children".split())


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer before it is decided whether to give it, and how sure it is, 0 to 1."""

    draft: Draft
    surety: float = 1.0


def compose(task: ComposeTask) -> Draft:
    """The answer that the evidence holds, with the statements that prove it; not found where it holds none.

    Where refusing is allowed an answer that is not sure enough is refused; else it is said to be a guess.
    """
    made = weighed(task)
    if not made.draft.found or made.surety >= ENOUGH:
        return made.draft
    asked = read_question(task.question.text, task.question.language)
    if task.question.mode != "open" or not made.draft.values:
        return replace(_refused(asked), respelled=made.draft.respelled)
    return replace(made.draft, text=say_unsure(made.draft.values[0], asked))


def weighed(task: ComposeTask) -> Weighed:
    """The best answer of the evidence however unsure, and its surety; what is computed or listed is sure."""
    if is_foreign(task.question.text):
        return Weighed(Draft(say_foreign(), False))
    work = solving(task.schema, task.evidence, task.chunks)
    text = work.spelled_out(task.question.text)
    made = _weighed(task, work, read_question(text, task.question.language))
    return replace(made, draft=replace(made.draft, respelled=respelled_words(task.question.text, text)))


def _weighed(task: ComposeTask, work: Solving, asked: Asked) -> Weighed:
    """The best answer to the question as the statements would write it."""
    background, solve = work.background, work.solve
    coverage = work.coverage(asked)
    if not coverage.terms or unknown_names(coverage):
        return Weighed(_refused(asked))
    if asked.form == "summary":
        return Weighed(_overview(asked, coverage, task, background))
    given = [term.text for term in coverage.terms if term.kind == "name"]
    computed = _claimed(asked, work) or _computed(asked, given, work)
    if computed is not None and all(part.support >= _SAID or part.path.score >= _ABOUT for part in computed.parts):
        value = yes_or_no(computed.text, asked.language)
        return Weighed(
            Draft(say_computed(computed, value, asked), True, (value,), _cited(computed.parts, coverage, task))
        )
    if asked.options or asked.form == "check":
        return Weighed(_refused(asked))
    joint = _joint(asked, work, coverage, task)
    if joint is not None and joint.surety >= ENOUGH:
        return joint
    bound = bound_of(asked)
    if bound is not None:
        known = figures(asked, bound, work)
        measured = _measured(asked, bound, known, coverage, task)
        if measured is not None:
            return Weighed(measured)
        if not bound.order or bound.form == "count" or len(known) > 1:
            return Weighed(_refused(asked))  # none lies within it, two are equal, or nothing says how many
    found: Sequence[Found] = solve(asked)
    if asked.form == "thing":
        found = singled_out(found, asked, coverage)
    if asked.depth and not asked.loose:
        # What answers a step of the question is not what the question asks for.
        bridges = {bridge.casefold() for _, bridge in work.next_questions(asked)}
        found = [item for item in found if item.text.casefold() not in bridges]
    stepped = _stepped(asked, work, coverage, task)
    if stepped is not None:
        found = _along(found, work.by_steps(asked)[0])
        if stepped.surety >= ENOUGH and not _better(found, work.by_steps(asked)[0]):
            return stepped
    if found and _holds(found[0], asked, coverage, background):
        plain = Weighed(_plain(found[0], asked, coverage, task, background), surety(found[:1], asked, coverage).score)
        return plain if stepped is None or plain.surety >= ENOUGH else stepped
    if stepped is not None:
        return stepped
    if asked.form == "count":
        return Weighed(_counted(asked, coverage, task, background))
    if task.question.mode == "open" and found and likely(found[0]):
        text = say_unsure(found[0].text, asked)
        return Weighed(Draft(text, True, (found[0].text,), _cited(found[:1], coverage, task)))
    return Weighed(_refused(asked))


def _holds(found: Found, asked: Asked, coverage: Coverage, background: Background) -> bool:
    """Whether the evidence supports an answer, of what the question names, and nothing in it speaks against it."""
    said = stands(found, asked) and subject_kept(found, coverage) and kin_said(found, coverage)
    return said and not contradicted((found,), asked, coverage, background)


def _measured(
    asked: Asked, bound: Bound, known: Sequence[Figure], coverage: Coverage, task: ComposeTask
) -> Draft | None:
    """What lies within a bound, has the most or the least, or how many do; None where no figure that is said does."""
    kept = chosen(known, bound)
    if not kept:
        return None
    names = tuple(item.name for item in kept)
    compared = (*kept, *(item for item in known if item not in kept))[:_SHOWN] if bound.order else kept
    cited = _cited([item.found for item in compared], coverage, task)
    unit = asked.unit if asked.language == "zh" else ""
    values = (f"{len(names)}{unit}",) if asked.form == "count" else names
    return Draft(say_measured(values, [(item.name, item.shown) for item in compared], asked), True, values, cited)


def _joint(asked: Asked, work: Solving, coverage: Coverage, task: ComposeTask) -> Weighed | None:
    """What several things asked of it are all true of, or how many such things there are; None where none is found."""
    parts = conjuncts(asked) or _of_several(asked)
    found = shared(parts, work) if parts else ()
    if not found or ((asked.form == "count" or len(parts) == 1) and len(found) < _COUNTED):
        return None
    kept = found if asked.plural or asked.form == "count" or asked.head in _SEVERAL else found[:1]
    names = tuple(item.name for item in kept)
    cited = _cited([one for item in kept for one in item.found], coverage, task)
    values = (str(len(names)),) if asked.form == "count" else names
    text = say_shared(names, parts, asked) if len(parts) > 1 else say_list(names, asked)
    return Weighed(Draft(text, True, values, cited), min(item.sure for item in kept))


def _of_several(asked: Asked) -> tuple[Asked, ...]:
    """The question alone where it asks for all things of which it holds, which several statements may name."""
    several = asked.form == "thing" and asked.plural and asked.head and not asked.depth
    return (asked,) if several and bound_of(asked) is None else ()


def _stepped(asked: Asked, work: Solving, coverage: Coverage, task: ComposeTask) -> Weighed | None:
    """The answer by steps, and how sure it is; None where the question has none."""
    steps = work.by_steps(asked) if asked.form in ("thing", "date", "count", "number") else ()
    if not steps or steps[0].score < _STEPS:
        return None
    best = steps[0]
    if contradicted(best.found, asked, coverage, work.background):
        return None
    draft = _by_steps(best, asked, coverage, task, work.background)
    return Weighed(draft, surety(best.found, asked, coverage).score)


def _along(found: Sequence[Found], steps: Steps) -> Sequence[Found]:
    """The chains of statements that pass through the names that the steps found, and no other."""
    bridges = {name.casefold() for name in steps.bridges}
    return [item for item in found if item.path.bridges and {name.casefold() for name in item.path.bridges} <= bridges]


def _better(found: Sequence[Found], steps: Steps) -> bool:
    """Whether one chain of statements says more plainly than the last step does what is asked, of the same things."""
    if not found or steps.last.beside or not found[0].path.bridges:
        return False
    same = set(found[0].path.bridges) <= set(steps.bridges)
    return same and found[0].support >= steps.last.support + _PLAINER


def _plain(best: Found, asked: Asked, coverage: Coverage, task: ComposeTask, background: Background) -> Draft:
    """The answer of one chain of statements, with what is listed beside it where several may be meant."""
    if len(best.beside) > 1 and _all_wanted(asked):
        named = tuple(dict.fromkeys(_in_full(name, asked, background) for name in best.beside))
        return Draft(say_list(named, asked), True, named, _cited((best,), coverage, task))
    if asked.form == "thing" and (asked.plural or _may_be_several(asked)):
        listed = listed_with(best, coverage.statements[best.path.last.statement], asked, background)
        if len(listed) > 1:
            return Draft(say_list(listed, asked), True, listed, _cited((best,), coverage, task))
    value = _in_full(best.text, asked, background)
    return Draft(say_found(value, best.path.bridges, asked), True, (value,), _cited((best,), coverage, task))


def _in_full(name: str, asked: Asked, background: Background) -> str:
    """A person's own name in full, where the text has a short one or another by which the person goes."""
    if asked.kinds[:1] != ("person",):
        return name
    return background.told.whole(background.aliases.get(name, name))


def _may_be_several(asked: Asked) -> bool:
    """Whether "who" may mean more than one: not where one is singled out."""
    return asked.kinds[:1] == ("person",) and not any(word in SINGLED_OUT for word in asked.text.lower().split())


def _all_wanted(asked: Asked) -> bool:
    """Whether all that a sentence names in one place answer: not where one thing of a kind is asked for by its noun."""
    singled = any(word in SINGLED_OUT for word in asked.text.lower().split())
    return asked.form == "thing" and not singled and (asked.plural or not asked.head or asked.kinds[:1] == ("person",))


def _by_steps(steps: Steps, asked: Asked, coverage: Coverage, task: ComposeTask, background: Background) -> Draft:
    best = steps.last
    values = (_in_full(best.text, asked, background),)
    text = say_found(values[0], steps.bridges, asked)
    return Draft(text, True, values, _cited(steps.found, coverage, task))


def _claimed(asked: Asked, work: Solving) -> Computed | None:
    """Yes or no to what a question claims of one thing, or of each of several; None where nothing says either."""
    if asked.form != "check" or (asked.options and not _BOTH.search(asked.text)):
        return None
    found = claims(asked, work.spots(asked))
    return confirmed(found, work) if found else None


def _no_people(asked: Asked, background: Background) -> bool:
    """Whether a comparison of people's lives names something that is nobody: its page tells of somebody else."""
    if asked.language != "en" or not _LIVES.search(asked.scale):
        return False
    return not all(
        background.may_be_person(option.removeprefix("the ")) for option in asked.options if " of " not in option
    )


def _computed(asked: Asked, given: Sequence[str], work: Solving) -> Computed | None:
    solve = work.solve_deep
    if asked.options:
        return None if _no_people(asked, work.background) else compare(asked, solve)
    if asked.form in ("duration", "age"):
        return difference(asked, given, solve)
    return total(asked, given, solve) if asked.form == "count" else None


def _refused(asked: Asked) -> Draft:
    return Draft(say_refusal(asked.language), False)


def _overview(asked: Asked, coverage: Coverage, task: ComposeTask, background: Background) -> Draft:
    made = overview(asked, coverage, background) if premise_said(asked, coverage) else None
    if made is None:
        return _refused(asked)
    pool = coverage.statements
    text = say_overview(made.names, [pool[at].text for at in made.statements], asked)
    return Draft(text, True, made.names, _quoted(made.statements, "", coverage, task))


def _counted(asked: Asked, coverage: Coverage, task: ComposeTask, background: Background) -> Draft:
    made = counted(asked, coverage, background)
    if made is None or len(made[0]) < _COUNTED:
        return _refused(asked)  # who asks how many knows of several: one found is one of those not found
    things, places = made
    return Draft(
        say_count(things, asked),
        True,
        (f"{len(things)}{asked.unit if asked.language == 'zh' else ''}",),
        _quoted(places, "", coverage, task),
    )


def _cited(parts: Sequence[Found], coverage: Coverage, task: ComposeTask) -> tuple[Cited, ...]:
    found: dict[str, Cited] = {}
    for part in parts:
        for claim in _quoted([link.statement for link in part.path.links], part.text, coverage, task):
            found.setdefault(claim.quote, claim)
    return tuple(found.values())


def _quoted(places: Sequence[int], claim: str, coverage: Coverage, task: ComposeTask) -> tuple[Cited, ...]:
    """Citations of the statements; each points at the first evidence that its chunk supports, passages first."""
    where: dict[str, int] = {}
    for passage in (True, False):
        for place, item in enumerate(task.evidence):
            if (item.route == "chunk") is passage:
                for key in item.chunks:
                    where.setdefault(key, place)
    pool = coverage.statements
    quoted: dict[str, Cited] = {}
    for at in places:
        key = pool[at].chunk.id
        if key in where:
            quoted.setdefault(pool[at].text, Cited(claim or pool[at].text, where[key], pool[at].text))
    return tuple(quoted.values())
