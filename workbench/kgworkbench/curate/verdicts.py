"""The schema's judgement of grouped claims: one of each group is given to the judge and speaks for all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgworkbench.curate.claims import Claims, Signature
from kgworkbench.extract.check import judge
from kgworkbench.model.facts import AttributeCandidate, Candidates, MentionCandidate, TypeKind
from kgworkbench.model.schema import AttributeType, EntityType, Schema
from kgworkbench.model.text import Chunk
from kgworkbench.schema.rename import Renames, renamed_candidates

__all__ = ["Court", "Judged", "judged_groups"]

_NOWHERE = Chunk("", "", "", 0, 0, "")
"""Whether a claim is allowed does not depend on where it stands."""

_VALUE = "value is no"
"""How the judge's one rule about values begins; it is the last it looks at."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Claims of one kind and signature that both schemas judge alike. A verdict is the broken rule, "" if allowed."""

    kind: TypeKind
    signature: Signature
    before: str
    after: str
    claims: Sequence[int]


class Court:
    """One schema, with the verdicts it has given; ``renames`` are applied to a claim before it is judged."""

    def __init__(self, schema: Schema, renames: Renames, fits: dict[tuple[object, ...], bool]) -> None:
        self._schema = schema
        self._renames = renames
        self._fits = fits
        self._attributes = renames.of_kind("attribute")

    def verdict(self, claims: Claims, kind: TypeKind, number: int) -> str:
        """The rule that the claim breaks, "" where the schema allows it."""
        alone = renamed_candidates(claims.alone(kind, number), self._renames)
        found = judge(alone, _NOWHERE, self._schema)
        allowed = found.triples if kind == "relation" else found.attributes if kind == "attribute" else found.mentions
        return "" if allowed else found.violations[-1].rule

    def attribute_type(self, name: str) -> AttributeType | None:
        """What the schema has under the name that the attribute type of that name now bears."""
        return self._schema.attribute_type(self._attributes.get(name, name))

    def fits(self, value: str, kind: AttributeType) -> bool:
        """Whether the literal is one of that attribute type, whoever it is said of."""
        key = (kind.value, kind.values, value)
        known = self._fits.get(key)
        if known is None:
            bare = Schema("", (_ANY,), (), (AttributeType("value", (_ANY.name,), kind.value, values=kind.values),))
            claim = Candidates((_OWNER,), (), (AttributeCandidate(0, "value", value),))
            known = self._fits[key] = bool(judge(claim, _NOWHERE, bare).attributes)
        return known


_ANY = EntityType("any")
_OWNER = MentionCandidate("owner", _ANY.name)


def judged_groups(claims: Claims, before: Court, after: Court) -> Iterator[Judged]:
    """Every claim with its verdicts under both schemas, in groups; attributes are split by value as needed."""
    for kind, groups in claims.groups.items():
        for signature, numbers in groups.items():
            first, then = before.verdict(claims, kind, numbers[0]), after.verdict(claims, kind, numbers[0])
            if kind == "attribute" and (_hangs_on_value(first) or _hangs_on_value(then)):
                yield from _by_value(claims, signature, numbers, before, after)
            else:
                yield Judged(kind, signature, first, then, numbers)


def _hangs_on_value(verdict: str) -> bool:
    return not verdict or verdict.startswith(_VALUE)


def _by_value(
    claims: Claims, signature: Signature, numbers: Sequence[int], before: Court, after: Court
) -> Iterator[Judged]:
    name = str(signature[1])
    one, other = before.attribute_type(name), after.attribute_type(name)
    parts: dict[tuple[bool, bool], list[int]] = {}
    for number in numbers:
        value = claims.value(number)
        key = (one is None or before.fits(value, one), other is None or after.fits(value, other))
        parts.setdefault(key, []).append(number)
    for part in parts.values():
        first, then = (court.verdict(claims, "attribute", part[0]) for court in (before, after))
        yield Judged("attribute", signature, first, then, part)
