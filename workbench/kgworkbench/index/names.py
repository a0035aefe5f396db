"""Names as keys: the gazetteer behind entity linking."""

from collections.abc import Sequence

from kgworkbench.index.words import folded, words
from kgworkbench.model.graph import Entity

__all__ = ["Keys", "grams", "keys_of", "names_by"]

# A longer name than this is a clause some extractor took for one; nobody writes it in a question word for word.
LONGEST = 24

# The words of an entity's name, then of each alias, joined by spaces; "" for a name that is no key.
Keys = tuple[str, ...]


def keys_of(entity: Entity) -> Keys:
    """The keys of an entity's name and aliases, a leading article left out."""
    return tuple(_key(name) for name in (entity.name, *entity.aliases))


def names_by(keys: Sequence[Keys]) -> tuple[dict[str, tuple[int, ...]], int]:
    """Rows of entities by the keys of their names and aliases, and the greatest number of words in one.

    Those that bear it as their name stand before those that have it as an alias.
    """
    found: dict[str, list[int]] = {}
    for row, held in enumerate(keys):
        found.setdefault(held[0], []).append(row)
    for row, held in enumerate(keys):
        for key in held[1:]:
            rows = found.setdefault(key, [])
            # Rows come in order: one that is there already bears the name, or was the last alias to be added.
            if key != held[0] and (not rows or rows[-1] != row):
                rows.append(row)
    found.pop("", None)
    longest = max((key.count(" ") + 1 for key in found), default=0)
    return {key: tuple(rows) for key, rows in found.items()}, longest


def grams(name: str) -> list[str]:
    """The character trigrams of a name, edges marked; for finding names that are spelt almost alike."""
    plain = f" {' '.join(folded(name).casefold().split())} "
    return [plain[start : start + 3] for start in range(max(1, len(plain) - 2))]


def _key(name: str) -> str:
    parts = words(name)
    if parts[:1] == ["the"] and len(parts) > 1:
        parts = parts[1:]
    return " ".join(parts) if len(parts) <= LONGEST else ""
