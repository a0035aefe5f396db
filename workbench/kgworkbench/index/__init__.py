"""Arrays mirrored from a graph, its tree and its chunks, for asking."""

from kgworkbench.index.build import build_index, updated_index
from kgworkbench.index.library import Index, Library
from kgworkbench.index.link import link
from kgworkbench.index.saved import index_for, load_index, save_index

__all__ = ["Index", "Library", "build_index", "index_for", "link", "load_index", "save_index", "updated_index"]
