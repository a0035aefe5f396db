"""Answers read off the evidence."""

from kgworkbench.engines.local.answering import answers
from kgworkbench.engines.local.question import read_question
from kgworkbench.engines.local.sentence_paths import sentence_paths
from kgworkbench.engines.local.statements import statements
from kgworkbench.engines.local.terms import cover, terms_of
from kgworkbench.model.tasks import Cited, ComposeTask, Draft

__all__ = ["compose"]


def compose(task: ComposeTask) -> Draft:
    """The answer that the evidence holds, with the statements that prove it; not found where it holds none."""
    asked = read_question(task.question.text, task.question.language)
    pool = statements(task.chunks)
    names = {statement.title for statement in pool}
    coverage = cover(terms_of(asked, names), pool, asked.language)
    paths = sentence_paths(asked, coverage, task.schema)
    found = answers(paths, coverage, asked, task.schema)
    if not found:
        return Draft("", False)
    best = found[0]
    where = {key: place for place, item in reversed(list(enumerate(task.evidence))) for key in item.chunks}
    cited = []
    for link in best.path.links:
        statement = coverage.statements[link.statement]
        cited.append(Cited(statement.text, where[statement.chunk.id], statement.text))
    return Draft(best.text, True, (best.text,), tuple(cited))
