"""Which evidence an answer cites, numbered once: chips in the text, cards, and paths in the graph share the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from kgworkbench.model.evidence import Answer, Citation, Evidence, EvidencePath
from kgworkbench.model.trace import Answered, Fused, Retrieved, Step

__all__ = ["Proof", "proof_of"]


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence of a run, cited first; ``numbers`` gives each cited one its number, from 1.

    ``paths`` are the evidence paths to draw, in the order of their numbers in the graph; ``path_of`` maps an evidence
    id to its place among them, from 1. ``citations`` holds the citations under their evidence's id.
    """

    evidence: tuple[Evidence, ...]
    numbers: dict[str, int]
    paths: tuple[EvidencePath, ...]
    path_of: dict[str, int]
    citations: dict[str, tuple[Citation, ...]]
    answer: Answer | None

    @property
    def cited(self) -> tuple[Evidence, ...]:
        """The cited evidence, by number."""
        return tuple(item for item in self.evidence if item.id in self.numbers)


def proof_of(steps: Sequence[Step]) -> Proof:
    """The proof of a run as far as its steps go."""
    known: dict[str, Evidence] = {}
    ranked: tuple[Evidence, ...] = ()
    answer: Answer | None = None
    for step in steps:
        if isinstance(step, Retrieved):
            known.update((item.id, item) for item in step.evidence)
        elif isinstance(step, Fused):
            ranked = step.evidence
            known.update((item.id, item) for item in ranked)
        elif isinstance(step, Answered):
            answer = step.answer
    citations: dict[str, tuple[Citation, ...]] = {}
    for citation in answer.citations if answer else ():
        citations[citation.evidence] = (*citations.get(citation.evidence, ()), citation)
    numbers = {key: number for number, key in enumerate(citations, 1)}
    first = [known[key] for key in citations if key in known]
    rest = [item for item in ranked if item.id not in numbers]
    paths: list[EvidencePath] = []
    path_of: dict[str, int] = {}
    for item in first:
        if item.hops:
            if item.hops not in paths:
                paths.append(item.hops)
            path_of[item.id] = paths.index(item.hops) + 1
    for path in answer.paths if answer else ():
        if path not in paths:
            paths.append(path)
    return Proof((*first, *rest), numbers, tuple(paths), path_of, citations, answer)
