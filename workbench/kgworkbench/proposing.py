"""Answers to proposed types: each makes a schema version, a decision that stays, and an entry of the journal."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from kgworkbench.curate.proposals import cluster_proposals
from kgworkbench.curating import Journal
from kgworkbench.errors import CurationError, InputError
from kgworkbench.model.facts import TypeKind
from kgworkbench.model.journal import AnswerProposal, Operation, Redo
from kgworkbench.model.schema import Schema
from kgworkbench.ports import GraphStore
from kgworkbench.schema.decisions import Decision, Decisions, mapped_by, rejected_by
from kgworkbench.schema.diff import diff
from kgworkbench.schema.evolve import ProposalCluster, accept, map_to
from kgworkbench.schema.rename import Renames
from kgworkbench.schema.versions import SchemaVersions

__all__ = ["Proposals", "has_new_types", "mapped_to", "renames_to"]

Adopt = Callable[[Schema, str, str], Schema]


class Proposals:
    """The inbox of types that engines asked for, and what was answered.

    ``schema`` gives the schema in force, ``adopt`` puts another in its place, ``follow`` brings the graph up to date
    with it.
    """

    def __init__(
        self,
        store: GraphStore,
        journal: Journal,
        versions: SchemaVersions,
        decisions: Decisions,
        schema: Callable[[], Schema],
        adopt: Adopt,
        follow: Callable[[], object],
    ) -> None:
        self._store, self._journal, self._versions, self._decisions = store, journal, versions, decisions
        self._schema, self._adopt, self._follow = schema, adopt, follow

    def inbox(self) -> tuple[ProposalCluster, ...]:
        """What is asked for, not in the schema and not rejected, most supported first, with its sentences."""
        rejected = rejected_by(self._decisions.all())
        return cluster_proposals(
            self._store.extractions(), self._schema(), chunks=self._store.chunks(), rejected=rejected
        )

    def answer(
        self,
        answer: Literal["accept", "map", "reject"],
        kind: TypeKind,
        name: str,
        *,
        to: str = "",
        head: tuple[str, ...] = (),
        tail: tuple[str, ...] = (),
        author: str = "",
        reason: str = "",
    ) -> Operation:
        """The operation that gave the answer; the graph follows with no engine call.

        ``to`` is the type to map to, or another name to accept under; ``head`` and ``tail`` replace the types it was
        seen with.

        Raises:
            InputError: nothing of that name is asked for, or the schema cannot take it in.
        """
        found = [each for each in self.inbox() if each.kind == kind and name in each.names]
        if not found:
            raise InputError(f"no {kind} type {name!r} is asked for: see the open ones with kgw schema proposals DIR")
        cluster = found[0]
        schema = self._schema()
        before, why = schema.version, reason or f"{answer} the proposed {kind} type {cluster.name}"
        if answer == "accept":
            to = to or cluster.name
            after = self._adopt(accept(schema, cluster, name=to, head=head, tail=tail), author, why).version
        elif answer == "map":
            after = self._adopt(map_to(schema, cluster, to), author, why).version
        else:
            to, after = "", before
        decision = Decision(answer, kind, cluster.names, to, after, author, reason=reason)
        action = AnswerProposal(answer, kind, cluster.names, to, before, after)
        operation = self._journal.act(action, author=author, reason=reason)
        self._decisions.keep(decision)
        self._follow()
        return operation

    def undo(self, number: int = 0, *, author: str = "", reason: str = "") -> Operation:
        """The operation that undid that one of the journal. Of an answer: the schema says what it said before, and the
        inbox shows the proposal again.

        Raises:
            CurationError: it cannot be undone, or the schema was changed since.
        """
        held = {operation.number: operation for operation in self._journal.standing()}
        chosen = held.get(number or max(held, default=0))
        action = chosen.action if chosen is not None else None
        if chosen is None or not isinstance(action, AnswerProposal):
            return self._journal.undo(number, author=author, reason=reason)
        if action.after != action.before and self._schema().version != action.after:
            raise CurationError(
                f"operation {chosen.number} cannot be undone: the schema is at version {self._schema().version}, "
                f"which came after version {action.after}; undo or change that first"
            )
        undone = self._journal.undo(chosen.number, author=author, reason=reason)
        if action.after != action.before:
            self._adopt(self._versions.at(action.before), author, undone.says)
        self._decisions.keep(Decision("reopen", action.kind, action.names, author=author))
        self._follow()
        return undone

    def redo(self, number: int = 0, *, author: str = "", reason: str = "") -> Operation:
        """The operation that did an undone one again; of an answer, with its schema.

        Raises:
            CurationError: nothing can be redone.
        """
        redone = self._journal.redo(number, author=author, reason=reason)
        assert isinstance(redone.action, Redo)
        action = self._journal.operations()[redone.action.number - 1].action
        if isinstance(action, AnswerProposal):
            if action.after != action.before and self._schema().version != action.after:
                self._adopt(self._versions.at(action.after), author, redone.says)
            self._decisions.keep(Decision(action.answer, action.kind, action.names, action.to, action.after, author))
            self._follow()
        return redone


def renames_to(schema: Schema, versions: SchemaVersions) -> dict[int, Renames]:
    """What types of each earlier schema version are called now."""
    earlier = (entry.version for entry in versions.history() if entry.version != schema.version)
    return {version: diff(versions.at(version), schema).renames for version in earlier}


def mapped_to(decisions: Iterable[Decision], renames: Mapping[int, Renames]) -> Renames:
    """The names that people mapped to types, or accepted under others, with those types as they are called now."""
    found = []
    for kind, name, to in mapped_by(decisions).pairs():
        for version in sorted(renames):
            to = renames[version].of_kind(kind).get(to, to)
        found.append((kind, name, to))
    return Renames.of(found)


def has_new_types(schema: Schema, versions: SchemaVersions, read_with: int) -> bool:
    """Whether the schema has types that the version the texts were read with had not: only reading again can find
    them. ``read_with`` 0 is none.
    """
    known = {entry.version for entry in versions.history()}
    return read_with in known and bool(diff(versions.at(read_with), schema).added)
