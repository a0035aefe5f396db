"""Answers read off the evidence."""

from collections.abc import Sequence

from kgworkbench.engines.local.answering import Found, answers
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.operations import compare, difference, total
from kgworkbench.engines.local.question import read_question
from kgworkbench.engines.local.refusal import stands, unknown_names
from kgworkbench.engines.local.sentence_paths import sentence_paths
from kgworkbench.engines.local.statements import Statement, statements
from kgworkbench.engines.local.terms import cover, terms_of
from kgworkbench.model.tasks import Cited, ComposeTask, Draft

__all__ = ["compose"]


def compose(task: ComposeTask) -> Draft:
    """The answer that the evidence holds, with the statements that prove it; not found where it holds none."""
    asked = read_question(task.question.text, task.question.language)
    pool = statements(task.chunks)
    titles = {statement.title for statement in pool}

    def solve(part: Asked) -> Sequence[Found]:
        coverage = cover(terms_of(part, titles), pool, part.language)
        return answers(sentence_paths(part, coverage, task.schema), coverage, part, task.schema)

    names = [term.text for term in terms_of(asked, titles) if term.kind == "name"]
    computed = None
    if asked.options:
        computed = compare(asked, solve)
        if computed is None:
            return Draft("", False)
    elif asked.form in ("duration", "age"):
        computed = difference(asked, names, solve)
    elif asked.form == "count":
        computed = total(asked, names, solve)
    if computed is not None:
        return Draft(computed.text, True, (computed.text,), _cited(computed.parts, pool, task))
    coverage = cover(terms_of(asked, titles), pool, asked.language)
    found = solve(asked)
    if not found or unknown_names(coverage) or not stands(found[0], asked):
        return Draft("", False)
    best = found[0]
    return Draft(best.text, True, (best.text,), _cited((best,), pool, task))


def _cited(parts: Sequence[Found], pool: Sequence[Statement], task: ComposeTask) -> tuple[Cited, ...]:
    where = {key: place for place, item in reversed(list(enumerate(task.evidence))) for key in item.chunks}
    quoted: dict[str, Cited] = {}
    for part in parts:
        for link in part.path.links:
            statement = pool[link.statement]
            quoted.setdefault(statement.text, Cited(part.text, where[statement.chunk.id], statement.text))
    return tuple(quoted.values())
