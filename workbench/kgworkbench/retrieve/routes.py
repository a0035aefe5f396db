"""The routes by name. A new route is one function and one row here."""

from collections.abc import Callable, Mapping

from kgworkbench.index.library import Library
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Limits, Route, SubQuery
from kgworkbench.retrieve.by_chunk import by_chunk
from kgworkbench.retrieve.by_community import by_community
from kgworkbench.retrieve.by_entity import by_entity
from kgworkbench.retrieve.by_path import by_path
from kgworkbench.retrieve.by_triple import by_triple

__all__ = ["ROUTES", "Retriever"]

Retriever = Callable[[SubQuery, Library, Limits], tuple[Evidence, ...]]

ROUTES: Mapping[Route, Retriever] = {
    "entity": by_entity,
    "triple": by_triple,
    "community": by_community,
    "path": by_path,
    "chunk": by_chunk,
}
