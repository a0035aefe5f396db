"""Entities that a changed schema would leave with no mention, or with no relation where they had one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kgworkbench.curate.claims import Claims
from kgworkbench.curate.verdicts import Judged
from kgworkbench.resolve.normalise import normalise
from kgworkbench.schema.rename import Renames

__all__ = ["Orphan", "orphaned"]


@dataclass(frozen=True, slots=True)
class Orphan:
    """An entity, by a name it was mentioned under and its type so far, and what it is left without."""

    name: str
    type: str
    lacks: Literal["mention", "relation"]
    mentions: int


def orphaned(claims: Claims, groups: Sequence[Judged], renames: Renames) -> tuple[tuple[Orphan, ...], tuple[Orphan, ...]]:
    """Entities left with no mention, and entities that keep one but lose their last relation; most mentioned first.

    An entity is told by its normalised name and type, as ``resolve`` does across documents. Only names of types
    that lose a claim are looked at.
    """
    lost = {str(g.signature[0]) for g in groups if g.kind == "entity" and g.after and not g.before}
    cut = [g for g in groups if g.kind == "relation" and g.after and not g.before]
    ends = {part[0] for g in cut for part in (g.signature[0], g.signature[2]) if isinstance(part, tuple)} - lost
    if not lost and not ends:
        return (), ()
    names = _Names(claims, lost | ends, renames)
    gone = [
        Orphan(names.shown[key], names.shown_type[key], "mention", times)
        for key, times in names.mentions_of(lost)
        if not names.kept_elsewhere(key, lost)
    ]
    before, after = names.relations(groups, ends)
    bare = [
        Orphan(names.shown[key], names.shown_type[key], "relation", names.mentions[key])
        for key in np.flatnonzero((before > 0) & (after == 0)).tolist()
    ]
    return _in_order(gone), _in_order(bare)


def _in_order(found: Iterable[Orphan]) -> tuple[Orphan, ...]:
    return tuple(sorted(found, key=lambda orphan: (-orphan.mentions, orphan.name, orphan.type)))
