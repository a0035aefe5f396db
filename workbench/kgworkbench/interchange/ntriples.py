"""A graph as RDF, in N-Triples, which every triple store reads."""

from collections.abc import Iterator
from urllib.parse import quote

from kgworkbench.model.graph import Graph

__all__ = ["ntriples_lines"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def ntriples_lines(graph: Graph, base: str = "urn:kgworkbench:") -> Iterator[str]:
    """One statement a line: type, label and aliases of each entity, its attributes, then the relations.

    Entities are ``{base}entity:ID``, types ``{base}type:NAME``, relations ``{base}relation:NAME`` and attributes
    ``{base}attribute:NAME``, names percent-encoded. The order is that of the graph.
    """

    def iri(kind: str, name: str) -> str:
        return f"<{base}{kind}:{quote(name, safe='')}>"

    for entity in graph.entities:
        one = iri("entity", entity.id)
        if entity.type:
            yield f"{one} <{_RDF}type> {iri('type', entity.type)} ."
        yield f"{one} <{_RDFS}label> {_literal(entity.name)} ."
        for alias in entity.aliases:
            yield f"{one} <{_SKOS}altLabel> {_literal(alias)} ."
        for fact in entity.attributes:
            yield f"{one} {iri('attribute', fact.type)} {_literal(fact.value)} ."
    for relation in graph.relations:
        yield f"{iri('entity', relation.head)} {iri('relation', relation.type)} {iri('entity', relation.tail)} ."


def _literal(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
