"""Answers read off the evidence."""

from kgworkbench.model.tasks import Cited, ComposeTask, Draft
from kgworkbench.read.sentences import sentences
from kgworkbench.read.tokens import tokens

__all__ = ["compose"]


def compose(task: ComposeTask) -> Draft:
    """The sentence of the evidence that shares most words with the question."""
    wanted = set(tokens(task.question.text))
    texts = {chunk.id: chunk.text for chunk in task.chunks}
    best = (0, "", -1)
    for position, item in enumerate(task.evidence):
        for key in item.chunks[:1]:
            for span in sentences(texts[key]):
                sentence = texts[key][span.start : span.end]
                best = max(best, (len(wanted & set(tokens(sentence))), sentence, position))
    if best[2] < 0:
        return Draft("", False)
    return Draft(best[1], True, (), (Cited(best[1], best[2], best[1]),))
