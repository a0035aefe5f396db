"""Retrieval side by side: the routes fused, and what finds documents without a graph, on the same chunks."""

import importlib
import importlib.util
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

from kgworkbench.evaluate.datasets import AskedQuestion
from kgworkbench.evaluate.retrieval import (
    bootstrap,
    documents_of,
    latency,
    ndcg_at,
    percent,
    recall_at,
    reciprocal_rank,
)
from kgworkbench.index.build import passage
from kgworkbench.index.library import Library
from kgworkbench.index.match import best
from kgworkbench.index.words import question_words, words_of
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.ports import Vectors
from kgworkbench.retrieve.fuse import fuse
from kgworkbench.retrieve.routes import ROUTES

__all__ = ["compare_retrieval"]

Ranker: TypeAlias = Callable[[str], list[str]]
"""A question to documents, best first."""

DEEP = 100
"""Ranks that are fused."""

SMOOTH = 60
"""Cormack, Clarke and Buettcher, "Reciprocal rank fusion" (2009): the constant that worked there and since."""

NOT_INSTALLED = "not installed"


def compare_retrieval(
    library: Library, questions: Sequence[AskedQuestion], limits: Limits, ks: Sequence[int] = (2, 5, 10)
) -> list[dict[str, Any]]:
    """A row for each way to find documents, over the questions with supporting documents, in percent.

    ``kgw`` is every route fused; ``bm25`` and ``embedder`` rank the chunks alone and ``ranks fused`` puts these two
    together; then packages, where they are installed. The question is embedded before the clock starts.
    """
    asked = [question for question in questions if question.supporting]
    index, chunks = library.index, library.chunks
    rows: list[dict[str, Any]] = []
    vectors = _vectors(library)

    def kgw(text: str) -> list[str]:
        query = SubQuery("q", text)
        return documents_of(fuse([ROUTES[route](query, library, limits) for route in limits.routes], limits), library)

    def documents(scores: Vectors) -> list[str]:
        return list(dict.fromkeys(chunks[row].document for row in best(scores, DEEP)))

    def bm25(text: str) -> list[str]:
        return documents(index.chunk_words.scores(question_words(text)))

    def embedder(text: str) -> list[str]:
        return documents(vectors @ index.embedder.embed([text])[0])

    def fused(text: str) -> list[str]:
        worth: dict[str, float] = {}
        for ranked in (bm25(text), embedder(text)):
            for rank, document in enumerate(ranked, start=1):
                worth[document] = worth.get(document, 0.0) + 1 / (SMOOTH + rank)
        return sorted(worth, key=lambda document: (-worth[document], document))

    ways: tuple[tuple[str, Ranker | None], ...] = (
        ("kgw", kgw),
        ("bm25", bm25),
        (f"embedder {index.embedder.name}", embedder),
        ("ranks fused", fused),
        ("bm25s", _bm25s(library)),
        ("scikit-learn tf-idf", _tfidf(library)),
    )
    for name, way in ways:
        rows.append({"method": name, "note": NOT_INSTALLED} if way is None else _row(name, way, library, asked, ks))
    return rows


def _row(name: str, way: Ranker, library: Library, asked: Sequence[AskedQuestion], ks: Sequence[int]) -> dict[str, Any]:
    rankings, spent = [], []
    for question in asked:
        library.index.embedder.embed([question.text])
        library.index.recent.matches.clear()
        started = time.perf_counter()
        rankings.append(way(question.text))
        spent.append(time.perf_counter() - started)
    pairs = [(ranked, frozenset(question.supporting)) for ranked, question in zip(rankings, asked, strict=True)]
    row: dict[str, Any] = {"method": name}
    for k in ks:
        row[f"recall@{k}"] = percent([recall_at(ranked, wanted, k) for ranked, wanted in pairs])
    row["interval@5"] = [round(100 * end, 1) for end in bootstrap([recall_at(r, w, 5) for r, w in pairs])]
    row["mrr"] = percent([reciprocal_rank(ranked, wanted) for ranked, wanted in pairs])
    row["ndcg@10"] = percent([ndcg_at(ranked, wanted, 10) for ranked, wanted in pairs])
    return {**row, "latency_ms": latency(spent)}


def _vectors(library: Library) -> Vectors:
    """The chunks' vectors: those of the index, or made for an embedder the index keeps none of."""
    index = library.index
    if index.chunk_vectors is not None:
        return index.chunk_vectors if index.seen_chunks is None else index.chunk_vectors[index.seen_chunks]
    return index.embedder.embed([passage(chunk) for chunk in library.chunks])


def _bm25s(library: Library) -> Ranker | None:
    if importlib.util.find_spec("bm25s") is None:
        return None
    bm25s: Any = importlib.import_module("bm25s")
    model = bm25s.BM25()
    texts = list(words_of(passage(chunk) for chunk in library.chunks))
    model.index(texts, show_progress=False)

    def rank(text: str) -> list[str]:
        (asked,) = words_of([text])
        scores = model.get_scores([word for word in asked if word in model.vocab_dict])
        rows = np.argsort(-scores, kind="stable")[:DEEP]
        return list(dict.fromkeys(library.chunks[row].document for row in rows if scores[row] > 0))

    return rank


def _tfidf(library: Library) -> Ranker | None:
    if importlib.util.find_spec("sklearn") is None:
        return None
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, dtype=np.float32)
    rows = model.fit_transform([passage(chunk) for chunk in library.chunks])

    def rank(text: str) -> list[str]:
        scores = (rows @ model.transform([text]).T).toarray()[:, 0]
        return list(dict.fromkeys(library.chunks[row].document for row in best(scores, DEEP)))

    return rank
