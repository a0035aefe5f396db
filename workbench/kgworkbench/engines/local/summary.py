"""Overviews made of what the documents themselves say: the best statement of each that bears on the question."""

from dataclasses import dataclass

import numpy as np

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.coverage import Coverage
from kgworkbench.engines.local.statements import Statement

__all__ = ["Overview", "overview"]

_DOCUMENTS = 9
_NAMES = 14
_SHARE = 0.45
_OWN = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """The statements an overview is made of (positions, best document first) and the names it is about."""

    statements: tuple[int, ...]
    names: tuple[str, ...]
    share: float


def overview(asked: Asked, coverage: Coverage, background: Background) -> Overview | None:
    """The overview of what the statements say of the question's terms; None where they say next to nothing."""
    pool, weights = coverage.statements, coverage.weights
    if not pool or not len(weights):
        return None
    said = weights @ coverage.context / weights.sum()
    documents: dict[str, list[int]] = {}
    for at, statement in enumerate(pool):
        documents.setdefault(statement.chunk.document, []).append(at)
    worth = {
        document: float(weights @ coverage.context[:, places].max(axis=1) / weights.sum())
        + 0.5 * float(said[places].max())
        for document, places in documents.items()
    }
    ranked = sorted(worth, key=lambda document: (-worth[document], document))
    if worth[ranked[0]] < _SHARE:
        return None
    kept = [document for document in ranked[:_DOCUMENTS] if worth[document] >= 0.5 * worth[ranked[0]]]
    chosen: list[int] = []
    for place, document in enumerate(kept):
        order = sorted(documents[document], key=lambda at: (-round(float(said[at]), 6), at))
        named = coverage.statements[documents[document][0]].title in asked.text
        chosen.extend(order[: _OWN if named else 2 if place < 3 else 1])
        if not named:
            chosen.append(documents[document][0])
    names = _names(chosen, coverage, asked, background)
    return Overview(tuple(dict.fromkeys(chosen)), names, float(np.max(said)))


def _names(chosen: list[int], coverage: Coverage, asked: Asked, background: Background) -> tuple[str, ...]:
    """The names the chosen statements are about: their documents' titles, then what stands in them most."""
    count: dict[str, float] = {}
    for rank, at in enumerate(chosen):
        statement: Statement = coverage.statements[at]
        if statement.title and not _plain(statement.title):
            count[statement.title] = count.get(statement.title, 0.0) + 3.0 / (1 + 0.1 * rank)
        for named in background.named(statement):
            if named.confidence >= 0.5:
                count[named.text] = count.get(named.text, 0.0) + 1.0 / (1 + 0.1 * rank)
    given = asked.text.casefold()
    ordered = sorted(count, key=lambda name: (-count[name], name))
    return tuple(name for name in ordered if name.casefold() not in given)[:_NAMES]


def _plain(title: str) -> bool:
    return not any(letter.isalpha() for letter in title)
