"""How much of what supports an answer retrieval finds, and how fast."""

import random
import time
from collections.abc import Callable, Sequence
from math import log2
from statistics import mean
from typing import Any

from kgworkbench.evaluate.datasets import AskedQuestion
from kgworkbench.index.library import Library
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Limits, Route, SubQuery
from kgworkbench.retrieve.fuse import fuse
from kgworkbench.retrieve.routes import ROUTES

__all__ = [
    "bootstrap",
    "documents_of",
    "evaluate_retrieval",
    "latency",
    "ndcg_at",
    "percent",
    "recall_at",
    "reciprocal_rank",
]

# Resamples of the questions behind an interval, and the share of them it holds.
RESAMPLES = 1000
WITHIN = 0.95


def evaluate_retrieval(
    library: Library,
    questions: Sequence[AskedQuestion],
    limits: Limits | None = None,
    ks: Sequence[int] = (2, 5, 10),
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Any]:
    """The measures of `kgw eval retrieval` over questions with supporting documents, in percent and milliseconds.

    Every question is one sub-query to all routes of the limits. It is embedded before the clock starts, which an
    embedder with a cache does once; that time stands apart under ``embed_ms``. Intervals are 95 % bootstrap
    percentiles over questions. Questions without supporting documents are left out and counted.
    """
    limits = limits or Limits(top=2 * max(ks))
    asked = [question for question in questions if question.supporting]
    rankings: list[list[str]] = []
    by_route: dict[Route, list[list[str]]] = {route: [] for route in limits.routes}
    spent: list[float] = []
    embedded: list[float] = []
    for question in asked:
        query = SubQuery(question.id, question.text)
        before = clock()
        library.index.embedder.embed([question.text])
        start = clock()
        found = [ROUTES[route](query, library, limits) for route in limits.routes]
        merged = fuse(found, limits)
        embedded.append(start - before)
        spent.append(clock() - start)
        rankings.append(documents_of(merged, library))
        for route, evidence in zip(limits.routes, found, strict=True):
            by_route[route].append(documents_of(evidence, library))
    gold = [frozenset(question.supporting) for question in asked]
    result: dict[str, Any] = {"questions": len(asked), "without_support": len(questions) - len(asked)}
    intervals: dict[str, list[float]] = {}
    for k in ks:
        shares = [recall_at(ranked, wanted, k) for ranked, wanted in zip(rankings, gold, strict=True)]
        result[f"recall@{k}"] = percent(shares)
        intervals[f"recall@{k}"] = [round(100 * end, 1) for end in bootstrap(shares, limits.seed)]
    pairs = list(zip(rankings, gold, strict=True))
    result["mrr"] = percent([reciprocal_rank(ranked, wanted) for ranked, wanted in pairs])
    result["ndcg@10"] = percent([ndcg_at(ranked, wanted, 10) for ranked, wanted in pairs])
    result["latency_ms"] = latency(spent)
    result["embed_ms"] = latency(embedded)
    result["intervals"] = intervals
    result["routes"] = {
        route: {"recall@5": percent([recall_at(r, w, 5) for r, w in zip(ranked, gold, strict=True)])}
        for route, ranked in by_route.items()
    }
    result["by_kind"] = _by_kind(asked, pairs)
    return result


def documents_of(evidence: Sequence[Evidence], library: Library) -> list[str]:
    """The documents behind evidence, best first, each once: those of passages before those of facts alone."""
    passages = [item for item in evidence if item.route == "chunk"]
    others = [item for item in evidence if item.route != "chunk"]
    chunks = (chunk for item in (*passages, *others) for chunk in item.chunks if chunk in library.chunk)
    return list(dict.fromkeys(library.chunk[chunk].document for chunk in chunks))


def recall_at(ranked: Sequence[str], wanted: frozenset[str], k: int) -> float:
    """The share of the wanted documents among the first k (0 to 1)."""
    return len(wanted.intersection(ranked[:k])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranked: Sequence[str], wanted: frozenset[str]) -> float:
    """One over the rank of the first wanted document; 0 where none is found."""
    return next((1 / rank for rank, document in enumerate(ranked, start=1) if document in wanted), 0.0)


def ndcg_at(ranked: Sequence[str], wanted: frozenset[str], k: int) -> float:
    """Discounted gain of the first k over that of the best order (0 to 1), every wanted document worth the same."""
    gained = sum(1 / log2(place + 2) for place, document in enumerate(ranked[:k]) if document in wanted)
    ideal = sum(1 / log2(place + 2) for place in range(min(k, len(wanted))))
    return gained / ideal if ideal else 0.0


def bootstrap(values: Sequence[float], seed: int = 0) -> tuple[float, float]:
    """The interval that holds 95 % of the means of resamples with replacement; (0, 0) of nothing."""
    if not values:
        return 0.0, 0.0
    chance = random.Random(seed)  # noqa: S311 - statistics, not secrets
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    outside = round(RESAMPLES * (1 - WITHIN) / 2)
    return means[outside], means[-1 - outside]


def _by_kind(asked: Sequence[AskedQuestion], pairs: Sequence[tuple[list[str], frozenset[str]]]) -> dict[str, Any]:
    kinds: dict[str, list[float]] = {}
    for question, (ranked, wanted) in zip(asked, pairs, strict=True):
        kinds.setdefault(question.kind, []).append(recall_at(ranked, wanted, 5))
    return {kind: {"questions": len(kinds[kind]), "recall@5": percent(kinds[kind])} for kind in sorted(kinds) if kind}


def percent(values: Sequence[float]) -> float:
    """The mean of shares in percent, 0 of nothing."""
    return round(100 * mean(values), 1) if values else 0.0


def latency(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile of the seconds, in milliseconds."""
    ranked = sorted(seconds)
    if not ranked:
        return {"p50": 0.0, "p95": 0.0}
    at = {name: ranked[min(len(ranked) - 1, int(share * len(ranked)))] for name, share in (("p50", 0.5), ("p95", 0.95))}
    return {name: round(1000 * value, 2) for name, value in at.items()}
