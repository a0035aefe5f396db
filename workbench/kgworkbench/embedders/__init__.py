"""Whatever turns texts into vectors: hashed character n-grams, sentence-transformers, and a cache around either."""

from kgworkbench.embedders.cached import CachedEmbedder
from kgworkbench.embedders.choose import embedder_for
from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.embedders.transformer import TransformerEmbedder

__all__ = ["CachedEmbedder", "LexicalEmbedder", "TransformerEmbedder", "embedder_for"]
