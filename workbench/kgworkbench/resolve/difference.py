"""What turns one graph into another."""

from kgworkbench.model.graph import Graph, GraphDelta

__all__ = ["difference"]


def difference(old: Graph, new: Graph) -> GraphDelta:
    """What is written and what is taken away when the new graph takes the old one's place."""
    entities = {entity.id: entity for entity in old.entities}
    relations = {relation.id: relation for relation in old.relations}
    return GraphDelta(
        tuple(entity for entity in new.entities if entities.get(entity.id) != entity),
        tuple(relation for relation in new.relations if relations.get(relation.id) != relation),
        tuple(sorted(entities.keys() - {entity.id for entity in new.entities})),
        tuple(sorted(relations.keys() - {relation.id for relation in new.relations})),
    )
