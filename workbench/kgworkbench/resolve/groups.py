"""Pairs put together to groups that stand for one thing each, and the name such a group goes by."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from kgworkbench.model.graph import Entity
from kgworkbench.resolve.alike import SHORTENED, best_likeness
from kgworkbench.resolve.forms import Form, forms_of
from kgworkbench.resolve.match import Duplicate
from kgworkbench.resolve.reasons import person_like

__all__ = ["groups", "suggested_name"]


def groups(
    duplicates: Iterable[Duplicate], threshold: float, *, apart: Collection[tuple[str, str]] = ()
) -> tuple[tuple[str, ...], ...]:
    """Ids of entities that pairs of at least the threshold link, two or more to a group, sorted.

    The surest pairs are joined first; one that would bring two entities of an ``apart`` pair together is passed
    over (cannot-link, Wagstaff et al. 2001).
    """
    members: dict[str, set[str]] = {}
    foes: dict[str, set[str]] = {}
    for one, other in apart:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    sure = [pair for pair in duplicates if pair.score >= threshold]
    for pair in sorted(sure, key=lambda pair: (-pair.score, *sorted((pair.one, pair.other)))):
        small = members.setdefault(pair.one, {pair.one})
        large = members.setdefault(pair.other, {pair.other})
        if small is large:
            continue
        if len(small) > len(large):
            small, large = large, small
        if any(not large.isdisjoint(foes.get(identity, ())) for identity in small):
            continue
        large |= small
        for identity in small:
            members[identity] = large
    found = {tuple(sorted(group)) for group in members.values() if len(group) > 1}
    return tuple(sorted(found))


def suggested_name(entities: Collection[Entity]) -> str:
    """The name to give to entities that are one thing: the commonest of those that shorten no other of them.

    Raises:
        ValueError: there are no entities.
    """
    if not entities:
        raise ValueError("no entities to name")
    counts: Counter[str] = Counter()
    for entity in entities:
        counts[entity.name] += 1 + len(entity.provenance)
        for alias in entity.aliases:
            counts[alias] += 1
    commonest = max(counts.values())
    # A name seen once beside hundreds of another may be a slip of some extractor: it outdoes no usual one.
    usual = [name for name, count in counts.items() if 20 * count >= commonest]
    forms = {name: forms_of(Entity("", name, ""))[:1] for name in usual}
    person = max(person_like(entity, forms_of(entity)) for entity in entities)
    short = {
        name for name in usual if any(_shortens(forms[name], forms[full], person) for full in usual if full != name)
    }
    chosen = [name for name in usual if name not in short] or usual
    return min(chosen, key=lambda name: (-counts[name], -len(name), name))


def _shortens(names: Sequence[Form], fulls: Sequence[Form], person: float) -> bool:
    like = best_likeness(names, fulls, person, {})
    return like is not None and like.kind in SHORTENED and like.short == 0
