"""What was done through the journal, told in the language of the view."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgworkbench.model.graph import Graph
from kgworkbench.model.journal import Operation
from kgworkbench.present.journal import journal_teller

if TYPE_CHECKING:
    from kgworkbench.workbench import Workbench

__all__ = ["told_deeds"]


def told_deeds(bench: "Workbench", graph: Graph, operations: Sequence[Operation], language: str) -> list[str]:
    """One line an operation, with the names of its day."""
    if not operations:
        return []
    entities = {entity.id: entity for entity in graph.entities}
    relations = {relation.id: relation for relation in graph.relations}
    tell = journal_teller(bench.journal.operations(), entities, relations, language)
    return [tell(operation) for operation in operations]
