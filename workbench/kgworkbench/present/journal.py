"""The journal for people: one line an operation, in the language of who reads it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kgworkbench.curate.telling import told
from kgworkbench.model.graph import Entity, Relation
from kgworkbench.model.journal import Operation, Redo, Undo

__all__ = ["journal_teller"]

_Thing = TypeVar("_Thing")


def journal_teller(
    journal: Iterable[Operation],
    entities: Mapping[str, Entity],
    relations: Mapping[str, Relation],
    language: str = "en",
) -> Callable[[Operation], str]:
    """A function that tells an operation in a line: what it did, with the names of its day.

    ``entities`` and ``relations`` are those of the graph as it is; what later operations changed is told as it was
    before them. What an operation says of itself was written in English on its day, and is told as it stands.
    """
    known = {operation.number: operation for operation in journal}
    past_entities: _Past[Entity] = _Past(entities)
    past_relations: _Past[Relation] = _Past(relations)
    for number, operation in sorted(known.items()):
        for entity in operation.inverse.entities if operation.inverse else ():
            past_entities.note(number, entity.id, entity)
        for relation in operation.inverse.relations if operation.inverse else ():
            past_relations.note(number, relation.id, relation)

    def tell(operation: Operation) -> str:
        if language != "zh" and operation.says:
            return operation.says
        day = _Day(past_entities.on(operation.number), past_relations.on(operation.number))
        line = told(operation.action, day, language)
        meant = known.get(operation.action.number) if isinstance(operation.action, Undo | Redo) else None
        if meant is None or meant is operation:
            return line
        return f"{line}{'：' if language == 'zh' else ': '}{tell(meant)}"

    return tell


class _Past(Generic[_Thing]):
    """What was there before each operation that changed it, and what is there now."""

    def __init__(self, now: Mapping[str, _Thing]) -> None:
        self._now = now
        self._before: dict[str, tuple[list[int], list[_Thing]]] = {}

    def note(self, number: int, ident: str, thing: _Thing) -> None:
        numbers, things = self._before.setdefault(ident, ([], []))
        numbers.append(number)
        things.append(thing)

    def on(self, number: int) -> "_On[_Thing]":
        return _On(self, number)

    def find(self, ident: str, number: int) -> _Thing | None:
        """The thing as the operation of that number found it, or as it was seen last where it is gone."""
        numbers, things = self._before.get(ident, ([], []))
        at = bisect_left(numbers, number)
        if at < len(things):
            return things[at]
        return self._now.get(ident) or (things[-1] if things else None)


@dataclass(frozen=True, slots=True)
class _On(Generic[_Thing]):
    """The past as one operation found it."""

    past: _Past[_Thing]
    number: int

    def get(self, ident: str, /) -> _Thing | None:
        return self.past.find(ident, self.number)


@dataclass(frozen=True, slots=True)
class _Day:
    """The graph as one operation found it."""

    entities: _On[Entity]
    relations: _On[Relation]
