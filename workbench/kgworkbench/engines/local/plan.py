"""Questions decomposed: what each part names, which relations its words mean, and which part feeds which."""

import re
from dataclasses import replace

from kgworkbench.engines.local.answer_kinds import head_words, types_of_kinds, types_of_noun
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.bounds import bound_of
from kgworkbench.engines.local.conjunctions import conjuncts
from kgworkbench.engines.local.dimensions import part_question
from kgworkbench.engines.local.inflect import singular
from kgworkbench.engines.local.lexicon import named_types
from kgworkbench.engines.local.question import read_question
from kgworkbench.model.query import Aim, Anchor, Plan, Route, SubQuery
from kgworkbench.model.schema import Schema
from kgworkbench.model.tasks import PlanTask
from kgworkbench.read.foreign import is_foreign

__all__ = ["parts_of", "plan"]

_FACTS: tuple[Route, ...] = ("entity", "triple", "chunk")
_CLAUSE_EN = re.compile(r"\s(?=(?:who|whom|whose|which|that|where)\b)|(?<=[.;:,])\s+", re.I)
_CLAUSE_ZH = re.compile(r"[，。；：？！]|(?<=的)(?=[那这][个位部座本种台张条])")


def plan(task: PlanTask) -> Plan:
    """The plan: the whole question first, then its parts, the one farthest from the question word first.

    A comparison asks each option for the same thing. A part starts from the entities its own words name, and from
    what the part before it leads to. A question in a language the rules do not read has no parts: nothing is
    searched for it.
    """
    if is_foreign(task.question.text):
        return Plan(task.question.text, ())
    asked = read_question(task.question.text, task.question.language)
    aim = _aim(asked)
    anchors = task.anchors
    targets = _targets(asked, task.schema)
    routes = task.limits.routes
    whole = SubQuery(
        "q1",
        task.question.text,
        routes,
        aim,
        tuple(anchor.entity for anchor in anchors),
        targets,
        named_types(task.question.text, asked.language, task.schema),
    )
    found = [whole]
    texts = [(option, part_question(asked, option)) for option in asked.options]
    if texts:
        for option, part in texts:
            text = part.text if part is not None else f"{option} {asked.scale}"
            found.append(_part(f"q{len(found) + 1}", text, (), anchors, (), routes, asked, task.schema))
        return Plan(task.question.text, tuple(found), aim)
    both = conjuncts(asked)
    if both:
        parts = (
            _part(f"q{at}", part.text, (), anchors, targets, routes, asked, task.schema)
            for at, part in enumerate(both, 2)
        )
        return Plan(task.question.text, (whole, *parts), aim)
    bound = bound_of(asked)
    if bound is not None:
        words = f"{bound.part('', asked.language).text} {bound.unit if bound.form == 'count' else ''}"
        query = _all_of(words, anchors, targets, routes, asked, task.schema)
        return Plan(task.question.text, (whole, query), aim)
    if asked.head and not asked.depth and (asked.form == "count" or (asked.form == "thing" and asked.plural)):
        rest = asked.text[: asked.focus] + asked.text[asked.focus_end :]
        found.append(_all_of(rest.strip(" ?？."), anchors, targets, routes, asked, task.schema))
        return Plan(task.question.text, tuple(found), aim)
    needs: tuple[str, ...] = ()
    for text in parts_of(asked):
        wanted = targets if text is parts_of(asked)[-1] else ()
        query = _part(f"q{len(found) + 1}", text, needs, anchors, wanted, routes, asked, task.schema)
        found.append(query)
        needs = (query.id,)
    return Plan(task.question.text, tuple(found), aim)


def parts_of(asked: Asked) -> tuple[str, ...]:
    """The clauses of a question that describes something, the one that asks last; none of a plain question."""
    if not asked.depth or asked.form == "summary":
        return ()
    pieces = [
        piece.strip(" ,.;:?!？，。；：！")
        for piece in (_CLAUSE_ZH if asked.language == "zh" else _CLAUSE_EN).split(asked.text)
    ]
    pieces = [piece for piece in pieces if len(piece) > (4 if asked.language == "zh" else 8)]
    if len(pieces) < 2:
        return ()
    asking = next(
        (
            at
            for at, piece in enumerate(pieces)
            if asked.text.find(piece) <= asked.focus < asked.text.find(piece) + len(piece)
        ),
        0,
    )
    order = sorted(range(len(pieces)), key=lambda at: (-abs(at - asking), -at))
    return tuple(pieces[at] for at in order)[-3:]


def _all_of(
    words: str,
    anchors: tuple[Anchor, ...],
    targets: tuple[str, ...],
    routes: tuple[Route, ...],
    asked: Asked,
    schema: Schema,
) -> SubQuery:
    """The part that looks for all things of the kind asked for, by the noun as each of them alone would have it."""
    head = asked.head
    if asked.language == "en" and head:
        *before, last = head.split()
        head = " ".join((*before, last, *sorted({singular(last)} - {last})))
    text = " ".join(f"{head} {words}".split())
    return replace(_part("q2", text, (), anchors, targets, routes, asked, schema), aim="count")


def _part(
    key: str,
    text: str,
    needs: tuple[str, ...],
    anchors: tuple[Anchor, ...],
    targets: tuple[str, ...],
    routes: tuple[Route, ...],
    asked: Asked,
    schema: Schema,
) -> SubQuery:
    folded = text.casefold()
    own = tuple(anchor.entity for anchor in anchors if anchor.surface.casefold() in folded)
    kept = tuple(route for route in routes if route in _FACTS)
    return SubQuery(key, text, kept, "find", own, targets, named_types(text, asked.language, schema), needs)


def _aim(asked: Asked) -> Aim:
    if asked.form == "summary":
        return "summarise"
    if asked.form == "choice" or (asked.form == "check" and asked.options):
        return "compare"
    if asked.form == "check":
        return "check"
    if asked.form in ("count", "duration", "age"):
        return "count"
    if re.search(r"\b(?:first|earliest|oldest)\b|最早|最先|第一", asked.text):
        return "earliest"
    return "latest" if re.search(r"\b(?:last|latest|newest)\b|最晚|最后|最新", asked.text) else "find"


def _targets(asked: Asked, schema: Schema) -> tuple[str, ...]:
    if asked.form not in ("thing", "count"):
        return ()
    noun = asked.head if asked.language == "zh" else (head_words(asked) or ("",))[0]
    named = [name for name, weight in types_of_noun(noun, asked.language, schema) if weight >= 0.6]
    return tuple(
        dict.fromkeys((*named, *(name for name, weight in types_of_kinds(asked.kinds, schema) if weight >= 0.8)))
    )[:3]
