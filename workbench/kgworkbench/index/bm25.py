"""BM25 over short and long texts, as one sparse matrix."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kgworkbench.ports import Vectors

__all__ = ["WordIndex", "index_words", "moved_words"]

# Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), section 3.2: the usual middle values.
SATURATION = 1.2
LENGTH = 0.75

# How often a word is counted in one text at most: far beyond where more of it adds anything, and it fits two bytes.
MOST = 65_535


@dataclass(frozen=True, slots=True, eq=False)
class WordIndex:
    """Which text holds which word and what that is worth: postings by word, rows sorted.

    ``starts[w]:starts[w + 1]`` delimits the postings of word ``w`` in ``rows``, ``gains`` and ``counts`` (how often the
    text holds it); ``lengths`` is the number of words of each text.
    """

    vocabulary: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    gains: Vectors
    size: int
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]

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
    return moved_words(None, np.zeros(0, dtype=np.int32), texts)


def moved_words(old: WordIndex | None, source: NDArray[np.int32], texts: Iterable[list[str]]) -> WordIndex:
    """The word index of texts of which some stand in an old one, equal to one made of all of them.

    ``source`` gives the old row of each new row, each at most once, or -1 for the rows whose words ``texts`` brings in
    their order; without an old index, ``texts`` brings them all. Only those are counted, the rest is moved; what words
    are worth is worked out anew from the counts, for it hangs on all texts.
    """
    # Missing words get the next number from the dictionary itself, so that the loop over all words runs in C.
    vocabulary: defaultdict[str, int] = defaultdict(None, old.vocabulary if old is not None else {})
    vocabulary.default_factory = vocabulary.__len__
    fresh_lengths: list[int] = []
    numbers = np.fromiter(map(vocabulary.__getitem__, chain.from_iterable(_measured(texts, fresh_lengths))), np.int32)
    brought = np.asarray(fresh_lengths, dtype=np.int32)
    if old is None:
        source = np.full(len(brought), -1, dtype=np.int32)
    size = len(source)
    fresh = np.flatnonzero(source < 0)
    lengths = np.empty(size, dtype=np.int32)
    lengths[fresh] = brought
    shape = (len(vocabulary), max(size, 1))
    ones = np.ones(len(numbers), dtype=np.int32)
    # Texts come in the order of their rows, so that the matrix sorts by word, then by text, in one pass, and counts.
    added = csr_array((ones, (numbers, np.repeat(fresh, brought))), shape=shape)
    added.sum_duplicates()
    starts, rows = added.indptr.astype(np.int64), added.indices.astype(np.int32)
    counts = np.minimum(added.data, MOST).astype(np.uint16)
    if old is not None:
        lengths[source >= 0] = old.lengths[source[source >= 0]]
        starts, rows, counts = _merged(old, source, starts, rows, counts)
    return _weighed(dict(vocabulary), starts, rows, counts, lengths)


def _measured(texts: Iterable[list[str]], lengths: list[int]) -> Iterator[list[str]]:
    for text in texts:
        lengths.append(len(text))
        yield text


def _merged(
    old: WordIndex,
    source: NDArray[np.int32],
    starts: NDArray[np.int64],
    rows: NDArray[np.int32],
    counts: NDArray[np.uint16],
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint16]]:
    """The postings of the old rows that stay, under their new numbers, and the added ones: by word, then by row."""
    place = np.full(old.size, -1, dtype=np.int32)
    kept = np.flatnonzero(source >= 0)
    place[source[kept]] = kept
    old_words = np.repeat(np.arange(len(old.starts) - 1, dtype=np.int64), np.diff(old.starts))
    old_rows, old_counts = place[old.rows], old.counts
    stays = old_rows >= 0
    if not stays.all():
        old_words, old_rows, old_counts = old_words[stays], old_rows[stays], old_counts[stays]
    words = len(starts) - 1
    keys = old_words * len(source) + old_rows
    if np.any(keys[1:] < keys[:-1]):
        order = np.argsort(keys, kind="stable")
        keys, old_words, old_rows, old_counts = keys[order], old_words[order], old_rows[order], old_counts[order]
    added = np.repeat(np.arange(words, dtype=np.int64), np.diff(starts))
    at = np.searchsorted(keys, added * len(source) + rows)
    frequency = np.bincount(old_words, minlength=words) + np.diff(starts)
    ends = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64)
    return ends, np.insert(old_rows, at, rows), np.insert(old_counts, at, counts)


def _weighed(
    vocabulary: dict[str, int],
    starts: NDArray[np.int64],
    rows: NDArray[np.int32],
    counts: NDArray[np.uint16],
    lengths: NDArray[np.int32],
) -> WordIndex:
    """The word index with what each posting is worth; words that no text holds any more are left out."""
    size = len(lengths)
    frequency = np.diff(starts)
    if not frequency.all():
        number = np.cumsum(frequency > 0) - 1
        told = (frequency > 0).tolist()
        vocabulary = {word: int(number[place]) for word, place in vocabulary.items() if told[place]}
        starts = np.concatenate([starts[:1], starts[1:][frequency > 0]])
        frequency = frequency[frequency > 0]
    rarity = np.log1p((size - frequency + 0.5) / (frequency + 0.5))
    norm = SATURATION * (1 - LENGTH + LENGTH * lengths / max(1.0, float(lengths.mean()) if size else 1.0))
    gains = np.repeat(rarity * (SATURATION + 1), frequency)
    gains *= counts
    gains /= counts + norm[rows]
    return WordIndex(vocabulary, starts, rows, gains.astype(np.float32), size, counts, lengths)
