"""Types under other names: a rename of the schema carried over to what engines claimed under the old names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kgworkbench.model.facts import Candidates, TypeKind

__all__ = ["Renames", "renamed_candidates"]

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Renames:
    """Old and new names of types, by kind. All are applied at once, so two names can be swapped."""

    entity: Pairs = ()
    relation: Pairs = ()
    attribute: Pairs = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[TypeKind, str, str]]) -> "Renames":
        """The renames listed as (kind, old name, new name), sorted; a name renamed to itself is left out."""
        found = sorted({pair for pair in pairs if pair[1] != pair[2]})
        by_kind = {kind: tuple((old, new) for k, old, new in found if k == kind) for kind, _, _ in found}
        return cls(by_kind.get("entity", ()), by_kind.get("relation", ()), by_kind.get("attribute", ()))

    def of_kind(self, kind: TypeKind) -> Mapping[str, str]:
        """New names by old name, for one kind of type."""
        return dict(self.entity if kind == "entity" else self.relation if kind == "relation" else self.attribute)

    def pairs(self) -> Iterator[tuple[TypeKind, str, str]]:
        """Every rename as (kind, old name, new name)."""
        yield from (("entity", old, new) for old, new in self.entity)
        yield from (("relation", old, new) for old, new in self.relation)
        yield from (("attribute", old, new) for old, new in self.attribute)

    def __bool__(self) -> bool:
        """Whether anything is renamed."""
        return bool(self.entity or self.relation or self.attribute)


def renamed_candidates(candidates: Candidates, renames: Renames) -> Candidates:
    """The candidates with every type under its new name; wanted types are renamed too, so that a type that was
    mapped to an existing one is asked for no longer.
    """
    if not renames:
        return candidates
    entity, relation, attribute = dict(renames.entity), dict(renames.relation), dict(renames.attribute)
    by_kind = {"entity": entity, "relation": relation, "attribute": attribute}
    return Candidates(
        tuple(replace(m, type=entity[m.type]) if m.type in entity else m for m in candidates.mentions),
        tuple(replace(t, relation=relation[t.relation]) if t.relation in relation else t for t in candidates.triples),
        tuple(replace(a, type=attribute[a.type]) if a.type in attribute else a for a in candidates.attributes),
        tuple(
            replace(wanted, name=by_kind[wanted.kind][wanted.name]) if wanted.name in by_kind[wanted.kind] else wanted
            for wanted in candidates.types
        ),
    )
