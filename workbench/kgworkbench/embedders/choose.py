"""The embedder a name stands for."""

from pathlib import Path

from kgworkbench.embedders.cached import CachedEmbedder
from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.embedders.transformer import TransformerEmbedder
from kgworkbench.errors import InputError
from kgworkbench.ports import Embedder

__all__ = ["embedder_for"]


def embedder_for(name: str, cache: Path | None = None) -> Embedder:
    """The embedder of that name: "lexical", "auto" (lexical), a sentence-transformers name, or a model's folder.

    "auto" never picks a model: what retrieves well without one must not change because a package happens to be
    installed, and the usual small models know no Chinese. A model is wrapped in a cache, kept in ``cache`` if given.

    Raises:
        InputError: the name is empty, or what it needs is not installed.
    """
    if not name.strip():
        raise InputError(f"embedder {name!r} names nothing: use 'lexical', 'auto', a model's name or its folder")
    if name in ("auto", "lexical"):
        return LexicalEmbedder()
    return CachedEmbedder(TransformerEmbedder(name), cache)
