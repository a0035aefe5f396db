"""Which evidence an answer cites, numbered once: chips in the text, cards, and paths in the graph share the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kgworkbench.model.evidence import Answer, Citation, Evidence, EvidencePath, Hop
from kgworkbench.model.trace import Answered, Fused, Retrieved, Step

__all__ = ["Proof", "hop_numbers", "proof_of"]


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence of a run, cited first; ``numbers`` gives each cited one its number, from 1.

    ``paths`` are the evidence paths to draw, in the order of their numbers in the graph; ``path_of`` maps an evidence
    id to its place among them, from 1. ``citations`` holds the citations under their evidence's id, ``asked`` the
    texts of the sub-queries under theirs.
    """

    evidence: tuple[Evidence, ...]
    numbers: dict[str, int]
    paths: tuple[EvidencePath, ...]
    path_of: dict[str, int]
    citations: dict[str, tuple[Citation, ...]]
    answer: Answer | None
    asked: dict[str, str] = field(default_factory=dict)

    @property
    def cited(self) -> tuple[Evidence, ...]:
        """The cited evidence, by number."""
        return tuple(item for item in self.evidence if item.id in self.numbers)


def proof_of(steps: Sequence[Step]) -> Proof:
    """The proof of a run as far as its steps go."""
    known: dict[str, Evidence] = {}
    asked: dict[str, str] = {}
    ranked: tuple[Evidence, ...] = ()
    answer: Answer | None = None
    for step in steps:
        if isinstance(step, Retrieved):
            known.update((item.id, item) for item in step.evidence)
            asked[step.sub_query.id] = step.sub_query.text
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
    # Until the routes' finds are ranked together they stand as they came.
    rest = [item for item in ranked or known.values() if item.id not in numbers]
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
    return Proof((*first, *rest), numbers, tuple(paths), path_of, citations, answer, asked)


def hop_numbers(proof: Proof) -> dict[Hop, int]:
    """The number of the citation that proves each hop of the paths; hops that no citation proves are left out.

    A hop is proved by the citation of an evidence that holds it, or by one that quotes what the hop was read from.
    """
    holds = {item.id: set(item.hops) for item in proof.cited}
    found: dict[Hop, int] = {}
    for hop in (hop for path in proof.paths for hop in path):
        for key, number in proof.numbers.items():
            if hop in holds.get(key, ()) or any(_quotes(one, hop) for one in proof.citations.get(key, ())):
                found.setdefault(hop, number)
    return found


def _quotes(citation: Citation, hop: Hop) -> bool:
    return any(
        place.span is not None
        and place.chunk == citation.chunk
        and place.span.start < citation.span.end
        and citation.span.start < place.span.end
        for place in hop.provenance
    )
