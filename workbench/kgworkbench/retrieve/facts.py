"""Facts of the index as evidence."""

from kgworkbench.index.build import plain
from kgworkbench.index.library import Library
from kgworkbench.model.evidence import Evidence, Hop
from kgworkbench.model.graph import Provenance
from kgworkbench.model.ids import content_id
from kgworkbench.model.query import Route

__all__ = ["chunks_of", "fact_evidence", "fact_hop", "path_text"]


def fact_hop(library: Library, fact: int, inward: bool = False) -> Hop:
    """The fact at that row as a hop from its head, or walked from its tail."""
    index, graph = library.index, library.graph
    if fact < index.relations:
        link = graph.relations[fact]
        head, tail = library.entity[link.head], library.entity[link.tail]
        return Hop(
            head=head.id,
            head_name=head.name,
            head_type=head.type,
            relation=link.type,
            tail=tail.id,
            tail_name=tail.name,
            tail_type=tail.type,
            relation_id=link.id,
            inward=inward,
            provenance=link.provenance,
        )
    owner = graph.entities[index.owners[fact - index.relations]]
    held = owner.attributes[index.places[fact - index.relations]]
    return Hop(
        head=owner.id,
        head_name=owner.name,
        head_type=owner.type,
        relation=held.type,
        tail=held.value,
        tail_name=held.value,
        tail_type="",
        literal=True,
        provenance=held.provenance,
    )


def fact_evidence(
    library: Library, fact: int, route: Route, score: float, query: str, inward: bool = False
) -> Evidence:
    """One fact as evidence. Its id is the same whatever route finds it."""
    hop = fact_hop(library, fact, inward)
    return Evidence(
        id=content_id("fact", hop.head, hop.relation, hop.tail),
        route=route,
        text=path_text((hop,)),
        score=round(score, 6),
        chunks=chunks_of(hop.provenance),
        hops=(hop,),
        sub_query=query,
    )


def path_text(hops: tuple[Hop, ...]) -> str:
    """The hops in words, each as it was said."""
    return "; ".join(f"{hop.head_name} {plain(hop.relation)} {hop.tail_name}" for hop in hops)


def chunks_of(provenance: tuple[Provenance, ...]) -> tuple[str, ...]:
    """The chunks of the provenance, each once, in order."""
    return tuple(dict.fromkeys(item.chunk for item in provenance))
