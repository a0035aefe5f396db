"""Graphs of other tools."""

from kgworkbench.interchange.openie import graph_of, load_triples

__all__ = ["graph_of", "load_triples"]
