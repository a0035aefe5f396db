"""What the graph told of names: the facts of the evidence, found by either end, and names written out in full."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kgworkbench.engines.local.relation_kinds import role_of
from kgworkbench.model.evidence import Evidence, Hop

__all__ = ["Told", "told_by"]


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of the evidence by the folded name at either end, and for a short name the one it stands for."""

    facts: Mapping[str, tuple[Hop, ...]] = field(default_factory=dict)
    full: Mapping[str, str] = field(default_factory=dict)

    def between(self, first: str, second: str) -> tuple[Hop, ...]:
        """The facts that join two names, whichever way they run."""
        other = self.whole(second).casefold()
        return tuple(hop for hop in self.about(first) if other in (hop.head_name.casefold(), hop.tail_name.casefold()))

    def joins(self, owner: str, value: str, wanted: Collection[str], nouns: Collection[str] = ()) -> bool:
        """Whether a fact of a wanted relation joins owner and value; a role among the nouns says which way."""
        for hop in self.between(owner, value):
            if hop.relation not in wanted:
                continue
            end = hop.head_name if hop.head_name.casefold() == self.whole(value).casefold() else hop.tail_name
            said = {role for noun in nouns if (role := role_of(hop.relation, noun))}
            if not said or ("head" if end == hop.head_name else "tail") in said:
                return True
        return False

    def about(self, name: str) -> tuple[Hop, ...]:
        """The facts one of whose ends has the name."""
        return self.facts.get(self.whole(name).casefold(), ())

    def whole(self, name: str) -> str:
        """The name in full where the graph knows one thing that it stands for, else itself.

        >>> Told(full={"Wirth": "Niklaus Wirth"}).whole("Wirth")
        'Niklaus Wirth'
        """
        return self.full.get(name, name)


def told_by(evidence: Iterable[Evidence], names: Iterable[str] = ()) -> Told:
    """What the evidence tells; ``names`` are names beside those of its facts, such as titles."""
    facts: dict[str, dict[tuple[str, str, str], Hop]] = defaultdict(dict)
    known = set(names)
    for item in evidence:
        for hop in item.hops:
            key = (hop.head, hop.relation, hop.tail)
            facts[hop.head_name.casefold()].setdefault(key, hop)
            facts[hop.tail_name.casefold()].setdefault(key, hop)
            known.add(hop.head_name)
            if not hop.literal:
                known.add(hop.tail_name)
    ordered = {name: tuple(found[key] for key in sorted(found)) for name, found in facts.items()}
    return Told(ordered, _written_out(known))


def _written_out(names: Iterable[str]) -> dict[str, str]:
    """For each surname that one name only ends with, that name."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = name.split()
        if 2 <= len(words) <= 4 and all(re.match(r"[A-Z]|(?:von|van|de|der|la|le|da|di|du)$", word) for word in words):
            owners[words[-1]].add(name)
            if len(words) > 2 and words[-2].islower():
                owners[" ".join(words[-2:])].add(name)
    return {short: next(iter(wholes)) for short, wholes in owners.items() if len(wholes) == 1}
