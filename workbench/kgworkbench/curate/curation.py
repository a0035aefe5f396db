"""The journal at work: operations done, undone and redone on a graph, and done again on another."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kgworkbench.curate import on_communities, on_graph
from kgworkbench.curate.telling import told
from kgworkbench.curate.working import Working
from kgworkbench.errors import CurationError
from kgworkbench.model.graph import Graph, GraphDelta
from kgworkbench.model.journal import (
    Action,
    AddRelation,
    AnswerViolation,
    DeleteEntity,
    DeleteRelation,
    EditRelation,
    Inverse,
    Merge,
    MergeCommunities,
    MoveEntity,
    Operation,
    Pin,
    PinCommunity,
    Redo,
    Rename,
    RenameCommunity,
    Retype,
    SetAttribute,
    Split,
    SplitCommunity,
    Undo,
)
from kgworkbench.model.tree import KnowledgeTree

__all__ = ["Curation", "Effect", "standing"]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a store has to write: operations (new, or with a new inverse), graph changes, and the tree if it changed."""

    operations: tuple[Operation, ...]
    delta: GraphDelta
    tree: KnowledgeTree | None


def standing(journal: Iterable[Operation]) -> tuple[Operation, ...]:
    """The operations that hold, in their order: all but undone ones, and none that undid or redid others."""
    held: dict[int, Operation] = {}
    undone: dict[int, Operation] = {}
    for operation in journal:
        action = operation.action
        if isinstance(action, Undo) and action.number in held:
            undone[action.number] = held.pop(action.number)
        elif isinstance(action, Redo) and action.number in undone:
            held[action.number] = undone.pop(action.number)
        elif not isinstance(action, Undo | Redo):
            held[operation.number] = operation
    return tuple(operation for _, operation in sorted(held.items()))


