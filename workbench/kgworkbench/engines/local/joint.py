"""Things of which several statements hold at once: the answers that all parts of a question share."""

from collections.abc import Sequence
from dataclasses import dataclass

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.refusal import kin_said, stands, subject_kept
from kgworkbench.engines.local.solving import Solving
from kgworkbench.engines.local.surety import surety

__all__ = ["Shared", "shared"]

_FIT = 0.6
_NEAR = 0.6
_BESIDE = 0.35
_MEMBERS = 100


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing that answers every part, the answers that say so, and how surely the least of them does (0 to 1)."""

    name: str
    found: tuple[Found, ...]
    sure: float
    score: float


def shared(parts: Sequence[Asked], work: Solving) -> tuple[Shared, ...]:
    """The things that answer every one of the parts, surest first; none where no thing answers all."""
    held = [_members(part, work) for part in parts]
    common = set(held[0]).intersection(*held[1:])
    found = []
    for name in sorted(common):
        each = tuple(members[name] for members in held)
        found.append(
            Shared(name, tuple(item for item, _ in each), min(sure for _, sure in each), sum(i.score for i, _ in each))
        )
    found.sort(key=lambda item: (-item.score, item.name))
    return tuple(item for item in found if item.score >= found[0].score - _NEAR)


def _members(part: Asked, work: Solving) -> dict[str, tuple[Found, float]]:
    """The answers of a part that stand, by the name in full, each with how sure it is."""
    coverage = work.coverage(part)
    told = work.background.told
    found: dict[str, tuple[Found, float]] = {}
    best: dict[int, float] = {}
    for item in work.solve(part)[:_MEMBERS]:
        if item.path.bridges or item.candidate.fit < _FIT:
            continue
        at = item.path.last.statement
        if item.score < best.setdefault(at, item.score) - _BESIDE:
            continue  # a statement answers by what it says best, and by what is listed with that
        if not (stands(item, part) and subject_kept(item, coverage) and kin_said(item, coverage)):
            continue
        name = told.whole(work.background.aliases.get(item.text, item.text))
        if name not in found:
            found[name] = (item, surety((item,), part, coverage).score)
    return found
