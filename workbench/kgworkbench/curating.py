"""The journal of a graph folder: what people do to the graph by hand, each act in one transaction with its record."""

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from kgworkbench.curate.apart import apart_in, speaks_of_communities
from kgworkbench.curate.curation import Curation, standing
from kgworkbench.errors import CurationError, InputError
from kgworkbench.model.codec import decode, encode
from kgworkbench.model.facts import Violation
from kgworkbench.model.graph import Graph, GraphDelta
from kgworkbench.model.journal import Action, AnswerProposal, AnswerViolation, KeepApart, Operation
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.ports import Changes, Embedder, GraphStore
from kgworkbench.resolve.match import Duplicate, duplicates

__all__ = ["Applied", "Journal"]

FORMAT = "kgworkbench journal 1"


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of operations from elsewhere: those done, those that stood already, and those that no longer apply
    with the reason.
    """

    done: tuple[Operation, ...]
    standing: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


class Journal:
    """The operations of one graph. Calls take turns; each is written with its effect, or not at all."""

    def __init__(
        self, store: GraphStore, symmetric: Callable[[], Iterable[str]], changed: Callable[[], None] = lambda: None
    ) -> None:
        self._store = store
        self._symmetric = symmetric
        self._changed = changed
        self._turn = threading.RLock()
        self._live: Curation | None = None
        self._closed_for = ""

    def operations(self) -> tuple[Operation, ...]:
        """Every operation, oldest first, those that undid others among them."""
        with self._turn:
            return self._live.journal if self._live is not None else self._store.journal()

    def standing(self) -> tuple[Operation, ...]:
        """The operations that hold: the locks that every rebuild and re-clustering keeps to."""
        return standing(self.operations())

    def act(self, action: Action, *, author: str = "", reason: str = "") -> Operation:
        """The operation that did the action.

        Raises:
            CurationError: it cannot be done, or a build is under way.
        """
        return self._write(lambda live: live.act(action, author=author, time=_now(), reason=reason))

    def undo(self, number: int = 0, *, author: str = "", reason: str = "") -> Operation:
        """The operation that undid that one, or the last one that held.

        Raises:
            CurationError: nothing can be undone, or a later operation, which is named, builds on it.
        """
        return self._write(lambda live: live.undo(number, author=author, time=_now(), reason=reason))

    def redo(self, number: int = 0, *, author: str = "", reason: str = "") -> Operation:
        """The operation that did an undone one again, or the one undone last.

        Raises:
            CurationError: nothing can be redone.
        """
        return self._write(lambda live: live.redo(number, author=author, time=_now(), reason=reason))

    def preview(self, action: Action) -> GraphDelta:
        """What the action would do to the graph; nothing is written.

        Raises:
            CurationError: it cannot be done.
        """
        with self._turn:
            return self._open().preview(action)

    def graph(self) -> Graph:
        """The graph as it is, without a read of the store where the journal has been at work."""
        with self._turn:
            return self._live.working.graph() if self._live is not None else self._store.graph()

    def tree(self) -> KnowledgeTree:
        """The communities as they are."""
        with self._turn:
            return self._live.working.tree() if self._live is not None else self._store.tree()

    def apart(self) -> frozenset[tuple[str, str]]:
        """Pairs of entity ids that a person said are not the same."""
        actions = (operation.action for operation in self.standing())
        return frozenset(
            (action.one, action.other)
            for action in actions
            if isinstance(action, KeepApart) and not speaks_of_communities(action)
        )

    def communities_apart(self) -> frozenset[frozenset[str]]:
        """Pairs of community ids, of the tree as it is, that a person keeps apart."""
        return apart_in(self.tree(), self.standing())

    def duplicates(self, embedder: Embedder | None = None, limit: int = 200) -> tuple[Duplicate, ...]:
        """Pairs of entities that may be one, best first, without those a person said are not the same.

        With an embedder names that are close in meaning are offered too.
        """
        graph = self.graph()
        vectors = embedder.embed([entity.name for entity in graph.entities]) if embedder is not None else None
        return duplicates(graph, vectors, apart=self.apart(), limit=limit)

    def violations(self) -> tuple[Violation, ...]:
        """Claims the schema forbids that nobody has answered, in the order of their chunks."""
        actions = (operation.action for operation in self.standing())
        answered = {(a.chunk, a.rule, a.claim) for a in actions if isinstance(a, AnswerViolation)}
        found = (each for extraction in self._store.extractions() for each in extraction.violations)
        return tuple(each for each in found if (each.chunk, each.rule, each.claim) not in answered)

    def export(self) -> str:
        """The operations that hold as JSON, to be applied to a rebuilt or another graph."""
        rows = [
            {key: item for key, item in encode(replace(operation, inverse=None)).items() if key != "kind"}
            for operation in self.standing()
        ]
        return json.dumps({"format": FORMAT, "operations": rows}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def apply(self, text: str, *, author: str = "") -> Applied:
        """What became of exported operations here: done in their order, one by one.

        Raises:
            InputError: the text is no exported journal.
            CurationError: a build is under way.
        """
        done: list[Operation] = []
        there: list[str] = []
        refused: list[tuple[str, str]] = []
        for operation in _read(text):
            if any(each.action == operation.action for each in self.standing()):
                there.append(operation.says)
            elif isinstance(operation.action, AnswerProposal):
                refused.append((operation.says, "answers to proposals change the schema: apply the schema itself"))
            else:
                try:
                    reason = operation.reason or "applied from an exported journal"
                    done.append(self.act(operation.action, author=operation.author or author, reason=reason))
                except CurationError as problem:
                    refused.append((operation.says, str(problem)))
        return Applied(tuple(done), tuple(there), tuple(refused))

    def take_tree(self, tree: KnowledgeTree) -> KnowledgeTree:
        """The tree as it was stored: communities found anew, with what people decided about them."""
        with self._turn:
            if not standing(self.operations()):
                self._store.apply(Changes(tree=tree))
                self._live = None
                return tree
            live = self._open()
            live.take_tree(tree)
            effect = live.effect()
            self._store.apply(Changes(delta=effect.delta, tree=effect.tree, operations=live.journal))
            return effect.tree or tree

    def reword(self, words: Mapping[str, tuple[str, str]]) -> KnowledgeTree:
        """The tree with these names and summaries of communities, by id; what people named keeps its name.

        Raises:
            CurationError: a build is under way.
        """
        with self._turn:
            self._refuse_while_closed()
            live = self._open()
            live.reword(words)
            effect = live.effect()
            self._live = None
            self._store.apply(Changes(delta=effect.delta, tree=effect.tree, operations=live.journal))
            self._live = live
            tree = live.working.tree()
        self._changed()
        return tree

    def close_for(self, what: str) -> None:
        """From here on nothing is done by hand, because of ``what``; an empty text opens it again."""
        with self._turn:
            self._closed_for = what
            self._live = None

    def _write(self, work: Callable[[Curation], Operation]) -> Operation:
        with self._turn:
            self._refuse_while_closed()
            live = self._open()
            operation = work(live)
            effect = live.effect()
            self._live = None  # if the store fails, what is in memory is not what is stored
            self._store.apply(Changes(delta=effect.delta, tree=effect.tree, operations=effect.operations))
            self._live = live
        self._changed()
        return operation

    def _refuse_while_closed(self) -> None:
        if self._closed_for:
            raise CurationError(f"{self._closed_for}: wait until it is done, or stop it first")

    def _open(self) -> Curation:
        if self._live is None:
            self._live = Curation(self._store.graph(), self._store.tree(), self._store.journal(), self._symmetric())
            self._live.mend()
            self._live.effect()
        return self._live


def _read(text: str) -> list[Operation]:
    try:
        coded: Any = json.loads(text)
        if coded.get("format") != FORMAT:
            raise InputError(f"no exported journal: its format is {coded.get('format')!r}, not {FORMAT!r}")
        return [decode(Operation, {"kind": "Operation", **row}) for row in coded["operations"]]
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise InputError(f"no exported journal ({problem}): give the file kgw journal DIR export wrote") from problem


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
