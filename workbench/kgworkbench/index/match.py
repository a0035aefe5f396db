"""How well every fact and chunk fits a text: by words, and by meaning where there are vectors."""

from collections.abc import Mapping
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kgworkbench.index.library import Index
from kgworkbench.index.words import question_words
from kgworkbench.ports import Vectors

__all__ = ["Match", "Rows", "best", "match", "scaled"]

Rows = NDArray[np.int64]

# Words and meaning count alike where both are known.
MEANING = 0.5

# Above this many facts, meaning is compared only for facts that share words with the text or stand in one of the
# passages nearest in meaning: reading all vectors would take longer than everything else.
ALL_FACTS = 20_000
NEAR_FACTS = 2_000
NEAR_CHUNKS = 200

# Texts whose matches are kept: the routes that serve one sub-query ask for the same one within milliseconds.
KEPT = 8


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A text against the index: ``facts`` and ``chunks`` (0 to 1), what the words and the meaning said alone.

    ``near_chunks`` is the cosine to each chunk; it and ``vector`` are None without vectors.
    """

    words: Mapping[str, float]
    vector: Vectors | None
    facts: Vectors
    fact_words: Vectors
    fact_scale: tuple[float, float]
    chunk_words: Vectors
    near_chunks: Vectors | None

    @property
    def share(self) -> float:
        """What the words are worth in the score of a fact (0 to 1); the rest is meaning."""
        return 1.0 if self.vector is None else 1 - MEANING

    def of(self, index: Index, rows: Rows) -> Vectors:
        """How well each of the given facts fits (0 to 1), meaning compared for every one."""
        by_words = self.fact_words[rows] / self.fact_scale[0]
        if self.vector is None or index.fact_vectors is None:
            return by_words
        kept = rows if index.seen_facts is None else index.seen_facts[rows]
        near = np.clip(index.fact_vectors[kept] @ self.vector / self.fact_scale[1], 0, 1)
        mixed: Vectors = (MEANING * near + (1 - MEANING) * by_words).astype(np.float32)
        return mixed


def match(index: Index, text: str) -> Match:
    """How well every fact and chunk of the index fits the text; kept for the next call with the same text.

    Routes ask side by side: whoever comes first works it out, the others wait for that.
    """
    recent = index.recent
    with recent.lock:
        found = recent.matches.get(text)
        first = found is None
        if found is None:
            found = recent.matches[text] = Future()
            while len(recent.matches) > KEPT:
                recent.matches.popitem(last=False)
    if first:
        try:
            found.set_result(_match(index, text))
        finally:
            if not found.done():
                with recent.lock:
                    if recent.matches.get(text) is found:
                        del recent.matches[text]
                found.cancel()
    try:
        return found.result()
    except CancelledError:  # whoever was first failed: this one tries for itself
        return match(index, text)


def best(scores: Vectors, count: int) -> Rows:
    """The rows of the highest positive scores, best first; equal scores by row."""
    # Few scores are near the best: half of it usually leaves enough rows, and saves sorting all the others.
    rows = np.flatnonzero(scores > float(scores.max(initial=0.0)) / 2)
    if len(rows) < count:
        rows = np.flatnonzero(scores > 0)
    if len(rows) > count > 0:
        found = scores[rows]
        rows = rows[found >= np.partition(found, len(found) - count)[len(found) - count]]
    return rows[np.argsort(-scores[rows], kind="stable")][:count]


def scaled(scores: Vectors) -> Vectors:
    """The scores divided by their greatest, so that the best is 1; all zeros stay so."""
    top = float(scores.max(initial=0.0))
    return scores / np.float32(top) if top > 0 else scores


def _match(index: Index, text: str) -> Match:
    weights = question_words(text)
    fact_words = index.fact_words.scores(weights)
    chunk_words = index.chunk_words.scores(weights)
    top = float(fact_words.max(initial=0.0)) or 1.0
    facts = fact_words / np.float32(top)
    if index.fact_vectors is None or index.chunk_vectors is None:
        return Match(weights, None, facts, fact_words, (top, 1.0), chunk_words, None)
    vector = index.embedder.embed([text])[0]
    near_chunks: Vectors = index.chunk_vectors @ vector
    near_chunks = near_chunks if index.seen_chunks is None else near_chunks[index.seen_chunks]
    if index.facts <= ALL_FACTS:
        near = index.fact_vectors @ vector
        near = near if index.seen_facts is None else near[index.seen_facts]
        nearest = max(float(near.max(initial=0.0)), 1e-6)
        facts = (MEANING * np.clip(near / nearest, 0, 1) + (1 - MEANING) * facts).astype(np.float32)
    else:
        rows = np.union1d(best(fact_words, NEAR_FACTS), index.facts_in[best(near_chunks, NEAR_CHUNKS)].indices)
        near = index.fact_vectors[rows if index.seen_facts is None else index.seen_facts[rows]] @ vector
        nearest = max(float(near.max(initial=0.0)), 1e-6)
        facts = (1 - MEANING) * facts
        facts[rows] += MEANING * np.clip(near / nearest, 0, 1)
    return Match(weights, vector, facts, fact_words, (top, nearest), chunk_words, near_chunks)
