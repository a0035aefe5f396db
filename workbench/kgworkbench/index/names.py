"""Names as keys: the gazetteer behind entity linking."""

from collections.abc import Sequence

from kgworkbench.index.words import folded, words
from kgworkbench.model.graph import Entity

__all__ = ["grams", "names_of"]

# A longer name than this is a clause some extractor took for one; nobody writes it in a question word for word.
LONGEST = 24


def names_of(entities: Sequence[Entity]) -> tuple[dict[str, tuple[int, ...]], int]:
    """Rows of entities by the words of their names and aliases, and the greatest number of words in one.

    A leading article is left out. Those that bear it as their name stand before those that have it as an alias.
    """
    found: dict[str, list[int]] = {}
    longest = 0
    named = [(row, entity.name) for row, entity in enumerate(entities)]
    also = [(row, alias) for row, entity in enumerate(entities) for alias in entity.aliases]
    for row, name in (*named, *also):
        parts = words(name)
        if parts[:1] == ["the"] and len(parts) > 1:
            parts = parts[1:]
        if 0 < len(parts) <= LONGEST:
            rows = found.setdefault(" ".join(parts), [])
            if row not in rows:
                rows.append(row)
            longest = max(longest, len(parts))
    return {key: tuple(rows) for key, rows in found.items()}, longest


def grams(name: str) -> list[str]:
    """The character trigrams of a name, edges marked; for finding names that are spelt almost alike."""
    plain = f" {' '.join(folded(name).casefold().split())} "
    return [plain[start : start + 3] for start in range(max(1, len(plain) - 2))]
