"""Evidence in the order a cross-encoder gives it, where there is one."""

import math
from collections.abc import Callable, Sequence

from kgworkbench.errors import WorkbenchError
from kgworkbench.model.evidence import Evidence

__all__ = ["Scorer", "rerank"]

Scorer = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""How well each text answers the question beside it; more is better, on whatever scale."""


def rerank(
    question: str, evidence: Sequence[Evidence], scorer: Scorer
) -> tuple[tuple[Evidence, ...], tuple[float, ...], str]:
    """The evidence by the scorer's scores, best first, with the scores and "".

    Equal scores keep the order given. Where the scorer fails, or gives what are not scores, the order stays, there
    are no scores, and the third value says why.
    """
    given = tuple(evidence)
    if not given:
        return (), (), ""
    try:
        scores = [float(score) for score in scorer([(question, item.text) for item in given])]
    except (WorkbenchError, ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError) as problem:
        return given, (), f"{type(problem).__name__}: {problem}"
    if len(scores) != len(given) or not all(map(math.isfinite, scores)):
        return given, (), f"the reranker gave {len(scores)} scores for {len(given)} texts, or some that are no numbers"
    order = sorted(range(len(given)), key=lambda place: (-scores[place], place))
    return tuple(given[place] for place in order), tuple(round(scores[place], 6) for place in order), ""
