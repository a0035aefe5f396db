"""Whether the evidence is enough, and what to look for next."""

from collections.abc import Iterable

from kgworkbench.engines.local.answering import answers
from kgworkbench.engines.local.background import background_of
from kgworkbench.engines.local.coverage import cover
from kgworkbench.engines.local.question import read_question
from kgworkbench.engines.local.refusal import stands
from kgworkbench.engines.local.sentence_paths import sentence_paths
from kgworkbench.engines.local.statements import statements
from kgworkbench.engines.local.terms import terms_of
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Reflection, SubQuery
from kgworkbench.model.tasks import ReflectTask
from kgworkbench.model.text import Chunk

__all__ = ["reflect"]

_SURE = 0.5
_BRIDGES = 3


def reflect(task: ReflectTask) -> Reflection:
    """The verdict on the evidence so far.

    A question that describes something is asked again with the names the evidence puts in the description's place,
    once; anything else the first round answers or nothing does.
    """
    asked = read_question(task.question.text, task.question.language)
    if not task.evidence:
        return Reflection(True, "no evidence")
    if not asked.depth or asked.form == "summary" or asked.options or task.round > 1:
        return Reflection(True)
    pool = statements(_passages(task.evidence))
    coverage = cover(terms_of(asked, {statement.title for statement in pool if statement.title}), pool, asked.language)
    background = background_of(task.schema, task.evidence, pool)
    paths = sentence_paths(asked, coverage, background)
    found = answers(paths, coverage, asked, background)
    if found and found[0].support >= _SURE and stands(found[0], asked):
        return Reflection(True)
    following: dict[str, SubQuery] = {}
    for path in paths:
        for place, bridge in enumerate(path.bridges):
            words = [coverage.terms[row].text for row in path.links[place + 1].terms]
            text = f"{bridge} {' '.join(words)}"
            following.setdefault(bridge, SubQuery(f"r{len(following) + 1}", text, ("entity", "triple", "chunk")))
        if len(following) >= _BRIDGES:
            break
    queries = tuple(following.values())[:_BRIDGES]
    missing = ", ".join(tuple(following)[:_BRIDGES])
    return Reflection(not queries, missing, queries)


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
