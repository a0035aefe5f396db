"""An answer put together from an engine's draft and what proves it."""

from kgworkbench.index.library import Library
from kgworkbench.index.words import words
from kgworkbench.model.evidence import Answer, Citation, Evidence, EvidencePath
from kgworkbench.model.query import Anchor, Limits, Question
from kgworkbench.model.tasks import Draft
from kgworkbench.retrieve.connect import connect

__all__ = ["answer_of"]

_NEAREST = 5
_PATHS = 4


def answer_of(
    question: Question,
    draft: Draft,
    citations: tuple[Citation, ...],
    evidence: tuple[Evidence, ...],
    anchors: tuple[Anchor, ...],
    library: Library,
    limits: Limits,
) -> Answer:
    """The answer of a draft: its proved citations, supporting documents best first, and the paths it rests on."""
    used = [evidence[claim.evidence] for claim in draft.cited if 0 <= claim.evidence < len(evidence)]
    ranked = [item for item in evidence if item.route == "chunk"]
    documents = [citation.document for citation in citations]
    documents += [library.chunk[key].document for item in ranked for key in item.chunks]
    paths = [item.hops for item in used if item.hops]
    if draft.found and not paths:
        paths = _paths(draft, citations, anchors, library, limits)
    return Answer(
        text=draft.text,
        found=draft.found,
        mode=question.mode,
        language=question.language,
        values=draft.values,
        citations=citations,
        documents=tuple(dict.fromkeys(documents)),
        paths=tuple(dict.fromkeys(paths)),
        nearest=() if draft.found else _nearest(anchors, evidence),
        unsupported=draft.unsupported,
    )


def _paths(
    draft: Draft,
    citations: tuple[Citation, ...],
    anchors: tuple[Anchor, ...],
    library: Library,
    limits: Limits,
) -> list[EvidencePath]:
    """How the cited text leads from what the question names to each value of an answer read from passages."""
    starts = [anchor.entity for anchor in anchors]
    found = []
    for value in draft.values[:_PATHS]:
        named = library.index.names.get(" ".join(words(value)), ())
        ends = [entity for row in named if (entity := library.index.anchors[row][0]) not in starts]
        path = connect(starts, ends, (value,), citations, library, limits.depth)
        if path:
            found.append(path)
    return found


def _nearest(anchors: tuple[Anchor, ...], evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """Names to offer where there is no answer: what the question named, then what the evidence is about."""
    names = [anchor.name for anchor in anchors]
    names += [hop.head_name for item in evidence for hop in item.hops]
    return tuple(dict.fromkeys(names))[:_NEAREST]
