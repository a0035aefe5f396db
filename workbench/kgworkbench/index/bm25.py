"""BM25 over short and long texts, as one sparse matrix."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kgworkbench.ports import Vectors

__all__ = ["WordIndex", "index_words"]

# Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), section 3.2: the usual middle values.
SATURATION = 1.2
LENGTH = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class WordIndex:
    """Which text holds which word and what that is worth: postings by word, rows sorted.

    ``starts[w]:starts[w + 1]`` delimits the postings of word ``w`` in ``rows`` and ``gains``.
    """

    vocabulary: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    gains: Vectors
    size: int

    def scores(self, weights: Mapping[str, float]) -> Vectors:
        """The BM25 score of every text (size,), float32, for words with their weights."""
        total = np.zeros(self.size, dtype=np.float32)
        for word, weight in weights.items():
            rows, gains = self._postings(word)
            total[rows] += np.float32(weight) * gains
        return total

    def parts(self, rows: NDArray[np.int64], weights: Mapping[str, float]) -> Vectors:
        """What each word adds to the score of each of the given rows: (rows, words), float32."""
        found = np.zeros((len(rows), len(weights)), dtype=np.float32)
        for column, (word, weight) in enumerate(weights.items()):
            holders, gains = self._postings(word)
            if len(holders):
                places = np.minimum(np.searchsorted(holders, rows), len(holders) - 1)
                found[:, column] = np.where(holders[places] == rows, np.float32(weight) * gains[places], 0)
        return found

    def _postings(self, word: str) -> tuple[NDArray[np.int32], Vectors]:
        number = self.vocabulary.get(word)
        if number is None:
            return self.rows[:0], self.gains[:0]
        part = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.rows[part], self.gains[part]


def index_words(texts: Iterable[list[str]]) -> WordIndex:
    """The word index of texts given as their words, in order."""
    vocabulary: dict[str, int] = {}
    numbers: list[int] = []
    lengths: list[int] = []
    for text in texts:
        numbers.extend(vocabulary.setdefault(word, len(vocabulary)) for word in text)
        lengths.append(len(text))
    size = len(lengths)
    length = np.asarray(lengths, dtype=np.int64)
    owners = np.repeat(np.arange(size, dtype=np.int64), length)
    # One key for (word, text) sorts the postings by word, then by text, and counts repeats in one pass.
    pairs, counts = np.unique(np.asarray(numbers, dtype=np.int64) * max(size, 1) + owners, return_counts=True)
    word, row = np.divmod(pairs, max(size, 1))
    frequency = np.bincount(word, minlength=len(vocabulary))
    rarity = np.log1p((size - frequency + 0.5) / (frequency + 0.5))
    norm = SATURATION * (1 - LENGTH + LENGTH * length / max(1.0, float(length.mean()) if size else 1.0))
    gains = rarity[word] * counts * (SATURATION + 1) / (counts + norm[row])
    starts = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64)
    return WordIndex(vocabulary, starts, row.astype(np.int32), gains.astype(np.float32), size)
