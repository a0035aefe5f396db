"""Vectors of hashed character n-grams: no weights, any language."""

import hashlib
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kgworkbench.ports import Vectors

__all__ = ["LexicalEmbedder"]

Counts = NDArray[np.uint32]

# Texts hashed at once: bounds memory (a text of 500 characters makes about 1 500 n-grams of 16 bytes).
BATCH = 1024

# Features are told apart by 18 bits for their frequencies, then folded into ``dimension`` signed buckets.
FEATURE_BITS = 18

# Without a corpus to count in, the words every text is full of would make all texts alike (recall@5 of dense
# retrieval 22 against 33): n-grams that occur in them get this weight, whatever other words they occur in.
COMMON_WEIGHT = 0.1
COMMON = (
    "a about after all also an and any are as at be became because been before being between both but by can could did "
    "do does during each for from had has have he her here him his how i if in into is it its later made many may more "
    "most much my name named new no not of on one only or other our out over same she so some such than that the their "
    "them then there these they this those through to two under until up used was we were what when where which while "
    "who whom whose why will with would you your "
    "的 了 在 是 和 与 及 为 于 以 之 其 他 她 它 们 这 那 有 也 而 由 被 把 对 中 个 一 不 人 年 月 日 "
    "什么 哪 哪个 哪些 谁 多少 何时 哪里 怎么 如何 以及 他们 一个 其中 由于 因为 成为 进行 可以 没有 这个"
)

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0x100000001B3)
_SPACE, _BREAK, _CJK = 32, 10, 0x2E80


class LexicalEmbedder:
    """Embeds by the character n-grams of words, hashed with signs into a fixed number of buckets.

    Words in alphabets give n-grams of 3 to 5 characters that stay within a word and its two edges; CJK text gives
    one to three characters. Counts are dampened (1 + log tf). Equal texts give equal rows in every process.

    Args:
        dimension: buckets, the length of a row.
        frequencies: document frequencies of features made by ``fitted``; None weighs all alike.
    """

    def __init__(self, dimension: int = 512, frequencies: Counts | None = None, documents: int = 0) -> None:
        self._dimension = dimension
        self._documents = documents
        self._weights = np.ones(1 << FEATURE_BITS, dtype=np.float32)
        self._weights[_features(COMMON.split())[1]] = COMMON_WEIGHT
        self.name = f"lexical-{dimension}"
        if frequencies is not None:
            self._weights = np.log((1 + documents) / (1 + frequencies.astype(np.float32))).astype(np.float32) + 1
            self.name += "-" + hashlib.blake2b(frequencies.tobytes(), digest_size=4).hexdigest()

    def fitted(self, texts: Sequence[str]) -> "LexicalEmbedder":
        """A new embedder that weighs features by how rare they are in the texts (smoothed inverse frequency)."""
        frequencies = np.zeros(1 << FEATURE_BITS, dtype=np.uint32)
        for start in range(0, len(texts), BATCH):
            _, features, _ = _features(texts[start : start + BATCH])
            frequencies += np.bincount(features, minlength=1 << FEATURE_BITS).astype(np.uint32)
        return LexicalEmbedder(self._dimension, frequencies, len(texts))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows (n, dimension), float32; a text with no letter or digit in it gives a row of zeros."""
        rows = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            part = texts[start : start + BATCH]
            owners, features, counts = _features(part)
            mixed = (features.astype(np.uint64) + np.uint64(1)) * _MULTIPLIER
            signs = np.where(mixed >> np.uint64(63), 1.0, -1.0)
            buckets = ((mixed >> np.uint64(20)) % np.uint64(self._dimension)).astype(np.int64)
            values = signs * (1 + np.log(counts)) * self._weights[features]
            flat = np.bincount(owners * self._dimension + buckets, values, minlength=len(part) * self._dimension)
            rows[start : start + BATCH] = flat.reshape(len(part), self._dimension)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
        return unit


def _features(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Distinct (text, feature) pairs and how often each occurs: three arrays of one length."""
    raw = "\n".join(f" {_plain(text)} " for text in texts) + "\n"
    codes = np.frombuffer(raw.encode("utf-32-le", "replace"), dtype=np.uint32)
    owner = np.cumsum(codes == _BREAK) - (codes == _BREAK)
    edge = codes == _SPACE
    broken = codes == _BREAK
    cjk = codes >= _CJK
    hashes = np.zeros(len(codes), dtype=np.uint64)
    found: list[NDArray[np.int64]] = []
    valid = np.ones(len(codes), dtype=bool)
    mixed = np.ones(len(codes), dtype=bool)
    for size in range(1, 6):
        last = slice(size - 1, None)
        # ``hashes[i]`` covers the characters i .. i+size-1; positions past the end fall off.
        width = len(codes) - size + 1
        if width <= 0:
            break
        hashes = hashes[:width] * _STEP + codes[last].astype(np.uint64)
        valid = valid[:width] & ~broken[last]
        if size > 2:  # a space may stand at the edges of an n-gram, not inside it
            valid = valid & ~edge[size - 2 : size - 2 + width]
        mixed = mixed[:width] & cjk[last]
        keep = valid & mixed & ~edge[:width] if size < 3 else valid & (mixed | ~cjk[:width] & ~cjk[last])
        if size > 3:
            keep &= ~mixed
        places = np.flatnonzero(keep)
        spread = (hashes[places] + np.uint64(size)) * _MULTIPLIER
        feature = (spread >> np.uint64(64 - FEATURE_BITS)).astype(np.int64)
        found.append((owner[places] << FEATURE_BITS) | feature)
    pairs, counts = np.unique(np.concatenate(found), return_counts=True) if found else (np.empty(0, np.int64),) * 2
    return pairs >> FEATURE_BITS, pairs & ((1 << FEATURE_BITS) - 1), counts


def _plain(text: str) -> str:
    """The text casefolded, with everything but letters, marks and digits turned into single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in folded).split())
