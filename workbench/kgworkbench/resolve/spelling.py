"""How far apart two spellings are, and which of many spellings lie one edit apart."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["edits", "one_apart"]

Codes = NDArray[np.uint64]

# Any odd number has an inverse modulo 2**64, so that a letter can be taken out of a sum of powers.
_STEP = 0x9E3779B97F4A7C15
_BACK = pow(_STEP, -1, 1 << 64)
_MIX = 0xD6E8FEB86659FD93
_LONGEST = 64


def edits(one: str, other: str, most: int = 3) -> int:
    """Letters to insert, delete, change or swap with their neighbour to make one of the other; ``most + 1`` if more.

    Optimal string alignment (Damerau 1964), the band of width ``most`` only.

    >>> edits("babbage", "babage"), edits("turing", "truing"), edits("iran", "peru")
    (1, 1, 4)
    """
    if one == other:
        return 0
    start, end = 0, 0
    shortest = min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    while end < shortest - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if abs(len(one) - len(other)) > most:
        return most + 1
    if not one or not other:
        return max(len(one), len(other))
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        after = [i] * (len(other) + 1)
        low, high = max(1, i - most), min(len(other), i + most)
        if low > 1:
            after[low - 1] = most + 1
        for j in range(low, high + 1):
            cost = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (letter != other[j - 1]))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, before[j - 2] + 1)
            after[j] = cost
        for j in range(high + 1, len(other) + 1):
            after[j] = most + 1
        if min(after) > most:
            return most + 1
        before, row = row, after
    return min(row[-1], most + 1)


def one_apart(texts: Sequence[str]) -> tuple[Codes, NDArray[np.int64]]:
    """Codes of each text and of the text with any one letter left out, and the place of the text each belongs to.

    Two texts share a code if they are one edit apart (Garbe's symmetric deletion); other texts hardly ever do.
    Texts of fewer than 4 letters, or more than 64, have none.
    """
    places = [place for place, text in enumerate(texts) if 4 <= len(text) <= _LONGEST]
    lengths = np.array([len(texts[place]) for place in places], dtype=np.int64)
    if not len(lengths):
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    letters = np.frombuffer(
        "".join(texts[place] for place in places).encode("utf-32-le", "surrogatepass"), dtype=np.uint32
    )
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    inside = np.arange(len(letters)) - np.repeat(starts, lengths)
    powers = np.array([pow(_STEP, k, 1 << 64) for k in range(_LONGEST)], dtype=np.uint64)
    with np.errstate(over="ignore"):
        terms = (letters.astype(np.uint64) * np.uint64(_MIX) ^ (letters.astype(np.uint64) << np.uint64(17))) * powers[
            inside
        ]
        running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])
        base = np.repeat(running[starts], lengths)
        whole = running[starts + lengths] - running[starts]
        left = running[:-1] - base
        right = np.repeat(whole, lengths) - (running[1:] - base)
        without = left + right * np.uint64(_BACK)
    owners = np.array(places, dtype=np.int64)
    return np.concatenate([whole, without]), np.concatenate([owners, np.repeat(owners, lengths)])