class Curation:
    """A journal over the graph it has shaped.

    The state is always the base graph with the standing operations done in their order, so undoing any of them means:
    go back to before it, and do the later ones again. ``effect`` says what to write after each call.
    """

    def __init__(self, graph: Graph, tree: KnowledgeTree, journal: Iterable[Operation], symmetric: Iterable[str] = ()):
        self.working = Working(graph, tree, symmetric)
        self._journal = {operation.number: operation for operation in journal}
        self._written: set[int] = set()

    @property
    def journal(self) -> tuple[Operation, ...]:
        """Every operation, oldest first."""
        return tuple(operation for _, operation in sorted(self._journal.items()))

    def act(self, action: Action, *, author: str = "", time: str = "", reason: str = "") -> Operation:
        """The operation that does the action, appended to the journal.

        Raises:
            CurationError: it cannot be done; then nothing has changed.
        """
        if isinstance(action, Undo):
            return self.undo(action.number, author=author, time=time, reason=reason)
        if isinstance(action, Redo):
            return self.redo(action.number, author=author, time=time, reason=reason)
        says = told(action, self.working)
        return self._append(action, says, author, time, reason, self._perform(action))

    def preview(self, action: Action) -> GraphDelta:
        """What the action would do to the graph; nothing is changed. Call it only after ``effect``.

        Raises:
            CurationError: it cannot be done.
        """
        inverse = self._perform(action)
        delta, _ = self.working.changed()
        self.working.put_back(inverse)
        self.working.settled()
        return delta

    def undo(self, number: int = 0, *, author: str = "", time: str = "", reason: str = "") -> Operation:
        """The operation that undoes that one, or the last one standing.

        Raises:
            CurationError: nothing is there to undo, or a later operation, which is named, builds on it.
        """
        held = {operation.number: operation for operation in standing(self.journal)}
        if not held:
            raise CurationError("nothing to undo: no operation of the journal holds")
        number = number or max(held)
        if number not in held:
            raise CurationError(f"operation {number} does not hold: choose one of {_listed(held)}")
        self._without(number, held)
        return self._append(Undo(number), f"undo {number}: {held[number].says}", author, time, reason, Inverse())

    def redo(self, number: int = 0, *, author: str = "", time: str = "", reason: str = "") -> Operation:
        """The operation that makes an undone one hold again, or the one undone last.

        Raises:
            CurationError: nothing is there to redo, or it cannot be done on the graph as it is.
        """
        held = {operation.number for operation in standing(self.journal)}
        undone = [
            operation.action.number
            for operation in reversed(self.journal)
            if isinstance(operation.action, Undo) and operation.action.number not in held
        ]
        if not undone:
            raise CurationError("nothing to redo: no operation was undone")
        number = number or undone[0]
        if number not in undone:
            raise CurationError(f"operation {number} was not undone: choose one of {_listed(sorted(set(undone)))}")
        chosen = self._journal[number]
        later = [operation for operation in standing(self.journal) if operation.number > number]
        self._unwind(later)
        try:
            self._hold(replace(chosen, inverse=self._perform(chosen.action)))
        except CurationError as problem:
            self._do_again(later)
            raise CurationError(f"operation {number} cannot be redone: {problem}") from problem
        blocked = self._do_again(later)
        if blocked is not None:
            self._unwind([self._journal[number], *later])
            self._hold(replace(chosen, inverse=None))
            self._do_again(later)
            raise CurationError(
                f"operation {number} cannot be redone: operation {blocked.number} ({blocked.says}) stands in the way; "
                "undo that first"
            )
        return self._append(Redo(number), f"redo {number}: {chosen.says}", author, time, reason, Inverse())

    def follow(self, delta: GraphDelta) -> None:
        """Let the base graph change so, and the standing operations hold on it as far as they find what they need.

        Whoever is gone leaves its community; whoever is new has none before communities are found.
        """
        held = standing(self.journal)
        self._unwind(held)
        working = self.working
        left = [working.home[ident] for ident in delta.gone_entities if ident in working.home]
        for link in delta.gone_relations:
            working.drop_relation(link)
        for ident in delta.gone_entities:
            working.drop(ident)
        for entity in delta.entities:
            working.put(entity)
        for relation in delta.relations:
            working.put_relation(relation)
        on_communities.tidy(working, (), [*left, *self._strangers_left()])
        self._do_again(held)

    def lay_bare(self) -> None:
        """Go back to the graph and communities as they are below every operation; nothing of it is to be written."""
        self._unwind(standing(self.journal))

    def take_tree(self, tree: KnowledgeTree) -> None:
        """Let communities found anew be the communities, with what people decided about them."""
        held = standing(self.journal)
        self._unwind(held)
        working = self.working
        working.take_tree(tree)
        homes = self._strangers_left()
        for operation in held:
            # Who was merged away comes back into the community of the one it is part of.
            if isinstance(operation.action, Merge):
                for member in operation.action.members:
                    if member in working.entities and working.home.get(member) is None:
                        working.settle_in(member, working.home.get(operation.action.into))
        missing = [ident for ident in working.entities if working.home.get(ident) is None]
        on_communities.tidy(working, missing, homes)
        self._do_again(held)

    def reword(self, words: Mapping[str, tuple[str, str]]) -> None:
        """Let these communities, by id, have these names and summaries, but where people named them."""
        held = standing(self.journal)
        self._unwind(held)
        for ident, (name, summary) in sorted(words.items()):
            community = self.working.communities.get(ident)
            if community is not None:
                self.working.put_community(replace(community, name=name, summary=summary))
        self._do_again(held)

    def mend(self) -> None:
        """Give a home to every entity that has none, as after a build that was cut off."""
        working = self.working
        if not working.communities:
            return
        missing = [ident for ident in working.entities if working.home.get(ident) is None]
        homes = self._strangers_left()
        if missing or homes:
            on_communities.tidy(working, missing, homes)

    def dormant(self) -> tuple[Operation, ...]:
        """Operations that stand but find nothing to act upon in the graph as it is."""
        return tuple(operation for operation in standing(self.journal) if operation.inverse is None)

    def effect(self) -> Effect:
        """What to write since the last call."""
        delta, moved = self.working.changed()
        written = tuple(self._journal[number] for number in sorted(self._written))
        self.working.settled()
        self._written = set()
        return Effect(written, delta, self.working.tree() if moved else None)

    def _strangers_left(self) -> list[str]:
        """The communities that members left which are not in the graph."""
        working = self.working
        strangers = [ident for ident in working.home if ident not in working.entities]
        homes = [working.home[ident] for ident in strangers]
        for ident in strangers:
            working.settle_in(ident, None)
        return homes

    def _append(
        self, action: Action, says: str, author: str, time: str, reason: str, inverse: Inverse | None
    ) -> Operation:
        number = max(self._journal, default=0) + 1
        operation = Operation(number, action, author, time, reason, says, inverse)
        self._hold(operation)
        return operation

    def _hold(self, operation: Operation) -> None:
        if self._journal.get(operation.number) != operation:
            self._journal[operation.number] = operation
            self._written.add(operation.number)

    def _perform(self, action: Action) -> Inverse:
        working = self.working
        working.begin()
        serve = _SERVE.get(type(action))
        if serve is None:
            return Inverse()
        try:
            serve(working, action)
        except CurationError:
            working.put_back(working.end())
            raise
        done = working.end()
        came = sorted(working.entities.keys() & set(done.gone_entities))
        moved = [ident for ident, _ in done.homes]
        homes = {home for _, home in done.homes} | {each.id for each in done.communities} | set(done.gone_communities)
        homes |= {each.parent for each in done.communities if each.parent}
        on_communities.tidy(working, [*came, *moved], homes)
        return working.end()

    def _without(self, number: int, held: dict[int, Operation]) -> None:
        chosen = held[number]
        later = [operation for key, operation in sorted(held.items()) if key > number]
        self._unwind([chosen, *later])
        blocked = self._do_again(later)
        if blocked is None:
            return
        self._unwind(later)
        self._do_again([chosen, *later])
        raise CurationError(
            f"operation {number} cannot be undone: operation {blocked.number} ({blocked.says}) builds on it; "
            "undo that first"
        )

    def _unwind(self, operations: Iterable[Operation]) -> None:
        """Go back to before the first of these, which are the last ones standing."""
        for operation in reversed(list(operations)):
            inverse = self._journal[operation.number].inverse
            if inverse is not None:
                self.working.put_back(inverse)

    def _do_again(self, operations: Iterable[Operation]) -> Operation | None:
        """Do them in their order; the first that held before and finds nothing to act upon now, if any."""
        blocked = None
        for operation in operations:
            before = self._journal[operation.number]
            try:
                inverse: Inverse | None = self._perform(operation.action)
            except CurationError:
                inverse = None
                if operation.inverse is not None and blocked is None:
                    blocked = operation
            self._hold(replace(before, inverse=inverse))
        return blocked


_SERVE: dict[type, Callable[[Working, Any], None]] = {
    Merge: on_graph.merge,
    Split: on_graph.split,
    Rename: on_graph.rename,
    Retype: on_graph.retype,
    Pin: on_graph.pin,
    SetAttribute: on_graph.set_attribute,
    DeleteEntity: on_graph.delete_entity,
    AddRelation: on_graph.add_relation,
    EditRelation: on_graph.edit_relation,
    DeleteRelation: on_graph.delete_relation,
    AnswerViolation: on_graph.admit,
    MoveEntity: on_communities.move_entity,
    PinCommunity: on_communities.pin_community,
    MergeCommunities: on_communities.merge_communities,
    SplitCommunity: on_communities.split_community,
    RenameCommunity: on_communities.rename_community,
}
"""What each action does; KeepApart, Confirm and AnswerProposal change neither graph nor communities."""


def _listed(numbers: Iterable[int]) -> str:
    listed = [str(number) for number in numbers]
    return ", ".join(listed[-8:])
