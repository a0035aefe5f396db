"""A graph as GraphML, which Gephi, yEd, Cytoscape and networkx read."""

import re
from collections.abc import Iterator

from kgworkbench.model.graph import Graph

__all__ = ["graphml_lines"]

# What XML 1.0 has no way to say.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml_lines(graph: Graph) -> Iterator[str]:
    """The lines of a GraphML document: a node for each entity, an edge for each relation, in the order of their ids.

    Nodes carry name, type, aliases, mentions and their attributes as ``type: value``; edges type, confidence and the
    number of places that support them. Characters that XML cannot hold are left out.
    """
    import networkx

    net = networkx.MultiDiGraph()
    for entity in graph.entities:
        net.add_node(
            entity.id,
            name=_sayable(entity.name),
            type=_sayable(entity.type),
            aliases=_sayable(" | ".join(entity.aliases)),
            attributes=_sayable(" | ".join(f"{fact.type}: {fact.value}" for fact in entity.attributes)),
            mentions=len(entity.provenance),
        )
    for relation in graph.relations:
        net.add_edge(
            relation.head,
            relation.tail,
            key=relation.id,
            type=_sayable(relation.type),
            confidence=relation.confidence,
            places=len(relation.provenance),
        )
    return iter(networkx.generate_graphml(net, named_key_ids=True))


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub("", text)
