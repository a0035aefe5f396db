"""One question's material, read once: statements, names, background, and the answers of its parts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kgworkbench.engines.local.answering import Found, answers
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background, background_of
from kgworkbench.engines.local.coverage import Coverage, cover
from kgworkbench.engines.local.description import Spot
from kgworkbench.engines.local.refusal import kin_said, stands, subject_kept
from kgworkbench.engines.local.respelled import spelling_of
from kgworkbench.engines.local.sentence_paths import sentence_paths
from kgworkbench.engines.local.stated import merged, stated
from kgworkbench.engines.local.statements import Statement, statements
from kgworkbench.engines.local.stepwise import Steps, step_questions, stepwise
from kgworkbench.engines.local.terms import terms_of
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk

__all__ = ["Solving", "solving"]


@dataclass(frozen=True, slots=True)
class Solving:
    """The statements of the evidence, the names that may stand in a question, and what is known of them.

    ``covered`` and ``solved`` keep what was worked out for this question.
    """

    pool: tuple[Statement, ...]
    names: frozenset[str]
    background: Background
    covered: dict[Asked, Coverage] = field(default_factory=dict, compare=False)
    solved: dict[Asked, tuple[Found, ...]] = field(default_factory=dict, compare=False)

    def spelled_out(self, text: str) -> str:
        """The question as the statements would write it, with initials that no statement has written out.

        Initials are written out where one name only has them.
        """
        if not any("\u4e00" <= char <= "\u9fff" for char in text):
            text = spelling_of(self.pool, self.names).of(text)

        def whole(match: re.Match[str]) -> str:
            if any(re.search(rf"\b{match[0]}\b", statement.text) for statement in self.pool):
                return match[0]
            meant = [name for name in sorted(self.names) if _initials(name) == match[0]]
            return meant[0] if len(meant) == 1 else match[0]

        return re.sub(r"\b[A-Z]{2,5}\b", whole, text)

    def coverage(self, part: Asked) -> Coverage:
        """How the statements account for the words of a part."""
        if part not in self.covered:
            self.covered[part] = cover(terms_of(part, self.names), self.pool, part.language)
        return self.covered[part]

    def solve(self, part: Asked) -> tuple[Found, ...]:
        """The answers of a part, best first."""
        if part not in self.solved:
            coverage = self.coverage(part)
            paths = sentence_paths(part, coverage, self.background)
            said = stated(part, coverage, self.background)
            self.solved[part] = merged(said, answers(paths, coverage, part, self.background), part)
        return self.solved[part]

    def solve_deep(self, part: Asked) -> tuple[Found, ...]:
        """The answers of a part about what it names, which it may describe: by steps where it does."""
        steps = self.by_steps(part)
        if steps:
            return tuple(way.last for way in steps if subject_kept(way.last, self.coverage(way.asked)))
        return tuple(found for found in self.solve(part) if subject_kept(found, self.coverage(part)))

    def spots(self, part: Asked) -> tuple[Spot, ...]:
        """Where names stand in a part."""
        return tuple((term.start, term.end) for term in terms_of(part, self.names) if term.kind == "name")

    def by_steps(self, part: Asked) -> tuple[Steps, ...]:
        """The answers of a part whose descriptions are asked for first, best first."""
        return stepwise(part, self.solve, self.spots, self.background.told.whole, self.holds)

    def holds(self, found: Found, part: Asked) -> bool:
        """Whether an answer of a part is said of what the part names, so that the next may start from it."""
        coverage = self.coverage(part)
        return stands(found, part) and subject_kept(found, coverage) and kin_said(found, coverage)

    def next_questions(self, part: Asked) -> tuple[tuple[str, str], ...]:
        """What to look for next: the part with a description's answer in its place, and that answer."""
        return step_questions(part, self.solve, self.spots, self.background.told.whole, self.holds)


def _initials(name: str) -> str:
    words = [word for word in name.split() if word.lower() not in ("of", "the", "and", "for", "in")]
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def solving(schema: Schema, evidence: Sequence[Evidence], chunks: Iterable[Chunk]) -> Solving:
    """The material of a question over evidence and the chunks it stands in."""
    pool = statements(chunks)
    return Solving(pool, _names(evidence, pool), background_of(schema, evidence, pool))


def _names(evidence: Sequence[Evidence], pool: Sequence[Statement]) -> frozenset[str]:
    """Names that may stand in the question as they are: titles, and the entities of the evidence."""
    titles = {statement.title for statement in pool if statement.title}
    hops = {
        name for item in evidence for hop in item.hops for name in (hop.head_name, "" if hop.literal else hop.tail_name)
    }
    return frozenset(name for name in titles | hops if len(name) > 1)
