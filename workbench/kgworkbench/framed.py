"""What a workbench holds as polars frames, for people who go on in a notebook."""

from typing import TYPE_CHECKING, Any

from kgworkbench.interchange.frames import attribute_frame, chunk_frame, entity_frame, evidence_frame, relation_frame
from kgworkbench.model.evidence import Answer
from kgworkbench.model.graph import Graph
from kgworkbench.model.usage import Prices
from kgworkbench.ports import GraphStore

if TYPE_CHECKING:
    import polars

__all__ = ["Framed"]


class Framed:
    """The frames of a graph, in polars. ``.to_pandas()`` of each is a pandas frame, ``.to_arrow()`` an Arrow table."""

    store: GraphStore
    prices: Prices | None

    def graph(self) -> Graph:
        """All entities and relations."""
        raise NotImplementedError

    def entities(self) -> "polars.DataFrame":
        """One row an entity: id, name, type, aliases, mentions."""
        return entity_frame(self.graph())

    def relations(self) -> "polars.DataFrame":
        """One row a relation: id, head, type, tail (names), confidence, documents."""
        return relation_frame(self.graph())

    def attributes(self) -> "polars.DataFrame":
        """One row a property of an entity: entity (its id), name, type, attribute, value, documents."""
        return attribute_frame(self.graph())

    def evidence(self, answer: Answer) -> "polars.DataFrame":
        """One row a citation of an answer: number, document, start, end, quote, claim, chunk."""
        return evidence_frame(answer)

    def chunks(self) -> "polars.DataFrame":
        """One row a chunk: what it yielded, and the tokens and money that took; group by ``document`` for the sums."""
        return chunk_frame(self.store.extractions(), self.prices)

    def cypher(self, query: str, **parameters: Any) -> "polars.DataFrame":
        """Rows of a read-only Cypher query over the folder's database.

        Raises:
            StoreError: the query is wrong or would write, or the workbench has no folder.
        """
        import polars

        return polars.DataFrame(self.store.query(query, parameters), infer_schema_length=None)
