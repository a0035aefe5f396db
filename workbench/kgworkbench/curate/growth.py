"""A schema that grows while a corpus is read: proposals the policy takes in serve the chunks that follow."""

from collections.abc import Iterable
from dataclasses import dataclass

from kgworkbench.curate.proposals import ProposalTally
from kgworkbench.errors import SchemaError
from kgworkbench.model.facts import Extraction
from kgworkbench.model.schema import Schema
from kgworkbench.schema.decisions import Decision, mapped_by, rejected_by
from kgworkbench.schema.evolve import Policy, accept, may_accept
from kgworkbench.schema.rename import Renames

__all__ = ["Grown", "SchemaGrowth"]


@dataclass(frozen=True, slots=True)
class Grown:
    """The schema with the types just taken in, and the decisions that did so. Its version is left to the keeper."""

    schema: Schema
    decisions: tuple[Decision, ...]

    @property
    def renames(self) -> Renames:
        """Like names that now count as the new types."""
        return mapped_by(self.decisions)


class SchemaGrowth:
    """Watches the extractions of one run and says when its schema should grow.

    Depends on the order of the chunks, as growing while reading must; equal runs grow alike.
    """

    def __init__(self, policy: Policy, decisions: Iterable[Decision] = ()) -> None:
        self._policy = policy
        self._rejected = rejected_by(decisions)
        self._tally = ProposalTally(0)

    def after(self, extractions: Iterable[Extraction], schema: Schema) -> Grown | None:
        """What the schema becomes after these extractions, None where nothing new may be taken in.

        Entity types come first, so that relations and attributes proposed with them can name them.
        """
        if self._policy.mode != "accept":
            return None
        for extraction in extractions:
            self._tally.add(extraction)
        taken: list[Decision] = []
        for kinds in (("entity",), ("relation", "attribute")):
            for cluster in self._tally.clusters(schema, self._rejected):
                if cluster.kind in kinds and may_accept(cluster, self._policy):
                    try:
                        schema = accept(schema, cluster)
                    except SchemaError:
                        continue
                    reason = f"{cluster.support} chunks asked for it, mean confidence {cluster.confidence}"
                    answer = Decision(
                        "accept", cluster.kind, cluster.names, cluster.name, author="policy", reason=reason
                    )
                    taken.append(answer)
        return Grown(schema, tuple(taken)) if taken else None
