"""Graphs of other tools."""

from kgworkbench.interchange.openie import load_triples

__all__ = ["load_triples"]
