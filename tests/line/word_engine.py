"""A test double: every capitalised word is a Word, each word follows the one before it."""

import re
from typing import Any

from kgworkbench.errors import EngineError
from kgworkbench.model.facts import Candidates, MentionCandidate, TripleCandidate
from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.model.tasks import DescribeTask, Description, ExtractTask, Reply
from kgworkbench.model.text import Span

__all__ = ["SCHEMA", "WordEngine"]

SCHEMA = Schema("words", (EntityType("Word"),), (RelationType("follows", ("Word",), ("Word",)),))


class WordEngine:
    """Counts what it was asked, and fails on chunks that hold "Broken"."""

    name = "words"

    def __init__(self) -> None:
        self.extracted: list[str] = []

    def reply(self, task: Any) -> Reply[Any]:
        if isinstance(task, DescribeTask):
            return Reply(Description(task.centre, ""))
        assert isinstance(task, ExtractTask)
        self.extracted.append(task.chunk.id)
        if "Broken" in task.chunk.text:
            raise EngineError("broken chunk")
        at = task.chunk.start
        words = list(re.finditer(r"[A-Z]\w+", task.chunk.text))
        mentions = tuple(MentionCandidate(m.group(), "Word", Span(at + m.start(), at + m.end())) for m in words)
        triples = tuple(TripleCandidate(n, "follows", n - 1) for n in range(1, len(words)))
        return Reply(Candidates(mentions, triples))
