"""Communities that an engine has not named: which ones, and asking it for their names again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from kgworkbench.app.desk import Desk
from kgworkbench.app.worker import Job
from kgworkbench.describe import describe_tree, plainly_named
from kgworkbench.ports import is_free

__all__ = ["Naming"]

_ASKERS = 4
"""Engine calls at once."""


class Naming:
    """Which communities of the desk have plain names although its engine could name them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._found: Any = None
        self._job: Job[Any] | None = None

    @property
    def busy(self) -> bool:
        """Whether the engine is being asked."""
        return self._job is not None and self._job.active

    def left(self) -> tuple[str, ...]:
        """Ids of the communities with a plain name that people decided nothing about; none with the local engine,
        which gives plain names, and none while other communities than the stored ones are shown.
        """
        desk, snapshot = self._desk, self._desk.snapshot
        if desk.bench is None or snapshot is None or desk.preview is not None or is_free(desk.bench.engine):
            return ()
        if desk.building is not None and desk.building.active:
            return ()
        if self._found is None or self._found[0] is not snapshot.tree or self._found[1] is not snapshot.graph:
            plain = plainly_named(snapshot.tree, snapshot.graph, snapshot.schema.language)
            self._found = (snapshot.tree, snapshot.graph, plain)
        return tuple(one for one in self._found[2] if one not in desk.steward.locks)

    def ask(self) -> None:
        """Ask the engine for the names that are left; what it fails on again stays as it is and is counted."""
        desk, bench, ids = self._desk, self._desk.bench, self.left()
        if bench is None or not ids or self.busy:
            return

        def work() -> Iterator[int]:
            tree, graph = bench.journal.tree(), bench.journal.graph()
            language = bench.schema.language
            with ThreadPoolExecutor(_ASKERS, "describe") as executor:
                told, spent = describe_tree(tree, graph, bench.engine, language, tree, executor, again=ids)
            desk.spent += spent
            before = {each.id: (each.name, each.summary) for each in tree.communities}
            words = {each.id: (each.name, each.summary) for each in told.communities if each.id in ids}
            new = {key: said for key, said in words.items() if said != before[key]}
            if new:
                bench.journal.reword(new)
            desk.tell("log_named", n=len(new), m=len(ids))
            yield len(new)

        self._job = Job("naming", "", work)
        self._job.on_end(desk.ended)
        self._job.start()
        desk.touch()
