"""Arrays mirrored from a graph, its tree and its chunks, for asking."""

from kgworkbench.index.build import build_index
from kgworkbench.index.library import Index, Library
from kgworkbench.index.link import link

__all__ = ["Index", "Library", "build_index", "link"]
