"""Which entities are worth comparing: those that meet in a small block, never all pairs.

A block that too many entities share says nothing about any two of them, and is left out whole, so that the number of
pairs grows with the number of entities and does not depend on their order.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kgworkbench.resolve.forms import LITTLE, Form, compact, core, initials, skeleton
from kgworkbench.resolve.spelling import one_apart
from kgworkbench.resolve.surroundings import Surroundings

__all__ = ["candidate_pairs"]

Pairs = NDArray[np.int64]

# Members of one block at most. A block of rare things in common says less than one of equal names.
SAME = 24
ALIKE = 16
RARE = 8

# Chinese short forms: 北大 for 北京大学, 中科院 for 中国科学院.
SHORTEST_HAN, LONGEST_HAN_SHORT, LONGEST_HAN = 2, 4, 16
LONGEST_WORDS = 10


def candidate_pairs(forms: Sequence[tuple[Form, ...]], around: Surroundings, near: Pairs | None = None) -> Pairs:
    """Pairs of rows (low, high) to compare, sorted, each once.

    Args:
        forms: the names of each row.
        around: what the graph says about each row.
        near: (m, 2), pairs of rows that lie near in meaning.
    """
    total = len(forms)
    named: list[tuple[str, int]] = []
    for row, own in enumerate(forms):
        for form in own:
            named += ((key, row) for key in _keys(form))
    found = [_meeting(named, SAME, total), _containing(forms, total), _spelt_alike(forms, total)]
    found.append(_meeting(_rare_words(forms), RARE, total))
    found.append(around.sharing(2))
    found.append(around.called())
    if near is not None:
        found.append(near[:, 0] * total + near[:, 1])
    codes = np.unique(np.concatenate(found))
    return np.stack([codes // max(1, total), codes % max(1, total)], axis=1)


def _keys(form: Form) -> set[str]:
    """What the form has in common with another form of the same name; each key starts with what kind it is."""
    text, words = form.text, form.words
    keys = {"=" + compact(text)}
    if form.dated:
        return {"w" + " ".join(sorted(words))}
    bare = core(words, form.han)
    if bare:
        keys.add("=" + compact(bare))
    if form.letters:
        keys.add("a" + form.letters)
    if not form.han and len(words) > 1:
        telling = [word for word in words if word not in LITTLE]
        keys.add("w" + " ".join(sorted(telling)))
        if 2 < len(words) <= LONGEST_WORDS:
            keys |= {"a" + letters for letters in initials(words)}
        elif len(words) == 2:
            keys.add("a" + words[0][0] + words[1][0])
        if 2 <= len(telling) <= 5 and telling[0][0].isalpha():
            keys.add(f"p{telling[0][0]} {telling[-1]}")
    if not form.han and len(text) > 5:
        sounds = skeleton(text)
        if len(sounds) > 3:
            keys.add("s" + sounds)
    return keys


def _containing(forms: Sequence[tuple[Form, ...]], total: int) -> Pairs:
    """A name that begins or ends another one, and a Chinese short form with the name it shortens."""
    rows_of: dict[str, list[int]] = {}
    shortened: dict[str, list[str]] = {}
    for row, own in enumerate(forms):
        for form in own:
            if form.dated or form.weak:
                continue
            rows_of.setdefault(form.text, []).append(row)
            if form.han and SHORTEST_HAN <= len(form.text) <= LONGEST_HAN_SHORT:
                held = shortened.setdefault(form.text[0] + form.text[-1], [])
                if form.text not in held:
                    held.append(form.text)
    longer: list[tuple[str, int]] = []
    for row, own in enumerate(forms):
        for form in own:
            parts = {part for part in _parts(form) if part in rows_of}
            if form.han and 4 <= len(form.text) <= LONGEST_HAN:
                for last in set(form.text[1:]):
                    near = shortened.get(form.text[0] + last, ())
                    if len(near) <= RARE:
                        parts.update(short for short in near if _in_order(short, form.text))
            longer += ((part, row) for part in parts)
    crowd = Counter(part for part, _ in longer)
    codes = [
        min(row, other) * total + max(row, other)
        for part, row in longer
        if crowd[part] <= RARE and len(rows_of[part]) <= RARE
        for other in rows_of[part]
        if other != row
    ]
    return np.array(codes, dtype=np.int64)


def _parts(form: Form) -> Iterable[str]:
    """Proper beginnings and ends of a name."""
    if form.dated:
        return
    if form.han:
        if 3 <= len(form.text) <= LONGEST_HAN:
            for cut in range(1, len(form.text)):
                if cut > 1:
                    yield form.text[:cut]
                if len(form.text) - cut > 1:
                    yield form.text[cut:]
    elif 1 < len(form.words) <= LONGEST_WORDS:
        for cut in range(1, len(form.words)):
            yield " ".join(form.words[:cut])
            yield " ".join(form.words[cut:])


def _in_order(short: str, long: str) -> bool:
    letters = iter(long)
    return short != long and all(letter in letters for letter in short)


def _spelt_alike(forms: Sequence[tuple[Form, ...]], total: int) -> Pairs:
    """Names one edit apart, and names equal once every word is spelt as its commonest neighbour is."""
    counts = Counter(word for own in forms for form in own if not form.han and not form.dated for word in form.words)
    words = sorted(counts)
    chosen = list(range(len(words)))
    codes, owners = one_apart([word if len(word) > 4 else "" for word in words])
    for group in _groups(codes, owners, 4 * SAME):
        best = max(group, key=lambda place: (counts[words[place]], words[place]))
        for place in group:
            if (counts[words[best]], words[best]) > (counts[words[chosen[place]]], words[chosen[place]]):
                chosen[place] = best
    right = {word: words[chosen[place]] for place, word in enumerate(words)}
    texts: list[str] = []
    rows: list[int] = []
    keyed: list[tuple[str, int]] = []
    for row, own in enumerate(forms):
        for form in own:
            if form.dated:
                continue
            texts.append(compact(form.text))
            rows.append(row)
            if not form.han and len(form.words) > 1:
                keyed.append((" ".join(sorted(right[word] for word in form.words)), row))
    codes, places = one_apart(texts)
    owners = np.array(rows, dtype=np.int64)[places] if rows else places
    alike = [_crossed(group, total) for group in _groups(codes, owners, ALIKE)]
    return np.concatenate([_meeting(keyed, SAME, total), *alike])


def _rare_words(forms: Sequence[tuple[Form, ...]]) -> list[tuple[str, int]]:
    """Rows by the two rarest words of a name that are not its alone."""
    counts = Counter(word for own in forms for word in {word for form in own for word in form.words})
    found: list[tuple[str, int]] = []
    for row, own in enumerate(forms):
        words = {word for form in own if not form.dated and len(form.words) > 1 for word in form.words if len(word) > 2}
        rare = sorted((counts[word], word) for word in words if 1 < counts[word] <= RARE)
        found += ((word, row) for _, word in rare[:2])
    return found


def _meeting(keyed: Iterable[tuple[str, int]], most: int, total: int) -> Pairs:
    """Pairs of rows with a key in common, as codes; keys of more than ``most`` rows are left out."""
    blocks: dict[str, list[int]] = {}
    for key, row in keyed:
        held = blocks.setdefault(key, [])
        if len(held) <= most and (not held or held[-1] != row):
            held.append(row)
    crossed = [_crossed(rows, total) for rows in blocks.values() if 1 < len(rows) <= most]
    return np.concatenate(crossed) if crossed else np.empty(0, np.int64)


def _groups(codes: NDArray[np.uint64], owners: Pairs, most: int) -> Iterable[list[int]]:
    """The owners of equal codes, each once, where they are at least two and at most ``most``."""
    order = np.lexsort((owners, codes))
    codes, owners = codes[order], owners[order]
    fresh = np.ones(len(codes), dtype=bool)
    fresh[1:] = (codes[1:] != codes[:-1]) | (owners[1:] != owners[:-1])
    codes, owners = codes[fresh], owners[fresh]
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]])) if len(codes) else np.empty(0, np.int64)
    ends = np.append(starts[1:], len(codes))
    for start, end in zip(starts, ends, strict=False):
        if 1 < end - start <= most:
            yield owners[start:end].tolist()


def _crossed(rows: Sequence[int], total: int) -> Pairs:
    places = sorted(set(rows))
    return np.array([low * total + high for at, low in enumerate(places) for high in places[at + 1 :]], dtype=np.int64)
